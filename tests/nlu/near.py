"""Whether a text is near another one, and what texts an engine learns from."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from nlu.folding import fold

GRAM = 5  # characters
RUN = 8  # words
NEAR = 0.5
FEW = 12  # groups; fewer have two words of usual length
MUCH_LONGER = 3  # times: what is longer holds half of many a sentence by chance
_MARKED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")  # [Poriin](municipality) as Rasa marks entities
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two texts that are too near, and how much of one is in the other; 1.0 for words in a row."""

    text: int  # place among those that were compared
    other: int
    share: float


def training_texts(data: Path) -> list[str]:
    """Every example of every file under *data*, as it is read."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return [
        _MARKED.sub(r"\1", text)
        for path in sorted(data.rglob("*.yml"))
        for text in _examples(yaml.load(path.read_text("utf-8"), Loader=loader))  # noqa: S506 - both are safe loaders
    ]


def _examples(content: object) -> Iterator[str]:
    """The texts under each `examples`, as lines or as a list, however deep; and each plain `text`."""
    if isinstance(content, list):
        for one in content:
            yield from _examples(one)
    if not isinstance(content, Mapping):
        return
    for key, value in content.items():
        if key in {"examples", "text"} and isinstance(value, str):
            yield from (line.removeprefix("- ").strip() for line in value.splitlines() if line.strip())
        elif key == "examples" and isinstance(value, list):
            yield from (one for one in value if isinstance(one, str))
            yield from _examples(value)
        else:
            yield from _examples(value)


def alike(texts: Sequence[str], others: Sequence[str]) -> list[Alike]:
    """Each of *texts* that is near one of *others*.

    Near is: half of its groups of five letters stand in the other; or the other is at least a third as long, has eight
    words or more, and half of its groups stand here (Jaccard's measure of a half implies one or both); or eight words
    in a row are the same. A text of a word or two, which half the world would write so, is near its like only.
    """
    words = [_words(text) for text in texts]
    grams = [_grams(one) for one in words]
    sizes = np.array([len(one) for one in grams])
    places, runs = _places(grams), _places(map(_runs, words))
    found = []
    for number, other in enumerate(others):
        other_words = _words(other)
        other_grams = _grams(other_words)
        same = {int(place) for run in _runs(other_words) for place in runs.get(run, ())}
        found.extend(Alike(text=place, other=number, share=1.0) for place in sorted(same))
        met = [places[gram] for gram in other_grams if gram in places]
        common = np.bincount(np.concatenate(met), minlength=len(texts)) if met else np.zeros(len(texts))
        shares = np.where(sizes >= FEW, common / sizes, common == np.maximum(sizes, len(other_grams)))
        if len(other_words) >= RUN:
            reverse = common / len(other_grams)
            shares = np.maximum(shares, np.where(sizes <= MUCH_LONGER * len(other_grams), reverse, 0.0))
        found.extend(
            Alike(text=int(at), other=number, share=float(shares[at])) for at in np.flatnonzero(shares >= NEAR)
        )
    return found


def resembling(texts: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of *texts* of which half of the groups of letters stand in both, by Jaccard's measure.

    Of two such texts of *a* and *b* groups a third of *a + b* is common. The shorter text is looked for by the rarer
    half of its groups; a text that has too few of those is none, whatever the other half adds.
    """
    grams = [_grams(_words(text)) for text in texts]
    sizes = np.array([len(one) for one in grams])
    places = _places(grams)
    found = []
    for number, own in enumerate(grams):
        rare = sorted(own, key=lambda gram: len(places[gram]))[: len(own) // 2 + 1]
        common = np.bincount(np.concatenate([places[gram] for gram in rare]), minlength=len(texts))
        wanted = (len(own) + sizes) / 3 - (len(own) - len(rare))
        longer = (sizes > len(own)) | ((sizes == len(own)) & (np.arange(len(texts)) > number))
        met = np.flatnonzero(longer & (common >= wanted)).tolist()
        found += [(texts[number], texts[at]) for at in met if resemblance(texts[number], texts[at]) >= NEAR]
    return found


def resemblance(text: str, other: str) -> float:
    """Jaccard's measure of two texts: which share of the groups of either stands in both."""
    one, two = _grams(_words(text)), _grams(_words(other))
    return len(one & two) / len(one | two)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_folded(word) for word in _WORD.findall(text))


@cache
def _folded(word: str) -> str:
    return fold(word)


def _grams(words: tuple[str, ...]) -> frozenset[str]:
    plain = f" {' '.join(words)} "
    return frozenset(plain[start : start + GRAM] for start in range(max(1, len(plain) - GRAM + 1)))


def _runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(words[start : start + RUN] for start in range(len(words) - RUN + 1))


def _places(keys: Iterable[frozenset[Any]]) -> dict[Any, np.ndarray]:
    """In which of *keys* each key stands."""
    places: dict[Any, list[int]] = {}
    for number, members in enumerate(keys):
        for key in members:
            places.setdefault(key, []).append(number)
    return {key: np.array(members) for key, members in places.items()}
