"""Callback requests, keyed by line and number: one line's never block another's (SR-02, domain reference 4.6)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.ids import new_id
from gateway.store.schema import Row, insert_for


class CallbackRow(Row):
    """An open request. Asking again adds to the count and keeps the first time and the place in the queue."""

    __tablename__ = "callbacks"
    __table_args__ = (
        Index(
            "uq_callbacks_open",
            "line",
            "number_hash",
            unique=True,
            sqlite_where=text("open"),
            postgresql_where=text("open"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    line: Mapped[str] = mapped_column(String(60))
    number_hash: Mapped[bytes] = mapped_column(LargeBinary)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    open: Mapped[bool] = mapped_column(default=True)
    count: Mapped[int] = mapped_column(default=1)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]


async def ask(session: AsyncSession, line: str, number_hash: bytes, case_id: UUID, asked_at: datetime) -> CallbackRow:
    """The open request of this line and number: a new one for *case_id*, or the first one, counted once more."""
    values = {
        "id": new_id(asked_at),
        "line": line,
        "number_hash": number_hash,
        "case_id": case_id,
        "open": True,
        "count": 1,
        "first_at": asked_at,
        "last_at": asked_at,
    }
    asked = (
        insert_for(session)(CallbackRow)
        .values(values)
        .on_conflict_do_update(
            index_elements=["line", "number_hash"],
            index_where=text("open"),
            set_={"count": CallbackRow.count + 1, "last_at": asked_at},
        )
        .returning(CallbackRow)
    )
    row: CallbackRow = (await session.scalars(asked, execution_options={"populate_existing": True})).one()
    return row


async def renew(session: AsyncSession, request_id: UUID, case_id: UUID, asked_at: datetime) -> None:
    """The earlier Case has ended: this is a request of its own, in the new Case."""
    fresh = {"case_id": case_id, "count": 1, "first_at": asked_at, "last_at": asked_at}
    await session.execute(update(CallbackRow).where(CallbackRow.id == request_id).values(fresh))


async def move(session: AsyncSession, from_case: UUID, to_case: UUID) -> None:
    """The requests of one Case go to another; they keep their place in the queue."""
    await session.execute(update(CallbackRow).where(CallbackRow.case_id == from_case).values(case_id=to_case))
