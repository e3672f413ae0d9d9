"""Wakes: something was committed, look again. They only wake; the database is the truth, and readers poll it anyway."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import UUID

Heard = Callable[[UUID | None], None]


class Wakes:
    """Tells whoever waits in this process that something was committed. `gateway/redis_wakes.py` tells others too."""

    def __init__(self) -> None:
        self._changed = asyncio.Condition()
        self._count = 0
        self._listeners: set[Heard] = set()

    @property
    def count(self) -> int:
        """How often it has rung; hand it to `wait` so that no ring between looking and waiting is missed."""
        return self._count

    @property
    def away(self) -> bool:
        """Whether what carries wakes between processes cannot be reached; then everybody only looks now and then."""
        return False

    @asynccontextmanager
    async def hearing(self) -> AsyncIterator[None]:
        """Hear what rings in other processes, until the block ends."""
        yield

    async def told(self) -> None:
        """Wait for a moment until what has rung here is on its way to other processes."""

    async def close(self) -> None:
        """Let go of whatever carries wakes between processes."""

    async def ring(self, topic: UUID | None = None) -> None:
        """Something was committed; *topic* is the one row that it was about, where somebody may wait for just that."""
        await self.heard(topic)

    async def heard(self, topic: UUID | None) -> None:
        """Wake those who wait in this process."""
        for listener in tuple(self._listeners):
            listener(topic)
        if topic is not None:
            return  # of no concern to who looks at Jobs and lists, and on a busy chat line far too often
        async with self._changed:
            self._count += 1
            self._changed.notify_all()

    async def wait(self, since: int, seconds: float) -> bool:
        """Wait until it has rung after *since*, at most *seconds*. Tells whether it has."""
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(lambda: self._count > since)
        except TimeoutError:
            return False
        return True

    def listen(self, listener: Heard) -> None:
        """Call *listener* at each ring, until `leave`. It must not wait, and not raise."""
        self._listeners.add(listener)

    def leave(self, listener: Heard) -> None:
        """Call *listener* no more."""
        self._listeners.discard(listener)
