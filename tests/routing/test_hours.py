from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import Language
from routing.dates import HELSINKI
from routing.hours import NeverOpenError, Opening, ServiceHours, WorkingCalendar, opening
from tests.routing.given import OFFICE, helsinki

CALENDAR = WorkingCalendar()
COUNTING_EVES = WorkingCalendar(eves_count=True)
ROUND_THE_CLOCK = ServiceHours(week=((opening("0:00-24:00"),),) * 7, holidays=(opening("0:00-24:00"),))
NIGHT = ServiceHours(week=((opening("0:00-6:00"),),) * 7, holidays=(opening("0:00-6:00"),))

moments = st.timedeltas(timedelta(0), timedelta(days=7300)).map(lambda since: datetime(2020, 1, 1, tzinfo=UTC) + since)
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def local(moment):
    return moment.astimezone(HELSINKI).isoformat(timespec="minutes")


@pytest.mark.parametrize("year", range(2020, 2041))
def test_working_days_are_those_of_the_holidays_library(year):
    official = holidays.country_holidays("FI", years=year)
    eves = {date(year, 12, 24), next(date(year, 6, day) for day in range(19, 26) if date(year, 6, day).weekday() == 4)}
    day = date(year, 1, 1)
    while day.year == year:
        expected = day.weekday() < 5 and day not in official and day not in eves
        assert CALENDAR.is_working(day) is expected, day
        assert CALENDAR.is_holiday(day) is (day in official or day in eves), day
        # The library has both eves among its holidays; the law has not (150/1930, 5 §).
        assert COUNTING_EVES.is_working(day) is (day.weekday() < 5 and (day not in official or day in eves)), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    "day",
    ["2027-03-26", "2027-03-28", "2027-03-29", "2027-05-06", "2027-05-16", "2027-06-26", "2027-11-06", "2026-12-06"],
)
def test_a_public_holiday_is_known(day):
    assert CALENDAR.is_holiday(date.fromisoformat(day))


@pytest.mark.parametrize("eve", ["2026-12-24", "2027-06-25"])
def test_an_eve_is_a_working_day_only_where_the_policy_counts_it(eve):
    assert not CALENDAR.is_working(date.fromisoformat(eve))
    assert WorkingCalendar(eves_count=True).is_working(date.fromisoformat(eve))


@given(days, st.integers(1, 12))
def test_the_nth_working_day_has_exactly_n_working_days_up_to_it(after, count):
    last = CALENDAR.working_day(after, count)
    between = [after + timedelta(days=offset) for offset in range(1, (last - after).days + 1)]

    assert sum(CALENDAR.is_working(day) for day in between) == count
    assert CALENDAR.is_working(last)


def test_a_working_day_is_kept_and_a_sunday_becomes_monday():
    assert CALENDAR.this_or_next(date(2026, 11, 20)) == date(2026, 11, 20)
    assert CALENDAR.this_or_next(date(2026, 11, 22)) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-20T08:59:59+02:00", False),
        ("2026-11-20T09:00:00+02:00", True),
        ("2026-11-20T14:59:59+02:00", True),
        ("2026-11-20T15:00:00+02:00", False),
        ("2026-11-21T10:00:00+02:00", False),  # Saturday
        ("2027-12-06T10:00:00+02:00", False),  # Independence Day, a Monday
        ("2026-12-24T10:00:00+02:00", False),  # Christmas Eve, a Thursday
        ("2026-11-20T23:59:00+02:00", False),
        ("2026-11-20T00:00:00+02:00", False),
    ],
)
def test_somebody_answers_in_service_hours_and_only_then(at, expected):
    assert OFFICE.is_open(helsinki(at)) is expected


def test_an_exception_closes_a_day_and_opens_a_holiday():
    hours = replace(OFFICE, exceptions={date(2026, 11, 20): (), date(2026, 12, 6): (opening("12:00-14:00"),)})

    assert not hours.is_open(helsinki("2026-11-20T10:00:00+02:00"))
    assert hours.is_open(helsinki("2026-12-06T12:00:00+02:00"))


def test_the_next_opening_after_friday_evening_is_monday_morning():
    assert local(OFFICE.next_open(helsinki("2026-11-20T15:00:00+02:00"))) == "2026-11-23T09:00+02:00"


def test_while_open_the_next_opening_is_now():
    assert local(OFFICE.next_open(helsinki("2026-11-20T10:30:00+02:00"))) == "2026-11-20T10:30+02:00"


@given(moments)
def test_at_the_next_opening_somebody_answers_and_before_it_nobody_does(at):
    opens = OFFICE.next_open(at)

    assert opens >= at
    assert OFFICE.is_open(opens)
    assert opens == at or not OFFICE.is_open(opens - timedelta(seconds=1))


@given(moments, st.integers(1, 3000), st.integers(0, 3000))
def test_service_time_adds_up(at, some, more):
    assert OFFICE.add(OFFICE.add(at, some), more) == OFFICE.add(at, some + more)


@given(moments, st.integers(1, 3000))
def test_round_the_clock_service_time_is_plain_time(at, minutes):
    assert ROUND_THE_CLOCK.is_open(at)
    assert ROUND_THE_CLOCK.add(at, minutes) == at + timedelta(minutes=minutes)


def test_service_time_goes_on_next_working_day():
    assert local(OFFICE.add(helsinki("2026-11-20T14:50:00+02:00"), 15)) == "2026-11-23T09:05+02:00"


def test_the_night_in_which_spring_skips_an_hour_has_one_hour_less_of_service():
    assert local(NIGHT.add(helsinki("2027-03-28T00:00:00+02:00"), 5 * 60)) == "2027-03-28T06:00+03:00"


def test_the_night_in_which_autumn_doubles_an_hour_has_one_hour_more_of_service():
    assert local(NIGHT.add(helsinki("2027-10-31T00:00:00+03:00"), 7 * 60)) == "2027-10-31T06:00+02:00"


@pytest.mark.parametrize("at", ["2027-10-31T03:30:00+03:00", "2027-10-31T03:30:00+02:00"])
def test_in_the_doubled_hour_a_night_service_answers_both_times(at):
    assert NIGHT.is_open(helsinki(at))


def test_a_service_that_closes_in_the_doubled_hour_answers_until_its_second_end():
    hours = ServiceHours(week=((opening("0:00-3:30"),),) * 7, holidays=(opening("0:00-3:30"),))

    assert hours.is_open(helsinki("2027-10-31T03:29:00+02:00"))
    assert not hours.is_open(helsinki("2027-10-31T03:30:00+02:00"))


@pytest.mark.parametrize(
    ("before", "offset"), [("2027-03-26T15:00:00+02:00", "+03:00"), ("2027-10-29T15:00:00+03:00", "+02:00")]
)
def test_after_a_change_of_clocks_the_service_opens_at_nine_by_the_new_time(before, offset):
    assert local(OFFICE.next_open(helsinki(before))).endswith(f"T09:00{offset}")


def test_opening_hours_inside_the_skipped_hour_do_not_exist_that_night():
    hours = ServiceHours(week=((opening("3:00-4:00"),),) * 7, holidays=(opening("3:00-4:00"),))
    assert local(hours.next_open(helsinki("2027-03-28T00:00:00+02:00"))) == "2027-03-29T03:00+03:00"


def test_the_closing_of_a_closed_day_is_that_of_the_next_open_one():
    assert local(OFFICE.closing(date(2026, 11, 20))) == "2026-11-20T15:00+02:00"
    assert local(OFFICE.closing(date(2026, 11, 21))) == "2026-11-23T15:00+02:00"


MIXED = ServiceHours(
    week=(
        (opening("8.30–16.00"),),
        (opening("8:30-16:00"),),
        (opening("9:00-11:00"), opening("13:00-15:00")),
        (),
        (opening("9:00-14:00"),),
        (),
        (),
    )
)


@pytest.mark.parametrize(
    ("hours", "language", "words"),
    [
        (OFFICE, Language.FI, "ma–pe klo 9–15"),
        (OFFICE, Language.SV, "mån–fre kl. 9–15"),
        (OFFICE, Language.EN, "Mon–Fri 9 am–3 pm"),
        (OFFICE, Language.UNKNOWN, "ma–pe klo 9–15"),
        (MIXED, Language.FI, "ma–ti klo 8.30–16, ke klo 9–11 ja 13–15, pe klo 9–14"),
        (MIXED, Language.SV, "mån–tis kl. 8.30–16, ons kl. 9–11 och 13–15, fre kl. 9–14"),
        (MIXED, Language.EN, "Mon–Tue 8:30 am–4 pm, Wed 9 am–11 am and 1 pm–3 pm, Fri 9 am–2 pm"),
        (ROUND_THE_CLOCK, Language.FI, "ympäri vuorokauden"),
        (ROUND_THE_CLOCK, Language.SV, "dygnet runt"),
        (ROUND_THE_CLOCK, Language.EN, "around the clock"),
    ],
)
def test_hours_in_words(hours, language, words):
    assert hours.describe(language) == words


@pytest.mark.parametrize("text", ["9-15", "09:00", "15:00-9:00", "9:00-9:00", "9:00-25:00", "24:00-24:00", ""])
def test_opening_hours_that_make_no_sense_are_refused(text):
    with pytest.raises(ValueError):
        opening(text)


def test_midnight_ends_the_day():
    assert opening("16:00-24:00") == Opening(opens=time(16), closes=time(0))


@pytest.mark.parametrize(
    "week",
    [
        ((opening("9:00-15:00"),),) * 5,
        ((),) * 7,
        ((opening("9:00-12:00"), opening("11:00-15:00")),) + ((),) * 6,
        ((opening("12:00-15:00"), opening("9:00-11:00")),) + ((),) * 6,
        ((opening("9:00-24:00"), opening("9:00-11:00")),) + ((),) * 6,
    ],
)
def test_a_week_that_makes_no_sense_is_refused(week):
    with pytest.raises(ValueError):
        ServiceHours(week=week)


def test_a_service_that_is_closed_for_more_than_a_year_says_so():
    start = date(2026, 1, 1)
    hours = replace(OFFICE, exceptions={start + timedelta(days=offset): () for offset in range(500)})
    with pytest.raises(NeverOpenError):
        hours.next_open(datetime(2026, 1, 1, tzinfo=UTC))
