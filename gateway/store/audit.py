"""The audit: every look at a client's data, written in the transaction of the look."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Integer, String
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.store.schema import Row, insert_many


class AuditRow(Row):
    """Who did what with whose data, and when."""

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"), index=True)
    action: Mapped[str] = mapped_column(String(60))
    case_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"), index=True)
    data: Mapped[dict[str, Any]]


async def write(
    session: AsyncSession,
    at: datetime,
    action: str,
    *,
    user_id: UUID | None,
    case_id: UUID | None = None,
    **data: str | int,
) -> None:
    """Write that *user_id* did *action*; *data* holds codes and ids only."""
    values = {"at": at, "action": action, "user_id": user_id, "case_id": case_id, "data": data}
    await insert_many(session, AuditRow, [values])
