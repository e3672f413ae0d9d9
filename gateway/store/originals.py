"""Originals and attachments: the bytes as they came, sealed, each content once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.errors import OriginalNotFoundError
from gateway.store.schema import Row, Sealed, insert_for, table_of


class OriginalRow(Row):
    """The bytes of a mail, form or event, exactly."""

    __tablename__ = "originals"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    content_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)  # keyed hash of the bytes
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sealed: Mapped[bytes] = mapped_column(Sealed)
    created_at: Mapped[datetime]


class AttachmentRow(Row):
    """One file of one version of a Contact."""

    __tablename__ = "attachments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("contact_versions.id"), index=True)
    position: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(200))
    size: Mapped[int]
    sealed_name: Mapped[bytes] = mapped_column(Sealed)
    content_id: Mapped[UUID | None] = mapped_column(ForeignKey("originals.id"))  # the same bytes are there once
    sealed: Mapped[bytes | None] = mapped_column(Sealed)  # of those from before contents were kept once


async def add(session: AsyncSession, values: Sequence[dict[str, Any]]) -> dict[bytes, UUID]:
    """Store each content once; returns the id by content_hash, of those that were there already too."""
    by_hash = {value["content_hash"]: value for value in values}
    # In order of the hash: two processes that store the same contents must not wait for each other in a circle.
    distinct = [by_hash[content_hash] for content_hash in sorted(by_hash)]
    table = table_of(OriginalRow)
    statement = insert_for(session)(table).on_conflict_do_nothing(index_elements=["content_hash"])
    added = await session.execute(statement.returning(table.c.content_hash, table.c.id), distinct)
    ids: dict[bytes, UUID] = dict(added.all())
    missing = [value["content_hash"] for value in distinct if value["content_hash"] not in ids]
    if missing:
        found = select(OriginalRow.content_hash, OriginalRow.id).where(OriginalRow.content_hash.in_(missing))
        ids.update((await session.execute(found)).all())
    return ids


async def get(session: AsyncSession, original_id: UUID | None) -> OriginalRow:
    """The original. Raises OriginalNotFoundError where it was erased."""
    row = None if original_id is None else await session.get(OriginalRow, original_id)
    if row is None:
        raise OriginalNotFoundError(original_id)
    return row
