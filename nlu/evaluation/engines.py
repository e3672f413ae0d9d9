"""Engines side by side, as `make bench-nlu` found them in one run on one machine."""

from collections.abc import Mapping
from dataclasses import dataclass

from nlu.evaluation.metrics import Share, share_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """How many messages of a group were right, of how many."""

    hits: int
    of: int

    @property
    def share(self) -> Share:
        """With its bounds."""
        return share_of(self.hits, self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineFigures:
    """One engine. None is what was not measured."""

    name: str
    right: Mapping[str, Right]  # by language: the reason of the development messages
    p50: float | None = None  # milliseconds for a text of sixty words that it has not met
    p95: float | None = None
    memory: float | None = None  # megabytes of a process that answers
    training: float | None = None  # seconds
    loading: float | None = None  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """An engine that could not be made, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """Those that were measured, and those that could not be."""

    engines: tuple[EngineFigures, ...]
    missing: tuple[Missing, ...] = ()
