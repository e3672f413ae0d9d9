"""The visitor's token: it names a conversation, and whoever holds it takes part. Nothing is stored for it."""

import base64
import binascii
import hmac
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from channels.codes import ANSWER_LANGUAGES, Language
from gateway.services import Services

LIFE: Final = timedelta(hours=24)  # since the last use: each welcome brings a new one
_PURPOSE: Final = "chat_token"
_BODY: Final = struct.Struct(">16sQ2s")  # conversation, expiry in seconds, language
_MARK: Final = 32  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Whom a token names: a conversation, and the language they read. Nothing of the person."""

    conversation_id: UUID
    language: Language
    has_begun: bool = False  # we know that something was said already; no token says so


def new_visitor(language: Language) -> Visitor:
    """Somebody who opens the chat for the first time."""
    return Visitor(conversation_id=uuid4(), language=language if language in ANSWER_LANGUAGES else Language.FI)


def new_token(services: Services, visitor: Visitor) -> str:
    """A token for *visitor*, good for a day."""
    expires = int((services.now() + LIFE).timestamp())
    body = _BODY.pack(visitor.conversation_id.bytes, expires, visitor.language.encode("ascii"))
    return base64.urlsafe_b64encode(body + services.index.of_bytes(_PURPOSE, body)).decode().rstrip("=")


def read_token(services: Services, token: str) -> Visitor | None:
    """Whom *token* names; None where we did not write it or its day is over."""
    try:
        content = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        body, mark = content[:-_MARK], content[-_MARK:]
        own, expires, language = _BODY.unpack(body)
    except (binascii.Error, ValueError, struct.error):
        return None
    if not hmac.compare_digest(mark, services.index.of_bytes(_PURPOSE, body)):
        return None
    if datetime.fromtimestamp(expires, UTC) <= services.now():
        return None
    return Visitor(conversation_id=UUID(bytes=own), language=Language(language.decode("ascii")))
