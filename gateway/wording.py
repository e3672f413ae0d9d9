"""The closed set of things that our texts may say: from county, calendar and rules, never from the message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from channels.codes import Language
from gateway.county import County
from gateway.county_parts import Partner
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

    def hours_of(self, door: str) -> ServiceHours:
        """When the line answers that something came by; the advice line, where it has no hours of its own."""
        line = self.county.line_of(door)
        return self.county.line_hours(door, self.hours.calendar) if line and line.hours else self.hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one text is about."""

    reference: str
    arrived_at: datetime
    due_at: datetime
    destination: str
    protected: bool
    door: str = ""  # of ours that it came by
    partners: tuple[Partner, ...] = ()  # whom the destination means where the client lives


def values(house: House, said: Said, language: Language) -> Values:
    """The values of one text. A neutral one must not tell the matter, not even by a number, by hours or a link."""
    county = house.county
    phone, hours = _way(house, said, language)
    return Values(
        ref=said.reference,
        received=received(said.arrived_at, language),
        date_by=by_when(said.due_at, language),
        phone=phone,
        hours=hours,
        county=county.name[language],
        social_emergency_phone=county.phone.social_emergency,
        handler=house.destinations[said.destination].labels[language],
        caller_id=county.phone.caller_id,
        link=_link(house, said, language),
    )


def _way(house: House, said: Said, language: Language) -> tuple[str, str]:
    """The number to call, and when it answers: of the place, of the line that they came by, or of the advice line."""
    county = house.county
    own, line = county.contacts.get(said.destination), county.line_of(said.door)
    if said.protected and own:
        return own.number, own.hours[language]
    if said.protected and line:
        return line.number, house.hours_of(said.door).describe(language)
    return county.phone.number, house.hours.describe(language)


def _link(house: House, said: Said, language: Language) -> str:
    """Where to read more; before it, on a protected channel, whom to turn to where the client lives."""
    county = house.county
    page = county.links.get(said.destination, county.links["default"]) if said.protected else "/contact"
    link = house.link + page if page.startswith("/") else page
    partners = said.partners if said.protected else ()
    return ", ".join([*(f"{partner.name[language]} {partner.number}" for partner in partners), link])
