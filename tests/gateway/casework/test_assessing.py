"""The clock by law on a Case: what starts it, what stops it, and what never moves it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from channels.codes import AgeBand, ContacterType, Direction, Reason, Resolution
from gateway.casework import assessing, correcting, promising, replying, resolving
from gateway.casework.assessing import Beginning
from gateway.errors import RefusedError
from gateway.ids import new_id
from gateway.steps import clocking
from gateway.steps.clocking import Expressed
from gateway.store import cases, clocks, contacts
from gateway.store.clocks import ClockRow
from gateway.store.states import ClockOutcome, Event, TaskOutcome
from gateway.store.tasks import TaskRow
from gateway.store.timeline import TimelineRow
from routing.rule import DeadlineCode

NEED = "Äitini on 82-vuotias eikä pärjää enää kotona. Tarvitsemme kotihoitoa. Asumme Ulvilassa."
YOUNGER = "Olen 70-vuotias enkä pärjää enää kotona. Tarvitsen kotihoitoa. Asun Ulvilassa."
QUESTION = "Hei! Mihin aikaan neuvonta on auki perjantaisin?"
SEVENTH_DAY = datetime(2026, 12, 3, 21, 59, 59, tzinfo=UTC)  # of what came on Tuesday 24 November


async def acting(house, do, case, *more):
    async with house.services.sessions.begin() as session:
        await do(session, house.services, house.act(await house.case(case.id)), *more)
    return await house.case(case.id)


async def clocks_of(house, case):
    async with house.services.readers() as session:
        return list(await clocks.of_case(session, case.id))


async def entries(house, case, event):
    rows = select(TimelineRow).where(TimelineRow.case_id == case.id, TimelineRow.event == event)
    async with house.services.readers() as session:
        return list(await session.scalars(rows))


async def end(house, case):
    """The Case is resolved, whatever was to be done in it."""
    async with house.services.sessions.begin() as session:
        for task in await session.scalars(select(TaskRow).where(TaskRow.case_id == case.id)):
            task.done_at, task.outcome = house.clock(), TaskOutcome.DONE
    outcome = resolving.Outcome(
        contacter=ContacterType.CLIENT,
        direction=Direction.TO_SERVICE,
        reason=Reason.COPING_AT_HOME,
        resolution=Resolution.ADVICE_GIVEN,
    )
    return await acting(house, resolving.resolve, case, outcome)


def begun(house, **said):
    return Beginning(**({"at": house.clock(), "reached": True} | said))


def dates(row):
    return (row.code, row.started_at, row.due_at)


async def test_a_contact_that_expresses_a_need_starts_the_clock_and_the_record_says_which_contact(house):
    case = await house.receives_mail(NEED)

    (clock,) = await clocks_of(house, case)
    assert dates(clock) == (DeadlineCode.STATUTORY_7WD_START, case.opened_at, SEVENTH_DAY)
    assert (clock.age, clock.outcome, clock.because_contact_id is None) == (AgeBand.AGE_75PLUS, None, False)
    assert (case.clock_started_at, case.clock_due_at) == (clock.started_at, clock.due_at)


async def test_a_question_starts_none(house):
    case = await house.receives_mail(QUESTION)

    assert await clocks_of(house, case) == []
    assert case.clock_due_at is None


async def test_the_clock_stops_when_a_professional_says_that_the_assessment_has_begun(house):
    case = await house.receives_mail(NEED)
    house.clock.passes(days=2)

    after = await acting(house, assessing.begin, case, begun(house, note="Puhuin tyttären kanssa."))

    (clock,) = await clocks_of(house, case)
    assert (clock.stopped_at, clock.stopped_by, clock.outcome) == (house.clock(), house.maija, ClockOutcome.BEGUN)
    assert (after.clock_started_at, after.clock_due_at) == (clock.started_at, None)
    assert after.order_at == after.promise_due_at
    (entry,) = await entries(house, case, Event.ASSESSMENT_BEGUN)
    assert entry.data == {"begun_at": house.clock().isoformat(), "late": "no"}


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"reached": False}, "refused-not-reached"),
        ({"hours": 1}, "refused-begun-in-future"),
        ({"hours": -49}, "refused-begun-before-clock"),
    ],
)
async def test_a_failed_call_the_future_and_the_time_before_the_contact_stop_nothing(house, said, refusal):
    case = await house.receives_mail(NEED)
    house.clock.passes(days=2)
    said = dict(said)
    at = house.clock() + timedelta(hours=said.pop("hours", 0))

    with pytest.raises(RefusedError, match=refusal):
        await acting(house, assessing.begin, case, begun(house, at=at, **said))

    assert (await clocks_of(house, case))[0].stopped_at is None
    assert (await house.case(case.id)).clock_due_at == SEVENTH_DAY


async def test_an_assessment_begun_in_the_minute_of_the_contact_is_one(house):
    case = await house.receives_mail(NEED)
    house.clock.passes(seconds=30)

    at = case.opened_at.replace(second=0, microsecond=0)
    assert (await acting(house, assessing.begin, case, begun(house, at=at))).clock_due_at is None


@pytest.mark.parametrize("reached", [True, False])
async def test_a_call_is_an_answer_and_no_beginning_of_an_assessment(house, reached):
    case = await house.receives_mail(NEED)

    called = replying.Called(reached=reached, note="", next_due=house.clock() + timedelta(days=1))
    after = await acting(house, replying.called, case, called)

    assert after.clock_due_at == SEVENTH_DAY


async def test_a_clock_that_was_late_stays_late_whatever_is_found_out_afterwards(house):
    case = await house.receives_mail(NEED)
    house.clock.passes(days=20)
    await acting(house, assessing.correct_age, case, AgeBand.AGE_UNDER_65, "Asiakas on 60-vuotias.")
    late = begun(house)
    await acting(house, assessing.begin, case, late)

    (clock,) = await clocks_of(house, case)
    assert clock.stopped_at > clock.due_at
    assert (await entries(house, case, Event.ASSESSMENT_BEGUN))[0].data["late"] == "yes"
    async with house.services.readers() as session:
        assert await clocks.record(session, clock.started_at, house.clock()) == clocks.Record(
            due=1, late=1, recorded_late=0
        )


async def test_who_stood_overdue_and_is_said_to_have_begun_in_time_is_told_apart_and_the_grounds_are_kept(house):
    case = await house.receives_mail(NEED)
    house.clock.passes(days=20)
    in_time = case.opened_at + timedelta(days=6)
    async with house.services.readers() as session:
        assert await clocks.record(session, case.opened_at, house.clock()) == clocks.Record(
            due=1, late=1, recorded_late=0
        )
    with pytest.raises(RefusedError, match="refused-begun-grounds"):
        await acting(house, assessing.begin, case, begun(house, at=in_time, note=" "))

    await acting(house, assessing.begin, case, begun(house, at=in_time, note="Kirjaus unohtui."))

    (clock,) = await clocks_of(house, case)
    assert (clock.stopped_at, clock.recorded_at, clock.recorded_late) == (in_time, house.clock(), True)
    async with house.services.readers() as session:
        assert await clocks.record(session, case.opened_at, house.clock()) == clocks.Record(
            due=1, late=0, recorded_late=1
        )
    (entry,) = await entries(house, case, Event.ASSESSMENT_BEGUN)
    assert (entry.data["late"], entry.data["recorded_late"], entry.sealed_text is None) == ("no", "yes", False)


@pytest.mark.parametrize(("days", "ago"), [(2, 1), (20, 0)])
async def test_what_was_recorded_before_its_date_or_had_begun_late_needs_no_grounds(house, days, ago):
    case = await house.receives_mail(NEED)
    house.clock.passes(days=days)

    await acting(house, assessing.begin, case, begun(house, at=house.clock() - timedelta(days=ago)))

    assert not (await clocks_of(house, case))[0].recorded_late


async def test_a_beginning_that_is_taken_back_leaves_nothing_recorded(house):
    case = await house.receives_mail(NEED)
    await acting(house, assessing.begin, case, begun(house))
    await acting(house, assessing.take_back, case, "Väärä asia.")

    assert (await clocks_of(house, case))[0].recorded_at is None


async def test_an_age_that_is_known_better_makes_the_clock_earlier_and_the_reason_is_kept(house):
    case = await house.receives_mail(YOUNGER)
    ten_days = case.clock_due_at
    (before,) = await clocks_of(house, case)
    assert before.code is DeadlineCode.WITHOUT_DELAY

    after = await acting(house, assessing.correct_age, case, AgeBand.HIGHEST_CARE_ALLOWANCE, "Kelan päätös nähty.")

    (clock,) = await clocks_of(house, case)
    assert dates(clock) == (DeadlineCode.STATUTORY_7WD_START, case.opened_at, SEVENTH_DAY)
    assert clock.age is AgeBand.HIGHEST_CARE_ALLOWANCE
    assert ten_days > after.clock_due_at == SEVENTH_DAY
    (entry,) = await entries(house, case, Event.AGE_CORRECTED)
    assert (entry.data["age"], entry.data["age_was"]) == ("highest_care_allowance", "age_65_74")
    assert "Kelan päätös" not in str(entry.data)


async def test_an_age_that_would_give_more_time_changes_no_date(house):
    case = await house.receives_mail(NEED)

    after = await acting(house, assessing.correct_age, case, AgeBand.AGE_65_74, "Asiakas on 70-vuotias.")

    assert after.clock_due_at == SEVENTH_DAY
    assert (await clocks_of(house, case))[0].code is DeadlineCode.STATUTORY_7WD_START


async def test_an_age_is_not_corrected_without_grounds(house):
    case = await house.receives_mail(NEED)

    with pytest.raises(RefusedError, match="refused-empty"):
        await acting(house, assessing.correct_age, case, AgeBand.AGE_UNDER_65, " ")

    assert (await clocks_of(house, case))[0].age is AgeBand.AGE_75PLUS


async def test_a_beginning_recorded_by_mistake_is_taken_back_and_the_clock_runs_to_the_same_day(house):
    case = await house.receives_mail(NEED)
    await acting(house, assessing.begin, case, begun(house))

    after = await acting(house, assessing.take_back, case, "Väärä asia.")

    assert (after.clock_due_at, after.order_at <= SEVENTH_DAY) == (SEVENTH_DAY, True)
    (clock,) = await clocks_of(house, case)
    assert (clock.stopped_at, clock.stopped_by, clock.outcome) == (None, None, None)


async def test_a_clock_that_runs_again_orders_the_list_where_more_time_was_promised(house):
    case = await house.receives_mail(NEED)
    later = SEVENTH_DAY + timedelta(days=9)
    await acting(house, promising.move, case, later)
    assert (await acting(house, assessing.begin, case, begun(house))).order_at == later

    assert (await acting(house, assessing.take_back, case, "Väärä asia.")).order_at == SEVENTH_DAY


async def test_what_does_not_run_cannot_be_stopped_and_what_was_not_stopped_not_taken_back(house):
    question, need = await house.receives_mail(QUESTION), await house.receives_mail(NEED)

    with pytest.raises(RefusedError, match="refused-no-clock"):
        await acting(house, assessing.begin, question, begun(house))
    with pytest.raises(RefusedError, match="refused-not-begun"):
        await acting(house, assessing.take_back, need, "Vahinko.")
    await acting(house, assessing.begin, need, begun(house))
    with pytest.raises(RefusedError, match="refused-no-clock"):
        await acting(house, assessing.begin, need, begun(house))


async def test_a_transfer_moves_the_case_and_not_the_clock(house):
    case = await house.receives_mail(NEED)
    house.clock.passes(days=1)
    names = ("reason", "urgency", "municipality", "language", "contacter", "destination")
    values = {name: getattr(case, name) for name in names} | {"destination": "memory_guidance"}

    after = await acting(house, correcting.correct, case, correcting.Correction(**values))

    assert (after.team, after.clock_started_at, after.clock_due_at) == ("memory_guidance", case.opened_at, SEVENTH_DAY)


async def test_an_ended_case_that_is_taken_up_again_has_the_clock_it_had(house):
    case = await house.receives_mail(NEED)
    await end(house, case)
    house.clock.passes(days=3)

    after = await acting(house, resolving.reopen, case)

    assert (after.clock_started_at, after.clock_due_at) == (case.opened_at, SEVENTH_DAY)


async def test_a_need_told_after_the_assessed_one_was_ended_has_a_clock_of_its_own(house):
    case = await house.receives_mail(NEED)
    await acting(house, assessing.begin, case, begun(house))
    await end(house, case)
    house.clock.passes(days=60)
    reopened = await acting(house, resolving.reopen, case)
    assert (reopened.clock_started_at, reopened.clock_due_at) == (None, None)

    again = await start(house, reopened, DeadlineCode.STATUTORY_7WD_START, AgeBand.AGE_75PLUS)

    first, second = await clocks_of(house, case)
    assert (first.past, first.outcome, second.past) == (True, ClockOutcome.BEGUN, False)
    assert again.started_at == second.started_at == house.clock()


async def start(house, case, code, age, *, days=0):
    """A contact of *days* ago expresses a need in the Case."""
    async with house.services.sessions.begin() as session:
        (locked,) = await cases.lock(session, case.id)
        contact = await contacts.first_of(session, case.id)
        need = Expressed(contact_id=contact.id, at=house.clock() - timedelta(days=days), code=code, age=age)
        shown = await clocking.start(session, house.services, locked, need)
        await cases.change(session, case.id, **shown.columns)
    return shown


async def test_a_further_contact_never_resets_the_clock(house):
    case = await house.receives_mail(NEED)
    house.clock.passes(days=5)

    await start(house, case, DeadlineCode.STATUTORY_7WD_START, AgeBand.AGE_75PLUS)

    (clock,) = await clocks_of(house, case)
    assert dates(clock) == (DeadlineCode.STATUTORY_7WD_START, case.opened_at, SEVENTH_DAY)


async def test_a_further_contact_in_an_assessment_that_has_begun_starts_nothing(house):
    case = await house.receives_mail(NEED)
    await acting(house, assessing.begin, case, begun(house))
    house.clock.passes(days=5)

    shown = await start(house, await house.case(case.id), DeadlineCode.STATUTORY_7WD_START, AgeBand.AGE_75PLUS)

    assert (shown.due_at, len(await clocks_of(house, case))) == (None, 1)


async def test_an_earlier_contact_that_is_found_later_brings_the_clock_forward(house):
    case = await house.receives_mail(NEED)

    await start(house, case, DeadlineCode.WITHOUT_DELAY, AgeBand.AGE_65_74, days=4)

    (clock,) = await clocks_of(house, case)
    assert clock.started_at == house.clock() - timedelta(days=4)
    assert clock.due_at == datetime(2026, 12, 1, 21, 59, 59, tzinfo=UTC)


async def merged(house, own, target):
    async with house.services.sessions.begin() as session:
        one, other = await cases.lock(session, own.id, target.id)
        shown = await clocking.merge(session, house.services, one, other)
        await cases.change(session, target.id, **shown.columns)
    return shown


async def test_two_cases_that_become_one_have_the_earlier_clock(house):
    older = await house.receives_mail(NEED)
    house.clock.passes(days=2)
    newer = await house.receives_mail(NEED, sender="Toinen <toinen@example.org>")

    shown = await merged(house, older, newer)

    assert (shown.started_at, shown.due_at) == (older.opened_at, SEVENTH_DAY)
    assert [row.outcome for row in await clocks_of(house, older)] == [ClockOutcome.MERGED]
    async with house.services.readers() as session:
        # Which became one is counted once.
        assert (await clocks.record(session, older.opened_at, SEVENTH_DAY + timedelta(days=1))).due == 1


async def test_a_case_without_a_clock_takes_over_the_one_of_the_other(house):
    question, need = await house.receives_mail(QUESTION), await house.receives_mail(NEED)

    shown = await merged(house, need, question)

    assert shown.due_at == SEVENTH_DAY
    assert [row.case_id for row in await clocks_of(house, question)] == [question.id]
    assert (await merged(house, question, question)).due_at == SEVENTH_DAY


@pytest.mark.parametrize("own_is_stopped", [True, False])
async def test_of_a_running_and_a_stopped_clock_the_running_one_goes_on(house, own_is_stopped):
    own = await house.receives_mail(NEED)
    target = await house.receives_mail(NEED, sender="Toinen <toinen@example.org>")
    stopped = own if own_is_stopped else target
    await acting(house, assessing.begin, stopped, begun(house))

    shown = await merged(house, own, target)

    assert shown.due_at == SEVENTH_DAY
    rows = await clocks_of(house, target)
    assert sorted((row.past, row.outcome) for row in rows) == [(False, None), (True, ClockOutcome.BEGUN)]


async def test_the_record_cannot_hold_two_current_clocks_of_a_case(house):
    case = await house.receives_mail(NEED)
    (clock,) = await clocks_of(house, case)
    twin = {name: getattr(clock, name) for name in ("case_id", "code", "age", "started_at", "due_at")}

    with pytest.raises(Exception, match=r"(?i)unique"):
        async with house.services.sessions.begin() as session:
            session.add(ClockRow(id=new_id(house.clock()), past=False, **twin))
