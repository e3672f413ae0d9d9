"""Waiting for what must become true, with a deadline and a sentence about what did not."""

import asyncio
import inspect
import socket
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

_PAUSE = 0.05  # seconds between two looks


class NeverHappenedError(AssertionError):
    """What was waited for had not happened at the deadline."""

    def __init__(self, what: str, within: float, last: object) -> None:
        super().__init__(f"{what}: not within {within:g} s; the last answer was {last!r}")


def wait_until(predicate: Callable[[], T], *, within: float, what: str) -> T:
    """The first true answer of *predicate*. Raises NeverHappenedError, saying *what*, after *within* seconds."""
    deadline = time.monotonic() + within
    while True:
        answer = predicate()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise NeverHappenedError(what, within, answer)
        time.sleep(_PAUSE)


async def eventually(predicate: Callable[[], T | Awaitable[T]], *, within: float, what: str) -> T:
    """`wait_until` for asynchronous tests: the loop runs on meanwhile, and *predicate* may be a coroutine function."""
    deadline = time.monotonic() + within
    while True:
        given = predicate()
        answer = await given if inspect.isawaitable(given) else given
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise NeverHappenedError(what, within, answer)
        await asyncio.sleep(_PAUSE)


def greets(port: int) -> bool:
    """Whether a server on this *port* says the first word, as SMTP, LMTP and IMAP servers do."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
            return line.recv(1) != b""
    except OSError:
        return False
