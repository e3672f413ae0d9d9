"""Finding word stems in a text: one pass, any number of stems, exact places in the original.

A stem is written like this:

    kaatu            a word that begins so; up to three letters: exactly that word
    =pori            exactly that word            ase*   a short word that begins so
    *lääk            a word that holds this anywhere (sydänlääkkeet)
    ei pääse ylös    these words one after another, each by the rules above
    ei pää ~ ylös    the same, with up to three other words where the ~ stands
    syke {20..39}    a number from 20 to 39, written in digits

Words are compared folded, as `nlu.folding` does it.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from nlu.folding import Token, fold
from nlu.spelling import Readings, Spelling
from nlu.typos import Slips

_STEM_WORD = re.compile(r"\{\d+\.\.\d+\}|[*=]?\w+\*?|~")
_SHORT = 3  # up to so many letters, a stem stands for the whole word: "ase" must not find "asema"
_GAP = 3  # words that may stand where the ~ is
_FIRST = 3  # letters by which prefixes are sorted; none is shorter
_DIGITS = 4  # a longer number is no measurement
_REMEMBERED = 20_000  # words of which a set of stems knows by heart which of them begin so


class StemError(ValueError):
    """A stem in a data file holds no word, or one of fewer than three letters with a star."""

    def __init__(self, stem: str) -> None:
        super().__init__(f"not a stem: {stem!r}")
        self.stem = stem


class Hit(NamedTuple):
    """The stem with number *stem* stands at words *first* to *last* (both included)."""

    stem: int
    first: int
    last: int


class AsWritten:
    """Words stand for themselves, folded."""

    def stem(self, word: str) -> str:
        """Folded."""
        return fold(word)

    whole = stem

    def wholes(self, form: str) -> tuple[str, ...]:
        """Itself."""
        return (form,)

    def readings(self, forms: Iterable[str]) -> Readings:
        """Each as itself."""
        return {form: (form,) for form in forms}

    def may_slip(self, _form: str) -> bool:
        """Never."""
        return False


@dataclass(slots=True, eq=False)
class _Words:
    """The words that may stand at one place, and what each leads to: by prefix, by whole form, by inside, by number."""

    spelling: Spelling
    prefixes: dict[str, "_Node"] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)  # of prefixes that begin with the same letters
    wholes: dict[str, "_Node"] = field(default_factory=dict)
    insides: dict[str, "_Node"] = field(default_factory=dict)
    numbers: dict[tuple[int, int], "_Node"] = field(default_factory=dict)
    slips: Slips | None = None
    met: "dict[str, list[_Node]] | None" = None  # what words of earlier texts led to; None: not remembered

    def add(self, word: str) -> "_Node":
        """What *word*, as a stem writes it, leads to. Raises StemError."""
        if word.startswith("{"):
            low, high = word.strip("{}").split("..")
            return self.numbers.setdefault((int(low), int(high)), _Node())
        kind, form = _written(word, self.spelling)
        if kind == "prefix":
            if len(form) < _FIRST:
                raise StemError(word)
            if len(form) not in (lengths := self.lengths.get(form[:_FIRST], ())):
                self.lengths[form[:_FIRST]] = tuple(sorted((*lengths, len(form))))
        children = {"inside": self.insides, "whole": self.wholes, "prefix": self.prefixes}[kind]
        return children.setdefault(form, _Node())

    def look(self, form: str, readings: tuple[str, ...]) -> "list[_Node]":
        """All that *form*, or one of its *readings*, leads to; what it may be a slip of where that is nothing."""
        if self.numbers and form.isdecimal() and len(form) <= _DIGITS:
            return [child for (low, high), child in self.numbers.items() if low <= int(form) <= high]
        wholes, prefixes, lengths = self.wholes, self.prefixes, self.lengths
        found = [wholes[word] for word in self.spelling.wholes(form) if word in wholes] if wholes else []
        if self.insides:
            joined = "\n".join(readings)
            found += [child for inside, child in self.insides.items() if inside in joined]
        for reading in readings:
            for length in lengths.get(reading[:_FIRST], ()):
                child = prefixes.get(reading[:length])
                if child is not None and len(reading) >= length and child not in found:
                    found.append(child)
        return found or self._slipped(form, readings)

    def _slipped(self, form: str, readings: tuple[str, ...]) -> "list[_Node]":
        """What *form*, which leads nowhere, would lead to with one slip of the finger less."""
        if self.slips is None:
            self.slips = Slips(stem for stem in self.prefixes if stem.isupper())
        if not self.slips.known or not self.spelling.may_slip(form):
            return []
        return [self.prefixes[stem] for stem in self.slips.near(readings[1])]


@dataclass(slots=True, eq=False)
class _Node:
    """What may follow, at once or after a gap, and which stems end here."""

    following: _Words | None = None
    after_gap: _Words | None = None
    ends: list[int] = field(default_factory=list)
    reach: int = 1  # words that the longest stem from here on can take up; told of first words only


@dataclass(slots=True)
class _Reader:
    """One text being read: its words, what they may stand for, and what has been looked up already."""

    forms: list[str]
    readings: Readings
    found: dict[int, dict[str, list[_Node]]] = field(default_factory=dict)

    def table(self, words: _Words) -> dict[str, list[_Node]]:
        """What each word of the text leads to from *words*: looked up once, a text may repeat one word for ever."""
        table = self.found.get(id(words))
        if table is None:
            table = self.found[id(words)] = _Table(words, self.readings)
        return table


class _Table(dict[str, list[_Node]]):
    """What words lead to, looked up when first asked for."""

    def __init__(self, words: _Words, readings: Readings) -> None:
        super().__init__()
        self._words = words
        self._readings = readings

    def __missing__(self, form: str) -> list[_Node]:
        met = self._words.met
        found = None if met is None else met.get(form)
        if found is None:
            found = self._words.look(form, self._readings[form])
            if met is not None and len(met) < _REMEMBERED:
                met[form] = found
        self[form] = found
        return found


class Stems:
    """A set of stems, numbered in the order given, ready to be looked for."""

    def __init__(self, stems: Iterable[str], spelling: Spelling | None = None) -> None:
        self.stems = tuple(stems)
        self._spelling = spelling or AsWritten()
        self._first = _Words(self._spelling, met={})
        for number, stem in enumerate(self.stems):
            self._add(number, stem)

    def _add(self, number: int, stem: str) -> None:
        words, node, gap = self._first, None, False
        written = _STEM_WORD.findall(unicodedata.normalize("NFC", stem))
        reach = len(written) + (_GAP - 1) * written.count("~")
        for word in written:
            if word == "~":
                gap = True
                continue
            if node is not None and gap:
                words = node.after_gap = node.after_gap or _Words(self._spelling)
            elif node is not None:
                words = node.following = node.following or _Words(self._spelling)
            node, gap = words.add(word), False
            if words is self._first:
                node.reach = max(node.reach, reach)
        if node is None:
            raise StemError(stem)
        node.ends.append(number)

    def neighbours(self, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those *pairs* of words that begin as two words of a stem do that follow one another."""
        asked = list(pairs)
        readings = self._spelling.readings({word for pair in asked for word in pair})
        reader = _Reader([], readings)
        found: set[tuple[str, str]] = set()
        for first, then in asked:
            following = (node.following for node in reader.table(self._first)[first])
            if any(words is not None and reader.table(words)[then] for words in following):
                found.add((first, then))
        return found

    def hits(self, tokens: list[Token]) -> list[Hit]:
        """Every place where a stem stands, by its first word."""
        found: list[Hit] = []
        forms = [token.form for token in tokens]
        reader = _Reader(forms, self._spelling.readings(set(forms)))
        table = reader.table(self._first)
        reaches = {form: max((node.reach for node in table[form]), default=0) for form in reader.readings}
        ahead: dict[tuple[str, ...], list[tuple[int, int]]] = {}  # what the same words led to before: stem, words on
        for first, form in enumerate(forms):
            reach = reaches[form]
            if reach:
                words = tuple(forms[first : first + reach])
                if words not in ahead:
                    ahead[words] = _follow(table[form], first, reader)
                found += [Hit(number, first, first + on) for number, on in ahead[words]]
        return found


def _follow(nodes: list[_Node], first: int, reader: _Reader) -> list[tuple[int, int]]:
    """The stems that stand from word *first* on, whose first word led to *nodes*, and how many words on they end."""
    found: list[tuple[int, int]] = []
    forms = reader.forms
    waiting = [(node, first) for node in nodes]
    while waiting:
        node, last = waiting.pop()
        found += [(number, last - first) for number in node.ends]
        if node.following and last + 1 < len(forms):
            waiting += [(child, last + 1) for child in reader.table(node.following)[forms[last + 1]]]
        if node.after_gap:
            table = reader.table(node.after_gap)
            for place in range(last + 1, min(last + 2 + _GAP, len(forms))):
                waiting += [(child, place) for child in table[forms[place]]]
    return found


@lru_cache(maxsize=16_384)  # a few thousand words make many more stems, and folding them is what loading takes
def _written(word: str, spelling: Spelling) -> tuple[str, str]:
    """How a word of a stem is to be compared, and its form for that."""
    bare = word.strip("*=")
    if word.startswith("*"):
        return "inside", spelling.stem(bare)
    whole = spelling.whole(bare)
    if word.startswith("=") or (len(whole) <= _SHORT and not word.endswith("*")):
        return "whole", whole
    return "prefix", spelling.stem(bare)
