"""Spoken, dialect and hurried spelling, understood word by word. Only readings are added: places never change.

A word of a text keeps its place in the original and is also read as what it may stand for: "ny" as "nyt", "kuatu" as
"kaatu", "jalaka" as "jalka", "tullee" as "tulee", "paeaesee" as "pääsee", "can't" as "not".
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from nlu.folding import INVISIBLE, LONGEST, WORD, Token, fold, fold_marks, settle
from nlu.spelling import Readings
from nlu.typos import LONG

_WORD = re.compile(rf"{WORD.pattern}(?:['’\u00b4`]{WORD.pattern})*")  # "can't" is one word
_PLAIN_WORD = re.compile(r"[a-z0-9]+(?:['`][a-z0-9]+)*")
_SIGNS = str.maketrans(
    {"ü": "y", "Ü": "y", "æ": "a", "Æ": "a", "ø": "o", "Ø": "o", "ß": "ss", **dict.fromkeys("'’\u00b4`")}
)
_OTHER_SIGN = re.compile(r"[^\w\x00-\x7f]")
_SAME_LENGTH = str.maketrans("äöåüæøéè’\u00b4–—“”„…•€_", "aoayaoee''      -- ")
_DOUBLED = tuple((letter * 2, letter) for letter in "abcdefghijklmnopqrstuvwxyz")
# kolome, silimä, jalaka, vanaha: a short vowel said once more between two consonants
_SAID_ONCE_MORE = re.compile(r"([aeiouy])([lnh])\1(?=[bdfghjkmpv])")
# What Savo opens ("kuatu", "piäsee" for kaatu, pääsee) and the south-west breaks ("nuari", "viäl" for nuori, viel).
_OPENED = re.compile(r"(?m)^([bcdfghjklmnprstv]{0,2})(?:ua|ia)")
_BROKEN = re.compile(r"(?m)^([bcdfghjklmnprstv]{0,2})([uiy])a")
_CLOSED = {"u": "uo", "i": "ie", "y": "yo"}
_OTHER_LETTERS = "?"  # stands for letters of another script: no stem has any
_NOT_LATIN = re.compile(r"[^a-z0-9_\n]+")
_KEPT = 5  # a stem whose plain form is shorter than this is compared as written
_CHANGED = (("ts", "t"), ("th", "t"), ("ae", "a"), ("oe", "o"), ("ck", "k"), ("w", "v"))
_MAY_BE_PLAINER = re.compile(rf"([a-z])\1|{'|'.join(written for written, _ in _CHANGED)}")


def tokenise(text: str) -> list[Token]:
    """The words of *text* in order, folded, with apostrophes as letters that are left out."""
    # Nearly every text is plain once its letters are folded sign for sign, and plain text is cut in half the time.
    plainer = text.lower().translate(_SAME_LENGTH)
    if not plainer.isascii() and not INVISIBLE.search(plainer):
        plainer = _OTHER_SIGN.sub(" ", plainer)
    simple = plainer.isascii() and len(plainer) == len(text)
    matches = list((_PLAIN_WORD if simple else _WORD).finditer(plainer if simple else text.replace("_", " ")))
    if not matches:
        return []
    words = list(dict.fromkeys(match.group() for match in matches))
    forms = _simple_forms(words) if simple else _forms(words)
    folded = dict(zip(words, forms, strict=True))
    return [Token(folded[match.group()], match.start(), match.end()) for match in matches]


def _simple_forms(words: list[str]) -> list[str]:
    """Words of small letters without marks, as they are compared."""
    return [settle(word[:LONGEST].replace("'", "").replace("`", "")) for word in words]


def _forms(words: list[str]) -> list[str]:
    """*words* folded, all at once; what no stem is written with is one sign, however long it is.

    Marks go first: putting thousands of them in order takes as many steps as there are pairs. A word is cut before its
    signs are taken apart, as one may stand for eighteen.
    """
    bare = INVISIBLE.sub("", "\n".join(words).translate(_SIGNS))
    cut = "\n".join([word[:LONGEST] for word in bare.split("\n")])
    plain_words = _NOT_LATIN.sub(_OTHER_LETTERS, fold_marks(cut))
    return [settle(word) for word in plain_words.split("\n")]


def plain(forms: str) -> str:
    """Folded words as they are compared: doubled letters once, and what speech makes alike (-ts-, -tt-, -th-) alike."""
    if not _MAY_BE_PLAINER.search(forms):
        return forms  # as most words are by themselves
    plainer = forms
    for written, said in (*_DOUBLED, *_CHANGED, *_DOUBLED):
        plainer = plainer.replace(written, said)
    return plainer


class Spoken:
    """The spelling that the emergency patterns use (see `nlu.spelling.Spelling`)."""

    def __init__(
        self, words: dict[str, tuple[str, ...]], beginnings: dict[str, str], no_slips: tuple[str, ...]
    ) -> None:
        self._words = words
        self._no_slips = no_slips
        self._beginnings = beginnings
        longest_first = sorted(beginnings, key=len, reverse=True)
        self._begins = re.compile(rf"(?m)^(?:{'|'.join(map(re.escape, longest_first))})")

    def stem(self, word: str) -> str:
        """A word of a stem as it is compared with the beginnings of words."""
        form = fold(word.translate(_SIGNS))
        plainer = plain(form)
        return plainer.upper() if len(plainer) >= _KEPT else form

    def whole(self, word: str) -> str:
        """A word of a stem as it is compared with whole words."""
        return fold(word.translate(_SIGNS))

    def wholes(self, form: str) -> tuple[str, ...]:
        """The words that *form* may stand for as a whole, itself first."""
        return (form, *self._words.get(form, ()))

    def may_slip(self, form: str) -> bool:
        """Whether *form* may be a slip: it is long, and none of the words that only look like one."""
        return len(form) >= LONG - 1 and not form.startswith(self._no_slips)

    def readings(self, forms: Iterable[str]) -> Readings:
        """Each of *forms* with all that it may begin like: all at once, as a rule costs no more for many."""
        distinct = list(dict.fromkeys(forms))
        if not distinct:
            return {}
        lines = "\n".join(distinct)
        spoken = (
            lines.replace("ae", "a").replace("oe", "o"),
            _SAID_ONCE_MORE.sub(r"\1\2", lines),
            _OPENED.sub(r"\1aa", lines),
            _BROKEN.sub(lambda match: match[1] + _CLOSED[match[2]], lines),
            self._begins.sub(lambda match: self._beginnings[match[0]], lines),
        )
        # A rule changes few words: only what it changed is gone through again.
        changed = [
            (form, said)
            for column in spoken
            if column != lines
            for form, said in zip(distinct, column.split("\n"), strict=True)
            if said != form
        ]
        # Capitals keep apart what is written from what is only plain: "häkää" must not be found in "hakannut".
        plainer = plain("\n".join([lines, *(said for _, said in changed)])).upper().split("\n")
        found: Readings = dict(zip(distinct, zip(distinct, plainer, strict=False), strict=True))
        for (form, said), plain_said in zip(changed, plainer[len(distinct) :], strict=True):
            found[form] = (*found[form], said, plain_said)
        for form in self._words.keys() & found.keys():
            found[form] = (*found[form], *self._words[form])
        return found


@cache
def load() -> Spoken:
    """The spelling with the words of the data file, read once."""
    data = tomllib.loads(files("nlu").joinpath("data", "emergency", "spoken.toml").read_text("utf-8"))
    words: dict[str, dict[str, None]] = {}
    for meant, said in data["words"].items():
        for form in map(fold, said):
            if form != meant:
                words.setdefault(form, {})[meant] = None
    beginnings = {fold(said): meant for meant, several in data["beginnings"].items() for said in several}
    no_slips = tuple(fold(word) for word in data["no_slips"]["words"])
    return Spoken({word: tuple(meant) for word, meant in words.items()}, beginnings, no_slips)
