"""Cases: what advisors work on."""

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    CheckConstraint,
    ForeignKey,
    Index,
    Select,
    String,
    Update,
    bindparam,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from channels.codes import ChannelCode, ContacterType, Direction, Language, Reason, Resolution, Urgency
from gateway.errors import CaseNotFoundError
from gateway.store.schema import Code, Row, insert_many, table_of
from gateway.store.states import CaseState, View


class CaseRow(Row):
    """One matter with its Contacts. An open Case without team or dated promise cannot be stored."""

    __tablename__ = "cases"
    __table_args__ = (
        CheckConstraint(
            "state IN ('resolved', 'dissolved') OR view = 'machines' OR (team <> '' AND promise_due_at IS NOT NULL)",
            name="owned_and_promised",
        ),
        CheckConstraint(
            "state <> 'resolved' OR (resolution IS NOT NULL AND reason IS NOT NULL)", name="resolved_with_codes"
        ),
        Index("ix_cases_inbox", "view", "open", "alarm", "urgency_rank", "order_at", "opened_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(default=0)  # counts every change: compare-and-set
    state: Mapped[CaseState] = mapped_column(Code(CaseState))
    open: Mapped[bool] = mapped_column(default=True)
    view: Mapped[View] = mapped_column(Code(View), default=View.WORK)
    team: Mapped[str] = mapped_column(String(60))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    claimed_until: Mapped[datetime | None]
    channel: Mapped[ChannelCode] = mapped_column(Code(ChannelCode))
    language: Mapped[Language] = mapped_column(Code(Language))
    contacter: Mapped[ContacterType] = mapped_column(Code(ContacterType))
    direction: Mapped[Direction] = mapped_column(Code(Direction))
    reason: Mapped[Reason | None] = mapped_column(Code(Reason))
    urgency: Mapped[Urgency] = mapped_column(Code(Urgency))
    urgency_rank: Mapped[int]  # URGENCY_RANK of urgency, for the order of the list
    destination: Mapped[str | None] = mapped_column(String(60))
    municipality: Mapped[str | None] = mapped_column(String(60))
    safe_contact_only: Mapped[bool] = mapped_column(default=False)
    alarm: Mapped[bool] = mapped_column(default=False)  # an emergency that nobody has acknowledged
    undelivered: Mapped[bool] = mapped_column(
        default=False
    )  # an answer did not reach the person: another way is needed
    opened_at: Mapped[datetime]
    order_at: Mapped[datetime]  # the sooner of statutory due date and promise: second key of the list
    promise_due_at: Mapped[datetime | None]
    clock_started_at: Mapped[datetime | None]
    clock_due_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    resolution: Mapped[Resolution | None] = mapped_column(Code(Resolution))
    dissolved_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("cases.id"))


async def get(session: AsyncSession, case_id: UUID) -> CaseRow:
    """The Case. Raises CaseNotFoundError."""
    row = await session.get(CaseRow, case_id, populate_existing=True)
    if row is None:
        raise CaseNotFoundError(case_id)
    return row


async def lock(session: AsyncSession, *case_ids: UUID) -> tuple[CaseRow, ...]:
    """The Cases as they stand now; nobody changes them before this transaction ends. Raises CaseNotFoundError.

    For whoever works out from a Case what to write into it: an emergency that comes meanwhile must not be overwritten.
    """
    found = {row.id: row for row in await session.scalars(_locking(), {"case_ids": list(case_ids)})}
    for case_id in case_ids:
        if case_id not in found:
            raise CaseNotFoundError(case_id)
    return tuple(found[case_id] for case_id in case_ids)


@cache
def _locking() -> Select[CaseRow]:
    return (
        select(CaseRow)
        .where(CaseRow.id.in_(bindparam("case_ids", expanding=True)))
        # In order of the key: two that lock the same Cases must not wait for each other in a circle.
        .order_by(CaseRow.id)
        # SQLite has one writer at a time and drops this.
        .with_for_update()
        .execution_options(populate_existing=True)
    )


async def change(session: AsyncSession, case_id: UUID, **values: object) -> None:
    """Change a Case, whatever its revision: for the pipeline. People change it by compare-and-set."""
    new = {f"new_{name}": value for name, value in values.items()}
    await session.execute(changing(frozenset(values)), {"of_case": case_id, **new})


@cache
def changing(names: frozenset[str]) -> Update:
    """The change of the columns *names* in the Case `of_case`, to `new_` and the name of each."""
    cases = table_of(CaseRow)
    new: dict[str, BindParameter[Any]] = {name: bindparam(f"new_{name}") for name in names}
    return update(cases).where(cases.c.id == bindparam("of_case")).values(**new, revision=cases.c.revision + 1)


async def add(session: AsyncSession, values: list[dict[str, Any]]) -> None:
    """Open Cases."""
    await insert_many(session, CaseRow, values)
