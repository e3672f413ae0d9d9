"""From bytes to text, whatever the sender's program says or leaves out about the alphabet."""

import codecs
import quopri
import re

from channels.email.wire.alphabets import EAST_ASIAN, EASTERN, MICROSOFT_FOR, UTF_8, WESTERN, WIDE, codec_of
from channels.email.wire.guessing import guessed, is_of_another_script, is_plausible, letters_of_ours, likeness, western
from channels.email.wire.transfer import base64_bytes
from channels.email.wire.utf8 import mended, outside_ascii
from channels.email.wire.wide import as_utf_16

_MARKS_OF_ORDER = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_C1 = re.compile(rb"[\x80-\x9f]")
_BY_CHANCE = 5  # letters that an East Asian text may be valid UTF-8 for
_BEGINNING = 100_000  # bytes, of a text whose alphabet is told by them
_BROKEN = 0.1  # of the letters outside ASCII that may be unreadable in the alphabet that is declared
# Our letters as UTF-7 writes them: nothing else in a mail looks so.
_NORDIC_IN_UTF_7 = re.compile(rb"\+A(?:OQ|PY|OU|MQ|NY|MU)[A-Za-z0-9+/]{0,40}-?")
_OF_UTF_7 = re.compile(r"[\x00-\x7f\xa0-\u017f\u2010-\u2044\u20ac\u2122]*")
# A question mark that ends no encoded word. "=?" begins the next one: what is not closed is looked at only that far.
_QUESTION_MARK = r"(?<!=)\?(?:(?!=)|(?==[0-9A-F]{2}[^\s?]*\?=))"
_ENCODED_WORD = re.compile(
    r"=\?(?P<charset>[^?\s*]+)(?:\*[^?\s]*)?\?(?P<encoding>[bBqQ])\?"
    rf"(?:(?P<text>(?<=[bB]\?)[^?]*|(?<=[qQ]\?)[^?]*(?:{_QUESTION_MARK}[^?]*)*)\?="
    # Cut off on the way, it goes on to the next blank.
    rf"|(?P<cut>(?<=[bB]\?)[A-Za-z0-9+/=]+|(?<=[qQ]\?)[^?\s]+(?:{_QUESTION_MARK}[^?\s]*)*)(?!\S))"
)
_HALF_A_SIGN = re.compile(r"=[0-9A-Fa-f]?\Z")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[^?\s]+\?[bBqQ]\?)")


def decoded(data: bytes, declared: str = "") -> str:
    """The text in *data*: by byte order mark, UTF-8, declared charset, what makes most sense. Never raises.

    Nearly everything that is valid UTF-8 is UTF-8, whatever is declared. The text can always be written out again: a
    lone surrogate, which UTF-7 can spell, is U+FFFD.
    """
    return without_surrogates(_decoded(data, codec_of(declared)))


def decoded_html(data: bytes, declared: str, named: str) -> str:
    """The text in *data*, *declared* to be in one alphabet and *named* by the HTML itself to be in another.

    The name counts only where the declaration cannot be true, and never against letters of ours.
    """
    codec, stated = codec_of(named), codec_of(declared)
    if not codec or codec in WIDE | UTF_8 | WESTERN or stated not in WESTERN | UTF_8 or _can_be_utf_8(data):
        return decoded(data, declared)
    as_ours = western(data[:_BEGINNING])
    untrue = stated in UTF_8 and codec in EASTERN and not letters_of_ours(as_ours)
    strange = untrue or is_of_another_script(as_ours)
    return decoded(data, named if strange else declared)


def _can_be_utf_8(data: bytes) -> bool:
    return _strict(data, "utf-8") is not None or _as_damaged_utf_8(data, "utf-8") is not None


def without_surrogates(text: str) -> str:
    """*text* with U+FFFD for each lone surrogate: what holds one can be stored and shown nowhere."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def _decoded(data: bytes, codec: str) -> str:
    for mark, marked in _MARKS_OF_ORDER:
        if data.startswith(mark):
            data, codec = data.removeprefix(mark), marked
            break
    for reading in (as_utf_16, _as_utf_8, _as_damaged_utf_8, _as_declared):
        text = reading(data, codec)
        if text is not None:
            return text
    return guessed(data)


def _as_utf_8(data: bytes, codec: str) -> str | None:
    text = _strict(data, "utf-8")
    if text is None or (codec.startswith("utf-32") and "\x00" in text):
        return None
    if codec in EAST_ASIAN or codec == "utf-7":
        certain = likeness(text) > 0 or outside_ascii(text) > _BY_CHANCE
        return text if certain else None
    return (_in_ascii(data) if text.isascii() else None) or text


def _in_ascii(data: bytes) -> str | None:
    """The text in *data* that passes for plain ASCII and is UTF-7 or ISO-2022-JP; None where it is ASCII."""
    if b"\x1b$" in data:
        return _strict(data, "iso2022_jp")
    if _NORDIC_IN_UTF_7.search(data):
        text = _strict(data, "utf-7")
        return text if text is not None and _OF_UTF_7.fullmatch(text) else None
    return None


def _as_damaged_utf_8(data: bytes, codec: str) -> str | None:
    if codec and codec not in UTF_8 | WESTERN:
        return None
    beginning = mended(data[:_BEGINNING])
    if beginning.strays > beginning.letters:
        return None
    reading = beginning if len(data) <= _BEGINNING else mended(data)
    believed = reading.is_utf_8 or (codec in UTF_8 and reading.letters == reading.strays)
    return reading.text if believed else None


def _as_declared(data: bytes, codec: str) -> str | None:
    if not codec or codec in UTF_8 or codec.startswith("utf-16"):
        return None
    if _C1.search(data):
        codec = MICROSOFT_FOR.get(codec, codec)
    if codec in WESTERN:
        text = western(data) if codec == "cp1252" else data.decode(codec, "ignore")
        return text if len(text) == len(data) and is_plausible(text, data) else None
    return _lenient(data, codec)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except ValueError:
        return None


def _lenient(data: bytes, codec: str) -> str | None:
    """*data* in the alphabet *codec*, without half a letter at the end; None where too much of it is none of that."""
    try:
        text = codecs.getincrementaldecoder(codec)("replace").decode(data)
    except ValueError:
        return None
    broken = text.count("\ufffd")
    return text if not broken or broken <= _BROKEN * outside_ascii(text) else None


def decoded_header(raw: bytes, charset: str = "") -> str:
    """A header's value as its sender meant it: unfolded, raw 8-bit letters read, encoded words read (RFC 2047).

    Raw letters that are no UTF-8 are in *charset*, if the mail declares one for its text.
    """
    return decoded_words(unfolded(raw, charset))


def unfolded(raw: bytes, charset: str = "") -> str:
    """A header's value in one line, its encoded words left."""
    if not raw.strip():
        return ""
    utf_8 = None if raw.isascii() else _strict(raw, "utf-8")
    text = decoded(raw, "" if codec_of(charset) in WIDE else charset) if utf_8 is None else utf_8
    return re.sub(r"\r?\n", "", text).strip()


def decoded_words(text: str) -> str:
    """*text* with its encoded words read. A letter that is split between two words of one charset comes out whole."""
    if "=?" not in text:
        return text
    text = _BETWEEN_WORDS.sub(r"\1", text)
    pieces: list[str] = []
    words: list[re.Match[str]] = []
    end = 0
    for word in _ENCODED_WORD.finditer(text):
        if words and (word.start() > end or word["charset"].lower() != words[-1]["charset"].lower()):
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
        text = word["text"] if word["cut"] is None else _HALF_A_SIGN.sub("", word["cut"])
        if word["encoding"] in "bB":
            base64 += text
            continue
        data += base64_bytes(base64.encode("utf-8", "replace"))
        base64 = ""
        data += quopri.decodestring(text.replace(" ", "_").encode("utf-8", "replace"), header=True)
    return decoded(data + base64_bytes(base64.encode("utf-8", "replace")), words[0]["charset"])
