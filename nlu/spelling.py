"""How words of a text are compared with those of stems: as written, or as they may be said."""

from collections.abc import Iterable
from typing import Protocol

Readings = dict[str, tuple[str, ...]]  # each folded word: itself, then as it is plain, then what else it may begin like


class Spelling(Protocol):
    """How words of a text are compared with those of stems."""

    def __hash__(self) -> int:
        """What it says of a word is remembered by it."""

    def stem(self, word: str) -> str:
        """A word of a stem as it is compared with the beginnings of words."""

    def whole(self, word: str) -> str:
        """A word of a stem as it is compared with whole words."""

    def wholes(self, form: str) -> tuple[str, ...]:
        """The words that *form* may stand for as a whole."""

    def readings(self, forms: Iterable[str]) -> Readings:
        """Each of *forms* with all that it may begin like."""

    def may_slip(self, form: str) -> bool:
        """Whether *form* may be a slip of the finger for another word."""
