"""How fast one conversation may go: a person who is afraid writes fast, a program writes faster."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most *most* in any span of *within*."""

    most: int
    within: timedelta


MESSAGES: Final = (
    Limit(most=20, within=timedelta(seconds=10)),
    Limit(most=60, within=timedelta(minutes=1)),
)


class Pace:
    """Counts what one conversation did lately."""

    def __init__(self, limits: Sequence[Limit] = MESSAGES) -> None:
        self._limits = limits
        self._done: deque[datetime] = deque(maxlen=max(limit.most for limit in limits))

    def wait(self, now: datetime) -> int:
        """Seconds until the next is allowed. Zero: it is allowed now, and counted."""
        waits = [self._wait(limit, now) for limit in self._limits]
        if not any(waits):
            self._done.append(now)
        return max(waits)

    def _wait(self, limit: Limit, now: datetime) -> int:
        if len(self._done) < limit.most:
            return 0
        free = self._done[-limit.most] + limit.within
        return max(0, ceil((free - now).total_seconds()))
