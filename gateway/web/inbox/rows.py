"""From stored Cases to the rows of the list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from channels.codes import About
from channels.contact import Contact
from gateway.casework.acting import holder
from gateway.records import open_contact
from gateway.services import Services
from gateway.store.inbox import Listed, Said
from gateway.store.tasks import Standing
from gateway.web.inbox.clock_words import clock_due
from gateway.web.inbox.pages import Row
from gateway.web.inbox.words import Speaker

_TOKEN = re.compile(r"\[hetu-\d{4}\]")
_HIDDEN = "••••••"  # an identity code: that there is one is all that a list says
_SHOWN = 180  # characters of what the person said
_ELSEWHERE = 60  # of a subject line that says more than the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the list needs besides the Cases themselves, by Case."""

    said: Mapping[UUID, Said]
    in_chat: frozenset[UUID]
    restricted: frozenset[UUID]  # kept from the reader
    to_do: Mapping[UUID, Standing]


def row(house: Services, listed: Listed, beside: Beside, user_id: UUID, speaker: Speaker) -> Row:
    """One row. What the machine could not read is shown as such, never as nothing."""
    case, said = listed.case, beside.said.get(listed.case.id)
    to_do = beside.to_do.get(case.id) if case.open else None
    contact = _contact(house, said)
    held_by = holder(case, speaker.now)
    return Row(
        id=str(case.id),
        revision=case.revision,
        alarm=case.alarm,
        urgency=case.urgency,
        channel=case.channel,
        contacter=case.contacter,
        who=contact.contacter.name if contact else "",
        about=_about(contact),
        about_whom=contact.subject.name if contact and _about(contact) == About.OTHER else "",
        reason=case.reason,
        municipality=case.municipality or "",
        words=beginning(contact) if contact else "",
        quarantined=bool(said and said.quarantined),
        waiting=speaker.lasting(speaker.now - case.opened_at),
        opened_at=case.opened_at,
        promise=speaker.due(case.promise_due_at, broken=listed.broken),
        clock=clock_due(case, house.calendar, speaker),
        away=listed.owner if listed.away and case.open else "",
        deputy=listed.deputy,
        state=case.state,
        holder=listed.owner if held_by else "",
        mine=held_by == user_id,
        held_until=speaker.clock(case.claimed_until) if held_by and case.claimed_until else "",
        language=case.language,
        undelivered=case.undelivered,
        safe_contact_only=case.safe_contact_only,
        in_chat=case.id in beside.in_chat,
        restricted=case.id in beside.restricted,
        tasks=to_do.count if to_do else 0,
        task_due=speaker.due(to_do.due_at) if to_do else None,
    )


def rows(house: Services, page: tuple[Listed, ...], beside: Beside, user_id: UUID, speaker: Speaker) -> tuple[Row, ...]:
    """The rows of a page."""
    return tuple(row(house, listed, beside, user_id, speaker) for listed in page)


def beginning(contact: Contact) -> str:
    """The first words of what the person newly said, on one line, behind the subject line where there is one."""
    words = " ".join(_TOKEN.sub(_HIDDEN, contact.new_words[: 4 * _SHOWN]).split())
    title = " ".join(_TOKEN.sub(_HIDDEN, contact.title).split())[:_ELSEWHERE]
    line = f"{title} – {words}" if title and words else title or words
    return line if len(line) <= _SHOWN else line[:_SHOWN].rsplit(" ", 1)[0] + " …"


def _about(contact: Contact | None) -> str:
    if contact is None or not contact.subject.name:
        return ""
    return About.SELF if contact.subject.name == contact.contacter.name else About.OTHER


def _contact(house: Services, said: Said | None) -> Contact | None:
    if said is None or said.version_id is None or said.sealed_record is None:
        return None
    return open_contact(house.keys, said.sealed_record, said.version_id)
