"""Thousands of open chats in which nobody writes, held by a process of their own.

`python -m tests.benchmarks.idlers ours|echo PORT SOCKETS`: says "open" when all lines are. For each line of input, a
number, so many of them write, and it tells as JSON how long that took and how many lines are still open.
"""

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack

from aiohttp import ClientSession, ClientTimeout, TCPConnector

from gateway.commands.run import run
from tests.benchmarks.voices import WORDS, Choir, EchoVoice, Voice
from tests.servers.waiting import eventually

_AT_ONCE = 50  # lines that are opened at the same time
_PATIENCE = 120  # seconds


async def _opened(choir: Choir, kind: str, port: int, sockets: int) -> list[Voice | EchoVoice]:
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(number: int) -> Voice | EchoVoice:
        async with gate:
            if kind == "echo":
                return await choir.echo(port)
            address = {"X-Forwarded-For": f"198.51.{number // 250}.{number % 250}"}
            voice = await choir.ours(port, "/chat/line", address)
            async with asyncio.timeout(_PATIENCE):
                await voice.welcomed.wait()
            return voice

    return await asyncio.gather(*(one(number) for number in range(sockets)))


async def _spoken(choir: Choir, voices: Sequence[Voice | EchoVoice]) -> float:
    """Have *voices* write one message each; the seconds until every one is ticked, and has come back as an entry."""
    began = time.perf_counter()
    for voice in voices:
        await voice.say(WORDS, began)
    await eventually(
        lambda: all(map(_is_back, voices)), within=_PATIENCE, what="what was written after the pause is there"
    )
    choir.check()
    return time.perf_counter() - began


def _is_back(voice: Voice | EchoVoice) -> bool:
    if isinstance(voice, EchoVoice):
        return voice.heard == voice.said
    heard = [entry.id for entry in voice.client.entries]
    return voice.client.ticked.keys() == voice.said.keys() and voice.said.keys() <= set(heard)


def _broken(voice: Voice | EchoVoice) -> int:
    return voice.broken if isinstance(voice, Voice) else 0


async def _hold(choir: Choir, voices: Sequence[Voice | EchoVoice]) -> None:
    print("open", flush=True)
    while speakers := await asyncio.to_thread(sys.stdin.readline):
        choir.check()
        seconds = await _spoken(choir, voices[: int(speakers)])
        still_open = sum(not voice.socket.closed and not _broken(voice) for voice in voices)
        print(json.dumps({"seconds": seconds, "open": still_open}), flush=True)


async def _main(kind: str, port: int, sockets: int) -> None:
    timeout = ClientTimeout(total=None, sock_connect=30)
    async with ClientSession(connector=TCPConnector(limit=0), timeout=timeout) as session, AsyncExitStack() as stack:
        choir = Choir(session=session, stack=stack)
        try:
            await _hold(choir, await _opened(choir, kind, port, sockets))
        finally:
            await choir.close()


if __name__ == "__main__":
    run(_main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
