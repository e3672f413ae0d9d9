"""The few figures that say whether an engine got better or worse: what is aimed at, and what may not fall unnoticed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nlu.evaluation.figures import Figures
from nlu.evaluation.metrics import Share, share_of

TOLERANCE: Final = 0.005  # three messages of six hundred, and less than one emergency of a hundred and fifty
_MOST_COVERED: Final = 0.8
_NOTHING: Final = share_of(0, 0)


class BaselineError(Exception):
    """A file of figures cannot be used."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """One figure from 0 to 1; `value` is None where nobody has labelled what it needs."""

    name: str
    value: float | None
    share: Share | None = None  # where it is how many of how many
    aim: float | None = None
    less_is_better: bool = False

    @property
    def is_reached(self) -> bool | None:
        """Whether the aim is reached; None without an aim or a value."""
        if self.aim is None or self.value is None:
            return None
        return self.value <= self.aim if self.less_is_better else self.value >= self.aim


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A key figure beside what it was; None on the side where it is missing."""

    name: str
    before: float | None
    now: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What became worse than the baseline or went out of its sight, and what became better."""

    worse: tuple[Change, ...]
    better: tuple[Change, ...]


def key_figures(figures: Figures) -> tuple[KeyFigure, ...]:
    """The key figures, the most important first."""
    return (*_emergency(figures), *_reason(figures), *_others(figures))


def _emergency(figures: Figures) -> tuple[KeyFigure, ...]:
    found = figures.emergency
    return (
        _share("emergency_recall", found.recall, aim=0.98),
        _share("emergency_below_urgent", found.below_urgent, aim=0.0, less_is_better=True),
        _share("near_misses_alarmed", found.false_on_near_misses, aim=0.05, less_is_better=True),
        _share("ordinary_alarmed", found.false_on_ordinary, aim=0.01, less_is_better=True),
        *(_share(f"emergency_recall_{code}", share) for code, share in found.recall_by_language.items()),
    )


def _reason(figures: Figures) -> tuple[KeyFigure, ...]:
    reason, sure = figures.reason, figures.sure
    aims = {"fi": 0.88, "sv": 0.85, "en": 0.85}
    surest = next((one.right for one in sure.coverage if one.coverage == _MOST_COVERED), _NOTHING)
    return (
        _share("reason", reason.accuracy),
        *(_share(f"reason_{code}", share, aim=aims.get(code)) for code, share in reason.by_language.items()),
        _share("reason_top_two", reason.top_two, aim=0.95),
        KeyFigure(name="reason_macro_f1", value=reason.macro_f1),
        _share("reason_of_surest_80", surest, aim=0.95),
        KeyFigure(name="calibration_error", value=sure.calibration.error, aim=0.05, less_is_better=True),
    )


def _others(figures: Figures) -> tuple[KeyFigure, ...]:
    facts = figures.facts
    return (
        _share("urgency", figures.urgency.accuracy),
        _share("urgency_too_low", figures.urgency.too_low, less_is_better=True),
        _share("municipality", facts.municipality, aim=0.95),
        _share("contacter", facts.contacter, aim=0.85),
        _share("about", facts.about),
        _share("matter_type", facts.matter_type, aim=0.85),
        KeyFigure(name="flags_f1", value=facts.flags.f1, aim=0.85),
        _share("language", facts.language, aim=0.98),
    )


def _share(name: str, share: Share, *, aim: float | None = None, less_is_better: bool = False) -> KeyFigure:
    return KeyFigure(name=name, value=share.share, share=share, aim=aim, less_is_better=less_is_better)


def as_baseline(figures: Figures) -> str:
    """The key figures of *figures* as a file, for later ones to be compared with."""
    values = {one.name: round(one.value, 4) for one in key_figures(figures) if one.value is not None}
    return json.dumps({"messages": figures.messages, "figures": values}, indent=2, sort_keys=True) + "\n"


def read_baseline(path: Path) -> Mapping[str, float]:
    """The key figures written at *path*, by name. Raises BaselineError."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): float(value) for name, value in content["figures"].items()}
    except OSError as problem:
        raise BaselineError(path, f"it cannot be read: {problem.strerror}") from problem
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BaselineError(path, "it holds no figures as `luotsi evaluate --baseline` writes them") from problem


def compare(baseline: Mapping[str, float], figures: Figures) -> Compared:
    """What changed by more than the tolerance since *baseline*.

    A figure that only one side knows counts as worse: what is no longer measured, or not yet guarded, could fall
    without anybody seeing it.
    """
    known = {one.name: one for one in key_figures(figures) if one.value is not None}
    worse: list[Change] = []
    better: list[Change] = []
    for name in sorted({*baseline, *known}):
        one, before = known.get(name), baseline.get(name)
        if one is None or one.value is None or before is None:
            worse.append(Change(name=name, before=before, now=one.value if one else None))
            continue
        gain = before - one.value if one.less_is_better else one.value - before
        if abs(gain) > TOLERANCE:
            (better if gain > 0 else worse).append(Change(name=name, before=before, now=one.value))
    return Compared(worse=tuple(worse), better=tuple(better))
