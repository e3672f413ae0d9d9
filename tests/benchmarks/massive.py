"""MASSIVE (Amazon, CC BY 4.0): short sentences to a voice assistant in three languages, each with one of 60 intents.

It measures the engine and not the field: the same features, the same layer, the same scorer as the product's.
"""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from nlu.linear import layer
from nlu.linear.artefact import Head, HeadName, Model
from nlu.linear.features import Counted, weighed

LANGUAGES = ("fi", "sv", "en")
_ROOT = Path(__file__).parents[2]

Seen = tuple[Counted, ...]
Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Sentences of some languages, counted once, with their intents."""

    seen: Sequence[Seen]
    intents: Sequence[str]
    languages: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """A layer that has learnt intents, and how long that took."""

    model: Model
    seconds: float

    def right(self, asked: Texts, language: str) -> float:
        """The share of the sentences in *language* whose intent it names."""
        codes = self.model.heads[0].codes
        each = zip(asked.seen, asked.intents, asked.languages, strict=True)
        truths = [self.best(seen) == codes.index(intent) for seen, intent, known in each if known == language]
        return sum(truths) / len(truths)

    def best(self, seen: Seen) -> int:
        """The number of the likeliest intent."""
        at, weights = weighed(seen, self.model.idf)
        return int(self.model.logits(at, weights[0]).argmax())


def read(part: str, languages: Sequence[str] = LANGUAGES) -> Texts:
    """The sentences of a *part* ("train", "dev"). Skips the test where they do not lie on this machine."""
    folder = Path(os.environ.get("LUOTSI_MASSIVE", _ROOT.parent / "shared" / "benchmarks"))
    file = folder / f"massive-{part}.jsonl"
    if not file.is_file():
        pytest.skip("MASSIVE is not on this machine: LUOTSI_MASSIVE names its folder")
    rows: list[Row] = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    pairs = [(row, language) for language in languages for row in rows]
    return Texts(
        seen=layer.counted(row[language] for row, language in pairs),
        intents=[row["intent"] for row, _ in pairs],
        languages=[language for _, language in pairs],
    )


def only(texts: Texts, language: str) -> Texts:
    """Those of one *language*."""
    chosen = [number for number, known in enumerate(texts.languages) if known == language]
    return Texts(
        seen=[texts.seen[number] for number in chosen],
        intents=[texts.intents[number] for number in chosen],
        languages=[language] * len(chosen),
    )


def learn(texts: Texts, strength: float = layer.STRENGTH) -> Learnt:
    """One layer for all of *texts*."""
    began = time.perf_counter()
    codes = tuple(sorted(set(texts.intents)))
    lessons = layer.lessons(texts.seen)
    columns = layer.one_of(lessons.rows, [codes.index(intent) for intent in texts.intents], strength)
    model = layer.joined([Head(name=HeadName.REASON, codes=codes)], [columns], lessons.idf)
    return Learnt(model=model, seconds=time.perf_counter() - began)
