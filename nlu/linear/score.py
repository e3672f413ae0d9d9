"""Scoring with the trained model: numpy only, the same numbers as the trainer's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from channels.codes import Reason
from nlu.linear.artefact import Head, HeadName, Model
from nlu.linear.features import Features, Indices
from nlu.linear.windows import lone_sentences, points, windows
from nlu.stems import Token

_WORDS_SHOWN = 5
_WORDS_WEIGHED = 200
_OUT_OF_CONTEXT = 1.0  # logits that a sentence taken out of its block must say more
_AT_ONCE = 32  # parts; they share words, and each has a row as wide as all words of them
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """How probable each answer is, by head; and which words spoke for the first reason."""

    probabilities: tuple[tuple[Reason, float], ...]  # of the reasons, most probable first
    because: tuple[int, ...]  # numbers of the words that spoke most for the first reason
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
        logits = self._logits(self._features.whole(text, tokens))
        heads: dict[HeadName, dict[str, float]] = {}
        for head in self.model.heads:
            heads[head.name] = self._shares(head, logits)
        ranked = sorted(heads[HeadName.REASON].items(), key=lambda one: -one[1])
        place = self.model.head(HeadName.REASON).codes.index(ranked[0][0])
        return Scored(
            probabilities=tuple((Reason(code), share) for code, share in ranked),
            because=self._because(tokens, self.model.columns(HeadName.REASON), place),
            heads=heads,
        )

    def flags(self, text: str, part: Sequence[Token]) -> Mapping[str, float]:
        """How probably each flag holds of a *part* of *text*."""
        return self._shares(self.model.head(HeadName.FLAGS), self._logits(self._features.of(text, part)))

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
        logits = [self._logits(self._features.parts(text, tokens, batch), self._danger) for batch in batches]
        return np.concatenate(logits)

    def raw(self, text: str, tokens: list[Token], name: HeadName) -> Floats:
        """What a head says before its temperature, one number for each of its codes."""
        return self._logits(self._features.whole(text, tokens), self.model.columns(name))

    def _shares(self, head: Head, logits: Floats) -> dict[str, float]:
        raw = logits[self.model.columns(head.name)] / head.temperature
        shares = sigmoid(raw) if head.name in {HeadName.FLAGS, HeadName.DANGER} else softmax(raw)
        return {code: float(share) for code, share in zip(head.codes, shares, strict=True)}

    def _logits(self, features: tuple[Indices, Floats], columns: slice = slice(None)) -> Floats:
        indices, weights = features
        model = self.model
        said = weights @ model.weights[indices, columns]
        return np.asarray(said * model.scale[columns] + model.bias[columns], np.float32)

    def _because(self, tokens: list[Token], columns: slice, place: int) -> tuple[int, ...]:
        """The words whose own features weigh most for a column against the mean of its head."""
        forms = list(dict.fromkeys(token.form for token in tokens[:_WORDS_WEIGHED]))
        if not forms:
            return ()
        model, each = self.model, [self._features.places(form) for form in forms]
        at = np.concatenate(each)
        weights = model.weights[at, columns] * model.scale[columns]
        gains = (weights[:, place] - weights.mean(1)) * model.idf[at]
        firsts = np.cumsum([0, *map(len, each[:-1])])
        gain = dict(zip(forms, np.add.reduceat(gains, firsts).tolist(), strict=True))
        ranked = sorted(range(len(tokens[:_WORDS_WEIGHED])), key=lambda n: -gain[tokens[n].form])
        return tuple(sorted(number for number in ranked[:_WORDS_SHOWN] if gain[tokens[number].form] > 0))


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


def sigmoid(logits: Floats) -> Floats:
    """The probability of each by itself."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), np.float32)
