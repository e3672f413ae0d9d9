"""Pure normal forms: telephone numbers, mail addresses, identity codes and their masking, text from HTML.

Each is idempotent: what it has made, it leaves as it is.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType, ValidationResult

from channels.identity import IdentityCode, Masked, identity_codes, mask_identity_codes
from channels.markup import text_from_html
from channels.seen import TO_HYPHEN

__all__ = [
    "CALLABLE_KINDS",
    "IdentityCode",
    "Masked",
    "PhoneKind",
    "PhoneNumber",
    "email_address",
    "fold",
    "identity_codes",
    "mask_identity_codes",
    "phone_number",
    "text_from_html",
]

HOME_COUNTRY = "FI"


class PhoneKind(StrEnum):
    """What a telephone number turned out to be."""

    MOBILE = "mobile"
    FIXED_LINE = "fixed_line"
    CORPORATE = "corporate"
    TOLL_FREE = "toll_free"
    PREMIUM = "premium"
    SUSPICIOUS = "suspicious"
    TOO_SHORT = "too_short"
    SHORT_SERVICE = "short_service"
    EMERGENCY = "emergency"
    ANONYMOUS = "anonymous"
    WITHHELD = "withheld"
    INVALID = "invalid"


CALLABLE_KINDS = frozenset({PhoneKind.MOBILE, PhoneKind.FIXED_LINE, PhoneKind.CORPORATE, PhoneKind.TOLL_FREE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneNumber:
    """A telephone number as understood: `e164` where there is a subscriber behind it, else None."""

    e164: str | None
    kind: PhoneKind

    @property
    def can_be_called(self) -> bool:
        """Whether a call to it may be promised: never to a premium number, nor to a suspicious one yet."""
        return self.e164 is not None and self.kind in CALLABLE_KINDS

    @property
    def can_get_sms(self) -> bool:
        """Whether a text message can reach it."""
        return self.e164 is not None and self.kind is PhoneKind.MOBILE


_KINDS = {
    PhoneNumberType.MOBILE: PhoneKind.MOBILE,
    PhoneNumberType.FIXED_LINE: PhoneKind.FIXED_LINE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: PhoneKind.FIXED_LINE,
    PhoneNumberType.TOLL_FREE: PhoneKind.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE: PhoneKind.PREMIUM,
}
_HIDDEN_CALLER = re.compile(
    r"anonym|restricted|withheld|unavailable|private|tuntematon|salainen|okänt|hemligt", re.IGNORECASE
)
_SPELT_ANONYMOUS = "266696687"  # A-N-O-N-Y-M-O-U-S on the keys: what telephony providers send for a withheld caller
_PHONE_PIECE = re.compile(r"\+?[0-9(][0-9\s().\-]*[0-9]")
_LETTER_FOR_ZERO = re.compile(r"[oO][0-9]|[0-9][oO](?=[\s0-9])")
# Swedish mobile prefixes that read as Finnish company numbers. 073 is left out: it is in real use in Finland.
_SWEDISH_MOBILE = re.compile(r"0?7[0269][0-9]{7}")
_EUROPEAN_SERVICE = re.compile(r"116[0-9]{3}")  # the library knows only some of them
_SHORTEST_NUMBER = 7  # without the leading zero
_SHORTEST_MOBILE = 8  # two digits of prefix and six of subscriber number


def phone_number(raw: str) -> PhoneNumber:
    """The number written in *raw*, read as in Finland. Never raises.

    Cut at what cannot stand in a number before it is parsed, since the library reads letters as keys.
    """
    written = unicodedata.normalize("NFKC", raw).translate(TO_HYPHEN).strip()
    if not written:
        return PhoneNumber(e164=None, kind=PhoneKind.WITHHELD)
    if _HIDDEN_CALLER.search(written):
        return PhoneNumber(e164=None, kind=PhoneKind.ANONYMOUS)
    if _LETTER_FOR_ZERO.search(written):
        return PhoneNumber(e164=None, kind=PhoneKind.INVALID)
    read = [_one_number(piece) for piece in _PHONE_PIECE.findall(written)]
    with_subscriber = (number for number in read if number.e164)
    first = read[0] if read else PhoneNumber(e164=None, kind=PhoneKind.INVALID)
    return next(with_subscriber, first)


def _one_number(piece: str) -> PhoneNumber:
    digits = re.sub(r"[^0-9]", "", piece)
    if digits == _SPELT_ANONYMOUS:
        return PhoneNumber(e164=None, kind=PhoneKind.ANONYMOUS)
    abroad = piece.startswith("+")
    # "+358 (0)40": the zero is for callers at home only.
    dialled = "+" + re.sub(r"[^0-9]", "", piece.replace("(0)", "", 1)) if abroad else digits
    if not abroad and (short := _short_number(dialled)):
        return short
    try:
        number = phonenumbers.parse(dialled, HOME_COUNTRY)
    except NumberParseException:
        return PhoneNumber(e164=None, kind=PhoneKind.INVALID)
    kind = _kind(number)
    if not abroad and kind is not PhoneKind.PREMIUM and _SWEDISH_MOBILE.fullmatch(dialled):
        kind = PhoneKind.SUSPICIOUS
    if kind is PhoneKind.TOO_SHORT or not phonenumbers.is_valid_number(number):
        return PhoneNumber(e164=None, kind=kind)
    return PhoneNumber(e164=phonenumbers.format_number(number, PhoneNumberFormat.E164), kind=kind)


def _short_number(digits: str) -> PhoneNumber | None:
    if phonenumbers.is_emergency_number(digits, HOME_COUNTRY):
        return PhoneNumber(e164=None, kind=PhoneKind.EMERGENCY)
    if _EUROPEAN_SERVICE.fullmatch(digits):
        return PhoneNumber(e164=None, kind=PhoneKind.SHORT_SERVICE)
    try:
        number = phonenumbers.parse(digits, HOME_COUNTRY)
    except NumberParseException:
        return None
    if not digits.startswith("0") and phonenumbers.is_valid_short_number_for_region(number, HOME_COUNTRY):
        return PhoneNumber(e164=None, kind=PhoneKind.SHORT_SERVICE)
    return None


def _kind(number: phonenumbers.PhoneNumber) -> PhoneKind:
    finnish = number.country_code == phonenumbers.country_code_for_region(HOME_COUNTRY)
    length = len(str(number.national_number))
    if not phonenumbers.is_valid_number(number):
        too_short = phonenumbers.is_possible_number_with_reason(number) == ValidationResult.TOO_SHORT
        return PhoneKind.TOO_SHORT if too_short or (finnish and length < _SHORTEST_NUMBER) else PhoneKind.INVALID
    kind = _KINDS.get(phonenumbers.number_type(number), PhoneKind.CORPORATE)
    # The library takes seven digits for a Finnish mobile number; nobody has one, somebody forgot a digit.
    if kind is PhoneKind.MOBILE and finnish and length < _SHORTEST_MOBILE:
        return PhoneKind.TOO_SHORT
    return kind


_LONGEST_ADDRESS = 254
_LONGEST_LOCAL_PART = 64
_ADDRESS = re.compile(
    r"(?P<local>[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*)"
    # One letter at the end is no domain of the world, but what a secure-mail product is known by.
    r"@(?P<domain>(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:[^\W_][\w-]*[^\W_]|[^\W\d_]))"
)


def email_address(raw: str) -> str | None:
    """The one mail address in *raw*, in lower case, or None. Takes "Name <address>" and "mailto:address"."""
    written = unicodedata.normalize("NFC", raw).strip()
    if written.endswith(">") and "<" in written:
        written = written[written.rindex("<") + 1 : -1].strip()
    written = re.sub(r"^mailto:", "", written, flags=re.IGNORECASE)
    written = re.sub(r'^"([^"]{1,64})"(?=@)', r"\1", written)  # where they are not needed, the marks change nothing
    match = _ADDRESS.fullmatch(written)
    if not match or len(written) > _LONGEST_ADDRESS or len(match["local"]) > _LONGEST_LOCAL_PART:
        return None
    return unicodedata.normalize("NFC", written.lower())


def fold(text: str) -> str:
    """*text* for comparing: NFC, lower case, each run of white space one blank."""
    # Lower case first and last: a few capitals decompose when lowered and must be composed again.
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    return " ".join(lowered.lower().split())
