"""Drafts: what an advisor has begun to write, so that a reload loses nothing."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.ids import new_id
from gateway.keys import Keyring, place
from gateway.store.schema import Row, Sealed, insert_for


class DraftRow(Row):
    """One begun text of one advisor in one Case. `id` is the place that the text is sealed to."""

    __tablename__ = "drafts"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(20), primary_key=True)  # "reply", "note"
    id: Mapped[UUID] = mapped_column(unique=True)
    sealed_text: Mapped[bytes] = mapped_column(Sealed)
    saved_at: Mapped[datetime]


async def save(session: AsyncSession, keys: Keyring, row: tuple[UUID, UUID, str], text: str, at: datetime) -> None:
    """Keep *text* as what the user has begun; *row* is Case, user and field. The last one saved wins."""
    draft_id = new_id(at)
    sealed = keys.seal(text.encode(), place("drafts", "sealed_text", draft_id))
    case_id, user_id, field = row
    values = {
        "case_id": case_id,
        "user_id": user_id,
        "field": field,
        "id": draft_id,
        "sealed_text": sealed,
        "saved_at": at,
    }
    changed = {name: values[name] for name in ("id", "sealed_text", "saved_at")}
    statement = insert_for(session)(DraftRow).values(values)
    await session.execute(statement.on_conflict_do_update(index_elements=["case_id", "user_id", "field"], set_=changed))


async def of(session: AsyncSession, keys: Keyring, case_id: UUID, user_id: UUID) -> Mapping[str, str]:
    """What the user has begun in this Case, by field."""
    rows = await session.scalars(select(DraftRow).where(DraftRow.case_id == case_id, DraftRow.user_id == user_id))
    return {row.field: keys.open(row.sealed_text, place("drafts", "sealed_text", row.id)).decode() for row in rows}


async def drop(session: AsyncSession, case_id: UUID, user_id: UUID, field: str) -> None:
    """The text was sent or given up."""
    await session.execute(
        delete(DraftRow).where(DraftRow.case_id == case_id, DraftRow.user_id == user_id, DraftRow.field == field)
    )


async def drop_all(session: AsyncSession, case_id: UUID) -> None:
    """The Case has ended: nobody's begun text is of use."""
    await session.execute(delete(DraftRow).where(DraftRow.case_id == case_id))
