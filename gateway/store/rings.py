"""Rings: Cases whose date is near or past and which nobody has in hand. Each rings once a working day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, UniqueConstraint, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.ids import new_id
from gateway.store import granted
from gateway.store.absences import Rota
from gateway.store.cases import CaseRow
from gateway.store.schema import Row, insert_for
from routing.granting import pressing_until


class RingRow(Row):
    """People at work were told of one Case on one day."""

    __tablename__ = "rings"
    __table_args__ = (UniqueConstraint("case_id", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    day: Mapped[date] = mapped_column(Date, index=True)  # in Helsinki
    rung_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A Case that rang today and that nobody has said they have seen."""

    case: CaseRow
    ring_id: UUID
    service_due_on: date | None  # by then a service that was granted in it must begin

    def is_late(self, now: datetime, today: date) -> bool:
        """Whether something of it is past its time."""
        service_is_late = self.service_due_on is not None and self.service_due_on < today
        return service_is_late or (self.case.open and self.case.order_at < now)


def in_hand(case: CaseRow, rota: Rota) -> bool:
    """Whether somebody who is at work looks after the Case; nobody does after one that has ended."""
    return case.open and rota.in_charge(case.owner_id) is not None


async def ring(session: AsyncSession, case_id: UUID, day: date, now: datetime) -> bool:
    """Ring for a Case. Tells whether it had not rung on that day."""
    values = {"id": new_id(now), "case_id": case_id, "day": day, "rung_at": now}
    once = insert_for(session)(RingRow).values(values).on_conflict_do_nothing(index_elements=["case_id", "day"])
    return (await session.execute(once.returning(RingRow.id))).scalar_one_or_none() is not None


async def unseen(session: AsyncSession, day: date) -> Sequence[Rung]:
    """What rang on *day*, still waits for somebody and is unseen, the most pressing first.

    An ended Case waits for somebody where a service was granted in it that must begin soon.
    """
    services = granted.soonest().subquery()
    wanted = (
        select(RingRow.id, CaseRow, services.c.due_on)
        .join(CaseRow, CaseRow.id == RingRow.case_id)
        .outerjoin(services, services.c.case_id == CaseRow.id)
        .where(RingRow.day == day, RingRow.seen_at.is_(None))
        .where(or_(CaseRow.open, services.c.due_on <= pressing_until(day)))
        .order_by(CaseRow.urgency_rank, CaseRow.order_at, CaseRow.id)
    )
    rows = await session.execute(wanted)
    return [Rung(case=case, ring_id=ring_id, service_due_on=due_on) for ring_id, case, due_on in rows]


async def see(session: AsyncSession, ring_ids: Sequence[UUID], user_id: UUID, now: datetime) -> Sequence[UUID]:
    """Somebody has seen these. The Cases of those that were not seen before."""
    seen = (
        update(RingRow)
        .where(RingRow.id.in_(ring_ids), RingRow.seen_at.is_(None))
        .values(seen_at=now, seen_by=user_id)
        .returning(RingRow.case_id)
    )
    return (await session.execute(seen)).scalars().all()
