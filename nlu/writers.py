"""Which of the places named is that of a writer who writes about somebody else, and so not the client's home.

The nearest word that tells who is meant decides: "I live in Turku but my mum lives in Pori".
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from nlu.inflection import Case
from nlu.placenames import Naming

_BEFORE, _CLOSE, _AFTER = 8, 3, 2  # words from who is meant to the place: before it, of "I am", and after it
_LOOKED_AT = 4  # such words before a place
_STAYING = frozenset({Case.AT, Case.NAME})


class _Whose(StrEnum):
    """Whose a place is."""

    ONE = "writer_one"  # I live
    MANY = "writer_many"  # we live, perhaps with whom we care for
    CARED_FOR = "cared_for"
    OTHERS = "others"


_WRITERS = frozenset({_Whose.ONE, _Whose.MANY})


class _Mark(NamedTuple):
    """A word that tells who is meant, and how far it reaches."""

    place: int
    whose: _Whose
    reach: int


def elsewhere(
    namings: Sequence[Naming], weights: Sequence[float], groups: Mapping[str, list[int]], sentences: Sequence[int]
) -> list[bool]:
    """Of each place whether it is the home of somebody else than the client: mostly of a writer who is not the client.

    *weights* say how well each would do for a home, *groups* where the words of each group stand and *sentences* the
    number of each word's sentence.
    """
    if not groups["cared_for"]:
        return [False] * len(namings)
    marks = _marks(groups, sentences)
    whose = [_whose(one, marks, sentences) for one in namings]
    living = set(groups["cared_for"]) - set(groups["dead"])
    if not living or set(groups["writer_client"]) - set(groups["writer_client_not"]):
        own = any(of in _WRITERS for of in whose)
        return [own and of is _Whose.CARED_FOR for of in whose]
    homes = {
        one.home
        for one, of, weight in zip(namings, whose, weights, strict=True)
        if of is _Whose.CARED_FOR and weight >= 0
    }
    shared = _shared(groups, sentences)
    found: list[bool] = []
    for one, of in zip(namings, whose, strict=True):
        # "We" may be both of them: their place gives way only to one that is told of the other.
        alone = of is _Whose.ONE and sentences[one.first] not in shared
        instead = of in _WRITERS and bool(homes)
        found.append(one.case in _STAYING and one.home not in homes and (alone or instead))
    return found


def _shared(groups: Mapping[str, list[int]], sentences: Sequence[int]) -> set[int]:
    """The sentences whose place may be that of both: "with my mother", and "here", where the writer may visit her."""
    both = {sentences[place] for place in (*groups["cared_for"], *groups["cared_for_again"])}
    here = {sentences[place] for place in groups["here"]}
    return here | both & {sentences[place] for place in groups["together"]}


def _marks(groups: Mapping[str, list[int]], sentences: Sequence[int]) -> list[_Mark]:
    """The words that tell who is meant, in order."""
    first = min(groups["cared_for"])
    marks = [_Mark(place, whose, _BEFORE) for whose in _Whose for place in groups[whose]]
    marks += [_Mark(place, _Whose.CARED_FOR, _BEFORE) for place in groups["cared_for_again"]]
    marks += [_Mark(place, _Whose.ONE, _CLOSE) for place in groups["writer_is"]]
    # "Bor i Åbo" is the writer's, unless a mother was spoken of before: then it goes on about her.
    marks += [
        _Mark(place, _Whose.ONE, _BEFORE)
        for place in groups["writer_bare"]
        if place < first and (place == 0 or sentences[place - 1] != sentences[place])
    ]
    return sorted(marks)


def _whose(one: Naming, marks: Sequence[_Mark], sentences: Sequence[int]) -> _Whose | None:
    """Whose place it is by the nearest word before it in its sentence, else by the next after it."""
    at = bisect_left(marks, (one.first,))
    for mark in (*reversed(marks[max(0, at - _LOOKED_AT) : at]), *marks[at : at + 1]):
        before = mark.place < one.first
        away = one.first - mark.place if before else mark.place - one.last
        if away <= (mark.reach if before else _AFTER) and sentences[mark.place] == sentences[one.first]:
            return mark.whose
    return None
