"""A conversation's first message: the original that is kept of it, and the Contact in that original."""

from typing import Final
from uuid import UUID

from channels.channel import Arrival, Delivery, UnreadableError
from channels.chat.frames import LONGEST, Say, tidy
from channels.codes import ANSWER_LANGUAGES, ChannelCode, IdentityLevel, Language
from channels.contact import Contact
from channels.envelope import NOT_OUR_JSON, UNKNOWN_VERSION, Envelope, seal, unseal

KIND: Final = "chat"
VERSION: Final = 1


def once(conversation_id: UUID, message_id: UUID) -> str:
    """The idempotency key of a message: its writer's own id for it, within the conversation."""
    return f"{KIND}:{conversation_id}:{message_id}"


def encode(conversation_id: UUID, say: Say, language: Language) -> bytes:
    """The original that is kept of a first message."""
    values = {"conversation": str(conversation_id), "message": str(say.id), "language": language, "text": say.text}
    return seal(Envelope(kind=KIND, version=VERSION, values=values))


def delivery(conversation_id: UUID, message_id: UUID, line: str) -> Delivery:
    """The arrival of a first message at *line*. Equal words of two people are two contacts."""
    key = once(conversation_id, message_id)
    return Delivery(channel=ChannelCode.CHAT, line=line, once=key, content=key)


def parse(original: bytes, arrival: Arrival) -> Contact:
    """The Contact in a first message's original. Raises UnreadableError and nothing else."""
    envelope = unseal(original)
    if envelope.kind != KIND:
        raise UnreadableError(NOT_OUR_JSON)
    if envelope.version != VERSION:
        raise UnreadableError(UNKNOWN_VERSION)
    text, language = tidy(envelope.values.get("text", "")), envelope.values.get("language", "")
    if not text or len(text) > LONGEST or language not in ANSWER_LANGUAGES:
        raise UnreadableError(NOT_OUR_JSON)
    return Contact(
        channel=ChannelCode.CHAT,
        line=arrival.line,
        arrived_at=arrival.arrived_at,
        text=text,
        present=True,
        language=Language(language),
        # Nobody asked who they are, and nothing that could tell is kept.
        identity_level=IdentityLevel.ANONYMOUS,
    )
