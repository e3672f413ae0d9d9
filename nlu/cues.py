"""Cues: words from data files that speak for a code. One pass over a text finds the cues of every theme."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from nlu.folding import Token
from nlu.stems import Stems

THEMES = ("contacter", "consent", "flags", "matter", "services", "soon")
_WITHIN = 12  # words between a stem and what must stand near it
_MOST_PLACES = 50  # places kept of one cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that speak for *code*; only near one of `near` if there are any; never beside one of `unless`."""

    theme: str
    code: str
    stems: tuple[str, ...]
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cued:
    """A cue met: what it speaks for and where its words stand."""

    theme: str
    code: str
    start: int
    end: int


class Cues:
    """All cues, ready to be looked for."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues = tuple(cues)
        numbers: dict[str, int] = {}
        self._for = [
            (_numbered(cue.stems, numbers), _numbered(cue.near, numbers), _numbered(cue.unless, numbers))
            for cue in self._cues
        ]
        self._stems = Stems(numbers)
        self._spoken_for: dict[int, list[int]] = {}  # by stem: the cues that it speaks for
        for number, (stems, _, _) in enumerate(self._for):
            for stem in stems:
                self._spoken_for.setdefault(stem, []).append(number)

    def find(self, tokens: list[Token]) -> tuple[Cued, ...]:
        """Every cue that is met, once, in the order of the data files."""
        places: dict[int, list[tuple[int, int]]] = {}
        for hit in self._stems.hits(tokens):
            kept = places.setdefault(hit.stem, [])
            if len(kept) < _MOST_PLACES:
                kept.append((hit.first, hit.last))
        met = []
        for number in sorted({number for stem in places for number in self._spoken_for.get(stem, ())}):
            cue, (stems, near, unless) = self._cues[number], self._for[number]
            place = None if any(stem in places for stem in unless) else _first(places, stems, near)
            if place is not None:
                first, last = place
                met.append(Cued(theme=cue.theme, code=cue.code, start=tokens[first].start, end=tokens[last].end))
        return tuple(met)


def _numbered(stems: tuple[str, ...], numbers: dict[str, int]) -> list[int]:
    return [numbers.setdefault(stem, len(numbers)) for stem in stems]


def load() -> Cues:
    """The cues of every theme from the data files."""
    folder = files("nlu").joinpath("data", "words")
    return Cues(
        Cue(
            theme=theme,
            code=entry["code"],
            stems=tuple(entry["stems"]),
            near=tuple(entry.get("near", ())),
            unless=tuple(entry.get("unless", ())),
        )
        for theme in THEMES
        for entry in tomllib.loads(folder.joinpath(f"{theme}.toml").read_text("utf-8"))["cue"]
    )


def _first(places: dict[int, list[tuple[int, int]]], stems: list[int], near: list[int]) -> tuple[int, int] | None:
    found = sorted(place for stem in stems for place in places.get(stem, ()))
    if not near:
        return found[0] if found else None
    beside = sorted(place[0] for stem in near for place in places.get(stem, ()))
    for place in found:
        if any(abs(place[0] - other) <= _WITHIN for other in beside):
            return place
    return None
