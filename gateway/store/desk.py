"""The chat desk: who waits for an advisor, in which order, and what an advisor has in hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from channels.chat.floor import Floor
from channels.chat.frames import Side
from channels.codes import Language
from gateway.store.attendance import AttendanceRow
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.conversations import ConversationRow, EntryRow
from gateway.store.floors import FloorRow
from gateway.store.presence import PresenceRow
from gateway.store.users import UserRow

_LATELY: Final = timedelta(days=14)
_TAKEN: Final = 20
_LEAST: Final = 3  # people whose waiting says anything of the next one's
# Who waits: the most urgent first, then who has waited longest. A place is never lost.
_ORDER = (CaseRow.urgency_rank, FloorRow.waiting_since, FloorRow.conversation_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One who waits for an advisor."""

    conversation_id: UUID
    case: CaseRow
    language: Language
    since: datetime
    here: bool  # the visitor is on the line
    holder: str  # who holds the Case; empty where nobody does


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """One of an advisor's conversations."""

    conversation_id: UUID
    case: CaseRow
    reference: str
    unread: int  # what the visitor has said since the advisor's side saw anything
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stir:
    """What tells an advisor's open page that somebody waits, or has written to them."""

    waiting: tuple[UUID, ...]  # conversations
    unread: tuple[tuple[UUID, int], ...]  # of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """How full it is at the desk; numbers about nobody."""

    waiting: int
    longest: timedelta
    at_desk: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manned:
    """A conversation that waits for an advisor or has one, with who is there."""

    conversation_id: UUID
    contact_id: UUID
    case_id: UUID
    language: Language
    floor: Floor
    advisor_id: UUID | None
    since: datetime  # when it came to where it is, as far as is known
    visitor_until: datetime | None  # the visitor's side is there until then, or was
    advisor_until: datetime | None
    at_desk_until: datetime | None  # that advisor
    unanswered: bool  # the visitor spoke last


async def waiting(session: AsyncSession, now: datetime) -> Sequence[Waiting]:
    """All who wait, in the order in which they are taken."""
    visitor = _lease(Side.VISITOR)
    wanted = (
        _with_case(FloorRow.conversation_id, CaseRow, ConversationRow.language)
        .add_columns(FloorRow.waiting_since, visitor.expires_at, UserRow.name)
        .outerjoin(UserRow, UserRow.id == CaseRow.owner_id)
        .outerjoin(visitor, _of(visitor, Side.VISITOR))
        .where(FloorRow.floor == Floor.QUEUE)
        .order_by(*_ORDER)
    )
    return [
        Waiting(
            conversation_id=own,
            case=case,
            language=language,
            since=since,
            here=until is not None and until > now,
            holder=(name or "") if case.claimed_until and case.claimed_until > now else "",
        )
        for own, case, language, since, until, name in await session.execute(wanted)
    ]


async def places(session: AsyncSession) -> dict[UUID, int]:
    """The place of each who waits, counted from 1."""
    wanted = _with_case(FloorRow.conversation_id).where(FloorRow.floor == Floor.QUEUE).order_by(*_ORDER)
    return {own: place for place, own in enumerate(await session.scalars(wanted), 1)}


async def typical_wait(session: AsyncSession, now: datetime) -> int | None:
    """For how many minutes people have lately waited for an advisor; None where too few have."""
    lately = (
        select(FloorRow.taken_at, FloorRow.waiting_since)
        .where(FloorRow.taken_at > now - _LATELY, FloorRow.taken_at >= FloorRow.waiting_since)
        .order_by(FloorRow.taken_at.desc())
        .limit(_TAKEN)
    )
    waits = sorted(taken - since for taken, since in await session.execute(lately) if taken and since)
    if len(waits) < _LEAST:
        return None
    median = waits[len(waits) // 2]
    return max(1, -(-median // timedelta(minutes=1)))


async def in_hand(session: AsyncSession, user_id: UUID, now: datetime) -> Sequence[InHand]:
    """The conversations in which the advisor has the floor, in the order in which they came."""
    visitor, ours = _lease(Side.VISITOR), _lease(Side.ADVISOR)
    unread = (
        select(func.count())
        .select_from(EntryRow)
        .where(EntryRow.conversation_id == FloorRow.conversation_id, EntryRow.side == Side.VISITOR)
        .where(EntryRow.seq > func.coalesce(ours.seen, 0), EntryRow.seq > _last_seq(Side.ADVISOR))
        .correlate(FloorRow, ours)
        .scalar_subquery()
    )
    wanted = (
        _with_case(FloorRow.conversation_id, CaseRow, ContactRow.reference)
        .add_columns(unread, visitor.expires_at)
        .outerjoin(visitor, _of(visitor, Side.VISITOR))
        .outerjoin(ours, _of(ours, Side.ADVISOR))
        .where(FloorRow.advisor_id == user_id)
        .order_by(ConversationRow.created_at, FloorRow.conversation_id)
    )
    return [
        InHand(
            conversation_id=own,
            case=case,
            reference=reference,
            unread=count,
            here=until is not None and until > now,
        )
        for own, case, reference, count, until in await session.execute(wanted)
    ]


async def stir(session: AsyncSession, user_id: UUID, now: datetime) -> Stir:
    """What stirs at the desk, as that advisor hears it."""
    mine = await in_hand(session, user_id, now)
    return Stir(
        waiting=tuple(await places(session)),
        unread=tuple((one.conversation_id, one.unread) for one in mine if one.unread),
    )


async def crowd(session: AsyncSession, now: datetime) -> Crowd:
    """How full it is."""
    waits = select(func.count(), func.min(FloorRow.waiting_since)).where(FloorRow.floor == Floor.QUEUE)
    count, first = (await session.execute(waits)).one()
    here = select(func.count()).select_from(AttendanceRow).where(AttendanceRow.until > now)
    at_desk = await session.scalar(here) or 0
    return Crowd(waiting=count, longest=now - first if first else timedelta(0), at_desk=at_desk)


async def busy(session: AsyncSession, user_id: UUID) -> int:
    """In how many conversations the advisor has the floor."""
    wanted = select(func.count()).select_from(FloorRow).where(FloorRow.advisor_id == user_id)
    return await session.scalar(wanted) or 0


async def manned(session: AsyncSession, conversation_id: UUID | None = None) -> Sequence[Manned]:
    """Every conversation that waits for an advisor or has one; or this one, where it does."""
    visitor, ours = _lease(Side.VISITOR), _lease(Side.ADVISOR)
    wanted = (
        _with_case(FloorRow.conversation_id, ContactRow.id, CaseRow.id, ConversationRow.language, FloorRow.floor)
        .add_columns(FloorRow.advisor_id, FloorRow.waiting_since, FloorRow.taken_at, ConversationRow.created_at)
        .add_columns(visitor.expires_at, ours.expires_at, AttendanceRow.until)
        .add_columns(_last_seq(Side.VISITOR) > _last_seq(Side.ADVISOR))
        .outerjoin(visitor, _of(visitor, Side.VISITOR))
        .outerjoin(ours, _of(ours, Side.ADVISOR))
        .outerjoin(AttendanceRow, AttendanceRow.user_id == FloorRow.advisor_id)
        .where(FloorRow.floor.in_([Floor.QUEUE, Floor.ADVISOR]))
        .order_by(*_ORDER)
    )
    if conversation_id is not None:
        wanted = wanted.where(FloorRow.conversation_id == conversation_id)
    return [_manned(*row) for row in await session.execute(wanted)]


def _manned(*row: Any) -> Manned:  # noqa: ANN401  the columns of one row
    own, contact, case_id, language, floor, advisor, waiting_since, taken_at, created_at, *until, unanswered = row
    visitor_until, advisor_until, at_desk_until = until
    return Manned(
        conversation_id=own,
        contact_id=contact,
        case_id=case_id,
        language=language,
        floor=floor,
        advisor_id=advisor,
        since=max(moment for moment in (waiting_since, taken_at, created_at) if moment is not None),
        visitor_until=visitor_until,
        advisor_until=advisor_until,
        at_desk_until=at_desk_until,
        unanswered=unanswered,
    )


def _with_case(*columns: Any) -> Select[Any]:  # noqa: ANN401  of any type
    """*columns* of the floors of conversations, with conversation, contact and Case."""
    return (
        select(*columns)
        .select_from(FloorRow)
        .join(ConversationRow, ConversationRow.id == FloorRow.conversation_id)
        .join(ContactRow, ContactRow.id == ConversationRow.contact_id)
        .join(CaseRow, CaseRow.id == ContactRow.case_id)
    )


def _lease(side: Side) -> Any:  # noqa: ANN401  a table under another name
    return aliased(PresenceRow, name=f"{side}_here")


def _of(lease: Any, side: Side) -> ColumnElement[bool]:  # noqa: ANN401
    return and_(lease.conversation_id == FloorRow.conversation_id, lease.side == side)


def _last_seq(side: Side) -> ColumnElement[int]:
    """The number of what that side has said last in the conversation of the floor."""
    said = aliased(EntryRow)
    last = select(func.coalesce(func.max(said.seq), 0)).where(
        said.conversation_id == FloorRow.conversation_id, said.side == side
    )
    return last.correlate(FloorRow).scalar_subquery()
