"""Whether a mail server greets us. Asked when somebody looks, so that no mail log fills with our knocking."""

import asyncio
from contextlib import suppress
from typing import Final

_PATIENCE: Final = 2.0  # seconds; a person waits for the page


async def greets(address: tuple[str, int]) -> bool:
    """Whether a server there says 220 within two seconds."""
    try:
        async with asyncio.timeout(_PATIENCE):
            reader, writer = await asyncio.open_connection(*address)
            try:
                first = await reader.readline()
                writer.write(b"QUIT\r\n")
                await writer.drain()
            finally:
                writer.close()
                with suppress(OSError):
                    await writer.wait_closed()
    except (OSError, ValueError):  # TimeoutError is an OSError; a line without end is a ValueError
        return False
    return first.startswith(b"220")
