"""Who has the floor in each conversation. One statement gives it on, and only from where it was: two never speak."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from channels.chat.floor import Floor
from gateway.store.contacts import ContactRow
from gateway.store.conversations import ConversationRow
from gateway.store.schema import Code, Row, insert_for, insert_many, table_of


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


async def begin(session: AsyncSession, conversation_id: UUID, floor: Floor, dialogue: str | None) -> None:
    """Write down who begins."""
    values = {"conversation_id": conversation_id, "floor": floor, "dialogue": dialogue}
    await insert_many(session, FloorRow, [values])


async def of(session: AsyncSession, conversation_ids: Sequence[UUID]) -> dict[UUID, FloorRow]:
    """The floors of these conversations, those that are written down."""
    wanted = select(FloorRow).where(FloorRow.conversation_id.in_(conversation_ids))
    found = await session.scalars(wanted.execution_options(populate_existing=True))
    return {row.conversation_id: row for row in found}


async def held(session: AsyncSession, conversation_ids: Sequence[UUID]) -> dict[UUID, Floor]:
    """Who has the floor in these conversations, where it is written down."""
    wanted = select(FloorRow.conversation_id, FloorRow.floor).where(FloorRow.conversation_id.in_(conversation_ids))
    return dict((await session.execute(wanted)).all())


async def lock(session: AsyncSession, conversation_id: UUID) -> None:
    """Nobody says anything in the conversation before this transaction ends.

    First of all, for whoever changes its Case and says something too: what is said locks both in this order.
    """
    own = select(ConversationRow.id).where(ConversationRow.id == conversation_id)
    await session.execute(own.with_for_update())


async def give(session: AsyncSession, conversation_id: UUID, held_by: Floor, **values: object) -> bool:
    """Change the floor while *held_by* has it; False where somebody else has it by now, and then nothing changes."""
    floors = table_of(FloorRow)
    own = update(floors).where(floors.c.conversation_id == conversation_id, floors.c.floor == held_by)
    changed = await session.execute(own.values(**values).returning(floors.c.conversation_id))
    return changed.first() is not None


async def take(session: AsyncSession, conversation_id: UUID, user_id: UUID, now: datetime) -> bool:
    """Give the advisor the floor, whoever had it; False where another advisor has it, and then nothing changes.

    For an advisor who answers. Whoever takes from the queue uses `take_from_queue`.
    """
    floors = table_of(FloorRow)
    values = {"floor": Floor.ADVISOR, "advisor_id": user_id}
    new = insert_for(session)(floors).values(conversation_id=conversation_id, **values, taken_at=now)
    free = or_(floors.c.floor != Floor.ADVISOR, floors.c.advisor_id == user_id)
    taken = {**values, "taken_at": _first_taken(now)}
    upsert = new.on_conflict_do_update(index_elements=["conversation_id"], set_=taken, where=free)
    return (await session.execute(upsert.returning(floors.c.conversation_id))).first() is not None


async def take_from_queue(session: AsyncSession, conversation_id: UUID, user_id: UUID, now: datetime) -> bool:
    """Give the advisor the floor of one who waits; False where nobody waits in it any more."""
    taken = {"floor": Floor.ADVISOR, "advisor_id": user_id, "taken_at": _first_taken(now)}
    return await give(session, conversation_id, Floor.QUEUE, **taken)


async def leave(
    session: AsyncSession, conversation_id: UUID, advisor_id: UUID, to: Floor, now: datetime, by: UUID | None = None
) -> bool:
    """Take the floor from *advisor_id* and give it on, to the colleague *by* name where *to* is an advisor.

    Back in the queue it has the place that it had. False where that advisor has it no more; then nothing changes.
    """
    floors = table_of(FloorRow)
    own = update(floors).where(floors.c.conversation_id == conversation_id, floors.c.advisor_id == advisor_id)
    waiting = {"waiting_since": func.coalesce(floors.c.waiting_since, now)} if to is Floor.QUEUE else {}
    changed = own.values(floor=to, advisor_id=by, **waiting).returning(floors.c.conversation_id)
    return (await session.execute(changed)).first() is not None


async def rest(session: AsyncSession, case_id: UUID) -> None:
    """The Case has ended: its conversations are the inbox's again, where a further message is looked at."""
    floors = table_of(FloorRow)
    theirs = select(ConversationRow.id).join(ContactRow, ContactRow.id == ConversationRow.contact_id)
    of_case = floors.c.conversation_id.in_(theirs.where(ContactRow.case_id == case_id))
    own = update(floors).where(of_case, floors.c.floor != Floor.INBOX)
    await session.execute(own.values(floor=Floor.INBOX, advisor_id=None))


def _first_taken(now: datetime) -> Any:  # noqa: ANN401  an expression of the column
    """When somebody first came, since a person was last asked for."""
    floors = table_of(FloorRow)
    again = or_(floors.c.taken_at.is_(None), floors.c.taken_at < floors.c.waiting_since)
    return case((again, now), else_=floors.c.taken_at)
