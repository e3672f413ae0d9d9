"""Scoring with the trained model: numpy only, the same numbers as the trainer's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from channels.codes import Reason
from nlu.folding import Token
from nlu.linear import evidence, vocabulary
from nlu.linear.artefact import Head, HeadName, Model
from nlu.linear.evidence import Evidence
from nlu.linear.features import Features, weighed
from nlu.linear.windows import lone_sentences, points, windows

_OUT_OF_CONTEXT = 1.0  # logits that a sentence taken out of its block must say more
_AT_ONCE = 32  # parts; they share words, and each has a row as wide as all words of them
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """How probable each answer is, by head; and which words the first reason rests on."""

    probabilities: tuple[tuple[Reason, float], ...]  # of the reasons, most probable first
    evidence: Evidence
    familiar: float  # how many of the words are known, 0 to 1
    heads: Mapping[HeadName, Mapping[str, float]]

    def best(self, name: HeadName) -> tuple[str, float]:
        """The most probable code of a head, and how probable it is."""
        return max(self.heads[name].items(), key=lambda one: one[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """How probably the worst window of a text is as dangerous as a level says."""

    share: float
    window: range  # numbers of its words


class Scorer:
    """A model with its features, ready to score."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._features = Features(model.idf)
        self._danger, self._levels = model.columns(HeadName.DANGER), model.head(HeadName.DANGER).codes
        self._temperatures = {head.name: head.temperature for head in model.heads}

    def score(self, text: str, tokens: list[Token]) -> Scored:
        """The calibrated probabilities for a whole *text*, cut into *tokens*."""
        kinds = self._features.counted(text, tokens)
        at, rows = weighed(kinds, self.model.idf)
        logits = self.model.logits(at, rows[0])
        heads: dict[HeadName, dict[str, float]] = {}
        for head in self.model.heads:
            heads[head.name] = self._shares(head, logits)
        ranked = sorted(heads[HeadName.REASON].items(), key=lambda one: -one[1])
        return Scored(
            probabilities=tuple((Reason(code), share) for code, share in ranked),
            evidence=evidence.of_reason(self.model, self._features, text, tokens, kinds),
            familiar=vocabulary.familiar(self.model.known, tokens),
            heads=heads,
        )

    def flags(self, text: str, part: Sequence[Token]) -> Mapping[str, float]:
        """How probably each flag holds of a *part* of *text*."""
        return self._shares(self.model.head(HeadName.FLAGS), self.model.logits(*self._features.of(text, part)))

    def dangers(self, text: str, tokens: list[Token]) -> Mapping[str, Danger]:
        """The worst window for each level ("emergency", "urgent" or worse); none where there are no words."""
        whole = windows(text, tokens)
        alone = sorted(set(lone_sentences(text, tokens)) - set(whole), key=lambda part: part.start)
        parts = [*whole, *alone]
        if not parts:
            return {}
        logits = self._dangers(text, tokens, parts)
        logits[len(whole) :] -= _OUT_OF_CONTEXT
        shares = sigmoid(logits / self._temperatures[HeadName.DANGER])
        worst = {level: int(shares[:, place].argmax()) for place, level in enumerate(self._levels)}
        return {
            level: Danger(share=float(shares[at, place]), window=parts[at])
            for place, (level, at) in enumerate(worst.items())
        }

    def point(self, text: str, tokens: list[Token], window: range, level: str) -> range:
        """The words of a *window* that say most of what the danger is."""
        said = points(text, tokens, window)
        return said[int(self._dangers(text, tokens, said)[:, self._levels.index(level)].argmax())]

    def _dangers(self, text: str, tokens: list[Token], parts: Sequence[range]) -> Floats:
        """For each part how much speaks for an emergency, and for urgent or worse: logits."""
        batches = [parts[start : start + _AT_ONCE] for start in range(0, len(parts), _AT_ONCE)]
        logits = [self.model.logits(*self._features.parts(text, tokens, batch), self._danger) for batch in batches]
        return np.concatenate(logits)

    def raw(self, text: str, tokens: list[Token], name: HeadName) -> Floats:
        """What a head says before its temperature, one number for each of its codes."""
        return self.model.logits(*self._features.whole(text, tokens), self.model.columns(name))

    def _shares(self, head: Head, logits: Floats) -> dict[str, float]:
        raw = logits[self.model.columns(head.name)] / head.temperature
        shares = sigmoid(raw) if head.name in {HeadName.FLAGS, HeadName.DANGER} else softmax(raw)
        return {code: float(share) for code, share in zip(head.codes, shares, strict=True)}


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


def sigmoid(logits: Floats) -> Floats:
    """The probability of each by itself."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), np.float32)
