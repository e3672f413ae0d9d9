"""MASSIVE (Amazon, CC BY 4.0): short sentences to a voice assistant in three languages, each with one of 60 intents.

It measures the engine and not the field: the same features, the same layer, the same scorer as the product's.
"""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from nlu.linear import layer
from nlu.linear.artefact import Head, HeadName, Model
from nlu.linear.calibration import temperature
from nlu.linear.features import Counted, weighed
from nlu.second import head as second
from nlu.second import train as over_vectors
from nlu.second.embedding import cut
from nlu.second.joining import joined, softmax
from nlu.second.wire import Vector

LANGUAGES = ("fi", "sv", "en")
_HELD_BACK = 10  # one sentence in so many is not learnt from, but shows how much either layer is to weigh
_ROOT = Path(__file__).parents[2]

Seen = tuple[Counted, ...]
Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Sentences of some languages, counted once, with their intents."""

    sentences: Sequence[str]
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
        return int(self.logits(seen).argmax())

    def logits(self, seen: Seen) -> Vector:
        """What it says of each intent."""
        at, weights = weighed(seen, self.model.idf)
        return self.model.logits(at, weights[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The layer and one over the embedding's vectors, joined as the product's second opinion is."""

    first: Learnt
    heat: float  # temperature of the first
    second: second.Head

    def right(self, asked: Texts, known: Vector) -> float:
        """The share of sentences whose intent the two name together; *known* are their vectors."""
        codes, shares = self.first.model.heads[0].codes, self.second.shares(known)
        together = joined(_shares(self.first, asked, self.heat), shares, self.second.joining)
        return float(np.mean(together.argmax(axis=1) == [codes.index(intent) for intent in asked.intents]))


def read(part: str, languages: Sequence[str] = LANGUAGES) -> Texts:
    """The sentences of a *part* ("train", "dev"). Skips the test where they do not lie on this machine."""
    folder = Path(os.environ.get("LUOTSI_MASSIVE", _ROOT.parent / "shared" / "benchmarks"))
    file = folder / f"massive-{part}.jsonl"
    if not file.is_file():
        pytest.skip("MASSIVE is not on this machine: LUOTSI_MASSIVE names its folder")
    rows: list[Row] = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    pairs = [(row, language) for language in languages for row in rows]
    sentences = [row[language] for row, language in pairs]
    return Texts(
        sentences=sentences,
        seen=layer.counted(sentences),
        intents=[row["intent"] for row, _ in pairs],
        languages=[language for _, language in pairs],
    )


def learn(texts: Texts, strength: float = layer.STRENGTH) -> Learnt:
    """One layer for all of *texts*."""
    began = time.perf_counter()
    codes = tuple(sorted(set(texts.intents)))
    lessons = layer.lessons(texts.seen)
    columns = layer.one_of(lessons.rows, [codes.index(intent) for intent in texts.intents], strength)
    model = layer.joined([Head(name=HeadName.REASON, codes=codes)], [columns], lessons.idf)
    return Learnt(model=model, seconds=time.perf_counter() - began)


def vectors(texts: Texts) -> Vector:
    """A row for each sentence. Raises EmbeddingMissingError."""
    return over_vectors.vectors([cut(one) for one in texts.sentences], lambda _: None)


def learn_pair(texts: Texts, known: Vector) -> Pair:
    """Both layers learn from nine sentences in ten, the tenth says how they are joined; then both learn from all."""
    numbers = np.arange(len(texts.intents))
    kept, back = numbers[numbers % _HELD_BACK != 0], numbers[numbers % _HELD_BACK == 0]
    part, asked = _some(texts, kept), _some(texts, back)
    first = learn(part)
    codes = first.model.heads[0].codes
    logits = np.array([first.logits(seen) for seen in asked.seen])
    truths = np.array([codes.index(intent) for intent in asked.intents])
    heat = temperature(logits, logits.argmax(axis=1) == truths)
    raw = over_vectors.fitted(known[kept], [codes.index(intent) for intent in part.intents], ())
    right = [frozenset({place}) for place in truths.tolist()]
    head = over_vectors.fit_joining(raw, _shares(first, asked, heat), known[back], right)
    whole = over_vectors.fitted(known, [codes.index(intent) for intent in texts.intents], ())
    return Pair(
        first=learn(texts), heat=heat, second=replace(whole, temperature=head.temperature, joining=head.joining)
    )


def _shares(learnt: Learnt, asked: Texts, heat: float) -> Vector:
    return softmax(np.array([learnt.logits(seen) for seen in asked.seen]) / heat)


def _some(texts: Texts, numbers: Sequence[int]) -> Texts:
    return Texts(
        sentences=[texts.sentences[number] for number in numbers],
        seen=[texts.seen[number] for number in numbers],
        intents=[texts.intents[number] for number in numbers],
        languages=[texts.languages[number] for number in numbers],
    )
