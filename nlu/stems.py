"""Finding word stems in a text: one pass, any number of stems, exact places in the original.

A stem is written like this:

    kaatu            a word that begins so; up to three letters: exactly that word
    =pori            exactly that word            ase*   a short word that begins so
    *lääk            a word that holds this anywhere (sydänlääkkeet)
    ei pääse ylös    these words one after another, each by the rules above
    ei pää ~ ylös    the same, with up to three other words where the ~ stands

Words are compared folded: lower case, ä as a, ö as o, å as a, letters repeated over two times cut to two, the Finnish
forms of "no" (en, eikä, enkä, ettei, …; not et, which is also a spoken että) all as "ei".
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

WORD = re.compile("\\w[\\w\u0300-\u036f\u00ad\u200b-\u200d\ufeff]*")
_INVISIBLE = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]")
_COMMON_MARKS = str.maketrans("äöå", "aoa")  # so that nearly every word is plain without being taken apart
_REPEATED = re.compile(r"(.)\1{2,}")
_STEM_WORD = re.compile(r"[*=]?\w+\*?|~")
_NO = frozenset({"en", "emme", "ette", "eivat", "eika", "enka", "eivatka", "ettei", "etten", "ee", "emma"})
_SHORT = 3  # up to so many letters, a stem stands for the whole word: "ase" must not find "asema"
_GAP = 3  # words that may stand where the ~ is
_FIRST = 2  # letters by which prefixes are sorted; none is shorter


class StemError(ValueError):
    """A stem in a data file holds no word, or one of a single letter with a star."""

    def __init__(self, stem: str) -> None:
        super().__init__(f"not a stem: {stem!r}")
        self.stem = stem


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its folded form and its place in the original, in code points."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """The stem with number *stem* stands at words *first* to *last* (both included)."""

    stem: int
    first: int
    last: int


def fold(word: str) -> str:
    """The word as it is compared: lower case, without marks, long repeats cut, every Finnish "no" alike."""
    plain = word.lower().translate(_COMMON_MARKS)
    if not plain.isascii():
        # Lowered again: what a sign stands for may be a capital, as with mathematical letters.
        plain = _INVISIBLE.sub("", unicodedata.normalize("NFKD", plain).lower())
    plain = _REPEATED.sub(r"\1\1", plain)
    return "ei" if plain in _NO else plain


def tokenise(text: str) -> list[Token]:
    """The words of *text* in order."""
    plain = text.lower().translate(_COMMON_MARKS)
    if plain.isascii() and len(plain) == len(text) and not _REPEATED.search(plain):
        # As nearly every text is: folded as a whole, a third of the time.
        return [
            Token("ei" if (word := match.group()) in _NO else word, match.start(), match.end())
            for match in WORD.finditer(plain)
        ]
    folded: dict[str, str] = {}
    tokens = []
    for match in WORD.finditer(text):
        word = match.group()
        form = folded.get(word)
        if form is None:
            form = folded[word] = fold(word)
        tokens.append(Token(form, match.start(), match.end()))
    return tokens


@dataclass(slots=True)
class _Words:
    """The words that may stand at one place, and what each leads to: by prefix, by whole form, by inside."""

    prefixes: dict[str, "_Node"] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)  # of the prefixes that begin with two letters
    wholes: dict[str, "_Node"] = field(default_factory=dict)
    insides: dict[str, "_Node"] = field(default_factory=dict)

    def add(self, word: str) -> "_Node":
        """What *word*, as a stem writes it, leads to. Raises StemError."""
        kind, form = _written(word)
        if kind == "prefix":
            if len(form) < _FIRST:
                raise StemError(word)
            start = form[:_FIRST]
            self.lengths[start] = tuple(sorted({*self.lengths.get(start, ()), len(form)}))
        children = {"inside": self.insides, "whole": self.wholes, "prefix": self.prefixes}[kind]
        return children.setdefault(form, _Node())

    def look(self, form: str) -> "list[_Node]":
        """All that *form* leads to."""
        found = [child for inside, child in self.insides.items() if inside in form] if self.insides else []
        if form in self.wholes:
            found.append(self.wholes[form])
        for length in self.lengths.get(form[:_FIRST], ()):
            child = self.prefixes.get(form[:length])
            if child is not None and length <= len(form):
                found.append(child)
        return found


@dataclass(slots=True)
class _Node:
    """What may follow, at once or after a gap, and which stems end here."""

    following: _Words | None = None
    after_gap: _Words | None = None
    ends: list[int] = field(default_factory=list)


_Memo = dict[tuple[int, str], list[_Node]]


class Stems:
    """A set of stems, numbered in the order given, ready to be looked for."""

    def __init__(self, stems: Iterable[str]) -> None:
        self.stems = tuple(stems)
        self._first = _Words()
        for number, stem in enumerate(self.stems):
            self._add(number, stem)

    def _add(self, number: int, stem: str) -> None:
        words, node, gap = self._first, None, False
        for word in _STEM_WORD.findall(unicodedata.normalize("NFC", stem)):
            if word == "~":
                gap = True
                continue
            if node is not None and gap:
                words = node.after_gap = node.after_gap or _Words()
            elif node is not None:
                words = node.following = node.following or _Words()
            node, gap = words.add(word), False
        if node is None:
            raise StemError(stem)
        node.ends.append(number)

    def hits(self, tokens: list[Token]) -> list[Hit]:
        """Every place where a stem stands, by its first word."""
        found: list[Hit] = []
        memo: _Memo = {}
        for first, token in enumerate(tokens):
            nodes = _look(self._first, token.form, memo)
            if nodes:
                found.extend(_follow(nodes, tokens, first, memo))
        return found


def _follow(nodes: list[_Node], tokens: list[Token], first: int, memo: _Memo) -> list[Hit]:
    """The stems that stand from word *first* on, whose first word led to *nodes*."""
    found: list[Hit] = []
    waiting = [(node, first) for node in nodes]
    while waiting:
        node, last = waiting.pop()
        found.extend([Hit(number, first, last) for number in node.ends])
        if node.following and last + 1 < len(tokens):
            waiting.extend([(child, last + 1) for child in _look(node.following, tokens[last + 1].form, memo)])
        if node.after_gap:
            for place in range(last + 1, min(last + 2 + _GAP, len(tokens))):
                waiting.extend([(child, place) for child in _look(node.after_gap, tokens[place].form, memo)])
    return found


def _look(words: _Words, form: str, memo: _Memo) -> list[_Node]:
    """What *form* leads to; remembered, so that a text of one repeated word costs little."""
    key = (id(words), form)
    found = memo.get(key)
    if found is None:
        found = memo[key] = words.look(form)
    return found


def _written(word: str) -> tuple[str, str]:
    """How a word of a stem is to be compared, and its folded form."""
    form = fold(word.strip("*="))
    if word.startswith("*"):
        return "inside", form
    if word.startswith("=") or (len(form) <= _SHORT and not word.endswith("*")):
        return "whole", form
    return "prefix", form
