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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

WORD = re.compile("\\w[\\w\u0300-\u036f\u00ad\u200b-\u200d\ufeff]*")
_INVISIBLE = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]")
_COMMON_MARKS = str.maketrans("äöå", "aoa")  # so that nearly every word is plain without being taken apart
_REPEATED = re.compile(r"(.)\1{2,}")
_STEM_WORD = re.compile(r"[*=]?\w+\*?|~")
_NO = frozenset({"en", "emme", "ette", "eivat", "eika", "enka", "eivatka", "ettei", "etten", "ee", "emma"})
_SHORT = 3  # up to so many letters, a stem stands for the whole word: "ase" must not find "asema"
_GAP = 3  # words that may stand where the ~ is
_LONGEST = 40  # letters of a word that are looked at; longer stems do not exist


class EmptyStemError(ValueError):
    """A stem in a data file holds no word."""

    def __init__(self, stem: str) -> None:
        super().__init__(f"a stem without words: {stem!r}")
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
class _Node:
    """What may follow: words by prefix, by whole form, by inside; and which stems end here."""

    prefixes: dict[str, "_Node"] = field(default_factory=dict)
    wholes: dict[str, "_Node"] = field(default_factory=dict)
    insides: dict[str, "_Node"] = field(default_factory=dict)
    gap: bool = False
    leaf: bool = True
    ends: list[int] = field(default_factory=list)


class Stems:
    """A set of stems, numbered in the order given, ready to be looked for."""

    def __init__(self, stems: Iterable[str]) -> None:
        self.stems = tuple(stems)
        self._root = _Node()
        for number, stem in enumerate(self.stems):
            self._add(number, stem)

    def _add(self, number: int, stem: str) -> None:
        node = self._root
        gap = False
        for word in _STEM_WORD.findall(unicodedata.normalize("NFC", stem)):
            if word == "~":
                gap = True
                continue
            kind, form = _written(word)
            children = {"inside": node.insides, "whole": node.wholes, "prefix": node.prefixes}[kind]
            key = f"~{form}" if gap else form
            node.gap |= gap
            node.leaf = False
            node = children.setdefault(key, _Node())
            gap = False
        if node is self._root:
            raise EmptyStemError(stem)
        node.ends.append(number)

    def hits(self, tokens: list[Token]) -> list[Hit]:
        """Every place where a stem stands, by its first word."""
        found: list[Hit] = []
        beginnings: dict[str, tuple[_Node, ...]] = {}
        memo: dict[tuple[int, str], tuple[_Node, ...]] = {}
        for first, token in enumerate(tokens):
            nodes = beginnings.get(token.form)
            if nodes is None:
                nodes = beginnings[token.form] = tuple(_look(self._root, token.form, ""))
            if nodes:
                found.extend(_follow(nodes, tokens, first, memo))
        return found


def _follow(
    nodes: tuple[_Node, ...], tokens: list[Token], first: int, memo: dict[tuple[int, str], tuple[_Node, ...]]
) -> list[Hit]:
    """The stems that stand from word *first* on, whose first word led to *nodes*."""
    found: list[Hit] = []
    waiting = [(node, first) for node in nodes]
    while waiting:
        node, last = waiting.pop()
        found.extend([Hit(number, first, last) for number in node.ends])
        if node.leaf or last + 1 >= len(tokens):
            continue
        waiting.extend([(child, last + 1) for child in _next(node, tokens[last + 1].form, "", memo)])
        if node.gap:
            for place in range(last + 1, min(last + 2 + _GAP, len(tokens))):
                waiting.extend([(child, place) for child in _next(node, tokens[place].form, "~", memo)])
    return found


def _written(word: str) -> tuple[str, str]:
    """How a word of a stem is to be compared, and its folded form."""
    form = fold(word.strip("*="))
    if word.startswith("*"):
        return "inside", form
    if word.startswith("=") or (len(form) <= _SHORT and not word.endswith("*")):
        return "whole", form
    return "prefix", form


def _next(node: _Node, form: str, mark: str, memo: dict[tuple[int, str], tuple[_Node, ...]]) -> tuple[_Node, ...]:
    """The nodes that *form* leads to from *node*; remembered, so that a text of one repeated word costs little."""
    key = (id(node), mark + form)
    found = memo.get(key)
    if found is None:
        found = memo[key] = tuple(_look(node, form, mark))
    return found


def _look(node: _Node, form: str, mark: str) -> Iterator[_Node]:
    whole = node.wholes.get(mark + form)
    if whole is not None:
        yield whole
    if node.prefixes:
        for length in range(1, min(len(form), _LONGEST) + 1):
            child = node.prefixes.get(mark + form[:length])
            if child is not None:
                yield child
    for inside, child in node.insides.items():
        if (inside[0] == "~") == bool(mark) and inside[len(mark) :] in form:
            yield child
