"""The client's age as the text tells it, as an age band."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from channels.codes import AgeBand
from nlu.stems import Stems, Token

_OLD, _OLDER = 65, 75
_OLDEST = 115
_BORN_75 = 1950  # born then or before is 75 or older in every year that this program runs
_YEARS = re.compile(
    r"(?<![\w.,/-])(\d{2,3})\s{0,2}(?:-|–)?\s{0,2}"
    r"(?:v\b|v\.|vuoti\w*|vuotta\s+(?:vanha|täytt)\w*|vuotta\b(?!\s+sitten)|vee\b"
    r"|år(?:ig|ing)\w*|år\s+gam\w*|år\b(?!\s+sedan)|y/?o\b|years?[\s-]+old|-year)",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:täytin|täyttää|täyttänyt|täytti|olen(?:\s+jo)?|hän on|äiti on|isä on|äitini on|isäni on|on jo"
    r"|fyllt|fyllde|är|hon är|han är|i am|i'm|she is|she's|he is|he's|aged|age)"
    r"\s+(?:juuri\s+|jo\s+|nyt\s+|över\s+|over\s+)?(\d{2,3})(?![\d.,:/]*\d)"
    # A number of something else: weights, prices, times.
    r"(?!\s*(?:kg|cm|m\b|h\b|min|euro|€|%|kpl|kertaa|prosent|astet|gånger|times|päiv|vuotta\s+sitten|tunti|viikko|kuukau|km))",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:s\.|synt\w*\.?|född|f\.|born(?:\s+in)?|dob)\s{0,2}(?:\d{1,2}\.\d{1,2}\.)?((?:19|20)\d\d)\b", re.IGNORECASE
)
_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """An age band found, and where the words stand."""

    band: AgeBand
    start: int
    end: int


class Ages:
    """Words for ages, ready to be looked for."""

    def __init__(self) -> None:
        data = tomllib.loads(files("nlu").joinpath("data", "words", "age.toml").read_text("utf-8"))
        pairs = [(stem, AgeBand(cue["code"])) for cue in data["cue"] for stem in cue["stems"]]
        self._bands = [band for _, band in pairs]
        self._stems = Stems(stem for stem, _ in pairs)

    def find(self, text: str, tokens: list[Token]) -> Aged | None:
        """The band of the client: the highest care allowance first, else the oldest person named, who is the client."""
        found = [*self._words(tokens), *_numbers(text)]
        order = (AgeBand.HIGHEST_CARE_ALLOWANCE, AgeBand.AGE_75PLUS, AgeBand.AGE_65_74, AgeBand.AGE_UNDER_65)
        return min(found, key=lambda one: order.index(one.band), default=None)

    def _words(self, tokens: list[Token]) -> Iterator[Aged]:
        for hit in self._stems.hits(tokens):
            yield Aged(band=self._bands[hit.stem], start=tokens[hit.first].start, end=tokens[hit.last].end)


def band_of(age: int) -> AgeBand:
    """The age band of an age in years."""
    if age >= _OLDER:
        return AgeBand.AGE_75PLUS
    return AgeBand.AGE_65_74 if age >= _OLD else AgeBand.AGE_UNDER_65


def _numbers(text: str) -> Iterator[Aged]:
    for pattern in (_YEARS, _STATED):
        for count, match in enumerate(pattern.finditer(text)):
            if count >= _MOST:
                break
            age = int(match.group(1))
            if age <= _OLDEST:
                yield Aged(band=band_of(age), start=match.start(), end=match.end())
    for match in _BORN.finditer(text):
        if int(match.group(1)) <= _BORN_75:
            yield Aged(band=AgeBand.AGE_75PLUS, start=match.start(), end=match.end())
