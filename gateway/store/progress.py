"""Progress: what somebody who holds a reference may be told. A step and dates, never content."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import MatterType
from gateway.store.callbacks import CallbackRow
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.decisions import DecisionRow
from gateway.store.states import CaseState


class Step(StrEnum):
    """How far a matter is, in the three words that the public page knows."""

    RECEIVED = "received"
    WITH_ADVISOR = "with_advisor"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a matter stands. `closed_at` is set where the step is CLOSED."""

    step: Step
    received_at: datetime
    closed_at: datetime | None = None


# Whoever sent a notice about somebody else learns nothing of what came of it: that is the other person's secret.
_NOTICES: Final = frozenset({MatterType.CONCERN_NOTICE, MatterType.NEED_NOTIFICATION})
_STEPS: Final = {
    CaseState.RECEIVED: Step.RECEIVED,
    CaseState.TRIAGED: Step.RECEIVED,
    CaseState.RESOLVED: Step.CLOSED,
    CaseState.DISSOLVED: Step.RECEIVED,
}
_MOST_JOINS: Final = 10  # a Case that was joined to one that was joined to one …


async def find(session: AsyncSession, reference: str) -> Progress | None:
    """Where the matter with *reference* stands, or None where there is none."""
    wanted = (
        select(ContactRow.id, ContactRow.arrived_at, CaseRow)
        .join(CaseRow, CaseRow.id == ContactRow.case_id)
        .where(ContactRow.reference == reference)
    )
    found = (await session.execute(wanted)).first()
    if found is None:
        return None
    contact_id, received_at, case = found
    decided = select(DecisionRow.decision).where(DecisionRow.contact_id == contact_id)
    matters = {decision["facts"]["matter_type"] for decision in await session.scalars(decided)}
    case = await _standing(session, case)
    # Not decided yet: nobody can know that it is no notice.
    if not matters or matters & _NOTICES or case.safe_contact_only:
        return Progress(step=Step.RECEIVED, received_at=received_at)
    step = _STEPS.get(case.state, Step.WITH_ADVISOR)
    return Progress(step=step, received_at=received_at, closed_at=case.resolved_at if step is Step.CLOSED else None)


async def _standing(session: AsyncSession, case: CaseRow) -> CaseRow:
    """The Case that *case* was joined to, or itself."""
    for _ in range(_MOST_JOINS):
        if case.dissolved_into_id is None:
            break
        case = await session.get_one(CaseRow, case.dissolved_into_id)
    return case


async def asked_before(session: AsyncSession, contact_id: UUID) -> datetime | None:
    """When the same number first asked the same line to call, if that request still stands when this one comes."""
    wanted = (
        select(CallbackRow.first_at)
        .join(CaseRow, or_(CaseRow.id == CallbackRow.case_id, CaseRow.dissolved_into_id == CallbackRow.case_id))
        .join(ContactRow, ContactRow.case_id == CaseRow.id)
        .where(ContactRow.id == contact_id, CallbackRow.open, CallbackRow.first_at < ContactRow.arrived_at)
    )
    return (await session.scalars(wanted.order_by(CallbackRow.first_at).limit(1))).first()
