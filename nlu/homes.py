"""Which of the places named in a text is the client's home: each is weighed by the words that stand beside it.

The groups of words and their weights are in `data/words/home.toml`. The weights were fitted on training messages and
then corrected by hand where those hold too few of a kind; a place of 0 or more is taken for a home.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from nlu import writers
from nlu.folding import Token
from nlu.placenames import Naming
from nlu.stems import Stems

_STOPS = frozenset(".!?\n;")
_BUT = frozenset({"mutta", "mut", "men", "but"})
_OPENING, _LAST, _FAR = 3, 3, 25  # words from the beginning or to the end
_SHORT, _LONG = 12, 70  # words of a short and of a long text
_MOVED_FROM = "moved&from"  # who has moved from there does not live there, wherever else it is named
_NEAREST = "young"  # the nearest word that tells who is meant decides: "an only child, and my father is in Pori"
_WRITER_THERE, _CARED_FOR = "myself_there", "cared_for"
_OTHERS = (_CARED_FOR, "writer_one", "writer_many", "writer_is")
_BETWEEN = 20  # characters between two words that are looked at
_MOST_PLACES = 400  # words of one group that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """What is known of a whole text before its places are weighed."""

    words: int
    sentences: list[int]  # of each word, the number of its sentence
    groups: dict[str, list[int]]  # where the words of each group stand
    homes: list[str]  # of each place named, its municipality


class Weights:
    """What words beside a place say of it."""

    def __init__(self) -> None:
        data = tomllib.loads(files("nlu").joinpath("data", "words", "home.toml").read_text("utf-8"))
        self._reach: dict[str, int] = {name: group["reach"] for name, group in data["group"].items()}
        self._weights: dict[str, float] = data["weight"]
        pairs = [(stem, name) for name, group in data["group"].items() for stem in group["stems"]]
        self._group_of = [name for _, name in pairs]
        self._stems = Stems(stem for stem, _ in pairs)

    def weigh(self, text: str, tokens: list[Token], namings: Sequence[Naming]) -> list[float]:
        """For each of *namings* how much speaks for its being the client's home."""
        groups: dict[str, list[int]] = {name: [] for name in self._reach}
        for hit in self._stems.hits(tokens):
            places = groups[self._group_of[hit.stem]]
            if len(places) < _MOST_PLACES:
                places.append(hit.first)
        whole = _Text(
            words=len(tokens),
            sentences=_sentences(text, tokens),
            groups=groups,
            homes=[one.home for one in namings],
        )
        facts = [set(self._facts(number, one, whole)) for number, one in enumerate(namings)]
        left = {one.home for one, told in zip(namings, facts, strict=True) if _MOVED_FROM in told}
        for one, told in zip(namings, facts, strict=True):
            if one.home in left:
                told.add("left")
        found = [sum(self._weights.get(fact, 0.0) for fact in sorted(told)) for told in facts]
        elsewhere = writers.elsewhere(namings, found, whole.groups, whole.sentences)
        if not any(elsewhere):
            return found
        lose, gain = self._weights["writers"], self._weights["writers_else"]
        return [weight + (lose if away else gain) for weight, away in zip(found, elsewhere, strict=True)]

    def _facts(self, number: int, one: Naming, whole: _Text) -> Iterator[str]:
        """What speaks for or against *one*, by the names of the weights."""
        yield "always"
        yield f"case:{one.case}"
        yield from _standing(number, one, whole)
        for name, reach in self._reach.items():
            if name == _WRITER_THERE and whole.groups[_NEAREST] and not whole.groups[_CARED_FOR]:
                continue  # who tells of nobody but a child is the client
            away = [
                place - one.first
                for place in whole.groups[name]
                if abs(place - one.first) <= reach + one.last - one.first
                and whole.sentences[place] == whole.sentences[one.first]
            ]
            if name == _NEAREST:
                away = [
                    steps for steps in away if steps > 0 or not _told_of_another(one.first + steps, one.first, whole)
                ]
            before = any(-reach <= steps < 0 for steps in away)
            after = any(0 < steps - (one.last - one.first) <= reach for steps in away)
            if before:
                yield f"{name}:before"
            if after:
                yield f"{name}:after"
            if before or after:
                yield f"{name}&{one.case}"


def _told_of_another(word: int, place: int, whole: _Text) -> bool:
    """Whether between *word* and *place* somebody else is spoken of."""
    return any(word < other < place for name in _OTHERS for other in whole.groups[name])


def _standing(number: int, one: Naming, whole: _Text) -> list[str]:
    """Where a place stands among the words and among the other places."""
    facts = {
        "slip": one.slip,
        "opens": one.first <= _OPENING,
        "only": len(set(whole.homes)) == 1,
        "again": whole.homes.count(one.home) > 1,
        "first": number == 0,
        "short": whole.words <= _SHORT,
        "last": one.last >= whole.words - _LAST,
        "long": whole.words > _LONG,
        "far": one.first > _FAR and whole.words > _LONG,
    }
    return [fact for fact, holds in facts.items() if holds]


def _sentences(text: str, tokens: list[Token]) -> list[int]:
    """Of each word the number of its sentence; "but" begins another."""
    found: list[int] = []
    number, end = 0, 0
    for token in tokens:
        if token.form in _BUT or any(sign in _STOPS for sign in text[end : min(token.start, end + _BETWEEN)]):
            number += 1
        found.append(number)
        end = token.end
    return found
