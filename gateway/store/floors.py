"""Who has the floor in each conversation. One statement gives it on, and only from where it was: two never speak."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from channels.chat.floor import Floor
from gateway.store.schema import Code, Row, insert_many, table_of


class FloorRow(Row):
    """Whose turn it is to answer a visitor. Where none is written down, it is the inbox's."""

    __tablename__ = "floors"
    __table_args__ = (
        CheckConstraint("(floor = 'advisor') = (advisor_id IS NOT NULL)", name="advisor_is_named"),
        CheckConstraint("floor <> 'queue' OR waiting_since IS NOT NULL", name="queue_has_a_beginning"),
        CheckConstraint("floor <> 'bot' OR dialogue IS NOT NULL", name="bot_has_a_dialogue"),
        Index("ix_floors_floor_waiting_since", "floor", "waiting_since"),
    )

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    floor: Mapped[Floor] = mapped_column(Code(Floor))
    dialogue: Mapped[str | None] = mapped_column(Text)  # of the bot, in codes; kept when people go on
    advisor_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    waiting_since: Mapped[datetime | None]  # the first time that a person was asked for: a place is never lost
    taken_at: Mapped[datetime | None]  # the first time that somebody came


async def begin(session: AsyncSession, values: Sequence[dict[str, Any]]) -> None:
    """Write down who begins."""
    await insert_many(session, FloorRow, values)


async def of(session: AsyncSession, conversation_ids: Sequence[UUID]) -> dict[UUID, FloorRow]:
    """The floors of these conversations, those that are written down."""
    wanted = select(FloorRow).where(FloorRow.conversation_id.in_(conversation_ids))
    found = await session.scalars(wanted.execution_options(populate_existing=True))
    return {row.conversation_id: row for row in found}


async def give(session: AsyncSession, conversation_id: UUID, held_by: Floor, **values: object) -> bool:
    """Change the floor while *held_by* has it; False where somebody else has it by now, and then nothing changes."""
    floors = table_of(FloorRow)
    own = update(floors).where(floors.c.conversation_id == conversation_id, floors.c.floor == held_by)
    changed = await session.execute(own.values(**values).returning(floors.c.conversation_id))
    return changed.first() is not None


async def count_waiting(session: AsyncSession) -> int:
    """How many conversations wait for a person."""
    return await session.scalar(select(func.count()).where(FloorRow.floor == Floor.QUEUE)) or 0
