"""The second opinion as the reader asks for it: what the embedding makes of a text joins what the linear model made."""

import logging
from collections.abc import Sequence
from importlib.resources import files
from typing import Final, Protocol

import numpy as np

from channels.codes import Reason
from nlu.linear.artefact import DamagedModelError
from nlu.second import head as heads
from nlu.second.embedding import Embedding, package_command
from nlu.second.head import Head
from nlu.second.joining import joined
from nlu.second.wire import Vector

log = logging.getLogger(__name__)

Ranked = tuple[tuple[Reason, float], ...]  # most probable first
SURE_ALREADY: Final = 0.8  # from there on it is not asked: it would have changed one of 390 development messages


class Vectors(Protocol):
    """What makes vectors of texts."""

    @property
    def missing(self) -> bool:
        """Whether it does not answer now."""
        ...

    def ready(self, within: float) -> bool:
        """Wait until it answers, for so many seconds at most; whether it does."""
        ...

    def vector(self, text: str) -> Vector | None:
        """The vector of *text*, or None, soon. Raises nothing."""
        ...

    def close(self) -> None:
        """Let go of what it runs on."""


class SecondOpinion:
    """A head over an embedding. Where the embedding is silent there is no second opinion."""

    def __init__(self, head: Head, embedding: Vectors) -> None:
        self._head = head
        self._embedding = embedding

    @property
    def missing(self) -> bool:
        """Whether there is none to be had now."""
        return self._embedding.missing

    def ready(self, within: float) -> bool:
        """Wait until there is one to be had, for so many seconds at most; whether there is."""
        return self._embedding.ready(within)

    def joined(self, text: str, first: Ranked) -> Ranked | None:
        """*first*, the calibrated probabilities of the reasons for *text*, with the second opinion; None without it."""
        if first[0][1] >= SURE_ALREADY:
            return None
        vector = self._embedding.vector(text)
        if vector is None:
            return None
        codes = self._head.codes
        by_code = dict(first)
        shares = joined(
            np.array([by_code.get(code, 0.0) for code in codes]), self._head.shares(vector), self._head.joining
        )
        return _ranked(codes, shares.tolist())

    def close(self) -> None:
        """End the process of the embedding."""
        self._embedding.close()


class NoOpinion:
    """It was asked for and cannot be had: its head is damaged."""

    missing = True

    def ready(self, within: float) -> bool:
        """It never is."""
        del within
        return False

    def joined(self, text: str, first: Ranked) -> Ranked | None:
        """There is none."""
        del text, first
        return None

    def close(self) -> None:
        """Nothing."""


def load() -> SecondOpinion | NoOpinion:
    """The second opinion of the package's embedding. The process starts when it is first asked."""
    try:
        head = heads.load(files("nlu").joinpath("second", "model"))
    except DamagedModelError as error:
        log.warning("second_opinion_unusable", extra={"why": error.why})
        return NoOpinion()
    return SecondOpinion(head, Embedding(package_command(head.embedding), head.embedding, head.size))


def _ranked(codes: Sequence[Reason], shares: Sequence[float]) -> Ranked:
    return tuple(sorted(zip(codes, shares, strict=True), key=lambda one: -one[1]))
