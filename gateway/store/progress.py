"""Progress: what somebody who holds a reference may be told. A step and dates, never content."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import ChannelCode, MatterType, Reason
from gateway.store import decisions, tasks
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.states import CaseState
from routing.rule import Action


class Step(StrEnum):
    """How far a matter is, in the words that the public page knows."""

    RECEIVED = "received"
    HANDLED = "handled"
    WAITING = "waiting"  # for the person: their answer, or a time that was agreed with them
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a matter stands, and nothing else of it. `done_at` is set where the step is DONE."""

    step: Step
    received_at: datetime
    done_at: datetime | None = None


# Whoever sent a notice about somebody else learns nothing of what came of it: that is the other person's secret.
_NOTICES: Final = frozenset({MatterType.CONCERN_NOTICE, MatterType.NEED_NOTIFICATION})
# Somebody at home may read along, or hold the reference: they must not see that anybody does anything.
_UNSAFE: Final = Action.SAFE_CONTACT_ONLY
_STEPS: Final = {
    CaseState.RECEIVED: Step.RECEIVED,
    CaseState.TRIAGED: Step.RECEIVED,
    CaseState.ASSIGNED: Step.HANDLED,
    CaseState.IN_PROGRESS: Step.HANDLED,
    CaseState.WAITING_CLIENT: Step.WAITING,
    CaseState.WAITING_PARTNER: Step.HANDLED,  # that there is a partner is content
    CaseState.TRANSFERRED: Step.HANDLED,
    CaseState.REOPENED: Step.HANDLED,
    CaseState.RESOLVED: Step.DONE,
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
    case = await _standing(session, case)
    if _met_another(contact, case) or await _is_secret(session, contact, case):
        return Progress(step=Step.RECEIVED, received_at=contact.arrived_at)
    step = _STEPS[case.state]
    done_at = case.resolved_at if step is Step.DONE else None
    return Progress(step=step, received_at=contact.arrived_at, done_at=done_at)


def _met_another(contact: ContactRow, case: CaseRow) -> bool:
    # Anybody can type a neighbour's number: a request that met an earlier one must not tell that there was one.
    return contact.channel is ChannelCode.PHONE_CALLBACK and case.opened_at < contact.arrived_at


async def _is_secret(session: AsyncSession, contact: ContactRow, case: CaseRow) -> bool:
    """Whether nothing but its coming may be told: of a notice, and where contact must be safe, also once it is."""
    decided = await decisions.of_case(session, case.id)
    own = [decision for contact_id, decision in decided if contact_id == contact.id]
    # Not decided yet: nobody can know that it is no notice.
    notice = not own or any(
        decision["facts"]["matter_type"] in _NOTICES or Action.NO_DISCLOSURE_TO_SENDER in decision["actions"]
        for decision in own
    )
    unsafe = case.safe_contact_only or case.reason is Reason.ABUSE_NEGLECT
    # A person may have said later that it is a notice; that rule nobody lifts.
    notice = notice or await tasks.holds(session, case.id, Action.NO_DISCLOSURE_TO_SENDER)
    return notice or unsafe or any(_UNSAFE in decision["actions"] for _, decision in decided)


async def _standing(session: AsyncSession, case: CaseRow) -> CaseRow:
    """The Case that *case* was joined to, or itself."""
    for _ in range(_MOST_JOINS):
        if case.dissolved_into_id is None:
            break
        case = await session.get_one(CaseRow, case.dissolved_into_id)
    return case
