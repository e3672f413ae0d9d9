"""The relay and sweeper: what is due reaches workers, whatever goes wrong in between."""

import asyncio
from dataclasses import dataclass, field, replace
from uuid import uuid4

import pytest

from gateway.faults import Failure, Faults, Moment, Step, after, before
from gateway.queues import Queue
from gateway.relaying import publish_due, relay
from gateway.store import jobs
from gateway.store.states import JobKind
from tests.servers.waiting import eventually


@dataclass(slots=True)
class FakeBroker:
    """Queues in memory; refuses as often as the test says."""

    told: list[JobKind] = field(default_factory=list)
    waiting: dict[Queue, int] = field(default_factory=lambda: dict.fromkeys(Queue, 0))
    refuses: int = 0

    def lengths(self):
        if self.refuses:
            self.refuses -= 1
            raise ConnectionRefusedError
        return self.waiting

    def publish(self, due):
        self.told += [one.kind for one in due]


@pytest.fixture
def broker():
    return FakeBroker()


@pytest.fixture
def short(services):
    """The same house with a lease that a test can wait for."""
    return replace(services, settings=services.settings.model_copy(update={"lease_seconds": 0.5}))


async def promise(services, kind):
    async with services.sessions.begin() as session:
        await jobs.promise(session, kind, uuid4(), services.now())


async def relaying(services, broker, until):
    stop = asyncio.Event()
    running = asyncio.create_task(relay(services, broker, stop))
    await eventually(until, within=10, what="the relay has told")
    stop.set()
    await services.wakes.ring()
    await asyncio.wait_for(running, 10)


async def test_what_is_due_is_told_and_what_comes_later_too(services, broker):
    await promise(services, JobKind.READ)
    stop = asyncio.Event()
    running = asyncio.create_task(relay(services, broker, stop))
    await eventually(lambda: broker.told == ["read"], within=10, what="the first is told")

    await promise(services, JobKind.DELIVER)
    await services.wakes.ring()

    await eventually(lambda: broker.told == ["read", "deliver"], within=10, what="the second is told")
    stop.set()
    await asyncio.wait_for(running, 10)


async def test_a_broker_that_is_away_is_asked_again_and_nothing_counts_as_told_meanwhile(services, broker):
    await promise(services, JobKind.READ)
    broker.refuses = 1

    await relaying(services, broker, lambda: broker.told == ["read"])


async def test_a_queue_that_is_full_gets_nothing_more_and_the_others_do(services, broker):
    broker.waiting[Queue.OUT] = 1_000
    for kind in (JobKind.DELIVER, JobKind.READ):
        await promise(services, kind)

    assert await publish_due(services, broker) == 1
    assert broker.told == ["read"]
    broker.waiting[Queue.OUT] = 999
    assert await publish_due(services, broker) == 1
    assert broker.told == ["read", "deliver"]


@pytest.mark.parametrize("failure", [Failure.RAISE, Failure.HANG])
@pytest.mark.parametrize("point", [before(Step.PUBLISH), after(Step.PUBLISH), Moment.AFTER_PUBLISH])
async def test_whatever_fails_in_the_telling_it_is_told_all_the_same(short, clock, broker, tmp_path, point, failure):
    (tmp_path / point).write_text(failure, "ascii")
    house = replace(short, faults=Faults(folder=tmp_path))
    await promise(house, JobKind.READ)

    def told():
        clock.forward(seconds=0.05)
        return broker.told

    await relaying(house, broker, told)

    assert set(broker.told) == {"read"}
    assert (tmp_path / point).with_suffix(".taken").exists()
