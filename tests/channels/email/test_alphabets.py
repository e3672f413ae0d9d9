"""Programs give an alphabet many names; each is read as what it means, and what is none as nothing."""

import pytest

from channels.email.wire.alphabets import codec_of
from channels.email.wire.charsets import decoded

NAMES = {
    "cp1252": (
        *("iso-8859-1", "iso_8859-1", "ISO_8859-1:1987", "iso8859_1", "8859_1", "l1", "cp819", "latin1", "latin-1"),
        *("iso-latin-1", "csISOLatin1", "x-latin1", "ansi", "x-ansi", "windows-1252", "cp-1252", "windows1252"),
    ),
    "cp1250": ("cp-1250", "win-1250", "x-cp1250", "windows_1250"),
    "cp1251": ("cp-1251", "windows1251", "win-1251", "win1251", "x-cp1251", "cswindows1251", '"windows-1251";'),
    "cp1254": ("iso-8859-9", "latin5", "windows-1254"),
    "cp1256": ("CP-1256",),
    "cp874": ("windows-874", "x-windows-874", "dos-874", "cp874"),
    "cp437": ("ibm437", "ibm-437", "dos-437"),
    "cp932": ("windows-932", "shift_jis", "x-sjis", "Shift-JIS", "windows-31j", "x-ms-cp932"),
    "cp949": ("windows-949", "ks_c_5601-1987", "euc-kr", "x-euc-kr"),
    "cp950": ("windows-950", "x-windows-950"),
    "gb18030": ("windows-936", "x-gbk", "gb_2312-80", "csgb2312", "gb2312", "cn-gb", "gb18030-2000", "euc-cn"),
    "big5hkscs": ("cn-big5", "x-x-big5", "big5", "csbig5"),
    "euc_jp": ("x-euc-jp", "euc-jp", "eucjp"),
    "koi8-r": ("koi8r", "koi8", "koi8_r", "cskoi8r"),
    "koi8-u": ("koi8-ru", "koi8u"),
    "mac-roman": ("macintosh", "x-mac-roman", "x-mac-nordic", "csmacintosh", "mac"),
    "mac-latin2": ("x-mac-ce",),
    "mac-cyrillic": ("x-mac-cyrillic",),
    "iso8859-8": ("iso-8859-8-e", "iso-8859-8-i", "iso_8859-8:1988"),
    "iso8859-15": ("iso8859-15", "iso_8859-15", "885915", "latin-9"),
    "utf-16": ("ucs-2", "iso-10646-ucs-2", "unicode", "utf16"),
    "utf-16-le": ("utf-16le", "utf16le", "UTF16-LE"),
    "utf-7": ("utf-7", "unicode-1-1-utf-7", "utf7"),
    "utf-8": ("utf-8", "utf8", "UTF_8", "x-utf-8", "utf8mb4", "utf-8-mac", "unicode-1-1-utf-8"),
    "": ("", "us-ascii", "x-unknown", "x-user-defined", "hex", "idna", "unicode_escape", "x", "\0", "a" * 999, "äö"),
}


@pytest.mark.parametrize(("name", "codec"), [(name, codec) for codec, names in NAMES.items() for name in names])
def test_an_alphabet_is_known_by_whatever_name(name, codec):
    assert codec_of(name) == codec


@pytest.mark.parametrize(
    ("text", "alphabet", "declared"),
    [
        ("Hän sanoi ”en jaksa” – maksoin 50 €", "cp1252", "ISO_8859-1:1987"),
        ("แม่ของผมต้องการความช่วยเหลือ…", "cp874", "tis-620"),
        ("어머니가 집에서 도움이 필요합니다", "cp949", "windows-949"),
    ],
)
def test_a_text_is_in_the_alphabet_that_the_name_means(text, alphabet, declared):
    assert decoded(text.encode(alphabet), declared) == text
