"""The client's home municipality, as the words name it: inflected, in dialect, by village or by a former name."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from nlu.folding import Token, fold, tokenise
from nlu.homes import Weights
from nlu.placenames import Place, Places

_MOST = 100  # namings that are weighed
_COMMON_IN_SWEDISH = frozenset({"inga", "stora"})  # Ingå and Storå without their ring are also "no" and "large"


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """One municipality of today and how it is named."""

    code: str
    fi: str
    sv: str
    stems: tuple[str, ...]
    strict: bool
    capital: bool
    person: bool
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A municipality found: the Finnish name of today, and where the words stand."""

    name: str
    start: int
    end: int


class Gazetteer:
    """All municipalities with their villages, ready to be looked for."""

    def __init__(self, municipalities: Iterable[Municipality], villages: Iterable[Place], weights: Weights) -> None:
        self.municipalities = tuple(municipalities)
        self._alone: dict[str, str] = {}  # a name and nothing else, in both languages
        for one in self.municipalities:
            for written in (one.fi, one.sv):
                self._alone.setdefault(fold(written), one.fi)
        own = [place for one in self.municipalities for place in _places(one)]
        self._own = Places(own)
        self._places = Places([*own, *villages])
        self._weights = weights

    def stated(self, words: str, *, villages: bool = False) -> str | None:
        """The municipality that *words* in a field of their own mean: by name in Finnish or Swedish, else as written.

        With *villages* those count too; some of them are surnames as well, so not where a person may be meant.
        """
        bare = fold(" ".join(words.split()))
        if (alone := self._alone.get(bare)) is not None:
            return alone
        # In a field of its own a name often comes without its capital letter.
        written = words.title()
        tokens = tokenise(written)
        namings = (self._places if villages else self._own).named(written, tokens)[:_MOST]
        # "Bor i Esbo" may come with more words; a village that is a surname too counts only where it stands alone.
        return namings[0].home if namings else (self._village(words) if villages and len(tokens) == 1 else None)

    def _village(self, words: str) -> str | None:
        written = f"I {words.strip().title()}"
        return next((one.home for one in self._places.named(written, tokenise(written))), None)

    def find(self, text: str, tokens: list[Token]) -> Named | None:
        """The municipality that the words most plainly give as home, or None where they give none."""
        namings = self._places.named(text, tokens)[:_MOST]
        if not namings:
            return None
        weights = self._weights.weigh(text, tokens, namings)
        best = max(range(len(namings)), key=weights.__getitem__)
        if weights[best] < 0:
            return None
        home = namings[best]
        return Named(name=home.home, start=tokens[home.first].start, end=tokens[home.last].end)


def load() -> Gazetteer:
    """The gazetteer from the data files."""
    folder = files("nlu").joinpath("data")
    data = tomllib.loads(folder.joinpath("municipalities.toml").read_text("utf-8"))
    villages = tomllib.loads(folder.joinpath("villages.toml").read_text("utf-8"))
    careful = frozenset(villages["careful"])
    municipalities = [_municipality(one) for one in data["municipality"]]
    return Gazetteer(municipalities, _villages(municipalities, villages, careful), Weights())


def _municipality(one: dict[str, Any]) -> Municipality:
    return Municipality(
        code=one["code"],
        fi=one["fi"],
        sv=one["sv"],
        stems=tuple(one["stems"]),
        strict=one.get("strict", False),
        capital=one.get("capital", False),
        person=one.get("person", False),
        former=tuple(one.get("former", ())),
    )


def _places(one: Municipality) -> Iterator[Place]:
    """The names of a municipality itself: what is today, in both languages, and what has joined it."""
    loose = not one.strict
    yield Place(written=one.fi, home=one.fi, stems=one.stems, loose=loose, capital=one.capital, person=one.person)
    if one.sv == one.fi:
        yield Place(written=one.sv, home=one.fi, swedish=True, loose=loose, capital=one.capital, person=one.person)
    else:
        common = fold(one.sv) in _COMMON_IN_SWEDISH
        yield Place(written=one.sv, home=one.fi, swedish=True, loose=loose, capital=common)


def _villages(municipalities: list[Municipality], villages: dict[str, Any], careful: frozenset[str]) -> Iterator[Place]:
    for one in municipalities:
        known = [(name, False) for name in (*one.former, *villages["by_hand"].get(one.code, ()))]
        for name, unseen in [*known, *((name, True) for name in villages["by_post"].get(one.code, ()))]:
            common = name in careful
            for swedish in (False, True):
                # In Swedish what nobody has looked at needs its preposition, as what is a common word does.
                yield Place(
                    written=name,
                    home=one.fi,
                    swedish=swedish,
                    village=True,
                    person=common or unseen,
                    capital=common or (unseen and swedish),
                )
