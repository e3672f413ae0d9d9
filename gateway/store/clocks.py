"""The record of the clocks by law: what started each, until when, and who stopped it. No row is ever removed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Select, Update, bindparam, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from channels.codes import AgeBand
from gateway.ids import new_id
from gateway.store.cases import CaseRow
from gateway.store.schema import Code, Row, insert_many, table_of
from gateway.store.states import ClockOutcome
from routing.rule import DeadlineCode
from routing.statutory import Clock

_CURRENT = "past = false"


class ClockRow(Row):
    """One clock of a Case. At most one is not past.

    Whether it was late stands in its dates for ever, and so does whether it stood overdue when somebody recorded that
    the assessment had begun in time.
    """

    __tablename__ = "clocks"
    __table_args__ = (
        Index(
            "uq_clocks_current", "case_id", unique=True, sqlite_where=text(_CURRENT), postgresql_where=text(_CURRENT)
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    code: Mapped[DeadlineCode] = mapped_column(Code(DeadlineCode))
    age: Mapped[AgeBand] = mapped_column(Code(AgeBand))  # what decided which clock it is
    started_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    because_contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contacts.id"))  # None: from before the record
    stopped_at: Mapped[datetime | None] = mapped_column(index=True)  # when the assessment began, as was recorded
    stopped_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime | None]  # when somebody said so
    outcome: Mapped[ClockOutcome | None] = mapped_column(Code(ClockOutcome))
    past: Mapped[bool] = mapped_column(default=False)  # a later need in the same Case starts a clock of its own

    @property
    def clock(self) -> Clock:
        """As the rules see it."""
        return Clock(code=self.code, started_at=self.started_at, due_at=self.due_at)

    @property
    def recorded_late(self) -> bool:
        """Whether the assessment began in time, as was said only after that time was over."""
        if self.stopped_at is None or self.recorded_at is None:
            return False
        return self.stopped_at <= self.due_at < self.recorded_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What starts a clock."""

    case_id: UUID
    contact_id: UUID
    age: AgeBand


async def add(session: AsyncSession, need: Need, clock: Clock, now: datetime) -> None:
    """Start *clock*."""
    values = {
        "id": new_id(now),
        "case_id": need.case_id,
        "code": clock.code,
        "age": need.age,
        "started_at": clock.started_at,
        "due_at": clock.due_at,
        "because_contact_id": need.contact_id,
    }
    await insert_many(session, ClockRow, [values])


async def current(session: AsyncSession, case_id: UUID) -> ClockRow | None:
    """The clock of a Case that is not past: it runs, or was stopped and no later need has come."""
    return (await session.scalars(_current(), {"of_case": case_id})).one_or_none()


@cache
def _current() -> Select[ClockRow]:
    wanted = select(ClockRow).where(ClockRow.case_id == bindparam("of_case"), ClockRow.past.is_(False))
    return wanted.execution_options(populate_existing=True)


async def change(session: AsyncSession, clock_id: UUID, **values: object) -> None:
    """Set *values* on a clock."""
    new = {f"new_{name}": value for name, value in values.items()}
    await session.execute(_changing(frozenset(values)), {"of_clock": clock_id, **new})


@cache
def _changing(names: frozenset[str]) -> Update:
    clocks = table_of(ClockRow)
    new: Mapping[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return update(clocks).where(clocks.c.id == bindparam("of_clock")).values(**new)


async def of_case(session: AsyncSession, case_id: UUID) -> Sequence[ClockRow]:
    """Every clock that a Case has had, oldest first."""
    wanted = select(ClockRow).where(ClockRow.case_id == case_id).order_by(ClockRow.started_at, ClockRow.id)
    return (await session.scalars(wanted.execution_options(populate_existing=True))).all()


async def open_by_due(session: AsyncSession) -> Mapping[datetime, int]:
    """How many clocks of open Cases run out at each moment."""
    wanted = select(CaseRow.clock_due_at, func.count()).where(CaseRow.open, CaseRow.clock_due_at.is_not(None))
    return {due_at: number for due_at, number in await session.execute(wanted.group_by(CaseRow.clock_due_at)) if due_at}


async def begun_since(session: AsyncSession, since: datetime) -> Sequence[datetime]:
    """When assessments began, since *since*."""
    begun = select(ClockRow.stopped_at).where(ClockRow.outcome == ClockOutcome.BEGUN, ClockRow.stopped_at >= since)
    return [at for at in await session.scalars(begun) if at is not None]


async def first_started(session: AsyncSession) -> datetime | None:
    """When the first clock of all began; None where there was none."""
    return await session.scalar(select(func.min(ClockRow.started_at)))


async def overdue(session: AsyncSession, now: datetime) -> int:
    """How many open Cases' clocks have run out."""
    return await session.scalar(select(func.count()).select_from(CaseRow).where(CaseRow.open, _ran_out(now))) or 0


async def overdue_cases(session: AsyncSession, now: datetime, most: int) -> Sequence[CaseRow]:
    """The open Cases whose clock has run out, the longest overdue first."""
    wanted = select(CaseRow).where(CaseRow.open, _ran_out(now)).order_by(CaseRow.clock_due_at, CaseRow.id).limit(most)
    return (await session.scalars(wanted)).all()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """How the clocks that were due in a span of time went."""

    due: int
    late: int  # begun late, or not at all before their date
    recorded_late: int  # begun in time, as was said only after their date


async def record(session: AsyncSession, since: datetime, until: datetime) -> Record:
    """How the clocks went that were due from *since* on and before *until*. What was late stays late.

    What stood overdue until somebody said that it had begun in time is neither late nor simply in time.
    """
    # A Case that ended without an assessment has needed none from then on.
    ended = func.coalesce(ClockRow.stopped_at, CaseRow.resolved_at)
    late = or_(ended > ClockRow.due_at, ended.is_(None))
    recorded_late = (ClockRow.stopped_at <= ClockRow.due_at) & (ClockRow.recorded_at > ClockRow.due_at)
    wanted = (
        select(func.count(), func.count().filter(late), func.count().filter(recorded_late))
        .select_from(ClockRow)
        .join(CaseRow, CaseRow.id == ClockRow.case_id)
        .where(ClockRow.due_at >= since, ClockRow.due_at < until)
        .where(or_(ClockRow.outcome.is_(None), ClockRow.outcome != ClockOutcome.MERGED))
    )
    due, were_late, were_recorded_late = (await session.execute(wanted)).one()
    return Record(due=due, late=were_late, recorded_late=were_recorded_late)


def _ran_out(now: datetime) -> Any:  # noqa: ANN401  SQLAlchemy's own type of a condition says no more
    return CaseRow.clock_due_at < now
