"""Conversations on the chat line and what was said in them, numbered from 1 without a gap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import (
    ForeignKey,
    LargeBinary,
    Select,
    String,
    UniqueConstraint,
    Update,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from channels.chat.frames import Side
from channels.codes import ChannelCode, Language, Urgency
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.schema import Code, Row, Sealed, insert_for, insert_many, table_of
from gateway.store.states import CaseState
from gateway.store.users import UserRow

T = TypeVar("T")

_LEAST = 4  # conversations that one statement asks for


class ConversationRow(Row):
    """One conversation. It begins with its first message, in the transaction that makes its Contact and Case."""

    __tablename__ = "conversations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contacts.id"), unique=True)
    language: Mapped[Language] = mapped_column(Code(Language))
    last_seq: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    code_hash: Mapped[bytes | None] = mapped_column(LargeBinary, index=True, unique=True)  # to come back by


class EntryRow(Row):
    """One thing said. With a Receipt where we said yes to it; what we say by ourselves has none."""

    __tablename__ = "entries"
    __table_args__ = (UniqueConstraint("conversation_id", "seq"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"))
    seq: Mapped[int]
    message_id: Mapped[UUID]  # made by who wrote it
    receipt_id: Mapped[UUID | None] = mapped_column(ForeignKey("receipts.id"), unique=True)
    side: Mapped[Side] = mapped_column(Code(Side))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    sealed_text: Mapped[bytes] = mapped_column(Sealed)
    urgency: Mapped[Urgency | None] = mapped_column(Code(Urgency))  # of the danger found when it was said
    patterns: Mapped[str | None] = mapped_column(String(40))  # that found it
    buttons: Mapped[str | None] = mapped_column(String(120))  # codes of what may be pressed, in their order


class EntryCodeRow(Row):
    """A personal identity code, taken out of what was said: the text holds `token` in its place."""

    __tablename__ = "entry_codes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entries.id"), index=True)
    token: Mapped[str] = mapped_column(String(20))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    sealed: Mapped[bytes] = mapped_column(Sealed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a conversation stands."""

    id: UUID
    last_seq: int
    language: Language
    contact_id: UUID
    reference: str
    case_id: UUID
    ended: bool  # its Case is resolved


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """One entry as it lies in the database, with the name of the advisor who wrote it."""

    row: EntryRow
    name: str | None
    language: Language  # of the conversation


async def begin(session: AsyncSession, conversation_id: UUID, language: Language, now: datetime) -> bool:
    """Begin the conversation. False where it has begun; whoever begins it meanwhile is waited for."""
    values = {"id": conversation_id, "language": language, "last_seq": 0, "created_at": now}
    statement = insert_for(session)(ConversationRow).values(values).on_conflict_do_nothing(index_elements=["id"])
    return (await session.execute(statement.returning(ConversationRow.id))).scalar_one_or_none() is not None


async def hang(session: AsyncSession, conversation_id: UUID, contact_id: UUID) -> None:
    """The conversation is that contact's."""
    own = update(ConversationRow).where(ConversationRow.id == conversation_id)
    await session.execute(own.values(contact_id=contact_id))


async def number(session: AsyncSession, conversation_ids: Sequence[UUID]) -> dict[UUID, int]:
    """The next number of each of these conversations. Nobody else gets one of theirs before this transaction ends."""
    return dict((await session.execute(_numbering(), {"ids": _filled_up(conversation_ids)})).all())


@cache
def _numbering() -> Update:
    table = table_of(ConversationRow)
    # In order of the key: two that number the same conversations must not wait for each other in a circle.
    locked = select(table.c.id).where(table.c.id.in_(bindparam("ids", expanding=True)))
    return (
        update(table)
        .where(table.c.id.in_(locked.order_by(table.c.id).with_for_update()))
        .values(last_seq=table.c.last_seq + 1)
        .returning(table.c.id, table.c.last_seq)
    )


async def add(session: AsyncSession, entries: Sequence[Mapping[str, Any]], codes: Sequence[Mapping[str, Any]]) -> None:
    """Add what was said, with its hidden codes."""
    await insert_many(session, EntryRow, entries)
    if codes:
        await insert_many(session, EntryCodeRow, codes)


async def said(session: AsyncSession, conversation_id: UUID, message_id: UUID) -> EntryRow:
    """The entry of a message that we have said yes to. There is one: it was stored with its Receipt."""
    wanted = select(EntryRow).where(
        EntryRow.conversation_id == conversation_id,
        EntryRow.message_id == message_id,
        EntryRow.receipt_id.is_not(None),
    )
    return (await session.scalars(wanted)).one()


async def last_sides(session: AsyncSession, conversation_ids: Sequence[UUID]) -> dict[UUID, Side]:
    """Which person spoke last in each conversation; what we say by ourselves does not count."""
    return dict((await session.execute(_speaking_last(), {"ids": _filled_up(conversation_ids)})).all())


@cache
def _speaking_last() -> Select[UUID, Side]:
    ours = EntryRow.conversation_id.in_(bindparam("ids", expanding=True))
    newest = (
        select(EntryRow.conversation_id, func.max(EntryRow.seq).label("seq"))
        .where(ours, EntryRow.side != Side.SERVICE)
        .group_by(EntryRow.conversation_id)
        .subquery()
    )
    return select(EntryRow.conversation_id, EntryRow.side).join(
        newest, and_(EntryRow.conversation_id == newest.c.conversation_id, EntryRow.seq == newest.c.seq)
    )


async def after(session: AsyncSession, cursors: Mapping[UUID, int], most: int) -> Sequence[Stored]:
    """What was said in each conversation after its cursor, in order; at most *most* in all, the rest later."""
    pairs = _filled_up(list(cursors.items()))
    later = [and_(EntryRow.conversation_id == own, EntryRow.seq > seq) for own, seq in pairs]
    wanted = (
        select(EntryRow, UserRow.name, ConversationRow.language)
        .join(ConversationRow, ConversationRow.id == EntryRow.conversation_id)
        .outerjoin(UserRow, UserRow.id == EntryRow.user_id)
        .where(or_(*later))
        .order_by(EntryRow.conversation_id, EntryRow.seq)
        .limit(most)
    )
    return [Stored(row=row, name=name, language=spoken) for row, name, spoken in await session.execute(wanted)]


async def codes(session: AsyncSession, conversation_id: UUID) -> Sequence[tuple[EntryCodeRow, EntryRow]]:
    """The identity codes that were taken out of what was said, in order, each with the entry that it stood in."""
    wanted = (
        select(EntryCodeRow, EntryRow)
        .join(EntryRow, EntryRow.id == EntryCodeRow.entry_id)
        .where(EntryRow.conversation_id == conversation_id)
        .order_by(EntryRow.seq, EntryCodeRow.token)
    )
    return [(code, entry) for code, entry in await session.execute(wanted)]


async def code_of_case(session: AsyncSession, case_id: UUID, code_id: UUID) -> EntryCodeRow | None:
    """One of those, if it was said in a conversation of this Case."""
    wanted = (
        select(EntryCodeRow)
        .join(EntryRow, EntryRow.id == EntryCodeRow.entry_id)
        .join(ConversationRow, ConversationRow.id == EntryRow.conversation_id)
        .join(ContactRow, ContactRow.id == ConversationRow.contact_id)
        .where(ContactRow.case_id == case_id, EntryCodeRow.id == code_id)
    )
    return (await session.scalars(wanted)).one_or_none()


async def standing(session: AsyncSession, conversation_ids: Sequence[UUID]) -> dict[UUID, Standing]:
    """How these conversations stand, those that have begun."""
    wanted = _STANDING.where(ConversationRow.id.in_(conversation_ids))
    return {row[0]: _standing(*row) for row in await session.execute(wanted)}


async def find(session: AsyncSession, conversation_id: UUID) -> Standing | None:
    """How this conversation stands; None before its first message."""
    return (await standing(session, [conversation_id])).get(conversation_id)


async def of_case(session: AsyncSession, case_id: UUID) -> Standing | None:
    """The newest conversation of a Case."""
    wanted = _STANDING.where(CaseRow.id == case_id, ContactRow.channel == ChannelCode.CHAT)
    newest = wanted.order_by(ConversationRow.created_at.desc(), ConversationRow.id.desc()).limit(1)
    found = (await session.execute(newest)).one_or_none()
    return _standing(*found) if found else None


async def of_contact(session: AsyncSession, contact_id: UUID) -> UUID | None:
    """The conversation that this contact began."""
    return await session.scalar(select(ConversationRow.id).where(ConversationRow.contact_id == contact_id))


async def contact_of(session: AsyncSession, conversation_id: UUID) -> UUID:
    """The contact that began the conversation."""
    return (
        await session.execute(select(ContactRow.id).join(ConversationRow).where(ConversationRow.id == conversation_id))
    ).scalar_one()


async def lock_cases(session: AsyncSession, conversation_ids: Sequence[UUID]) -> dict[UUID, CaseRow]:
    """The Case of each conversation as it stands now; nobody changes it before this transaction ends."""
    return dict((await session.execute(_locking(), {"ids": _filled_up(conversation_ids)})).all())


@cache
def _locking() -> Select[UUID, CaseRow]:
    return (
        select(ConversationRow.id, CaseRow)
        .join(ContactRow, ContactRow.id == ConversationRow.contact_id)
        .join(CaseRow, CaseRow.id == ContactRow.case_id)
        .where(ConversationRow.id.in_(bindparam("ids", expanding=True)))
        # In order of the key, as whoever locks several rows. SQLite has one writer at a time and drops this.
        .order_by(CaseRow.id)
        .with_for_update(of=CaseRow)
        .execution_options(populate_existing=True)
    )


def _filled_up(asked: Sequence[T]) -> list[T]:
    """*asked*, its first repeated up to a power of four: so that only a few statements differ and are planned."""
    room = _LEAST
    while room < len(asked):
        room *= _LEAST
    return list(asked) + list(asked[:1]) * (room - len(asked))


_STANDING = (
    select(
        ConversationRow.id,
        ConversationRow.last_seq,
        ConversationRow.language,
        ContactRow.id,
        ContactRow.reference,
        CaseRow.id,
        CaseRow.state,
    )
    .join(ContactRow, ContactRow.id == ConversationRow.contact_id)
    .join(CaseRow, CaseRow.id == ContactRow.case_id)
)


def _standing(  # noqa: PLR0913, PLR0917  the columns of one row
    own: UUID, last_seq: int, language: Language, contact: UUID, reference: str, case: UUID, state: CaseState
) -> Standing:
    return Standing(
        id=own,
        last_seq=last_seq,
        language=language,
        contact_id=contact,
        reference=reference,
        case_id=case,
        ended=state is CaseState.RESOLVED,
    )
