"""Promises: dated commitments to people."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, String, Update, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.ids import new_id
from gateway.store.schema import Code, Row, insert_many, table_of
from gateway.store.states import PromiseKind, PromiseState

NEAR: Final = timedelta(hours=1)  # before a promise is due somebody may still keep it


class PromiseRow(Row):
    """One commitment. Kept, moved or broken; the row stays."""

    __tablename__ = "promises"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[PromiseKind] = mapped_column(Code(PromiseKind))
    state: Mapped[PromiseState] = mapped_column(Code(PromiseState))
    due_at: Mapped[datetime]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    because: Mapped[str] = mapped_column(String(60))  # deadline code, or "default", or "advisor"


async def replace(
    session: AsyncSession, case_id: UUID, kind: PromiseKind, due_at: datetime, because: str, now: datetime
) -> None:
    """Move the open Promise of this kind to a new date, or make the first one. The old one stays, as moved."""
    await end(session, case_id, PromiseState.MOVED, now, kind)
    values = {
        "id": new_id(now),
        "case_id": case_id,
        "kind": kind,
        "state": PromiseState.OPEN,
        "due_at": due_at,
        "made_at": now,
        "because": because,
    }
    await insert_many(session, PromiseRow, [values])


async def end(
    session: AsyncSession, case_id: UUID, state: PromiseState, now: datetime, kind: PromiseKind | None = None
) -> None:
    """End the open Promises of a Case (of one kind, or all) as *state*."""
    asked = {"of_case": case_id, "to_state": state, "at": now}
    if kind is None:
        await session.execute(_ending(), asked)
    else:
        await session.execute(_ending_of_kind(), {**asked, "of_kind": kind})


@cache
def _ending() -> Update:
    promises = table_of(PromiseRow)
    return (
        update(promises)
        .where(promises.c.case_id == bindparam("of_case"), promises.c.state == PromiseState.OPEN)
        .values(state=bindparam("to_state"), ended_at=bindparam("at"))
    )


@cache
def _ending_of_kind() -> Update:
    return _ending().where(table_of(PromiseRow).c.kind == bindparam("of_kind"))


async def move(session: AsyncSession, from_case: UUID, to_case: UUID) -> None:
    """What stands in one Case, or was broken in it, goes to another; what was kept or moved stays told where it was."""
    live = PromiseRow.state.in_([PromiseState.OPEN, PromiseState.BROKEN])
    await session.execute(update(PromiseRow).where(PromiseRow.case_id == from_case, live).values(case_id=to_case))


async def break_due(session: AsyncSession, case_id: UUID, now: datetime) -> bool:
    """Mark the open Promises of a Case that are overdue as broken. Tells whether there were any."""
    broken = await session.execute(
        update(PromiseRow)
        .where(PromiseRow.case_id == case_id, PromiseRow.state == PromiseState.OPEN, PromiseRow.due_at <= now)
        .values(state=PromiseState.BROKEN)
        .returning(PromiseRow.id)
    )
    return bool(broken.scalars().all())


async def open_until(session: AsyncSession, case_id: UUID) -> datetime | None:
    """When the first open Promise of a Case is due."""
    return await session.scalar(
        select(func.min(PromiseRow.due_at)).where(PromiseRow.case_id == case_id, PromiseRow.state == PromiseState.OPEN)
    )


def first_look(now: datetime, due_at: datetime) -> datetime:
    """When somebody looks whether the promise is in anybody's hands; one of an hour or two is too short for it."""
    return due_at - NEAR if due_at - NEAR > now + NEAR else due_at


async def add(session: AsyncSession, values: list[dict[str, Any]]) -> None:
    """Make Promises."""
    await insert_many(session, PromiseRow, values)
