"""Fakes of our own protocols, and a clock that stands still until a test turns it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

MONDAY_MORNING = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)  # 9.30 in Helsinki; the advice line is open


@dataclass(slots=True)
class Clock:
    """The time, as the test says."""

    now: datetime = MONDAY_MORNING

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Let time pass: `clock.forward(minutes=5)`."""
        self.now += timedelta(**by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """One mail as the relay got it."""

    message: bytes
    sender: str
    recipient: str

    @property
    def text(self) -> str:
        """Everything that was handed over, for tests that look for what must not be there."""
        return self.message.decode()


async def _nothing() -> None:
    return


@dataclass(slots=True)
class FakeRelay:
    """A Relay that takes what it is given, unless the test has told it how to fail: one `failure` for one mail."""

    taken: list[Handed] = field(default_factory=list)
    tried: int = 0
    failures: list[Exception] = field(default_factory=list)
    meanwhile: Callable[[], Awaitable[None]] = _nothing  # what the test does while a mail is on its way

    async def close(self) -> None:
        """Nothing is held open."""

    async def send(self, message: bytes, sender: str, recipient: str) -> None:
        self.tried += 1
        await self.meanwhile()
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append(Handed(message=message, sender=sender, recipient=recipient))
