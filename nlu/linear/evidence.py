"""Which words an answer rests on: what each adds to it, and without which it would have been another.

The model is a sum over features. Each feature belongs to the words that hold it, so the sum is shared out word by word
and nothing of it is left over: what is shown is the whole reason, not a story told afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from channels.codes import Reason
from nlu.folding import Token
from nlu.linear.artefact import HeadName, Model
from nlu.linear.features import Counted, Features, Held, Indices, Weights, weighed

_SHOWN: Final = 5  # words
_ASKED: Final = 3  # forms that are left out in turn, where that may change the answer
_NEARLY: Final = 0.7  # of the lead: leaving a word out changes the lengths too, so what nearly turns it is tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """Words without which the reason would have been another one."""

    words: tuple[int, ...]  # their numbers: all that are written so
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why the likeliest reason of the model is that."""

    reason: Reason
    because: tuple[int, ...]  # numbers of the words that speak most for it, in their order
    otherwise: tuple[Otherwise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _SharedOut:
    """What the features of one kind say, and to which words that belongs."""

    steps: Weights  # features × reasons: of the weights, as much as the text has of them
    met: Indices  # for each time that a feature is met, its row
    words: Indices  # and the number of its word
    portions: Weights  # and how much of it is that word's


def of_reason(model: Model, features: Features, text: str, tokens: list[Token], kinds: Sequence[Counted]) -> Evidence:
    """What speaks in *text* for the reason that *model* holds likeliest; *kinds* are its features, counted."""
    weighing = Weighing(model, features, text, tokens, kinds)
    logits = weighing.said()
    first, *others = np.argsort(-logits).tolist()
    alone = np.eye(len(logits), dtype=np.float32)
    added = weighing.by_word(alone[first] - 1 / len(logits))
    telling = [number for number in np.argsort(-added).tolist() if added[number] > 0]
    otherwise: list[Otherwise] = []
    if others:
        ahead = weighing.by_word(alone[first] - alone[others[0]])
        lead = _NEARLY * float(logits[first] - logits[others[0]])
        otherwise = [one for form in _decisive(tokens, ahead, lead) if (one := weighing.without(form, first))]
    return Evidence(reason=weighing.codes[first], because=tuple(sorted(telling[:_SHOWN])), otherwise=tuple(otherwise))


class Weighing:
    """One text as the model weighs it for the reason."""

    def __init__(
        self, model: Model, features: Features, text: str, tokens: list[Token], kinds: Sequence[Counted]
    ) -> None:
        self.codes = tuple(Reason(code) for code in model.head(HeadName.REASON).codes)
        self._model, self._features = model, features
        self._columns = model.columns(HeadName.REASON)
        self._text, self._tokens = text, tokens
        self._kinds = kinds
        self._shared = [self._shared_out(*both) for both in zip(kinds, features.held(text, tokens), strict=True)]

    def _shared_out(self, kind: Counted, held: Held) -> _SharedOut:
        at, rows = weighed([kind], self._model.idf)
        met = np.searchsorted(at, held.at)
        whole = np.bincount(met, held.portions, minlength=len(at)).astype(np.float32)
        portions = held.portions / whole[met]
        # Whole steps, not the weights themselves: they are brought to scale with the question.
        steps = self._model.weights[at, self._columns].astype(np.float32)
        return _SharedOut(steps=steps * rows[0][:, None], met=met, words=held.words, portions=portions)

    def said(self) -> Weights:
        """How much the text speaks for each reason."""
        return self._logits(self._kinds)

    def _logits(self, kinds: Sequence[Counted]) -> Weights:
        at, rows = weighed(kinds, self._model.idf)
        return self._model.logits(at, rows[0], self._columns)

    def by_word(self, question: Weights) -> Weights:
        """What each token adds to the answers for the reasons, each of them weighed by *question*.

        Without the bias they add up to what the whole text says. What several words hold together (a pair, a group of
        letters that two of them have) is shared out evenly between them.
        """
        added, scaled = np.zeros(len(self._tokens)), self._model.scale[self._columns] * question
        for kind in self._shared:
            worth = kind.steps @ scaled
            added += np.bincount(kind.words, worth[kind.met] * kind.portions, minlength=len(added))
        return added.astype(np.float32)

    def without(self, form: str, said: int) -> Otherwise | None:
        """What the reason would be without the words of that *form*; None where it is the same as was *said*."""
        left = [token for token in self._tokens if token.form != form]
        would_be = int(self._logits(self._features.counted(self._text, left)).argmax())
        if not left or would_be == said:
            return None
        words = tuple(number for number, token in enumerate(self._tokens) if token.form == form)
        return Otherwise(words=words, reason=self.codes[would_be])


def _decisive(tokens: Sequence[Token], ahead: Weights, lead: float) -> list[str]:
    """The forms that may decide: whose words together are nearly all of the *lead*, the weightiest first."""
    by_form: dict[str, float] = {}
    for token, gain in zip(tokens, ahead.tolist(), strict=True):
        by_form[token.form] = by_form.get(token.form, 0.0) + gain
    enough = [form for form, gain in by_form.items() if gain > 0 and gain >= lead]
    return sorted(enough, key=lambda form: -by_form[form])[:_ASKED]
