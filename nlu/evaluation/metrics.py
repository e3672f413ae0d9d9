"""Measures of how well a reader reads, each small enough to be worked out by hand."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_Z: Final = 1.959963984540054  # two-sided 95 %
_BINS: Final = 10
_COVERAGES: Final = tuple(step / 10 for step in range(1, 11))


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """*hits* of *of*, and between which bounds the true share lies with 95 % certainty. None where it is of nothing."""

    hits: int
    of: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """How well something is found that is there or not: `found` rightly, `wrong` though absent, `missed`."""

    found: int
    wrong: int
    missed: int
    precision: float | None  # of those said, how many are there
    recall: float | None  # of those there, how many were said
    f1: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The messages whose confidence lies from `start` on and below `end`: how sure, beside how often right."""

    start: float
    end: float
    messages: int
    confidence: float | None
    right: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Whether a confidence can be taken at its word; `error` is the expected calibration error, 0 at best."""

    error: float | None
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """If only the surest `coverage` of all messages were answered: from which confidence on, and how many right."""

    coverage: float
    confidence: float
    right: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One answer: how sure, and whether right. `id` decides between equals, so that the order is always the same."""

    id: str
    confidence: float
    right: bool


def share_of(hits: int, of: int) -> Share:
    """*hits* of *of* with Wilson's bounds, which hold for few messages and near 0 and 1 too."""
    if not of:
        return Share(hits=hits, of=of, share=None, low=None, high=None)
    share, square = hits / of, _Z * _Z
    centre = (share + square / (2 * of)) / (1 + square / of)
    reach = _Z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return Share(hits=hits, of=of, share=share, low=max(0.0, centre - reach), high=min(1.0, centre + reach))


def counted(truths: Iterable[bool]) -> Share:
    """How many of *truths* hold."""
    every = list(truths)
    return share_of(sum(every), len(every))


def detection(found: int, wrong: int, missed: int) -> Detection:
    """Precision, recall and F1 of what was *found*, said *wrong*ly and *missed*."""
    return Detection(
        found=found,
        wrong=wrong,
        missed=missed,
        precision=found / (found + wrong) if found + wrong else None,
        recall=found / (found + missed) if found + missed else None,
        f1=2 * found / (2 * found + wrong + missed) if found + wrong + missed else None,
    )


def by_class(pairs: Sequence[tuple[str, str]]) -> dict[str, Detection]:
    """For each class in *pairs* of (true, said) how well it is found."""
    classes = sorted({name for pair in pairs for name in pair})
    return {
        name: detection(
            sum(true == said == name for true, said in pairs),
            sum(true != said == name for true, said in pairs),
            sum(said != true == name for true, said in pairs),
        )
        for name in classes
    }


def macro_f1(classes: Iterable[Detection]) -> float | None:
    """The mean of F1 over classes: a rare one weighs as much as a common one."""
    scores = [one.f1 for one in classes if one.f1 is not None]
    return sum(scores) / len(scores) if scores else None


def calibration(answers: Sequence[Judged]) -> Calibration:
    """Confidence beside truth in ten equal bins."""
    binned: list[list[Judged]] = [[] for _ in range(_BINS)]
    for one in answers:
        binned[min(int(one.confidence * _BINS), _BINS - 1)].append(one)
    bins = tuple(_bin(number, members) for number, members in enumerate(binned))
    gaps = [
        one.messages * abs(one.right - one.confidence)
        for one in bins
        if one.right is not None and one.confidence is not None
    ]
    return Calibration(error=sum(gaps) / len(answers) if answers else None, bins=bins)


def _bin(number: int, members: list[Judged]) -> Bin:
    count = len(members)
    return Bin(
        start=number / _BINS,
        end=(number + 1) / _BINS,
        messages=count,
        confidence=sum(one.confidence for one in members) / count if count else None,
        right=sum(one.right for one in members) / count if count else None,
    )


def risk_coverage(answers: Sequence[Judged]) -> tuple[Covered, ...]:
    """How many are right among the surest tenth, two tenths, … of all. Empty of nothing."""
    if not answers:
        return ()
    surest = sorted(answers, key=lambda one: (-one.confidence, one.id))
    covered = []
    for coverage in _COVERAGES:
        # Rounded first: 0.7 × 10 is a little more than 7 and would take the eighth.
        members = surest[: math.ceil(round(coverage * len(surest), 9))]
        right = counted(one.right for one in members)
        covered.append(Covered(coverage=coverage, confidence=members[-1].confidence, right=right))
    return tuple(covered)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of *values* that *share* of them do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(round(share * len(ordered), 9)) - 1)]
