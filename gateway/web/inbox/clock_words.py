"""The clock by law as lists and pages say it: the day, which working day it is, and how near the end, in words."""

from gateway.store.cases import CaseRow
from gateway.web.inbox.words import Due, DueState, Speaker
from routing.hours import WorkingCalendar
from routing.statutory import Pressure, standing

_STATES = {
    Pressure.CALM: DueState.OK,
    Pressure.NEARING: DueState.NEARING,
    Pressure.PRESSING: DueState.PRESSING,
    Pressure.TODAY: DueState.LAST_DAY,
}


def clock_due(case: CaseRow, calendar: WorkingCalendar, speaker: Speaker) -> Due | None:
    """When the assessment must have begun; None where no clock runs."""
    if not case.open or case.clock_started_at is None or case.clock_due_at is None:
        return None
    now = standing(case.clock_started_at, case.clock_due_at, speaker.now, calendar)
    if now.pressure is Pressure.OVERDUE:
        return speaker.due(case.clock_due_at, whole_day=True)
    words = speaker.say("clock-day-of", date=speaker.day(case.clock_due_at), day=now.day, of=now.of)
    return Due(state=_STATES[now.pressure], at=case.clock_due_at, words=words)
