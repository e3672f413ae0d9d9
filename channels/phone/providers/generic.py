"""The provider for switchboards that have no format of their own: a JSON body, signed by HMAC-SHA256.

POST  {"line", "call_id", "kind", "number", "at", "wish"?, "language"?}
X-Luotsi-Timestamp: seconds since 1970
X-Luotsi-Signature: sha256=<hex of HMAC-SHA256 over timestamp, ".", body>
"""

import hmac
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from channels.codes import Language
from channels.phone.callbacks import CallEvent, CallKind
from channels.phone.providers.request import MalformedEventError, SignedRequest, WrongSignatureError

NAME: Final = "generic"
TIMESTAMP: Final = "x-luotsi-timestamp"
SIGNATURE: Final = "x-luotsi-signature"
TOLERANCE: Final = timedelta(minutes=5)
MAX_BODY_SIZE: Final = 64 * 1024

SIGNATURE_MISSING: Final = "signature_missing"
TIMESTAMP_OUT_OF_TIME: Final = "timestamp_out_of_time"
SIGNATURE_WRONG: Final = "signature_wrong"
TOO_LARGE: Final = "too_large"
NOT_JSON: Final = "not_json"
NOT_AN_OBJECT: Final = "not_an_object"
EVENT_OUT_OF_TIME: Final = "event_out_of_time"
MISSING: Final = "missing"
NOT_TEXT: Final = "not_text"
TOO_LONG: Final = "too_long"
CONTROL_CHARACTER: Final = "control_character"
UNKNOWN_CODE: Final = "unknown_code"
NOT_A_MOMENT: Final = "not_a_moment"

_LONGEST = {"line": 64, "call_id": 200, "kind": 40, "number": 64, "at": 40, "wish": 200, "language": 10}
_REQUIRED = frozenset({"line", "call_id", "kind", "at"})
_FIRST_SPACE = 32


def sign(body: bytes, secret: bytes, at: datetime) -> dict[str, str]:
    """The headers that make *body* a request of whoever holds *secret*, at this moment."""
    timestamp = str(int(at.timestamp()))
    return {TIMESTAMP: timestamp, SIGNATURE: f"sha256={_mac(timestamp, body, secret)}"}


def read(request: SignedRequest, secret: bytes, now: datetime) -> CallEvent:
    """The call event in a signed request. Raises WrongSignatureError, MalformedEventError."""
    if len(request.body) > MAX_BODY_SIZE:  # before the signature: a stranger must not make us work
        raise MalformedEventError(TOO_LARGE)
    _verify(request, secret, now)
    values = _texts(request.body)
    at = _moment(values["at"])
    kind, language = values["kind"], values.get("language") or Language.UNKNOWN
    if kind not in set(CallKind):
        raise MalformedEventError(UNKNOWN_CODE, "kind")
    if language not in set(Language):
        raise MalformedEventError(UNKNOWN_CODE, "language")
    if not _sensible(at, now):
        raise MalformedEventError(EVENT_OUT_OF_TIME, "at")
    return CallEvent(
        provider=NAME,
        line=values["line"],
        call_id=values["call_id"],
        kind=CallKind(kind),
        number=values.get("number", ""),
        at=at,
        wish=values.get("wish", ""),
        language=Language(language),
    )


def _verify(request: SignedRequest, secret: bytes, now: datetime) -> None:
    timestamp, signature = request.headers.get(TIMESTAMP, ""), request.headers.get(SIGNATURE, "")
    if not timestamp or not signature:
        raise WrongSignatureError(SIGNATURE_MISSING)
    expected = f"sha256={_mac(timestamp, request.body, secret)}"
    if not hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace")):
        raise WrongSignatureError(SIGNATURE_WRONG)
    # The timestamp is signed, so from here on it is the provider's own word.
    if not timestamp.isascii() or not timestamp.isdigit() or abs(int(timestamp) - now.timestamp()) > TOLERANCE.seconds:
        raise WrongSignatureError(TIMESTAMP_OUT_OF_TIME)


def _mac(timestamp: str, body: bytes, secret: bytes) -> str:
    return hmac.new(secret, timestamp.encode("utf-8", "replace") + b"." + body, sha256).hexdigest()


def _texts(body: bytes) -> dict[str, str]:
    """The known fields of the body, each a text without control characters and not too long."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise MalformedEventError(NOT_JSON) from None
    if not isinstance(content, dict):
        raise MalformedEventError(NOT_AN_OBJECT)
    values = {name: _text(name, content[name]) for name in _LONGEST if content.get(name) is not None}
    for name in sorted(_REQUIRED):
        if not values.get(name):
            raise MalformedEventError(MISSING, name)
    return values


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise MalformedEventError(NOT_TEXT, name)
    if len(value) > _LONGEST[name]:
        raise MalformedEventError(TOO_LONG, name)
    if any(ord(character) < _FIRST_SPACE or "\ud800" <= character <= "\udfff" for character in value):
        raise MalformedEventError(CONTROL_CHARACTER, name)
    return value.strip()


def _moment(stated: str) -> datetime:
    try:
        at = datetime.fromisoformat(stated)
        if at.tzinfo is not None:
            return at.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise MalformedEventError(NOT_A_MOMENT, "at")


def _sensible(at: datetime, now: datetime) -> bool:
    """Whether *at* can be the time of a call reported now: providers retry for days, and clocks differ by minutes."""
    return now - timedelta(days=7) <= at <= now + TOLERANCE
