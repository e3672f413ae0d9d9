"""What waits to be sent to one client: bounded, so that a client that reads nothing costs little and is let go."""

import asyncio
from collections import deque
from contextlib import suppress
from typing import Final
from uuid import UUID

from aiohttp import WSCloseCode

from channels.chat.frames import ServerFrame
from channels.chat.line import Line

MOST_WAITING: Final = 256  # frames
_FOR_OTHERS: Final = 16  # of those


class Outlet:
    """One client's way out. Once closed it takes nothing more; the client comes again and says how far it got."""

    def __init__(self, line: Line, most: int = MOST_WAITING) -> None:
        self.line = line
        self.closed: int | None = None  # the code with which it was closed
        self.conversation_id: UUID | None = None  # known after the hello
        self.is_behind = False  # more was said than may wait: to be looked at again when that is sent
        self.is_fresh = True  # nobody has told it yet how the conversation stands
        self.gone = asyncio.Event()
        self._most = most
        self._waiting: deque[ServerFrame] = deque()
        self._something = asyncio.Event()
        self._word = asyncio.Event()

    def put(self, *frames: ServerFrame) -> None:
        """Send *frames* as soon as the client takes them. One too many closes the outlet."""
        if frames:
            self.tell(*frames)
            self._word.set()

    def tell(self, *frames: ServerFrame) -> None:
        """The same of how things stand: for a request that waits for a word, that alone is no reason to answer."""
        if self.closed is not None:
            return
        self._waiting.extend(frames)
        self._something.set()
        if len(self._waiting) > self._most:
            # It comes again and says how far it got.
            self._waiting.clear()
            self.close(WSCloseCode.TRY_AGAIN_LATER)

    @property
    def room(self) -> int:
        """How many more frames may wait, a few left for others than what was said."""
        return max(self._most - len(self._waiting) - _FOR_OTHERS, 0)

    def close(self, code: int) -> None:
        """Take nothing more; what waits may still be sent."""
        if self.closed is None:
            self.closed = code
        for event in (self._something, self._word, self.gone):
            event.set()

    async def wait(self) -> None:
        """Wait until there is something to send, or it is closed."""
        await self._something.wait()

    async def wait_for_word(self, seconds: float) -> None:
        """Wait at most *seconds* until there is something to be told, or it is closed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._word.wait()

    def take(self) -> tuple[ServerFrame, ...]:
        """Everything that waits."""
        frames = tuple(self._waiting)
        self._waiting.clear()
        if self.closed is None:
            self._something.clear()
        return frames
