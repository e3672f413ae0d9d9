import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from gateway.errors import LeaseLostError
from gateway.jobs import FinalError, back_off, completing, dispatch, execute, most_attempts, work_through
from gateway.store import audit, jobs, vitals
from gateway.store.audit import AuditRow
from gateway.store.jobs import JobRow
from gateway.store.states import JobKind, JobState
from tests.factories import all_of, claim, dump, only, open_house


async def promise(services, *, kind=JobKind.READ, due_at=None, subject_id=None):
    subject_id = subject_id or uuid4()
    async with services.sessions.begin() as session:
        await jobs.promise(session, kind, subject_id, services.now(), due_at)
    return subject_id


async def leave_a_trace(services, job):
    """A handler that does something which can be counted."""
    async with completing(services, job) as done:
        await audit.write(done.session, services.now(), "done", user_id=None)


async def fail(_services, _job):
    words = "Maija Meikäläinen, 131052-308T"
    raise ValueError(words)


async def fail_for_good(_services, _job):
    raise FinalError


@pytest.fixture
async def other_worker(loaded, settings, clock, services):
    async with open_house(loaded, settings, clock, None) as other:
        yield other


async def test_a_job_is_done_once_and_what_it_did_is_stored(services):
    await promise(services)

    (job,) = await claim(services)
    await execute(services, {JobKind.READ: leave_a_trace}, job)

    assert await all_of(services, JobRow) == []
    assert len(await all_of(services, AuditRow)) == 1


async def test_two_workers_never_get_the_same_job(services, other_worker):
    for _ in range(20):
        await promise(services)

    claimed = await asyncio.gather(*(claim(worker, most=3) for worker in (services, other_worker) * 5))

    ids = [job.id for some in claimed for job in some]
    assert len(ids) == len(set(ids)) == 20


async def test_a_job_is_not_claimed_before_it_is_due(services, clock):
    await promise(services, due_at=clock.now + timedelta(minutes=5))

    assert await claim(services) == ()
    clock.forward(minutes=5)
    assert len(await claim(services)) == 1


async def test_what_is_due_longest_is_claimed_first(services, clock):
    late = await promise(services, due_at=clock.now - timedelta(minutes=1))
    later = await promise(services, due_at=clock.now - timedelta(minutes=9))

    assert [(await claim(services, most=1))[0].subject_id for _ in range(2)] == [later, late]


async def test_nothing_waits_unread_behind_work_that_came_before(services, clock):
    waiting = await promise(services, kind=JobKind.ACKNOWLEDGE, due_at=clock.now - timedelta(minutes=9))
    unread = await promise(services, kind=JobKind.READ)

    assert [(await claim(services, most=1))[0].subject_id for _ in range(2)] == [unread, waiting]


async def test_a_dead_workers_job_is_taken_over_when_its_lease_runs_out(services, clock):
    await promise(services)
    (dead,) = await claim(services)

    clock.forward(seconds=44)
    assert await claim(services) == ()
    clock.forward(seconds=1)
    (taken,) = await claim(services)

    assert (taken.id, taken.attempts) == (dead.id, 2)
    assert taken.lease != dead.lease


async def test_a_worker_that_lost_its_lease_leaves_no_trace(services, clock):
    await promise(services)
    (slow,) = await claim(services)
    clock.forward(seconds=46)
    (quick,) = await claim(services)

    with pytest.raises(LeaseLostError):
        await leave_a_trace(services, slow)
    assert await all_of(services, AuditRow) == []

    await leave_a_trace(services, quick)
    assert len(await all_of(services, AuditRow)) == 1


async def test_a_worker_that_lost_its_lease_does_not_put_the_job_back(services, clock):
    await promise(services)
    (slow,) = await claim(services)
    clock.forward(seconds=46)
    await claim(services)

    await execute(services, {JobKind.READ: fail}, slow)

    row = await only(services, JobRow)
    assert (row.state, row.problem) == (JobState.LEASED, "")


async def test_a_job_that_fails_is_tried_again_later_and_nothing_it_said_is_kept(services, clock):
    await promise(services)
    (job,) = await claim(services)

    await execute(services, {JobKind.READ: fail}, job)

    row = await only(services, JobRow)
    assert (row.state, row.problem, row.attempts) == (JobState.WAITING, "ValueError", 1)
    assert "Maija" not in await dump(services)
    assert timedelta(seconds=1) <= row.due_at - clock.now <= timedelta(seconds=3)


async def test_a_job_that_keeps_failing_comes_to_the_operator_and_runs_again_when_told(services, clock):
    await promise(services)
    for _ in range(12):
        (job,) = await claim(services)
        await execute(services, {JobKind.READ: fail}, job)
        clock.forward(hours=1)

    assert await claim(services) == ()
    async with services.sessions.begin() as session:
        (stuck,) = await vitals.given_up(session, most=10)
        assert (stuck.attempts, stuck.problem) == (12, "ValueError")
        assert await jobs.try_again(session, stuck.id, clock.now)

    (again,) = await claim(services)
    assert again.attempts == 1


async def test_trying_again_is_for_given_up_jobs_only(services, clock):
    await promise(services)
    row = await only(services, JobRow)

    async with services.sessions.begin() as session:
        assert not await jobs.try_again(session, row.id, clock.now)


async def test_a_job_that_cannot_succeed_is_given_up_at_once(services):
    await promise(services)
    (job,) = await claim(services)

    await execute(services, {JobKind.READ: fail_for_good}, job)

    assert (await only(services, JobRow)).state is JobState.GIVEN_UP


async def test_somebody_who_waits_gets_only_their_own_jobs_done(services, clock):
    mine, other = await promise(services), await promise(services)

    await work_through(services, {JobKind.READ: leave_a_trace}, mine, clock.now + timedelta(seconds=1))

    left = await only(services, JobRow)
    assert (left.subject_id, left.state) == (other, JobState.WAITING)


async def test_the_dispatcher_does_what_is_promised_and_finishes_what_it_began(services):
    begun, go_on, stop = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slow(house, job):
        begun.set()
        await go_on.wait()
        await leave_a_trace(house, job)

    await promise(services)
    dispatcher = asyncio.create_task(dispatch(services, {JobKind.READ: slow}, stop))
    await asyncio.wait_for(begun.wait(), 10)
    stop.set()
    await services.wakes.ring()
    go_on.set()
    await asyncio.wait_for(dispatcher, 10)

    assert await all_of(services, JobRow) == []
    assert len(await all_of(services, AuditRow)) == 1


async def test_the_dispatcher_survives_a_database_that_is_away(services):
    done, stop, asked = asyncio.Event(), asyncio.Event(), []

    async def do(house, job):
        await leave_a_trace(house, job)
        done.set()

    def away_once(_connection):
        asked.append(1)
        if len(asked) == 1:
            raise OperationalError("BEGIN", {}, ConnectionResetError())

    await promise(services)
    event.listen(services.database.sync_engine, "begin", away_once)
    dispatcher = asyncio.create_task(dispatch(services, {JobKind.READ: do}, stop))
    await asyncio.wait_for(done.wait(), 10)
    stop.set()
    await services.wakes.ring()
    await asyncio.wait_for(dispatcher, 10)

    assert len(asked) > 1


async def test_what_waits_and_what_is_late_is_counted(services, clock):
    await promise(services)
    await promise(services, due_at=clock.now + timedelta(hours=1))
    clock.forward(minutes=2)

    async with services.readers() as session:
        counted = await jobs.counts(session, clock.now)

    assert counted == {"waiting": 2, "leased": 0, "late": 1, "given_up": 0}


@given(attempts=st.integers(1, 40), chance=st.floats(0, 1))
def test_the_wait_grows_with_the_attempts_and_never_beyond_bounds(attempts, chance):
    wait, next_wait = back_off(attempts, chance), back_off(attempts + 1, chance)

    assert timedelta(seconds=1) <= wait <= next_wait <= timedelta(seconds=1350)


def test_the_wait_is_doubled_at_each_attempt():
    assert [back_off(attempts, 0.5).total_seconds() for attempts in (1, 2, 3, 9, 10, 12)] == [2, 4, 8, 512, 900, 900]


def test_a_relay_may_be_away_for_a_night_before_a_letter_is_given_up():
    waits = [back_off(attempts, 0.0) for attempts in range(1, most_attempts(JobKind.DELIVER))]

    assert sum(waits, timedelta()) > timedelta(hours=10)
