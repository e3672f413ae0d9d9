"""Tasks: what rules leave to a person, and what somebody who works on a Case must remember. One open row per code."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Select, String, Table, Update, bindparam, delete, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.store.schema import Code, Row, insert_for, table_of
from gateway.store.states import TaskOutcome

_OPEN = "done_at IS NULL"


class TaskRow(Row):
    """Something to do or to remember in a Case, until a person says that it is done or not needed."""

    __tablename__ = "tasks"
    __table_args__ = (
        # Two contacts of one Case that are decided at the same moment open one row.
        Index("uq_tasks_open", "case_id", "code", unique=True, sqlite_where=text(_OPEN), postgresql_where=text(_OPEN)),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contacts.id"))  # what it came of
    code: Mapped[str] = mapped_column(String(60))  # an Action, or a code of gateway/steps/actions.py
    required: Mapped[bool]  # the Case is not resolved before it
    due_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))  # nobody: it came about by itself
    outcome: Mapped[TaskOutcome | None] = mapped_column(Code(TaskOutcome))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How much there is to do in a Case."""

    count: int
    due_at: datetime | None  # the soonest


async def begin(session: AsyncSession, values: list[dict[str, Any]]) -> None:
    """Open tasks. One whose code is open in its Case already stays as it is, with its own date."""
    await session.execute(_beginning(insert_for(session)), values)


@cache
def _beginning(insert: Callable[[Table], Any]) -> Any:  # noqa: ANN401  the dialects' inserts share no base
    once = insert(table_of(TaskRow))
    return once.on_conflict_do_nothing(index_elements=["case_id", "code"], index_where=text(_OPEN))


async def find(session: AsyncSession, case_id: UUID, task_id: UUID) -> TaskRow | None:
    """The task of this Case, if it is still open."""
    wanted = select(TaskRow).where(TaskRow.id == task_id, TaskRow.case_id == case_id, TaskRow.done_at.is_(None))
    return (await session.scalars(wanted)).one_or_none()


async def holds(session: AsyncSession, case_id: UUID, code: str, *, of: UUID | None = None) -> bool:
    """Whether a task or reminder of this code is open in the Case; with *of*, one that came of that contact."""
    wanted = select(TaskRow.id).where(TaskRow.case_id == case_id, TaskRow.code == code, TaskRow.done_at.is_(None))
    wanted = wanted if of is None else wanted.where(TaskRow.contact_id == of)
    return (await session.scalars(wanted.limit(1))).one_or_none() is not None


async def required(session: AsyncSession, case_id: UUID) -> Sequence[TaskRow]:
    """What must be done before the Case can be resolved, oldest first."""
    wanted = select(TaskRow).where(TaskRow.case_id == case_id, TaskRow.required, TaskRow.done_at.is_(None))
    return (await session.scalars(wanted.order_by(TaskRow.created_at, TaskRow.id))).all()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a task ends."""

    outcome: TaskOutcome
    by: UUID | None  # None: it came about by itself
    at: datetime


async def end(session: AsyncSession, case_id: UUID, code: str, ending: Ending) -> bool:
    """End the open task *code* of the Case. Tells whether there was one."""
    asked = {
        "of_case": case_id,
        "of_code": code,
        "at": ending.at,
        "by_user": ending.by,
        "with_outcome": ending.outcome,
    }
    return (await session.execute(_ending(), asked)).scalar_one_or_none() is not None


@cache
def _ending() -> Any:  # noqa: ANN401  an UPDATE … RETURNING has no name of its own in SQLAlchemy
    tasks = table_of(TaskRow)
    ended: Update = (
        update(tasks)
        .where(tasks.c.case_id == bindparam("of_case"), tasks.c.code == bindparam("of_code"))
        .where(tasks.c.done_at.is_(None))
        .values(done_at=bindparam("at"), done_by=bindparam("by_user"), outcome=bindparam("with_outcome"))
    )
    return ended.returning(tasks.c.id)


async def standing(session: AsyncSession, case_ids: Sequence[UUID], codes: Collection[str]) -> Mapping[UUID, Standing]:
    """By Case: how many open tasks of *codes* there are, and when the first is due."""
    rows = await session.execute(_counting(), {"case_ids": list(case_ids), "codes": list(codes)})
    return {case: Standing(count=count, due_at=due_at) for case, count, due_at in rows}


@cache
def _counting() -> Select[UUID, int, datetime | None]:
    return (
        select(TaskRow.case_id, func.count(), func.min(TaskRow.due_at))
        .where(TaskRow.case_id.in_(bindparam("case_ids", expanding=True)), TaskRow.done_at.is_(None))
        .where(TaskRow.code.in_(bindparam("codes", expanding=True)))
        .group_by(TaskRow.case_id)
    )


async def move(session: AsyncSession, from_case: UUID, to_case: UUID) -> None:
    """The tasks of one Case go to another.

    Two open ones of one code become one: by the sooner date, with the contact that has it, required if either was.
    """
    wanted = select(TaskRow).where(TaskRow.case_id.in_([from_case, to_case]), TaskRow.done_at.is_(None))
    rows = (await session.scalars(wanted.execution_options(populate_existing=True))).all()
    there = {row.code: row for row in rows if row.case_id == to_case}
    for row in rows:
        other = there.get(row.code)
        if other is None or other is row:
            continue
        sooner = min(row, other, key=lambda one: one.due_at or one.created_at)
        both = {name: getattr(sooner, name) for name in ("contact_id", "due_at", "created_at")}
        await session.execute(delete(TaskRow).where(TaskRow.id == row.id))
        required = row.required or other.required
        await session.execute(update(TaskRow).where(TaskRow.id == other.id).values(**both, required=required))
    await session.execute(update(TaskRow).where(TaskRow.case_id == from_case).values(case_id=to_case))
