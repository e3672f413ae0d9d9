"""Waiting for what must become true, with a deadline and a sentence about what did not.

A deadline is in seconds of a machine with a processor for everybody who wants one. Where more of them want one, a
second counts for the part that each gets: what is waited for is work, and work takes that much longer.
"""

import asyncio
import inspect
import os
import socket
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

_PAUSE = 0.05  # seconds between two looks
_LONGEST = 10.0  # times as long as on a machine of one's own, and no longer


def stretched(seconds: float) -> float:
    """How long on this machine, as busy as it was in the last minute, takes what else takes *seconds*."""
    wanting, _, _ = os.getloadavg()
    return seconds * min(_LONGEST, max(1.0, wanting / (os.cpu_count() or 1)))


class NeverHappenedError(AssertionError):
    """What was waited for had not happened at the deadline."""

    def __init__(self, what: str, within: float, last: object) -> None:
        super().__init__(f"{what}: not within {within:g} s; the last answer was {last!r}")


def wait_until(predicate: Callable[[], T], *, within: float, what: str) -> T:
    """The first true answer of *predicate*. Raises NeverHappenedError, saying *what*, after *within* seconds."""
    begun = time.monotonic()
    while True:
        answer = predicate()
        if answer:
            return answer
        if time.monotonic() - begun > stretched(within):
            raise NeverHappenedError(what, within, answer)
        time.sleep(_PAUSE)


async def eventually(predicate: Callable[[], T | Awaitable[T]], *, within: float, what: str) -> T:
    """`wait_until` for asynchronous tests: the loop runs on meanwhile, and *predicate* may be a coroutine function."""
    begun = time.monotonic()
    while True:
        given = predicate()
        answer = await given if inspect.isawaitable(given) else given
        if answer:
            return answer
        if time.monotonic() - begun > stretched(within):
            raise NeverHappenedError(what, within, answer)
        await asyncio.sleep(_PAUSE)


def greets(port: int) -> bool:
    """Whether a server on this *port* says the first word, as SMTP, LMTP and IMAP servers do."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            return line.recv(1) != b""
    except OSError:
        return False


def answers_on(port: int) -> bool:
    """Whether somebody takes connections on this *port*, as servers do that wait for the first word."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return True
    except OSError:
        return False
