"""UTF-16: told by its zeroes whatever is declared, and where it is declared by what its bytes can be."""

import re
from collections import Counter

_WIDE_SHARE = 0.9  # of the letters, below U+0100
_BEGINNING = 100_000  # bytes, of a text whose order is told by them
_UTF_16 = frozenset({"utf-16", "utf-16-le", "utf-16-be"})
_PRINTABLE = bytes([*b"\t\r\n", *range(0x20, 0x7F)])
_OUR_LETTERS = "äöåÄÖÅé".encode("cp1252")
_NARROW_SHARE = 0.8  # of the bytes, printable in ASCII: nothing but kana has so many, and that has one half alike
_ALIKE = 0.35  # of one half of the bytes: no letter is so frequent
_IN_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd-\uffff]")


def as_utf_16(data: bytes, codec: str) -> str | None:
    """The text in *data* where that is UTF-16, with or without a word about it; None where it is not."""
    if b"\x00" in data and not codec.startswith("utf-32"):
        # Of a western text one half is zeroes.
        for zeroes, wide in ((data[1::2], "utf-16-le"), (data[::2], "utf-16-be")):
            if zeroes.count(0) > _WIDE_SHARE * len(zeroes):
                return data.decode(wide, "replace").rstrip("\ufffd")
    if codec not in _UTF_16 or _is_narrow(data):
        return None
    return data.decode(_order(data[:_BEGINNING], codec), "replace").rstrip("\ufffd")


def _is_narrow(data: bytes) -> bool:
    """Whether it is a text of one byte a letter, or of UTF-8."""
    try:
        return not _IN_NO_TEXT.search(data.decode())
    except ValueError:
        pass
    unprintable = data.translate(None, _PRINTABLE)
    if not unprintable.translate(None, _OUR_LETTERS):
        return True
    return len(unprintable) < (1 - _NARROW_SHARE) * len(data) and not any(
        half and Counter(half).most_common(1)[0][1] > _ALIKE * len(half) for half in (data[::2], data[1::2])
    )


def _order(data: bytes, codec: str) -> str:
    """Which half of each letter comes first: of the halves that tell the alphabet there are fewer."""
    strange = {wide: len(_IN_NO_TEXT.findall(data.decode(wide, "replace"))) for wide in ("utf-16-le", "utf-16-be")}
    other = "utf-16-le" if codec == "utf-16-be" else "utf-16-be"
    stated = "utf-16-le" if codec == "utf-16" else codec
    if strange[stated] != strange[other]:
        return min(strange, key=strange.__getitem__)
    big_endian = len(set(data[::2])) < len(set(data[1::2]))
    return "utf-16-be" if codec == "utf-16" and big_endian else stated
