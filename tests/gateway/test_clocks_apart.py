"""Processes whose clocks differ: what can happen to leases and due times, and what cannot."""

from dataclasses import replace
from datetime import timedelta

import pytest

from gateway import app
from gateway.condition.figures import measure
from gateway.condition.judging import judge
from gateway.condition.matters import Level, Matter
from gateway.jobs import completing, execute
from gateway.store import audit
from gateway.store.audit import AuditRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.jobs import JobRow
from gateway.store.states import DeliveryState, JobKind
from tests.factories import all_of, attempt, claim, deliver, mail, only, work

TWO_MINUTES = timedelta(minutes=2)  # a lease is 45 seconds


def with_clock(services, by):
    """The same installation, on a machine whose clock differs by so much."""
    return replace(services, now=lambda: services.now() + by)


@pytest.fixture
def ahead(services):
    return with_clock(services, TWO_MINUTES)


@pytest.fixture
def behind(services):
    return with_clock(services, -TWO_MINUTES)


async def leave_a_trace(services, job):
    async with completing(services, job) as done:
        await audit.write(done.session, services.now(), "done", user_id=None)


async def traces(services):
    return [row.action for row in await all_of(services, AuditRow)]


async def test_what_a_fast_clock_takes_out_of_others_hands_is_still_done_once(services, ahead):
    await deliver(services, mail())
    (ours,) = await claim(services)
    (theirs,) = await claim(ahead)
    assert ours.id == theirs.id

    for who, job in ((ahead, theirs), (services, ours)):
        await execute(who, {JobKind.READ: leave_a_trace}, job)

    assert await traces(services) == ["done"]
    assert JobKind.READ not in {row.kind for row in await all_of(services, JobRow)}


async def test_what_a_slow_clock_has_in_hand_is_taken_over_and_still_done_once(services, behind, clock):
    await deliver(services, mail())
    clock.forward(minutes=2)
    (slow,) = await claim(behind)
    (ours,) = await claim(services)

    for who, job in ((services, ours), (behind, slow)):
        await execute(who, {JobKind.READ: leave_a_trace}, job)

    assert await traces(services) == ["done"]
    assert JobKind.READ not in {row.kind for row in await all_of(services, JobRow)}


async def test_a_slow_clock_sees_nothing_due_and_loses_nothing(services, behind):
    await deliver(services, mail())

    await attempt(behind)
    assert {row.attempts for row in await all_of(services, JobRow)} == {0}
    await work(services)

    assert (await only(services, DeliveryRow)).state is DeliveryState.SENT


async def test_a_letter_that_a_fast_clock_takes_over_goes_once_and_an_operator_is_asked(services, ahead, relay):
    async def meanwhile():
        await attempt(ahead)

    relay.meanwhile = meanwhile
    await deliver(services, mail())
    await attempt(services)

    assert (relay.tried, len(relay.taken)) == (1, 1)
    assert (await only(services, DeliveryRow)).state is DeliveryState.OUTCOME_UNKNOWN
    assert JobKind.DELIVER not in {row.kind for row in await all_of(services, JobRow)}


async def clock_of(services):
    (found,) = [one for one in judge(services, await measure(services)) if one.matter is Matter.CLOCK]
    return found


@pytest.mark.parametrize("database_kind", ["postgresql"])
@pytest.mark.parametrize(
    ("by", "level"), [(0, Level.WELL), (-4, Level.WELL), (7, Level.WATCH), (-90, Level.TROUBLE), (90, Level.TROUBLE)]
)
async def test_our_clock_is_compared_with_the_databases(services, by, level):
    ours = replace(services, now=lambda: app.utc_now() + timedelta(seconds=by))

    found = await clock_of(ours)

    assert found.level is level
    assert abs(found.figure - abs(by)) <= 1


@pytest.mark.parametrize("database_kind", ["postgresql"])
async def test_a_process_elsewhere_whose_clock_is_fast_shows_by_its_leases(services):
    ours = replace(services, now=app.utc_now)
    await deliver(ours, mail())
    await claim(with_clock(ours, TWO_MINUTES))

    found = await clock_of(ours)

    assert found.level is Level.TROUBLE
    assert 118 <= found.figure <= 120


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_one_machine_has_one_clock(services):
    assert (await clock_of(services)).level is Level.WELL
