"""Telling senders that their matter has been moved to another authority, once a person says so (434/2003, 21 §)."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import Direction
from gateway.i18n import language_of
from gateway.services import Services
from gateway.steps import reaching
from gateway.steps.reaching import Way
from gateway.store import contacts, timeline
from gateway.store import known as knowledge
from gateway.store.cases import CaseRow
from gateway.store.known import Known
from gateway.store.states import Event, Purpose
from gateway.wording import Said, values
from routing.acknowledgement import Acknowledgement
from routing.rule import Action
from routing.transferred import transferred_mail, transferred_text


async def tell_moved(session: AsyncSession, services: Services, case: CaseRow) -> None:
    """Tell everybody who wrote in *case* that it has been moved, once each; who calls this holds the Case.

    Who cannot be told, or must not be, is noted for whoever works on it.
    """
    unsafe = await reaching.ever_unsafe(session, case)
    found = await contacts.read_in(session, case.id)
    done = await timeline.contacts_with(session, found, (Event.TRANSFER_TOLD, Event.TRANSFER_NOT_TOLD))
    people: dict[str, list[tuple[Known, Way]]] = {}
    for contact_id in found:
        known = await knowledge.demand(session, services.keys, contact_id)
        if _may_hear(known):
            way = await reaching.way_to(session, services, known.row, known.contact, unsafe=unsafe)
            people.setdefault(way.key, []).append((known, way))
    for theirs in people.values():
        if done.isdisjoint(known.row.id for known, _ in theirs):
            await _tell(session, services, *theirs[0])


def _may_hear(known: Known) -> bool:
    """Whether it is a person who turned to us and may know what we do with it.

    Whoever gave notice of somebody hears of a transfer only where their own notice was for another authority.
    """
    contact, actions = known.contact, known.decision.actions if known.decision else ()
    theirs = contact.direction is not Direction.TO_CLIENT and contact.may_acknowledge
    return theirs and (Action.NO_DISCLOSURE_TO_SENDER not in actions or Action.ACK_AFTER_TRANSFER in actions)


async def _tell(session: AsyncSession, services: Services, known: Known, way: Way) -> None:
    if way.silence is not None:
        await reaching.note(session, services, way, Event.TRANSFER_NOT_TOLD, silence=way.silence)
        return
    words, subject = _words(services, known, way)
    delivery_id: UUID | None = await reaching.send(session, services, way, Purpose.TRANSFERRED, words, subject)
    told = {"template": words.template, "language": words.language, "version": services.acknowledgements.version}
    carried = {"delivery": str(delivery_id)} if delivery_id else {}
    await reaching.note(session, services, way, Event.TRANSFER_TOLD, **told, **carried)


def _words(services: Services, known: Known, way: Way) -> tuple[Acknowledgement, str]:
    """The text, and the subject under which it is mailed."""
    row, decision, texts = known.row, known.decision, services.acknowledgements
    language = language_of(known.contact.language or known.reading.language)
    decided = decision.destination if decision and decision.destination in services.destinations else None
    said = Said(
        reference=row.reference,
        arrived_at=row.arrived_at,
        due_at=services.now(),
        destination=decided or next(iter(services.destinations)),
        protected=way.protected,
        door=row.line,
    )
    filled = values(services.house, said, language)
    mail = transferred_mail(language, filled, texts)
    words = transferred_text(decision, language, filled, texts) if way.protected else mail
    return words, mail.subject or ""
