"""Facts: what rules may look at, put together from the contact, the Reading, the calendar and the county."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import PROFESSIONALS, AgeBand, ConsentState, ContacterType, Flag
from channels.contact import Contact
from gateway.county import County
from gateway.services import Services
from gateway.store import coordination, persons
from gateway.store.states import CoordinationAnswer
from nlu.reading import Reading
from routing.facts import Area, Confidence, Facts
from routing.hours import ServiceHours


def build(contact: Contact, reading: Reading, county: County, hours: ServiceHours, arrived_at: datetime) -> Facts:
    """The Facts of one contact. What a person or a form stated goes before what was read from words."""
    contacter = _contacter(contact, reading)
    return Facts(
        urgency=reading.urgency,
        reason=reading.reason,
        matter_type=contact.matter_type or reading.matter_type,
        contacter=contacter,
        consent=_consent(contact, reading, contacter),
        age=reading.age_band if contact.subject.age_band is AgeBand.UNKNOWN else contact.subject.age_band,
        municipality=area(reading.municipality, county),
        existing_client=False,  # known only where a person has confirmed who it is
        office_hours=hours.is_open(arrived_at),
        nlu_confidence=Confidence.LOW if reading.abstained else Confidence.HIGH,
        flags=_flags(contact, reading),
    )


async def as_people_said(session: AsyncSession, services: Services, case_id: UUID, known: Facts) -> Facts:
    """*known* with what people have said of the client: that somebody here helps them, that one worker is wanted.

    A likeness or a trigger is no fact: rules hear of it only after a person has said so.
    """
    teams = await persons.teams_of_client(session, case_id)
    answered = await coordination.newest(session, case_id)
    flags = known.flags - {Flag.MULTI_SERVICE_TRIGGERS}
    # Consent that a machine read was given to something else: only a yes that a person has recorded counts here.
    consented = answered is not None and answered.answer is CoordinationAnswer.CONSENTED
    if consented:
        flags |= {Flag.MULTI_SERVICE_TRIGGERS}
    return replace(
        known,
        existing_client=bool(teams - services.triggers.no_service_teams),
        flags=flags,
        consent=ConsentState.GIVEN if consented else known.consent,
    )


def area(name: str | None, county: County) -> Area:
    """Where that is, seen from *county*."""
    if not name:
        return Area.UNKNOWN
    return Area.IN_AREA if name in county.municipalities.names else Area.OUT_OF_AREA


def _contacter(contact: Contact, reading: Reading) -> ContacterType:
    return reading.contacter if contact.contacter.type is ContacterType.UNKNOWN else contact.contacter.type


def _consent(contact: Contact, reading: Reading, contacter: ContacterType) -> ConsentState:
    stated = contact.consent.state
    if stated is not ConsentState.NOT_REQUIRED:
        return stated
    if contacter in PROFESSIONALS:
        # SHL 35 §: a professional needs the client's consent; where the words say nothing, nobody has asked.
        return reading.consent or ConsentState.NOT_ASKED
    return reading.consent or ConsentState.NOT_REQUIRED


def _flags(contact: Contact, reading: Reading) -> frozenset[Flag]:
    # That somebody is passed from one to another is asked about on the page; only a person's yes makes it a fact.
    flags = set(reading.flags) - {Flag.MULTI_SERVICE_TRIGGERS}
    if contact.interpreter_language:
        flags.add(Flag.INTERPRETER_NEEDED)
    return frozenset(flags)
