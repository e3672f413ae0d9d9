"""The client's home municipality, as the words name it: inflected, in dialect, by village or by a former name."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from nlu.stems import Hit, Stems, Token, fold, tokenise

# Case endings, folded; dialects drop the last vowel (Poris, Raumal).
_INSIDE_ENDINGS = ("ssa", "s", "lla", "l", "ssakin", "llakin", "ssani")
_OTHER_LOCAL_ENDINGS = ("sta", "st", "lta", "lt", "lle", "hin", "seen", "sten")
_OTHER_ENDINGS = ("", "n", "a", "ta", "na", "ksi", "lainen", "laisen", "laise", "laista", "in")
_INSTITUTION = re.compile(
    r"\s*(?:keskus|aluek?)?(?:sairaala|terveyskesk|päivystys|käräjäoik|sjukhus|hospital|central hospital)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?\n:]\s*$")
_NEAR = 5  # words between "asuu" and the name
_SHORT = 5  # a Swedish name of so many letters needs a capital (Reso, Kumo, Vasa)
_MOST = 200  # namings that are weighed


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


@dataclass(frozen=True, slots=True)
class _Form:
    name: str
    weight: int
    capital: bool  # needs a capital letter
    person: bool  # without a local ending it is a person or a firm
    bare: bool  # the name itself, without an ending: a common word at the beginning of a sentence is none


class Gazetteer:
    """All municipalities, ready to be looked for."""

    def __init__(self, municipalities: Iterable[Municipality], lives: Iterable[str]) -> None:
        self.municipalities = tuple(municipalities)
        self._exact: dict[str, _Form] = {}
        self._alone: dict[str, str] = {}  # a name and nothing else, in both languages
        names: list[str] = []
        self._prefix_names: list[str] = []
        for one in self.municipalities:
            for stem in (*one.stems, *one.former):
                self._learn(one, stem, names)
            self._learn_swedish(one)
            for written in (one.fi, one.sv):
                self._alone.setdefault(fold(written), one.fi)
        self._stems = Stems(names)
        self._lives = Stems(lives)

    def _learn(self, one: Municipality, stem: str, names: list[str]) -> None:
        former = stem in one.former
        if one.strict and not former and " " not in stem:
            self._exact.update(dict(_forms(one, fold(stem))))
            return
        endings = _former_stems(stem) if former else (stem,)
        for written in endings:
            names.append(f"={written}" if len(fold(written)) <= _SHORT and " " not in written else written)
            self._prefix_names.append(one.fi)
            if former and len(fold(written)) <= _SHORT + 1:
                self._exact.update(dict(_forms(one, fold(written))))

    def _learn_swedish(self, one: Municipality) -> None:
        form = fold(one.sv)
        if one.sv != one.fi and " " not in one.sv:
            for written in (form, f"{form}s", f"{form}bo"):
                self._exact.setdefault(written, _Form(one.fi, 2, len(form) <= _SHORT, person=False, bare=False))

    def stated(self, words: str) -> str | None:
        """The municipality that *words* in a field of their own mean: by name in Finnish or Swedish, else as `find`."""
        bare = fold(" ".join(words.split()))
        if (alone := self._alone.get(bare)) is not None:
            return alone
        # In a field of its own a name often comes without its capital letter.
        written = words.title()
        named = self.find(written, tokenise(written))
        return named.name if named else None

    def find(self, text: str, tokens: list[Token]) -> Named | None:
        """The municipality that the words most plainly give as home, or None."""
        lives = [hit.first for hit in self._lives.hits(tokens)][:_MOST]
        best: tuple[int, int] | None = None
        named: Named | None = None
        for count, (first, last, form) in enumerate(self._namings(tokens)):
            if count >= _MOST:
                break
            start, end = tokens[first].start, tokens[last].end
            near = any(abs(place - first) <= _NEAR for place in lives)
            if not _is_name(form, text, tokens[first], near=near):
                continue
            weight = form.weight + (3 if near else 0) - (3 if _INSTITUTION.match(text, end) else 0)
            if best is None or weight > best[0]:
                best = (weight, first)
                named = Named(name=form.name, start=start, end=end)
        return named

    def _namings(self, tokens: list[Token]) -> Iterator[tuple[int, int, _Form]]:
        prefixed: dict[int, Hit] = {}
        for hit in self._stems.hits(tokens):
            old = prefixed.get(hit.first)
            if old is None or len(self._stems.stems[hit.stem]) > len(self._stems.stems[old.stem]):
                prefixed[hit.first] = hit
        for number, token in enumerate(tokens):
            exact = self._exact.get(token.form)
            if exact is not None:
                yield number, number, exact
            elif number in prefixed:
                hit = prefixed[number]
                inside = token.form.endswith(("ssa", "lla"))
                yield (
                    number,
                    hit.last,
                    _Form(self._prefix_names[hit.stem], 3 if inside else 2, capital=False, person=False, bare=False),
                )


def load() -> Gazetteer:
    """The gazetteer from the data file."""
    data = tomllib.loads(files("nlu").joinpath("data", "municipalities.toml").read_text("utf-8"))
    municipalities = [
        Municipality(
            code=one["code"],
            fi=one["fi"],
            sv=one["sv"],
            stems=tuple(one["stems"]),
            strict=one.get("strict", False),
            capital=one.get("capital", False),
            person=one.get("person", False),
            former=tuple(one.get("former", ())),
        )
        for one in data["municipality"]
    ]
    return Gazetteer(municipalities, data["lives"])


def _forms(one: Municipality, stem: str) -> Iterator[tuple[str, _Form]]:
    """Each inflected form of a short or ambiguous name, with what it needs to count as a name."""
    for ending in _OTHER_ENDINGS:
        yield stem + ending, _Form(one.fi, 2, capital=True, person=one.person, bare=not ending)
    for ending in (*_OTHER_LOCAL_ENDINGS, f"{stem[-1]}n"):
        yield stem + ending, _Form(one.fi, 2, capital=one.capital, person=False, bare=False)
    for ending in _INSIDE_ENDINGS:
        yield stem + ending, _Form(one.fi, 3, capital=one.capital or len(ending) == 1, person=False, bare=False)


def _former_stems(name: str) -> tuple[str, ...]:
    """A former name and its weak grade (Köyliö, Noormarkku: noormarku)."""
    lower = name.lower()
    for ending, weak in (
        ("kko", "ko"),
        ("kku", "ku"),
        ("kki", "ki"),
        ("nta", "nna"),
        ("nki", "ngi"),
        ("ula", "ula"),
        ("joki", "joe"),
        ("järvi", "järve"),
        ("mäki", "mäe"),
        ("koski", "koske"),
        ("lahti", "lahde"),
        ("das", "taa"),
    ):
        if lower.endswith(ending):
            return (lower, lower[: -len(ending)] + weak)
    if lower.endswith("inen"):
        return (lower, lower[:-3] + "s")
    return (lower,)


def _is_name(form: _Form, text: str, token: Token, *, near: bool) -> bool:
    if not form.capital or near:
        return True
    if form.person or not text[token.start].isupper():
        return False
    return not form.bare or not _begins_sentence(text, token.start)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 20) : start]
    return not before.strip() or _SENTENCE_END.search(before) is not None
