"""When a promise is due. The codes are words of time; this is where they become moments."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from channels.codes import OPENS_CASE, STATUTORY_AGE_BANDS
from routing.dates import HELSINKI
from routing.decision import Decision
from routing.hours import ServiceHours, WorkingCalendar
from routing.rule import Action, DeadlineCode

STATUTORY_WORKING_DAYS = 7  # sosiaalihuoltolaki 1301/2014, 36 §

_STILL_THE_SAME_DAY = time(14)
_NEXT_MORNING = time(10)
_END_OF_DAY = time(23, 59, 59)
_MONTHS_TO_SERVICE = 3

_SERVICE_MINUTES: Mapping[DeadlineCode, int] = {
    DeadlineCode.URGENT_15MIN: 15,
    DeadlineCode.URGENT_1H: 60,
    DeadlineCode.WARD_FIRST_RESPONSE: 240,
}

_AT_ONCE: Mapping[DeadlineCode, timedelta] = {
    DeadlineCode.NOW: timedelta(0),
    DeadlineCode.ACK_WITHOUT_DELAY: timedelta(seconds=60),
}

_WORKING_DAYS: Mapping[DeadlineCode, int] = {
    DeadlineCode.WD1: 1,
    DeadlineCode.WD2: 2,
    DeadlineCode.WD3: 3,
    DeadlineCode.WD5: 5,
    DeadlineCode.TRANSFER_WITHOUT_DELAY: 1,
    DeadlineCode.WITHOUT_DELAY: 10,
}

_STARTS_CLOCK = frozenset({Action.START_STATUTORY_CLOCK, Action.START_CLOCK_WITHOUT_DELAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A promise and the moment at which it is due."""

    code: DeadlineCode
    due: datetime  # aware UTC


def due(code: DeadlineCode, arrived_at: datetime, hours: ServiceHours, calendar: WorkingCalendar) -> datetime:
    """The moment at which *code* is due for what arrived at *arrived_at*; never before it. Aware UTC."""
    day = _local_day(arrived_at)
    if code in _WORKING_DAYS:
        return hours.closing(calendar.working_day(day, _WORKING_DAYS[code]))
    if code in _SERVICE_MINUTES:
        return hours.add(arrived_at, _SERVICE_MINUTES[code])
    if code in _AT_ONCE:
        return arrived_at.astimezone(UTC) + _AT_ONCE[code]
    if code is DeadlineCode.SAME_DAY:
        return _same_day(arrived_at, hours, calendar)
    return _statutory(code, day, calendar)


def statutory_due(started_at: datetime, calendar: WorkingCalendar) -> datetime:
    """The end of the seventh working day after the contact; the day of the contact is day 0. Aware UTC.

    Nothing pauses it: missing data, consent or an answer that does not come change only who is waited for.
    """
    return _statutory(DeadlineCode.STATUTORY_7WD_START, _local_day(started_at), calendar)


def service_due_on(decided_on: date, calendar: WorkingCalendar) -> date:
    """The last day on which a service granted on *decided_on* may begin (vanhuspalvelulaki 980/2012, 18 §)."""
    return calendar.this_or_next(_months_later(decided_on, _MONTHS_TO_SERVICE))


def starts_clock(decision: Decision) -> DeadlineCode | None:
    """Which clock of SHL 36 § this contact starts: by a rule's action, or by what the contact is, whatever rule held.

    The client's age decides which of the two, not the rule: who is 75 or of unknown age has the seven days also where a
    rule would be content with "without delay". Actions left to a person's judgement ("if need changed") start none.
    """
    if decision.facts.matter_type not in OPENS_CASE and _STARTS_CLOCK.isdisjoint(decision.actions):
        return None
    if decision.facts.age in STATUTORY_AGE_BANDS:
        return DeadlineCode.STATUTORY_7WD_START
    return DeadlineCode.WITHOUT_DELAY


def deadlines(
    decision: Decision, arrived_at: datetime, hours: ServiceHours, calendar: WorkingCalendar
) -> tuple[Deadline, ...]:
    """The rule's deadline first, then the statutory one where this contact starts its clock."""
    clock = starts_clock(decision)
    codes = (decision.deadline,) if clock in (None, decision.deadline) else (decision.deadline, clock)
    return tuple(Deadline(code=code, due=due(code, arrived_at, hours, calendar)) for code in codes if code)


def answer_by(decision: Decision, arrived_at: datetime, hours: ServiceHours, calendar: WorkingCalendar) -> datetime:
    """What a text may promise as `date_by`: the rule's deadline, or the same day where the deadline is "now".

    "Now" is what we do at once, with alarm and telephone. As a date in a letter it would already have passed when read.
    """
    code = DeadlineCode.SAME_DAY if decision.deadline is DeadlineCode.NOW else decision.deadline
    return due(code, arrived_at, hours, calendar)


class UnknownDeadlineError(Exception):
    """A deadline code without a meaning; a test asks each code, so only a new code can do this."""

    def __init__(self, code: DeadlineCode) -> None:
        super().__init__(f"deadline {code} has no meaning in routing/clocks.py")
        self.code = code


def _statutory(code: DeadlineCode, day: date, calendar: WorkingCalendar) -> datetime:
    if code is DeadlineCode.STATUTORY_7WD_START:
        return _at(calendar.working_day(day, STATUTORY_WORKING_DAYS), _END_OF_DAY)
    if code is DeadlineCode.STATUTORY_3M_SERVICE:
        return _at(service_due_on(day, calendar), _END_OF_DAY)
    raise UnknownDeadlineError(code)


def _same_day(arrived_at: datetime, hours: ServiceHours, calendar: WorkingCalendar) -> datetime:
    local = arrived_at.astimezone(HELSINKI)
    if calendar.is_working(local.date()) and local.time() < _STILL_THE_SAME_DAY:
        closing = hours.closing(local.date())
        # A service that has already closed, or does not open today at all, keeps the promise next morning.
        if arrived_at < closing and _local_day(closing) == local.date():
            return closing
    return _at(calendar.working_day(local.date(), 1), _NEXT_MORNING)


def _local_day(moment: datetime) -> date:
    return moment.astimezone(HELSINKI).date()


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=HELSINKI).astimezone(UTC)


def _months_later(day: date, months: int) -> date:
    """The day of the same number, or the last of the month where there is none (150/1930, 3 §)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
