"""What a sender is told, or why nothing: channel, mode, safety, loops. The words themselves come from routing."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import MAIL_CHANNELS, ChannelCode, Direction, Language
from channels.contact import Contact
from channels.email.kind.wording import ANSWERED_SUBJECT
from channels.email.thread import MOST_ANSWERED, REFERENCE
from gateway.county import Mode
from gateway.i18n import language_of
from gateway.services import Services
from gateway.steps.conversing import service_says
from gateway.steps.outbound import Letter, domain_of, mailbox_of, write_mail
from gateway.store import acknowledgements, deliveries, timeline
from gateway.store.acknowledgements import Told
from gateway.store.contacts import ContactRow
from gateway.store.deliveries import Alike
from gateway.store.known import Known
from gateway.store.states import Event, Purpose
from gateway.store.timeline import Happened
from gateway.wording import Said, values
from routing.acknowledgement import (
    Acknowledgement,
    Values,
    acknowledge,
    callback_text,
    in_conversation,
    neutral_mail,
    without_contact,
)
from routing.clocks import answer_by
from routing.decision import Decision
from routing.rule import Action

# Brakes for what no header and no wording gives away as a machine: a person is not stopped by them.
_MOST_TO_ONE_MAILBOX: Final = 3  # in a day
_MOST_ALIKE: Final = 2  # in a day, to other addresses of a domain under the same name and with the same words
_MOST_TO_ONE_DOMAIN: Final = 1_000  # in an hour
_MOST_TO_ALL: Final = 10_000  # in an hour
_DAY: Final = timedelta(hours=24)
_HOUR: Final = timedelta(hours=1)
_NUMBERS: Final = re.compile(r"\d+")


class Silence(StrEnum):
    """Why somebody is told nothing; kept on the timeline."""

    MACHINE = "machine"
    NO_ADDRESS = "no_address"
    SAFE_CONTACT = "safe_contact"
    TOLD_AT_OTHER_DOOR = "told_at_other_door"
    TOLD_TODAY = "told_today"
    TOO_MANY = "too_many"
    MANUAL = "manual"
    LATE = "late"  # it was read again so long after it came that a machine's promise would be none: a person answers
    NOTICE = "notice"  # about somebody else: whoever sent it hears that it came, and nothing more
    OUTBOUND = "outbound"  # it was we who turned to them
    NO_WAY = "no_way"  # they have gone, and this channel has no way back: a person answers


class UndecidedError(Exception):
    """An acknowledgement was promised of a contact on which nothing is decided: a bug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What is to be said, and what is known of it beside its text."""

    said: Acknowledgement
    subject: str  # of a mail; neutral on protected channels too: lists of mails are read over shoulders
    date_by: datetime | None  # by when it promises an answer


async def tell(session: AsyncSession, services: Services, known: Known) -> UUID | None:
    """Store the acknowledgement of a contact. Once, whoever repeats it.

    Returns the Delivery that is still to be promised, where it goes by mail.
    """
    row = known.row
    silence = await _silence(session, services, known)
    if silence is Silence.MANUAL:
        await _note(session, services, row, Event.NOT_ACKNOWLEDGED, silence=silence, **_withheld(services, known))
        return None
    words = None if silence else _words(services, known)
    if words is None:
        await _note(session, services, row, Event.NOT_ACKNOWLEDGED, silence=silence or Silence.SAFE_CONTACT)
        return None
    if not await acknowledgements.add(session, _told(services, row, words), services.now()):
        await _note(session, services, row, Event.NOT_ACKNOWLEDGED, silence=Silence.TOLD_AT_OTHER_DOOR)
        return None
    written = None
    if row.channel in MAIL_CHANNELS:
        letter = _letter(services, known, words)
        written = await write_mail(session, services, letter)
        written = None if letter.shadow else written
    if row.channel is ChannelCode.CHAT:
        await service_says(session, services, row.id, words.said.text)
    said = words.said
    await _note(session, services, row, Event.ACKNOWLEDGED, template=said.template, language=said.language)
    return written


def _words(services: Services, known: Known) -> _Words | None:
    row, decision = known.row, known.decision
    if decision is None:
        raise UndecidedError
    language = language_of(known.contact.language or known.reading.language)
    due_at = answer_by(decision, row.arrived_at, services.hours_of(row.line), services.calendar)
    filled = values(services.house, _said(services, known, decision.destination, due_at), language)
    said = _chosen(services, known, decision, language, filled)
    if said is None:
        return None
    texts = services.acknowledgements
    by_mail = said if said.neutral or row.channel not in MAIL_CHANNELS else neutral_mail(language, filled, texts)
    return _Words(
        said=said,
        subject=by_mail.subject or "",
        date_by=due_at if texts.names_date(said) else None,
    )


def _chosen(
    services: Services, known: Known, decision: Decision, language: Language, filled: Values
) -> Acknowledgement | None:
    row, contact, texts = known.row, known.contact, services.acknowledgements
    ordinary = Action.SAFE_CONTACT_ONLY not in decision.actions and Action.ALARM_ADVISOR not in decision.actions
    if row.channel is ChannelCode.PHONE_CALLBACK and ordinary:
        return callback_text(language, filled, texts)
    words = acknowledge(
        decision,
        protected=services.county.protects(row.channel),
        live=contact.present,
        language=language,
        values=filled,
        texts=texts,
    )
    if words is None or contact.can_be_reached:
        return words
    if row.channel is ChannelCode.CHAT:
        return in_conversation(words, filled, texts)
    return without_contact(words, filled, texts)


def _withheld(services: Services, known: Known) -> dict[str, str]:
    """What the person would have been told if the channel were live: codes, for the comparison with what people do."""
    can_be_told = known.contact.contacter.email if known.row.channel in MAIL_CHANNELS else known.contact.present
    words = _words(services, known) if can_be_told else None
    if words is None:
        return {}
    date_by = words.date_by.isoformat() if words.date_by else ""
    return {"would": words.said.template, "would_in": words.said.language, "would_by": date_by}


def _said(services: Services, known: Known, destination: str, due_at: datetime) -> Said:
    row = known.row
    # Where somebody lives who must not be found is told by no text, not even by the name of who serves there.
    home = None if known.contact.subject.non_disclosure else known.reading.municipality
    return Said(
        reference=row.reference,
        arrived_at=row.arrived_at,
        due_at=due_at,
        destination=destination,
        protected=services.county.protects(row.channel),
        door=row.line,
        partners=services.county.partners_of(destination, home) if home else (),
    )


def _told(services: Services, row: ContactRow, words: _Words) -> Told:
    said, content = words.said, row.content_hash
    shadowed = services.county.mode(row.channel) is Mode.SHADOW
    return Told(
        contact_id=row.id,
        # What is only written at a shadowed door is still to be told at a live one.
        once_hash=services.index.of_bytes("shadowed", content) if shadowed else content,
        template=said.template,
        language=said.language,
        neutral=said.neutral,
        subject=said.subject or "",
        text=said.text,
        text_version=services.acknowledgements.version,
        date_by=words.date_by,
    )


async def _silence(session: AsyncSession, services: Services, known: Known) -> Silence | None:
    row, contact = known.row, known.contact
    if contact.direction is Direction.TO_CLIENT:
        return Silence.OUTBOUND
    if not contact.may_acknowledge:
        return Silence.MACHINE
    if _is_late(services, known):
        return Silence.LATE
    mode, by_mail = services.county.mode(row.channel), row.channel in MAIL_CHANNELS
    # What a page shows cannot be written and held back as a mail can: in shadow mode it shows the neutral text.
    if mode is Mode.MANUAL or (mode is Mode.SHADOW and not by_mail):
        return Silence.MANUAL
    if by_mail:
        return await _mail_silence(session, services, row, contact)
    return None if contact.present else Silence.NO_WAY


def _is_late(services: Services, known: Known) -> bool:
    """Whether it was read again on another day than it came, or after the time that would be promised."""
    row, now = known.row, services.now()
    if row.version == 1 or known.decision is None:
        return False
    due_at = answer_by(known.decision, row.arrived_at, services.hours_of(row.line), services.calendar)
    return now >= min(due_at, row.arrived_at + _DAY)


async def _mail_silence(session: AsyncSession, services: Services, row: ContactRow, contact: Contact) -> Silence | None:
    address = services.county.mail.plain_address(contact.contacter.email)
    if not address:
        return Silence.NO_ADDRESS
    now, index = services.now(), services.index
    since = now - _DAY
    told = await deliveries.acknowledged_since(session, index.of("mailbox", mailbox_of(address)), since, row.case_id)
    # Whoever answers an acknowledgement, or quotes it, has one before them, under whichever address they write.
    named = contact.answered.message_ids, _references(contact)
    if told.of_case or await deliveries.acknowledged_as(session, *named, since):
        return Silence.TOLD_TODAY
    if told.of_mailbox >= _MOST_TO_ONE_MAILBOX:
        return Silence.TOO_MANY
    if _answers_somebody(contact):
        to_hash, words_hash = index.of("address", address), _words_hash(services, contact)
        alike = Alike(words_hash=words_hash, to_hash=to_hash, arrived_at=row.arrived_at)
        if await deliveries.acknowledged_alike(session, alike, since) >= _MOST_ALIKE:
            return Silence.TOO_MANY
    sent = await deliveries.acknowledged_lately(session, services.index.of("domain", domain_of(address)), now - _HOUR)
    return Silence.TOO_MANY if sent.to_domain >= _MOST_TO_ONE_DOMAIN or sent.to_all >= _MOST_TO_ALL else None


def _references(contact: Contact) -> tuple[str, ...]:
    """What may be references of ours in the subject and in the text, whoever quotes them."""
    in_text = (found.upper() for found in REFERENCE.findall(contact.text))
    return tuple(dict.fromkeys((*contact.answered.references, *in_text)))[:MOST_ANSWERED]


def _answers_somebody(contact: Contact) -> bool:
    """Whether it says of itself that it is an answer: whoever turns to us first says nothing of the kind."""
    return bool(contact.answered.message_ids) or ANSWERED_SUBJECT.match(contact.title) is not None


def _words_hash(services: Services, contact: Contact) -> bytes:
    """By what a program is known again that writes under ever new addresses: domain, name and words but for numbers."""
    person = contact.contacter
    domain = domain_of(services.county.mail.plain_address(person.email))
    said = f"{domain} {person.name} {contact.title} {contact.new_words}"
    return services.index.of("words", " ".join(_NUMBERS.sub("", said).casefold().split()))


def _letter(services: Services, known: Known, words: _Words) -> Letter:
    row, contact = known.row, known.contact
    return Letter(
        case_id=row.case_id,
        contact_id=row.id,
        purpose=Purpose.ACKNOWLEDGEMENT,
        to=contact.contacter.email,
        subject=words.subject,
        text=words.said.text,
        language=words.said.language,
        in_reply_to=contact.message_id,
        words_hash=_words_hash(services, contact),
        secure=services.county.sends_securely(row.channel),
        shadow=services.county.mode(row.channel) is Mode.SHADOW,
    )


async def _note(session: AsyncSession, services: Services, row: ContactRow, event: Event, **data: str) -> None:
    happened = Happened(case_id=row.case_id, contact_id=row.id, event=event, at=services.now(), data=dict(data))
    await timeline.append(session, services.keys, happened)
