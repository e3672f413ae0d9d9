"""Telling people a later date than the one that they were promised: once each, the way that they can be reached."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.county import Mode
from gateway.services import Services
from gateway.steps import reaching
from gateway.steps.reaching import Way
from gateway.steps.telling import Silence
from gateway.store import announcements, cases, promises, tasks
from gateway.store.announcements import Announced, Awaiting
from gateway.store.cases import CaseRow
from gateway.store.states import Event, Purpose
from gateway.wording import Said, values
from routing.acknowledgement import Acknowledgement, moved_mail, moved_text
from routing.rule import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who waits for an earlier date than the one that now holds."""

    awaiting: Awaiting
    way: Way

    @property
    def silence(self) -> Silence | None:
        """Why they can be told nothing."""
        return self.way.silence


async def waiting_for_sooner(
    session: AsyncSession, services: Services, case: CaseRow, date_by: datetime
) -> tuple[Person, ...]:
    """Everybody in *case* who was told an earlier date than *date_by*, and no later one."""
    people: dict[str, Person] = {}
    unsafe = await reaching.ever_unsafe(session, case)
    for one in await announcements.awaiting(session, services.keys, case.id):
        if one.held_back and services.county.mode(one.row.channel) is not Mode.SHADOW:
            continue  # the channel has gone live since; they were never told the first date
        way = await reaching.way_to(session, services, one.row, one.contact, unsafe=unsafe)
        if await tasks.holds(session, case.id, Action.NO_DISCLOSURE_TO_SENDER, of=one.row.id):
            way = replace(way, silence=way.silence or Silence.NOTICE)  # a person saw later that it was a notice
        newer = people.setdefault(way.key, Person(awaiting=one, way=way))
        last_told = max(one.date_by, newer.awaiting.date_by)
        people[way.key] = replace(newer, awaiting=replace(newer.awaiting, date_by=last_told))
    return tuple(person for person in people.values() if person.awaiting.date_by < date_by)


async def announce(
    session: AsyncSession, services: Services, case: CaseRow, date_by: datetime, people: Sequence[Person]
) -> None:
    """Tell *people* that we answer by *date_by*; who cannot be told is noted for whoever works on the Case."""
    for person in people:
        if person.silence is not None:
            await reaching.note(session, services, person.way, Event.DATE_NOT_TOLD, silence=person.silence)
            continue
        words = await _tell(session, services, case, person, date_by)
        told = {"template": words.template, "due_at": date_by.isoformat()}
        await reaching.note(session, services, person.way, Event.DATE_TOLD, **told)


async def catch_up(session: AsyncSession, services: Services, case_id: UUID) -> None:
    """Tell the date that now holds in a Case to those who wait for an earlier one and were told nothing of it."""
    date_by = await promises.open_until(session, case_id)
    if date_by is not None:
        (case,) = await cases.lock(session, case_id)
        await announce(session, services, case, date_by, await waiting_for_sooner(session, services, case, date_by))


async def _tell(
    session: AsyncSession, services: Services, case: CaseRow, person: Person, date_by: datetime
) -> Acknowledgement:
    one, texts, protected = person.awaiting, services.acknowledgements, person.way.protected
    filled = values(services.house, _said(services, case, one, date_by, protected=protected), one.language)
    mail = moved_mail(one.language, filled, texts)
    words = moved_text(one.language, filled, texts) if protected else mail
    delivery_id = await reaching.send(session, services, person.way, Purpose.DATE_MOVED, words, mail.subject or "")
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
        door=one.row.line,
    )
