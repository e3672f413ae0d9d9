"""UTF-8 that was damaged on its way: cut inside a letter, or put together with words in another alphabet."""

import codecs
import re
from dataclasses import dataclass

# An emoji as two halves of three bytes each, as Java and old databases write it.
_HALVES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
# What Python makes of a byte that is no UTF-8 -> the same byte in windows-1252, or nothing where it has none.
_WESTERN = {0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0x100)}
_STRAY = re.compile(r"[\udc80-\udcff]")
# What may end a word in windows-1252, and would begin a letter in UTF-8.
_LAST_LETTERS = frozenset("ßàáãäåæçèéêëìíîïÄÅÉ".encode("cp1252"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A text read as UTF-8, what is none of it byte by byte as windows-1252."""

    text: str
    letters: int  # outside ASCII, read as UTF-8
    strays: int  # bytes that are no UTF-8

    @property
    def is_utf_8(self) -> bool:
        """Whether it can only be UTF-8: by chance hardly anything can be read so."""
        return self.letters > self.strays


def mended(data: bytes) -> Mended:
    """What *data* says in UTF-8. Of a letter that is cut off by the end nothing is left, and nothing is shown."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    text = decoder.decode(_HALVES.sub(_whole, data))
    cut = decoder.getstate()[0]
    if cut and cut[0] in _LAST_LETTERS:
        text += cut.decode("ascii", "surrogateescape")
    strays = len(_STRAY.findall(text))
    return Mended(
        text=text.translate(_WESTERN) if strays else text,
        letters=outside_ascii(text) - strays,
        strays=strays,
    )


def outside_ascii(text: str) -> int:
    """How many signs of *text* are none of ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _whole(halves: re.Match[bytes]) -> bytes:
    pair = halves[0].decode("utf-8", "surrogatepass")
    return pair.encode("utf-16", "surrogatepass").decode("utf-16").encode()
