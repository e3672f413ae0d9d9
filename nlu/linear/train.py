"""Training of the linear model from the project's own sentences. The only module here that needs scikit-learn.

One set of features, one linear layer; each head (reason, urgency, who writes, …) is trained by itself on the examples
that are labelled for it. Temperatures and thresholds are set on messages that nothing was learnt from. The same data
give the same model, bit for bit, on one version of the libraries.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from channels.codes import About, ContacterType, Flag, MatterType, Reason, Urgency
from nlu.evaluation.samples import Sample
from nlu.linear import artefact
from nlu.linear.artefact import Head, HeadName, Model
from nlu.linear.corpus import Example, read_examples
from nlu.linear.features import ANYWHERE, SIZE, Features, Indices, Weights
from nlu.linear.score import Scorer, softmax
from nlu.linear.windows import sentences
from nlu.stems import tokenise

SEED: Final = 20261122
STRENGTH: Final = 0.5  # of fitting against smoothing
_DANGER_STRENGTH: Final = 10.0
_DANGER_WEIGHS: Final = 4.0  # a dangerous text, beside a quiet one
_SENTENCE_WEIGHS: Final = 0.1
_URGENCY_SPEAKS: Final = 0.5  # for an emergency as well, beside what speaks for an emergency itself
_QUIET: Final = frozenset({Urgency.SOON, Urgency.ROUTINE})
_SEEN_AT_LEAST: Final = 2  # texts; what stands in one teaches nothing
_FLAGGED_AT_LEAST: Final = 25  # texts; a flag with fewer is left to words
_STEPS: Final = 127  # of a quantised weight, each way
# Of the emergencies among the messages for calibration, how many the learnt detector finds by itself.
_RECALL: Final = {"emergency": 0.93, "urgent": 0.97}

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the training came to. Shares are of the messages for calibration."""

    examples: int
    accuracy: float
    top_two: float
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """A head before it is put together with the others."""

    head: Head
    weights: Floats  # SIZE × codes
    bias: Floats


def train(data: Path, out: Path, calibrate_on: Sequence[Sample], say: Callable[[str], None]) -> Report:
    """Train on every file under *data*, write the model to *out*, tell about it through *say*."""
    examples = read_examples(data)
    say(f"{len(examples)} sentences")
    idf = _idf(examples)
    matrix = _matrix(examples, idf)
    columns = []
    for name in HeadName:
        columns.append(_head(name, matrix, examples, idf))
        say(f"{name}: {len(columns[-1].head.codes)} answers")
    model = _calibrated(_joined(columns, idf), calibrate_on)
    kept = artefact.save(model, out, _fingerprint(matrix, examples))
    report = _report(Scorer(kept), calibrate_on, len(examples))
    say(f"on {len(calibrate_on)} other messages: right {report.accuracy:.3f}, among two {report.top_two:.3f}")
    return report


# ------------------------------------------------------------------------------------------------------- features


def _idf(examples: Sequence[Example]) -> Weights:
    seen, features = np.zeros(SIZE), Features()
    for example in examples:
        indices, _ = features.whole(example.text)
        seen[np.unique(indices)] += 1
    idf = np.log((1 + len(examples)) / (1 + seen)) + 1
    # At half precision, as it will be read back: trainer and scorer weigh alike.
    return np.where(seen >= _SEEN_AT_LEAST, idf, 0).astype(np.float16).astype(np.float32)


def _matrix(examples: Sequence[Example], idf: Weights) -> csr_matrix:
    features = Features(idf)
    return _stacked([features.whole(example.text) for example in examples])


def _stacked(rows: Sequence[tuple[Indices, Weights]]) -> csr_matrix:
    starts = np.cumsum([0, *(len(indices) for indices, _ in rows)])
    columns = np.concatenate([np.zeros(0, np.int64), *(indices for indices, _ in rows)])
    values = np.concatenate([np.zeros(0), *(weights for _, weights in rows)])
    return csr_matrix((values, columns, starts), shape=(len(rows), SIZE), dtype=np.float64)


def _fingerprint(matrix: csr_matrix, examples: Sequence[Example]) -> str:
    labels = "".join(repr(replace(example, text="", flags=None)) for example in examples)
    flags = "".join(",".join(sorted(example.flags or ())) + ";" for example in examples)
    parts = (matrix.indices.astype(np.int64).tobytes(), matrix.indptr.astype(np.int64).tobytes())
    return hashlib.sha256(b"".join(parts) + labels.encode() + flags.encode()).hexdigest()


# ---------------------------------------------------------------------------------------------------------- heads


def _head(name: HeadName, matrix: csr_matrix, examples: Sequence[Example], idf: Weights) -> _Columns:
    match name:
        case HeadName.DANGER:
            return _danger(matrix, examples, idf)
        case HeadName.FLAGS:
            return _flags(matrix, examples)
        case _:
            return _one_of(name, matrix, examples)


_CODES: Final[Mapping[HeadName, type[Reason | Urgency | ContacterType | About | MatterType]]] = {
    HeadName.REASON: Reason,
    HeadName.URGENCY: Urgency,
    HeadName.CONTACTER: ContacterType,
    HeadName.ABOUT: About,
    HeadName.MATTER_TYPE: MatterType,
}


def label(name: HeadName, one: Example | Sample) -> str | None:
    """What *one* says for a head with one answer; None where nobody has said."""
    said: str | None = getattr(one, name)
    return said


def _one_of(name: HeadName, matrix: csr_matrix, examples: Sequence[Example]) -> _Columns:
    """One answer of several."""
    labels = {number: one for number, example in enumerate(examples) if (one := label(name, example)) is not None}
    known, present = list(labels), set(labels.values())
    codes = tuple(code for code in _CODES[name] if code in present)
    places = np.array([codes.index(labels[number]) for number in known])
    machine = LinearSVC(C=STRENGTH, class_weight="balanced", random_state=SEED).fit(matrix[known], places)
    return _columns(Head(name=name, codes=codes), machine)


def _flags(matrix: csr_matrix, examples: Sequence[Example]) -> _Columns:
    known = [number for number, example in enumerate(examples) if example.flags is not None]
    told = [examples[number].flags or frozenset() for number in known]
    codes = tuple(flag for flag in Flag if sum(flag in one for one in told) >= _FLAGGED_AT_LEAST)
    parts = []
    for flag in codes:
        machine = LinearSVC(C=STRENGTH, random_state=SEED).fit(matrix[known], np.array([flag in one for one in told]))
        parts.append((machine.coef_[0], float(machine.intercept_[0])))
    return _side_by_side(Head(name=HeadName.FLAGS, codes=codes), parts)


def _danger(matrix: csr_matrix, examples: Sequence[Example], idf: Weights) -> _Columns:
    """Whether it is an emergency; whether it is urgent or worse.

    Each sentence of a quiet text is quiet too, and says so with a small weight: what is asked later is a part of a
    text, and "Terveisin Maija" alone must not be as dangerous as texts are on average. What speaks for urgency speaks
    for an emergency too: emergencies are few, and a stroke that was last year looks like one more than it looks urgent.
    """
    known = [number for number, example in enumerate(examples) if example.urgency is not None]
    told = [examples[number].urgency for number in known]
    parts_of_quiet = _sentences([examples[number] for number in known if examples[number].urgency in _QUIET], idf)
    rows = vstack([_without_edges(matrix[known]), parts_of_quiet]).tocsr()
    levels = {
        "emergency": [one is Urgency.EMERGENCY for one in told],
        "urgent": [one not in _QUIET for one in told],
    }
    parts = []
    for level in levels.values():
        labels = np.array(level + [False] * parts_of_quiet.shape[0])
        weights = np.where(labels, _DANGER_WEIGHS, 1.0)
        weights[len(level) :] = _SENTENCE_WEIGHS
        machine = LogisticRegression(C=_DANGER_STRENGTH, solver="liblinear", max_iter=1000, random_state=SEED)
        machine.fit(rows, labels, sample_weight=weights)
        parts.append((machine.coef_[0], float(machine.intercept_[0])))
    (emergency, at_rest), (urgent, at_peace) = parts
    joined = (emergency + _URGENCY_SPEAKS * urgent, at_rest + _URGENCY_SPEAKS * at_peace)
    return _side_by_side(Head(name=HeadName.DANGER, codes=tuple(levels)), [joined, (urgent, at_peace)])


def _without_edges(matrix: csr_matrix) -> csr_matrix:
    """What is seen of a part of a text, which begins and ends anywhere."""
    inside = (np.arange(SIZE) < ANYWHERE).astype(np.float64)
    return matrix.multiply(inside).tocsr()


def _sentences(examples: Sequence[Example], idf: Weights) -> csr_matrix:
    """The sentences of texts that have more than one, row by row."""
    features, rows = Features(idf), []
    for example in examples:
        tokens = tokenise(example.text)
        parts = sentences(example.text, tokens)
        rows += [features.of(example.text, tokens[part.start : part.stop]) for part in parts if len(parts) > 1]
    return _stacked(rows)


def _side_by_side(head: Head, parts: Sequence[tuple[Floats, float]]) -> _Columns:
    if not parts:
        return _Columns(head=head, weights=np.zeros((SIZE, 0)), bias=np.zeros(0))
    weights = np.stack([weights for weights, _ in parts], axis=1)
    return _Columns(head=head, weights=weights, bias=np.array([bias for _, bias in parts]))


def _columns(head: Head, machine: LinearSVC) -> _Columns:
    weights, bias = machine.coef_.T, machine.intercept_
    if len(head.codes) == 2 and weights.shape[1] == 1:  # noqa: PLR2004 - of two answers one column says both
        weights, bias = np.hstack([-weights, weights]), np.concatenate([-bias, bias])
    return _Columns(head=head, weights=weights, bias=bias)


def _joined(columns: Sequence[_Columns], idf: Weights) -> Model:
    """All heads side by side, their weights in whole steps."""
    weights = np.hstack([one.weights for one in columns])
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / _STEPS
    return Model(
        heads=tuple(one.head for one in columns),
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=np.concatenate([one.bias for one in columns]).astype(np.float32),
        idf=idf,
        thresholds={"emergency": 1.0, "urgent": 1.0},
    )


# ---------------------------------------------------------------------------------------------------- calibration


def _calibrated(model: Model, samples: Sequence[Sample]) -> Model:
    """*model* with temperatures that make its probabilities honest on *samples*, and thresholds for danger."""
    scorer = Scorer(model)
    heads = []
    for head in model.heads:
        known = [(sample, right) for sample in samples if (right := _right(head, sample))]
        heads.append(replace(head, temperature=_temperature(scorer, head, known)) if known else head)
    model = replace(model, heads=tuple(heads))
    return replace(model, thresholds=_thresholds(Scorer(model), samples))


def _right(head: Head, sample: Sample) -> frozenset[int]:
    """The places of the answers that are right for *sample*; none where nobody has said."""
    if head.name not in _CODES:
        return frozenset()
    accepted = sample.reasons if head.name is HeadName.REASON else {label(head.name, sample)}
    return frozenset(head.codes.index(code) for code in accepted if code in head.codes)


def _temperature(scorer: Scorer, head: Head, known: Sequence[tuple[Sample, frozenset[int]]]) -> float:
    """The temperature with which the likeliest answer is right as often as it says: least log loss of that."""
    raw = np.array([scorer.raw(_whole(sample), tokenise(_whole(sample)), head.name) for sample, _ in known])
    right = np.array([int(row.argmax()) in places for row, (_, places) in zip(raw, known, strict=True)])

    def loss(exponent: float) -> float:
        sure = softmax((raw / np.exp(exponent)).astype(np.float32)).max(axis=1)
        return float(-np.log(np.maximum(np.where(right, sure, 1 - sure), 1e-9)).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded").x))


def _thresholds(scorer: Scorer, samples: Sequence[Sample]) -> dict[str, float]:
    """For each level the highest threshold with which enough of the emergencies are found."""
    texts = [_whole(sample) for sample in samples if sample.urgency is Urgency.EMERGENCY]
    found = [scorer.dangers(text, tokenise(text)) for text in texts]
    return {
        level: float(np.quantile([one[level].share for one in found if one], 1 - recall, method="lower"))
        for level, recall in _RECALL.items()
        if found
    } or {"emergency": 1.0, "urgent": 1.0}


def _whole(sample: Sample) -> str:
    return f"{sample.subject}\n{sample.text}"


def _report(scorer: Scorer, samples: Sequence[Sample], examples: int) -> Report:
    right = among_two = 0
    for sample in samples:
        scored = scorer.score(_whole(sample), tokenise(_whole(sample)))
        accepted = {sample.reason, *sample.also_acceptable_reasons}
        first, second = scored.probabilities[0][0], scored.probabilities[1][0]
        right += first in accepted
        among_two += first in accepted or second in accepted
    count = max(len(samples), 1)
    return Report(examples=examples, accuracy=right / count, top_two=among_two / count, version=scorer.model.version)
