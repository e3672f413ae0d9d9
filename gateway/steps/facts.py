"""Facts: what rules may look at, put together from the contact, the Reading, the calendar and the county."""

from datetime import datetime

from channels.codes import PROFESSIONALS, AgeBand, ConsentState, ContacterType, Flag
from channels.contact import Contact
from gateway.county import County
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
    flags = set(reading.flags)
    if contact.interpreter_language:
        flags.add(Flag.INTERPRETER_NEEDED)
    return frozenset(flags)
