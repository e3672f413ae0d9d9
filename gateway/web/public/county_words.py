"""What the county's data says, in the words of a page."""

from datetime import date, datetime

from channels.codes import Language
from gateway.i18n import HELSINKI
from gateway.services import Services
from gateway.web.public.helplines import dial
from gateway.web.public.pages import Choice, Phone, Place
from routing.dates import by_when
from routing.hours import ServiceHours


def advice_line(house: Services, language: Language) -> Phone:
    """The advice line: its number, its hours, and whether somebody answers now."""
    hours = house.hours
    now = house.now()
    is_open = hours.is_open(now)
    return Phone(
        number=house.county.phone.number,
        link=dial(house.county.phone.number),
        hours=hours.describe(language),
        is_open=is_open,
        changes=by_when(_closes(hours, now) if is_open else hours.next_open(now), language),
    )


def social_emergency(house: Services) -> Phone:
    """The county's social emergency service, which never closes."""
    number = house.county.phone.social_emergency
    return Phone(number=number, link=dial(number), hours="", is_open=True, changes="")


def places(house: Services, language: Language) -> tuple[Place, ...]:
    """The service points."""
    return tuple(
        Place(name=point.name[language], address=point.address, hours=point.hours[language])
        for point in house.county.service_points
    )


def public_lines(house: Services, language: Language) -> tuple[Choice, ...]:
    """The lines that anybody may ask to be called from."""
    return tuple(
        Choice(code=code, label=line.name[language]) for code, line in house.county.lines.items() if line.public
    )


def main_line(house: Services) -> str:
    """The service line that our main mailbox belongs to, and with it everything that names no other."""
    return house.county.mail.mailboxes[house.county.mail.address]


def day_in_words(day: date, language: Language) -> str:
    """*day* as it stands in a sentence: 22.11.2026, 22 November 2026."""
    return f"{day.day} {day:%B %Y}" if language is Language.EN else f"{day.day}.{day.month}.{day.year}"


def _closes(hours: ServiceHours, now: datetime) -> datetime:
    """The end of the span that is open now; a lunch hour counts as closed."""
    day = now.astimezone(HELSINKI).date()
    return next(ends for begins, ends in (span.on(day) for span in hours.openings(day)) if begins <= now < ends)
