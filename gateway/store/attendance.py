"""Which advisors are at the chat desk now, and how many conversations each takes at a time."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.store.schema import Row


class AttendanceRow(Row):
    """An advisor at the desk, until a moment that their open page moves on."""

    __tablename__ = "attendance"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    capacity: Mapped[int]
    until: Mapped[datetime]


async def anybody(session: AsyncSession, now: datetime) -> bool:
    """Whether somebody is at the desk."""
    wanted = select(AttendanceRow.user_id).where(AttendanceRow.until > now, AttendanceRow.capacity > 0).limit(1)
    return await session.scalar(wanted) is not None
