"""How a command of ours ended, and how asynchronous tests call one."""

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it said."""

    returncode: int
    stdout: bytes
    stderr: bytes


def error_of(done: Done) -> str:
    """The one line in which a command says what is wrong."""
    (line,) = done.stderr.decode().splitlines()
    return line


async def at(luotsi, url: str, *arguments: str, **more: object) -> Done:
    """A command on the database at *url*, from a test that has a loop of its own."""
    return await asyncio.to_thread(luotsi, *arguments, LUOTSI_DATABASE_URL=url, **more)
