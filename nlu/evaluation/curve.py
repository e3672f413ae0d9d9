"""The learning curve: how much of the training texts gives how many right reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from nlu.evaluation.metrics import Share, share_of

ALL: Final = "all"  # languages together
WORTHWHILE: Final = 0.01  # of all messages: texts are written as long as the last fifth of them gave that
_BEFORE: Final = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """How many messages were right, once for each drawing of texts."""

    each: tuple[int, ...]
    of: int

    def __post_init__(self) -> None:
        if not self.each or not 0 <= min(self.each) <= max(self.each) <= self.of:
            raise ValueError("hits")

    @property
    def share(self) -> Share:
        """The mean drawing, with bounds for the number of messages: other drawings are no other messages."""
        return share_of(round(sum(self.each) / len(self.each)), self.of)

    @property
    def mean(self) -> float:
        """The share that was right, over all drawings; 0 of nothing."""
        return sum(self.each) / len(self.each) / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What was right after learning from a share of the texts."""

    share: float
    texts: int
    right: Mapping[str, Hits]  # by language, and ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Points from few texts to all of them, learnt by the reason's head alone."""

    trained_on: str  # fingerprint of the texts, as the model's description has it
    points: tuple[Point, ...]

    def __post_init__(self) -> None:
        if not self.points or any(ALL not in one.right or one.right.keys() != self.groups for one in self.points):
            raise ValueError("points")

    @property
    def groups(self) -> frozenset[str]:
        """The languages that it tells of, and ALL."""
        return frozenset(self.points[0].right)

    def last_gain(self, group: str) -> float | None:
        """What the last fifth of the texts added to the share that was right; None where nothing stands before it."""
        before = next((one for one in self.points if one.share == _BEFORE), None)
        return None if before is None else self.points[-1].right[group].mean - before.right[group].mean

    def rises(self, group: str) -> bool:
        """Whether more texts would be worth their work."""
        gain = self.last_gain(group)
        return gain is not None and gain >= WORTHWHILE
