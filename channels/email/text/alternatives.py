"""All that a mail's alternatives say: they should say the same, and where they do not, no word of either is hidden."""

import re
from bisect import bisect_left
from collections import defaultdict
from itertools import accumulate
from unicodedata import normalize

_LINK = re.compile(r"https?://\S+")
_CLAUSE_END = re.compile(r"[.,:;!?]\s|\n")
_WORD = re.compile(r"[^\W_]+")
_OF_HTML = re.compile(r"html|browser|selai(?:me|n)|webbläsare", re.IGNORECASE)
_STUB_WORDS = 25  # in so short a text a clause on HTML is there to point to it
_MOST_SOUGHT = 200  # words, clauses and lines that are looked for in all of the other
_SHORTEST_PLACE = 10  # letters; what is shorter stands in many places


def all_said(plain: str, rich: str) -> str:
    """*plain* where it says all that *rich* does, *rich* where it says more and all of *plain*, else both together."""
    stub = _is_stub(plain, rich)
    beyond = set() if stub else _lines_beyond(rich, plain)
    if not stub and not beyond:
        return plain
    if _is_said_by(plain, rich):
        return rich
    return f"{plain}\n\n{rich}" if stub else _merged(plain, rich.split("\n"), beyond)


def _is_stub(plain: str, rich: str) -> bool:
    words, rich_words = plain.split(), rich.split()
    return len(words) <= _STUB_WORDS and len(rich_words) > 3 * len(words) + _STUB_WORDS


def _is_said_by(plain: str, rich: str) -> bool:
    """Whether each clause of *plain* stands in *rich* too, or only says how that can be seen."""
    said = _spaced(rich)
    is_short = len(plain.split()) <= _STUB_WORDS
    place = sought = 0
    for clause in _CLAUSE_END.split(_LINK.sub("", plain)):
        if is_short and _OF_HTML.search(clause):
            continue
        words = _spaced(clause)
        found = said.find(words, place)
        if found < 0 and sought < _MOST_SOUGHT:
            sought += 1
            found = said.find(words)
        if found < 0:
            return False
        place = found
    return True


def _lines_beyond(rich: str, plain: str) -> set[int]:
    """The lines of *rich* with a word that *plain* does not have."""
    known = _words(plain)
    words, run_on = set(known), "".join(known)
    sought = 0
    beyond = set()
    for at, line in enumerate(rich.split("\n")):
        for word in _words(line):
            if word not in words:
                sought += 1
                if sought > _MOST_SOUGHT or word not in run_on:
                    beyond.add(at)
                    break
    return beyond


def _merged(plain: str, rich: list[str], beyond: set[int]) -> str:
    """*plain* with the lines *beyond* of *rich*, each behind what stands before it there: not behind quoted history."""
    lines = plain.split("\n")
    letters = ["".join(_words(line)) for line in lines]
    ends, run_on = list(accumulate(map(len, letters))), "".join(letters)
    behind: defaultdict[int, list[str]] = defaultdict(list)
    place = sought = 0
    for at, line in enumerate(rich):
        own = "".join(_words(line))
        if at in beyond:
            behind[bisect_left(ends, place) if place else -1].append(line)
        elif len(own) >= _SHORTEST_PLACE and sought < _MOST_SOUGHT:
            found = run_on.find(own, place)
            place = found + len(own) if found >= 0 else place
            sought += found < 0
    above = [*behind[-1], ""] if behind[-1] else []
    return "\n".join((*above, *(one for at, line in enumerate(lines) for one in (line, *behind[at]))))


def _words(text: str) -> list[str]:
    return _WORD.findall(normalize("NFKC", text).casefold())


def _spaced(text: str) -> str:
    return f" {' '.join(_words(text))} ".replace("  ", " ")
