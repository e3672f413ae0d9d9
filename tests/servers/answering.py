"""Servers of the tests' own event loop, which leave no line open behind them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Protocol, TypeVar

_TURNS = (
    10  # of the event loop; from accept() to connection_made(), and from abort() to connection_lost(), it takes four
)


class Answering(Protocol):
    """An asyncio.Protocol that keeps its transport, and None before and after."""

    transport: asyncio.Transport | None


Answerer = TypeVar("Answerer", bound=Answering)


@asynccontextmanager
async def answering(make: Callable[[], Answerer], port: int) -> AsyncIterator[None]:
    """Let what *make* makes answer on *port*. At the end it hangs up on whoever is still there."""
    made: list[Answerer] = []

    def answer() -> Answerer:
        made.append(make())
        return made[-1]

    server = await asyncio.get_running_loop().create_server(answer, "127.0.0.1", port)
    try:
        yield
    finally:
        await no_more(server)
        for one in made:
            if one.transport is not None:
                one.transport.abort()
        await hung_up()


async def no_more(server: asyncio.Server) -> None:
    """Nobody is let in any more, and whoever just was has been told to the server's protocol."""
    # First nothing more is accepted: what is accepted while the server closes gets no protocol, and stays open.
    for listener in server.sockets:
        asyncio.get_running_loop().remove_reader(listener.fileno())
    await hung_up()
    server.close()


async def hung_up() -> None:
    """What was accepted or aborted just now has reached its protocol."""
    for _ in range(_TURNS):
        await asyncio.sleep(0)
