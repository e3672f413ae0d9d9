"""Granted services: three months from the decision, whatever becomes of the Case meanwhile."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from channels.codes import ContacterType, Direction, Reason, Resolution
from gateway.casework import acting, granting, resolving
from gateway.casework.granting import Grant
from gateway.errors import ChangedError, RefusedError, TakenError
from gateway.ids import new_id
from gateway.steps import granting as beside
from gateway.steps import joining
from gateway.store import contacts, granted
from gateway.store.audit import AuditRow
from gateway.store.rings import RingRow
from gateway.store.states import CaseState, Event, GrantOutcome, Service
from gateway.store.timeline import TimelineRow

QUESTION = "Hei! Mihin aikaan neuvonta on auki perjantaisin?"
TODAY = date(2026, 11, 24)
LAST = date(2027, 2, 24)  # three months from Tuesday 24 November
ENDED = resolving.Outcome(
    contacter=ContacterType.CLIENT,
    direction=Direction.TO_SERVICE,
    reason=Reason.HOME_CARE,
    resolution=Resolution.ADVICE_GIVEN,
)


async def acts(house, do, case, *more, user_id=None):
    async with house.services.sessions.begin() as session:
        await do(session, house.services, house.act(await house.case(case.id), user_id), *more)
    return await house.case(case.id)


async def grants(house, case, service=Service.HOME_CARE, decided_on=TODAY):
    await acts(house, granting.grant, case, Grant(service=service, decided_on=decided_on))
    return next(row for row in reversed(await of(house, case)) if row.service is service)


async def of(house, case):
    async with house.services.readers() as session:
        return list(await granted.of_case(session, case.id))


async def entries(house, case, event):
    rows = select(TimelineRow).where(TimelineRow.case_id == case.id, TimelineRow.event == event)
    async with house.services.readers() as session:
        return list(await session.scalars(rows))


async def rung(house):
    async with house.services.readers() as session:
        return [f"{row.day}" for row in await session.scalars(select(RingRow).order_by(RingRow.day))]


async def until(house, moment):
    """Time passes, from nine to nine, with everything done that is due."""
    while house.clock.at < moment:
        house.clock.at = min(house.clock.at + timedelta(hours=12), moment)
        await house.works()


def stands(row):
    return (row.service, row.decided_on, row.due_on, row.outcome, row.ended_on)


async def test_the_clock_runs_for_three_months_from_the_decision(house):
    case = await house.receives_mail(QUESTION)

    row = await grants(house, case, decided_on=date(2026, 11, 20))

    # 20 February 2027 is a Saturday.
    assert stands(row) == (Service.HOME_CARE, date(2026, 11, 20), date(2027, 2, 22), None, None)
    (entry,) = await entries(house, case, Event.SERVICE_GRANTED)
    assert entry.data == {"service": "home_care", "decided_on": "2026-11-20", "due_on": "2027-02-22"}
    assert (entry.user_id, entry.sealed_text) == (house.maija, None)


@pytest.mark.parametrize(
    ("decided_on", "refusal"),
    [
        (date(2026, 11, 25), "refused-granted-in-future"),
        (date(2025, 11, 22), "refused-granted-long-ago"),  # the year is wrong
    ],
)
async def test_a_decision_of_tomorrow_or_of_years_ago_is_a_slip(house, decided_on, refusal):
    case = await house.receives_mail(QUESTION)

    with pytest.raises(RefusedError, match=refusal):
        await grants(house, case, decided_on=decided_on)

    assert await of(house, case) == []


async def test_a_decision_may_be_older_than_the_case_of_somebody_who_asks_where_the_service_is(house):
    case = await house.receives_mail(QUESTION)

    row = await grants(house, case, decided_on=date(2026, 7, 31))

    assert (row.due_on, row.is_late(TODAY)) == (date(2026, 11, 2), True)  # the last of October is a Saturday


async def test_today_is_the_day_in_finland(house):
    case = await house.receives_mail(QUESTION)
    house.clock.at = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)  # half past midnight

    assert (await grants(house, case, decided_on=date(2026, 11, 25))).decided_on == date(2026, 11, 25)


@pytest.mark.parametrize(("began_on", "late"), [(LAST, "no"), (LAST + timedelta(days=1), "yes")])
async def test_the_first_day_of_the_service_stops_the_clock_and_whether_in_time_stays(house, began_on, late):
    case = await house.receives_mail(QUESTION)
    row = await grants(house, case)
    house.clock.passes(days=100)

    await acts(house, granting.begin, case, row.id, began_on)

    (row,) = await of(house, case)
    assert stands(row) == (Service.HOME_CARE, TODAY, LAST, GrantOutcome.BEGUN, began_on)
    assert row.is_late(date(2036, 1, 1)) is (late == "yes")
    (entry,) = await entries(house, case, Event.SERVICE_BEGUN)
    assert entry.data == {"service": "home_care", "began_on": began_on.isoformat(), "late": late}


@pytest.mark.parametrize(
    ("began_on", "refusal"),
    [
        (date(2026, 11, 28), "refused-service-begun-in-future"),
        (date(2026, 11, 23), "refused-service-begun-before-decision"),
    ],
)
async def test_a_service_begins_neither_in_the_future_nor_before_its_decision(house, began_on, refusal):
    case = await house.receives_mail(QUESTION)
    row = await grants(house, case)
    house.clock.passes(days=3)

    with pytest.raises(RefusedError, match=refusal):
        await acts(house, granting.begin, case, row.id, began_on)

    assert (await of(house, case))[0].outcome is None


async def test_several_services_of_one_case_have_each_their_clock(house):
    case = await house.receives_mail(QUESTION)
    first = await grants(house, case, Service.HOME_CARE, date(2026, 11, 2))
    second = await grants(house, case, Service.TRANSPORT, date(2026, 11, 23))

    await acts(house, granting.begin, case, first.id, TODAY)

    assert [(row.id, row.due_on, row.outcome) for row in await of(house, case)] == [
        (first.id, date(2027, 2, 2), GrantOutcome.BEGUN),
        (second.id, date(2027, 2, 23), None),
    ]
    with pytest.raises(RefusedError, match="refused-no-service"):
        await acts(house, granting.begin, case, first.id, TODAY)


async def test_a_beginning_recorded_by_mistake_is_taken_back_with_grounds_and_the_day_stays(house):
    case = await house.receives_mail(QUESTION)
    row = await grants(house, case)
    await acts(house, granting.begin, case, row.id, TODAY)

    with pytest.raises(RefusedError, match="refused-empty"):
        await acts(house, granting.take_back, case, row.id, " ")
    await acts(house, granting.take_back, case, row.id, "Väärä asiakas.")

    (row,) = await of(house, case)
    assert stands(row) == (Service.HOME_CARE, TODAY, LAST, None, None)
    (entry,) = await entries(house, case, Event.SERVICE_TAKEN_BACK)
    assert (entry.data, entry.sealed_text is None) == ({"service": "home_care", "outcome_was": "begun"}, False)
    with pytest.raises(RefusedError, match="refused-service-runs"):
        await acts(house, granting.take_back, case, row.id, "Uudestaan.")


async def test_a_service_of_another_case_cannot_be_touched_from_this_one(house):
    case, other = await house.receives_mail(QUESTION), await house.receives_mail(QUESTION, sender="B <b@example.org>")
    row = await grants(house, other)

    with pytest.raises(RefusedError, match="refused-no-service"):
        await acts(house, granting.begin, case, row.id, TODAY)
    with pytest.raises(RefusedError, match="refused-service-runs"):
        await acts(house, granting.take_back, case, row.id, "Väärä.")


async def figures(house):
    today = house.clock().date()
    async with house.services.readers() as session:
        found = await granted.figures(session, today - timedelta(days=90), today)
    return (found.running, found.overdue, found.ended, found.late)


@pytest.mark.parametrize(
    ("outcome", "counted"), [(GrantOutcome.NOT_NEEDED, (0, 0, 1, 1)), (GrantOutcome.MISTAKEN, (0, 0, 0, 0))]
)
async def test_what_is_late_stays_late_whatever_is_said_afterwards_but_not_what_never_was(house, outcome, counted):
    case = await house.receives_mail(QUESTION)
    row = await grants(house, case)
    house.clock.passes(days=100)
    assert await figures(house) == (1, 1, 1, 1)

    await acts(house, granting.end, case, row.id, (outcome, "Muutti toiselle paikkakunnalle."))

    assert await figures(house) == counted
    (entry,) = await entries(house, case, Event.SERVICE_ENDED)
    assert entry.data == {"service": "home_care", "outcome": str(outcome)}


async def test_a_beginning_is_no_end_for_which_grounds_would_do(house):
    case = await house.receives_mail(QUESTION)
    row = await grants(house, case)

    with pytest.raises(RefusedError, match="refused-codes"):
        await acts(house, granting.end, case, row.id, (GrantOutcome.BEGUN, "Alkoi."))


async def test_every_act_is_in_the_audit(house):
    case = await house.receives_mail(QUESTION)
    row = await grants(house, case)
    await acts(house, granting.begin, case, row.id, TODAY)
    await acts(house, granting.take_back, case, row.id, "Väärä asiakas.")
    await acts(house, granting.end, case, row.id, (GrantOutcome.NOT_NEEDED, "Ei tarvitse."))

    mine = select(AuditRow.action).where(AuditRow.user_id == house.maija, AuditRow.case_id == case.id)
    async with house.services.readers() as session:
        actions = [str(action) for action in await session.scalars(mine.order_by(AuditRow.seq))]
    assert actions == ["service_granted", "service_begun", "service_taken_back", "service_ended"]


async def test_who_was_slower_or_wants_a_case_in_other_hands_records_nothing(house):
    case = await house.receives_mail(QUESTION)
    old = house.act(await house.case(case.id))
    await grants(house, case)
    grant = Grant(service=Service.TRANSPORT, decided_on=TODAY)

    with pytest.raises(ChangedError):
        async with house.services.sessions.begin() as session:
            await granting.grant(session, house.services, old, grant)
    with pytest.raises(TakenError):
        await acts(house, granting.grant, case, grant, user_id=house.ville)

    assert len(await of(house, case)) == 1


# -------------------------------------------------------------------------- the clock outlives the Case


async def test_the_clock_goes_on_when_the_case_is_resolved_and_the_beginning_is_recorded_then(house):
    case = await house.receives_mail(QUESTION)
    row = await grants(house, case)
    await acts(house, resolving.resolve, case, ENDED)
    house.clock.passes(days=60)

    after = await acts(house, granting.begin, case, row.id, date(2027, 1, 20), user_id=house.ville)

    (row,) = await of(house, case)
    assert (row.outcome, row.is_late(LAST)) == (GrantOutcome.BEGUN, False)
    # The Case stays ended, and in nobody's hands.
    assert (after.state, after.open, after.owner_id, after.claimed_until) == (
        CaseState.RESOLVED,
        False,
        house.maija,
        None,
    )


async def test_a_resolved_case_can_still_be_granted_a_service_and_reopening_changes_no_clock(house):
    case = await house.receives_mail(QUESTION)
    await acts(house, resolving.resolve, case, ENDED)
    row = await grants(house, case)

    await acts(house, resolving.reopen, case)

    assert [stands(one) for one in await of(house, case)] == [stands(row)]


async def test_where_nobody_has_it_in_hand_it_rings_from_a_week_before_on_each_working_day(house):
    case = await house.receives_mail(QUESTION)
    row = await grants(house, case)
    await acts(house, resolving.resolve, case, ENDED)

    await until(house, datetime(2027, 2, 16, 20, 0, tzinfo=UTC))
    assert await rung(house) == []
    await until(house, datetime(2027, 3, 1, 20, 0, tzinfo=UTC))

    # From Wednesday 17 February on, over the last day, and not on Saturdays and Sundays.
    assert await rung(house) == [
        *("2027-02-17", "2027-02-18", "2027-02-19"),
        *("2027-02-22", "2027-02-23", "2027-02-24", "2027-02-25", "2027-02-26"),
        "2027-03-01",
    ]
    await acts(house, granting.begin, case, row.id, date(2027, 3, 1))
    await until(house, datetime(2027, 3, 3, 20, 0, tzinfo=UTC))
    assert (await rung(house))[-1] == "2027-03-01"


async def test_it_does_not_ring_while_somebody_at_work_has_the_open_case(house):
    case = await house.receives_mail(QUESTION)
    await grants(house, case)
    assert (await house.case(case.id)).owner_id == house.maija

    await until(house, datetime(2027, 2, 24, 20, 0, tzinfo=UTC))

    assert await rung(house) == []


async def test_a_beginning_that_is_taken_back_in_the_last_week_rings_again(house):
    case = await house.receives_mail(QUESTION)
    row = await grants(house, case)
    await acts(house, resolving.resolve, case, ENDED)
    await acts(house, granting.begin, case, row.id, TODAY)
    await until(house, datetime(2027, 2, 22, 7, 0, tzinfo=UTC))
    assert await rung(house) == []

    await acts(house, granting.take_back, case, row.id, "Palvelu ei alkanutkaan.")
    await until(house, datetime(2027, 2, 22, 12, 0, tzinfo=UTC))

    assert await rung(house) == ["2027-02-22"]


async def test_a_case_that_goes_into_another_takes_its_services_along_and_they_ring_there(house):
    own = await house.receives_mail(QUESTION)
    target = await house.receives_mail(QUESTION, sender="Toinen <toinen@example.org>")
    row, other = await grants(house, own), await grants(house, target, Service.TRANSPORT)
    async with house.services.sessions.begin() as session:
        first = await contacts.first_of(session, own.id)
        await joining._dissolve(session, house.services, first, target.id, Event.JOINED)
    await acts(house, resolving.resolve, target, ENDED)

    assert await of(house, own) == []
    assert {stands(one) for one in await of(house, target)} == {stands(row), stands(other)}
    with pytest.raises(RefusedError, match="refused-ended"):
        await grants(house, own)
    await until(house, datetime(2027, 2, 17, 12, 0, tzinfo=UTC))
    async with house.services.readers() as session:
        assert {ring.case_id for ring in await session.scalars(select(RingRow))} == {target.id}


async def test_a_case_into_which_nothing_was_granted_is_not_looked_at_for_it(house):
    own = await house.receives_mail(QUESTION)
    target = await house.receives_mail(QUESTION, sender="Toinen <toinen@example.org>")

    async with house.services.sessions.begin() as session:
        await beside.merge(session, house.services, own.id, target.id)
        assert await beside.presses(session, target.id) is None


async def test_a_case_may_be_claimed_between_and_the_record_stands(house):
    case = await house.receives_mail(QUESTION)
    row = await grants(house, case)
    async with house.services.sessions.begin() as session:
        await acting.release(session, house.services.keys, house.act(await house.case(case.id)))
    await acts(house, granting.begin, case, row.id, TODAY, user_id=house.ville)

    assert (await house.case(case.id)).owner_id == house.ville


async def test_the_database_keeps_no_service_without_its_case(house):
    values = {"id": new_id(house.clock()), "case_id": new_id(house.clock()), "service": Service.OTHER}
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        async with house.services.sessions.begin() as session:
            await granted.add(session, {**values, "decided_on": TODAY, "due_on": LAST})
