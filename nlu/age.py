"""The client's age as the text tells it, as an age band."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.resources import files

from channels.codes import AgeBand
from nlu.folding import Token, tokenise
from nlu.numberwords import NumberWords
from nlu.stems import Stems

_OLD, _OLDER = 65, 75
_OLDEST = 115
_BORN_75 = 1950  # born then or before is 75 or older in every year that this program runs
_BORN_SHORT = 1930  # of two digits, what is before that may as well be a child's year
_YEARS = re.compile(
    r"(?<![\w.,/-])(\d{2,3})\s{0,2}(?:-|–)?\s{0,2}"
    r"(?:v\b|v\.|vuoti\w*|vuotta\s+(?:vanha|täytt)\w*|vuotta\b(?!\s+sitten)|vee\b"
    r"|år(?:ig|ing)\w*|år\s+gam\w*|år\b(?!\s+sedan)|y/?o\b|years?[\s-]+old|-year)",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:täytin|täytän|täyttää|täyttänyt|täytti|olen(?:\s+jo)?|hän on|äiti on|isä on|äitini on|isäni on|on jo"
    r"|fyllt|fyllde|är|hon är|han är|i am|i['’]m|she is|she['’]s|he is|he['’]s|aged|age)"
    r"\s+(?:juuri\s+|jo\s+|nyt\s+|över\s+|over\s+)?(\d{2,3})(?![\d.,:/]*\d)"
    # A number of something else: weights, prices, times.
    r"(?!\s*(?:kg|cm|m\b|h\b|min|euro|€|%|kpl|kertaa|prosent|astet|gånger|times|päiv|vuotta\s+sitten|tunti|viikko|kuukau|km))",
    re.IGNORECASE,
)
_DAY_OF_BIRTH = r"(?:\d{1,2}[./-]\s?\d{1,2}[./-]\s?)"
_BORN = re.compile(
    rf"\b(?:s\.|synt\w*\.?|född|f\.|born(?:\s+in)?|dob):?\s{{0,2}}(?:{_DAY_OF_BIRTH}?(?P<year>(?:19|20)\d\d)\b"
    # Two digits are a year after a day, after "-" or "'", or where nothing follows that could be counted.
    rf"|(?:{_DAY_OF_BIRTH}|[-–'’])(?P<short>\d\d)\b)"
    r"|\b(?:synt\w*\.?|född|born(?:\s+in)?)\s{1,2}(?P<bare>\d\d)(?=\s*(?:[.,;!?)]+(?!\d)|$|ja\b|och\b|and\b))"
    r"|(?<![\d.,/-])(?P<before>19\d\d)[\s-](?:synt\w*|född|born)",
    re.IGNORECASE,
)
_MOST = 50
_NEAR, _NEXT = 60, 3  # characters between an age and the one whose it is: before it, after it
_STOP = re.compile(r"[.!?;\n]")
_AT_LEAST = re.compile(
    r"\b(?:yli|ainakin|vähintään|noin|n\.|suunnilleen|lähes|melkein|kohta|pian|över|minst|cirka|ca|omkring|ungefär|nästan|snart"
    r"|over|at least|about|around|nearly|almost|approximately|soon)\s*$",
    re.IGNORECASE,
)
_RIGHT_AFTER = re.compile(r"\w*,?\s{1,2}\(?(\d{2,3})(?=\)|[.,;!?]?(?:\s|$))(?!\s*(?:kg|cm|km|min|euro|€|%|kpl|astet))")
# "40 vuotta" or "20 år" may be how long somebody has lived there.
_AGE_ITSELF = re.compile(
    r"\d\s*-?–?\s*(?:v\b|vuoti|vee\b|åri|år\s+gam|y/?o\b|years?[\s-]+old|-year|vuotta\s+(?:vanha|täytt))"
    r"|(?:täyt|olen|hän on|äiti on|isä on|äitini on|isäni on|fyll|är|am|'m|is|'s|aged?)\b.*\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aged:
    """An age band found, and where the words stand."""

    band: AgeBand
    start: int
    end: int


class _Whose(StrEnum):
    """Of whom a word speaks."""

    SELF = "self"  # who writes
    ELDER = "elder"  # whom they write about
    OTHER = "other"  # children, animals: never the client


class Ages:
    """Words for ages, ready to be looked for."""

    def __init__(self) -> None:
        data = tomllib.loads(files("nlu").joinpath("data", "words", "age.toml").read_text("utf-8"))
        pairs = [(stem, AgeBand(cue["code"])) for cue in data["cue"] for stem in cue["stems"]]
        self._bands = [band for _, band in pairs]
        self._stems = Stems(stem for stem, _ in pairs)
        people = [(stem, _Whose(cue["code"])) for cue in data["person"] for stem in cue["stems"]]
        self._whose = [whose for _, whose in people]
        self._people = Stems(stem for stem, _ in people)
        self._numbers = NumberWords()

    def find(self, text: str, tokens: list[Token]) -> Aged | None:
        """The band of the client: the highest care allowance first, else the oldest person named, who is the client.

        An age under 75 costs the client the seven days by law, so it counts only where the words say whose it is.
        """
        figures = self._numbers.in_figures(text)
        if figures is None:
            found = [*self._words(tokens), *self._in_figures(text, tokens)]
        else:
            told = self._in_figures(figures.text, tokenise(figures.text))
            places = figures.places
            found = [replace(aged, start=places[aged.start], end=places[aged.end]) for aged in told]
            found += self._words(tokens)
        order = (AgeBand.HIGHEST_CARE_ALLOWANCE, AgeBand.AGE_75PLUS, AgeBand.AGE_65_74, AgeBand.AGE_UNDER_65)
        return min(found, key=lambda one: order.index(one.band), default=None)

    def _in_figures(self, text: str, tokens: list[Token]) -> list[Aged]:
        """What figures tell of the client."""
        people = self._named(tokens) if any(letter.isdigit() for letter in text) else []
        ages = (*_numbers(text), *_bare(text, people))
        old = [aged for aged in ages if aged.band is AgeBand.AGE_75PLUS or _is_of_client(text, aged, people)]
        return [*_born(text), *old]

    def _words(self, tokens: list[Token]) -> Iterator[Aged]:
        for hit in self._stems.hits(tokens):
            yield Aged(band=self._bands[hit.stem], start=tokens[hit.first].start, end=tokens[hit.last].end)

    def _named(self, tokens: list[Token]) -> list["_Person"]:
        """Everybody whom the text names, in order."""
        hits = sorted(self._people.hits(tokens), key=lambda hit: (hit.first, hit.last))
        return [_Person(self._whose[hit.stem], tokens[hit.first].start, tokens[hit.last].end) for hit in hits]


@dataclass(frozen=True, slots=True)
class _Person:
    """Somebody named, and where."""

    whose: _Whose
    start: int
    end: int


def band_of(age: int) -> AgeBand:
    """The age band of an age in years."""
    if age >= _OLDER:
        return AgeBand.AGE_75PLUS
    return AgeBand.AGE_65_74 if age >= _OLD else AgeBand.AGE_UNDER_65


def _is_of_client(text: str, aged: Aged, people: list[_Person]) -> bool:
    """Whether an age under 75 is surely the client's: of an elder whom it stands beside, or of who writes, alone."""
    words = text[aged.start : aged.end]
    number = aged.start + next(at for at, letter in enumerate(words) if letter.isdigit())
    if _AT_LEAST.search(text[max(number - _NEAR, 0) : number]) or not _AGE_ITSELF.search(words):
        return False
    nearest = _beside(text, aged, people)
    if nearest is None or nearest.whose is _Whose.OTHER:
        return False
    return nearest.whose is _Whose.ELDER or all(one.whose is not _Whose.ELDER for one in people)


def _beside(text: str, aged: Aged, people: list[_Person]) -> _Person | None:
    """Who stands right after the age ("74-vuotias äitini"), else the last one before it in its sentence."""
    after = [one for one in people if one.start >= aged.end and one.start - aged.end <= _NEXT]
    if after and not _STOP.search(text[aged.end : after[0].start]):
        return after[0]
    before = [one for one in people if one.start < aged.end and aged.start - one.end <= _NEAR]
    if before and not _STOP.search(text[before[-1].end : aged.start]):
        return before[-1]
    return None


def _numbers(text: str) -> Iterator[Aged]:
    for pattern in (_YEARS, _STATED):
        for count, match in enumerate(pattern.finditer(text)):
            if count >= _MOST:
                break
            age = int(match.group(1))
            if age <= _OLDEST:
                yield Aged(band=band_of(age), start=match.start(), end=match.end())


def _bare(text: str, people: list[_Person]) -> Iterator[Aged]:
    """A number right after who is spoken of: "isä on 72 ja äiti 80"."""
    for one in people[:_MOST]:
        match = _RIGHT_AFTER.match(text, one.end) if one.whose is _Whose.ELDER else None
        if match and band_of(int(match.group(1))) is AgeBand.AGE_75PLUS and int(match.group(1)) <= _OLDEST:
            yield Aged(band=AgeBand.AGE_75PLUS, start=one.start, end=match.end())


def _born(text: str) -> Iterator[Aged]:
    for match in _BORN.finditer(text):
        whole, short = match["year"] or match["before"], match["short"] or match["bare"]
        year, earliest = (int(whole), 0) if whole else (1900 + int(short), _BORN_SHORT)
        if earliest <= year <= _BORN_75:
            yield Aged(band=AgeBand.AGE_75PLUS, start=match.start(), end=match.end())
