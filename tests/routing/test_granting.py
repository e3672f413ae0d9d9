"""Three months from the decision to the first day of the service: the last day, and how near it is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.clocks import due, service_due_on
from routing.dates import HELSINKI
from routing.granting import near_until, presses_from, pressing_until, pressure
from routing.hours import WorkingCalendar
from routing.rule import DeadlineCode
from routing.statutory import Pressure
from tests.routing.given import OFFICE, helsinki

CALENDAR = WorkingCalendar()
days = st.dates(date(2020, 1, 1), date(2039, 12, 31))


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        (date(2026, 11, 24), date(2027, 2, 24)),
        (date(2027, 11, 30), date(2028, 2, 29)),  # a leap year
        (date(2028, 2, 29), date(2028, 5, 29)),
        (date(2025, 11, 28), date(2026, 3, 2)),  # 28 February 2026 is a Saturday
        (date(2026, 11, 30), date(2027, 3, 1)),  # no 30 February, and 28 February 2027 is a Sunday
        (date(2028, 11, 30), date(2029, 2, 28)),
        (date(2027, 8, 31), date(2027, 11, 30)),
        (date(2027, 5, 31), date(2027, 8, 31)),
        (date(2027, 9, 6), date(2027, 12, 7)),  # 6 December is Independence Day
    ],
)
def test_the_last_day_has_the_same_number_or_is_the_last_of_its_month_and_a_working_day(decided, expected):
    assert service_due_on(decided, CALENDAR) == expected


@pytest.mark.parametrize(
    ("decided", "last_second"),
    [
        ("2026-12-29T12:00:00+02:00", "2027-03-30T20:59:59+00:00"),  # Easter Monday, over the night of 28 March
        ("2027-07-29T12:00:00+03:00", "2027-10-29T20:59:59+00:00"),
        ("2027-08-02T12:00:00+03:00", "2027-11-02T21:59:59+00:00"),  # over the night of 31 October
    ],
)
def test_it_lasts_to_the_end_of_that_day_in_finland_on_both_sides_of_the_clock_change(decided, last_second):
    end = due(DeadlineCode.STATUTORY_3M_SERVICE, helsinki(decided), OFFICE, CALENDAR)

    assert end.isoformat() == last_second
    assert end.astimezone(HELSINKI).date() == service_due_on(helsinki(decided).date(), CALENDAR)


@given(days, days)
def test_a_later_decision_is_never_due_earlier(one, other):
    first, second = sorted((one, other))
    assert service_due_on(first, CALENDAR) <= service_due_on(second, CALENDAR)


@given(days)
def test_there_are_always_three_months_and_never_two_weeks_more(decided):
    assert 89 <= (service_due_on(decided, CALENDAR) - decided).days <= 97


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 11, 24), Pressure.CALM),
        (date(2027, 1, 26), Pressure.CALM),
        (date(2027, 1, 27), Pressure.NEARING),  # four weeks before
        (date(2027, 2, 16), Pressure.NEARING),
        (date(2027, 2, 17), Pressure.PRESSING),  # one week
        (date(2027, 2, 23), Pressure.PRESSING),
        (date(2027, 2, 24), Pressure.TODAY),
        (date(2027, 2, 25), Pressure.OVERDUE),
        (date(2037, 2, 25), Pressure.OVERDUE),
    ],
)
def test_people_are_warned_four_weeks_and_one_week_before_and_on_the_last_day(today, expected):
    assert pressure(date(2027, 2, 24), today) is expected


@given(days, days)
def test_lists_and_the_reminder_go_by_the_same_days_as_the_words(due_on, today):
    how_near = pressure(due_on, today)

    assert (due_on <= near_until(today)) is (how_near is not Pressure.CALM)
    assert (due_on <= pressing_until(today)) is (how_near not in {Pressure.CALM, Pressure.NEARING})
    assert (presses_from(due_on).date() <= today) is (due_on <= pressing_until(today))


def test_the_last_week_begins_at_midnight_in_finland():
    assert presses_from(date(2027, 4, 1)).isoformat() == "2027-03-25T00:00:00+02:00"  # before the clock change
    assert presses_from(date(2027, 4, 5)).isoformat() == "2027-03-29T00:00:00+03:00"
