"""Frames: words that tell that an emergency pattern was met but nothing is happening now.

A frame holds for a match only if it holds for every part of it, and never where the same words say that it is now.
"""

import re
import tomllib
from dataclasses import dataclass, field

from nlu.stems import Hit, Stems, Token

_SENTENCE_END = re.compile(r"[.!?\n]")
_CLAUSE_END = re.compile(r"[.,;:!?\n()–—]")
_CLAUSE_WORDS = frozenset({"mutta", "men", "but", "muttei", "vaan", "ja", "och", "and", "sekä"})
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One kind of surrounding: its code, how far it reaches, the words that make it."""

    code: str
    reach: str  # "clause", "after", "touching"
    default: bool
    before: bool
    markers: tuple[str, ...]


@dataclass(slots=True)
class Layout:
    """The clauses and sentences of one text, by word, and where the markers stand."""

    clause: list[int]
    sentence: list[int]
    present: set[int] = field(default_factory=set)  # clauses
    again: set[int] = field(default_factory=set)  # sentences
    marks: dict[str, dict[int, tuple[Hit, Hit]]] = field(default_factory=dict)  # frame → place → first and last marker
    touched: set[tuple[str, int]] = field(default_factory=set)  # frame, word right after one of its markers

    def mark(self, kind: str, place: int, hit: Hit) -> None:
        """Keep *hit* as a marker of *kind*. Two per place are enough, so that no text can make this slow."""
        places = self.marks.setdefault(kind, {})
        places[place] = (places.get(place, (hit, hit))[0], hit)


class Frames:
    """All frames, ready to be laid over a text."""

    def __init__(
        self, frames: tuple[Frame, ...], present: tuple[str, ...], again: tuple[str, ...], last_past_year: int
    ) -> None:
        self._frames = frames
        self._last_past_year = last_past_year
        self._kinds: dict[int, list[str]] = {}
        stems: dict[str, int] = {}
        sources = [("present", present), ("again", again), *((frame.code, frame.markers) for frame in frames)]
        for kind, members in sources:
            for stem in members:
                self._kinds.setdefault(stems.setdefault(stem, len(stems)), []).append(kind)
        self._stems = Stems(stems)

    @classmethod
    def from_toml(cls, text: str) -> "Frames":
        """The frames as written in frames.toml."""
        data = tomllib.loads(text)
        frames = tuple(
            Frame(
                code=one["code"],
                reach=one["reach"],
                default=one["default"],
                before=one.get("before", False),
                markers=tuple(one["markers"]),
            )
            for one in data["frame"]
        )
        return cls(frames, tuple(data["present"]), tuple(data["again"]), data["last_past_year"])

    def lay_out(self, text: str, tokens: list[Token]) -> Layout:
        """Where clauses and sentences begin, and where each marker stands."""
        layout = _divide(text, tokens)
        by_sentence = {frame.code for frame in self._frames if frame.reach == "after"}
        for hit in self._stems.hits(tokens):
            for kind in self._kinds[hit.stem]:
                if kind == "present":
                    layout.present.add(layout.clause[hit.first])
                elif kind == "again":
                    layout.again.add(layout.sentence[hit.first])
                else:
                    layout.mark(
                        kind, layout.sentence[hit.first] if kind in by_sentence else layout.clause[hit.first], hit
                    )
                    layout.touched.add((kind, hit.last + 1))
        self._mark_years(tokens, layout)
        return layout

    def _mark_years(self, tokens: list[Token], layout: Layout) -> None:
        for number, token in enumerate(tokens):
            if _YEAR.fullmatch(token.form) and int(token.form) <= self._last_past_year:
                layout.mark("past", layout.clause[number], Hit(-1, number, number))

    def holding(self, hits: tuple[Hit, ...], layout: Layout, allowed: tuple[str, ...] | None) -> str | None:
        """The code of the frame that holds for every one of *hits*, or None."""
        for frame in self._frames:
            if not (frame.default if allowed is None else frame.code in allowed):
                continue
            if all(self._holds(frame, hit, layout) for hit in hits):
                return frame.code
        return None

    def _holds(self, frame: Frame, hit: Hit, layout: Layout) -> bool:
        places = layout.marks.get(frame.code, {})
        if frame.reach == "after":
            return _over(places, hit, layout)
        clause = layout.clause[hit.first]
        if clause not in places:
            return False
        if frame.reach == "touching":
            return (frame.code, hit.first) in layout.touched
        if clause in layout.present or layout.sentence[hit.first] in layout.again:
            return False
        return not frame.before or places[clause][0].first < hit.first


def _over(places: dict[int, tuple[Hit, Hit]], hit: Hit, layout: Layout) -> bool:
    """Whether something says afterwards, in this sentence or the next, that it is over and has not come back."""
    sentence = layout.sentence[hit.last]
    if sentence in layout.again or sentence + 1 in layout.again:
        return False
    later = [places[place][1] for place in (sentence, sentence + 1) if place in places]
    return any(mark.first > hit.last and layout.clause[mark.first] not in layout.present for mark in later)


def _divide(text: str, tokens: list[Token]) -> Layout:
    clause = sentence = 0
    clauses: list[int] = []
    sentences: list[int] = []
    end = 0
    for token in tokens:
        between = text[end : token.start]
        plain = between == " "
        if not plain and _SENTENCE_END.search(between):
            sentence += 1
        if token.form in _CLAUSE_WORDS or (not plain and _CLAUSE_END.search(between)):
            clause += 1
        clauses.append(clause)
        sentences.append(sentence)
        end = token.end
    return Layout(clauses, sentences)
