"""Writing down what was understood and decided, inside the pipeline's transactions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import URGENCY_RANK, ChannelCode, Urgency, more_urgent
from channels.contact import Contact
from gateway import records
from gateway.county_parts import Recording
from gateway.services import Services
from gateway.steps import actions, clocking, versions
from gateway.steps.clocking import Expressed, Shown
from gateway.steps.understanding import Understood
from gateway.store import alarms, cases, contacts, decisions, deliveries, jobs, promises, readings, timeline
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.known import Known
from gateway.store.states import CaseState, Event, JobKind, PromiseKind, Purpose, View
from gateway.store.timeline import Happened
from routing.clocks import Deadline, answer_by, deadlines, starts_clock
from routing.decision import Decision
from routing.rule import Action

_IDS_REMEMBERED: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A Decision with its dates."""

    decision: Decision
    deadlines: tuple[Deadline, ...]
    answer_by: datetime


async def understood(session: AsyncSession, services: Services, row: ContactRow, what: Understood) -> UUID:
    """Add a version and a Reading to the contact; returns the Reading's id."""
    now, number = services.now(), row.version + 1
    await versions.add(session, services, row, what, number)
    # A call that was written down later, or a late webhook: the person has waited since they called.
    arrived_at = min(row.arrived_at, what.contact.arrived_at)
    noted = contacts.Noted(
        version=number,
        quarantined=what.problem,
        answers_id=await _answered(session, services, row, what.contact),
        arrived_at=arrived_at,
        direction=what.contact.direction,
        message_id_hash=_message_id_hash(services, what.contact),
    )
    await contacts.note(session, row, noted)
    if arrived_at != row.arrived_at:
        await cases.change(session, row.case_id, opened_at=arrived_at)
    reading_id = await readings.add(session, row.id, number, records.dump_reading(what.reading), now)
    event = Event.UNREADABLE if what.problem else Event.READ
    data = {"version": number, "engine": what.reading.engine, "problem": what.problem or ""}
    read = Happened(case_id=row.case_id, contact_id=row.id, event=event, at=now, data=data)
    await timeline.append(session, services.keys, read)
    if what.reading.urgency is Urgency.EMERGENCY:
        await alarm(session, services, row)
    return reading_id


def _message_id_hash(services: Services, contact: Contact) -> bytes | None:
    return services.index.of("message_id", contact.message_id) if contact.message_id else None


async def _flag_same_message_id(session: AsyncSession, services: Services, row: ContactRow) -> None:
    """Say once on the Case that another mail has the same Message-ID and says something else.

    A forged mail can have it, and a program that reuses its ids: both are kept, and neither joins the other by it.
    The earlier one was decided on before the later came; of two that come at one moment each may name the other.
    """
    if row.message_id_hash is None:
        return
    event, now = Event.SAME_MESSAGE_ID, services.now()
    other = await contacts.under_message_id(session, row, now - _IDS_REMEMBERED)
    if other is not None and not await timeline.contacts_with(session, [row.id], [event]):
        data = {"reference": other.reference, "other": str(other.case_id)}
        same = Happened(case_id=row.case_id, contact_id=row.id, event=event, at=now, data=data)
        await timeline.append(session, services.keys, same)


async def alarm(session: AsyncSession, services: Services, row: ContactRow) -> None:
    """Alarm people about an emergency, once per contact. The Case goes to the top; nothing automatic takes it down."""
    now = services.now()
    (case,) = await cases.lock(session, row.case_id)
    if not await alarms.raise_(session, row.case_id, row.id, now) and case.urgency is Urgency.EMERGENCY:
        return
    await cases.change(
        session,
        row.case_id,
        alarm=True,
        urgency=Urgency.EMERGENCY,
        urgency_rank=URGENCY_RANK[Urgency.EMERGENCY],
    )
    event = Happened(case_id=row.case_id, contact_id=row.id, event=Event.EMERGENCY, at=now)
    await timeline.append(session, services.keys, event)
    await jobs.promise_by(session, JobKind.ALARM, row.id, now, now)


def dated(decision: Decision, services: Services, row: ContactRow) -> Decided:
    """The Decision on a contact with its deadlines as moments, in the hours of the line that it came by."""
    hours = services.hours_of(row.line)
    return Decided(
        decision=decision,
        deadlines=deadlines(decision, row.arrived_at, hours, services.calendar),
        answer_by=answer_by(decision, row.arrived_at, hours, services.calendar),
    )


async def decided(session: AsyncSession, services: Services, known: Known, what: Decided) -> None:
    """Store the Decision and move the Case: team, destination, clocks, promise."""
    row, now, decision = known.row, services.now(), what.decision
    stored = records.dump_decision(decision) | {
        "deadlines": [{"code": deadline.code, "due": deadline.due.isoformat()} for deadline in what.deadlines],
        "mode": services.county.mode(row.channel),  # what the channel does by itself today is another matter tomorrow
    }
    await decisions.add(session, row.id, known.reading_id, stored, now)
    (case,) = await cases.lock(session, row.case_id)
    due_at = await _promise(session, case, what, now)
    clock = await _clock(session, services, case, known, decision)
    await cases.change(session, case.id, **_moved(case, known, what, due_at, clock))
    if Action.ALARM_ADVISOR in decision.actions:
        # Seen and heard in the inbox until somebody says so. Only emergencies are passed on to duty addresses.
        await alarms.raise_(session, case.id, row.id, now)
    cause = actions.Cause(case_id=case.id, contact_id=row.id, since=row.arrived_at, door=row.line)
    # A need that is told while another is being assessed may be a new one: a person says whether.
    asked = {actions.NEW_NEED} if clock.is_stopped and starts_clock(decision) else set()
    await actions.begin(session, services, cause, {*decision.actions, *asked, *_of_line(services, row)})
    await _flag_same_message_id(session, services, row)
    await timeline.append(
        session,
        services.keys,
        Happened(
            case_id=case.id,
            contact_id=row.id,
            event=Event.DECIDED,
            at=now,
            data={"rule": decision.rule, "destination": decision.destination, "deadline": decision.deadline},
        ),
    )


def _of_line(services: Services, row: ContactRow) -> tuple[Action, ...]:
    """What the line asks for that the contact came by, whatever the contact is about."""
    line = services.county.line_of(row.line)
    anonymous = line is not None and line.recording is Recording.ANONYMOUS_STATISTICS
    return (Action.RECORD_ANONYMOUSLY,) if anonymous else ()


async def promise_broken(session: AsyncSession, services: Services, case: CaseRow) -> None:
    """Put a broken promise where everybody sees it."""
    broken = Happened(case_id=case.id, event=Event.PROMISE_BROKEN, at=services.now())
    await timeline.append(session, services.keys, broken)
    await cases.change(session, case.id)


async def _promise(session: AsyncSession, case: CaseRow, what: Decided, now: datetime) -> datetime:
    """Promise an answer by the decided date. A sooner promise that is still open stays as it is."""
    because, due_at = what.decision.deadline, what.answer_by
    if case.destination is not None:
        standing = await promises.open_until(session, case.id)
        # Read again long after it came: no promise that a person gave becomes one to a day gone by.
        if standing is not None and (standing <= due_at or due_at <= now):
            return standing
    await promises.replace(session, case.id, PromiseKind.ANSWER_BY, due_at, because, now)
    await jobs.promise_by(session, JobKind.PROMISE_DUE, case.id, now, promises.first_look(now, due_at))
    if case.destination is not None and case.promise_due_at is not None and case.promise_due_at <= now:
        return case.promise_due_at  # a further message does not make an overdue Case look fresh
    return due_at


async def _clock(session: AsyncSession, services: Services, case: CaseRow, known: Known, decision: Decision) -> Shown:
    """The clock by law that the Case has from now on: what this contact starts, or what runs already."""
    code = starts_clock(decision)
    if code is None:
        return clocking.standing(case)
    need = Expressed(contact_id=known.row.id, at=known.row.arrived_at, code=code, age=decision.facts.age)
    return await clocking.start(session, services, case, need)


def _moved(case: CaseRow, known: Known, what: Decided, due_at: datetime, clock: Shown) -> dict[str, Any]:
    row, facts = known.row, what.decision.facts
    # Automation never lowers: a further message cannot make a Case less urgent.
    urgency = more_urgent(facts.urgency, case.urgency)
    moved: dict[str, Any] = {
        "urgency": urgency,
        "urgency_rank": URGENCY_RANK[urgency],
        "alarm": case.alarm or Action.ALARM_ADVISOR in what.decision.actions,
        "safe_contact_only": case.safe_contact_only or Action.SAFE_CONTACT_ONLY in what.decision.actions,
        **clock.columns,
        "promise_due_at": due_at,
        "order_at": min(due_at, clock.due_at or due_at),
    }
    if case.view is View.QUARANTINE and not row.quarantined:
        moved["view"] = View.WORK  # what no machine could read has been read again
    # A Case that people already have stays with them, whatever its next message is about. What was told to the bot is
    # one message in many parts: until somebody has it in hand, the whole counts and not its first part.
    goes_on = row.channel is ChannelCode.CHAT and row.version > 1 and case.state is CaseState.TRIAGED
    if case.destination is None or goes_on:
        moved |= {
            "state": CaseState.TRIAGED,
            "view": View.QUARANTINE if row.quarantined else View.WORK,
            "team": what.decision.team,
            "destination": what.decision.destination,
            "reason": facts.reason,
            "contacter": facts.contacter,
            "direction": known.contact.direction,
            "language": known.contact.language or known.reading.language,
            # Not where somebody lives who must not be found (turvakielto): the list is read by many.
            "municipality": None if known.contact.subject.non_disclosure else known.reading.municipality,
        }
    return moved


async def _answered(session: AsyncSession, services: Services, row: ContactRow, contact: Contact) -> UUID | None:
    """The message of ours that this one answers, if we really sent it."""
    local, _, domain = row.line.partition("@")
    if domain and services.county.is_bounce_address(row.line):
        found = await deliveries.find(session, message_ids=(), bounce_token=local.removeprefix("bounce+"))
        return found.id if found else None
    found = await deliveries.find(session, message_ids=contact.answered.message_ids)
    sender = services.index.of("address", services.county.mail.plain_address(contact.contacter.email))
    if found is not None and not contact.by_machine and not _is_between_us_and(found, sender):
        found = None
    if found is None and contact.answered.references and contact.contacter.email:
        found = await deliveries.sent_to(session, contact.answered.references, sender)
    return found.id if found else None


def _is_between_us_and(found: DeliveryRow, sender: bytes) -> bool:
    """Whether that message of ours went to *sender* as a client.

    Who got it forwarded is somebody else, and so is the duty address that was told of an emergency.
    """
    return found.to_hash == sender and found.purpose is not Purpose.ALARM
