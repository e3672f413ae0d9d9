"""Alarms: emergencies that a person must see."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.ids import new_id
from gateway.store.schema import Row, insert_for


class AlarmRow(Row):
    """One emergency. Passed on to the next target until somebody has acknowledged it."""

    __tablename__ = "alarms"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"), unique=True)
    raised_at: Mapped[datetime]
    passed_on: Mapped[int] = mapped_column(default=0)  # how many of the county's duty addresses have been told
    passed_on_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))


async def raise_(session: AsyncSession, case_id: UUID, contact_id: UUID, now: datetime) -> bool:
    """Raise the alarm of a contact. Tells whether it is new."""
    values = {"id": new_id(now), "case_id": case_id, "contact_id": contact_id, "raised_at": now, "passed_on": 0}
    statement = insert_for(session)(AlarmRow).values(values).on_conflict_do_nothing(index_elements=["contact_id"])
    return (await session.execute(statement.returning(AlarmRow.id))).scalar_one_or_none() is not None


async def raise_again(session: AsyncSession, contact_id: UUID, now: datetime) -> bool:
    """Begin the alarm of a contact anew, if somebody has seen it. Tells whether that was so."""
    seen = update(AlarmRow).where(AlarmRow.contact_id == contact_id, AlarmRow.seen_at.is_not(None))
    begun = seen.values(seen_at=None, seen_by=None, raised_at=now, passed_on=0).returning(AlarmRow.id)
    return (await session.execute(begun)).scalar_one_or_none() is not None


async def of_contact(session: AsyncSession, contact_id: UUID) -> AlarmRow | None:
    """The alarm of a contact."""
    return (await session.scalars(select(AlarmRow).where(AlarmRow.contact_id == contact_id))).one_or_none()


async def passed_on(session: AsyncSession, alarm_id: UUID, now: datetime) -> None:
    """One more duty address has been told."""
    await session.execute(
        update(AlarmRow).where(AlarmRow.id == alarm_id).values(passed_on=AlarmRow.passed_on + 1, passed_on_at=now)
    )


async def move(session: AsyncSession, from_case: UUID, to_case: UUID) -> bool:
    """The alarms of one Case go to another with its contact. Tells whether there were any."""
    moved = update(AlarmRow).where(AlarmRow.case_id == from_case).values(case_id=to_case).returning(AlarmRow.id)
    return bool((await session.execute(moved)).scalars().all())


async def unseen(session: AsyncSession, raised_before: datetime) -> int:
    """How many emergencies raised before then nobody has seen."""
    wanted = select(func.count()).where(AlarmRow.seen_at.is_(None), AlarmRow.raised_at < raised_before)
    return await session.scalar(wanted) or 0
