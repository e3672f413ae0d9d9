"""A visitor says something: emergency first, then one transaction, then the tick."""

import asyncio
from dataclasses import dataclass
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from channels.chat import first
from channels.chat.frames import Alarm, Say, Side, Tick
from channels.codes import URGENCY_RANK, Flag, Language, Urgency, more_urgent
from gateway.casework.acting import holder
from gateway.chat.tokens import Visitor
from gateway.faults import Moment, Step
from gateway.services import Services, ToKeep
from gateway.steps import conversing
from gateway.steps.conversing import Words
from gateway.steps.keeping import keep_in
from gateway.store import alarms, cases, contacts, conversations, jobs, promises, timeline
from gateway.store.cases import CaseRow
from gateway.store.states import CaseState, Event, JobKind, PromiseKind
from gateway.store.timeline import Happened
from nlu import emergency
from nlu.reading import Finding, Message
from routing.clocks import due

_LONG: Final = 2_000  # characters; longer texts are searched in a thread, so that nobody else waits for them
_EMERGENCY: Final = "emergency_112"
_CRISIS: Final = "crisis_suicide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """What the emergency patterns find in one message. Needs no store and no model."""

    urgency: Urgency
    alarm: Alarm | None


NONE: Final = Danger(urgency=Urgency.ROUTINE, alarm=None)


async def danger_in(services: Services, text: str, language: Language) -> Danger:
    """Search *text* for an emergency, and have the words ready that must be said first."""
    message = Message(text=text)
    findings = emergency.find(message) if len(text) <= _LONG else await asyncio.to_thread(emergency.find, message)
    return Danger(urgency=emergency.urgency(findings), alarm=_alarm(services, findings, language))


def _alarm(services: Services, findings: tuple[Finding, ...], language: Language) -> Alarm | None:
    flags = {one.flag for one in findings if one.near_miss is None and one.level is Urgency.EMERGENCY}
    if not flags:
        return None
    text = services.acknowledgements.texts[language].acknowledgements[
        _CRISIS if flags == {Flag.SUICIDAL} else _EMERGENCY
    ]
    return Alarm(paragraphs=tuple(part.strip() for part in text.split("\n\n") if part.strip()))


async def say(services: Services, visitor: Visitor, message: Say, urgency: Urgency) -> Tick:
    """Store *message* durably, once, and wake whoever waits for it. When this returns, it cannot be lost.

    The conversation's first message makes Contact and Case in the same transaction. Raises whatever the database
    raises; then nothing was stored, or all of it and the same message again gets the same tick.
    """
    async with services.writing(Step.SAY) as session:
        begins = not visitor.has_begun and await conversations.begin(
            session, visitor.conversation_id, visitor.language, services.now()
        )
        if begins:
            tick, work = await _first(session, services, visitor, message), True
        else:
            tick, work = await _later(session, services, visitor, message, urgency)
    await services.wakes.ring(visitor.conversation_id)
    if work:
        await services.wakes.ring()
    await services.faults.reached(Moment.BEFORE_TICK)
    return tick


async def _first(session: AsyncSession, services: Services, visitor: Visitor, message: Say) -> Tick:
    # An emergency in it raises its alarm when it is read, as in whatever else makes a Contact.
    delivery = first.delivery(visitor.conversation_id, message.id, conversing.line_of(services))
    original = first.encode(visitor.conversation_id, message, visitor.language)
    kept = await keep_in(session, services, ToKeep(original=original, deliveries=(delivery,)))
    contact = await contacts.get(session, kept.receipts[0].contact_id)
    await conversations.hang(session, visitor.conversation_id, contact.id)
    return await conversing.write(session, services, _words(visitor, message), contact.receipt_id)


async def _later(
    session: AsyncSession, services: Services, visitor: Visitor, message: Say, urgency: Urgency
) -> tuple[Tick, bool]:
    """Its tick, and whether it makes work for others than those who are on the line."""
    receipt = await conversing.receive(session, services, visitor.conversation_id, message)
    if receipt is None:
        return await conversing.repeated(session, visitor.conversation_id, message), False
    tick = await conversing.write(session, services, _words(visitor, message), receipt)
    case = await conversations.lock_case(session, visitor.conversation_id)
    taken_up = await _take_up(session, services, case)
    raised = await _raise(session, services, visitor, case, urgency)
    return tick, taken_up or raised


def _words(visitor: Visitor, message: Say) -> Words:
    return Words(conversation_id=visitor.conversation_id, message_id=message.id, side=Side.VISITOR, text=message.text)


async def _take_up(session: AsyncSession, services: Services, case: CaseRow) -> bool:
    """See that people look at the Case again: open it where it had ended, and promise an answer."""
    now = services.now()
    held = holder(case, now) is not None
    if case.state is CaseState.RESOLVED:
        state, event, because = CaseState.REOPENED, Event.REOPENED, "reopened"
    elif case.state is CaseState.WAITING_CLIENT:
        state, event, because = CaseState.IN_PROGRESS if held else CaseState.ASSIGNED, Event.JOINED, "chat"
    else:
        if not held:
            # Who has the page open and wants to end the Case is shown these words first.
            await cases.change(session, case.id)
        return False
    due_at = due(services.county.deadlines.default, now, services.hours, services.calendar)
    standing = await promises.open_until(session, case.id)
    if standing is None or standing > due_at:
        await promises.replace(session, case.id, PromiseKind.ANSWER_BY, due_at, because, now)
        await jobs.promise(session, JobKind.PROMISE_DUE, case.id, now, due_at)
        standing = due_at
    dates = {"promise_due_at": standing, "order_at": min(standing, case.clock_due_at or standing)}
    ended = {"resolved_at": None, "resolution": None, "owner_id": None, "claimed_until": None}
    reopened = ended if event is Event.REOPENED else {}
    await cases.change(session, case.id, state=state, open=True, **dates, **reopened)
    happened = Happened(case_id=case.id, event=event, at=now, data={"due_at": standing.isoformat()})
    await timeline.append(session, services.keys, happened)
    return True


async def _raise(session: AsyncSession, services: Services, visitor: Visitor, case: CaseRow, urgency: Urgency) -> bool:
    """Raise the Case as far as these words ask, never lower it; alarm people of an emergency that nobody looks at."""
    if urgency is Urgency.EMERGENCY:
        return await _alarm_people(session, services, visitor, case)
    if more_urgent(case.urgency, urgency) is case.urgency:
        return False
    await cases.change(session, case.id, urgency=urgency, urgency_rank=URGENCY_RANK[urgency])
    return True


async def _alarm_people(session: AsyncSession, services: Services, visitor: Visitor, case: CaseRow) -> bool:
    now, contact_id = services.now(), await conversations.contact_of(session, visitor.conversation_id)
    fresh = await alarms.raise_(session, case.id, contact_id, now)
    # Seen once is not seen for ever: new words of danger ring again.
    if not fresh and not await alarms.raise_again(session, contact_id, now):
        return False
    rank = URGENCY_RANK[Urgency.EMERGENCY]
    await cases.change(session, case.id, alarm=True, urgency=Urgency.EMERGENCY, urgency_rank=rank)
    happened = Happened(case_id=case.id, contact_id=contact_id, event=Event.EMERGENCY, at=now)
    await timeline.append(session, services.keys, happened)
    await jobs.promise(session, JobKind.ALARM, contact_id, now)
    return True
