"""One answer at a time: what was typed into a field, in its normal form, or what is wrong with it."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from channels.form.definitions import YES, Field, FieldError, FieldKind
from channels.normalise import PhoneKind, email_address, phone_number

_FINLAND = ZoneInfo("Europe/Helsinki")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_PHONE_ERRORS = {
    PhoneKind.TOO_SHORT: FieldError.PHONE_TOO_SHORT,
    PhoneKind.SUSPICIOUS: FieldError.PHONE_NEEDS_COUNTRY_CODE,
    PhoneKind.PREMIUM: FieldError.PHONE_NOT_A_PERSONS,
    PhoneKind.SHORT_SERVICE: FieldError.PHONE_NOT_A_PERSONS,
    PhoneKind.EMERGENCY: FieldError.PHONE_NOT_A_PERSONS,
    PhoneKind.ANONYMOUS: FieldError.PHONE_WITHHELD,
    PhoneKind.WITHHELD: FieldError.PHONE_WITHHELD,
}


def answer(field: Field, typed: str) -> str | FieldError:
    """The answer to *field* as it will be kept; empty where nothing was typed."""
    text = unicodedata.normalize("NFC", _NOT_TEXT.sub("", typed.replace("\r\n", "\n").replace("\r", "\n"))).strip()
    if field.kind is not FieldKind.LONG_TEXT:
        text = " ".join(text.split())
    if not text:
        return _missing(field)
    if len(text) > field.max_length:
        return FieldError.TOO_LONG
    return _READ[field.kind](field, text)


def _missing(field: Field) -> str | FieldError:
    if not field.required:
        return ""
    return FieldError.PAGE_EXPIRED if field.kind is FieldKind.ID else FieldError.REQUIRED


def _text(_field: Field, text: str) -> str | FieldError:
    return text


def _phone(_field: Field, text: str) -> str | FieldError:
    number = phone_number(text)
    if number.e164 and number.can_be_called:
        return number.e164
    return _PHONE_ERRORS.get(number.kind, FieldError.PHONE_INVALID)


def _email(_field: Field, text: str) -> str | FieldError:
    address = email_address(text)
    # Here one letter behind the last dot is a slip: "@posti.f".
    return address if address and address[-2] != "." else FieldError.EMAIL_MALFORMED


def _choice(field: Field, text: str) -> str | FieldError:
    known = text in field.choices if field.choices else bool(_CODE.fullmatch(text))
    return text if known else FieldError.NOT_A_CHOICE


def _tick(_field: Field, text: str) -> str | FieldError:
    return YES if text == YES else FieldError.NOT_A_CHOICE


def _moment(_field: Field, text: str) -> str | FieldError:
    try:
        stated = datetime.fromisoformat(text)
        local = stated if stated.tzinfo else stated.replace(tzinfo=_FINLAND)
        return local.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return FieldError.MOMENT_MALFORMED


def _id(_field: Field, text: str) -> str | FieldError:
    try:
        return str(UUID(text))
    except ValueError:
        return FieldError.PAGE_EXPIRED


_READ: dict[FieldKind, Callable[[Field, str], str | FieldError]] = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.PHONE: _phone,
    FieldKind.EMAIL: _email,
    FieldKind.CHOICE: _choice,
    FieldKind.TICK: _tick,
    FieldKind.MOMENT: _moment,
    FieldKind.ID: _id,
}
