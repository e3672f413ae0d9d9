"""Which alphabet a text is in when nobody says so, or says it wrongly."""

import re

from charset_normalizer import from_bytes

from channels.email.wire.utf8 import mended

_LONGEST_GUESSED = 100_000  # bytes or letters, from the beginning
# Letters and marks that a Finnish or Swedish text has outside ASCII, and letters of other languages of the west.
_NORDIC = frozenset("äöåÄÖÅéÉüÜèàáæøÆØšžŠŽ§°½¤£€–—’“”„…«»·•¨\u2018\u00b4\u00a0")
_FOREIGN_IN_WORD = "àáâãæçèêëìíîïñòóôõøùúûýÿßœšž"
_WESTERN = _NORDIC | frozenset(_FOREIGN_IN_WORD) | frozenset("ÀÁÂÃÇÈÊËÌÍÎÏÑÒÓÔÕÙÚÛÝŒ")
_FEW = 10  # letters, of which no detection can tell anything
_FEW_AMONG = 0.02  # of all letters: fewer are damage or a name, and no language of the north or east has so few
_FOREIGN_WORD = re.compile(r"[^\W\d_a-zA-ZäöåÄÖÅéü]{3}")
# A letter of ours where one stands: beside another letter, no capital behind a small one, no small one among capitals.
_OUR_LETTER = re.compile(
    r"(?<![A-ZÄÖÅ]{2})(?:(?<=[a-zA-ZäöåÄÖÅéü])[äöåéü](?![A-ZÄÖÅ])|[äöåü](?=[a-zäöåéü]))"
    r"|(?<![a-zäöåéü])[ÄÖÅ](?=[a-zA-Zäöå])|(?<=[A-Z])[ÄÖÅ]"
)
# Words between quotation marks, and dots that go on from a word or to one. As letters of another alphabet they would
# stand at the edges of words, and only there.
_QUOTATION_MARKS = frozenset("“”„")
_QUOTATION = re.compile(r"(?<!\w)[“”„](?=\w)[^“”]{0,300}?(?<=[\w.,!?…])[“”](?!\w)")
_DOTS = re.compile(r"(?<=[a-zäöå])…|…(?=[a-zäöå])")
_STRANGE_IN_WORD = re.compile(
    rf"(?<=[a-zA-ZäöåÄÖÅéü])[^\x00-\x7fäöåÄÖÅéü{_FOREIGN_IN_WORD}\u2019\u00b4\u00ad](?=[a-zäöåéü])"
    r"|(?<=[a-zäöåéü])[À-ÖØ-ÞŒŠŽŸ„\u201a†‡]"
)
# What windows-1252 makes of the euro sign at a sum, and of the s and z of ISO-8859-15 in words: signs that hardly
# anybody writes there. Before a line the first is a bullet on a Finnish keyboard.
_LATIN_9 = re.compile(
    "(?<=\\d)[ \u00a0]?\u00a4|\u00a4(?=\\d)|[\u00a6\u00a8\u00b8](?=[^\\W\\d_])|(?<=[^\\W\\d_])[\u00a6\u00a8\u00b8]"
)
_AMONG_OTHERS = re.compile(r"(?<=[a-zA-Z])[äöåÄÖÅ]|[äöåÄÖÅ](?=[a-zA-Z])")
_NO_WORD_OF_THE_WEST = re.compile(r"[^\W\d_a-zA-Z]{3}")
_WINDOWS_ONLY = re.compile(rb"[\x80-\x9f]")
_CANDIDATES = ["cp1252", "iso8859_15", "mac_roman", "cp850", "cp1251", "koi8_r", "cp1250", "cp1257", "cp1253", "cp1256"]


def guessed(data: bytes) -> str:
    """The text in *data* in the alphabet that makes most sense of it; of equals windows-1252."""
    beginning = data[:_LONGEST_GUESSED]
    readings = {
        "cp1252": western(beginning),
        "utf-8": mended(beginning).text,
        "mac_roman": beginning.decode("mac_roman"),
        "cp850": beginning.decode("cp850"),
    }
    likely = max(readings, key=lambda codec: likeness(readings[codec]))  # of equals the first
    if likely == "utf-8":
        return mended(data).text
    if likely != "cp1252":
        return data.decode(likely)
    if _is_western(readings[likely]):
        return western(data)
    best = from_bytes(beginning, cp_isolation=_CANDIDATES).best()
    return western(data) if best is None else data.decode(best.encoding, "replace")


def western(data: bytes) -> str:
    """The text in *data* in windows-1252, or in ISO-8859-15 where its euro sign tells; without bytes of neither."""
    text = data.decode("cp1252", "ignore")
    is_latin_9 = not _WINDOWS_ONLY.search(data) and _LATIN_9.search(text)
    return data.decode("iso8859_15") if is_latin_9 else text


def is_plausible(text: str, data: bytes) -> bool:
    """Whether *data* can well be meant for *text*: that does not look strange, and not less like us than as UTF-8."""
    return likeness(text) >= max(0, likeness(mended(data[:_LONGEST_GUESSED]).text))


def letters_of_ours(text: str) -> int:
    """How many of our own letters *text* has beside others, as every word of ours has them."""
    return len(_AMONG_OTHERS.findall(text))


def is_of_another_script(text: str) -> bool:
    """Whether *text*, read as a western one, has whole words without a plain letter, and more of them than of ours."""
    return len(_NO_WORD_OF_THE_WEST.findall(text)) > letters_of_ours(text)


def likeness(text: str) -> int:
    """How much *text* looks like our languages: letters and marks in their places, less what is strange in a word."""
    text = text[:_LONGEST_GUESSED]
    # A word of plain letters says nothing, and most are.
    words = " ".join([word for word in text.split() if not word.isascii()])
    quoted = len(_QUOTATION.findall(text)) if _QUOTATION_MARKS.intersection(words) else 0
    fitting = len(_OUR_LETTER.findall(words)) + 2 * quoted + len(_DOTS.findall(words))
    return fitting - len(_STRANGE_IN_WORD.findall(words))


def _is_western(text: str) -> bool:
    """Whether *text* is one of a language of ours, with at most some names of another; then no detection is needed.

    Detection is often wrong about a few words.
    """
    signs = [sign for sign in text if not sign.isascii() and sign not in _NORDIC]
    return len(signs) <= _FEW_AMONG * len(text) or (
        len(signs) <= _FEW
        and all(sign in _WESTERN for sign in signs)
        and not _STRANGE_IN_WORD.search(text)
        and not _FOREIGN_WORD.search(text)
    )
