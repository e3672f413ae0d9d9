"""The main job on one screen: keep → read → decide → acknowledge. Each is one transaction that promises the next."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError

from channels.channel import Delivery, Kept
from channels.codes import ChannelCode, Direction
from gateway.errors import OriginalNotFoundError
from gateway.jobs import Handler, completing, work_through
from gateway.keys import place
from gateway.services import Services, ToKeep
from gateway.steps import (
    alarming,
    announcing,
    dialoguing,
    erasing,
    facts,
    joining,
    outbound,
    recording,
    telling,
    watching,
)
from gateway.steps.understanding import arrival_of, understand
from gateway.store import acknowledgements, contacts, conversations
from gateway.store import known as knowledge
from gateway.store.acknowledgements import Told
from gateway.store.leases import Job
from gateway.store.states import JobKind
from routing.decide import decide as ask_rules

log = structlog.get_logger()

CONTACT_READ: Final = "contact_read"
CONTACT_ERASED: Final = "contact_erased"
ANSWER_LATE: Final = "answer_late"
CONTACT_DECIDED: Final = "contact_decided"


async def keep(
    services: Services,
    original: bytes,
    deliveries: tuple[Delivery, ...],
    *,
    entered_by: UUID | None = None,
    direction: Direction = Direction.TO_SERVICE,
) -> Kept:
    """Store *original* with one receipt per delivery and promise to read it. When this returns, it cannot be lost.

    Raises StoreUnavailableError if nothing was stored; the caller must then not say yes.
    """
    to_keep = ToKeep(original=original, deliveries=deliveries, entered_by=entered_by, direction=direction)
    return await services.keeper.ask(to_keep)


async def read(services: Services, job: Job) -> Job | None:
    """Parse and understand one contact: a new version, a Reading, an alarm where there is an emergency."""
    async with services.readers() as session:
        try:
            row, sealed = await contacts.with_original(session, job.subject_id)
        except OriginalNotFoundError:
            await _leave_unread(services, job)
            return None
        said = await dialoguing.spoken(session, services, row.id) if row.channel is ChannelCode.CHAT else None
    original = services.keys.open(sealed.sealed, place("originals", "sealed", sealed.id))
    arrival = arrival_of(row.channel, row.line, row.arrived_at, services.county, services.our_sentences)
    understood = await asyncio.to_thread(understand, original, arrival, services.engine, said)
    async with completing(services, job) as done:
        await recording.understood(done.session, services, row, understood)
        done.then = JobKind.DECIDE, row.id
    log.info(CONTACT_READ, contact_id=str(row.id), problem=understood.problem)
    return done.following


async def _leave_unread(services: Services, job: Job) -> None:
    """Its words were erased. Who goes on in a conversation after that is read by people."""
    async with completing(services, job):
        log.info(CONTACT_ERASED, contact_id=str(job.subject_id))


async def decide(services: Services, job: Job) -> Job | None:
    """Ask the rules where one contact goes, and move its Case there with clocks and a dated Promise."""
    async with completing(services, job) as done:
        session = done.session
        known = await knowledge.demand(session, services.keys, job.subject_id)
        contact = known.contact
        if await joining.set_aside(session, services, known.row, contact):
            return None
        row = await joining.join(session, services, known.row, contact)
        asked = facts.build(contact, known.reading, services.county, services.hours_of(row.line), row.arrived_at)
        if row.case_id != known.row.case_id or row.version > 1:
            # Of a Case that was born with this contact nobody can have said anything yet.
            asked = await facts.as_people_said(session, services, row.case_id, asked)
        decision = ask_rules(asked, services.rules)
        decided = recording.dated(decision, services, row)
        await recording.decided(session, services, replace(known, row=row), decided)
        done.then = JobKind.ACKNOWLEDGE, row.id
    log.info(CONTACT_DECIDED, contact_id=str(row.id), rule=decision.rule, destination=decision.destination)
    return done.following


async def acknowledge(services: Services, job: Job) -> Job | None:
    """Tell the sender what happens next and by when, at most once, and give nothing away."""
    async with completing(services, job) as done:
        session = done.session
        known = await knowledge.demand(session, services.keys, job.subject_id)
        row = known.row
        if not await dialoguing.is_time_to_tell(session, services, row):
            return None
        letter = await telling.tell(session, services, known)
        if letter is not None:
            done.then = JobKind.DELIVER, letter
            # In several processes letters have workers of their own: a slow relay holds up nobody who reads.
            done.elsewhere = not services.settings.is_alone
        elif row.answers_id is not None:
            # Told today already, perhaps; but not of a date that has changed with this message.
            await announcing.catch_up(session, services, row.case_id)
        talk = await conversations.of_contact(session, row.id) if row.channel is ChannelCode.CHAT else None
    if talk is not None:
        await services.wakes.ring(talk)
    return done.following


HANDLERS: Mapping[JobKind, Handler] = {
    JobKind.READ: read,
    JobKind.DECIDE: decide,
    JobKind.ACKNOWLEDGE: acknowledge,
    JobKind.DELIVER: outbound.deliver,
    JobKind.ALARM: alarming.pass_on,
    JobKind.PROMISE_DUE: watching.look,
    JobKind.ERASE: erasing.erase,
}


async def answer_within(services: Services, contact_id: UUID, seconds: float) -> Told | None:
    """What this contact is told, worked out here while somebody waits; None if it takes longer than *seconds*."""
    # Shielded: a Job that has begun is finished, also when the page no longer waits for it.
    until = services.now() + timedelta(seconds=seconds)
    work = asyncio.ensure_future(work_through(services, HANDLERS, contact_id, until))
    try:
        async with asyncio.timeout(seconds):
            await asyncio.shield(work)
        async with services.readers() as session:
            return await acknowledgements.of_contact(session, contact_id)
    except (TimeoutError, SQLAlchemyError, OSError):
        # It is kept; that the answer takes longer must not look like a failure.
        work.add_done_callback(_forget)
        return None


def _forget(work: asyncio.Future[None]) -> None:
    if not work.cancelled() and work.exception() is not None:
        log.warning(ANSWER_LATE, error=type(work.exception()).__name__)
