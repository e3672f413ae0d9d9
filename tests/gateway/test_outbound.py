import asyncio
from dataclasses import replace
from email import message_from_bytes

import pytest

from gateway import pipeline
from gateway.jobs import execute, most_attempts, work_on
from gateway.services import OutcomeUnknownError, RelayRefusedError
from gateway.store import deliveries, jobs, leases
from gateway.store.cases import CaseRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.jobs import JobRow
from gateway.store.states import DeliveryState, Event, JobKind, JobState
from gateway.store.timeline import TimelineRow
from tests.factories import MAIJA, all_of, attempt, claim, deliver, mail, only, open_house, work

BUSY, UNKNOWN_USER = RelayRefusedError(451, again=True), RelayRefusedError(550, again=False)


async def state_of(services):
    return (await only(services, DeliveryRow)).state


async def events(services):
    return [row.event for row in await all_of(services, TimelineRow)]


async def acknowledge_and_go_away(services, job):
    """What is promised next is left to another."""
    following = await pipeline.acknowledge(services, job)
    async with services.sessions.begin() as session:
        await leases.postpone(session, following, services.now())


@pytest.fixture
async def promised(services):
    """An acknowledgement that is promised and has not been attempted."""
    await deliver(services, mail())
    (job,) = await claim(services)
    await execute(services, pipeline.HANDLERS | {JobKind.ACKNOWLEDGE: acknowledge_and_go_away}, job)
    assert await state_of(services) is DeliveryState.PROMISED


async def test_the_attempt_is_committed_before_the_relay_hears_a_word(services, relay, promised):
    seen = []

    async def look():
        seen.append(await state_of(services))

    relay.meanwhile = look
    await work(services)

    assert seen == [DeliveryState.ATTEMPTING]
    assert await state_of(services) is DeliveryState.SENT


async def test_the_letter_goes_to_the_sender_and_failures_come_back_to_us(services, relay, promised):
    await work(services)

    row, handed = await only(services, DeliveryRow), relay.taken[0]
    message = message_from_bytes(handed.message)
    assert handed.recipient == MAIJA
    assert handed.sender == f"bounce+{row.bounce_token}@satakunta.example"
    assert message["From"].endswith("<neuvonta@satakunta.example>")
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["Message-ID"].strip() == f"<{row.message_id}>"
    assert message["In-Reply-To"] == "<1@mail.citizen.example>"


async def test_a_worker_that_dies_in_the_attempt_leaves_it_unknown_and_nobody_sends_it_again(
    services, relay, promised, clock
):
    on_its_way, dead = asyncio.Event(), asyncio.Event()

    async def hang():
        on_its_way.set()
        await dead.wait()

    relay.meanwhile = hang
    (job,) = await claim(services)
    worker = asyncio.create_task(execute(services, pipeline.HANDLERS, job))
    await on_its_way.wait()
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    assert await state_of(services) is DeliveryState.ATTEMPTING

    clock.forward(seconds=46)
    await work(services)
    clock.forward(days=2)
    await work(services)

    assert await state_of(services) is DeliveryState.OUTCOME_UNKNOWN
    assert relay.tried == 1
    assert (await only(services, CaseRow)).undelivered
    assert Event.OUTCOME_UNKNOWN in await events(services)


async def test_an_unknown_outcome_stands_on_the_operators_list_until_a_person_closes_it(
    services, relay, promised, clock
):
    relay.failures = [OutcomeUnknownError()]
    await work(services)

    async with services.sessions.begin() as session:
        (unknown,) = await deliveries.newest(session, 10, (DeliveryState.OUTCOME_UNKNOWN,))
        assert await deliveries.close(session, unknown.id, DeliveryState.SENT, clock.now)
        assert not await deliveries.close(session, unknown.id, DeliveryState.FAILED, clock.now)

    assert await state_of(services) is DeliveryState.SENT


async def test_a_connection_lost_after_the_text_is_never_tried_again(services, relay, promised, clock):
    relay.failures = [OutcomeUnknownError()]
    await work(services)
    clock.forward(days=2)
    await work(services)

    assert (relay.tried, await state_of(services)) == (1, DeliveryState.OUTCOME_UNKNOWN)


async def test_a_busy_relay_gets_the_same_letter_again_later(services, relay, promised, clock):
    relay.failures = [BUSY, BUSY]
    tried = []
    for _ in range(4):
        await attempt(services)
        tried.append(relay.tried)
        clock.forward(seconds=10)

    row = await only(services, DeliveryRow)
    assert tried == [1, 2, 3, 3]
    assert (row.state, row.attempts) == (DeliveryState.SENT, 3)
    assert f"<{row.message_id}>" in relay.taken[0].text
    assert not (await only(services, CaseRow)).undelivered


async def test_a_relay_that_stays_away_comes_to_the_operator_and_loses_no_letter(services, relay, promised, clock):
    tries = most_attempts(JobKind.DELIVER)
    relay.failures = [BUSY] * tries
    for _ in range(tries + 1):
        await attempt(services)
        clock.forward(hours=1)
    stuck = next(row for row in await all_of(services, JobRow) if row.state is JobState.GIVEN_UP)
    assert (stuck.kind, await state_of(services)) == (JobKind.DELIVER, DeliveryState.PROMISED)

    async with services.sessions.begin() as session:
        await jobs.try_again(session, stuck.id, clock.now)
    await attempt(services)

    assert await state_of(services) is DeliveryState.SENT


async def test_a_final_refusal_ends_the_attempt_and_shows_the_case_as_undelivered(services, relay, promised, clock):
    relay.failures = [UNKNOWN_USER]
    await work(services)
    clock.forward(days=1)
    await attempt(services)

    row = await only(services, DeliveryRow)
    assert (relay.tried, row.state, row.problem) == (1, DeliveryState.FAILED, "550")
    assert (await only(services, CaseRow)).undelivered
    assert Event.NOT_DELIVERED in await events(services)


async def test_a_letter_that_was_sent_while_the_lease_ran_out_is_not_sent_twice(services, relay, promised, clock):
    async def sleep_over_the_lease():
        relay.meanwhile = type(relay)().meanwhile
        clock.forward(seconds=46)
        await attempt(services)

    relay.meanwhile = sleep_over_the_lease
    await attempt(services)

    assert len(relay.taken) == 1
    assert await state_of(services) is DeliveryState.OUTCOME_UNKNOWN


async def test_without_a_relay_letters_end_in_the_built_in_outbox(loaded, settings, clock, promised, services):
    async with open_house(loaded, settings, clock, None) as house:
        await work(house)

        assert await state_of(house) is DeliveryState.SENT


async def test_in_several_processes_who_reads_is_not_held_up_by_the_relay(services, relay):
    several = replace(services, settings=services.settings.model_copy(update={"redis_url": "redis://elsewhere"}))
    await deliver(several, mail())
    (read,) = [row for row in await all_of(several, JobRow) if row.kind is JobKind.READ]

    await work_on(several, pipeline.HANDLERS, [read.id])

    (letter,) = [row for row in await all_of(several, JobRow) if row.kind is JobKind.DELIVER]
    assert (letter.state, relay.tried) == (JobState.WAITING, 0)


async def test_who_lost_the_lease_at_the_relay_does_not_take_the_attempt_back(services, relay, clock):
    async def stands_still():
        relay.meanwhile = relay_goes_on
        clock.forward(seconds=60)
        await attempt(services)  # another takes the letter over and finds its attempt

    async def relay_goes_on():
        return

    relay.meanwhile = stands_still
    relay.failures = [BUSY]
    await deliver(services, mail())
    await attempt(services)

    assert await state_of(services) is DeliveryState.OUTCOME_UNKNOWN
    assert relay.tried == 1
