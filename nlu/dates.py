"""Days named in a text, in figures and words of three languages, told from the moment it arrived."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from itertools import islice

from nlu.folding import Token
from nlu.stems import Stems

_MOST = 50
_WEEK = 7
_CLOSE = 8  # words between a day and what happens then
_HALF_A_YEAR = 183  # a day without its year is the nearest one
_CENTURY = 100
_FIGURES = re.compile(
    r"(?:(?<![\d.,:/-])|(?<=\d\.[-–]))(?P<day>0?[1-9]|[12]\d|3[01])\s?[./]\s?(?P<month>0?[1-9]|1[0-2])(?:\.|/|(?=[\s,;!?)]|$))"
    r"\s?(?P<year>(?:19|20)\d\d|\d\d(?![\d.:]))?(?!\d)"
)
# "12.5" is a day only where it is no time and nothing that is measured or paid: what stands before it and after it.
_BARE = re.compile(r"\d{1,2}\.\d{1,2}")
_COUNTED_BEFORE = re.compile(
    r"(?:\b(?:klo|kl|kello|klockan|at)\.?:?\s{0,2}(?:\d{1,2}[.:]\d\d\s?[-–]\s?)?"
    r"|(?:\b(?:yli|alle|vajaa|hinta\w*|maksaa|maksavat|maksoi|maksu\w*|kost\w+|cost\w*|pris\w*|price\w*|summa\w*|hb|crp|inr|rr|bp"
    r"|kuume\w*|feber|temp\w*|lämpö\w*|sokeri\w*|verensok\w*|blodsock\w*|paino\w*|arvo\w*)|paine\w*|blodtryck\w*|pressure)"
    r"[.:]?\s{0,2}(?:on|oli|är|var|is|was|of)?(?:[\s,/-]|\d{1,2}\.\d{1,2}|ja|tai|och|eller|and|or|to){0,20})$",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    r"\s?(?:€|%|°|(?:e|eur\w*|kr|snt|kg|g|mg|mmol\w*|l|dl|ml|km|m|cm|h|t|min\w*|tun\w*|timm\w*|hour\w*|ast\w*|a\.?m|p\.?m|aik\w*|[-–]\s?\d{1,2}\.\d\d)\b)",
    re.IGNORECASE,
)
_LOOKED_BACK = 60  # characters
_ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\d-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day that the text names, and where its words stand."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    """What a stem of the word list tells: a number of days on, a weekday (0 is Monday), or a month."""

    kind: str
    value: int


class Days:
    """Words for days, ready to be looked for."""

    def __init__(self) -> None:
        data = tomllib.loads(files("nlu").joinpath("data", "words", "days.toml").read_text("utf-8"))
        pairs = [(stem, _Word(one["kind"], one["value"])) for one in data["day"] for stem in one["stems"]]
        self._words = [word for _, word in pairs]
        self._stems = Stems(stem for stem, _ in pairs)
        self._next = Stems(data["next"])
        self._past = Stems(data["past"])
        self._leaving = Stems(data["leaving"])
        self._not_leaving = Stems(data["not_leaving"])

    def find(self, text: str, tokens: list[Token], arrived: date) -> tuple[Day, ...]:
        """Every day named, in order of the text; *arrived* is the day when it came, in local time."""
        found = [*islice(_figures(text, arrived), _MOST), *islice(self._named(tokens, arrived), _MOST)]
        found.sort(key=lambda one: (one.start, -one.end))
        kept: list[Day] = []
        for one in found:
            if not kept or one.start >= kept[-1].end:
                kept.append(one)
        return tuple(kept[:_MOST])

    def leaving(self, text: str, tokens: list[Token], arrived: date) -> Day | None:
        """The day when the client comes home from hospital: the first one from *arrived* on beside a word of that."""
        words = [hit.first for hit in self._leaving.hits(tokens)][:_MOST]
        others = {hit.first for hit in self._not_leaving.hits(tokens)}
        places = [place for place in words if place not in others]
        if not places:
            return None
        numbers = {token.start: number for number, token in enumerate(tokens)}
        for one in self.find(text, tokens, arrived):
            number = numbers.get(one.start)
            if number is not None and one.day >= arrived and any(abs(number - place) <= _CLOSE for place in places):
                return one
        return None

    def _named(self, tokens: list[Token], arrived: date) -> Iterator[Day]:
        ahead = {hit.last for hit in self._next.hits(tokens)}
        past = {hit.last for hit in self._past.hits(tokens)}
        seen = -1
        for hit in self._stems.hits(tokens):
            if hit.first <= seen:
                continue
            word, start, end = self._words[hit.stem], tokens[hit.first].start, tokens[hit.last].end
            if word.kind == "weekday":
                before = hit.first - 1
                day = _weekday(word.value, arrived, ahead=before in ahead, past=before in past)
                start = tokens[before].start if before in ahead | past else start
            elif word.kind == "days":
                day = arrived + timedelta(days=word.value)
            else:
                named = _of_month(word.value, tokens, hit.first, hit.last, arrived)
                if named is None:
                    continue
                day, first, last = named
                start, end = tokens[first].start, tokens[last].end
            seen = hit.last
            yield Day(day=day, start=start, end=end)


def _weekday(weekday: int, arrived: date, *, ahead: bool, past: bool) -> date:
    """The weekday meant: the coming one, today's own name meaning today; "next" is in the week after this."""
    steps = (weekday - arrived.weekday()) % _WEEK
    if past:
        return arrived + timedelta(days=(steps or _WEEK) - _WEEK)
    if ahead:
        return arrived + timedelta(days=_WEEK - arrived.weekday() + weekday)
    return arrived + timedelta(days=steps)


def _of_month(month: int, tokens: list[Token], first: int, last: int, arrived: date) -> tuple[date, int, int] | None:
    """A day and a month in words: "12. maaliskuuta", "den 12 mars", "March 12th", with the first and last word."""
    for number, low, high in ((first - 1, first - 1, last), (last + 1, first, last + 1), (first - 2, first - 2, last)):
        if not 0 <= number < len(tokens):
            continue
        if number == first - 2 and tokens[first - 1].form != "of":
            continue
        match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|e|a)?", tokens[number].form)
        day = _nearest(int(match[1]), month, arrived) if match else None
        if day is not None:
            return day, low, high
    return None


def _figures(text: str, arrived: date) -> Iterator[Day]:
    for pattern in (_FIGURES, _ISO):
        for match in pattern.finditer(text):
            if _is_counted(text, match):
                continue
            day, month, year = int(match["day"]), int(match["month"]), match["year"]
            found = _nearest(day, month, arrived) if year is None else _exact(day, month, int(year))
            if found is not None:
                # Without a year the dot after the month belongs to the day, a blank after it does not.
                end = max(match.end("year"), match.end("day")) if year else match.start() + len(match[0].rstrip())
                yield Day(day=found, start=match.start(), end=end)


def _is_counted(text: str, match: re.Match[str]) -> bool:
    """Whether two numbers with a dot between them are a time, a price or a measure: "klo 10.11", "1.10 €"."""
    if not _BARE.fullmatch(match[0].rstrip()):
        return False
    before = text[max(match.start() - _LOOKED_BACK, 0) : match.start()]
    return bool(
        _COUNTED_BEFORE.search(before) or _COUNTED_AFTER.match(text, match.start("month") + len(match["month"]))
    )


def _exact(day: int, month: int, year: int) -> date | None:
    try:
        return date(year if year >= _CENTURY else 2000 + year, month, day)
    except ValueError:
        return None


def _nearest(day: int, month: int, arrived: date) -> date | None:
    """That day of the year in which it is nearest to *arrived*: what is told has just been or is soon."""
    days = [_exact(day, month, arrived.year + step) for step in (-1, 0, 1)]
    near = [one for one in days if one is not None and abs((one - arrived).days) <= _HALF_A_YEAR]
    return min(near, key=lambda one: abs((one - arrived).days), default=None)
