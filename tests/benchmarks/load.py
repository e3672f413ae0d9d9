"""Cheap senders: they measure the receiver, so they do as little as the protocol allows."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.benchmarks.messages import MAILBOX

CONNECTIONS = 8
Line = Callable[[int, "asyncio.Queue[bytes]", list[float]], Awaitable[None]]


class NoYesError(AssertionError):
    """The receiver did not say yes: there is nothing to measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How a sending went."""

    per_second: float
    seconds: tuple[float, ...]  # of each message, from its first byte to its yes


async def send(line: Line, port: int, messages: Sequence[bytes], connections: int = CONNECTIONS) -> Sent:
    """Send *messages* over *connections* kept open, each line one at a time; every one gets its yes."""
    waiting: asyncio.Queue[bytes] = asyncio.Queue()
    for message in messages:
        waiting.put_nowait(message)
    seconds: list[float] = []
    began = time.perf_counter()
    async with asyncio.TaskGroup() as lines:
        for _ in range(connections):
            lines.create_task(line(port, waiting, seconds))
    return Sent(per_second=len(messages) / (time.perf_counter() - began), seconds=tuple(seconds))


async def smtp(port: int, waiting: "asyncio.Queue[bytes]", seconds: list[float]) -> None:
    """One SMTP connection, from one person to our main mailbox. The messages are mails without the last dot."""
    async with _connected(port) as (reader, writer):
        await _say(reader, writer, b"")
        await _say(reader, writer, b"EHLO sender.citizen.example\r\n")
        while not waiting.empty():
            mail = waiting.get_nowait()
            began = time.perf_counter()
            await _say(reader, writer, b"MAIL FROM:<liisa@citizen.example>\r\n")
            await _say(reader, writer, b"RCPT TO:<" + MAILBOX.encode() + b">\r\n")
            await _say(reader, writer, b"DATA\r\n")
            await _say(reader, writer, mail + b".\r\n")
            seconds.append(time.perf_counter() - began)


async def http(port: int, waiting: "asyncio.Queue[bytes]", seconds: list[float]) -> None:
    """One HTTP connection, kept alive. The messages are whole requests."""
    async with _connected(port) as (reader, writer):
        while not waiting.empty():
            request = waiting.get_nowait()
            began = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise NoYesError(head.decode())
            await reader.readexactly(_length(head))
            seconds.append(time.perf_counter() - began)


@asynccontextmanager
async def _connected(port: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.close()
        await writer.wait_closed()


async def _say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, words: bytes) -> None:
    writer.write(words)
    while True:
        answer = await reader.readline()
        if answer[:1] not in (b"2", b"3"):
            raise NoYesError(answer.decode())
        if answer[3:4] == b" ":
            return


def _length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
