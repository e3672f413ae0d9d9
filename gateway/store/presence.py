"""Who is on the chat line now: a lease per conversation and side, whichever process holds the sockets."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, case, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from channels.chat.frames import Side
from gateway.store.schema import Code, Row, insert_for, table_of


class PresenceRow(Row):
    """One side of a conversation is there until `expires_at`. Of typing it knows only that."""

    __tablename__ = "presence"

    conversation_id: Mapped[UUID] = mapped_column(ForeignKey("conversations.id"), primary_key=True)
    side: Mapped[Side] = mapped_column(Code(Side), primary_key=True)
    expires_at: Mapped[datetime]
    typing_until: Mapped[datetime | None]
    seen: Mapped[int] = mapped_column(default=0)  # that side has seen everything up to here


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """What one process knows of one side."""

    conversation_id: UUID
    side: Side
    expires_at: datetime
    typing_until: datetime | None
    seen: int


async def renew(session: AsyncSession, leases: Sequence[Lease]) -> None:
    """Write *leases*. What another process knows better stays: nobody has seen less than before."""
    table = table_of(PresenceRow)
    # In order of the key: two processes that renew the same must not wait for each other in a circle.
    ordered = sorted(leases, key=lambda lease: (lease.conversation_id, lease.side))
    statement = insert_for(session)(table)
    given = statement.excluded
    columns = (table.c.expires_at, table.c.typing_until, table.c.seen)
    later = {
        own.name: case((own.is_(None), given[own.name]), (given[own.name] > own, given[own.name]), else_=own)
        for own in columns
    }
    upsert = statement.on_conflict_do_update(index_elements=["conversation_id", "side"], set_=later)
    await session.execute(upsert, [asdict(lease) for lease in ordered])


async def of(session: AsyncSession, conversation_ids: Sequence[UUID]) -> Sequence[PresenceRow]:
    """The leases of these conversations, one after another, those that have run out among them."""
    wanted = select(PresenceRow).where(PresenceRow.conversation_id.in_(conversation_ids))
    wanted = wanted.order_by(PresenceRow.conversation_id, PresenceRow.side)
    return (await session.scalars(wanted)).all()
