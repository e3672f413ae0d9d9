"""Processes whose clocks differ: what can happen to leases and due times, and what cannot."""

from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from gateway import app, pipeline
from gateway.condition.figures import measure
from gateway.condition.judging import judge
from gateway.condition.lease_clock import DatabaseClock
from gateway.condition.matters import Level, Matter
from gateway.jobs import completing, execute, lease_term
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


@pytest.fixture
def real(services):
    """On this machine's clock, which is the database's too."""
    return on_a_machine(services, by=timedelta())


def on_a_machine(services, by):
    """A process as on one of several machines, its clock wrong by so much."""
    return replace(services, now=lambda: app.utc_now() + by, lease_clock=DatabaseClock())


@pytest.mark.parametrize("database_kind", ["postgresql"])
@pytest.mark.parametrize("by", [TWO_MINUTES, -TWO_MINUTES])
async def test_on_several_machines_a_wrong_clock_takes_no_letter_out_of_the_hands_of_others(services, real, relay, by):
    wrong = on_a_machine(services, by)

    async def meanwhile():
        await attempt(wrong)

    relay.meanwhile = meanwhile
    await deliver(real, mail())
    await attempt(real)

    assert (relay.tried, len(relay.taken)) == (1, 1)
    assert (await only(services, DeliveryRow)).state is DeliveryState.SENT


@pytest.mark.parametrize("database_kind", ["postgresql"])
@pytest.mark.parametrize("by", [TWO_MINUTES, -TWO_MINUTES])
async def test_on_several_machines_nobody_takes_a_letter_out_of_the_hands_of_a_wrong_clock(services, real, relay, by):
    wrong = on_a_machine(services, by)

    async def meanwhile():
        await attempt(real)

    relay.meanwhile = meanwhile
    await deliver(wrong, mail())
    await attempt(wrong)

    assert (relay.tried, len(relay.taken)) == (1, 1)
    assert (await only(services, DeliveryRow)).state is DeliveryState.SENT


@pytest.mark.parametrize("database_kind", ["postgresql"])
async def test_a_clock_that_is_set_while_the_process_runs_leaves_its_leases_right(services):
    wrong_by = timedelta()
    ours = replace(services, now=lambda: app.utc_now() + wrong_by, lease_clock=DatabaseClock())
    async with services.readers() as session:
        before = (await lease_term(ours, session)).ends - app.utc_now()
        wrong_by = TWO_MINUTES
        after = (await lease_term(ours, session)).ends - app.utc_now()

    assert [round(left.total_seconds()) for left in (before, after)] == [45, 45]


@pytest.mark.parametrize("database_kind", ["postgresql"])
async def test_a_process_says_once_that_its_clock_is_wrong(services):
    ours = on_a_machine(services, -TWO_MINUTES)
    with capture_logs() as logs:
        for _ in range(3):
            await attempt(ours)

    assert [(entry["event"], entry["seconds"]) for entry in logs] == [("clock_differs_from_the_databases", -120.0)]


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
async def test_a_process_elsewhere_whose_clock_is_fast_shows_by_what_it_promises(services):
    ours = replace(services, now=app.utc_now)
    elsewhere = on_a_machine(services, TWO_MINUTES)
    await deliver(ours, mail())
    (job,) = (one for one in await claim(elsewhere) if one.kind is JobKind.READ)
    await pipeline.HANDLERS[JobKind.READ](elsewhere, job)

    found = await clock_of(ours)

    assert found.level is Level.TROUBLE
    assert 118 <= found.figure <= 120


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_one_machine_has_one_clock(services):
    assert (await clock_of(services)).level is Level.WELL
