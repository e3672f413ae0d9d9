"""Decisions with the facts and rules that led to them."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Select, String, bindparam, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

from gateway.errors import ContactNotFoundError
from gateway.ids import new_id
from gateway.store.contacts import ContactRow
from gateway.store.schema import Row, insert_many


class DecisionRow(Row):
    """One Decision; `decision` holds facts, trace and deadlines, all of them codes."""

    __tablename__ = "decisions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"), index=True)
    reading_id: Mapped[UUID] = mapped_column(ForeignKey("readings.id"))
    rule: Mapped[str] = mapped_column(String(20))
    rules_version: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]
    decision: Mapped[dict[str, Any]]


async def add(
    session: AsyncSession, contact_id: UUID, reading_id: UUID, decision: dict[str, Any], now: datetime
) -> None:
    """Keep a Decision."""
    values = {
        "id": new_id(now),
        "contact_id": contact_id,
        "reading_id": reading_id,
        "rule": decision["rule"],
        "rules_version": decision["rules_version"],
        "created_at": now,
        "decision": decision,
    }
    await insert_many(session, DecisionRow, [values])


async def newest(session: AsyncSession, contact_id: UUID) -> DecisionRow | None:
    """The newest Decision on a contact."""
    wanted = select(DecisionRow).where(DecisionRow.contact_id == contact_id).order_by(DecisionRow.id.desc()).limit(1)
    return (await session.scalars(wanted)).one_or_none()


async def of_case(session: AsyncSession, case_id: UUID) -> list[tuple[UUID, dict[str, Any]]]:
    """All Decisions on contacts of the Case, as stored, each with its contact's id."""
    wanted = (
        select(DecisionRow.contact_id, DecisionRow.decision)
        .join(ContactRow, ContactRow.id == DecisionRow.contact_id)
        .where(ContactRow.case_id == case_id)
    )
    return [(contact_id, decision) for contact_id, decision in await session.execute(wanted)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided on one contact, as stored, and the contact's reference."""

    id: UUID  # of the Decision
    reference: str
    arrived_at: datetime
    decision: dict[str, Any]


async def page(session: AsyncSession, before: UUID | None, most: int) -> tuple[Decided, ...]:
    """The newest Decision on each contact, the latest first, from the one after *before* on."""
    found = await session.execute(_paging(first=before is None).limit(most), {"before": before})
    return tuple(
        Decided(id=own, reference=reference, arrived_at=arrived_at, decision=decision)
        for own, reference, arrived_at, decision in found
    )


@cache
def _paging(*, first: bool) -> Select[Any]:
    newer = aliased(DecisionRow)
    outdated = exists().where(newer.contact_id == DecisionRow.contact_id, newer.id > DecisionRow.id)
    wanted = (
        select(DecisionRow.id, ContactRow.reference, ContactRow.arrived_at, DecisionRow.decision)
        .join(ContactRow, ContactRow.id == DecisionRow.contact_id)
        .where(~outdated)
        .order_by(DecisionRow.id.desc())
    )
    return wanted if first else wanted.where(DecisionRow.id < bindparam("before"))


async def demand(session: AsyncSession, contact_id: UUID) -> DecisionRow:
    """The newest one of a contact that must have one. Raises ContactNotFoundError where it has none yet."""
    row = await newest(session, contact_id)
    if row is None:
        raise ContactNotFoundError(contact_id)
    return row


async def that_moved(session: AsyncSession, case_id: UUID) -> DecisionRow | None:
    """The Decision that brought a Case where it is: its first. Contacts that joined it later moved nothing."""
    wanted = (
        select(DecisionRow)
        .join(ContactRow, ContactRow.id == DecisionRow.contact_id)
        .where(ContactRow.case_id == case_id)
        .order_by(ContactRow.arrived_at, DecisionRow.id)
        .limit(1)
    )
    return (await session.scalars(wanted)).one_or_none()
