"""Jobs that workers are told of: who gets them, when they are told again, and what goes first."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text, update

from gateway.errors import LeaseLostError
from gateway.jobs import FinalError, completing, execute, most_attempts, work_on, work_through
from gateway.store import audit, jobs, leases
from gateway.store.audit import AuditRow
from gateway.store.jobs import JobRow
from gateway.store.states import JobKind, JobState
from tests.factories import all_of, claim, only, open_house

EVERY = tuple(JobKind)
A_WHILE = timedelta(seconds=45)


async def promise(services, *, kind=JobKind.READ, due_at=None, subject_id=None):
    subject_id = subject_id or uuid4()
    async with services.sessions.begin() as session:
        await jobs.promise(session, kind, subject_id, services.now(), due_at)
    return subject_id


async def publish(services, *, most=100, kinds=EVERY):
    async with services.sessions.begin() as session:
        return await leases.publish(session, services.now(), services.now() + A_WHILE, most=most, kinds=kinds)


async def job_of(services, subject_id):
    return next(row for row in await all_of(services, JobRow) if row.subject_id == subject_id)


async def do(services, job):
    async with completing(services, job) as done:
        await audit.write(done.session, services.now(), str(job.kind), user_id=None)


async def read_and_promise(services, job):
    async with completing(services, job) as done:
        await audit.write(done.session, services.now(), str(job.kind), user_id=None)
        done.then = JobKind.DECIDE, job.subject_id
    return done.following


async def fail(_services, _job):
    raise ValueError


async def done(services):
    return [row.action for row in await all_of(services, AuditRow)]


HANDLERS = {JobKind.READ: read_and_promise, JobKind.DECIDE: do}


@pytest.fixture
async def other(loaded, settings, clock, services):
    async with open_house(loaded, settings, clock, None) as house:
        yield house


async def test_what_is_due_is_told_once_and_again_when_nobody_began_it(services, clock):
    await promise(services)

    assert len(await publish(services)) == 1
    assert await publish(services) == ()
    clock.forward(seconds=44)
    assert await publish(services) == ()
    clock.forward(seconds=1)
    assert len(await publish(services)) == 1


async def test_two_that_tell_at_once_never_tell_the_same(services, other):
    for _ in range(20):
        await promise(services)

    told = await asyncio.gather(*(publish(house, most=3) for house in (services, other) * 5))

    ids = [due.id for some in told for due in some]
    assert len(ids) == len(set(ids)) == 20


async def test_nothing_is_told_before_it_is_due_or_while_somebody_has_it(services, clock):
    await promise(services, due_at=clock.now + timedelta(minutes=5))
    held = await promise(services)
    await claim(services)

    assert await publish(services) == ()
    clock.forward(seconds=45)
    assert [due.id for due in await publish(services)] == [(await job_of(services, held)).id]


async def test_what_is_tried_again_is_told_as_soon_as_it_is_due(services, clock):
    await promise(services)
    await publish(services)
    (job,) = await claim(services)
    await execute(services, {JobKind.READ: fail}, job)

    clock.forward(seconds=4)

    assert len(await publish(services)) == 1


async def test_only_kinds_whose_queue_has_room_are_told_and_the_pressing_first(services, clock):
    for kind in (JobKind.DELIVER, JobKind.DECIDE, JobKind.READ, JobKind.ALARM):
        await promise(services, kind=kind, due_at=clock.now - timedelta(minutes=1))

    room = (JobKind.ALARM, JobKind.READ, JobKind.DECIDE)
    assert [due.kind for due in await publish(services, most=2, kinds=room)] == [JobKind.ALARM, JobKind.READ]
    assert [due.kind for due in await publish(services, kinds=room)] == [JobKind.DECIDE]
    assert [due.kind for due in await publish(services)] == [JobKind.DELIVER]


async def test_a_worker_does_the_job_that_it_was_told_of_and_what_follows(services):
    other_contact, ours = await promise(services, kind=JobKind.DECIDE), await promise(services)

    await work_on(services, HANDLERS, [(await job_of(services, ours)).id])

    assert await done(services) == ["read", "decide"]
    assert (await only(services, JobRow)).subject_id == other_contact


async def test_what_follows_waits_while_somebody_elses_words_are_unread(services):
    ours = await promise(services)
    told = (await job_of(services, ours)).id
    await promise(services)

    await work_on(services, HANDLERS, [told])

    assert await done(services) == ["read"]
    assert sorted(row.kind for row in await all_of(services, JobRow)) == [JobKind.DECIDE, JobKind.READ]


async def test_jobs_that_are_told_together_are_done_at_once_and_one_that_fails_holds_up_none(services):
    ours = [await promise(services) for _ in range(3)]
    told = [(await job_of(services, one)).id for one in ours]
    begun, everybody = [], asyncio.Event()

    async def wait_for_all(house, job):
        begun.append(job.id)
        if len(begun) == len(told):
            everybody.set()
        await asyncio.wait_for(everybody.wait(), 10)
        if job.id == told[0]:
            raise ValueError
        await do(house, job)

    await work_on(services, {JobKind.READ: wait_for_all}, told)

    assert await done(services) == ["read", "read"]
    assert (await only(services, JobRow)).id == told[0]


async def test_what_follows_is_leased_anew_and_taken_over_when_its_worker_dies(services, clock):
    ours = await promise(services)
    (job,) = await claim(services)
    clock.forward(seconds=30)
    following = await read_and_promise(services, job)

    clock.forward(seconds=44)
    assert await claim(services) == ()
    clock.forward(seconds=1)
    (taken,) = await claim(services)

    assert (following.kind, taken.kind, taken.subject_id, taken.attempts) == (JobKind.DECIDE, JobKind.DECIDE, ours, 2)
    with pytest.raises(LeaseLostError):
        await do(services, following)


async def test_what_fails_after_its_commit_is_not_held_against_the_next_step(services):
    await promise(services)
    (job,) = await claim(services)

    async def fail_late(house, job):
        await read_and_promise(house, job)
        raise FinalError

    await execute(services, {JobKind.READ: fail_late}, job)

    row = await only(services, JobRow)
    assert (row.kind, row.state, row.attempts, row.problem) == (JobKind.DECIDE, JobState.LEASED, 1, "")


async def test_who_lost_the_lease_promises_nothing(services, clock):
    await promise(services)
    (slow,) = await claim(services)
    clock.forward(seconds=46)
    await claim(services)

    with pytest.raises(LeaseLostError):
        await read_and_promise(services, slow)

    assert (await only(services, JobRow)).kind is JobKind.READ
    assert await done(services) == []


async def test_a_job_that_is_done_or_in_somebodys_hands_or_not_due_is_left_alone(services, clock):
    held, later = await promise(services), await promise(services, due_at=clock.now + timedelta(minutes=1))
    await claim(services)

    await work_on(services, HANDLERS, [uuid4()])
    await work_on(services, HANDLERS, [(await job_of(services, held)).id])
    await work_on(services, HANDLERS, [(await job_of(services, later)).id])

    assert await done(services) == []
    assert {row.state for row in await all_of(services, JobRow)} == {JobState.LEASED, JobState.WAITING}


async def test_told_twice_at_once_it_is_done_once(services, other):
    told = (await job_of(services, await promise(services, kind=JobKind.DECIDE))).id

    await asyncio.gather(*(work_on(house, HANDLERS, [told]) for house in (services, other) * 3))

    assert await done(services) == ["decide"]


async def test_a_kind_that_only_a_newer_program_knows_is_left_for_it_unharmed(services):
    told = (await job_of(services, await promise(services))).id
    async with services.sessions.begin() as session:
        await session.execute(text("UPDATE jobs SET kind = 'of_tomorrow'"))

    await work_on(services, HANDLERS, [told])

    assert await publish(services) == ()
    assert await claim(services) == ()
    async with services.readers() as session:
        assert (await session.execute(text("SELECT kind, state, attempts FROM jobs"))).all() == [
            ("of_tomorrow", "waiting", 0)
        ]


async def test_a_job_of_which_every_worker_dies_comes_to_the_operator(services, clock):
    await promise(services)
    async with services.sessions.begin() as session:
        await session.execute(update(JobRow).values(attempts=most_attempts(JobKind.READ)))

    (job,) = await claim(services)
    await execute(services, HANDLERS, job)

    row = await only(services, JobRow)
    assert (row.state, row.problem) == (JobState.GIVEN_UP, "DeadlyError")
    assert await done(services) == []


async def test_a_job_that_hangs_is_stopped_before_its_lease_runs_out(services, other):
    quick = other.settings.model_copy(update={"lease_seconds": 0.5})
    house = type(other)(**{name: getattr(other, name) for name in other.__slots__} | {"settings": quick})

    async def hang(_services, _job):
        await asyncio.Event().wait()

    told = (await job_of(services, await promise(services))).id
    await asyncio.wait_for(work_on(house, {JobKind.READ: hang}, [told]), 5)

    row = await only(services, JobRow)
    assert (row.state, row.problem) == (JobState.WAITING, "TimeoutError")


async def test_somebody_who_waits_gets_what_another_has_in_hand(services, other, clock):
    ours = await promise(services, kind=JobKind.DECIDE)
    (job,) = await claim(other)
    waiting = asyncio.create_task(work_through(services, HANDLERS, ours, clock.now + timedelta(seconds=1)))
    await asyncio.sleep(0)

    await do(other, job)
    await asyncio.wait_for(waiting, 5)

    assert await done(services) == ["decide"]


async def promise_by(services, subject_id, due_at):
    async with services.sessions.begin() as session:
        await jobs.promise_by(session, JobKind.PROMISE_DUE, subject_id, services.now(), due_at)


async def test_what_is_asked_for_several_times_is_one_job_at_the_soonest_date(services, clock):
    case_id, now = uuid4(), clock()

    for hours in (5, 2, 9):
        await promise_by(services, case_id, now + timedelta(hours=hours))

    assert (await only(services, JobRow)).due_at == now + timedelta(hours=2)


async def test_what_is_being_done_while_it_is_asked_for_again_is_done_again(services, clock):
    case_id = uuid4()
    await promise_by(services, case_id, clock())

    (job,) = await claim(services)

    await promise_by(services, case_id, clock() + timedelta(hours=1))
    await execute(services, {JobKind.PROMISE_DUE: do}, job)

    assert await all_of(services, AuditRow) == []
    row = await only(services, JobRow)
    assert (row.state, row.lease, row.due_at) == (JobState.WAITING, None, clock())


async def test_what_is_to_be_done_again_is_the_same_job_as_good_as_new(services, clock):
    later = clock() + timedelta(hours=3)
    await promise_by(services, uuid4(), clock())

    async def look_again_later(services, job):
        async with completing(services, job) as done:
            done.again_at = later

    (job,) = await claim(services)
    await execute(services, {JobKind.PROMISE_DUE: look_again_later}, job)

    row = await only(services, JobRow)
    assert (row.id, row.state, row.due_at, row.attempts, row.lease) == (job.id, JobState.WAITING, later, 0, None)


async def test_what_is_asked_for_anew_has_all_its_attempts(services, clock):
    await promise_by(services, uuid4(), clock())
    async with services.sessions.begin() as session:
        await session.execute(update(JobRow).values(attempts=11, problem="OperationalError"))

    await promise_by(services, (await only(services, JobRow)).subject_id, clock())

    row = await only(services, JobRow)
    assert (row.attempts, row.problem) == (0, "")


async def test_what_is_for_workers_of_its_own_is_left_to_them(services):
    async def read_and_leave(services, job):
        async with completing(services, job) as done:
            done.then = JobKind.DELIVER, job.subject_id
            done.elsewhere = True
        return done.following

    subject = await promise(services)
    await work_on(services, {JobKind.READ: read_and_leave}, [(await job_of(services, subject)).id])

    row = await only(services, JobRow)
    assert (row.kind, row.state, row.attempts, row.published_until) == (JobKind.DELIVER, JobState.WAITING, 0, None)


async def test_when_a_lease_runs_out_is_told_by_our_clock(services, clock):
    await promise(services)
    await claim(services)
    ahead = timedelta(seconds=60)

    async with services.readers() as session:
        by_all, by_ours = await jobs.next_due(session), await jobs.next_due(session, ahead)

    assert by_ours - by_all == ahead
