"""A reply suggested to the advisor: made of our own texts, in the sender's language, and sent by nobody but a person.

Nothing of it is the sender's: no word, no name, no subject. By secure mail it tells of services and asks for what is
missing. By ordinary mail it says the same to everybody, whatever the matter: that we tell it by telephone, and that
what we still need belongs there or into the protected form. The frame of every reply signs it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from channels.codes import MAIL_CHANNELS, Language, MatterType, Reason, Urgency
from channels.contact import Contact
from gateway.casework.acting import LONGEST_NOTE
from gateway.casework.casefile import OpenCase
from gateway.casework.lacking import Fact, lacking, whose
from gateway.casework.replying import is_secure, language_of, objections, why_not
from gateway.catalogue.answering import answer
from gateway.catalogue.finding import LIKE_ENOUGH
from gateway.catalogue.services import Service
from gateway.services import Services
from gateway.store.states import Event
from nlu.reading import Reading
from routing.rule import Action

_MOST: Final = 2  # services in one reply: who has asked of one thing reads no more
_PRESSING: Final = frozenset({Urgency.EMERGENCY, Urgency.URGENT})
_NOTICES: Final = frozenset({MatterType.NEED_NOTIFICATION, MatterType.CONCERN_NOTICE})
_DANGER: Final = frozenset({Action.ALARM_ADVISOR, Action.SAFE_CONTACT_ONLY})


class Withheld(StrEnum):
    """Why nothing is suggested where somebody might expect it."""

    DANGER = "danger"  # somebody is called, and not written to
    NOTICE = "notice"  # about somebody else: whoever sent it hears that it came, and nothing more


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A reply that an advisor may take, change or drop."""

    contact_id: UUID  # that it answers
    text: str
    language: Language
    secure: bool
    services: tuple[Service, ...]  # that it rests on; by ordinary mail they are told on the phone


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The mail that waits for a reply."""

    id: UUID
    contact: Contact
    reading: Reading


def suggest(services: Services, opened: OpenCase) -> Suggestion | Withheld | None:
    """What the newest mail of the Case may be answered; None where nobody waits for one or we have nothing to say."""
    asked = _asked(services, opened)
    if asked is None:
        return None
    why = _withheld(opened)
    if why is not None:
        return why
    found, facts = _found(services, opened, asked), lacking(opened, asked.contact, asked.reading)
    secure, language = is_secure(services, opened), language_of(opened.file.case)
    about = whose(opened, asked.reading) or "unknown"
    written = _Writing(services=services, language=language, about=about, secure=secure)
    text, told = written.fitting(found, facts)
    # Somebody may be called what a word of ours is: then an advisor writes it.
    if not text or objections(services, opened, text):
        return None
    return Suggestion(contact_id=asked.id, text=text, language=language, secure=secure, services=told)


def _asked(services: Services, opened: OpenCase) -> _Asked | None:
    """The newest words of people, where they are a mail of whoever a reply goes to, and nobody has replied."""
    newest = next(iter(opened.from_people), None)
    if newest is None or newest is not opened.recipient or newest.contact is None or newest.reading is None:
        return None
    mailed = newest.contact.channel in MAIL_CHANNELS
    if not mailed or opened.file.case.language is Language.OTHER or why_not(services, opened):
        return None
    own_id = newest.filed.contact.id
    replied = {one.data.get("contact") for one in opened.file.timeline if one.event is Event.REPLIED}
    return None if str(own_id) in replied else _Asked(id=own_id, contact=newest.contact, reading=newest.reading)


def _withheld(opened: OpenCase) -> Withheld | None:
    decisions = [one.decision for one in opened.contacts if one.decision is not None]
    read = {one.reading.urgency for one in opened.contacts if one.reading is not None}
    in_danger = any(_DANGER.intersection(one.actions) for one in decisions)
    if opened.file.alarms or in_danger or _PRESSING & {opened.file.case.urgency, *read}:
        return Withheld.DANGER
    is_notice = opened.matter_type in _NOTICES or not all(one.answered for one in decisions)
    return Withheld.NOTICE if is_notice else None


def _found(services: Services, opened: OpenCase, asked: _Asked) -> tuple[Service, ...]:
    # Where nobody can tell what a mail is about, a likeness of words is no answer: "Kiitos!" is no question either.
    if services.catalogue is None or asked.reading.reason is Reason.OTHER_UNCLEAR:
        return ()
    question = f"{asked.contact.title}\n{asked.contact.new_words}"
    found = services.catalogue.find(question, asked.reading, opened.file.case.municipality)
    return tuple(one.service for one in found[:_MOST] if one.likeness >= LIKE_ENOUGH)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """Writes one reply."""

    services: Services
    language: Language
    about: str  # whose matter it is: "self", "other" or "unknown"
    secure: bool

    def fitting(self, found: tuple[Service, ...], facts: tuple[Fact, ...]) -> tuple[str, tuple[Service, ...]]:
        """The reply with as many of *found* as a letter holds, and which they are; empty where it says nothing."""
        for most in range(len(found), -1, -1):
            told = found[:most]
            if not told and not facts:
                break
            text = "\n\n".join(self._by_secure_mail(told, facts) if self.secure else self._by_mail(told, facts))
            text = text.replace("\r\n", "\n").strip()
            if len(text) <= LONGEST_NOTE:
                return text, told
        return "", ()

    def _by_mail(self, found: tuple[Service, ...], facts: tuple[Fact, ...]) -> Iterator[str]:
        yield self._say("suggestion-thanks")
        if found:
            yield self._say("suggestion-told-by-phone")
        if facts:
            yield self._say("suggestion-needed")
        yield self._say("suggestion-ways", **self._way(), form=f"{self.services.house.link}/contact")
        yield self._say("suggestion-end")

    def _by_secure_mail(self, found: tuple[Service, ...], facts: tuple[Fact, ...]) -> Iterator[str]:
        yield self._say("suggestion-thanks")
        if found and self.services.catalogue is not None:
            yield self._say("suggestion-may-help")
            catalogue = self.services.catalogue.catalogue
            yield from (answer(self.services.texts, catalogue, one, self.language) for one in found)
        if facts:
            questions = (self._say(f"suggestion-ask-{fact}", about=self.about) for fact in facts)
            yield "\n".join((self._say("suggestion-ask"), *(f"– {question}" for question in questions)))
        yield self._say("suggestion-ways-secure", **self._way())
        yield self._say("suggestion-end")

    def _way(self) -> dict[str, str]:
        county, hours = self.services.county, self.services.hours
        return {"phone": county.phone.number, "hours": hours.describe(self.language)}

    def _say(self, key: str, **values: str) -> str:
        return self.services.texts.say(self.language, key, **values)
