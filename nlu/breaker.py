"""A circuit breaker: whoever has failed several times is left alone for a while, and then asked once."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Final

FAILURES: Final = 3
REST: Final = 30.0  # seconds
_FRESH: Final = 10.0  # seconds for which an answer tells how somebody is


class Breaker:
    """Whether somebody may be asked. Safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock  # seconds
        self._lock = Lock()
        self._failures = 0
        self._closed_until = 0.0
        self._told_at: float | None = None

    @property
    def is_well(self) -> bool:
        """Whether the last answer was one; also while nobody has asked."""
        return self._failures == 0

    @property
    def is_fresh(self) -> bool:
        """Whether the last answer, or its failure, is so young that nobody has to ask how they are."""
        return self._told_at is not None and self._clock() - self._told_at < _FRESH

    def may_ask(self) -> bool:
        """Whether to ask now. After a rest one may; the others wait for what becomes of it, or for another rest."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            if self._clock() < self._closed_until:
                return False
            self._closed_until = self._clock() + REST
            return True

    def succeeded(self) -> None:
        """Somebody was asked and answered well."""
        with self._lock:
            self._failures = 0
            self._told_at = self._clock()

    def failed(self) -> None:
        """Somebody was asked and did not answer well."""
        with self._lock:
            self._failures += 1
            self._told_at = self._clock()
            self._closed_until = self._clock() + REST
