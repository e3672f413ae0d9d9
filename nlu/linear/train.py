"""Training of the linear model from the project's own sentences.

One set of features, one linear layer (`nlu.linear.layer`); each head (reason, urgency, who writes, …) is trained by
itself on the examples that are labelled for it, on as many processors as there are. Temperatures and thresholds are set
on messages that nothing was learnt from. The same data give the same model, bit for bit, on one version of the
libraries.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from channels.codes import About, ContacterType, Flag, MatterType, Reason, Urgency
from nlu.evaluation.samples import Sample
from nlu.folding import tokenise
from nlu.linear import artefact, forked, layer, vocabulary
from nlu.linear.artefact import Head, HeadName, Model
from nlu.linear.calibration import temperature
from nlu.linear.corpus import Example, read_examples
from nlu.linear.features import ANYWHERE, SIZE, Features, Weights
from nlu.linear.layer import SEED, Columns
from nlu.linear.score import Scorer
from nlu.linear.windows import sentences

_DANGER_STRENGTH: Final = 10.0
_DANGER_WEIGHS: Final = 4.0  # a dangerous text, beside a quiet one
_SENTENCE_WEIGHS: Final = 0.1
_URGENCY_SPEAKS: Final = 0.5  # for an emergency as well, beside what speaks for an emergency itself
_QUIET: Final = frozenset({Urgency.SOON, Urgency.ROUTINE})
_FLAGGED_AT_LEAST: Final = 25  # texts; a flag with fewer is left to words
# Of the emergencies among the messages for calibration, how many the learnt detector finds by itself.
_RECALL: Final = {"emergency": 0.93, "urgent": 0.97}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the training came to. Shares are of the messages for calibration."""

    examples: int
    accuracy: float
    top_two: float
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lessons:
    """What the heads are learnt from."""

    examples: Sequence[Example]
    rows: csr_matrix  # examples × SIZE
    idf: Weights


def train(data: Path, out: Path, calibrate_on: Sequence[Sample], say: Callable[[str], None]) -> Report:
    """Train on every file under *data*, write the model to *out*, tell about it through *say*."""
    examples = read_examples(data)
    say(f"{len(examples)} sentences")
    seen = layer.lessons(layer.counted(example.text for example in examples))
    lessons = _Lessons(examples=examples, rows=seen.rows, idf=seen.idf)
    heads, parts = [], []
    for head, columns in forked.each(_learnt, lessons, HeadName):
        heads.append(head)
        parts.append(columns)
        say(f"{head.name}: {len(head.codes)} answers")
    known = vocabulary.known(tokenise(example.text) for example in examples)
    model = _calibrated(replace(layer.joined(heads, parts, lessons.idf), known=known), calibrate_on)
    kept = artefact.save(model, out, fingerprint(examples, lessons.rows))
    report = _report(Scorer(kept), calibrate_on, len(examples))
    say(f"on {len(calibrate_on)} other messages: right {report.accuracy:.3f}, among two {report.top_two:.3f}")
    return report


def fingerprint(examples: Sequence[Example], rows: csr_matrix) -> str:
    """What was learnt from: the texts as the model sees them, and their labels."""
    labels = "".join(repr(replace(example, text="", flags=None)) for example in examples)
    flags = "".join("?;" if one.flags is None else ",".join(sorted(one.flags)) + ";" for one in examples)
    parts = (rows.indices.astype(np.int64).tobytes(), rows.indptr.astype(np.int64).tobytes())
    return hashlib.sha256(b"".join(parts) + labels.encode() + flags.encode()).hexdigest()


# ---------------------------------------------------------------------------------------------------------- heads


def _learnt(lessons: _Lessons, name: HeadName) -> tuple[Head, Columns]:
    match name:
        case HeadName.DANGER:
            return _danger(lessons)
        case HeadName.FLAGS:
            return _flags(lessons)
        case _:
            return _one_of(name, lessons)


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


def _one_of(name: HeadName, lessons: _Lessons) -> tuple[Head, Columns]:
    """One answer of several."""
    labels = {number: one for number, text in enumerate(lessons.examples) if (one := label(name, text)) is not None}
    present = set(labels.values())
    codes = tuple(code for code in _CODES[name] if code in present)
    columns = layer.one_of(lessons.rows[list(labels)], [codes.index(one) for one in labels.values()])
    return Head(name=name, codes=codes), columns


def _flags(lessons: _Lessons) -> tuple[Head, Columns]:
    told = {number: one.flags for number, one in enumerate(lessons.examples) if one.flags is not None}
    codes = tuple(flag for flag in Flag if sum(flag in one for one in told.values()) >= _FLAGGED_AT_LEAST)
    rows = lessons.rows[list(told)]
    parts = [layer.yes_or_no(rows, [flag in one for one in told.values()]) for flag in codes]
    return Head(name=HeadName.FLAGS, codes=codes), layer.side_by_side(parts)


def _danger(lessons: _Lessons) -> tuple[Head, Columns]:
    """Whether it is an emergency; whether it is urgent or worse.

    Each sentence of a quiet text is quiet too, and says so with a small weight: what is asked later is a part of a
    text, and "Terveisin Maija" alone must not be as dangerous as texts are on average. What speaks for urgency speaks
    for an emergency too: emergencies are few, and a stroke that was last year looks like one more than it looks urgent.
    """
    told = {number: one.urgency for number, one in enumerate(lessons.examples) if one.urgency is not None}
    quiet = [lessons.examples[number] for number, one in told.items() if one in _QUIET]
    parts_of_quiet = _sentences(quiet, lessons.idf)
    rows = vstack([_without_edges(lessons.rows[list(told)]), parts_of_quiet]).tocsr()
    levels = {
        "emergency": [one is Urgency.EMERGENCY for one in told.values()],
        "urgent": [one not in _QUIET for one in told.values()],
    }
    emergency, urgent = (_weighty(rows, level) for level in levels.values())
    joined = Columns(
        weights=emergency.weights + _URGENCY_SPEAKS * urgent.weights,
        bias=emergency.bias + _URGENCY_SPEAKS * urgent.bias,
    )
    return Head(name=HeadName.DANGER, codes=tuple(levels)), layer.side_by_side([joined, urgent])


def _weighty(rows: csr_matrix, level: Sequence[bool]) -> Columns:
    """Whether a text is of a *level* of danger; the rows after those are sentences of quiet texts."""
    labels = np.array([*level, *[False] * (rows.shape[0] - len(level))])
    weights = np.where(labels, _DANGER_WEIGHS, 1.0)
    weights[len(level) :] = _SENTENCE_WEIGHS
    machine = LogisticRegression(C=_DANGER_STRENGTH, solver="liblinear", max_iter=1000, random_state=SEED)
    machine.fit(rows, labels, sample_weight=weights)
    return Columns(weights=machine.coef_.T, bias=machine.intercept_)


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
    return layer.stacked(rows)


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
    raw = np.array([scorer.raw(whole(sample), tokenise(whole(sample)), head.name) for sample, _ in known])
    return temperature(
        raw, np.array([int(row.argmax()) in places for row, (_, places) in zip(raw, known, strict=True)])
    )


def _thresholds(scorer: Scorer, samples: Sequence[Sample]) -> dict[str, float]:
    """For each level the highest threshold with which enough of the emergencies are found."""
    texts = [whole(sample) for sample in samples if sample.urgency is Urgency.EMERGENCY]
    found = [scorer.dangers(text, tokenise(text)) for text in texts]
    return {
        level: float(np.quantile([one[level].share for one in found if one], 1 - recall, method="lower"))
        for level, recall in _RECALL.items()
        if found
    } or {"emergency": 1.0, "urgent": 1.0}


def whole(sample: Sample) -> str:
    """Its subject and its text, as they are read."""
    return f"{sample.subject}\n{sample.text}"


def _report(scorer: Scorer, samples: Sequence[Sample], examples: int) -> Report:
    right = among_two = 0
    for sample in samples:
        scored = scorer.score(whole(sample), tokenise(whole(sample)))
        accepted = {sample.reason, *sample.also_acceptable_reasons}
        first, second = scored.probabilities[0][0], scored.probabilities[1][0]
        right += first in accepted
        among_two += first in accepted or second in accepted
    count = max(len(samples), 1)
    return Report(examples=examples, accuracy=right / count, top_two=among_two / count, version=scorer.model.version)
