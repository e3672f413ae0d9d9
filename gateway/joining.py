"""Contacts that belong to a Case already there: answers to our mail, repeated callbacks, what machines write."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import URGENCY_RANK, ChannelCode, ContactKind, more_urgent
from channels.contact import Contact
from channels.normalise import phone_number
from gateway.i18n import language_of
from gateway.services import Services
from gateway.store import alarms, callbacks, cases, contacts, deliveries, promises, timeline
from gateway.store.contacts import ContactRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import ENDED, CaseState, Event, PromiseState, View
from gateway.store.timeline import Happened
from gateway.telling import Sender, tell_again

MACHINES = frozenset({ContactKind.AUTO_REPLY, ContactKind.BOUNCE, ContactKind.LOOP})


async def set_aside(session: AsyncSession, services: Services, row: ContactRow, contact: Contact) -> bool:
    """Record what a machine wrote, or a callback asked for again, where it belongs. Tells whether it was one."""
    if contact.kind in MACHINES:
        await _machine(session, services, row, contact)
        return True
    if row.channel is ChannelCode.PHONE_CALLBACK and contact.call_back is not None:
        return await _asked_again(session, services, row, contact)
    return False


async def join(session: AsyncSession, services: Services, row: ContactRow) -> ContactRow:
    """Move an answer to our mail into the Case that our mail was about, and re-open that where it had ended."""
    if row.answers_id is None:
        return row
    answered = await session.get_one(DeliveryRow, row.answers_id)
    if answered.case_id == row.case_id:
        return row
    case = await _living(session, answered)
    if case.state is CaseState.RESOLVED:
        await cases.change(session, case.id, state=CaseState.REOPENED, open=True, resolved_at=None, resolution=None)
        await _tell(session, services, row, Event.REOPENED, case.id)
    await _dissolve(session, services, row, case.id, Event.JOINED)
    return await contacts.get(session, row.id)


async def _machine(session: AsyncSession, services: Services, row: ContactRow, contact: Contact) -> None:
    if row.answers_id is None:
        # Nobody knows what it is about: it stands in a view of its own, and no person was promised anything.
        await promises.end(session, row.case_id, PromiseState.WITHDRAWN, services.now())
        await cases.change(session, row.case_id, view=View.MACHINES, state=CaseState.TRIAGED)
        await _tell(session, services, row, Event.MACHINE, row.case_id, kind=contact.kind)
        return
    answered = await session.get_one(DeliveryRow, row.answers_id)
    case = await _living(session, answered)
    if contact.kind is ContactKind.BOUNCE:
        await deliveries.bounced(session, answered.id, services.now())
        await cases.change(session, case.id, undelivered=True)
    await _dissolve(session, services, row, case.id, Event.MACHINE, kind=contact.kind, delivery=str(answered.id))


async def _asked_again(session: AsyncSession, services: Services, row: ContactRow, contact: Contact) -> bool:
    number = phone_number(contact.call_back.phone).e164 if contact.call_back else None
    if number is None:
        return False
    now = services.now()
    request = await callbacks.ask(session, row.line, services.index.of("number", number), row.case_id, now)
    if request.case_id == row.case_id:
        return False
    case = await cases.get(session, request.case_id)
    if case.state in ENDED or case.promise_due_at is None:
        await callbacks.renew(session, request.id, row.case_id, now)
        return False
    # The first request keeps its place in the queue: same Case, same date.
    await _dissolve(session, services, row, case.id, Event.REPEATED, count=str(request.count))
    sender = Sender(row=row, contact=contact, language=language_of(contact.language or case.language))
    await tell_again(session, services, sender, case.promise_due_at)
    return True


async def _living(session: AsyncSession, answered: DeliveryRow) -> cases.CaseRow:
    case = await cases.get(session, answered.case_id)
    while case.dissolved_into_id is not None:
        case = await cases.get(session, case.dissolved_into_id)
    return case


async def _dissolve(
    session: AsyncSession, services: Services, row: ContactRow, into: UUID, event: Event, **data: str
) -> None:
    """Move the contact into another Case; its own, empty now, dissolves into that, and so does its promise."""
    own = await cases.get(session, row.case_id)
    target = await cases.get(session, into)
    await promises.end(session, own.id, PromiseState.WITHDRAWN, services.now())
    await cases.change(session, own.id, state=CaseState.DISSOLVED, open=False, alarm=False, dissolved_into_id=target.id)
    await contacts.update(session, row.id, case_id=target.id)
    if await alarms.move(session, own.id, target.id) or own.urgency is not target.urgency:
        urgency = more_urgent(own.urgency, target.urgency)
        await cases.change(
            session, target.id, alarm=own.alarm or target.alarm, urgency=urgency, urgency_rank=URGENCY_RANK[urgency]
        )
    await _tell(session, services, row, event, target.id, **data)


async def _tell(
    session: AsyncSession, services: Services, row: ContactRow, event: Event, case_id: UUID, **data: str
) -> None:
    happened = Happened(case_id=case_id, contact_id=row.id, event=event, at=services.now(), data=dict(data))
    await timeline.append(session, services.keys, happened)
