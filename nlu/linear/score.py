"""Scoring with the trained model: numpy only, the same numbers as the trainer's."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from channels.codes import Reason
from nlu.linear.artefact import Model
from nlu.linear.features import Features, Indices
from nlu.stems import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """How probable each reason is, most probable first, and which words spoke for the first."""

    probabilities: tuple[tuple[Reason, float], ...]
    because: tuple[int, ...]  # numbers of the words that spoke most for the first reason


class Scorer:
    """A model with its features, ready to score."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._features = Features()

    def score(self, tokens: list[Token]) -> Scored:
        """The calibrated probabilities for a text cut into *tokens*."""
        indices, weights = self._features.of_tokens(tokens)
        probabilities = softmax(self._logits(indices, weights) / self.model.temperature)
        order = np.argsort(-probabilities, kind="stable")
        ranked = tuple((self.model.reasons[place], float(probabilities[place])) for place in order)
        return Scored(probabilities=ranked, because=self._because(tokens, int(order[0])))

    def _logits(self, indices: Indices, weights: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        return np.asarray(weights @ self.model.weights[indices] + self.model.bias, np.float32)

    def _because(self, tokens: list[Token], reason: int, most: int = 5) -> tuple[int, ...]:
        """The words whose own features weigh most for *reason* against the mean of the others."""
        gains: dict[str, float] = {}
        for token in tokens[:200]:
            if token.form not in gains:
                places = self._features.places(token.form)
                gains[token.form] = float(
                    self.model.weights[places, reason].sum() - self.model.weights[places].mean(1).sum()
                )
        ranked = sorted((number for number, token in enumerate(tokens[:200])), key=lambda n: -gains[tokens[n].form])
        return tuple(sorted(number for number in ranked[:most] if gains[tokens[number].form] > 0))


def softmax(logits: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)
