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

    *for_all* is what nobody of the group is at fault for: then all are refused at once.
    """

    def __init__(
        self, commit: Commit[Asked, Answer], for_all: type[Exception], most: int = 64, beside: int = 1
    ) -> None:
        self._commit = commit
        self._for_all = for_all
        self._most = most
        self._beside = beside
        self._queue: deque[_Waiting[Asked, Answer]] = deque()
        self._workers: set[asyncio.Task[None]] = set()

    async def ask(self, asked: Asked) -> Answer:
        """The answer to *asked*, after the commit. Raises what the commit raised; then nothing of it was stored."""
        waiting: _Waiting[Asked, Answer] = _Waiting(asked, asyncio.get_running_loop().create_future())
        self._queue.append(waiting)
        if len(self._workers) < self._beside:
            self._workers.add(asyncio.create_task(self._work(), name="group commit"))
        # Shielded: who stops waiting (a closed connection) must not tear the group of the others.
        return await asyncio.shield(waiting.answered)

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
            answers = await self._commit([waiting.asked for waiting in group])
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


def _refuse(waiting: _Waiting[Asked, Answer], problem: Exception) -> None:
    if not waiting.answered.done():
        waiting.answered.set_exception(problem)
