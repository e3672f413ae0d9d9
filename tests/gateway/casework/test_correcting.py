"""Putting right what a machine understood."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from channels.codes import ContacterType, Language, Reason, Urgency
from gateway.casework import acting as casework
from gateway.casework.correcting import Correction, correct
from gateway.errors import RefusedError
from gateway.store.alarms import AlarmRow
from gateway.store.jobs import JobRow
from gateway.store.states import JobKind, View
from routing.clocks import statutory_due

EXHAUSTED = "Olen omaishoitaja ja aivan uupunut. En jaksa enää. Mieheni on 79-vuotias. Asumme Ulvilassa."

OPENING = "Hei! Mihin aikaan neuvonta on auki perjantaisin?"


def as_it_is(case, **changed):
    values = {
        name: getattr(case, name)
        for name in ("reason", "urgency", "municipality", "language", "contacter", "destination")
    }
    return Correction(**(values | changed))


async def put_right(house, case, correction):
    async with house.services.sessions.begin() as session:
        await correct(session, house.services, house.act(case), correction)
    return await house.case(case.id)


async def test_lowering_urgency_without_grounds_is_refused_and_nothing_is_changed(house):
    case = await house.receives_mail(EXHAUSTED)
    assert case.urgency is Urgency.SOON

    with pytest.raises(RefusedError, match="refused-lowering"):
        await put_right(house, case, as_it_is(case, urgency=Urgency.ROUTINE, reason=Reason.FEEDBACK_COMPLAINT))

    after = await house.case(case.id)
    assert (after.urgency, after.reason, after.revision) == (case.urgency, case.reason, case.revision)


async def test_lowering_urgency_with_grounds_moves_the_case_down_the_list(house):
    case = await house.receives_mail(EXHAUSTED)

    after = await put_right(
        house, case, as_it_is(case, urgency=Urgency.ROUTINE, why="Puhuimme, tilanne on rauhallinen.")
    )

    assert (after.urgency, after.urgency_rank) == (Urgency.ROUTINE, 3)


async def test_raising_urgency_needs_no_grounds(house):
    case = await house.receives_mail(EXHAUSTED)

    after = await put_right(house, case, as_it_is(case, urgency=Urgency.URGENT))

    assert (after.urgency, after.urgency_rank) == (Urgency.URGENT, 1)


async def test_a_new_destination_hands_the_case_to_its_team_and_frees_it(house):
    case = await house.receives_mail(EXHAUSTED)

    after = await put_right(house, case, as_it_is(case, destination="memory_guidance"))

    assert (after.team, after.destination, after.owner_id) == ("memory_guidance", "memory_guidance", None)
    assert after.promise_due_at == case.promise_due_at
    assert after.clock_due_at == case.clock_due_at


async def test_an_unknown_destination_is_refused(house):
    case = await house.receives_mail(EXHAUSTED)

    with pytest.raises(RefusedError, match="refused-destination"):
        await put_right(house, case, as_it_is(case, destination="the_moon"))


async def test_what_was_corrected_is_kept_beside_what_it_was(house):
    case = await house.receives_mail(EXHAUSTED)

    after = await put_right(
        house, case, as_it_is(case, language=Language.SV, contacter=ContacterType.RELATIVE, municipality="Pori")
    )

    assert (after.language, after.contacter, after.municipality) == (Language.SV, ContacterType.RELATIVE, "Pori")
    assert (await house.events(case.id))[-1] == "corrected"


async def test_a_case_that_becomes_urgent_is_promised_an_answer_sooner(house):
    case = await house.receives_mail(OPENING)
    assert case.promise_due_at > house.clock() + timedelta(days=1)

    after = await put_right(house, case, as_it_is(case, urgency=Urgency.URGENT))

    assert after.promise_due_at <= house.clock() + timedelta(minutes=15)
    assert after.order_at == after.promise_due_at
    standing = [promise for promise in await house.promises(case.id) if promise.endswith(" open")]
    assert standing == ["urgent_15min open"]


async def test_a_calmer_case_keeps_the_date_that_was_promised(house):
    case = await house.receives_mail(EXHAUSTED)

    after = await put_right(house, case, as_it_is(case, urgency=Urgency.ROUTINE, why="Puhuimme."))

    assert after.promise_due_at == case.promise_due_at


async def test_a_case_moved_to_assessment_starts_its_clock_from_the_first_contact(house):
    case = await house.receives_mail(OPENING)
    assert case.clock_started_at is None
    house.clock.at += timedelta(days=2)

    after = await put_right(house, case, as_it_is(case, destination="needs_assessment"))

    assert after.clock_started_at == case.opened_at
    assert after.clock_due_at == statutory_due(case.opened_at, house.services.calendar)


async def test_a_clock_that_runs_is_touched_by_no_correction(house):
    case = await house.receives_mail("Äitini Porissa ei enää pärjää kotona yksin ja tarvitsee apua joka päivä.")
    assert case.clock_started_at is not None
    house.clock.at += timedelta(days=2)

    after = await put_right(house, case, as_it_is(case, reason=Reason.HOUSING_SERVICES, destination="needs_assessment"))

    assert (after.clock_started_at, after.clock_due_at) == (case.clock_started_at, case.clock_due_at)


async def alarms_of(house, case):
    async with house.services.readers() as session:
        rows = select(AlarmRow.seen_at, AlarmRow.raised_at).where(AlarmRow.case_id == case.id)
        return (await session.execute(rows)).all()


async def test_a_case_raised_to_an_emergency_alarms_people_and_goes_on_to_the_duty_address(house):
    case = await house.receives_mail(OPENING)

    after = await put_right(house, case, as_it_is(case, urgency=Urgency.EMERGENCY))
    await house.works()

    assert (after.alarm, await alarms_of(house, case)) == (True, [(None, house.clock())])
    assert "alarm" in await house.sent(case.id)


async def test_an_alarm_that_was_seen_rings_again_when_the_case_becomes_an_emergency(house):
    case = await house.receives_mail("Isä on kaatunut ja makaa lattialla, hän ei pääse ylös.")
    async with house.services.sessions.begin() as session:
        await casework.see_alarm(session, house.services.keys, house.act(case))
    case = await house.case(case.id)
    lower = as_it_is(case, urgency=Urgency.URGENT, why="Soitin, isä on jo sohvalla.")
    case = await put_right(house, case, lower)
    house.clock.passes(minutes=5)

    await put_right(house, case, as_it_is(case, urgency=Urgency.EMERGENCY))

    assert await alarms_of(house, case) == [(None, house.clock())]


async def test_whoever_is_found_to_be_in_danger_at_home_is_not_written_to(house):
    case = await house.receives_mail(OPENING)

    after = await put_right(house, case, as_it_is(case, reason=Reason.ABUSE_NEGLECT))

    assert after.safe_contact_only


async def test_a_safe_way_that_was_recorded_stays_recorded_when_something_else_is_put_right(house):
    case = await house.receives_mail("Pelkään miestäni, hän lyö minua kun on juonut.")
    async with house.services.sessions.begin() as session:
        await casework.record_safe_way(session, house.services.keys, house.act(case), "Arkisin ennen puoltapäivää.")
    case = await house.case(case.id)

    after = await put_right(house, case, as_it_is(case, municipality="Rauma"))

    assert not after.safe_contact_only


async def test_what_was_taken_for_a_machines_mail_gets_a_promise_and_a_place_in_the_list(house):
    case = await house.receives_mail("Äiti kaatui eilen.", headers="Auto-Submitted: auto-replied\r\n")
    assert (case.view, case.promise_due_at) == (View.MACHINES, None)

    after = await put_right(house, case, as_it_is(case, urgency=Urgency.URGENT, destination="needs_assessment"))

    assert after.view is View.WORK
    assert after.promise_due_at is not None
    assert after.clock_due_at is not None


async def test_an_open_alarm_goes_on_to_the_duty_address_once_the_case_is_an_emergency(house):
    case = await house.receives_mail("Pelkään miestäni, hän lyö minua kun on juonut.")
    assert (case.alarm, "alarm" in await house.sent(case.id)) == (True, False)

    await put_right(house, case, as_it_is(case, urgency=Urgency.EMERGENCY))
    await house.works()

    assert (await house.sent(case.id)).count("alarm") == 1


async def test_an_alarm_raised_again_is_passed_on_by_one_chain_only(house):
    case = await house.receives_mail("Isä makaa lattialla eikä hengitä, apua!")
    async with house.services.sessions.begin() as session:
        await casework.see_alarm(session, house.services.keys, house.act(case))
    case = await put_right(
        house, await house.case(case.id), as_it_is(case, urgency=Urgency.URGENT, why="Ensihoito on paikalla.")
    )
    await put_right(house, case, as_it_is(case, urgency=Urgency.EMERGENCY))

    async with house.services.readers() as session:
        wanted = select(func.count()).select_from(JobRow).where(JobRow.kind == JobKind.ALARM)
        assert await session.scalar(wanted) == 1


async def test_a_broken_promise_is_not_hidden_by_putting_something_else_right(house):
    case = await house.receives_mail(OPENING)
    house.clock.passes(days=10)
    await house.works()
    overdue = await house.case(case.id)

    after = await put_right(house, overdue, as_it_is(overdue, language=Language.SV))

    assert (after.promise_due_at, after.order_at) == (case.promise_due_at, case.order_at)


async def test_no_number_is_taken_for_a_municipality(house):
    case = await house.receives_mail(OPENING)

    with pytest.raises(RefusedError, match="refused-municipality"):
        await put_right(house, case, as_it_is(case, municipality="131052-308T"))
