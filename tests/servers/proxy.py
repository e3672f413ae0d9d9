"""A TCP proxy with the faults of a bad network: it delays, cuts, and falls silent with its lines open."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from tests.servers.answering import hung_up, no_more


@dataclass(slots=True, kw_only=True)
class Weather:
    """How bad it is. Chances are for each piece of what is carried."""

    chance: random.Random
    cut: float = 0.0
    silence: float = 0.0
    delayed: float = 0.0
    longest: float = 2.0  # seconds of delay
    cuts: int = 0
    silences: int = 0
    delays: int = 0

    def calm(self) -> None:
        self.cut = self.silence = self.delayed = 0.0


@dataclass(slots=True, kw_only=True)
class Proxy:
    """One open port in front of another."""

    port: int
    to_port: int
    weather: Weather
    _lines: set[asyncio.Task[None]] = field(default_factory=set)

    def cut_all(self) -> None:
        """Every line breaks, those that had fallen silent too."""
        for line in tuple(self._lines):
            line.cancel()

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A line of its own for each connection, known from its first moment."""
        line = asyncio.create_task(self._carry(reader, writer))
        self._lines.add(line)
        line.add_done_callback(self._lines.discard)
        line.add_done_callback(lambda _: writer.transport.abort())  # even if it never began

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            there, back = await asyncio.open_connection("127.0.0.1", self.to_port)
            ways = [asyncio.create_task(self._pass(*way)) for way in ((reader, back), (there, writer))]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
                back.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        weather, silent = self.weather, False
        with suppress(OSError):
            while piece := await reader.read(65_536):
                if weather.chance.random() < weather.cut:
                    weather.cuts += 1
                    return
                if weather.chance.random() < weather.silence:
                    weather.silences += 1
                    silent = True
                if silent:
                    continue  # taken, and never delivered: the line looks open from both ends
                if weather.chance.random() < weather.delayed:
                    weather.delays += 1
                    await asyncio.sleep(weather.chance.uniform(0, weather.longest))
                writer.write(piece)
                await writer.drain()


@asynccontextmanager
async def running_proxy(to_port: int, weather: Weather) -> AsyncIterator[Proxy]:
    """A proxy to *to_port* on a free port, until the block ends."""
    proxy = Proxy(port=0, to_port=to_port, weather=weather)
    server = await asyncio.start_server(proxy.accept, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        await no_more(server)
        proxy.cut_all()
        await asyncio.gather(*proxy._lines, return_exceptions=True)
        await hung_up()
