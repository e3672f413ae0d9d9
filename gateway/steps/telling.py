"""What a sender is told, or why nothing: channel, mode, safety, loops. The words themselves come from routing."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import PROTECTED_CHANNELS, ChannelCode, Direction
from channels.contact import Contact
from gateway.county import Mode
from gateway.i18n import language_of
from gateway.services import Services
from gateway.steps.conversing import service_says
from gateway.steps.outbound import Letter, write_mail
from gateway.store import acknowledgements, deliveries, timeline
from gateway.store.acknowledgements import Told
from gateway.store.contacts import ContactRow
from gateway.store.known import Known
from gateway.store.states import Event, Purpose
from gateway.store.timeline import Happened
from gateway.wording import Said, values
from routing.acknowledgement import Acknowledgement, acknowledge, callback_text, in_conversation, without_contact
from routing.clocks import answer_by
from routing.rule import Action

_MOST_TO_ONE_ADDRESS: Final = 10  # in a day: a person writes less, a loop more
_DAY: Final = timedelta(hours=24)
_BY_MAIL = frozenset({ChannelCode.EMAIL, ChannelCode.SECURE_EMAIL})


class Silence(StrEnum):
    """Why somebody is told nothing; kept on the timeline."""

    MACHINE = "machine"
    NO_ADDRESS = "no_address"
    SAFE_CONTACT = "safe_contact"
    TOLD_AT_OTHER_DOOR = "told_at_other_door"
    TOLD_TODAY = "told_today"
    TOO_MANY = "too_many"
    MANUAL = "manual"
    OUTBOUND = "outbound"  # it was we who turned to them
    NO_WAY = "no_way"  # they have gone, and this channel has no way back: a person answers


class UndecidedError(Exception):
    """An acknowledgement was promised of a contact on which nothing is decided: a bug."""


async def tell(session: AsyncSession, services: Services, known: Known) -> UUID | None:
    """Store the acknowledgement of a contact. Once, whoever repeats it.

    Returns the Delivery that is still to be promised, where it goes by mail.
    """
    row = known.row
    silence = await _silence(session, services, row, known.contact)
    words = None if silence else _words(services, known)
    if words is None:
        await _note(session, services, row, Event.NOT_ACKNOWLEDGED, silence=silence or Silence.SAFE_CONTACT)
        return None
    if not await acknowledgements.add(session, _told(row, words), services.now()):
        await _note(session, services, row, Event.NOT_ACKNOWLEDGED, silence=Silence.TOLD_AT_OTHER_DOOR)
        return None
    written = None
    if row.channel in _BY_MAIL:
        letter = _letter(services, known, words)
        written = await write_mail(session, services, letter)
        written = None if letter.shadow else written
    if row.channel is ChannelCode.CHAT:
        await service_says(session, services, row.id, words.text)
    await _note(session, services, row, Event.ACKNOWLEDGED, template=words.template, language=words.language)
    return written


def _words(services: Services, known: Known) -> Acknowledgement | None:
    row, contact, decision = known.row, known.contact, known.decision
    if decision is None:
        raise UndecidedError
    language = language_of(contact.language or known.reading.language)
    due_at = answer_by(decision, row.arrived_at, services.hours, services.calendar)
    filled = values(services.house, _said(row, decision.destination, due_at), language)
    ordinary = Action.SAFE_CONTACT_ONLY not in decision.actions and Action.ALARM_ADVISOR not in decision.actions
    if row.channel is ChannelCode.PHONE_CALLBACK and ordinary:
        return callback_text(language, filled, services.acknowledgements)
    words = acknowledge(
        decision,
        protected=row.channel in PROTECTED_CHANNELS,
        live=contact.present,
        language=language,
        values=filled,
        texts=services.acknowledgements,
    )
    if words is None or contact.can_be_reached:
        return words
    if row.channel is ChannelCode.CHAT:
        return in_conversation(words, filled, services.acknowledgements)
    return without_contact(words, filled, services.acknowledgements)


def _said(row: ContactRow, destination: str, due_at: datetime) -> Said:
    return Said(
        reference=row.reference,
        arrived_at=row.arrived_at,
        due_at=due_at,
        destination=destination,
        protected=row.channel in PROTECTED_CHANNELS,
    )


def _told(row: ContactRow, words: Acknowledgement) -> Told:
    return Told(
        contact_id=row.id,
        once_hash=row.content_hash,
        template=words.template,
        language=words.language,
        neutral=words.neutral,
        subject=words.subject or "",
        text=words.text,
    )


async def _silence(session: AsyncSession, services: Services, row: ContactRow, contact: Contact) -> Silence | None:
    if contact.direction is Direction.TO_CLIENT:
        return Silence.OUTBOUND
    if not contact.may_acknowledge:
        return Silence.MACHINE
    mode, by_mail = services.county.mode(row.channel), row.channel in _BY_MAIL
    # What a page shows cannot be written and held back as a mail can: in shadow mode it shows the neutral text.
    if mode is Mode.MANUAL or (mode is Mode.SHADOW and not by_mail):
        return Silence.MANUAL
    if by_mail:
        return await _mail_silence(session, services, row, contact.contacter.email.lower())
    return None if contact.present else Silence.NO_WAY


async def _mail_silence(session: AsyncSession, services: Services, row: ContactRow, address: str) -> Silence | None:
    if not address:
        return Silence.NO_ADDRESS
    to_hash, since = services.index.of("address", address), services.now() - _DAY
    told = await deliveries.acknowledged_since(session, to_hash, since, row.case_id)
    if told.of_case:
        return Silence.TOLD_TODAY
    return Silence.TOO_MANY if told.of_all >= _MOST_TO_ONE_ADDRESS else None


def _letter(services: Services, known: Known, words: Acknowledgement) -> Letter:
    row, contact = known.row, known.contact
    return Letter(
        case_id=row.case_id,
        contact_id=row.id,
        purpose=Purpose.ACKNOWLEDGEMENT,
        to=contact.contacter.email,
        subject=words.subject or "",
        text=words.text,
        language=words.language,
        in_reply_to=contact.message_id,
        shadow=services.county.mode(row.channel) is Mode.SHADOW,
    )


async def _note(session: AsyncSession, services: Services, row: ContactRow, event: Event, **data: str) -> None:
    happened = Happened(case_id=row.case_id, contact_id=row.id, event=event, at=services.now(), data=dict(data))
    await timeline.append(session, services.keys, happened)
