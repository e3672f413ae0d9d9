"""Working days and service hours: what the law counts, and when somebody answers. Moments come and go aware, in UTC."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby, pairwise

from channels.codes import Language
from routing.dates import HELSINKI, WORDS, between, spoken

_DAY = timedelta(days=1)
_WEEK = 7
_SATURDAY = 5
_FRIDAY = 4
# Long enough for any summer pause, short enough to say soon that a service never opens.
_SEARCH_DAYS = 400
_OPENING = re.compile(r"(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})")  # people write both dashes


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """Finnish working days: Monday to Friday, without public holidays.

    Midsummer Eve and Christmas Eve are no public holidays, but a last day that falls on them moves (150/1930, 5 §).
    With `eves_count` they are working days, which is the reading with the earliest due dates.
    """

    eves_count: bool = False

    def is_holiday(self, day: date) -> bool:
        """Whether *day* is a public holiday, or an eve that is not counted."""
        return day in _holidays(day.year) or (not self.eves_count and day in _eves(day.year))

    def is_working(self, day: date) -> bool:
        """Whether *day* is counted in time limits."""
        return day.weekday() < _SATURDAY and not self.is_holiday(day)

    def working_day(self, after: date, count: int) -> date:
        """The *count*-th working day after *after*, which itself is not counted (150/1930, 2 §)."""
        day = after
        for _ in range(count):
            day += _DAY
            while not self.is_working(day):
                day += _DAY
        return day

    def this_or_next(self, day: date) -> date:
        """*day*, or the first working day after it where it is none."""
        return day if self.is_working(day) else self.working_day(day, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A span of one day in Helsinki time. `closes` at 00:00 is the midnight that ends the day."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        """Refuse a span that ends before it begins; a night is two spans, one for each day."""
        if self.closes != time.min and self.closes <= self.opens:
            message = f"opening hours end before they begin: {self.opens:%H:%M}-{self.closes:%H:%M}"
            raise ValueError(message)

    def on(self, day: date) -> tuple[datetime, datetime]:
        """Beginning and end on *day*. In the doubled hour of autumn it begins in the first and ends in the second."""
        last = day + _DAY if self.closes == time.min else day
        begins = datetime.combine(day, self.opens, tzinfo=HELSINKI)
        ends = datetime.combine(last, self.closes, tzinfo=HELSINKI).replace(fold=1)
        return begins.astimezone(UTC), ends.astimezone(UTC)


def opening(text: str) -> Opening:
    """Opening hours as a county writes them: "9:00-15:00", "9.00–15.00", "0:00-24:00". Raises ValueError."""
    match = _OPENING.fullmatch(text.strip())
    if match is None:
        message = f"opening hours must look like 9:00-15:00, not {text!r}"
        raise ValueError(message)
    first_hour, first_minute, last_hour, last_minute = map(int, match.groups())
    closes = time.min if (last_hour, last_minute) == (24, 0) else time(last_hour, last_minute)
    return Opening(opens=time(first_hour, first_minute), closes=closes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceHours:
    """When somebody answers: by week day, otherwise on holidays, and as said for single dates."""

    week: tuple[tuple[Opening, ...], ...]  # Monday first, seven days, each in order of time
    holidays: tuple[
        Opening, ...
    ] = ()  # public holidays and uncounted eves; a service round the clock repeats itself here
    exceptions: Mapping[date, tuple[Opening, ...]] = field(default_factory=dict)  # an empty one: closed
    calendar: WorkingCalendar = field(default_factory=WorkingCalendar)

    def __post_init__(self) -> None:
        """Refuse a week that is not seven days, spans that overlap, and a service that never opens."""
        days = (*self.week, self.holidays, *self.exceptions.values())
        if len(self.week) != _WEEK or not any(self.week):
            message = "service hours need seven days, at least one of them open"
            raise ValueError(message)
        if any(one.closes == time.min or one.closes > two.opens for day in days for one, two in pairwise(day)):
            message = "service hours of one day must not overlap and must be in order"
            raise ValueError(message)

    def openings(self, day: date) -> tuple[Opening, ...]:
        """The opening hours of one date."""
        if day in self.exceptions:
            return self.exceptions[day]
        return self.holidays if self.calendar.is_holiday(day) else self.week[day.weekday()]

    def is_open(self, at: datetime) -> bool:
        """Whether somebody answers at this moment. The closing minute itself is closed."""
        day = at.astimezone(HELSINKI).date()
        return any(begins <= at < ends for begins, ends in self._spans(day))

    def next_open(self, at: datetime) -> datetime:
        """The first moment from *at* on at which somebody answers; *at* itself while open."""
        begins, _ = next(self._from(at))
        return begins

    def closing(self, day: date) -> datetime:
        """When the last service hours of *day* end; of the first open day after it where *day* has none."""
        midnight = datetime.combine(day, time.min, tzinfo=HELSINKI).astimezone(UTC)
        begins, _ = next(self._from(midnight))
        return self._spans(begins.astimezone(HELSINKI).date())[-1][1]

    def add(self, at: datetime, minutes: int) -> datetime:
        """The moment at which *minutes* of service hours have passed since *at*."""
        left = timedelta(minutes=minutes)
        for begins, ends in self._from(at):
            if ends - begins >= left:
                return begins + left
            left -= ends - begins
        raise NeverOpenError(at)

    def describe(self, language: Language) -> str:
        """The ordinary week in words: "ma–pe klo 9–15", "mån–fre kl. 9–15", "Mon–Fri 9 am–3 pm"."""
        words = WORDS[spoken(language)]
        always = (Opening(opens=time.min, closes=time.min),)
        if all(day == always for day in self.week):
            return words.always_open
        parts = []
        for spans, run in groupby(range(_WEEK), key=lambda weekday: self.week[weekday]):
            if not spans:
                continue
            days = [words.day[weekday] for weekday in run]
            name = days[0] if len(days) == 1 else f"{days[0]}–{days[-1]}"
            times = f" {words.also} ".join(between(span.opens, span.closes, language) for span in spans)
            parts.append(f"{name} {words.clock}{times}")
        return ", ".join(parts)

    def _spans(self, day: date) -> list[tuple[datetime, datetime]]:
        # A span inside the hour that spring skips has no length and is left out.
        spans = (span.on(day) for span in self.openings(day))
        return [(begins, ends) for begins, ends in spans if begins < ends]

    def _from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The open spans after *at* in order, the first one cut to begin no earlier than *at*."""
        start = at.astimezone(UTC)
        first = at.astimezone(HELSINKI).date()
        for offset in range(_SEARCH_DAYS):
            for begins, ends in self._spans(first + offset * _DAY):
                if start < ends:
                    yield max(begins, start), ends
        raise NeverOpenError(at)


class NeverOpenError(Exception):
    """The service has no opening hours for more than a year after this moment."""

    def __init__(self, at: datetime) -> None:
        super().__init__(f"no service hours within {_SEARCH_DAYS} days after {at.isoformat()}")
        self.at = at


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    easter = _easter(year)
    fixed = {date(year, 1, 1), date(year, 1, 6), date(year, 5, 1), date(year, 12, 6)}
    christmas = {date(year, 12, 25), date(year, 12, 26)}
    movable = {easter + timedelta(days=offset) for offset in (-2, 0, 1, 39, 49)}
    saturdays = {_first(date(year, 6, 20), _SATURDAY), _first(date(year, 10, 31), _SATURDAY)}
    return frozenset(fixed | christmas | movable | saturdays)


@lru_cache(maxsize=64)
def _eves(year: int) -> frozenset[date]:
    return frozenset({_first(date(year, 6, 19), _FRIDAY), date(year, 12, 24)})


def _first(earliest: date, weekday: int) -> date:
    return earliest + ((weekday - earliest.weekday()) % _WEEK) * _DAY


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Gauss's method in the form of Meeus, Jones and Butcher)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - correction + 15) % 30
    quarter, remainder = divmod(of_century, 4)
    sunday = (32 + 2 * rest + 2 * quarter - moon - remainder) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
