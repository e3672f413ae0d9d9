"""Contacts that belong to a Case already there: answers to our mail, repeated callbacks, what machines write."""

from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import ChannelCode, ContactKind
from channels.contact import CallBack, Contact, Reported
from channels.normalise import phone_number
from gateway.services import Services
from gateway.steps import clocking, merging, undelivered
from gateway.store import callbacks, cases, contacts, deliveries, promises, timeline
from gateway.store.contacts import ContactRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import ENDED, CaseState, Event, PromiseState, Purpose, View
from gateway.store.timeline import Happened

_UNTOUCHED: Final = frozenset({CaseState.RECEIVED, CaseState.TRIAGED})


async def set_aside(session: AsyncSession, services: Services, row: ContactRow, contact: Contact) -> bool:
    """Record what a machine wrote against what it is about. Tells whether it was a machine.

    Wording alone sets nothing aside: people write of absences and of what was not delivered, too. But mail to one of
    our bounce addresses is only ever read as a report, whoever wrote it.
    """
    if not contact.by_machine and not services.county.is_bounce_address(row.line):
        return False
    await _machine(session, services, row, contact)
    return True


async def join(session: AsyncSession, services: Services, row: ContactRow, contact: Contact) -> ContactRow:
    """Move what belongs to a Case already there into it: an answer to our mail, or a callback asked for again.

    An ended Case is re-opened by an answer; a callback asked for after its end is a request of its own.
    """
    if await _is_in_hand(session, row):
        return row
    if row.answers_id is not None:
        await _answer(session, services, row, row.answers_id)
    elif row.channel is ChannelCode.PHONE_CALLBACK and contact.call_back is not None:
        await _asked_again(session, services, row, contact.call_back)
    else:
        return row
    return await contacts.get(session, row.id)


async def _is_in_hand(session: AsyncSession, row: ContactRow) -> bool:
    """Whether a contact that was read again stands in a Case that is not its alone, or that people have begun with.

    Then its words are new, and neither Case nor contact goes anywhere by itself.
    """
    if row.version == 1:
        return False
    (case,) = await cases.lock(session, row.case_id)
    return case.state not in _UNTOUCHED or await contacts.count_in(session, case.id) > 1


async def _answer(session: AsyncSession, services: Services, row: ContactRow, answered_id: UUID) -> None:
    answered = await session.get_one(DeliveryRow, answered_id)
    own, case = await both(session, row.case_id, (await _living(session, answered)).id)
    if case.id == own.id:
        return
    if case.state is CaseState.RESOLVED:
        await _reopen(session, case.id, own)
        await _tell(session, services, row, Event.REOPENED, case.id)
    await _dissolve(session, services, row, case.id, Event.JOINED)


async def _reopen(session: AsyncSession, ended: UUID, fresh: cases.CaseRow) -> None:
    # Without a date it could not be stored as open; what is decided on the answer makes another of it.
    (case,) = await cases.lock(session, ended)
    dates = {"promise_due_at": fresh.promise_due_at, "order_at": fresh.order_at}
    clock = (await clocking.take_up(session, case)).columns
    state = {"state": CaseState.REOPENED, "open": True, "resolved_at": None, "resolution": None}
    await cases.change(session, ended, **state, **dates, **clock)


async def _machine(session: AsyncSession, services: Services, row: ContactRow, contact: Contact) -> None:
    await cases.lock(session, row.case_id)
    in_hand = await _is_in_hand(session, row)
    if row.answers_id is None and in_hand:
        await _tell(session, services, row, Event.MACHINE, row.case_id, kind=contact.kind)
        return
    if row.answers_id is None:
        # Nobody knows what it is about: it stands in a view of its own, and no person was promised anything.
        await promises.end(session, row.case_id, PromiseState.WITHDRAWN, services.now())
        await cases.change(session, row.case_id, view=View.MACHINES, state=CaseState.TRIAGED, promise_due_at=None)
        await _tell(session, services, row, Event.MACHINE, row.case_id, kind=contact.kind)
        return
    answered = await session.get_one(DeliveryRow, row.answers_id)
    case = await _living(session, answered)
    if contact.kind is ContactKind.BOUNCE:
        if contact.reported is Reported.DELIVERED:
            await _delivered(session, services, row, answered, case.id)
        else:
            await _reported(session, services, answered, case.id, contact.reported)
    report = {"report": contact.reported} if contact.reported else {}
    told = {"kind": contact.kind, "delivery": str(answered.id), **report}
    if in_hand:
        await _tell(session, services, row, Event.MACHINE, row.case_id, **told)
        return
    await _dissolve(session, services, row, case.id, Event.MACHINE, **told)


async def _reported(
    session: AsyncSession, services: Services, answered: DeliveryRow, case_id: UUID, what: Reported | None
) -> None:
    """Note what became of our mail. A report that it is late changes nothing: it is on its way."""
    if what is Reported.DELAYED:
        return
    await deliveries.bounced(session, answered.id, services.now())
    # A duty address that cannot be reached is no reason to think that the client was not.
    if answered.purpose is not Purpose.ALARM:
        await cases.change(session, case_id, undelivered=True)
    await undelivered.failed(session, services, answered, case_id)


async def _delivered(
    session: AsyncSession, services: Services, row: ContactRow, answered: DeliveryRow, case_id: UUID
) -> None:
    # Only who carried that one letter knows the address that was made for it: a report that came another way may be
    # about anything, and then a person goes on seeing to it.
    if services.county.is_bounce_address(row.line):
        await undelivered.arrived(session, services, answered, case_id)


async def _asked_again(session: AsyncSession, services: Services, row: ContactRow, call_back: CallBack) -> None:
    number = phone_number(call_back.phone).e164
    if number is None:
        return
    number_hash = services.index.of("number", number)
    request = await callbacks.ask(session, row.line, number_hash, row.case_id, row.arrived_at)
    if request.case_id == row.case_id:
        return
    _, asked_before = await cases.lock(session, row.case_id, request.case_id)
    if asked_before.state in ENDED:
        await callbacks.renew(session, request.id, row.case_id, row.arrived_at)
        return
    # The first request keeps its place in the queue: its Case, with its sooner date.
    await _dissolve(session, services, row, request.case_id, Event.REPEATED, count=str(request.count))


async def _living(session: AsyncSession, answered: DeliveryRow) -> cases.CaseRow:
    case = await cases.get(session, answered.case_id)
    while case.dissolved_into_id is not None:
        case = await cases.get(session, case.dissolved_into_id)
    return case


async def both(session: AsyncSession, own_id: UUID, other_id: UUID) -> tuple[cases.CaseRow, cases.CaseRow]:
    """A Case and the one that it belongs to, as they stand until this transaction ends.

    Somebody may be ending the other at this moment, or dissolving it.
    """
    own, other = await cases.lock(session, own_id, other_id)
    while other.dissolved_into_id is not None:
        own, other = await cases.lock(session, own_id, other.dissolved_into_id)
    return own, other


async def _dissolve(
    session: AsyncSession, services: Services, row: ContactRow, into: UUID, event: Event, **data: str
) -> None:
    """Move the contact into another Case; its own, empty now, dissolves into that, and so does its promise."""
    own, target = await cases.lock(session, row.case_id, into)
    await promises.end(session, own.id, PromiseState.WITHDRAWN, services.now())
    await cases.change(session, own.id, state=CaseState.DISSOLVED, open=False, alarm=False, dissolved_into_id=target.id)
    await merging.absorb(session, services, own, target)
    await _tell(session, services, row, event, target.id, **data)


async def _tell(
    session: AsyncSession, services: Services, row: ContactRow, event: Event, case_id: UUID, **data: str
) -> None:
    happened = Happened(case_id=case_id, contact_id=row.id, event=event, at=services.now(), data=dict(data))
    await timeline.append(session, services.keys, happened)
