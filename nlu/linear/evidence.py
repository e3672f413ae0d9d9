"""Which words an answer rests on: what each adds to it, and without which it would have been another.

The model is a sum over features. Each feature belongs to the words that hold it, so the sum is shared out word by word
and nothing of it is left over: what is shown is the whole reason, not a story told afterwards.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from channels.codes import Reason
from nlu.linear.artefact import HeadName, Model
from nlu.linear.features import Counted, Features, Weights, weighed
from nlu.stems import Token

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


def of_reason(model: Model, features: Features, text: str, tokens: list[Token], kinds: Sequence[Counted]) -> Evidence:
    """What speaks in *text* for the reason that *model* holds likeliest; *kinds* are its features, counted."""
    columns, codes = model.columns(HeadName.REASON), model.head(HeadName.REASON).codes
    logits = model.logits(*weighed(kinds, model.idf), columns)[0]
    first, *others = np.argsort(-logits).tolist()
    alone = np.eye(len(codes), dtype=np.float32)
    added = word_by_word(model, features, text, tokens, kinds, alone[first] - 1 / len(codes))
    ranked = [number for number in np.argsort(-added).tolist() if added[number] > 0]
    if not others:
        return Evidence(reason=Reason(codes[first]), because=tuple(sorted(ranked[:_SHOWN])), otherwise=())
    ahead = word_by_word(model, features, text, tokens, kinds, alone[first] - alone[others[0]])
    lead = _NEARLY * float(logits[first] - logits[others[0]])
    return Evidence(
        reason=Reason(codes[first]),
        because=tuple(sorted(ranked[:_SHOWN])),
        otherwise=tuple(_otherwise(model, features, text, tokens, _decisive(tokens, ahead, lead))),
    )


def word_by_word(
    model: Model,
    features: Features,
    text: str,
    tokens: list[Token],
    kinds: Sequence[Counted],
    question: Weights,
) -> Weights:
    """What each of *tokens* adds to the answers of the reason, each weighed by *question*.

    Without the bias they add up to what the whole text says. What several words hold together (a pair, a group of
    letters that two of them have) is shared out evenly between them.
    """
    columns = model.columns(HeadName.REASON)
    added = np.zeros(len(tokens))
    for kind, held in zip(kinds, features.held(text, tokens), strict=True):
        at, rows = weighed([kind], model.idf)
        worth = rows[0] * (model.weights[at, columns] @ (model.scale[columns] * question))
        met = np.searchsorted(at, held.at)
        share = held.portions / np.bincount(met, held.portions, minlength=len(at))[met]
        added += np.bincount(held.words, worth[met] * share, minlength=len(tokens))
    return added.astype(np.float32)


def _decisive(tokens: Sequence[Token], ahead: Weights, lead: float) -> list[str]:
    """The forms that may decide: whose words together are nearly all of the *lead*, the weightiest first."""
    by_form: dict[str, float] = {}
    for token, gain in zip(tokens, ahead.tolist(), strict=True):
        by_form[token.form] = by_form.get(token.form, 0.0) + gain
    enough = [form for form, gain in by_form.items() if gain > 0 and gain >= lead]
    return sorted(enough, key=lambda form: -by_form[form])[:_ASKED]


def _otherwise(
    model: Model, features: Features, text: str, tokens: list[Token], forms: Sequence[str]
) -> Iterator[Otherwise]:
    """What the reason would have been without each of *forms*, where it would have been another."""
    columns, codes = model.columns(HeadName.REASON), model.head(HeadName.REASON).codes
    said = int(model.logits(*features.whole(text, tokens), columns).argmax())
    for form in forms:
        left = [token for token in tokens if token.form != form]
        would_be = int(model.logits(*features.whole(text, left), columns).argmax())
        if left and would_be != said:
            words = tuple(number for number, token in enumerate(tokens) if token.form == form)
            yield Otherwise(words=words, reason=Reason(codes[would_be]))
