"""The database's clock: on several machines, leases go by it."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.condition.limits import SKEW
from gateway.store import vitals

log = structlog.get_logger()

CLOCK_WRONG: Final = "clock_differs_from_the_databases"
CLOCK_RIGHT: Final = "clock_agrees_with_the_databases"

_MEASURED_AGAIN: Final = 5.0  # seconds
_JUMP: Final = timedelta(seconds=1)


class DatabaseClock:
    """The database's time, told from our own clock and how far that was ahead when it was last measured."""

    def __init__(self) -> None:
        self._ahead = timedelta()
        self._measured: tuple[float, datetime] | None = None  # when, by a clock that nobody sets and by our own
        self._wrong = False

    async def now(self, session: AsyncSession, own: Callable[[], datetime]) -> datetime:
        """What the database's clock shows at this moment."""
        if self._is_stale(own()):
            await self._measure(session, own)
        return own() - self._ahead

    def _is_stale(self, now: datetime) -> bool:
        if self._measured is None:
            return True
        began, at = self._measured
        passed = time.monotonic() - began
        # Our clock may be set, or a machine may stand still, between two measurements.
        return passed > _MEASURED_AGAIN or abs(now - at - timedelta(seconds=passed)) > _JUMP

    async def _measure(self, session: AsyncSession, own: Callable[[], datetime]) -> None:
        before = own()
        true = await vitals.clock(session) or before
        after = own()
        self._ahead = before + (after - before) / 2 - true
        self._measured = (time.monotonic(), after)
        wrong = abs(self._ahead) >= SKEW.watch
        if wrong != self._wrong:
            self._wrong = wrong
            log.warning(CLOCK_WRONG if wrong else CLOCK_RIGHT, seconds=round(self._ahead.total_seconds(), 1))
