"""Progress: what somebody who holds a reference may be told. A step and dates, never content."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import ChannelCode, MatterType
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
        select(ContactRow, CaseRow)
        .join(CaseRow, CaseRow.id == ContactRow.case_id)
        .where(ContactRow.reference == reference)
    )
    found = (await session.execute(wanted)).first()
    if found is None:
        return None
    contact, case = found
    decided = select(DecisionRow.decision).where(DecisionRow.contact_id == contact.id)
    matters = {decision["facts"]["matter_type"] for decision in await session.scalars(decided)}
    case = await _standing(session, case)
    # Anybody can type a neighbour's number: a request that met an earlier one must not tell that there was one.
    met_another = contact.channel is ChannelCode.PHONE_CALLBACK and case.opened_at < contact.arrived_at
    # Not decided yet: nobody can know that it is no notice.
    if not matters or matters & _NOTICES or case.safe_contact_only or met_another:
        return Progress(step=Step.RECEIVED, received_at=contact.arrived_at)
    step = _STEPS.get(case.state, Step.WITH_ADVISOR)
    closed_at = case.resolved_at if step is Step.CLOSED else None
    return Progress(step=step, received_at=contact.arrived_at, closed_at=closed_at)


async def _standing(session: AsyncSession, case: CaseRow) -> CaseRow:
    """The Case that *case* was joined to, or itself."""
    for _ in range(_MOST_JOINS):
        if case.dissolved_into_id is None:
            break
        case = await session.get_one(CaseRow, case.dissolved_into_id)
    return case
