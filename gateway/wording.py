"""The closed set of things that our texts may say: from county, calendar and rules, never from the message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from channels.codes import Language
from gateway.county import County
from routing.acknowledgement import Values
from routing.book import Destination
from routing.dates import by_when, received
from routing.hours import ServiceHours


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What is the same for every text."""

    county: County
    hours: ServiceHours
    destinations: Mapping[str, Destination]
    link: str  # our own address, without a slash at the end


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one text is about."""

    reference: str
    arrived_at: datetime
    due_at: datetime
    destination: str
    protected: bool


def values(house: House, said: Said, language: Language) -> Values:
    """The values of one text. A neutral one must not tell the destination, not even by its number or its link."""
    county = house.county
    own = county.contacts.get(said.destination) if said.protected else None
    link = county.links.get(said.destination, county.links["default"]) if said.protected else "/contact"
    return Values(
        ref=said.reference,
        received=received(said.arrived_at, language),
        date_by=by_when(said.due_at, language),
        phone=own.number if own else county.phone.number,
        hours=own.hours[language] if own else house.hours.describe(language),
        county=county.name[language],
        social_emergency_phone=county.phone.social_emergency,
        handler=house.destinations[said.destination].labels[language],
        caller_id=county.phone.caller_id,
        link=house.link + link if link.startswith("/") else link,
    )
