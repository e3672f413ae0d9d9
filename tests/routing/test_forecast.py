"""What will be late at this pace: arithmetic that can be checked on paper."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routing.forecast import DueDay, Pace, forecast, pace
from routing.hours import WorkingCalendar

CALENDAR = WorkingCalendar()
MONDAY = date(2026, 11, 16)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 3, 4))
TWO_A_DAY = Pace(begun=20, days=10)


def ahead(open_by_due, pace=TWO_A_DAY, *, begun_today=0, today=MONDAY):
    return forecast(open_by_due, pace, begun_today, today, CALENDAR)


def test_at_two_a_day_the_ninth_by_thursday_is_late():
    found = ahead({TUESDAY: 3, THURSDAY: 6})

    assert found.days == (DueDay(day=TUESDAY, due=3, in_time=3), DueDay(day=THURSDAY, due=6, in_time=5))
    assert (found.first_late, found.late, found.overdue) == (found.days[1], 1, 0)


def test_what_is_overdue_takes_its_part_of_the_pace():
    found = ahead({date(2026, 11, 13): 4, TUESDAY: 1})

    assert (found.overdue, found.late, found.first_late.day) == (4, 1, TUESDAY)


def test_what_was_begun_today_is_not_begun_twice():
    assert ahead({MONDAY: 2}).late == 0
    assert ahead({MONDAY: 2}, begun_today=2).late == 2
    assert ahead({TUESDAY: 2}, begun_today=5).late == 0


def test_on_a_sunday_nothing_is_begun_before_monday():
    assert ahead({MONDAY: 2}, today=MONDAY - timedelta(days=1)).late == 0
    assert ahead({MONDAY: 3}, today=MONDAY - timedelta(days=1)).late == 1


def test_nothing_open_is_nothing_late():
    found = ahead({})
    assert (found.days, found.first_late, found.late) == ((), None, 0)


def test_where_nothing_is_begun_everything_will_be_late():
    assert ahead({THURSDAY: 2, FRIDAY: 1}, Pace(begun=0, days=10)).late == 3


def test_half_an_assessment_is_none():
    assert ahead({MONDAY: 1}, Pace(begun=9, days=10)).late == 1
    assert ahead({MONDAY: 1}, Pace(begun=10, days=10)).late == 0


def test_thirty_in_ten_days_are_three_a_day_and_not_a_hair_less():
    # 0.1 and its like have no exact number in a computer.
    assert ahead({FRIDAY: 15}, Pace(begun=30, days=10)).late == 0


@pytest.mark.parametrize(
    ("begun_on", "expected"),
    [
        ([MONDAY], 0),  # today is not over
        ([date(2026, 11, 13), date(2026, 11, 13)], 2),
        ([date(2026, 11, 14)], 1),  # a Saturday
        ([date(2026, 11, 2)], 1),  # the tenth working day back
        ([date(2026, 10, 30)], 0),
    ],
)
def test_the_pace_is_that_of_the_ten_working_days_before_today(begun_on, expected):
    assert pace(begun_on, MONDAY, CALENDAR, since=date(2026, 1, 1)) == Pace(begun=expected, days=10)


def test_over_christmas_the_ten_working_days_reach_further_back():
    # Before 7 January: 5, 4, 31, 30, 29, 28 January and December, then 23, 22, 21, 18 December.
    found = pace([date(2026, 12, 18), date(2026, 12, 17)], date(2027, 1, 7), CALENDAR, since=date(2026, 1, 1))
    assert found == Pace(begun=1, days=10)


def test_days_before_the_first_clock_do_not_slow_the_pace():
    found = pace([THURSDAY], FRIDAY, CALENDAR, since=TUESDAY)
    assert (found, found.is_known, found.a_day) == (Pace(begun=1, days=3), True, 1 / 3)


def test_after_two_days_nobody_speaks_of_a_pace():
    assert not pace([], WEDNESDAY, CALENDAR, since=MONDAY).is_known
    assert Pace(begun=0, days=0).a_day == 0.0


open_clocks = st.dictionaries(
    st.dates(MONDAY - timedelta(days=9), MONDAY + timedelta(days=30)), st.integers(1, 30), max_size=12
)
paces = st.builds(Pace, begun=st.integers(0, 200), days=st.just(10))


@given(open_clocks, paces, st.integers(0, 20))
def test_everything_that_is_open_is_overdue_in_time_or_late(open_by_due, some_pace, begun_today):
    found = ahead(open_by_due, some_pace, begun_today=begun_today)

    assert found.overdue + sum(day.in_time + day.late for day in found.days) == sum(open_by_due.values())
    assert all(day.late >= 0 and day.in_time >= 0 for day in found.days)


@given(open_clocks, st.integers(0, 100), st.integers(0, 100))
def test_a_quicker_pace_never_makes_more_late(open_by_due, begun, more):
    slower, quicker = (ahead(open_by_due, Pace(begun=number, days=10)) for number in (begun, begun + more))
    assert quicker.late <= slower.late


@given(open_clocks, paces, st.sampled_from([TUESDAY, THURSDAY]))
def test_one_more_clock_never_makes_fewer_late(open_by_due, some_pace, day):
    with_one_more = {**open_by_due, day: open_by_due.get(day, 0) + 1}
    assert ahead(with_one_more, some_pace).late >= ahead(open_by_due, some_pace).late
