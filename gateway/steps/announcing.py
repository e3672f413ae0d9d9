"""Telling people a later date than the one that they were promised: once each, the way that they can be reached."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import ChannelCode
from channels.email.compose import can_be_written_to
from gateway.county import Mode
from gateway.services import Services
from gateway.steps.conversing import service_says
from gateway.steps.outbound import Letter, promise_mail
from gateway.steps.telling import Silence
from gateway.store import announcements, cases, conversations, decisions, promises, timeline
from gateway.store.announcements import Announced, Awaiting
from gateway.store.cases import CaseRow
from gateway.store.states import Event, Purpose
from gateway.store.timeline import Happened
from gateway.wording import Said, values
from routing.acknowledgement import Acknowledgement, Values, moved_mail, moved_text
from routing.rule import Action

_MAILS: Final = frozenset({ChannelCode.EMAIL, ChannelCode.SECURE_EMAIL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who waits for an earlier date than the one that now holds."""

    awaiting: Awaiting
    conversation_id: UUID | None  # where they are told in the chat
    silence: Silence | None  # why they can be told nothing

    @property
    def key(self) -> str:
        """The same for all contacts whose sender reads the same mailbox or conversation."""
        row, email = self.awaiting.row, self.awaiting.contact.contacter.email.lower()
        return str(self.conversation_id or email or row.id)


async def waiting_for_sooner(
    session: AsyncSession, services: Services, case: CaseRow, date_by: datetime
) -> tuple[Person, ...]:
    """Everybody in *case* who was told an earlier date than *date_by*, and no later one."""
    people: dict[str, Person] = {}
    unsafe = await _ever_unsafe(session, case)
    for one in await announcements.awaiting(session, services.keys, case.id):
        if one.held_back and services.county.mode(one.row.channel) is not Mode.SHADOW:
            continue  # the channel has gone live since; they were never told the first date
        person = await _person(session, services, one, unsafe=unsafe)
        newer = people.setdefault(person.key, person)
        last_told = max(one.date_by, newer.awaiting.date_by)
        people[person.key] = replace(newer, awaiting=replace(newer.awaiting, date_by=last_told))
    return tuple(person for person in people.values() if person.awaiting.date_by < date_by)


async def announce(
    session: AsyncSession, services: Services, case: CaseRow, date_by: datetime, people: Sequence[Person]
) -> None:
    """Tell *people* that we answer by *date_by*; who cannot be told is noted for whoever works on the Case."""
    for person in people:
        if person.silence is not None:
            await _note(session, services, case, person, Event.DATE_NOT_TOLD, silence=person.silence)
            continue
        words = await _tell(session, services, case, person, date_by)
        told = {"template": words.template, "due_at": date_by.isoformat()}
        await _note(session, services, case, person, Event.DATE_TOLD, **told)


async def catch_up(session: AsyncSession, services: Services, case_id: UUID) -> None:
    """Tell the date that now holds in a Case to those who wait for an earlier one and were told nothing of it."""
    date_by = await promises.open_until(session, case_id)
    if date_by is not None:
        (case,) = await cases.lock(session, case_id)
        await announce(session, services, case, date_by, await waiting_for_sooner(session, services, case, date_by))


async def _ever_unsafe(session: AsyncSession, case: CaseRow) -> bool:
    """Whether a message of ours could once have put somebody in danger. A safe way may well be "never by mail"."""
    decided = await decisions.of_case(session, case.id)
    return case.safe_contact_only or any(Action.SAFE_CONTACT_ONLY in decision["actions"] for _, decision in decided)


async def _person(session: AsyncSession, services: Services, one: Awaiting, *, unsafe: bool) -> Person:
    conversation_id = None
    if one.row.channel is ChannelCode.CHAT:
        conversation_id = await conversations.of_contact(session, one.row.id)
    silence = Silence.SAFE_CONTACT if unsafe else _silence(services, one, in_chat=conversation_id is not None)
    return Person(awaiting=one, conversation_id=conversation_id, silence=silence)


def _silence(services: Services, one: Awaiting, *, in_chat: bool) -> Silence | None:
    modes = {services.county.mode(channel) for channel in _channels(one, in_chat=in_chat)}
    if Mode.MANUAL in modes or (in_chat and Mode.SHADOW in modes):
        return Silence.MANUAL
    person = one.contact.contacter
    can_be_told = in_chat or (person.may_be_contacted and can_be_written_to(person.email))
    return None if can_be_told else Silence.NO_WAY


def _channels(one: Awaiting, *, in_chat: bool) -> set[ChannelCode]:
    """The channel that they came by, and the one that they would be told by."""
    return {one.row.channel} if in_chat or _is_secure(one) else {one.row.channel, ChannelCode.EMAIL}


def _is_secure(one: Awaiting) -> bool:
    return one.row.channel is ChannelCode.SECURE_EMAIL


async def _tell(
    session: AsyncSession, services: Services, case: CaseRow, person: Person, date_by: datetime
) -> Acknowledgement:
    one, texts = person.awaiting, services.acknowledgements
    protected = person.conversation_id is not None or _is_secure(one)
    filled = values(services.house, _said(services, case, one, date_by, protected=protected), one.language)
    words = moved_text(one.language, filled, texts) if protected else moved_mail(one.language, filled, texts)
    delivery_id = None
    if person.conversation_id is not None:
        await service_says(session, services, one.row.id, words.text)
    else:
        delivery_id = await promise_mail(session, services, _letter(services, one, words, filled))
    announced = Announced(
        contact_id=one.row.id,
        date_by=date_by,
        delivery_id=delivery_id,
        template=words.template,
        language=words.language,
        text_version=texts.version,
        text=words.text,
    )
    await announcements.add(session, announced, services.now())
    return words


def _said(services: Services, case: CaseRow, one: Awaiting, date_by: datetime, *, protected: bool) -> Said:
    # A destination may have been abolished since; the words of a later date do not name it.
    known = case.destination if case.destination in services.destinations else None
    return Said(
        reference=one.row.reference,
        arrived_at=one.row.arrived_at,
        due_at=date_by,
        destination=known or next(iter(services.destinations)),
        protected=protected,
    )


def _letter(services: Services, one: Awaiting, words: Acknowledgement, filled: Values) -> Letter:
    subject = words.subject or moved_mail(one.language, filled, services.acknowledgements).subject
    modes = {services.county.mode(channel) for channel in _channels(one, in_chat=False)}
    return Letter(
        case_id=one.row.case_id,
        contact_id=one.row.id,
        purpose=Purpose.DATE_MOVED,
        to=one.contact.contacter.email,
        subject=subject or "",
        text=words.text,
        language=words.language,
        in_reply_to=one.contact.message_id if one.row.channel in _MAILS else "",
        shadow=Mode.SHADOW in modes,
    )


async def _note(
    session: AsyncSession, services: Services, case: CaseRow, person: Person, event: Event, **data: str
) -> None:
    at, contact_id = services.now(), person.awaiting.row.id
    happened = Happened(case_id=case.id, contact_id=contact_id, event=event, at=at, data=dict(data))
    await timeline.append(session, services.keys, happened)
