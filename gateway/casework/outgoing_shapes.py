"""What gives somebody away by its shape: identity codes, addresses, accounts, words spelled letter by letter."""

import re
from collections.abc import Iterator
from datetime import date

from stdnum.fi import hetu

# Six digits that can be a date, then three and a check character: with any sign between them, or none.
_CODE = re.compile(r"(?<!\w)(\d\d)(\d\d)(\d\d)[ \t]?[-+–A-FU-Y]?[ \t]?(\d{3})([0-9A-Y])(?!\w)", re.IGNORECASE)
_STREET = re.compile(
    r"\b[\wåäö-]*(?:katu|kadun|tie|tien|kuja|kujan|polku|polun|väylä|raitti|rinne|kaari|gatan|gränden|vägen|stigen)"
    r"[ \t]+\d{1,4}\b|\b\w+[ \t]+(?:street|road|lane|avenue)\b[ \t,]*\d{0,4}",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){3,7}(?:[ ]?[A-Z0-9]{1,3})?(?!\w)")
_ILLNESS_IN_CAPITALS = re.compile(r"\b(?:ALS|MS|COPD|KOL|TIA|MMSE)\b")
_SPELLED = re.compile(r"(?<!\w)(?:\w[ .·-]){3,}\w(?!\w)")
_SEPARATORS = ("-", "A")  # of the two centuries that anybody living was born in


def identity_codes(text: str) -> Iterator[str]:
    """Codes without separator, or with blanks around it. Telephone numbers look alike: the check must be right."""
    for match in _CODE.finditer(text):
        day, month, year, number, check = match.groups()
        bare = f"{day}{month}{year}"
        right = any(hetu.is_valid(f"{bare}{sign}{number}{check.upper()}", allow_temporary=True) for sign in _SEPARATORS)
        if _is_date(int(day), int(month)) and (right or not check.isdigit()):
            yield match[0]


def addresses(text: str, ours: tuple[str, ...]) -> Iterator[str]:
    """Streets with a number, but for those of our own service points and post."""
    for match in _STREET.finditer(text):
        if not any(match[0].casefold() in place.casefold() for place in ours):
            yield match[0]


def accounts(text: str) -> Iterator[str]:
    """Bank account numbers (IBAN)."""
    return (match[0] for match in _ACCOUNT.finditer(text))


def illnesses(text: str) -> Iterator[str]:
    """Illnesses that are known by capitals alone; in small letters they are ordinary words."""
    return (match[0] for match in _ILLNESS_IN_CAPITALS.finditer(text))


def spelled_out(text: str) -> Iterator[tuple[str, str]]:
    """Words written letter by letter, each with how it reads: "d e m e n t i a" and "dementia"."""
    for match in _SPELLED.finditer(text):
        yield match[0], re.sub(r"[ .·-]", "", match[0])


def _is_date(day: int, month: int) -> bool:
    try:
        date(2000, month, day)
    except ValueError:
        return False
    return True
