"""Figures as programs and terminals read them."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from nlu.evaluation.beside import Beside
from nlu.evaluation.curve import Curve
from nlu.evaluation.engines import Engines
from nlu.evaluation.figures import Figures
from nlu.evaluation.key_figures import Change, Compared, KeyFigure, key_figures

_DECIMALS: Final = 4
_WIDE: Final = 26
# Of a second labeller; the exact ones stay honest where acceptable labels were added after the two were compared.
_AGREED: Final = (
    "reason",
    "reason_exact",
    "urgency",
    "urgency_exact",
    "emergency",
    "contacter",
    "about",
    "municipality",
    "matter_type",
)


def as_json(figures: Figures, beside: Beside) -> str:
    """Everything, keys in order: the same answers give the same text, but for `latency_ms`."""
    content = {**asdict(figures), "learning_curve": _curve(beside.curve), "engines": _engines(beside.engines)}
    return json.dumps(_rounded(content), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _curve(curve: Curve | None) -> object:
    if curve is None:
        return None
    return {
        "trained_on": curve.trained_on,
        "points": [
            {
                "share": one.share,
                "texts": one.texts,
                "right": {name: asdict(hits.share) for name, hits in one.right.items()},
            }
            for one in curve.points
        ],
        "last_fifth_gained": {name: curve.last_gain(name) for name in curve.groups},
    }


def _engines(engines: Engines | None) -> object:
    if engines is None:
        return None
    right = [{name: asdict(hits.share) for name, hits in one.right.items()} for one in engines.engines]
    return {
        "measured": [asdict(one) | {"right": shares} for one, shares in zip(engines.engines, right, strict=True)],
        "missing": [asdict(one) for one in engines.missing],
    }


def as_lines(figures: Figures) -> Iterator[str]:
    """The key figures for a terminal, with bounds and aims."""
    yield f"{figures.messages} messages, engine {figures.engine}, model {figures.model}"
    for one in key_figures(figures):
        yield _line(one)
    latency = figures.latency_ms
    yield f"{'milliseconds':{_WIDE}} p50 {latency.p50:.1f}  p95 {latency.p95:.1f}  most {latency.most:.1f}"
    second = figures.second
    if second is not None:
        yield f"a second labeller agrees on {second.messages} messages:"
        for name in _AGREED:
            yield _line(KeyFigure(name=name, value=getattr(second, name).share, share=getattr(second, name)))
        yield _line(KeyFigure(name="flags_f1", value=second.flags.f1))


def change_lines(compared: Compared) -> Iterator[str]:
    """What changed since the baseline, the worse first."""
    yield from (f"worse: {_change(one)}" for one in compared.worse)
    yield from (f"better: {_change(one)}" for one in compared.better)


def _line(one: KeyFigure) -> str:
    if one.value is None:
        return f"{one.name:{_WIDE}} not labelled"
    said = f"{one.name:{_WIDE}} {one.value:6.1%}"
    if one.share is not None:
        said += f"  {one.share.hits}/{one.share.of}  95 % {one.share.low:.1%}–{one.share.high:.1%}"
    if one.aim is not None:
        reached = "reached" if one.is_reached else "NOT REACHED"
        said += f"  aim {'≤' if one.less_is_better else '≥'} {one.aim:.0%}: {reached}"
    return said


def _change(one: Change) -> str:
    before = "not in the baseline" if one.before is None else f"{one.before:.1%}"
    return f"{one.name}: {before} → {'not measured' if one.now is None else f'{one.now:.1%}'}"


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, _DECIMALS)
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_rounded(one) for one in value]
    return value
