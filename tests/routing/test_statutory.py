"""The clock by law as pure rules: it only ever moves towards an earlier end."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import AgeBand
from routing.clocks import due, statutory_due
from routing.dates import HELSINKI
from routing.hours import WorkingCalendar
from routing.rule import DeadlineCode
from routing.statutory import (
    Clock,
    Pressure,
    begun,
    code_for,
    joined,
    of_age,
    presses_from,
    standing,
    working_days,
)
from tests.routing.given import OFFICE, helsinki

CALENDAR = WorkingCalendar()
SEVEN, TEN = DeadlineCode.STATUTORY_7WD_START, DeadlineCode.WITHOUT_DELAY

moments = st.timedeltas(timedelta(0), timedelta(days=7000)).map(lambda since: datetime(2020, 1, 1, tzinfo=UTC) + since)
clocks = st.builds(lambda code, at: begun(code, at, OFFICE, CALENDAR), st.sampled_from([SEVEN, TEN]), moments)


def join(one, other):
    return joined(one, other, OFFICE, CALENDAR)


def aged(clock, age):
    return of_age(clock, age, OFFICE, CALENDAR)


def at(text, code=SEVEN):
    return begun(code, helsinki(text), OFFICE, CALENDAR)


def pressure(clock, text):
    return standing(clock.started_at, clock.due_at, helsinki(text), CALENDAR).pressure


@given(clocks, clocks)
def test_two_clocks_of_one_matter_become_one_that_is_due_no_later_than_either(one, other):
    both = join(one, other)

    assert both.due_at <= min(one.due_at, other.due_at)
    assert both.started_at == min(one.started_at, other.started_at)


@given(clocks, clocks, clocks)
def test_the_order_in_which_contacts_are_joined_changes_nothing(one, other, third):
    assert join(one, other) == join(other, one)
    assert join(join(one, other), third) == join(one, join(other, third))


@given(clocks, clocks)
def test_joining_again_what_is_joined_changes_nothing(one, other):
    both = join(one, other)

    assert join(both, one) == both
    assert join(both, both) == both


@given(clocks, st.sampled_from(AgeBand))
def test_knowing_the_age_better_never_gives_more_time(clock, age):
    assert aged(clock, age).due_at <= clock.due_at
    assert aged(clock, age).started_at == clock.started_at


@given(clocks, st.sampled_from(AgeBand), st.sampled_from(AgeBand))
def test_an_age_put_right_and_wrong_again_leaves_the_earlier_date(clock, age, other):
    assert aged(aged(clock, age), other) == aged(aged(clock, other), age)


def test_somebody_of_seventy_who_is_eighty_has_had_the_seven_days_from_the_first_contact():
    clock = aged(at("2026-11-16T10:00:00+02:00", TEN), AgeBand.AGE_75PLUS)

    assert clock == Clock(
        code=SEVEN,
        started_at=helsinki("2026-11-16T10:00:00+02:00"),
        due_at=helsinki("2026-11-25T23:59:59+02:00"),
    )


def test_somebody_of_unknown_age_who_is_seventy_keeps_the_seven_days():
    clock = at("2026-11-16T10:00:00+02:00")
    assert aged(clock, AgeBand.AGE_65_74) == clock


@pytest.mark.parametrize(
    ("age", "code"),
    [
        (AgeBand.AGE_75PLUS, SEVEN),
        (AgeBand.HIGHEST_CARE_ALLOWANCE, SEVEN),
        (AgeBand.UNKNOWN, SEVEN),
        (AgeBand.AGE_65_74, TEN),
        (AgeBand.AGE_UNDER_65, TEN),
    ],
)
def test_the_group_decides_which_clock_runs(age, code):
    assert code_for(age) is code


def test_a_stricter_contact_counts_from_the_first_one():
    # The first said 70, the second a week later 80: the law has counted seven days since the first.
    both = join(at("2026-11-16T10:00:00+02:00", TEN), at("2026-11-23T10:00:00+02:00", SEVEN))

    assert (both.code, both.due_at) == (SEVEN, helsinki("2026-11-25T23:59:59+02:00"))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-20T15:40:00+02:00", Pressure.CALM),  # Friday, the day of the contact
        ("2026-11-22T12:00:00+02:00", Pressure.CALM),
        ("2026-11-24T23:59:59+02:00", Pressure.CALM),  # working day 2
        ("2026-11-25T00:00:00+02:00", Pressure.NEARING),  # 3
        ("2026-11-26T16:00:00+02:00", Pressure.NEARING),  # 4
        ("2026-11-27T00:00:00+02:00", Pressure.PRESSING),  # 5
        ("2026-11-29T12:00:00+02:00", Pressure.PRESSING),
        ("2026-11-30T23:59:59+02:00", Pressure.PRESSING),  # 6
        ("2026-12-01T00:00:00+02:00", Pressure.TODAY),  # 7
        ("2026-12-01T23:59:59+02:00", Pressure.TODAY),
        ("2026-12-02T00:00:00+02:00", Pressure.OVERDUE),
        ("2027-12-02T00:00:00+02:00", Pressure.OVERDUE),
    ],
)
def test_people_are_warned_on_working_days_three_and_five_and_on_the_last_day(now, expected):
    assert pressure(at("2026-11-20T15:40:00+02:00"), now) is expected


def test_over_christmas_working_days_are_counted_and_not_days():
    clock = at("2026-12-16T12:00:00+02:00")  # due on 29 December

    assert pressure(clock, "2026-12-21T09:00:00+02:00") is Pressure.NEARING
    assert pressure(clock, "2026-12-23T09:00:00+02:00") is Pressure.PRESSING
    assert pressure(clock, "2026-12-25T09:00:00+02:00") is Pressure.PRESSING
    assert pressure(clock, "2026-12-29T09:00:00+02:00") is Pressure.TODAY


def test_which_working_day_it_is_can_be_said():
    clock = at("2026-11-20T15:40:00+02:00")
    now = standing(clock.started_at, clock.due_at, helsinki("2026-11-25T10:00:00+02:00"), CALENDAR)

    assert (now.day, now.of) == (3, 7)


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("2026-11-20T15:40:00+02:00", "2026-11-27T00:00:00+02:00"),
        ("2026-12-16T12:00:00+02:00", "2026-12-23T00:00:00+02:00"),
        ("2027-03-24T12:00:00+02:00", "2027-04-02T00:00:00+03:00"),  # Easter and the clock change lie between
    ],
)
def test_the_last_working_days_begin_with_the_fifth(contact, expected):
    clock = at(contact)
    assert presses_from(clock.started_at, clock.due_at, CALENDAR).isoformat() == expected


@given(clocks)
def test_the_last_working_days_begin_between_the_contact_and_the_end(clock):
    begins = presses_from(clock.started_at, clock.due_at, CALENDAR)

    assert clock.started_at.astimezone(HELSINKI).date() <= begins.date() <= clock.due_at.astimezone(HELSINKI).date()
    assert standing(clock.started_at, clock.due_at, begins, CALENDAR).pressure is Pressure.PRESSING


@given(clocks, st.integers(0, 40), st.integers(0, 40))
def test_pressure_only_rises(clock, earlier, later):
    order = list(Pressure)
    first, last = sorted((earlier, later))
    seen = [
        standing(clock.started_at, clock.due_at, clock.started_at + timedelta(days=days), CALENDAR).pressure
        for days in (first, last)
    ]
    assert order.index(seen[0]) <= order.index(seen[1])


def test_working_days_between_two_days_are_counted_without_the_first():
    assert working_days(date(2026, 12, 4), date(2026, 12, 8), CALENDAR) == 2


# ------------------------------------------------------------------------------------------- the three months

THREE_MONTHS = DeadlineCode.STATUTORY_3M_SERVICE


def three_months(text):
    return due(THREE_MONTHS, helsinki(text), OFFICE, CALENDAR).astimezone(HELSINKI).isoformat()


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2026-11-20T15:40:00+02:00", "2027-02-22T23:59:59+02:00"),  # 20 February 2027 is a Saturday
        ("2026-11-29T10:00:00+02:00", "2027-03-01T23:59:59+02:00"),  # no 29 February, and the 28th is a Sunday
        ("2027-11-29T10:00:00+02:00", "2028-02-29T23:59:59+02:00"),  # in a leap year there is one
        ("2027-11-30T10:00:00+02:00", "2028-02-29T23:59:59+02:00"),
        ("2027-09-24T10:00:00+03:00", "2027-12-27T23:59:59+02:00"),  # Christmas Eve is a Friday
        ("2027-02-06T10:00:00+02:00", "2027-05-07T23:59:59+03:00"),  # 6 May 2027 is Ascension Day
    ],
)
def test_the_three_months_run_from_the_application_and_from_the_decision_alike(since, expected):
    # Of SHL 45 § from the day on which the matter began, of 980/2012, 18 §, from the decision.
    assert three_months(since) == expected


@given(moments, st.timedeltas(timedelta(0), timedelta(days=120)))
def test_a_service_is_due_by_the_application_before_it_is_due_by_the_decision(applied, until_decided):
    by_application, by_decision = (
        due(THREE_MONTHS, moment, OFFICE, CALENDAR) for moment in (applied, applied + until_decided)
    )
    assert by_application <= by_decision


# --------------------------------------------------------------------------------- days that are easy to get wrong


@pytest.mark.parametrize(
    ("contact", "last"),
    [
        ("2027-03-27T23:59:00+02:00", "2027-04-07"),  # the night of 28 March has no hour from three to four
        ("2027-03-28T00:00:00+02:00", "2027-04-07"),
        ("2027-03-28T23:59:00+03:00", "2027-04-07"),
        ("2027-10-30T23:59:00+03:00", "2027-11-09"),  # the night of 31 October has it twice
        ("2027-10-31T00:00:00+03:00", "2027-11-09"),
        ("2027-10-31T23:59:00+02:00", "2027-11-09"),
        ("2027-11-01T00:00:00+02:00", "2027-11-10"),
        ("2028-02-28T23:59:00+02:00", "2028-03-08"),
        ("2028-02-29T00:00:00+02:00", "2028-03-09"),
        ("2028-02-29T23:59:00+02:00", "2028-03-09"),
    ],
)
def test_midnight_clock_changes_and_the_leap_day_are_counted_as_days_in_finland(contact, last):
    assert statutory_due(helsinki(contact), CALENDAR).astimezone(HELSINKI).date().isoformat() == last
