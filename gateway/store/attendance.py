"""Which advisors are at the chat desk now, and how many conversations each takes at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.store.floors import FloorRow
from gateway.store.schema import Row, insert_for, table_of
from gateway.store.users import UserRow


class AttendanceRow(Row):
    """An advisor at the desk, until a moment that their open page moves on."""

    __tablename__ = "attendance"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    capacity: Mapped[int]
    until: Mapped[datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody at the desk, and how full their hands are."""

    user_id: UUID
    name: str
    capacity: int
    busy: int  # conversations in which they have the floor


async def anybody(session: AsyncSession, now: datetime) -> bool:
    """Whether somebody is at the desk."""
    wanted = select(AttendanceRow.user_id).where(AttendanceRow.until > now, AttendanceRow.capacity > 0).limit(1)
    return await session.scalar(wanted) is not None


async def here(session: AsyncSession, now: datetime) -> Sequence[Colleague]:
    """Everybody at the desk, by name."""
    theirs = FloorRow.advisor_id == AttendanceRow.user_id
    wanted = (
        select(AttendanceRow.user_id, UserRow.name, AttendanceRow.capacity, func.count(FloorRow.conversation_id))
        .join(UserRow, UserRow.id == AttendanceRow.user_id)
        .outerjoin(FloorRow, theirs)
        .where(AttendanceRow.until > now)
        .group_by(AttendanceRow.user_id, UserRow.name, AttendanceRow.capacity)
        .order_by(UserRow.name)
    )
    rows = await session.execute(wanted)
    return [Colleague(user_id=own, name=name, capacity=most, busy=busy) for own, name, most, busy in rows]


async def lock(session: AsyncSession, user_id: UUID, now: datetime) -> AttendanceRow | None:
    """The advisor's place at the desk, held until this transaction ends: who takes two at once counts both."""
    wanted = select(AttendanceRow).where(AttendanceRow.user_id == user_id, AttendanceRow.until > now)
    return (await session.scalars(wanted.with_for_update().execution_options(populate_existing=True))).one_or_none()


async def begin(session: AsyncSession, user_id: UUID, capacity: int, until: datetime) -> None:
    """The advisor is at the desk from now on, or takes more or fewer conversations than before."""
    values = {"capacity": capacity, "until": until}
    statement = insert_for(session)(AttendanceRow).values(user_id=user_id, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_=values))


async def stay(session: AsyncSession, user_id: UUID, now: datetime, until: datetime) -> bool:
    """Whoever is at the desk stays until then. False where they are not, or no longer."""
    table = table_of(AttendanceRow)
    own = update(table).where(table.c.user_id == user_id, table.c.until > now)
    return (await session.execute(own.values(until=until).returning(table.c.user_id))).first() is not None


async def end(session: AsyncSession, user_id: UUID) -> None:
    """The advisor has left the desk."""
    await session.execute(delete(AttendanceRow).where(AttendanceRow.user_id == user_id))
