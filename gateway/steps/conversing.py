"""What is said in a conversation: masked, sealed, numbered. Inside the transactions of those who say it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from channels.chat.first import once
from channels.chat.frames import Button, Entry, Say, Side, Tick
from channels.chat.heard import Choice
from channels.codes import ChannelCode, Language, Urgency
from channels.normalise import mask_identity_codes
from gateway.ids import new_id
from gateway.keys import place
from gateway.services import Services
from gateway.store import conversations, receipts
from gateway.store.conversations import EntryRow, Stored

_PATTERNS: Final = 8  # codes that are kept of one message: enough to say why


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What one side says in one conversation."""

    conversation_id: UUID
    message_id: UUID
    side: Side
    text: str
    user_id: UUID | None = None
    urgency: Urgency = Urgency.ROUTINE  # of the danger found in it, or in it together with those just before
    patterns: tuple[str, ...] = ()  # that found it
    buttons: tuple[Choice, ...] = ()  # what may be pressed in answer

    @property
    def danger(self) -> dict[str, Urgency | str | None]:
        """What is stored of the danger: nothing where there is none."""
        if self.urgency is Urgency.ROUTINE:
            return {"urgency": None, "patterns": None}
        return {"urgency": self.urgency, "patterns": " ".join(self.patterns[:_PATTERNS])}


def line_of(services: Services) -> str:
    """The service line that the chat belongs to: that of our main mailbox."""
    return services.county.mail.mailboxes[services.county.mail.address]


async def receive(session: AsyncSession, services: Services, said: Sequence[tuple[UUID, Say]]) -> list[UUID | None]:
    """Write the Receipts of messages in conversations; None for what we have said yes to before."""
    now = services.now()
    hashes = [services.index.of("once", once(conversation_id, say.id)) for conversation_id, say in said]
    given = [
        {
            "id": new_id(now),
            "once_hash": once_hash,
            "channel": ChannelCode.CHAT,
            "line": line_of(services),
            "received_at": now,
        }
        # In order of the key: two processes that hear the same messages must not wait for each other in a circle.
        for once_hash in sorted(hashes)
    ]
    new = await receipts.add(session, given)
    return [new.get(once_hash) for once_hash in hashes]


async def repeated(session: AsyncSession, conversation_id: UUID, say: Say) -> Tick:
    """The tick of a message that we have said yes to before."""
    row = await conversations.said(session, conversation_id, say.id)
    return Tick(id=say.id, seq=row.seq, at=row.at)


async def write(
    session: AsyncSession, services: Services, said: Sequence[Words], receipt_ids: Sequence[UUID | None]
) -> list[Tick]:
    """Put words into as many conversations, each under its next number; identity codes lie beside them, sealed."""
    seqs = await conversations.number(session, [words.conversation_id for words in said])
    now, ticks, entries, codes = services.now(), [], [], []
    for words, receipt_id in zip(said, receipt_ids, strict=True):
        row, masked, seq = new_id(now), mask_identity_codes(words.text), seqs[words.conversation_id]
        entries.append(
            {
                "id": row,
                "conversation_id": words.conversation_id,
                "seq": seq,
                "message_id": words.message_id,
                "receipt_id": receipt_id,
                "side": words.side,
                "user_id": words.user_id,
                "at": now,
                "sealed_text": services.keys.seal(masked.text.encode(), place("entries", "sealed_text", row)),
                "buttons": " ".join(words.buttons) or None,
                **words.danger,
            }
        )
        codes += [_code(services, row, *one, now) for one in enumerate(masked.hidden, 1)]
        ticks.append(Tick(id=words.message_id, seq=seq, at=now))
    await conversations.add(session, entries, codes)
    return ticks


async def service_says(session: AsyncSession, services: Services, contact_id: UUID, text: str) -> None:
    """Say *text* in the conversation that the contact began."""
    conversation_id = await conversations.of_contact(session, contact_id)
    if conversation_id is not None:
        words = Words(conversation_id=conversation_id, message_id=uuid4(), side=Side.SERVICE, text=text)
        await write(session, services, [words], [None])


def opened(services: Services, stored: Stored) -> Entry:
    """The entry as those of us get it who work on the Case."""
    row: EntryRow = stored.row
    text = services.keys.open(row.sealed_text, place("entries", "sealed_text", row.id)).decode()
    buttons = tuple(_button(services, Choice(code), stored.language) for code in (row.buttons or "").split())
    return Entry(seq=row.seq, id=row.message_id, side=row.side, name=stored.name, text=text, at=row.at, buttons=buttons)


def _button(services: Services, choice: Choice, language: Language) -> Button:
    return Button(choice=choice, label=services.texts.say(language, f"bot-press-{choice}"))


def towards_visitor(services: Services, entry: Entry) -> Entry:
    """The entry as the visitor gets it: our people under the names that the county gives them towards clients."""
    if entry.name is None:
        return entry
    return replace(entry, name=services.county.towards_clients(entry.name))


def _code(services: Services, entry_id: UUID, number: int, code: str, now: datetime) -> dict[str, Any]:
    row = new_id(now)
    return {
        "id": row,
        "entry_id": entry_id,
        "token": f"[hetu-{number:04d}]",
        "code_hash": services.index.of("identity_code", code),
        "sealed": services.keys.seal(code.encode(), place("entry_codes", "sealed", row)),
    }
