"""Words of a text, folded as they are compared: whatever is looked for in a text is looked for among these.

Folded: lower case, ä as a, ö as o, å as a, letters repeated over two times cut to two, the Finnish forms of "no" (en,
eikä, enkä, ettei, …; not et, which is also a spoken että) all as "ei".
"""

import re
import unicodedata
from typing import NamedTuple

# Accents that stand by themselves, and signs that nobody sees: soft hyphens, joiners, marks of direction, variants.
_SIGN = "\u0300-\u036f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
WORD = re.compile(f"\\w[\\w{_SIGN}]*")
INVISIBLE = re.compile(f"[{_SIGN}]")
_COMMON_MARKS = str.maketrans("äöå", "aoa")  # so that nearly every word is plain without being taken apart
_REPEATED = re.compile(r"(.)\1{2,}")
_NO = frozenset({"en", "emme", "ette", "eivat", "eika", "enka", "eivatka", "ettei", "etten", "ee", "emma"})
LONGEST = 200  # characters of a word that are looked at


class Token(NamedTuple):
    """One word: its folded form and its place in the original, in code points.

    A tuple, as Hit is: a long text has tens of thousands of each, and a frozen dataclass takes three times as long.
    """

    form: str
    start: int
    end: int


def fold(word: str) -> str:
    """The word as it is compared: lower case, without marks, long repeats cut, every Finnish "no" alike."""
    return settle(fold_marks(word))


def fold_marks(text: str) -> str:
    """*text* in small letters without marks and without signs that nobody sees. Takes time in step with its length."""
    plain = text.lower().translate(_COMMON_MARKS)
    # Marks that stand by themselves go first: to put many of them in order takes as many steps as there are pairs.
    # Lowered again: what a sign stands for may be a capital, as with mathematical letters.
    bare = plain if plain.isascii() else INVISIBLE.sub("", plain)
    return plain if plain.isascii() else INVISIBLE.sub("", unicodedata.normalize("NFKD", bare).lower())


def settle(plain: str) -> str:
    """A word in small letters without marks, as it is compared: long repeats cut, every Finnish "no" alike."""
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
    matches = list(WORD.finditer(text))
    # Cut before it is taken apart: one sign may stand for eighteen.
    folded = {word: fold(INVISIBLE.sub("", word)[:LONGEST]) for word in {match.group() for match in matches}}
    return [Token(folded[match.group()], match.start(), match.end()) for match in matches]
