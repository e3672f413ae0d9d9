"""Receipts: what we said yes to. Append-only; nothing here is ever changed or erased."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, String
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from channels.codes import ChannelCode
from gateway.store.schema import Code, Row, insert_for, table_of


class ReceiptRow(Row):
    """One yes. It is recorded when a Contact hangs on it; `luotsi balance` counts both sides."""

    __tablename__ = "receipts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    once_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)  # keyed hash of Delivery.once
    channel: Mapped[ChannelCode] = mapped_column(Code(ChannelCode))
    line: Mapped[str] = mapped_column(String(254))
    received_at: Mapped[datetime]


async def add(session: AsyncSession, values: Sequence[dict[str, Any]]) -> dict[bytes, UUID]:
    """Insert those not there yet; returns id by once_hash of the new ones.

    One statement, so that two deliveries at the same moment cannot both be stored; the target is named, so that a
    collision of anything else is an error and not taken for a repeat.
    """
    table = table_of(ReceiptRow)
    statement = insert_for(session)(table).on_conflict_do_nothing(index_elements=["once_hash"])
    added = await session.execute(statement.returning(table.c.once_hash, table.c.id), values)
    return dict(added.all())
