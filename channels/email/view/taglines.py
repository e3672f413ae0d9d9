"""The line that a program puts below a person's words to say what it is and runs on."""

import re

_MAKERS = (
    "samsung|huawei|honor|oneplus|xiaomi|redmi|nokia|sony|motorola|moto|oppo|realme|htc|lg|alcatel|zte|doro|fairphone|"
    "google|microsoft|apple|lenovo|asus|wiko"
)
_SYSTEMS = "iphone|ipad|ipod|ipados|ios|android|windows|macbook|imac|macos|mac|galaxy|pixel|xperia|blackberry|surface"
_PROGRAMS = (
    "outlook|gmail|yahoo|spark|bluemail|airmail|thunderbird|k-9|fairemail|proton|protonmail|tutanota|tuta|aol|hotmail|"
    "icloud|mailbird|aquamail|mailbox|canary|zoho|gmx|luukku|suomi24"
)
_OPERATORS = "elisa|telia|dna|saunalahti|t-mobile|verizon|vodafone|telenor|tele2|orange"
_DEVICES = (
    "(?:matka|äly|mobiili|android)?(?:puhelin|puhelime|laite|laittee)|kännykkä|kännykä|tablet|tabletti|tableti|"
    "mobil|mobiltelefon|telefon|surfplatta|smartphone|mobile|phone|cell|cellphone|device|enhet"
)
_MAIL = "(?:sähkö)?posti|sähköpostisovellukse|sovellukse|mobiilisovellukse|mail|e-?mail|e-?post|app|appen"
_FROM = r":?i?st[aä](?:ni|mme)?"
_WITH = r":?i?ll[aä](?:ni|mme)?"
# "Lähetetty Nokialla": in the town.
_SOURCE = re.compile(
    rf"(?:(?:{_SYSTEMS}|{_PROGRAMS}|{_MAIL})(?:{_FROM}|{_WITH})|(?:{_MAKERS}|{_DEVICES}){_FROM})", re.IGNORECASE
)
_NAME = re.compile(rf"(?:{_MAKERS}|{_SYSTEMS}|{_PROGRAMS}|{_OPERATORS})(?::?i?(?:n|ss[aä]))?", re.IGNORECASE)
_DEVICE = re.compile(
    rf"(?:{_MAKERS}|{_SYSTEMS}|{_PROGRAMS}|{_DEVICES})(?:{_FROM}|{_WITH}|:?i?(?:n|ss[aä]))?", re.IGNORECASE
)
_FURTHER = re.compile(
    rf"{_OPERATORS}|{_MAIL}|(?:{_SYSTEMS}):?i?lle|from|via|with|using|my|the|a|an|for|on|secure|encrypted|wireless|"
    r"från|för|min|mitt|med|en|ett|säker|säkert|säkra|på|i|mobila|suojatusti|turvallisesti|suojatulla|minun",
    re.IGNORECASE,
)
# Behind the name of its maker: "Nokia 5.3", "Galaxy S21:stä". No telephone number, no day.
_MODEL = re.compile(
    r"(?:\d{1,2}(?:\.\d)?|[a-z]{1,2}-?\d{1,4}[a-z]{0,2}\+?|\d{1,2}[a-z]{1,3}|pro|max|plus|ultra|mini|lite|note|fold|flip)"
    r"(?::(?:n|ss[aä]|st[aä](?:ni)?|ll[aä]))?",
    re.IGNORECASE,
)
_MODEL_AS_SOURCE = re.compile(r":(?:st|ll)[aä](?:ni)?$", re.IGNORECASE)
_SENT = re.compile(
    r"\W*(?:(?P<by_case>(?:(?:tämä\s+)?(?:sähköposti)?viesti\s+on\s+)?(?:lähetetty|lähetetään))"
    r"|(?:(?:detta|this)\s+(?:meddelande|mail|e-?mail|e-?post|message)\s+(?:är|har|was)\s+)?"
    r"(?:skickats?|skickades|skickad|sänt|sändes|sent)(?=\s+(?:från|via|med|from|with|using)\s))\s+(?P<said>[^!?;,]{2,100})",
    re.IGNORECASE,
)
_GET = re.compile(
    rf"\W*(?:hanki|hae|hämta|skaffa|get|lataa)\s+(?:{_PROGRAMS})(?:\s+mail)?\s+(?:(?:for|för)\s+)?(?:{_SYSTEMS})"
    r"(?::?i?lle)?(?:\s*[<(\[]?https?://\S*)?\W*",
    re.IGNORECASE,
)
_FREE_OF_VIRUSES = re.compile(
    r"\W*(?:virukseton|virusfri|virus-free)\W{1,9}(?:www\.)?(?:avast|avg)\S*\W*", re.IGNORECASE
)
_AROUND_WORDS = " \t.:()<>[]*_-\u2013\"'\u201d"
_LONGEST = 110
_LONGEST_WITH_LINKS = 500
_LINK_BEHIND = re.compile(r"\s*[<(\[]https?://[^\s>)\]]*[>)\]]\s*$", re.IGNORECASE)
_LINKED = re.compile(r"\[([^\]]{1,60})\]\(https?://[^\s)]*\)", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[a-zåäö.!?…])(?:Lähetetty|Skickat|Skickades|Sänt|Sent)\s")


def is_tagline(line: str) -> bool:
    """Whether a program wrote *line* to say what it runs on: it names nothing besides programs and devices."""
    if len(line) > _LONGEST_WITH_LINKS:
        return False
    # Some programs write the address of their maker behind it.
    bare = _LINK_BEHIND.sub("", _LINKED.sub(r"\1", line.strip()))
    if len(bare) > _LONGEST:
        return False
    if _GET.fullmatch(bare) or _FREE_OF_VIRUSES.fullmatch(bare):
        return True
    sent = _SENT.fullmatch(bare)
    return sent is not None and _says_from_what(sent["said"].split(), by_case=sent["by_case"] is not None)


def without_glued_tagline(line: str) -> str:
    """*line* without a tagline that the program has set right behind the last word, as Samsung's does."""
    found = _GLUED.search(line)
    return line[: found.start()] if found and is_tagline(line[found.start() :]) else line


def _says_from_what(words: list[str], *, by_case: bool) -> bool:
    """Whether *words* name a program or a device that a mail came from, and nothing else.

    In Finnish the name's ending says that, *by_case*: "Lähetetty Nokialle" went there. What came by mail, or through
    an app, says so of no program: "Lähetetty sähköpostilla".
    """
    parts = [part for word in words for part in _parts(word)]
    numbered = [_is_number(parts, at) for at in range(len(parts))]
    devices = [bool(_DEVICE.fullmatch(part)) for part in parts]
    known = (
        device or model or bool(_FURTHER.fullmatch(part) or _SOURCE.fullmatch(part))
        for part, device, model in zip(parts, devices, numbered, strict=True)
    )
    if not any(devices) or not all(known):
        return False
    return not by_case or any(
        _SOURCE.fullmatch(part) or (model and _MODEL_AS_SOURCE.search(part))
        for part, model in zip(parts, numbered, strict=True)
    )


def _parts(word: str) -> list[str]:
    """*word* without the signs around it, in its parts: "Galaxy-laitteesta" has two; some names have a hyphen."""
    bare = word.strip(_AROUND_WORDS)
    if not bare or any(one.fullmatch(bare) for one in (_DEVICE, _FURTHER, _MODEL)):
        return [bare] if bare else []
    return [part for part in bare.split("-") if part]


def _is_number(parts: list[str], at: int) -> bool:
    """Whether the part *at* is a device's number: behind its maker's bare name, or with a letter behind another."""
    if not at or not _MODEL.fullmatch(parts[at]):
        return False
    if _NAME.fullmatch(parts[at - 1]):
        return True
    return any(sign.isalpha() for sign in parts[at]) and _is_number(parts, at - 1)
