"""Mail on its way out: promised in the transaction of its cause, attempted once, never resent in doubt."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import Language
from channels.email.compose import Outgoing, compose, envelope_sender
from gateway.errors import LeaseLostError
from gateway.faults import Moment, Step
from gateway.ids import new_id, new_token
from gateway.jobs import completing
from gateway.keys import place
from gateway.services import OutcomeUnknownError, RelayRefusedError, Services
from gateway.steps import undelivered
from gateway.store import cases, deliveries, jobs, leases, timeline
from gateway.store.deliveries import DeliveryRow
from gateway.store.leases import Job
from gateway.store.states import DeliveryState, Event, JobKind, Purpose
from gateway.store.timeline import Happened

log = structlog.get_logger()

DELIVERY_ENDED: Final = "delivery_ended"

_TOLD = {
    DeliveryState.SENT: Event.DELIVERED,
    DeliveryState.FAILED: Event.NOT_DELIVERED,
    DeliveryState.OUTCOME_UNKNOWN: Event.OUTCOME_UNKNOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail to be promised. Unless it is secure it must be neutral: others read ordinary mail than its addressee."""

    case_id: UUID
    contact_id: UUID | None
    purpose: Purpose
    to: str
    subject: str
    text: str
    language: Language
    in_reply_to: str = ""
    words_hash: bytes | None = None  # of an acknowledgement: by what the mail that it answers is known again
    secure: bool = False  # it goes by the secure-mail product, which knows it by what stands behind the address
    shadow: bool = False  # the channel is in shadow mode: write it, do not send it


async def promise_mail(session: AsyncSession, services: Services, letter: Letter) -> UUID:
    """Write *letter* as a Delivery and promise to send it, in the caller's transaction. Returns the Delivery's id."""
    row = await write_mail(session, services, letter)
    if not letter.shadow:
        await jobs.promise(session, JobKind.DELIVER, row, services.now())
    return row


async def write_mail(session: AsyncSession, services: Services, letter: Letter) -> UUID:
    """Write *letter* as a Delivery; who calls this promises to send it. Returns the Delivery's id."""
    now = services.now()
    mail = services.county.mail
    row, message_id = new_id(now), f"{new_token()}@{mail.message_id_domain}"
    # Where the relay has no such product, no server has this address: better undelivered than read by others.
    to, whose = mail.secure_address(letter.to) if letter.secure else letter.to, mail.plain_address(letter.to)
    message = _composed(services, letter, to, message_id)
    await deliveries.add(
        session,
        {
            "id": row,
            "case_id": letter.case_id,
            "contact_id": letter.contact_id,
            "purpose": letter.purpose,
            "state": DeliveryState.SHADOWED if letter.shadow else DeliveryState.PROMISED,
            "message_id": message_id,
            "bounce_token": new_token(),
            "to_hash": services.index.of("address", whose),
            "mailbox_hash": services.index.of("mailbox", mailbox_of(whose)),
            "domain_hash": services.index.of("domain", domain_of(whose)),
            "words_hash": letter.words_hash,
            "sealed_to": services.keys.seal(to.encode(), place("deliveries", "sealed_to", row)),
            "sealed_message": services.keys.seal(message, place("deliveries", "sealed_message", row)),
            "created_at": now,
        },
    )
    return row


def _composed(services: Services, letter: Letter, to: str, message_id: str) -> bytes:
    """The mail as the relay gets it."""
    return compose(
        Outgoing(
            from_name=services.county.name[letter.language],
            from_address=services.county.mail.sends_from(secure=letter.secure),
            to=to,
            subject=letter.subject,
            text=letter.text,
            message_id=message_id,
            date=services.now(),
            auto_submitted=letter.purpose is not Purpose.REPLY,
            language=letter.language,
            in_reply_to=letter.in_reply_to,
            references=(letter.in_reply_to,) if letter.in_reply_to else (),
        )
    )


def domain_of(address: str) -> str:
    """What stands behind the at sign, in lower case."""
    return address.rpartition("@")[2].lower()


def mailbox_of(address: str) -> str:
    """The address in lower case, without the tag that its owner may put behind a plus: `tuki+7@` is `tuki@`."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"


async def deliver(services: Services, job: Job) -> None:
    """Hand one Delivery to the relay. `attempting` is committed first; whoever finds it there again asks a person."""
    delivery = await _begin(services, job)
    if delivery is None:
        await _end(services, job, job.subject_id, DeliveryState.OUTCOME_UNKNOWN, "interrupted")
        return
    if services.relay is None:  # the built-in outbox: readable at /outbox, and that is all
        await _end(services, job, delivery.id, DeliveryState.SENT, "")
        return
    try:
        await services.faults.reached(Moment.BEFORE_RELAY)
        await services.relay.send(
            services.keys.open(delivery.sealed_message, place("deliveries", "sealed_message", delivery.id)),
            envelope_sender(delivery.bounce_token, services.county.mail.bounce_domain),
            services.keys.open(delivery.sealed_to, place("deliveries", "sealed_to", delivery.id)).decode(),
        )
    except RelayRefusedError as refused:
        if refused.again:
            # Nothing was taken, so a later attempt cannot double it.
            await _step_back(services, job, refused.code)
            raise
        await _end(services, job, delivery.id, DeliveryState.FAILED, str(refused.code))
    except OutcomeUnknownError:
        await _end(services, job, delivery.id, DeliveryState.OUTCOME_UNKNOWN, "connection lost after the text")
    else:
        await services.faults.reached(Moment.AFTER_RELAY)
        await _end(services, job, delivery.id, DeliveryState.SENT, "")


async def close(session: AsyncSession, services: Services, delivery_id: UUID, state: DeliveryState) -> bool:
    """A person has found out how a Delivery of unknown outcome ended. Tells whether it was one.

    Where it went, the Case shows as undelivered only if something else of it has not arrived.
    """
    closed = await deliveries.close(session, delivery_id, state, services.now())
    if closed is None:
        return False
    # Of two that are closed at the same moment, the later one sees how the other ended.
    (case,) = await cases.lock(session, closed.case_id)
    if case.undelivered and not await deliveries.any_undelivered(session, case.id):
        await cases.change(session, case.id, undelivered=False)
    await undelivered.ended(session, services, closed)
    return True


async def _begin(services: Services, job: Job) -> DeliveryRow | None:
    """Commit `attempting`. None where an earlier attempt got as far and nobody knows how it ended."""
    async with services.writing(Step.ATTEMPT) as session:
        if not await leases.is_ours(session, job):
            raise LeaseLostError(job.id)
        return await deliveries.begin_attempt(session, job.subject_id, services.now())


async def _step_back(services: Services, job: Job, code: int) -> None:
    async with services.writing(Step.STEP_BACK) as session:
        if not await leases.is_ours(session, job):
            raise LeaseLostError(job.id)
        await deliveries.step_back(session, job.subject_id, str(code))


async def _end(services: Services, job: Job, delivery_id: UUID, state: DeliveryState, problem: str) -> None:
    async with completing(services, job) as done:
        session = done.session
        ended = await deliveries.end(session, delivery_id, state, services.now(), problem)
        if ended is None:
            return
        if state is not DeliveryState.SENT and ended.purpose is not Purpose.ALARM:
            await cases.change(session, ended.case_id, undelivered=True)
        await undelivered.ended(session, services, ended)
        told = Happened(
            case_id=ended.case_id,
            contact_id=ended.contact_id,
            event=_TOLD[state],
            at=services.now(),
            data={"purpose": ended.purpose, "delivery": str(ended.id), "problem": problem},
        )
        await timeline.append(session, services.keys, told)
    log.info(DELIVERY_ENDED, delivery_id=str(delivery_id), state=state)
