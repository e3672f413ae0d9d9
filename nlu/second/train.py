"""Training of the second opinion: a layer over vectors of the project's own texts. Needs scikit-learn and the package.

A vector takes a tenth of a second and never changes, so they are kept between trainings, outside the project.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from channels.codes import Language, Reason
from nlu.evaluation.samples import Sample
from nlu.folding import tokenise
from nlu.learnt import both_ends
from nlu.linear import artefact
from nlu.linear.artefact import HeadName
from nlu.linear.calibration import temperature
from nlu.linear.corpus import Example, read_examples
from nlu.linear.score import Scorer
from nlu.second import cache, worker
from nlu.second import head as heads
from nlu.second.cache import Cache
from nlu.second.embedding import cut
from nlu.second.head import Head
from nlu.second.joining import Joining, Shares, joined
from nlu.second.opinion import SURE_ALREADY
from nlu.second.wire import Vector

_STRENGTH: Final = 0.003  # of fitting against smoothing
_SIZE: Final = 384  # numbers of a vector
_EACH: Final = 40  # texts of each reason in each language: twice as many lifted the joint answer no further
_TELL_EVERY: Final = 200  # texts
_SHARES: Final = tuple(step / 100 for step in range(0, 100, 2))  # that the second opinion may have
_UNJOINED: Final = Joining(share=0.0)

Right = Sequence[frozenset[int]]  # for each message the places of the reasons that are right


class EmbeddingMissingError(Exception):
    """The package, or the one model of it that we know, is not installed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the training came to. Shares are of the messages for calibration."""

    examples: int
    first: float  # right by the linear model alone
    second: float  # right by the vectors alone
    together: float
    share: float  # of the second opinion in the joint one


def train(data: Path, linear: Path, out: Path, calibrate_on: Sequence[Sample], say: Callable[[str], None]) -> Report:
    """Train on every text under *data* and write the head to *out*; *linear* is the model that it is to join.

    Raises EmbeddingMissingError.
    """
    examples = chosen(read_examples(data))
    texts = [cut(example.text) for example in examples]
    whole = [f"{sample.subject}\n{sample.text}" for sample in calibrate_on]
    known = vectors([*texts, *map(cut, whole)], say)
    codes = tuple(code for code in Reason if any(example.reason is code for example in examples))
    raw = fitted(known[: len(texts)], [codes.index(example.reason) for example in examples], codes)
    first = _first(Scorer(artefact.load(linear)), whole, raw.codes)
    right = [_places(raw.codes, sample) for sample in calibrate_on]
    # Only where the model is unsure is there a second opinion: on such messages it is to join.
    asked = np.flatnonzero(first.max(axis=1) < SURE_ALREADY)
    head = fit_joining(raw, first[asked], known[len(texts) + asked], [right[number] for number in asked])
    heads.save(head, out, _fingerprint(texts, examples), beside(linear))
    second = head.shares(known[len(texts) :])
    together = first.copy()
    together[asked] = joined(first[asked], second[asked], head.joining)
    return Report(
        examples=len(examples),
        first=_accuracy(first, right),
        second=_accuracy(second, right),
        together=_accuracy(together, right),
        share=head.joining.share,
    )


def beside(linear: Path) -> str:
    """The fingerprint of the linear model in *linear*, its temperatures among it."""
    return hashlib.sha256((linear / artefact.DESCRIPTION).read_bytes()).hexdigest()


def chosen(examples: Sequence[Example]) -> list[Example]:
    """As many *examples* of each reason in each language as are learnt from, no two with the same words.

    They are drawn by the hash of their words, so that a text more or less changes the choice by one.
    """
    distinct = {cut(example.text): example for example in examples}
    drawn: dict[tuple[Language, Reason], list[Example]] = {}
    for _, example in sorted(distinct.items(), key=lambda pair: cache.key(pair[0])):
        drawn.setdefault((example.language, example.reason), []).append(example)
    return [example for group in drawn.values() for example in group[:_EACH]]


def vectors(texts: Sequence[str], say: Callable[[str], None]) -> Vector:
    """A row for each of *texts*, from the cache as far as it holds them. Raises EmbeddingMissingError."""
    model = worker.model_file()
    if model is None or worker.sha256_of(model) != worker.PINNED:
        raise EmbeddingMissingError
    embed = worker.package_embedding()
    with Cache(Path.home() / ".cache" / "luotsi" / "vectors", worker.PINNED, _SIZE) as known:
        lacking = [text for text in dict.fromkeys(texts) if text not in known]
        for number, text in enumerate(lacking):
            if number % _TELL_EVERY == 0:
                say(f"vectors: {len(lacking) - number} texts to go")
            known.keep(text, embed(text))
        return np.stack([known[text] for text in texts])


def fitted(known: Vector, places: Sequence[int], codes: tuple[Reason, ...]) -> Head:
    """A head that joins nothing yet, from vectors and the places of their reasons among *codes*."""
    middle, spread = known.mean(axis=0), known.std(axis=0)
    machine = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=1000)
    machine.fit((known - middle) / spread, list(places))
    weights = machine.coef_.T / spread[:, None]
    bias = machine.intercept_ - middle @ weights
    return Head(
        embedding=worker.PINNED,
        codes=codes,
        weights=weights.astype(np.float32),
        bias=bias.astype(np.float32),
        temperature=1.0,
        joining=_UNJOINED,
    )


def fit_joining(head: Head, first: Shares, known: Vector, right: Right) -> Head:
    """*head* with temperatures and a share that make the joint probabilities the best on messages nobody learnt from.

    *first* are the linear model's calibrated probabilities for those messages, in the order of the head's codes;
    *known* their vectors.
    """
    logits = np.asarray(known @ head.weights + head.bias, np.float64)
    head = replace(head, temperature=temperature(logits, _hits(logits, right)))
    second = head.shares(known)
    share = min(_SHARES, key=lambda one: _log_loss(joined(first, second, Joining(share=one)), right))
    together = np.log(joined(first, second, Joining(share=share)))
    return replace(head, joining=Joining(share=share, temperature=temperature(together, _hits(together, right))))


def _log_loss(shares: Shares, right: Right) -> float:
    """How surprising the right answers are."""
    said = [row[list(places)].sum() for row, places in zip(shares, right, strict=True)]
    return float(-np.log(np.maximum(said, 1e-9)).mean())


def _accuracy(shares: Shares, right: Right) -> float:
    return float(_hits(shares, right).mean())


def _hits(said: Shares, right: Right) -> npt.NDArray[np.bool_]:
    return np.array([int(row.argmax()) in places for row, places in zip(said, right, strict=True)])


def _first(scorer: Scorer, texts: Sequence[str], codes: Sequence[Reason]) -> Shares:
    """What the linear model says of *texts*, in the order of *codes*."""
    scored = [scorer.score(text, both_ends(tokenise(text))).heads[HeadName.REASON] for text in texts]
    return np.array([[one.get(code, 0.0) for code in codes] for one in scored])


def _places(codes: Sequence[Reason], sample: Sample) -> frozenset[int]:
    return frozenset(codes.index(code) for code in sample.reasons if code in codes)


def _fingerprint(texts: Sequence[str], examples: Sequence[Example]) -> str:
    lines = (f"{example.reason} {text}\n" for text, example in zip(texts, examples, strict=True))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
