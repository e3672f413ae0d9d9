"""The words of anonymous chats go some days after their Case has ended; codes, dates and counts stay.

A Case is anonymous while it holds nothing but chats in which nobody asked who somebody is. What a person joins to a
named matter follows that matter, and so does what they say is a known client's.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import ChannelCode, IdentityLevel
from gateway import records
from gateway.jobs import completing
from gateway.keys import place
from gateway.services import Services
from gateway.steps.conversing import service_says
from gateway.store import audit, cases, erasure, jobs, persons, timeline
from gateway.store.erasure import Talk
from gateway.store.leases import Job
from gateway.store.states import CaseState, Event, JobKind
from gateway.store.timeline import Happened

log = structlog.get_logger()

WORDS_ERASED: Final = "words_erased"


async def promise(session: AsyncSession, services: Services, case_id: UUID) -> None:
    """In the transaction that ends a Case: its words go on their day, where it is anonymous."""
    if await _is_anonymous(session, services, case_id):
        now = services.now()
        await jobs.promise_by(session, JobKind.ERASE, case_id, now, now + services.county.chat.keeps_text)


async def erase(services: Services, job: Job) -> None:
    """Erase the words of a Case, if its day has come: it may have been opened since, or ended later, or been joined."""
    case_id, now = job.subject_id, services.now()
    async with completing(services, job) as done:
        session = done.session
        talks = await erasure.lock_talks(session, case_id)
        (case,) = await cases.lock(session, case_id)
        if case.state is not CaseState.RESOLVED or not await _is_anonymous(session, services, case_id):
            return
        due_at = (case.resolved_at or now) + services.county.chat.keeps_text
        if due_at > now:
            done.again_at = due_at
            return
        await _erase(session, services, case_id, talks)
        await _tell(session, services, case_id, talks, now)
    for talk in talks:
        await services.wakes.ring(talk.id)
    log.info(WORDS_ERASED, case_id=str(case_id))


async def _is_anonymous(session: AsyncSession, services: Services, case_id: UUID) -> bool:
    if await erasure.channels(session, case_id) != {ChannelCode.CHAT} or await persons.links_of(session, [case_id]):
        return False
    read = [records.open_contact(services.keys, one.sealed, one.id) for one in await erasure.records(session, case_id)]
    # What no machine could read says nothing of who wrote it.
    return all(contact.identity_level is IdentityLevel.ANONYMOUS or contact.problems for contact in read)


async def _erase(session: AsyncSession, services: Services, case_id: UUID, talks: Sequence[Talk]) -> None:
    keys = services.keys
    versions = {
        one.id: records.seal_contact(
            keys, records.without_words(records.open_contact(keys, one.sealed, one.id)), one.id
        )
        for one in await erasure.records(session, case_id)
    }
    await erasure.rewrite_records(session, versions)
    read = await erasure.readings(session, case_id)
    await erasure.rewrite_readings(session, {own: records.reading_without_words(one) for own, one in read.items()})
    gone = {talk.id: services.texts.say(talk.language, "chat-entry-erased").encode() for talk in talks}
    said = await erasure.entries(session, list(gone))
    await erasure.rewrite_entries(
        session, {own: keys.seal(gone[talk], place("entries", "sealed_text", own)) for own, talk in said.items()}
    )
    await erasure.drop_originals(session, case_id, services.now())
    await erasure.drop_notes(session, case_id)


async def _tell(session: AsyncSession, services: Services, case_id: UUID, talks: Sequence[Talk], now: datetime) -> None:
    """On the Case's page, in the audit, and to whoever comes back to the conversation."""
    days = services.county.chat.text_days
    for talk in talks:
        words = services.texts.say(talk.language, "chat-erased", days=days)
        await service_says(session, services, talk.contact_id, words)
    erased = Happened(case_id=case_id, event=Event.ERASED, at=now, data={"days": days})
    await timeline.append(session, services.keys, erased)
    await audit.write(session, now, WORDS_ERASED, user_id=None, case_id=case_id, days=days)
