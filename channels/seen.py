"""A text as people see it, so that what is to be found in it can be: plain digits, letters and hyphens."""

import re
import unicodedata
from bisect import bisect
from collections.abc import Callable
from html import unescape
from operator import itemgetter

# Hyphens and dashes that people and their programs write for "-", as code points since they look alike.
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d\u00ad"
TO_HYPHEN = str.maketrans(dict.fromkeys(DASHES, "-"))

# Cyrillic letters that look like those of a code, and what they look like.
_LOOKALIKES = str.maketrans(
    "\u0410\u0412\u0421\u0415\u041d\u041a\u041c\u0420\u0422\u0425\u0423\u0408\u0405\u041e\u0406"
    "\u0430\u0432\u0441\u0435\u043d\u043a\u043c\u0440\u0442\u0445\u0443\u0458\u0455\u043e\u0456",
    "ABCEHKMPTXYJSOIabcehkmptxyjsoi",
)


def _plain(sign: str) -> str:
    if not (unicodedata.decomposition(sign) or sign.isdigit()):
        return sign  # asked first: nearly all of 130,000 are so, and to normalise each takes a tenth of a second
    same = str(unicodedata.digit(sign, "")) or unicodedata.normalize("NFKC", sign)
    return same if len(same) == 1 and same.isascii() and sign not in "\u00aa\u00ba" else sign


_SEEN_ALIKE: dict[int, int | str] = {
    **{code: plain for code in range(0x80, 0x20000) if (plain := _plain(chr(code))) != chr(code)},
    **_LOOKALIKES,
    **dict.fromkeys((0x2043, *map(ord, DASHES.replace("\u00ad", ""))), "-"),
    **dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n"),
}
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
MASK = "\ufdd0"  # stands where a token does, and is no neighbour for a number
_NOBODY_SEES = re.compile(f"[{_UNSEEN}]")
# The first sign stands before the choice, so that the library skips to it.
_OTHER = re.compile(
    rf"(?i)[\[&<{_UNSEEN}](?:(?P<token>(?<=\[)hetu-[0-9]{{4,6}}\])"
    rf"|(?P<entity>(?<=&)(?:amp;)?(?:\#[0-9]{{1,6}}|\#x[0-9a-f]{{1,5}}|[a-z]{{2,8}});)"
    rf"|(?P<inline>(?<=<)/?(?:a|b|em|font|i|mark|span|strong|u|wbr)(?:\s[^<>0-9]{{0,200}})?>)"
    rf"|(?P<tag>(?<=<)/?[a-z][^<>0-9]{{0,200}}>)|(?<=[{_UNSEEN}]))"
)


def as_seen(text: str) -> tuple[str, Callable[[int], tuple[int, int]]]:
    """*text* in plain digits, letters and hyphens without what nobody sees, and where each character of that stood."""
    plain = text.translate(_SEEN_ALIKE)
    pieces: list[str] = []
    length = end = 0
    # From which character of the new text on, where it stood, and how far: 0 where all are as they were.
    changes = [(0, 0, 0)]
    for other in _OTHER.finditer(plain):
        start, sign = other.start(), _sign_of(other)
        pieces += [plain[end:start], sign]
        length += start - end
        end = other.end()
        if sign:
            changes.append((length, start, end))
            length += len(sign)
        changes.append((length, end, 0))

    def place(at: int) -> tuple[int, int]:
        since, start, end = changes[bisect(changes, at, key=itemgetter(0)) - 1]
        return (start, end) if end else (start + at - since, start + at - since + 1)

    return "".join([*pieces, plain[end:]]), place


def _sign_of(other: re.Match[str]) -> str:
    if other["token"]:
        return MASK * len(other[0])
    if other["entity"]:
        return _NOBODY_SEES.sub("", unescape(unescape(other[0])).translate(_SEEN_ALIKE))
    return "\n" if other["tag"] else ""
