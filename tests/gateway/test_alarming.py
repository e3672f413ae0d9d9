from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from channels.codes import Reason, Urgency
from gateway.auth.permissions import Role
from gateway.casework.acting import Act, see_alarm
from gateway.services import RelayRefusedError
from gateway.store import inbox, jobs
from gateway.store.alarms import AlarmRow
from gateway.store.cases import CaseRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.jobs import JobRow
from gateway.store.states import Event, JobKind, JobState, Purpose
from gateway.store.timeline import TimelineRow
from tests.factories import (
    EMERGENCY,
    add_user,
    all_of,
    attempt,
    deliver,
    keep_contact_form,
    mail,
    only,
    sign_in,
    work,
)

FIRST, SECOND = "paivystava.neuvoja@satakunta.example", "sosiaalipaivystys@satakunta.example"


async def alarmed(services):
    """Whom the alarms were mailed to, in order."""
    rows = [row for row in await all_of(services, DeliveryRow) if row.purpose is Purpose.ALARM]
    addresses = {services.index.of("address", address): address for address in (FIRST, SECOND)}
    return [addresses[row.to_hash] for row in sorted(rows, key=lambda row: row.created_at)]


async def see(services, user):
    case = await only(services, CaseRow)
    act = Act(case_id=case.id, revision=case.revision, user_id=user.id, at=services.now())
    async with services.sessions.begin() as session:
        await see_alarm(session, services.keys, act)


@pytest.fixture
async def emergency(services):
    await deliver(services, mail(EMERGENCY))
    await work(services)


async def test_an_emergency_alarms_people_and_goes_to_the_top(services, emergency):
    case = await only(services, CaseRow)
    assert (case.urgency, case.urgency_rank, case.alarm) == (Urgency.EMERGENCY, 0, True)
    assert (await only(services, AlarmRow)).seen_at is None
    assert Event.EMERGENCY in [row.event for row in await all_of(services, TimelineRow)]


async def test_an_emergency_comes_before_everything_else_in_the_inbox(services, clock):
    await deliver(services, mail("Milloin neuvonta on auki?", own_id="calm"))
    clock.forward(hours=1)
    await deliver(services, mail(EMERGENCY, own_id="emergency"))
    await work(services)

    rows = await all_of(services, CaseRow)
    first = min(rows, key=lambda row: (not row.alarm, row.urgency_rank, row.order_at))
    assert first.reason is not Reason.SERVICE_INFO
    async with services.readers() as session:
        assert (await inbox.pulse(session)).alarms == (first.id,)


async def test_people_are_alarmed_before_the_contact_is_decided_on(services):
    await deliver(services, mail(EMERGENCY))
    await work(services)

    events = [row.event for row in await all_of(services, TimelineRow)]
    assert events.index(Event.ALARM_PASSED_ON) < events.index(Event.DECIDED)


async def test_where_nobody_looks_the_first_duty_address_is_told_at_once(services, emergency):
    assert await alarmed(services) == [FIRST]


async def test_whoever_has_the_inbox_open_gets_the_countys_minutes_first(services, clock):
    await sign_in(services, Role.ADVISOR)
    await deliver(services, mail(EMERGENCY))
    await work(services)
    assert await alarmed(services) == []

    clock.forward(minutes=4, seconds=59)
    await work(services)
    assert await alarmed(services) == []

    clock.forward(seconds=1)
    await work(services)
    assert await alarmed(services) == [FIRST]


async def test_an_auditor_who_looks_does_not_keep_the_duty_address_waiting(services):
    await sign_in(services, Role.AUDITOR)
    await deliver(services, mail(EMERGENCY))
    await work(services)

    assert await alarmed(services) == [FIRST]


async def test_the_alarm_goes_to_the_next_target_every_five_minutes_until_somebody_sees_it(services, emergency, clock):
    for _ in range(3):
        clock.forward(minutes=5)
        await work(services)
    assert await alarmed(services) == [FIRST, SECOND, FIRST, SECOND]

    await see(services, await add_user(services))
    clock.forward(minutes=30)
    await work(services)

    assert await alarmed(services) == [FIRST, SECOND, FIRST, SECOND]
    assert JobKind.ALARM not in {row.kind for row in await all_of(services, JobRow)}


async def test_an_alarm_that_is_seen_at_once_is_told_to_nobody(services, clock):
    user = await sign_in(services)
    await deliver(services, mail(EMERGENCY))
    await work(services)
    await see(services, user)

    clock.forward(minutes=10)
    await work(services)

    assert await alarmed(services) == []
    alarm = await only(services, AlarmRow)
    assert (alarm.seen_by, alarm.passed_on) == (user.id, 0)


async def test_a_target_that_cannot_be_reached_has_not_seen_it(services, relay, clock):
    # First the alarm, then the acknowledgement: both on their way within the same minute.
    relay.failures = [RelayRefusedError(550, again=False)]
    await deliver(services, mail(EMERGENCY), envelope_sender="")
    await work(services)
    clock.forward(minutes=5)
    await work(services)

    assert [handed.recipient for handed in relay.taken] == [SECOND]
    assert not (await only(services, CaseRow)).undelivered


async def test_the_mail_to_the_duty_address_holds_a_link_and_a_meaningless_id_only(services, relay, emergency):
    letter = next(handed for handed in relay.taken if handed.recipient == FIRST)
    case = await only(services, CaseRow)
    message = message_from_bytes(letter.message, policy=policy.default)
    words = f"{message['Subject']}\n{message.get_body(('plain',)).get_content()}".lower()

    assert f"https://luotsi.satakunta.example/inbox/case/{case.id}" in words
    for secret in ("äiti", "kaatui", "lattia", "hengitä", "maija", "kysymys", "sat-"):
        assert secret not in words


@pytest.mark.parametrize("database_kind", ["sqlite"])  # sixty rounds, the same on both
async def test_an_emergency_nobody_sees_rings_for_three_days_and_is_then_on_the_operators_list(
    services, emergency, clock
):
    for _ in range(14):
        clock.forward(minutes=5)
        await attempt(services)
    assert 12 <= len(await alarmed(services)) <= 13
    for _ in range(75):
        clock.forward(hours=1)
        await attempt(services)
    assert len(await alarmed(services)) == 84

    clock.forward(hours=12)
    for _ in range(14):
        await attempt(services)
        clock.forward(hours=1)

    stuck = [row for row in await all_of(services, JobRow) if row.state is JobState.GIVEN_UP]
    assert [(row.kind, row.problem) for row in stuck] == [(JobKind.ALARM, "AlarmUnseenError")]


async def test_each_emergency_alarms_once_however_often_it_is_read(services, emergency):
    alarm = await only(services, AlarmRow)
    async with services.sessions.begin() as session:
        await jobs.promise(session, JobKind.READ, alarm.contact_id, services.now())
    await work(services)

    assert len(await all_of(services, AlarmRow)) == 1
    assert len(await alarmed(services)) == 1


async def test_a_form_alarms_like_a_mail(services):
    await keep_contact_form(services, EMERGENCY)
    await work(services)

    assert len(await all_of(services, AlarmRow)) == 1
    assert await alarmed(services) == [FIRST]


@pytest.mark.parametrize("text", ["Äiti kaatui viime vuonna ja toipui hyvin.", "Missä on lähin palvelupiste?"])
async def test_what_is_no_emergency_alarms_nobody(services, text):
    await deliver(services, mail(text))
    await work(services)

    assert await all_of(services, AlarmRow) == []
    assert await alarmed(services) == []


async def test_the_countys_own_minutes_count(services, clock):
    quick = replace(
        services,
        county=services.county.model_copy(update={"alarm": services.county.alarm.model_copy(update={"minutes": 1})}),
    )
    await deliver(quick, mail(EMERGENCY))
    await work(quick)
    clock.forward(minutes=1)
    await work(quick)

    assert await alarmed(quick) == [FIRST, SECOND]


async def test_by_night_an_emergency_goes_to_the_night_targets_and_by_day_to_the_others(services, clock):
    alarm = services.county.alarm.model_copy(update={"night_targets": (SECOND,)})
    services = replace(services, county=services.county.model_copy(update={"alarm": alarm}))
    clock.forward(hours=14)  # half past eleven in the evening
    await deliver(services, mail(EMERGENCY))
    await work(services)
    clock.forward(minutes=5)
    await work(services)
    assert await alarmed(services) == [SECOND, SECOND]

    clock.forward(hours=10)  # nobody has seen it, and it is half past nine next morning
    await work(services)

    assert await alarmed(services) == [SECOND, SECOND, FIRST]
