"""The clock of sosiaalihuoltolaki 1301/2014, 36 §: pure rules of how it may change, and how near its end is.

It only ever moves towards an earlier end. Two clocks of one matter become one that began with the first contact.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from channels.codes import STATUTORY_AGE_BANDS, AgeBand
from routing.clocks import due
from routing.dates import HELSINKI
from routing.hours import ServiceHours, WorkingCalendar
from routing.rule import DeadlineCode

_DAY = timedelta(days=1)
# Working days left on working days 3 and 5 of the seven.
_NEARING, _PRESSING = 4, 2
# The stricter first.
_STRICTNESS: Mapping[DeadlineCode, int] = {DeadlineCode.STATUTORY_7WD_START: 0, DeadlineCode.WITHOUT_DELAY: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A running clock: which one, since which contact, and until when the assessment must have begun."""

    code: DeadlineCode
    started_at: datetime
    due_at: datetime


class Pressure(StrEnum):
    """How near the end of a clock is."""

    CALM = "calm"
    NEARING = "nearing"  # from working day 3 of 7
    PRESSING = "pressing"  # from working day 5 of 7
    TODAY = "today"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a clock stands at one moment, in working days; the day of the contact is day 0."""

    pressure: Pressure
    day: int
    of: int


def code_for(age: AgeBand) -> DeadlineCode:
    """Which clock runs for somebody of *age*: who may be 75 has the seven days."""
    return DeadlineCode.STATUTORY_7WD_START if age in STATUTORY_AGE_BANDS else DeadlineCode.WITHOUT_DELAY


def begun(code: DeadlineCode, arrived_at: datetime, hours: ServiceHours, calendar: WorkingCalendar) -> Clock:
    """The clock that a contact starts which arrived at *arrived_at*."""
    return Clock(code=code, started_at=arrived_at, due_at=due(code, arrived_at, hours, calendar))


def joined(one: Clock, other: Clock, hours: ServiceHours, calendar: WorkingCalendar) -> Clock:
    """One clock for what two contacts of one matter started: from the first of them, by the stricter law.

    Never due later than either. Joined in any order, and joined again, it is the same.
    """
    started_at = min(one.started_at, other.started_at)
    code = min(one.code, other.code, key=_STRICTNESS.__getitem__)
    return Clock(
        code=code,
        started_at=started_at,
        due_at=min(one.due_at, other.due_at, due(code, started_at, hours, calendar)),
    )


def of_age(clock: Clock, age: AgeBand, hours: ServiceHours, calendar: WorkingCalendar) -> Clock:
    """The clock once the client's age is known better: earlier, or as it was. It never gets longer."""
    return joined(clock, begun(code_for(age), clock.started_at, hours, calendar), hours, calendar)


def standing(started_at: datetime, due_at: datetime, now: datetime, calendar: WorkingCalendar) -> Standing:
    """Where a clock stands at *now*."""
    start, end, today = _day(started_at), _day(due_at), _day(now)
    of = working_days(start, end, calendar)
    if now > due_at:
        return Standing(pressure=Pressure.OVERDUE, day=of, of=of)
    left = working_days(today, end, calendar)
    return Standing(pressure=_pressure(left, today == end), day=max(of - left, 0), of=of)


def presses_from(started_at: datetime, due_at: datetime, calendar: WorkingCalendar) -> datetime:
    """The midnight with which the last working days begin (working day 5 of 7). Aware UTC."""
    first, end = _day(started_at), _day(due_at)
    day = end
    while day > first and not (calendar.is_working(day) and working_days(day, end, calendar) >= _PRESSING):
        day -= _DAY
    return _midnight(day)


def working_days(after: date, until: date, calendar: WorkingCalendar) -> int:
    """How many working days there are after *after*, up to and with *until*."""
    return sum(calendar.is_working(after + number * _DAY) for number in range(1, (until - after).days + 1))


def _pressure(left: int, is_last_day: bool) -> Pressure:  # noqa: FBT001  its name is the sentence
    if is_last_day or left == 0:
        return Pressure.TODAY
    if left <= _PRESSING:
        return Pressure.PRESSING
    return Pressure.NEARING if left <= _NEARING else Pressure.CALM


def _day(moment: datetime) -> date:
    return moment.astimezone(HELSINKI).date()


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=HELSINKI)
