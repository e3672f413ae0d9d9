"""Wakes between processes, over Redis. Only ids travel, and they may be lost: readers look now and then anyway."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from secrets import token_hex
from typing import Final
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from gateway.wakes import Wakes

log = structlog.get_logger()

REDIS_AWAY: Final = "redis_away"
_TELLS: Final = "tells"
_HEARS: Final = "hears"
REDIS_BACK: Final = "redis_back"

CHANNEL: Final = "luotsi.wakes"
_ANYTHING: Final = "-"  # in place of a topic
_GATHER: Final = 0.005  # seconds; what rings meanwhile goes out together
_AT_ONCE: Final = 5_000  # topics; what rings beyond that is seen at the next look
_PATIENCE: Final = 2.0  # seconds for Redis to answer
_LISTEN: Final = 5.0  # seconds without a word until the line is tried
_TOLD_WITHIN: Final = 0.2
_FIRST_REST: Final = 0.1  # seconds before Redis is tried again, doubled each time
_LONGEST_REST: Final = 5.0


class RedisWakes(Wakes):
    """Rings here at once and a moment later in every process that is `hearing`. Never waits for Redis, never raises."""

    def __init__(self, url: str) -> None:
        super().__init__()
        # Nothing is tried twice: what was not told is seen by looking.
        self._redis: Redis = Redis.from_url(
            url,
            decode_responses=True,
            socket_timeout=_PATIENCE,
            socket_connect_timeout=_PATIENCE,
            retry=Retry(NoBackoff(), 0),
        )
        self._origin = token_hex(8)
        self._to_tell: set[UUID | None] = set()
        self._telling: asyncio.Task[None] | None = None
        self._rest_until = 0.0
        self._gather = 0.0
        self._broken: set[str] = set()  # of the two ways, there and back

    @property
    def away(self) -> bool:
        """Whether Redis did not answer when we last asked."""
        return bool(self._broken)

    async def ring(self, topic: UUID | None = None) -> None:
        """Wake those who wait here, and have the other processes told."""
        await self.heard(topic)
        if len(self._to_tell) < _AT_ONCE:
            self._to_tell.add(topic)
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell(), name="tell wakes")

    async def told(self) -> None:
        """Wait until the other processes have been told, for a moment at most."""
        if self._telling is not None:
            await asyncio.wait({self._telling}, timeout=_TOLD_WITHIN)

    async def close(self) -> None:
        """Tell what is still to be told, and close the connections."""
        await self.told()
        if self._telling is not None:
            self._telling.cancel()
        with suppress(RedisError, OSError):
            await self._redis.aclose()

    @asynccontextmanager
    async def hearing(self) -> AsyncIterator[None]:
        """Hear what rings in other processes, until the block ends; Redis may come and go meanwhile."""
        self._gather = _GATHER
        listening = asyncio.create_task(self._hear(), name="hear wakes")
        try:
            yield
        finally:
            listening.cancel()
            await asyncio.wait({listening})

    async def _tell(self) -> None:
        loop = asyncio.get_running_loop()
        while self._to_tell:
            topics, self._to_tell = self._to_tell, set()
            if loop.time() < self._rest_until:
                continue
            try:
                async with asyncio.timeout(_PATIENCE), self._redis.pipeline(transaction=False) as pipeline:
                    for topic in topics:
                        # Queued, and sent by `execute`: this awaits nothing.
                        _ = pipeline.publish(CHANNEL, f"{self._origin}:{topic or _ANYTHING}")
                    await pipeline.execute()
                self._note(_TELLS)
            except (RedisError, OSError) as problem:
                self._rest_until = loop.time() + 1.0
                self._note(_TELLS, problem)
            await asyncio.sleep(self._gather)

    async def _hear(self) -> None:
        rest = _FIRST_REST
        while True:
            try:
                async with self._redis.pubsub() as line:
                    await line.subscribe(CHANNEL)
                    for way in (_TELLS, _HEARS):
                        self._note(way)
                    rest, self._rest_until = _FIRST_REST, 0.0
                    # What rang while nobody listened has gone by.
                    await self.heard(None)
                    await self._hear_on(line)
            except (RedisError, OSError) as problem:
                self._note(_HEARS, problem)
            await asyncio.sleep(rest)
            rest = min(2 * rest, _LONGEST_REST)

    async def _hear_on(self, line: PubSub) -> None:
        """Hear until the line breaks, which comes out as an error."""
        asked = False
        while True:
            message = await line.get_message(timeout=_PATIENCE if asked else _LISTEN)
            if message is None:
                # A line that is half open is silent for ever: who lives answers.
                if asked:
                    raise TimeoutError
                await line.ping()
                await self._ask_again()
            elif message["type"] == "message":
                await self._heard_of(str(message["data"]))
            asked = message is None

    async def _ask_again(self) -> None:
        """What could not be told is no matter any more where Redis answers, though nothing has rung since."""
        if _TELLS not in self._broken:
            return
        with suppress(RedisError, OSError):
            async with asyncio.timeout(_PATIENCE):
                await self._redis.ping()
            self._note(_TELLS)

    async def _heard_of(self, told: str) -> None:
        origin, _, topic = told.partition(":")
        if origin == self._origin:
            return
        if topic == _ANYTHING:
            await self.heard(None)
            return
        with suppress(ValueError):  # not one of ours
            await self.heard(UUID(topic))

    def _note(self, way: str, problem: Exception | None = None) -> None:
        """One way works, or does not. Redis is away while either does not."""
        was_away = self.away
        if problem is None:
            self._broken.discard(way)
        else:
            self._broken.add(way)
        if self.away is not was_away:
            log.warning(REDIS_AWAY if self.away else REDIS_BACK, error=type(problem).__name__ if problem else "")
