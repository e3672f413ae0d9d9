"""From bytes to text, whatever the sender's program says or leaves out about the alphabet."""

import binascii
import codecs
import quopri
import re

from charset_normalizer import from_bytes

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What programs write, and what they mean. Western ISO alphabets are read as Microsoft's supersets, as browsers do.
_ALIASES = {
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "iso-8859-9": "windows-1254",
    "ansi": "windows-1252",
    "cp-1252": "windows-1252",
    "windows1252": "windows-1252",
    "utf8mb4": "utf-8",
    "utf-8-mac": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "windows-31j": "cp932",
    "x-mac-roman": "mac_roman",
    "x-mac-nordic": "mac_roman",
    "macintosh": "mac_roman",
}
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
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_ONE_BYTE = re.compile(r"iso-?8859|windows-?125|cp-?125|cp-?(?:437|850|858)|latin|ascii|mac|koi8|ansi", re.IGNORECASE)
# Letters and marks that a Finnish or Swedish text has outside ASCII.
_NORDIC = frozenset("äöåÄÖÅéÉüÜèàáæøÆØšžŠŽ§°½£€–—’“”„…«»·•¨\u2018\u00b4\u00a0")
# What windows-1252 makes of the euro sign and the s and z of ISO-8859-15: signs that hardly anybody writes, in words.
_LATIN_9 = re.compile("\u00a4|[\u00a6\u00a8\u00b4\u00b8](?=[^\\W\\d_])|(?<=[^\\W\\d_])[\u00a6\u00a8\u00b8]")
_WINDOWS_ONLY = re.compile(rb"[\x80-\x9f]")
_LONGEST_GUESSED = 100_000  # bytes
_WIDE = 0.9  # the share of letters below U+0100
_NORDIC_LETTERS = "äöåÄÖÅé"
_STRANGE_IN_WORD = re.compile(r"(?<=[a-zA-ZäöåÄÖÅé])[^\x00-\x7fäöåÄÖÅéüšžŠŽøæ\u2019-](?=[a-zäöå])")
# Our letters as UTF-7 writes them: nothing else in a mail looks so.
_NORDIC_IN_UTF_7 = re.compile(rb"\+A(?:OQ|PY|OU|MQ|NY|MU)[A-Za-z0-9+/]{0,40}-?")
_CANDIDATES = ["cp1252", "iso8859_15", "mac_roman", "cp850", "cp1251", "koi8_r", "cp1250", "cp1257", "cp1253", "cp1256"]
_ENCODED_WORD = re.compile(r"=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[^?\s]+\?[bBqQ]\?)")


def decoded(data: bytes, declared: str = "") -> str:
    """The text in *data*: by byte order mark, declared charset, UTF-8, detection, windows-1252. Never raises.

    It can always be written out again: a lone surrogate, which UTF-7 can spell, is U+FFFD.
    """
    return without_surrogates(_decoded(data, declared))


def without_surrogates(text: str) -> str:
    """*text* with U+FFFD for each lone surrogate: what holds one can be stored and shown nowhere."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def _decoded(data: bytes, declared: str) -> str:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return data.decode(codec, "replace")
    if (wide := _wide(data)) is not None:
        return wide
    name = declared.strip(" \t\"';").lower()
    # Many a program says Latin-1 and writes UTF-8; the other way round hardly anything is valid by chance.
    if not name or _ONE_BYTE.search(name):
        text = _strict(data, "utf-8")
        if text is not None and not (text.isascii() and "\x1b$" in text):
            return _unsaid(data) or text
    if name and (text := _declared(data, _ALIASES.get(name, name))) is not None:
        return text
    text = _strict(data, "utf-8")
    return _guessed(data) if text is None else text


def _declared(data: bytes, name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return _strict(data, codec) if codec in _ALPHABETS else None


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except ValueError:
        return None


def _wide(data: bytes) -> str | None:
    """The text in *data* where that is UTF-16 without a word about it: a western text is half zeroes then."""
    if b"\x00" in data and len(data) % 2 == 0:
        for zeroes, codec in ((data[1::2], "utf-16-le"), (data[::2], "utf-16-be")):
            if zeroes.count(0) > _WIDE * len(zeroes):
                return _strict(data, codec)
    return None


def _unsaid(data: bytes) -> str | None:
    """The text in *data* that passes for plain ASCII and is UTF-7; None where it is what it looks like."""
    if _NORDIC_IN_UTF_7.search(data):
        text = _strict(data, "utf-7")
        if text is not None and all(sign.isascii() or sign in _NORDIC for sign in text):
            return text
    return None


def _nordic(text: str) -> int:
    """How much *text* looks like our languages: a letter of them counts for it, a strange sign in a word against it."""
    letters = sum(text.count(letter) for letter in _NORDIC_LETTERS)
    return letters - len(_STRANGE_IN_WORD.findall(text))


def _guessed(data: bytes) -> str:
    beginning = data[:_LONGEST_GUESSED]
    scores = {codec: _nordic(beginning.decode(codec, "replace")) for codec in ("windows-1252", "mac_roman", "cp850")}
    likely = max(scores, key=lambda codec: scores[codec])  # of equals the first
    if likely != "windows-1252":
        return data.decode(likely, "replace")
    western = data.decode("windows-1252", "replace")
    if not _WINDOWS_ONLY.search(data) and _LATIN_9.search(western):
        western = data.decode("iso8859_15")
    # Detection is often wrong about a few words; letters of our own languages settle it.
    if all(character.isascii() or character in _NORDIC for character in western):
        return western
    best = from_bytes(beginning, cp_isolation=_CANDIDATES).best()
    return western if best is None else data.decode(best.encoding, "replace")


def decoded_header(raw: bytes) -> str:
    """A header's value as its sender meant it: unfolded, raw 8-bit letters read, encoded words read (RFC 2047)."""
    text = re.sub(r"\r?\n", "", decoded(raw)).strip() if raw.strip() else ""
    return decoded_words(text)


def decoded_words(text: str) -> str:
    """*text* with its encoded words read. A letter that is split between two words of one charset comes out whole."""
    if "=?" not in text:
        return text
    text = _BETWEEN_WORDS.sub(r"\1", text)
    pieces: list[str] = []
    words: list[re.Match[str]] = []
    end = 0
    for word in _ENCODED_WORD.finditer(text):
        if words and (word.start() > end or word[1].lower() != words[-1][1].lower()):
            pieces.append(_joined_words(words))
            words = []
        pieces.append(text[end : word.start()])
        words.append(word)
        end = word.end()
    if words:
        pieces.append(_joined_words(words))
    return "".join([*pieces, text[end:]])


def _joined_words(words: list[re.Match[str]]) -> str:
    """The text of adjacent words of one charset: some programs cut a letter, or four characters of base64, in two."""
    data = b""
    base64 = ""
    for word in words:
        if word[2] in "bB":
            base64 += word[3]
            continue
        data += base64_bytes(base64.encode("utf-8", "replace"))
        base64 = ""
        data += quopri.decodestring(word[3].replace(" ", "_").encode("utf-8", "replace"), header=True)
    return decoded(data + base64_bytes(base64.encode("utf-8", "replace")), words[0][1])


_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))


def base64_bytes(data: bytes) -> bytes:
    """What *data* holds in base64, as far as it does: foreign characters and missing padding are no obstacle."""
    clean = data.translate(None, _NOT_BASE64)
    decoded_parts = []
    # Some programs encode in pieces and pad each of them.
    for piece in re.findall(rb"[^=]+=*", clean):
        bare = piece.rstrip(b"=")
        whole = bare[: len(bare) - 1] if len(bare) % 4 == 1 else bare
        decoded_parts.append(binascii.a2b_base64(whole + b"=" * (-len(whole) % 4)))
    return b"".join(decoded_parts)
