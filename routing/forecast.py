"""Which clocks will run out at the pace at which assessments begin now: arithmetic that can be checked on paper.

It supposes that whoever is due first is seen first, and that every working day brings as many beginnings as the last
ones did on average. What will come in from now on is not counted: what is urgent of it makes the forecast too kind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from routing.hours import WorkingCalendar
from routing.statutory import working_days

PACE_DAYS = 10  # working days over which the pace is taken
_FEWEST_DAYS = 3
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How many assessments were begun in the last working days, today not among them."""

    begun: int
    days: int

    @property
    def is_known(self) -> bool:
        """Whether there are enough days behind us to speak of a pace."""
        return self.days >= _FEWEST_DAYS

    @property
    def a_day(self) -> float:
        """How many a working day."""
        return self.begun / self.days if self.days else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """What is due on one day, and how much of it will have begun by its end."""

    day: date
    due: int
    in_time: int

    @property
    def late(self) -> int:
        """How many will not have begun."""
        return self.due - self.in_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The working days ahead on which something is due."""

    overdue: int  # ran out before today, and still nobody has begun
    days: tuple[DueDay, ...]
    pace: Pace

    @property
    def late(self) -> int:
        """How many of those not overdue yet will be late."""
        return sum(day.late for day in self.days)

    @property
    def first_late(self) -> DueDay | None:
        """The first day on which something will be late; None where nothing will."""
        return next((day for day in self.days if day.late), None)


def pace(begun_on: Sequence[date], today: date, calendar: WorkingCalendar, since: date) -> Pace:
    """The pace of the last working days before *today*, of those only on which there was a clock: from *since* on.

    What was begun at a week end counts too: it was done.
    """
    first, counted = today, 0
    while counted < PACE_DAYS and first > since:
        first -= _DAY
        counted += calendar.is_working(first)
    return Pace(begun=sum(first <= day < today for day in begun_on), days=counted)


def forecast(
    open_by_due: Mapping[date, int], pace: Pace, begun_today: int, today: date, calendar: WorkingCalendar
) -> Forecast:
    """What will be late, from how many open clocks are due on each day."""
    overdue = sum(number for day, number in open_by_due.items() if day < today)
    ahead = overdue
    days = []
    for day in sorted(day for day in open_by_due if day >= today):
        number = open_by_due[day]
        capacity = _capacity(pace, begun_today, today, day, calendar)
        days.append(DueDay(day=day, due=number, in_time=min(max(capacity - ahead, 0), number)))
        ahead += number
    return Forecast(overdue=overdue, days=tuple(days), pace=pace)


def _capacity(pace: Pace, begun_today: int, today: date, day: date, calendar: WorkingCalendar) -> int:
    """How many will be begun from now on to the end of *day*. What was begun today is no longer open."""
    left_today = max(pace.a_day - begun_today, 0.0) if calendar.is_working(today) else 0.0
    # In whole assessments: half of one is none.
    return int(left_today + pace.a_day * working_days(today, day, calendar) + 1e-9)
