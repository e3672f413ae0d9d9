"""Whatever reads messages: our own engine alone, or with another beside it."""

from typing import Protocol

from nlu.reading import Finding, Message, Reading


class Reader(Protocol):
    """The same promises hold for each: `tests/contracts/test_readers.py`."""

    @property
    def degraded(self) -> bool:
        """Whether the model is missing or damaged."""

    @property
    def second_is_missing(self) -> bool:
        """Whether a second opinion is wanted and cannot be had now: the reasons then rest on the model alone."""

    def ready(self, within: float) -> bool:
        """Wait until everything that was asked for answers, for so many seconds at most; whether it does."""

    def close(self) -> None:
        """Let go of what it runs on."""

    def danger(self, message: Message) -> tuple[Finding, ...]:
        """What in *message* must reach a person at once. Never raises, and asks nobody outside of this process."""

    def read(self, message: Message) -> Reading:
        """What *message* says. Never raises; waits for others a second each at most, and in an emergency not at all."""
