"""Services that were granted: each has three months to begin, by a clock of its own. No row is ever removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.store.cases import CaseRow
from gateway.store.schema import Code, Row, insert_many
from gateway.store.states import GrantOutcome, Service


class GrantedRow(Row):
    """One service that was granted. Its clock runs while it has no outcome, whether its Case is open or not.

    Days are days in Finland. Whether it was late stands in them for ever.
    """

    __tablename__ = "granted"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    service: Mapped[Service] = mapped_column(Code(Service))
    decided_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date, index=True)  # the last day on which it may begin
    outcome: Mapped[GrantOutcome | None] = mapped_column(Code(GrantOutcome))
    ended_on: Mapped[date | None] = mapped_column(Date)  # when it began, or when another outcome was recorded

    def is_late(self, today: date) -> bool:
        """Whether it began after its time, or has not begun and the time is over."""
        return self.outcome is not GrantOutcome.MISTAKEN and (self.ended_on or today) > self.due_on


async def add(session: AsyncSession, values: dict[str, Any]) -> None:
    """A service was granted."""
    await insert_many(session, GrantedRow, [values])


async def find(session: AsyncSession, case_id: UUID, granted_id: UUID) -> GrantedRow | None:
    """The service, if it was granted in this Case."""
    wanted = select(GrantedRow).where(GrantedRow.id == granted_id, GrantedRow.case_id == case_id)
    return (await session.scalars(wanted.execution_options(populate_existing=True))).one_or_none()


async def change(session: AsyncSession, granted_id: UUID, **values: object) -> None:
    """Set *values* on a service that was granted."""
    await session.execute(update(GrantedRow).where(GrantedRow.id == granted_id).values(**values))


async def of_case(session: AsyncSession, case_id: UUID) -> Sequence[GrantedRow]:
    """Every service that was granted in a Case, the oldest decision first."""
    wanted = select(GrantedRow).where(GrantedRow.case_id == case_id).order_by(GrantedRow.decided_on, GrantedRow.id)
    return (await session.scalars(wanted.execution_options(populate_existing=True))).all()


async def next_due(session: AsyncSession, case_id: UUID) -> date | None:
    """The first of the last days of the clocks that run in a Case; None where none runs."""
    running = select(func.min(GrantedRow.due_on)).where(GrantedRow.case_id == case_id, GrantedRow.outcome.is_(None))
    return await session.scalar(running)


async def move(session: AsyncSession, own: UUID, target: UUID) -> bool:
    """What was granted in one Case goes into another. Tells whether there was anything."""
    moved = update(GrantedRow).where(GrantedRow.case_id == own).values(case_id=target).returning(GrantedRow.id)
    return bool((await session.execute(moved)).scalars().all())


def soonest() -> Select[UUID, date]:
    """A query to join: by Case, the first of the last days of the clocks that run in it."""
    running = select(GrantedRow.case_id, func.min(GrantedRow.due_on).label("due_on"))
    return running.where(GrantedRow.outcome.is_(None)).group_by(GrantedRow.case_id)


async def due_until(session: AsyncSession, last: date, most: int) -> Sequence[tuple[GrantedRow, CaseRow]]:
    """The services that have not begun and must by *last*, the longest overdue first, each with its Case."""
    wanted = (
        select(GrantedRow, CaseRow)
        .join(CaseRow, CaseRow.id == GrantedRow.case_id)
        .where(GrantedRow.outcome.is_(None), GrantedRow.due_on <= last)
        .order_by(GrantedRow.due_on, GrantedRow.id)
        .limit(most)
    )
    return [(row, case) for row, case in await session.execute(wanted)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How the clocks of granted services stand, and how those went that ended lately."""

    running: int
    overdue: int
    ended: int  # whose last day was in the span of time that was asked for
    late: int  # of them: begun late, or not at all before their last day


async def figures(session: AsyncSession, since: date, today: date) -> Figures:
    """How the clocks stand today, and how those went whose last day was from *since* on and before today.

    What was late stays late, whatever became of it afterwards; what was recorded by mistake never was.
    """
    runs = GrantedRow.outcome.is_(None)
    counted = or_(runs, GrantedRow.outcome != GrantOutcome.MISTAKEN)
    lately = counted & (GrantedRow.due_on >= since) & (GrantedRow.due_on < today)
    late = runs | (GrantedRow.ended_on > GrantedRow.due_on)
    wanted = select(
        func.count().filter(runs),
        func.count().filter(runs & (GrantedRow.due_on < today)),
        func.count().filter(lately),
        func.count().filter(lately & late),
    ).select_from(GrantedRow)
    running, overdue, ended, were_late = (await session.execute(wanted)).one()
    return Figures(running=running, overdue=overdue, ended=ended, late=were_late)
