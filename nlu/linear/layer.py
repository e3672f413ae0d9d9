"""One linear layer over the features of texts, by itself: it learns whichever answers are given with them.

The product's heads are made of it, and so is whatever a benchmark teaches the same engine. With `nlu.linear.train` the
only module here that needs scikit-learn. The same texts give the same layer, bit for bit, on one version of the
libraries.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from nlu.linear.artefact import Head, Model
from nlu.linear.features import SIZE, Counted, Features, Indices, Weights, weighed

SEED: Final = 20261122
STRENGTH: Final = 0.5  # of fitting against smoothing
_SEEN_AT_LEAST: Final = 2  # texts; what stands in one teaches nothing
_STEPS: Final = 127  # of a quantised weight, each way

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What was learnt for some answers, before it is put together with others and in whole steps."""

    weights: Floats  # SIZE × answers
    bias: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """Texts as the layer sees them."""

    rows: csr_matrix  # texts × SIZE
    idf: Weights


def counted(texts: Iterable[str]) -> list[tuple[Counted, ...]]:
    """What *texts* hold: the longest part of the work, to be done once for all that is learnt from them."""
    features = Features()
    return [features.counted(text) for text in texts]


def lessons(texts: Sequence[tuple[Counted, ...]]) -> Lessons:
    """What is to be learnt from counted *texts*; what is rare among them weighs more."""
    idf = _idf(texts)
    return Lessons(rows=stacked([(at, rows[0]) for at, rows in (weighed(kinds, idf) for kinds in texts)]), idf=idf)


def _idf(texts: Sequence[tuple[Counted, ...]]) -> Weights:
    seen = np.zeros(SIZE)
    for kinds in texts:
        seen[np.unique(np.concatenate([kind.at for kind in kinds]))] += 1
    idf = np.log((1 + len(texts)) / (1 + seen)) + 1
    # At half precision, as it will be read back: trainer and scorer weigh alike.
    return np.where(seen >= _SEEN_AT_LEAST, idf, 0).astype(np.float16).astype(np.float32)


def stacked(rows: Sequence[tuple[Indices, Weights]]) -> csr_matrix:
    """Features of many texts, or parts of texts, row by row."""
    starts = np.cumsum([0, *(len(indices) for indices, _ in rows)])
    columns = np.concatenate([np.zeros(0, np.int64), *(indices for indices, _ in rows)])
    values = np.concatenate([np.zeros(0), *(weights for _, weights in rows)])
    return csr_matrix((values, columns, starts), shape=(len(rows), SIZE), dtype=np.float64)


def one_of(rows: csr_matrix, answers: Sequence[int], strength: float = STRENGTH) -> Columns:
    """One answer of several, each as weighty as the others however many texts it has; *answers* count from 0."""
    machine = LinearSVC(C=strength, class_weight="balanced", random_state=SEED).fit(rows, np.array(answers))
    weights, bias = machine.coef_.T, machine.intercept_
    if weights.shape[1] == 1:  # of two answers one column says both
        weights, bias = np.hstack([-weights, weights]), np.concatenate([-bias, bias])
    return Columns(weights=weights, bias=bias)


def yes_or_no(rows: csr_matrix, truths: Sequence[bool], strength: float = STRENGTH) -> Columns:
    """Whether something holds: one column."""
    machine = LinearSVC(C=strength, random_state=SEED).fit(rows, np.array(truths))
    return Columns(weights=machine.coef_.T, bias=machine.intercept_)


def side_by_side(parts: Sequence[Columns]) -> Columns:
    """The columns of all *parts*; none of none."""
    weights = np.hstack([np.zeros((SIZE, 0)), *(one.weights for one in parts)])
    return Columns(weights=weights, bias=np.concatenate([np.zeros(0), *(one.bias for one in parts)]))


def joined(heads: Sequence[Head], parts: Sequence[Columns], idf: Weights) -> Model:
    """A model of all *heads* with their *parts*, its weights in whole steps."""
    every = side_by_side(parts)
    scale = np.maximum(np.abs(every.weights).max(axis=0), 1e-9) / _STEPS
    return Model(
        heads=tuple(heads),
        weights=np.round(every.weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=every.bias.astype(np.float32),
        idf=idf,
        thresholds={"emergency": 1.0, "urgent": 1.0},
    )
