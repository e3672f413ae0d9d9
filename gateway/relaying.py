"""Relay and sweeper: workers are told of each Job that is due, and told again when that has led to nothing.

Both are one statement over the jobs table, so any number of these may run at once: what one is just taking, another
skips. What was told and lost (a wiped Redis, a dead worker) is told again when `published_until` has gone by.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

import structlog

from gateway.faults import Moment, Step
from gateway.queues import QUEUE_OF, Queue
from gateway.services import Services
from gateway.store import leases
from gateway.store.leases import Due

log = structlog.get_logger()

RELAY_WAITS: Final = "relay_waits"
RELAY_GOES_ON: Final = "relay_goes_on"

_AT_ONCE: Final = 200
_MOST_IN_A_QUEUE: Final = 1_000  # messages; workers who are away must not find a queue of a night's repetitions
_LOOK_AGAIN: Final = 1.0  # seconds; wakes are a courtesy, this is the guarantee
_GATHER: Final = 5  # times as long as telling took; what is committed meanwhile is told together
_GATHER_AT_MOST: Final = 0.25  # seconds
_REST: Final = 1.0  # seconds after a failure


class Broker(Protocol):
    """What carries ids to workers. Its methods wait; they are called in a thread."""

    def lengths(self) -> Mapping[Queue, int]:
        """How many messages wait in each queue."""
        ...

    def publish(self, due: Sequence[Due]) -> None:
        """Put the ids into the queues of their kinds."""
        ...


async def relay(services: Services, broker: Broker, stop: asyncio.Event) -> None:
    """Tell workers what is due until *stop* is set. Survives the database and the broker being away."""
    limit, well = services.settings.lease.total_seconds(), True
    while not stop.is_set():
        seen, began = services.wakes.count, time.monotonic()
        try:
            async with asyncio.timeout(limit):
                told = await publish_due(services, broker)
        except Exception as problem:  # noqa: BLE001  whatever is wrong now, work goes on when it is right again
            if well:
                log.warning(RELAY_WAITS, error=type(problem).__name__)
            well = False
            await _rest(stop, _REST)
            continue
        if not well:
            well = True
            log.warning(RELAY_GOES_ON)
        if told < _AT_ONCE:
            await _rest(stop, min(_GATHER * (time.monotonic() - began), _GATHER_AT_MOST))
            await services.wakes.wait(seen, _LOOK_AGAIN)


async def publish_due(services: Services, broker: Broker) -> int:
    """Tell workers what is due now and nobody has been told of; returns how much that was.

    A queue that is full already gets nothing more.
    """
    waiting = await asyncio.to_thread(broker.lengths)
    kinds = [kind for kind, queue in QUEUE_OF.items() if waiting[queue] < _MOST_IN_A_QUEUE]
    now = services.now()
    async with services.writing(Step.PUBLISH) as session:
        due = await leases.publish(session, now, now + services.settings.lease, most=_AT_ONCE, kinds=kinds)
    if due:
        await asyncio.to_thread(broker.publish, due)
        await services.faults.reached(Moment.AFTER_PUBLISH)
    return len(due)


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return
