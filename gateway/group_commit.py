"""Group commit: many keepers share one transaction, so that the disk is waited for once for all of them.

While groups are being committed the next one gathers. Nobody hears yes before the commit of their own group.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")
Commit = Callable[[Sequence[Asked]], Awaitable[Sequence[Answer]]]


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[Asked, Answer]):
    asked: Asked
    answered: asyncio.Future[Answer]


class GroupCommit(Generic[Asked, Answer]):
    """Hands what is asked to *commit*, in order, in groups of at most *most* and at most *beside* groups at a time.

    *for_all* is what nobody of the group is at fault for: then all are refused at once. It is also raised where there
    is no answer *within* so many seconds: a commit that hangs is given up, and holds up nobody behind it.
    """

    def __init__(
        self,
        commit: Commit[Asked, Answer],
        for_all: type[Exception],
        most: int = 64,
        beside: int = 1,
        within: float = 20.0,
    ) -> None:
        self._commit = commit
        self._for_all = for_all
        self._within = within
        self._most = most
        self._beside = beside
        self._queue: deque[_Waiting[Asked, Answer]] = deque()
        self._workers: set[asyncio.Task[None]] = set()
        self._given_up: set[asyncio.Future[Sequence[Answer]]] = set()

    async def ask(self, asked: Asked) -> Answer:
        """The answer to *asked*, after the commit. Raises what the commit raised; then nobody must say yes."""
        waiting: _Waiting[Asked, Answer] = _Waiting(asked, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        if len(self._workers) < self._beside:
            self._workers.add(asyncio.create_task(self._work(), name="group commit"))
        try:
            # Shielded: who stops waiting (a closed connection) must not tear the group of the others.
            async with asyncio.timeout(self._within):
                return await asyncio.shield(waiting.answered)
        except TimeoutError as late:
            if waiting.answered.done():
                raise  # the commit's own
            raise self._for_all from late

    async def _work(self) -> None:
        try:
            while self._queue:
                group = [self._queue.popleft() for _ in range(min(self._most, len(self._queue)))]
                await self._answer(group)
        finally:
            # In the same step as the last look: whoever asks after it must find that nobody works, and start somebody.
            self._workers.difference_update({asyncio.current_task()})

    async def _answer(self, group: Sequence[_Waiting[Asked, Answer]]) -> None:
        try:
            answers = await self._in_time(self._commit([waiting.asked for waiting in group]))
        except Exception as problem:  # noqa: BLE001  handed to whoever asked
            if len(group) == 1 or isinstance(problem, self._for_all):
                for waiting in group:
                    _refuse(waiting, problem)
                return
            # One of them may be at fault: each on its own, so that the others are not refused with it.
            for waiting in group:
                await self._answer([waiting])
            return
        for waiting, answer in zip(group, answers, strict=True):
            if not waiting.answered.done():
                waiting.answered.set_result(answer)

    async def _in_time(self, commit: Awaitable[Sequence[Answer]]) -> Sequence[Answer]:
        """What *commit* answers. Raises *for_all* where it does not in time."""
        working = asyncio.ensure_future(commit)
        await asyncio.wait({working}, timeout=self._within)
        if working.done():
            return working.result()
        # Told to stop and not waited for: a driver whose database hangs may hang in stopping too.
        working.cancel()
        self._given_up.add(working)
        working.add_done_callback(self._forget)
        raise self._for_all

    def _forget(self, working: asyncio.Future[Sequence[Answer]]) -> None:
        self._given_up.discard(working)
        if not working.cancelled():
            working.exception()  # looked at, so that nobody complains that it was not


def _refuse(waiting: _Waiting[Asked, Answer], problem: Exception) -> None:
    if not waiting.answered.done():
        waiting.answered.set_exception(problem)
        waiting.answered.exception()  # looked at: whoever asked may have stopped waiting
