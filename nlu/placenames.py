"""Names of municipalities, villages and districts in a text, inflected, in both languages, in dialect, or with a slip.

Whether one of them is somebody's home is decided in `nlu/municipality.py`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from nlu.folding import Token, fold, tokenise
from nlu.inflection import Case, endings, stems
from nlu.nameslips import one_slip, without_one

_SHORT = 5  # a Swedish name of so many letters needs a capital (Reso, Kumo, Vasa)
_LONG = 6  # from so many letters on, a name with one slip is still known
_VERY_LONG = 8  # the same for a village
_SURE_ENDING = 3  # letters of a case ending that shows a place even where the name has a slip
_MOST_SLIPS = 200  # words that are looked at for slips
_BEFORE_PLACE = frozenset(
    {"i", "pa", "fran", "till", "ti", "vid", "utanfor", "nara", "ifran", "in", "from", "near", "at", "to"}
)
_HERE = frozenset(
    {
        "asun",
        "asuu",
        "asu",
        "asumme",
        "asuva",
        "asuttaan",
        "taalla",
        "taalta",
        "tassa",
        "soitan",
        "soittelen",
        "kotikunta",
        "kotikuntani",
        "kunta",
        "hemkommun",
    }
)
_MARKS = frozenset("äöåÄÖÅ")
# After these a name without a local ending is that of a person: Mrs Salo, rouva Lammi.
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "rouva", "rva", "herra", "hra", "neiti", "nti", "fru", "herr", "froken"}
)
_NO_SLIPS = ("jumala", "kattila")  # words that only look like a slip
_NUMERAL = "II"  # that is no Ii
# After the genitive of a place these say where it is, as an ending does: Raution kylältä, Vaalan puolella.
_PARTS = ("kylal", "kylas", "kirkonkylal", "kirkonkylas", "puolel", "keskustas", "taajamas", "seudul", "kupees")
_LOCAL = frozenset({Case.AT, Case.FROM, Case.TO})
_SWEDISH_ENDINGS = {"s": Case.OF, "bo": Case.PEOPLE, "bon": Case.PEOPLE, "borna": Case.PEOPLE, "trakten": Case.AT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A name that people give a place, and how careful one has to be with it."""

    written: str
    home: str  # the municipality of today, by its Finnish name
    stems: tuple[str, ...] = ()  # further stems that no rule makes
    swedish: bool = False
    loose: bool = False  # no other word begins so: it counts in lower case too
    capital: bool = False  # even a local form is a common word (varkaudessa)
    person: bool = False  # without a local ending it is a person, a firm or a thing
    village: bool = False  # in lower case it counts only where nothing has a capital
    marked: bool = field(init=False)  # it is written with ä, ö or å

    def __post_init__(self) -> None:
        object.__setattr__(self, "marked", _is_marked(self.written))


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A place named in a text: which words, and what their ending says."""

    home: str
    first: int
    last: int
    case: Case
    slip: bool = False


@dataclass(frozen=True, slots=True)
class _Text:
    """A text and its words."""

    text: str
    tokens: list[Token]
    lower: bool  # nothing in it begins with a capital, as in many messages by telephone
    marked: bool  # ä, ö and å are written as such

    def capital(self, number: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[self.tokens[number].start].isupper()

    def after_preposition(self, number: int) -> bool:
        """Whether a Swedish or English word of place stands before it."""
        return number > 0 and self.tokens[number - 1].form in _BEFORE_PLACE

    def after_here(self, number: int) -> bool:
        """Whether "I live" or "here" stands before it."""
        return number > 0 and self.tokens[number - 1].form in _HERE

    def after_title(self, number: int) -> bool:
        """Whether a word stands before it that the name of a person follows."""
        return number > 0 and self.tokens[number - 1].form in _TITLES

    def part(self, number: int) -> Case | None:
        """What the next word says of where something is, if it is a part of the place."""
        form = self.tokens[number + 1].form if number + 1 < len(self.tokens) else ""
        if not form.startswith(_PARTS):
            return None
        ended = {"lta": Case.FROM, "sta": Case.FROM, "lle": Case.TO}
        return ended.get(form[-3:], Case.FROM if form.endswith(("lt", "st")) else Case.AT)

    def begins(self, number: int) -> bool:
        """Whether the word begins a sentence, where a capital says nothing."""
        if number == 0:
            return True
        between = self.text[self.tokens[number - 1].end : self.tokens[number].start]
        return any(sign in ".!?:\n" for sign in between)


class Places:
    """Every place, ready to be looked for."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._stems: dict[str, list[Place]] = {}
        self._longer: dict[str, list[tuple[tuple[str, ...], Place]]] = {}  # by the first word of several
        for place in places:
            *before, last = (token.form for token in tokenise(place.written))
            if before:
                self._longer.setdefault(before[0], []).append(((*before[1:], last), place))
                continue
            for stem in {last} if place.swedish else {*stems(last), *map(fold, place.stems)}:
                self._stems.setdefault(stem, []).append(place)
        self._slips = _slips(self._stems)
        self._may_name = lru_cache(maxsize=20_000)(lambda form: tuple(self._readings(form)))  # words come again

    def named(self, text: str, tokens: list[Token]) -> list[Naming]:
        """Every place named in *text*, which was cut into *tokens*, in order."""
        written = _Text(text, tokens, not any(letter.isupper() for letter in text), _is_marked(text))
        found: list[Naming] = []
        slips = 0
        for number, token in enumerate(tokens):
            if found and found[-1].last >= number:
                continue
            naming = self._several(written, number) or self._one(written, number)
            if naming is None and len(token.form) > _LONG and slips < _MOST_SLIPS and _may_slip(written, number):
                slips += 1
                naming = self._slipped(written, number)
            if naming is not None:
                found.append(naming)
        return found

    def _one(self, written: _Text, number: int) -> Naming | None:
        for place, ending in self._may_name(written.tokens[number].form):
            case = (written.part(number) or ending) if ending is Case.OF else ending
            if case not in _LOCAL and written.after_title(number):
                continue
            if _spelt(place, written, number) and _counts(place, case, written, number):
                return Naming(home=place.home, first=number, last=number, case=_seen(case, written, number))
        return None

    def _readings(self, form: str) -> Iterator[tuple[Place, Case]]:
        for stem, case in endings(form):
            for place in self._stems.get(stem, ()):
                if not place.swedish or case is Case.NAME:
                    yield place, case
        for ending, case in _SWEDISH_ENDINGS.items():
            if form.endswith(ending):
                for place in self._stems.get(form.removesuffix(ending), ()):
                    if place.swedish:
                        yield place, case

    def _several(self, written: _Text, number: int) -> Naming | None:
        for rest, place in self._longer.get(written.tokens[number].form, ()):
            last = number + len(rest)
            forms = [token.form for token in written.tokens[number + 1 : last + 1]]
            if len(forms) != len(rest) or tuple(forms[:-1]) != rest[:-1]:
                continue
            wanted = {rest[-1]} if place.swedish else stems(rest[-1])
            for stem, case in endings(forms[-1]):
                if stem in wanted:
                    return Naming(home=place.home, first=number, last=last, case=case)
        return None

    def _slipped(self, written: _Text, number: int) -> Naming | None:
        form = written.tokens[number].form
        for stem, case in endings(form):
            if case not in _LOCAL or len(stem) < _LONG - 1 or len(form) - len(stem) < _SURE_ENDING:
                continue
            for shorter in (stem, *without_one(stem)):
                near = self._slips.get(shorter)
                if near is not None and one_slip(near[0], stem) and _slip_counts(*near, written, number):
                    return Naming(home=near[1].home, first=number, last=number, case=case, slip=True)
        return None


def _is_marked(text: str) -> bool:
    return not _MARKS.isdisjoint(text)


def _spelt(place: Place, written: _Text, number: int) -> bool:
    """Whether ä, ö and å stand where they should: lämmin is no Lammi, and who writes ä writes no Saka for Såka."""
    token = written.tokens[number]
    word = written.text[token.start : token.end]
    stem = word[: len(place.written) - 1]
    if _is_marked(stem) and not (place.marked and _marked_alike(stem.lower(), place.written.lower())):
        return False
    if word == _NUMERAL and not written.text.isupper():
        return False
    if place.marked and written.marked and not _is_marked(word):
        return not (place.village or place.swedish)
    return len(word) == len(token.form) or len(word) > _LONG  # III is no Ii


def _marked_alike(word: str, name: str) -> bool:
    """Whether no å, ä or ö stands for another letter of the name: störa is no Storå."""
    pairs = zip(word, name, strict=False)
    return not any(letter != meant and fold(letter) == fold(meant) for letter, meant in pairs if letter in _MARKS)


def _counts(place: Place, case: Case, written: _Text, number: int) -> bool:
    """Whether a form that may be a place's name is one here."""
    capital = written.capital(number)
    if place.swedish:
        return _swedish_counts(place, written, number)
    if place.person:
        return _person_counts(place, case, written, number)
    if place.capital:
        return capital and (case is not Case.NAME or not written.begins(number))
    if capital or (place.loose and not place.village):
        return True
    if place.village and written.lower and len(place.written) > _SHORT:
        return case in _LOCAL or case is Case.NAME
    return case in _LOCAL and (not place.village or written.after_here(number))


def _swedish_counts(place: Place, written: _Text, number: int) -> bool:
    """In Swedish and English names have no case: a capital or a word of place before them tells."""
    capital, said = written.capital(number), written.after_preposition(number)
    if place.capital or place.person:
        return capital and said
    if len(place.written) > _SHORT:
        return capital or said or place.loose
    if written.lower and place.marked:
        return True
    return capital and (said or not written.begins(number) or len(place.written) > _SHORT - 2)


def _person_counts(place: Place, case: Case, written: _Text, number: int) -> bool:
    """People and firms are called so too: a local form tells, or a word before it."""
    capital = written.capital(number)
    if capital and (written.after_preposition(number) or written.after_here(number)):
        return True
    if not place.village:
        return case in _LOCAL and (capital or not place.capital)
    doubtful = place.capital or case is Case.TO  # at the beginning of a sentence the capital says nothing
    return capital and case in _LOCAL and not (doubtful and written.begins(number))


def _seen(case: Case, written: _Text, number: int) -> Case:
    """The case as a preposition tells it, where the name itself has no ending."""
    if case is not Case.NAME or number == 0:
        return case
    before = written.tokens[number - 1].form
    if before in {"fran", "from"}:
        return Case.FROM
    if before in {"till", "ti", "to"}:
        return Case.TO
    return Case.AT if before in _BEFORE_PLACE else case


def _slip_counts(stem: str, place: Place, written: _Text, number: int) -> bool:
    """Whether what is nearly a name stands for it: Kattilasta is no Kittilästä, Makuulla no Markkuulla."""
    token = written.tokens[number]
    if place.marked and written.marked and not _is_marked(written.text[token.start : token.end]):
        return False
    return not place.village or len(stem) >= _VERY_LONG


def _may_slip(written: _Text, number: int) -> bool:
    form = written.tokens[number].form
    return written.capital(number) and not form.isdigit() and not form.startswith(_NO_SLIPS)


def _slips(known: dict[str, list[Place]]) -> dict[str, tuple[str, Place]]:
    """Each long stem by itself and by what is left of it without one letter."""
    found: dict[str, tuple[str, Place]] = {}
    for stem, places in known.items():
        place = places[0]
        if len(stem) >= _LONG and not (place.swedish or place.person or place.capital):
            for shorter in (stem, *without_one(stem)):
                found.setdefault(shorter, (stem, place))
    return found
