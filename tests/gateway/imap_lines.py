"""A port before an IMAP server, at which a test hears what is asked, and may answer instead of the server."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

HANG_UP = b""


@asynccontextmanager
async def answering(to_port: int, answer: Callable[[bytes], bytes | None]) -> AsyncIterator[int]:
    """Pass everything on to *to_port* but the commands that *answer* has bytes for: they are the answer, or HANG_UP."""
    lines = set()

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines.add(asyncio.current_task())
        there, back = await asyncio.open_connection("127.0.0.1", to_port)
        answered = asyncio.create_task(pass_on(there, writer))
        with suppress(OSError):
            while (asked := await reader.readline()) and (ours := answer(asked)) != HANG_UP:
                (writer if ours else back).write(ours or asked)
                await back.drain()
        answered.cancel()
        for line in (back, writer):
            line.close()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await reader.read(65_536):
                writer.write(piece)
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(carry, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]
        server.close()
        await asyncio.gather(*lines, return_exceptions=True)


def dying_over(to_port: int, *signs: bytes, heard: list[bytes] | None = None):
    """`answering` that hangs up when one of *signs* is asked for; what was asked then goes into *heard*."""

    def answer(asked: bytes) -> bytes | None:
        if not any(sign in asked for sign in signs):
            return None
        if heard is not None:
            heard.append(asked)
        return HANG_UP

    return answering(to_port, answer)
