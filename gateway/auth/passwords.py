"""Passwords: argon2id, in a thread and two at a time, so that sign-ins never starve everybody else."""

import asyncio
import secrets
from base64 import b64encode
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from argon2.low_level import ARGON2_VERSION

SHORTEST: Final = 12  # characters
_HASHER: Final = PasswordHasher()  # RFC 9106's second recommended choice: 64 MiB, 3 passes, 4 lanes
_AT_ONCE: Final = 2


class Passwords:
    """Makes and checks password hashes."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(_AT_ONCE)
        # Checked when there is no such user, so that the time of a refusal tells nothing.
        self._nobody = nobodys()

    async def matches(self, stored: str | None, password: str) -> bool:
        """Whether *password* is the one behind *stored*; as slow where there is none."""
        async with self._turns:
            return await asyncio.to_thread(_verify, stored or self._nobody, password) and stored is not None


def make(password: str) -> str:
    """The hash to store."""
    return _HASHER.hash(password)


def nobodys() -> str:
    """A hash that takes as long to check as any, and that no password has: drawn, so it takes no time to make."""
    salt, drawn = (
        b64encode(secrets.token_bytes(length)).rstrip(b"=").decode() for length in (_HASHER.salt_len, _HASHER.hash_len)
    )
    work = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${work}${salt}${drawn}"


def invent() -> str:
    """A password that a machine makes: 80 random bits, in groups that can be typed."""
    drawn = secrets.token_hex(10)
    return "-".join(drawn[start : start + 5] for start in range(0, 20, 5))


def _verify(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (Argon2Error, InvalidHashError):
        return False
