"""Making the learning curve: the reason's head learns from a tenth of the texts, from two tenths, … from all."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from channels.codes import Reason
from nlu.evaluation.curve import ALL, Curve, Hits, Point
from nlu.evaluation.samples import Sample
from nlu.linear import forked, layer
from nlu.linear.artefact import Head, HeadName
from nlu.linear.corpus import Example, read_examples
from nlu.linear.features import Counted, weighed
from nlu.linear.train import fingerprint, whole

SHARES: Final = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
_SEEDS: Final = (1, 2, 3)
_NUMBER: Final = re.compile(r"\d+$")

Seen = tuple[Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """All texts, counted once."""

    examples: Sequence[Example]
    texts: Sequence[Seen]
    samples: Sequence[Sample]
    asked: Sequence[Seen]  # of the samples


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """A share of the texts, drawn by a seed."""

    share: float
    numbers: Sequence[int]


def learn(data: Path, samples: Sequence[Sample], say: Callable[[str], None]) -> Curve:
    """The curve of the texts under *data*, measured on *samples*; told through *say* as it grows."""
    examples = read_examples(data)
    say(f"{len(examples)} sentences")
    held = _Held(
        examples=examples,
        texts=layer.counted(example.text for example in examples),
        samples=samples,
        asked=layer.counted(whole(sample) for sample in samples),
    )
    # Of all texts there is one drawing.
    seeds = {share: _SEEDS if share < 1 else _SEEDS[:1] for share in SHARES}
    drawings = [
        _Drawing(share=share, numbers=drawn(examples, share, seed)) for share, each in seeds.items() for seed in each
    ]
    found: dict[float, list[dict[str, int]]] = {}
    for drawing, hits in zip(drawings, forked.each(_right, held, drawings), strict=True):
        found.setdefault(drawing.share, []).append(hits)
        say(f"{drawing.share:4.0%} of the texts, {len(drawing.numbers)}: right {hits[ALL] / len(samples):.3f}")
    counts = {drawing.share: len(drawing.numbers) for drawing in drawings}
    points = tuple(_point(share, counts[share], hits, samples) for share, hits in found.items())
    return Curve(trained_on=fingerprint(examples, layer.lessons(held.texts).rows), points=points)


def drawn(examples: Sequence[Example], share: float, seed: int) -> list[int]:
    """The numbers of a *share* of *examples*: of each language, reason and writer as many as of the others.

    Of one seed a smaller share is a part of every larger one.
    """
    groups: dict[tuple[str, str, str], list[int]] = {}
    for number, one in enumerate(examples):
        groups.setdefault((one.language, one.reason, _NUMBER.sub("", one.id)), []).append(number)
    chance, chosen = random.Random(seed), []  # noqa: S311 - to be drawn again alike, not to be a secret
    for members in groups.values():
        chance.shuffle(members)
        # A group of one is drawn as often as the share says, and not always or never.
        start = chance.random()
        chosen += [number for place, number in enumerate(members) if (place + start) / len(members) < share]
    return sorted(chosen)


def _right(held: _Held, drawing: _Drawing) -> dict[str, int]:
    """How many of the samples the reason's head reads rightly that has learnt from *drawing*, by language."""
    lessons = layer.lessons([held.texts[number] for number in drawing.numbers])
    labels = [held.examples[number].reason for number in drawing.numbers]
    codes = tuple(code for code in Reason if code in labels)
    columns = layer.one_of(lessons.rows, [codes.index(label) for label in labels])
    model = layer.joined([Head(name=HeadName.REASON, codes=codes)], [columns], lessons.idf)
    hits: dict[str, int] = dict.fromkeys(_languages(held.samples), 0)
    for sample, seen in zip(held.samples, held.asked, strict=True):
        at, rows = weighed(seen, lessons.idf)
        right = codes[int(model.logits(at, rows[0]).argmax())] in sample.reasons
        hits[sample.language] += right
        hits[ALL] += right
    return hits


def _languages(samples: Sequence[Sample]) -> list[str]:
    return [ALL, *dict.fromkeys(str(sample.language) for sample in samples)]


def _point(share: float, texts: int, found: Sequence[dict[str, int]], samples: Sequence[Sample]) -> Point:
    of = {name: sum(name in {ALL, sample.language} for sample in samples) for name in _languages(samples)}
    right = {name: Hits(each=tuple(hits[name] for hits in found), of=count) for name, count in of.items()}
    return Point(share=share, texts=texts, right=right)
