"""What gives somebody away by its shape: identity codes, addresses, accounts, ages, words spelled letter by letter."""

import re
from collections.abc import Iterator
from datetime import date

from stdnum import iban
from stdnum.fi import hetu

# Six digits that can be a date, then three and a check character: with any sign between them, or none.
_CODE = re.compile(
    r"(?<!\w)(\d\d)[ .]?(\d\d)[ .]?(\d\d)(?:[\W_]{0,3}[A-FU-Y]?[\W_]{0,2})(\d{3})([0-9A-Y])(?!\w)", re.IGNORECASE
)
_FI = r"(?:n|a|ä|ta|tä|lla|llä|lle|lta|ltä|ssa|ssä|sta|stä|un|an|hen|en|lt|l|s)?"
_NUMBER = r"[ \t]*,?[ \t]*\d{1,4}\b(?![ \t]?(?:€|%|euro|min|km|m\b|klo|[.:]\d\d))"
_STREET = re.compile(
    rf"\b(?:[\w-]{{0,30}}(?:kat[u]|kadu|kuja|polku|polu|väylä|rait[t]?i|rinne|rintee|kaari|kaare|puisti?k?ko){_FI}"
    rf"|[\w-]{{0,30}}(?:gatan?|gränd(?:en)?|vägen|stigen|allén|esplanaden)s?|[\w-]{{1,30}}tie(?:llä|lle|ltä|lta|lla)?){_NUMBER}"
    r"|\b\w{1,30}[ \t]+(?:street|road|lane|avenue)\b[ \t,]*\d{0,4}",
    re.IGNORECASE,
)
# These are parts of common words too, and a street only with a capital letter.
_CAPITAL_STREET = re.compile(
    rf"\b[A-ZÅÄÖ][\w-]{{0,30}}(?:tie(?:n|hen|s[st][aä])?|(?:tori|aukio|rant?n?a|mäki|mäe|laita|laida|piha|portti|porti|kallio"
    rf"|bulevardi|esplanadi|penger|penkeree|puisto|niemi|niemen?|harju){_FI}"
    rf"|(?:väg|stig|plan|torg|strand|allé|backe|esplanad)(?:en|et|n)?){_NUMBER}"
)
_TOWN = re.compile(r"(?<![\w.,-])(?:FI-|FIN-)?\d{5}[ \t,]+[A-ZÅÄÖ][^\W\d_]+")
_FINNISH_ACCOUNT = re.compile(r"(?<!\w)fi[ .–-]?(?:\d[ .–-]?){15}\d(?!\d)", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"(?<!\w)[A-Z]{2}[ -]?\d{2}(?:[ .–-]?[A-Z0-9]{4}){2,7}(?:[ .–-]?[A-Z0-9]{1,3})?(?!\w)", re.IGNORECASE
)
_OLD_ACCOUNT = re.compile(r"(?<![\w-])[1-8]\d{5}-\d{2,8}(?![\w-])")
_FEWEST_ACCOUNT_DIGITS = 12
_AGE = re.compile(
    r"\b\d{1,3}[ \t]?[-–]?[ \t]?(?:vuotia(?:s\w*|a(?!t)\w+)"
    r"|åring(?:en|ens|s)?\b|årig\w*|år gammal\b|years?[- ]old\b|y/?o\b)|\baged \d{1,3}\b(?! (?:and|or) (?:over|older))"
    r"|\b(?:[4-9]\d|1[01]\d)[ \t]?-?v\b"
    r"|\bikä(?:ni|nsä)?[ :]+(?:on )?\d{1,3}\b|\bålder[ :]+\d{1,3}\b|\bage[ :]+\d{1,3}\b",
    re.IGNORECASE,
)
_EVERYBODY = re.compile(
    r"(?:yli|alle|vähintään|täyttän\w+|över|under|minst|fyllda|over|least|above)[ \t]+$", re.IGNORECASE
)
_DAY = r"\d{1,2}[ \t]?[./-][ \t]?\d{1,2}[ \t]?[./-][ \t]?"
_BIRTH = re.compile(
    r"\b(?:syntyn\w*|syntyi|synt\.?|syntymä\w*|född\w*|födelse\w*|born|birth\w*|dob|d\.o\.b\.?)(?!\w)"
    r"[^\n.!?\d]{0,30}\d[\d./ -]*\d"
    rf"|\b[sfb]\.[ \t]?(?:(?:{_DAY})?(?:18|19|20)\d\d|{_DAY}\d\d)\b"
    r"|\b(?:18|19|20)\d\d[ -]?(?:syntyn\w*|född\w*)",
    re.IGNORECASE,
)
_MONTH = r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu\w*"
_WRITTEN_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\.?[ \t]+(?:(?:of )?(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*|{_MONTH})"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)[ \t]+\d{1,2}),?"
    r"[ \t]+(?:1[89]\d\d|20[01]\d)\b",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(r"(?<![\d./])(\d{1,2})([./])[ ]?(\d{1,2})\2[ ]?(\d\d)(?![\d:]|[./-]\d)")
_OUR_YEARS = range(20, 41)  # two digits of a year in which we may promise something
_ILLNESS_IN_CAPITALS = re.compile(r"\b(?:ALS|MS|COPD|KOL|TIA|MMSE)\b")
_SPELLED = re.compile(r"(?<!\w)(?:\w[ .·*_-]){3,}\w(?!\w)")
_SEPARATORS = ("-", "A")  # of the two centuries that anybody living was born in
_FEWEST_SHARED = 6  # letters by which an inflected street of ours is known


def identity_codes(text: str) -> Iterator[str]:
    """Codes with another separator, or none. Telephone numbers look alike: the check must be right."""
    for match in _CODE.finditer(text):
        day, month, year, number, check = match.groups()
        bare = f"{day}{month}{year}"
        right = any(hetu.is_valid(f"{bare}{sign}{number}{check.upper()}", allow_temporary=True) for sign in _SEPARATORS)
        if _is_date(int(day), int(month)) and (right or not check.isdigit()):
            yield match[0]


def addresses(text: str, ours: tuple[str, ...]) -> Iterator[str]:
    """Streets with a number and towns with a postal code, but for those of our own service points and post."""
    for pattern in (_STREET, _CAPITAL_STREET, _TOWN):
        for match in pattern.finditer(text):
            if not any(_is_at(match[0], place) for place in ours):
                yield match[0]


def _is_at(written: str, place: str) -> bool:
    if written.casefold() in place.casefold():
        return True
    numbers, stem = re.findall(r"\d+", written), written[:_FEWEST_SHARED].casefold()
    words = re.findall(r"\w+", place.casefold())
    return bool(numbers) and set(numbers) <= set(words) and any(word.startswith(stem) for word in words)


def accounts(text: str) -> Iterator[str]:
    """Bank account numbers: a Finnish one by its shape, any other where its check digits are right."""
    for match in _FINNISH_ACCOUNT.finditer(text):
        yield match[0]
    for match in _ACCOUNT.finditer(text):
        bare = re.sub(r"[^A-Za-z0-9]", "", match[0]).upper()
        many = sum(character.isdigit() for character in bare) >= _FEWEST_ACCOUNT_DIGITS
        if not bare.startswith("FI") and (many or iban.is_valid(bare)):
            yield match[0]
    for match in _OLD_ACCOUNT.finditer(text):
        yield match[0]


def ages(text: str) -> Iterator[str]:
    """How old one person is. Whom a service is for ("over 65 years old", "75-vuotiaat") is anybody."""
    for match in _AGE.finditer(text):
        if not _EVERYBODY.search(text[max(0, match.start() - 20) : match.start()]):
            yield match[0]


def births(text: str) -> Iterator[str]:
    """Dates and years of birth: said to be one, or too long ago to be anything else."""
    for pattern in (_BIRTH, _WRITTEN_DATE):
        for match in pattern.finditer(text):
            yield match[0]
    for match in _SHORT_DATE.finditer(text):
        if int(match[4]) not in _OUR_YEARS and _is_date(int(match[1]), int(match[3])):
            yield match[0]


def illnesses(text: str) -> Iterator[str]:
    """Illnesses that are known by capitals alone; in small letters they are ordinary words."""
    return (match[0] for match in _ILLNESS_IN_CAPITALS.finditer(text))


def spelled_out(text: str) -> Iterator[tuple[str, str]]:
    """Words written letter by letter, each with how it reads: "d e m e n t i a" and "dementia"."""
    for match in _SPELLED.finditer(text):
        yield match[0], re.sub(r"[ .·*_-]", "", match[0])


def _is_date(day: int, month: int) -> bool:
    try:
        date(2000, month, day)
    except ValueError:
        return False
    return True
