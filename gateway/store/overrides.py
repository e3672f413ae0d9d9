"""How often people chose otherwise than was read, and what: counted from corrections and timelines."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, exists, func, literal, literal_column, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from channels.codes import Reason
from gateway.store.contacts import ContactRow
from gateway.store.corrections import CorrectionRow
from gateway.store.decisions import DecisionRow
from gateway.store.readings import ReadingRow
from gateway.store.states import Event, ReadField
from gateway.store.timeline import TimelineRow

# What only a person does, and who has looked at the matter. Merging ends a Case too, and asks for its reason.
_WORK: Final = (Event.CORRECTED, Event.REPLIED, Event.CALLED, Event.RESOLVED, Event.MERGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Contacts that came, and corrections that were made, since then; None where nothing narrows them down."""

    since: datetime
    reason: Reason | None = None  # as it was read
    model: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The Cases that people have worked on and that began with a contact of which one model read one reason."""

    reason: Reason
    model: str
    worked_on: int
    overridden: int  # of them: people's last word is another reason
    unsure: int  # of those: the machine had said that it was not sure


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """What was read and what people chose in its place, and how often that is their last word."""

    field: ReadField
    read: str
    chosen: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One correction that holds."""

    row: CorrectionRow
    case_id: UUID
    reference: str
    model: str


async def counted(session: AsyncSession, since: datetime) -> tuple[Counted, ...]:
    """By reason and model, the Cases that began with a contact since then and on which a person has worked.

    A Case begins with the contact whose Decision was its first. Worked on: somebody has corrected it, replied, reached
    the client by telephone, ended it or merged it; who only looks, claims or notes has not judged what was read. A
    Case that goes on in another counts as itself; a contact that joined one later does not count. Unreadable ones do
    not count either.
    """
    # As a list: else SQLite begins with every Case that there ever was.
    lately = select(ContactRow.id).where(ContactRow.arrived_at >= since)
    reason, last = ReadingRow.reading["reason"].as_string(), aliased(CorrectionRow)
    overridden = last.chosen != last.read
    unsure = overridden & ReadingRow.reading["abstained"].as_boolean()
    query = (
        _began(select(reason, ReadingRow.model, func.count(), _count(overridden), _count(unsure)))
        .outerjoin(last, _last_word(last) & (last.contact_id == ContactRow.id) & (last.field == ReadField.REASON))
        .where(TimelineRow.contact_id.in_(lately), _worked_on())
        .group_by(reason, ReadingRow.model)
    )
    return tuple(
        Counted(reason=Reason(code), model=model, worked_on=worked_on, overridden=overridden, unsure=unsure)
        for code, model, worked_on, overridden, unsure in await session.execute(query)
    )


async def confusions(session: AsyncSession, wanted: Wanted) -> tuple[Confusion, ...]:
    """What was taken for what, the most frequent first."""
    row, count = CorrectionRow, func.count()
    query = _standing(wanted, select(row.field, row.read, row.chosen, count)).group_by(row.field, row.read, row.chosen)
    return tuple(
        Confusion(field=field, read=read, chosen=chosen, count=often)
        for field, read, chosen, often in await session.execute(
            query.order_by(count.desc(), row.field, row.read, row.chosen)
        )
    )


async def unreviewed(session: AsyncSession, wanted: Wanted) -> int:
    """How many corrections nobody has reviewed."""
    query = _standing(wanted, select(func.count())).where(CorrectionRow.reviewed_at.is_(None))
    return await session.scalar(query) or 0


async def page(session: AsyncSession, wanted: Wanted, after: tuple[bool, int] | None, most: int) -> tuple[Listed, ...]:
    """The corrections that hold, unreviewed ones first, then the newest; *after* is that one: reviewed or not, seq."""
    reviewed = case((CorrectionRow.reviewed_at.is_(None), 0), else_=1)
    query = _standing(wanted, select(CorrectionRow, ContactRow.case_id, ContactRow.reference, ReadingRow.model))
    if after is not None:
        query = query.where(tuple_(reviewed, -CorrectionRow.seq) > tuple_(literal(int(after[0])), literal(-after[1])))
    found = await session.execute(query.order_by(reviewed, CorrectionRow.seq.desc()).limit(most))
    return tuple(
        Listed(row=row, case_id=case_id, reference=reference, model=model) for row, case_id, reference, model in found
    )


def _standing(wanted: Wanted, query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """*query* over the corrections that hold: people's last word, where it is not what was read.

    By when they were made: else one of today, in a Case that came long ago, would never wait for a review.
    """
    query = (
        query.select_from(CorrectionRow)
        .join(ContactRow, ContactRow.id == CorrectionRow.contact_id)
        .join(ReadingRow, ReadingRow.id == CorrectionRow.reading_id)
        .where(_last_word(CorrectionRow), CorrectionRow.chosen != CorrectionRow.read)
        .where(CorrectionRow.at >= wanted.since)
    )
    if wanted.reason is not None:
        query = query.where(ReadingRow.reading["reason"].as_string() == wanted.reason)
    return query if wanted.model is None else query.where(ReadingRow.model == wanted.model)


def _last_word(row: Any) -> ColumnElement[bool]:  # noqa: ANN401  the class, or an alias of it
    later = aliased(CorrectionRow)
    return ~exists().where(later.contact_id == row.contact_id, later.field == row.field, later.seq > row.seq)


def _began(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """*query* over each Case's first Decision, with the Reading that it was made on."""
    earlier, before = aliased(TimelineRow), aliased(DecisionRow)
    first = ~exists().where(
        earlier.case_id == TimelineRow.case_id, earlier.event == Event.DECIDED, earlier.seq < TimelineRow.seq
    )
    first_of_contact = ~exists().where(before.contact_id == DecisionRow.contact_id, before.id < DecisionRow.id)
    # No parameter: by one, no database finds the index of this event.
    decided = TimelineRow.event == literal_column(f"'{Event.DECIDED}'")
    return (
        query.select_from(TimelineRow)
        .join(ContactRow, ContactRow.id == TimelineRow.contact_id)
        .join(DecisionRow, (DecisionRow.contact_id == ContactRow.id) & first_of_contact)
        .join(ReadingRow, ReadingRow.id == DecisionRow.reading_id)
        .where(decided, first, ContactRow.quarantined.is_(None))
    )


def _worked_on() -> ColumnElement[bool]:
    act = aliased(TimelineRow)
    return exists().where(
        act.case_id == TimelineRow.case_id,
        act.event.in_(_WORK),
        or_(act.event != Event.CALLED, act.data["reached"].as_string() == "yes"),
    )


def _count(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(which)
