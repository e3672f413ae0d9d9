from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import OPENS_CASE, AgeBand, ConsentState, Flag, MatterType, Reason, Urgency
from routing.check import load_rules
from routing.clocks import Deadline, answer_by, deadlines, due, starts_clock, statutory_due
from routing.dates import HELSINKI
from routing.decide import decide
from routing.facts import Area
from routing.hours import WorkingCalendar
from routing.rule import DeadlineCode
from tests.routing.given import OFFICE, any_facts, facts, helsinki, sample

BOOK = load_rules()
CALENDAR = WorkingCalendar()
STRICT = WorkingCalendar(eves_count=True)
FRIDAY = "2026-11-20T10:05:00+02:00"
CLOCKS = {DeadlineCode.STATUTORY_7WD_START, DeadlineCode.WITHOUT_DELAY}

moments = st.timedeltas(timedelta(0), timedelta(days=7000)).map(lambda since: datetime(2020, 1, 1, tzinfo=UTC) + since)


def due_at(code, at):
    return due(code, helsinki(at), OFFICE, CALENDAR).astimezone(HELSINKI).isoformat()


def decided(**codes):
    return decide(facts(**codes), BOOK)


@pytest.mark.parametrize("example", sample("seventh_working_day.toml")["example"], ids=lambda one: str(one["contact"]))
def test_a_hand_counted_seventh_working_day_is_found(example):
    assert statutory_due(example["contact"], CALENDAR).astimezone(HELSINKI).date() == example["due"]


def test_there_are_as_many_hand_counted_examples_as_were_agreed():
    assert len(sample("seventh_working_day.toml")["example"]) == 11


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (DeadlineCode.NOW, "2026-11-20T10:05:00+02:00"),
        (DeadlineCode.URGENT_15MIN, "2026-11-20T10:20:00+02:00"),
        (DeadlineCode.URGENT_1H, "2026-11-20T11:05:00+02:00"),
        (DeadlineCode.SAME_DAY, "2026-11-20T15:00:00+02:00"),
        (DeadlineCode.WARD_FIRST_RESPONSE, "2026-11-20T14:05:00+02:00"),
        (DeadlineCode.WD1, "2026-11-23T15:00:00+02:00"),
        (DeadlineCode.WD2, "2026-11-24T15:00:00+02:00"),
        (DeadlineCode.WD3, "2026-11-25T15:00:00+02:00"),
        (DeadlineCode.WD5, "2026-11-27T15:00:00+02:00"),
        (DeadlineCode.STATUTORY_7WD_START, "2026-12-01T23:59:59+02:00"),
        (DeadlineCode.WITHOUT_DELAY, "2026-12-04T15:00:00+02:00"),
        (DeadlineCode.STATUTORY_3M_SERVICE, "2027-02-22T23:59:59+02:00"),  # the 20th is a Saturday
        (DeadlineCode.TRANSFER_WITHOUT_DELAY, "2026-11-23T15:00:00+02:00"),
        (DeadlineCode.ACK_WITHOUT_DELAY, "2026-11-20T10:06:00+02:00"),
    ],
)
def test_each_deadline_code_has_its_moment(code, expected):
    assert due_at(code, FRIDAY) == expected


@pytest.mark.parametrize("code", DeadlineCode)
def test_no_deadline_code_is_without_a_meaning(code):
    assert due(code, helsinki(FRIDAY), OFFICE, CALENDAR).tzinfo is UTC


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-20T13:59:59+02:00", "2026-11-20T15:00:00+02:00"),
        ("2026-11-20T14:00:00+02:00", "2026-11-23T10:00:00+02:00"),
        ("2026-11-20T23:59:00+02:00", "2026-11-23T10:00:00+02:00"),
        ("2026-11-23T00:00:00+02:00", "2026-11-23T15:00:00+02:00"),
        ("2026-11-21T08:00:00+02:00", "2026-11-23T10:00:00+02:00"),
        ("2026-12-23T16:00:00+02:00", "2026-12-28T10:00:00+02:00"),
    ],
)
def test_same_day_ends_at_two_o_clock(at, expected):
    assert due_at(DeadlineCode.SAME_DAY, at) == expected


def test_same_day_is_next_morning_where_the_service_has_closed_already():
    short = replace(OFFICE, exceptions={helsinki(FRIDAY).date(): ()})
    promised = due(DeadlineCode.SAME_DAY, helsinki(FRIDAY), short, CALENDAR)
    assert promised.astimezone(HELSINKI).isoformat() == "2026-11-23T10:00:00+02:00"


@pytest.mark.parametrize(
    ("at", "expected"),
    [("2026-11-30T23:59:00+02:00", "2026-12-09"), ("2026-12-01T00:00:00+02:00", "2026-12-10")],
)
def test_the_day_of_the_contact_changes_at_midnight_in_helsinki_not_in_utc(at, expected):
    assert statutory_due(helsinki(at), CALENDAR).astimezone(HELSINKI).date().isoformat() == expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2027-03-28T02:59:00+02:00", "2027-04-07"),
        ("2027-03-28T04:00:00+03:00", "2027-04-07"),
        ("2027-10-31T03:30:00+03:00", "2027-11-09"),
        ("2027-10-31T03:30:00+02:00", "2027-11-09"),
    ],
)
def test_the_nights_of_the_clock_change_count_as_one_day(at, expected):
    assert statutory_due(helsinki(at), CALENDAR).astimezone(HELSINKI).date().isoformat() == expected


def test_working_day_promises_over_a_clock_change_end_by_the_new_time():
    assert due_at(DeadlineCode.WD1, "2027-03-25T12:00:00+02:00") == "2027-03-30T15:00:00+03:00"


@pytest.mark.parametrize(
    ("granted", "expected"),
    [
        ("2026-11-30T10:00:00+02:00", "2027-03-01"),
        ("2027-03-26T10:00:00+02:00", "2027-06-28"),
        ("2026-12-31T10:00:00+02:00", "2027-03-31"),
        ("2027-11-30T10:00:00+02:00", "2028-02-29"),
    ],
)
def test_three_months_end_on_a_working_day(granted, expected):
    # 30 November has no twin in February, and 28 February 2027 is a Sunday; 26 June 2027 is Midsummer Day.
    assert due_at(DeadlineCode.STATUTORY_3M_SERVICE, granted)[:10] == expected


@given(moments, st.sampled_from(DeadlineCode))
def test_nothing_is_due_before_it_arrived(at, code):
    assert due(code, at, OFFICE, CALENDAR) >= at


@given(moments, st.timedeltas(timedelta(0), timedelta(days=20)), st.sampled_from(DeadlineCode))
def test_who_comes_later_is_never_due_earlier(at, later, code):
    assert due(code, at + later, OFFICE, CALENDAR) >= due(code, at, OFFICE, CALENDAR)


@given(moments)
def test_the_internal_target_is_before_the_statutory_end(at):
    assert due(DeadlineCode.WD5, at, OFFICE, CALENDAR) < statutory_due(at, CALENDAR)


@given(moments)
def test_counting_the_eves_never_makes_a_due_date_later(at):
    assert statutory_due(at, STRICT) <= statutory_due(at, CALENDAR)


@given(any_facts)
def test_a_matter_that_expresses_a_need_starts_a_clock_whichever_rule_held(some):
    for matter in OPENS_CASE:
        assert starts_clock(decide(replace(some, matter_type=matter), BOOK)) in CLOCKS


@given(any_facts, st.sampled_from([AgeBand.AGE_75PLUS, AgeBand.HIGHEST_CARE_ALLOWANCE, AgeBand.UNKNOWN]))
def test_who_is_75_or_of_unknown_age_never_has_the_longer_clock(some, age):
    assert starts_clock(decide(replace(some, age=age), BOOK)) is not DeadlineCode.WITHOUT_DELAY


@given(any_facts, st.sampled_from(ConsentState), st.sampled_from(Area))
def test_missing_consent_or_municipality_never_stops_the_clock(some, consent, area):
    application = replace(some, matter_type=MatterType.APPLICATION)
    assert starts_clock(decide(replace(application, consent=consent, municipality=area), BOOK)) in CLOCKS


def test_a_refused_ward_request_keeps_its_clock():
    decision = decided(matter_type=MatterType.WARD_REQUEST, consent=ConsentState.REFUSED)

    assert decision.rule == "R030"
    assert starts_clock(decision) is DeadlineCode.STATUTORY_7WD_START


@pytest.mark.parametrize(
    ("age", "clock"),
    [
        (AgeBand.AGE_75PLUS, DeadlineCode.STATUTORY_7WD_START),
        (AgeBand.HIGHEST_CARE_ALLOWANCE, DeadlineCode.STATUTORY_7WD_START),
        (AgeBand.UNKNOWN, DeadlineCode.STATUTORY_7WD_START),
        (AgeBand.AGE_65_74, DeadlineCode.WITHOUT_DELAY),
        (AgeBand.AGE_UNDER_65, DeadlineCode.WITHOUT_DELAY),
    ],
)
def test_age_decides_which_clock_runs(age, clock):
    assert starts_clock(decided(matter_type=MatterType.APPLICATION, age=age)) is clock


def test_advice_starts_no_clock():
    assert starts_clock(decided()) is None


def test_a_clock_that_depends_on_a_persons_judgement_does_not_start_by_itself():
    decision = decided(reason=Reason.HOME_CARE, existing_client=True)

    assert decision.rule == "R052"
    assert starts_clock(decision) is None


def test_the_rules_deadline_comes_first_and_the_statutory_one_beside_it():
    decision = decided(reason=Reason.HOME_CARE)

    assert deadlines(decision, helsinki(FRIDAY), OFFICE, CALENDAR) == (
        Deadline(code=DeadlineCode.WD5, due=helsinki("2026-11-27T15:00:00+02:00")),
        Deadline(code=DeadlineCode.STATUTORY_7WD_START, due=helsinki("2026-12-01T23:59:59+02:00")),
    )


def test_where_no_clock_starts_there_is_only_the_rules_deadline():
    assert deadlines(decided(), helsinki(FRIDAY), OFFICE, CALENDAR) == (
        Deadline(code=DeadlineCode.WD2, due=helsinki("2026-11-24T15:00:00+02:00")),
    )


def test_a_text_never_promises_an_answer_by_the_moment_it_is_sent():
    emergency = decided(urgency=Urgency.EMERGENCY, flags=frozenset({Flag.FALL}))
    promised = answer_by(emergency, helsinki(FRIDAY), OFFICE, CALENDAR)
    assert promised.astimezone(HELSINKI).isoformat() == "2026-11-20T15:00:00+02:00"


@given(any_facts, moments)
def test_every_promise_lies_ahead(some, at):
    assert answer_by(decide(some, BOOK), at, OFFICE, CALENDAR) > at
