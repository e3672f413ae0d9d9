"""A message of ours that did not reach its person: somebody finds another way, or hears that an answer got through."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.services import Services
from gateway.steps import actions
from gateway.store import cases, deliveries, jobs, promises, timeline
from gateway.store.cases import CaseRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import CaseState, DeliveryState, Event, JobKind, PromiseKind, Purpose
from gateway.store.timeline import Happened
from routing.clocks import due
from routing.rule import DeadlineCode


async def ended(session: AsyncSession, services: Services, delivery: DeliveryRow) -> None:
    """The relay has taken the message or refused it for good."""
    if delivery.state is DeliveryState.FAILED:
        await failed(session, services, delivery, delivery.case_id)
    elif delivery.state is DeliveryState.SENT and delivery.purpose is Purpose.REPLY:
        await actions.reached(session, services, delivery.case_id, by=None)


async def arrived(session: AsyncSession, services: Services, delivery: DeliveryRow, case_id: UUID) -> None:
    """A report says that *delivery*, which was taken for lost or doubtful, went through; it was sent in the Case.

    Nobody has to find another way any more, unless something else of the Case has not arrived. What another report has
    called a failure stays one: of two that contradict each other nobody knows which is right.
    """
    if not await deliveries.arrived(session, delivery.id, services.now()) or delivery.purpose is Purpose.ALARM:
        return
    (case,) = await cases.lock(session, case_id)
    if await deliveries.any_undelivered(session, case.id):
        return
    if case.undelivered:
        await cases.change(session, case.id, undelivered=False)
    await actions.reached(session, services, case.id, by=None)


async def failed(session: AsyncSession, services: Services, delivery: DeliveryRow, case_id: UUID) -> None:
    """Leave it to a person to reach the one who did not get *delivery*, which was sent in the Case.

    Of a duty address that is no matter of the client's. An ended Case is opened again for an answer that never came;
    for an acknowledgement it is not, since whoever ended it had turned to the person.
    """
    if delivery.purpose is Purpose.ALARM:
        return
    (case,) = await cases.lock(session, case_id)
    if case.state is CaseState.RESOLVED and delivery.purpose is Purpose.REPLY:
        await _reopen(session, services, case)
    elif not case.open:
        return
    cause = actions.Cause(case_id=case.id, contact_id=delivery.contact_id, since=services.now())
    await actions.begin(session, services, cause, (actions.UNDELIVERED,))


async def _reopen(session: AsyncSession, services: Services, case: CaseRow) -> None:
    now = services.now()
    due_at = due(DeadlineCode.SAME_DAY, now, services.hours, services.calendar)
    await promises.replace(session, case.id, PromiseKind.ANSWER_BY, due_at, actions.UNDELIVERED, now)
    await jobs.promise_by(session, JobKind.PROMISE_DUE, case.id, now, due_at)
    await cases.change(
        session,
        case.id,
        state=CaseState.REOPENED,
        open=True,
        resolved_at=None,
        resolution=None,
        promise_due_at=due_at,
        order_at=min(due_at, case.clock_due_at or due_at),
    )
    reopened = Happened(case_id=case.id, event=Event.REOPENED, at=now, data={"due_at": due_at.isoformat()})
    await timeline.append(session, services.keys, reopened)
