"""Blanks that are missing: "eihengitä" is read as "ei hengitä", "vaknarinte" as "vaknar inte", "isäkaatui" as two.

Cut is only beside a "no", behind who it is about, and in the few words that tell of the gravest: "saahenkeä".
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nlu.folding import Token, settle
from nlu.stems import Stems

# How a "no" is written, and as which the stems know it.
_NOES = (
    *((no, "ei") for no in ("eivatka", "eivat", "eika", "enka", "emme", "ei", "en")),
    *((no, "not") for no in ("cannot", "cant", "wont", "isnt", "doesnt", "not")),
    ("inte", "inte"),
)
_FEWEST = 3  # letters of the word beside it
_PEOPLE = (
    *("isa", "aiti", "mummo", "vaari", "ukki", "vaimo", "mieheni", "vaimoni", "isani", "aitini"),
    *("pappa", "mamma", "mormor", "morfar", "farmor", "farfar"),
    *("dad", "mum", "grandma", "grandpa"),
)
_FEWEST_OF_PEOPLE = 5  # letters of what is told of them
_WHERE = ("rintaan", "rintaa", "rinnassa")  # it hurts
_VERBS = ("saa", "paase", "nouse", "kommer", "far", "get", "gets")
_ENDS = ("ylos", "jaloilleen", "henkea", "happea", "ilmaa", "upp", "luft", "up")
_BARE = re.compile(rf"({'|'.join(_VERBS)})({'|'.join(_ENDS)})")
_MAY_BE_CUT = re.compile(
    rf"(?:{'|'.join((*(no for no, _ in _NOES), *_PEOPLE, *_WHERE))})...|...+inte\Z|{_BARE.pattern}\Z"
)


class _Way(NamedTuple):
    """One way to cut a word: its parts as they are written there, and what stems must know if it is to be cut so."""

    parts: tuple[str, ...]
    pair: tuple[str, str] | None = None
    word: str = ""


def put_in(tokens: list[Token], stems: Stems) -> list[Token]:
    """*tokens*, but several of each that is words of one of *stems* without the blanks between."""
    forms = {one.form for one in tokens}
    possible = {form: list(_ways(form)) for form in forms if _MAY_BE_CUT.match(form)}
    if not possible:
        return tokens
    ways = [way for several in possible.values() for way in several]
    pairs = stems.neighbours({way.pair for way in ways if way.pair})
    # Each by itself: words that follow one another here do not do so in the text.
    words = {way.word for way in ways if way.word and stems.hits([Token(way.word, 0, len(way.word))])}
    parts = {
        form: next(
            (way.parts for way in several if (way.pair is None or way.pair in pairs) and way.word in {"", *words}), None
        )
        for form, several in possible.items()
    }
    return [part for token in tokens for part in _cut(token, parts.get(token.form))]


def _ways(form: str) -> Iterator[_Way]:
    """Each way to cut *form*, the likeliest first."""
    yield from _beside_no(form)
    if match := _BARE.fullmatch(form):
        yield _Way(match.groups())
    for head in _WHERE:
        if form.startswith(head) and len(form) - len(head) >= _FEWEST:
            yield _Way((head, form[len(head) :]), (head, form[len(head) :]))
    for head in _PEOPLE:
        rest = form.removeprefix(head)
        if _FEWEST_OF_PEOPLE <= len(rest) < len(form):
            yield from (way._replace(parts=(head, *way.parts)) for way in _beside_no(rest))
            yield _Way((head, rest), word=rest)


def _beside_no(form: str) -> Iterator[_Way]:
    """Each way to cut *form* at a "no", and what follows it once more."""
    for no, meant in _NOES:
        before, after = form.removesuffix(no), form.removeprefix(no)
        if _FEWEST <= len(after) < len(form):
            if match := _BARE.fullmatch(after):
                yield _Way((no, *match.groups()))
            yield _Way((no, after), (meant, after))
        if meant == "inte" and _FEWEST <= len(before) < len(form):
            yield _Way((before, no), (before, meant))


def _cut(token: Token, parts: tuple[str, ...] | None) -> list[Token]:
    """*token* as several words; as it is where it is written with other signs than its form."""
    if parts is None or token.end - token.start != len(token.form):
        return [token]
    words, start = [], token.start
    for part in parts:
        words.append(Token(settle(part), start, start + len(part)))
        start += len(part)
    return words
