"""The alphabets that mails are written in, by the names that programs give them."""

import codecs
import re
from collections.abc import Iterator
from typing import Final

# What programs write that is no rule's, without anything but letters and digits, and what they mean.
_ALIASES = {
    "ansi": "cp1252",
    "unicode": "utf-16",
    "ucs2": "utf-16",
    "iso10646ucs2": "utf-16",
    "unicode11utf7": "utf-7",
    "unicode11utf8": "utf-8",
    "gb": "gb2312",
    "windows31j": "cp932",
    "koi8": "koi8-r",
    "koi8ru": "koi8-u",
    "mac": "mac-roman",
    "macintosh": "mac-roman",
    "macnordic": "mac-roman",
    "macce": "mac-latin2",
}
# How names differ that mean one alphabet; each rule goes on from what the one before has made.
_RULES = (
    (re.compile(r"^(?:x+|cs|cn)(?=[a-z])"), ""),
    (re.compile(r"^(?:windows|win|dos|ibm|ms)(?:cp)?(?=\d{3,4}$)"), "cp"),
    (re.compile(r"^(?:iso)?8859(\d{1,2}?)(?:[ie]|\d{4})?$"), r"iso8859-\1"),
    (re.compile(r"^iso(latin\d+)$"), r"\1"),
    (re.compile(r"^gb(2312|18030)\d*$"), r"gb\1"),
    (re.compile(r"^(mac|koi8)(?=[a-z])"), r"\1-"),
    (re.compile(r"^utf8.*"), "utf-8"),
    (re.compile(r"^utf(7|16|32)(le|be)?$"), r"utf-\1\2"),
)
# Alphabets that are read as their supersets, as browsers do: Microsoft's, or the newest.
_SUPERSETS = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
}
_LONGEST_NAME = 40
# Alphabets that mails are written in, by the names that Python has for them. Any other codec is none of a mail: some
# run escapes (unicode_escape), some read names (idna), some are no text at all (hex).
_ALPHABETS = frozenset(
    {
        *(
            "ascii",
            "utf-8",
            "utf-8-sig",
            "utf-7",
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "utf-32",
            "utf-32-le",
            "utf-32-be",
        ),
        *(f"iso8859-{part}" for part in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)),
        *(
            f"cp{page}"
            for page in (437, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869, 874)
        ),
        *(f"cp{page}" for page in (932, 949, 950, 1125, *range(1250, 1259))),
        *("koi8-r", "koi8-t", "koi8-u", "kz1048", "ptcp154", "tis-620", "hp-roman8"),
        *("mac-roman", "mac-latin2", "mac-iceland", "mac-cyrillic", "mac-greek", "mac-turkish", "mac-croatian"),
        *("big5", "big5hkscs", "gb2312", "gbk", "gb18030", "hz", "johab", "euc_kr", "iso2022_kr"),
        *("shift_jis", "shift_jis_2004", "shift_jisx0213", "euc_jp", "euc_jis_2004", "euc_jisx0213"),
        *("iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_3", "iso2022_jp_ext"),
    }
)
EAST_ASIAN: Final = frozenset(
    {
        *("big5", "big5hkscs", "cp932", "cp949", "cp950", "gb2312", "gbk", "gb18030", "hz", "johab", "euc_kr"),
        *("shift_jis", "shift_jis_2004", "shift_jisx0213", "euc_jp", "euc_jis_2004", "euc_jisx0213"),
        *("iso2022_kr", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_jp_3"),
        "iso2022_jp_ext",
    }
)
WIDE: Final = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})
UTF_8: Final = frozenset({"utf-8", "utf-8-sig"})
# One byte a letter, for the languages around us: one of them is often said where another is meant.
WESTERN: Final = frozenset({"cp1252", "cp1254", "iso8859-15", "cp437", "cp850", "cp858", "mac-roman"})
# Latin letters of the east and the Baltic; quotation marks, dashes and the euro sign of theirs are where ours are.
EASTERN: Final = frozenset({"cp1250", "cp1257", "iso8859-2", "iso8859-4", "iso8859-13", "iso8859-16"})
# Between 80 and 9F an ISO alphabet has no letters. A text that has some is in Microsoft's for the region.
MICROSOFT_FOR: Final = {
    "iso8859-2": "cp1250",
    "iso8859-5": "cp1251",
    "iso8859-6": "cp1256",
    "iso8859-7": "cp1253",
    "iso8859-8": "cp1255",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "iso8859-13": "cp1257",
    "iso8859-15": "cp1252",
}


def codec_of(declared: str) -> str:
    """Python's name for the alphabet *declared*; empty where none is, or none of a mail, or only ASCII."""
    for name in _names(declared.strip(" \t\"';").lower()[:_LONGEST_NAME]):
        try:
            codec = codecs.lookup(name).name
        except (LookupError, ValueError):
            continue
        codec = _SUPERSETS.get(codec, codec)
        return codec if codec in _ALPHABETS and codec != "ascii" else ""
    return ""


def _names(declared: str) -> Iterator[str]:
    """What Python may know *declared* by."""
    letters = re.sub(r"[^a-z0-9]", "", declared)
    if letters in _ALIASES:
        yield _ALIASES[letters]
        return
    yield declared
    for pattern, name in _RULES:
        letters = pattern.sub(name, letters)
    yield _ALIASES.get(letters.replace("-", ""), letters)
