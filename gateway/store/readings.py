"""Readings, each version kept."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.errors import ContactNotFoundError
from gateway.ids import new_id
from gateway.store.schema import Row, insert_many


class ReadingRow(Row):
    """One Reading of one version of a Contact. Spans are offsets; the words themselves stay in the sealed record."""

    __tablename__ = "readings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"), index=True)
    version: Mapped[int]
    engine: Mapped[str] = mapped_column(String(40))
    model: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]
    reading: Mapped[dict[str, Any]]


async def add(session: AsyncSession, contact_id: UUID, version: int, reading: dict[str, Any], now: datetime) -> UUID:
    """Keep a Reading; returns its id."""
    row = new_id(now)
    values = {
        "id": row,
        "contact_id": contact_id,
        "version": version,
        "engine": reading["engine"],
        "model": reading["model"],
        "created_at": now,
        "reading": reading,
    }
    await insert_many(session, ReadingRow, [values])
    return row


async def newest(session: AsyncSession, contact_id: UUID) -> ReadingRow | None:
    """The newest Reading of a contact."""
    wanted = select(ReadingRow).where(ReadingRow.contact_id == contact_id).order_by(ReadingRow.id.desc()).limit(1)
    return (await session.scalars(wanted)).one_or_none()


async def demand(session: AsyncSession, contact_id: UUID) -> ReadingRow:
    """The newest one of a contact that must have one. Raises ContactNotFoundError where it has none yet."""
    row = await newest(session, contact_id)
    if row is None:
        raise ContactNotFoundError(contact_id)
    return row
