"""What stands below a person's words by itself: a signature that a program marked, and the line of its maker."""

import re
from itertools import dropwhile

# Private-use characters that stand around what a mail program marked as signature in its HTML; see `marked`.
SIGNATURE_START, SIGNATURE_END = "\ue000", "\ue001"

_SIGNATURE_MARK = "-- "  # with its blank: a person who draws a line in a letter leaves it out
_LONGEST_SIGNATURE = 15  # lines
_LONGEST_BLOCK = 8
_SENTENCE_END = re.compile(r"[.!?]\W{0,9}$")
_FEWEST_WORDS = 3
_AROUND_WORDS = ".,:;()\"'\u201d"
_POSTSCRIPT = re.compile(r"\s*(?:p\.?\s?s\.?|jk)(?:[\s:.]|$)", re.IGNORECASE)
_DEVICE = (
    r"(?:iphone|ipad|ipod|android|samsung|galaxy|huawei|honor|oneplus|xiaomi|nokia|sony|xperia|windows|outlook|yahoo|gmail|"
    r"mail|s[äa]hköposti|e-?post|puhelime|telefon|mobil|mobiil|laite|laitte|kännyk|älypuhelin|älypuhelime|smartphone|"
    r"phone|device|tablet|proton|blackberry|elisa|telia|dna|tabletti)"
)
_TAGLINE = re.compile(
    rf"\W*(?:(?:lähetetty|lähetetään|skickat|skickades|skickad|sänt|sent)\b[^.!?;,:]{{0,40}}{_DEVICE}"
    r"(?:[^!?;,:]|:(?=\w)){0,40}"
    r"|(?:hanki|hae|hämta|skaffa|get|lataa)\s+outlook\s+(?:for|för)\s+(?:ios|android|mac)\b.{0,60}"
    r"|(?:virukseton|virusfri|virus-free)\W.{0,60}(?:avast|avg)\S*)\W*",
    re.IGNORECASE,
)
# What a tagline says besides names of things, which have a capital or a number: anything else, somebody has written.
_IN_TAGLINE = re.compile(
    rf"lähetet\w+|skick\w+|sänt|sent|from|via|with|using|my|the|a|an|for|on|secure|mobile|wireless|app|e-?mail|"
    rf"från|för|ios|min|mitt|med|en|ett|säker\w*|på|i|minun|mobiili\w*|sovellu\w*|[\w-]*{_DEVICE}[\w-]*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-:'\u2019][^\W_]+)*")  # "Windows 10:n" has two
_LONGEST_TAGLINE = 110
_LONGEST_WITH_LINKS = 500
_SENT = re.compile(r"\W*(?:lähetet|skicka|sänt|sent)", re.IGNORECASE)
_LINK_BEHIND = re.compile(r"\s*[<(\[]https?://[^\s>)\]]*[>)\]]\s*$", re.IGNORECASE)
_LINKED = re.compile(r"\[([^\]]{1,60})\]\(https?://[^\s)]*\)", re.IGNORECASE)
_GLUED_TAGLINE = re.compile(r"(?<=[a-zåäö.!?…])(?:Lähetetty|Skickat|Skickades|Sänt|Sent)\s")


def without_signature(segment: list[str], signatures: tuple[str, ...]) -> list[str]:
    """*segment* without the signature that it ends with, but with its postscript, and without taglines."""
    for start, line in enumerate(segment):
        if line == _SIGNATURE_MARK:
            after = segment[start + 1 :]
            if len([one for one in after if one.strip()]) <= _LONGEST_SIGNATURE and any(one.strip() for one in after):
                segment = segment[:start] + _written_below(after)
            break
    segment = [_without_glued_tagline(line) for line in segment if not is_tagline(line)]
    for signature in signatures:
        segment = _without_ending(segment, signature)
    return segment


def _written_below(signature: list[str]) -> list[str]:
    """What of the lines below the mark is no signature: a postscript, or a further matter behind an empty line."""
    lines = [*dropwhile(lambda line: not line.strip(), signature)]
    gap = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    below = lines[gap:]
    if not is_short_block(below):
        return below
    for at, line in enumerate(lines):
        if _POSTSCRIPT.match(line):
            return ["", *lines[at:]]
    return []


def is_signature(lines: list[str]) -> bool:
    """Whether *lines*, which a program marked as signature, are nothing else, and nobody wrote on below a tagline."""
    written = [*dropwhile(lambda line: not is_tagline(line), lines)]
    return is_short_block(lines) and all(is_tagline(line) for line in written if line.strip())


def is_short_block(lines: list[str]) -> bool:
    """Whether *lines* are few, as names and numbers are, and none of them ends as a sentence or a question does."""
    few = len([line for line in lines if line.strip()]) <= _LONGEST_BLOCK
    return few and not any(_is_sentence(line) for line in lines if not is_tagline(line))


def _is_sentence(line: str) -> bool:
    """Whether *line* ends as a sentence does, or has so many small words that it is one without its stop."""
    words = line.split()
    small = [word for word in words if word.strip(_AROUND_WORDS).isalpha() and word.strip(_AROUND_WORDS).islower()]
    return len(words) >= _FEWEST_WORDS and (bool(_SENTENCE_END.search(line)) or len(small) >= _FEWEST_WORDS)


def is_tagline(line: str) -> bool:
    """Whether a program wrote *line* to say what it runs on."""
    if len(line) > _LONGEST_WITH_LINKS:
        return False
    # Some programs write the address of their maker behind it.
    bare = _LINK_BEHIND.sub("", _LINKED.sub(r"\1", line.strip()))
    if len(bare) > _LONGEST_TAGLINE or not _TAGLINE.fullmatch(bare):
        return False
    return not _SENT.match(bare) or all(_is_of_tagline(word) for word in _WORD.findall(bare))


def _is_of_tagline(word: str) -> bool:
    return any(sign.isupper() or sign.isdigit() for sign in word) or bool(_IN_TAGLINE.fullmatch(word))


def _without_glued_tagline(line: str) -> str:
    """*line* without a tagline that the program has set right behind the last word, as Samsung's does."""
    found = _GLUED_TAGLINE.search(line)
    return line[: found.start()] if found and is_tagline(line[found.start() :]) else line


def _without_ending(segment: list[str], signature: str) -> list[str]:
    """*segment* without its last lines, if these are just *signature*; its HTML twin may be laid out otherwise."""
    wanted = _letters(signature)
    if not wanted or signature.count("\n") >= _LONGEST_SIGNATURE:
        return segment
    tail = ""
    for at in range(len(segment) - 1, -1, -1):
        tail = _letters(segment[at]) + tail
        if tail == wanted:
            # What is marked may hold everything that was written: then it is no signature.
            return segment[:at] if any(line.strip() for line in segment[:at]) else segment
        if len(tail) > len(wanted):
            break
    return segment


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def without_marked(text: str) -> str:
    """*text* without what stands between signature marks, unless nothing else would be left."""
    if SIGNATURE_START not in text:
        return text
    rest = re.sub(rf"{SIGNATURE_START}([^{SIGNATURE_START}{SIGNATURE_END}]*){SIGNATURE_END}", "", text)
    if not rest.strip():
        rest = text
    return rest.replace(SIGNATURE_START, "").replace(SIGNATURE_END, "")
