"""What stands below a person's words by itself: a signature that a program marked, and the line of its maker."""

import re
from collections.abc import Iterator
from itertools import dropwhile

from channels.email.view.taglines import is_tagline, without_glued_tagline

# Private-use characters that stand around what a mail program marked as signature in its HTML; see `marked`.
SIGNATURE_START, SIGNATURE_END = "\ue000", "\ue001"

_SIGNATURE_MARK = "-- "  # with its blank: a person who draws a line in a letter leaves it out
_LONGEST_SIGNATURE = 15  # lines
_LONGEST_BLOCK = 8
_SENTENCE_END = re.compile(r"[.!?]\W{0,9}$")
_FEWEST_WORDS = 3
_AROUND_WORDS = ".,:;()\"'\u201d"
_FEWEST_TELLING = 2
_LONGEST_GREETING = 3  # words
_LONGEST_ABOVE = 1_000  # characters; more are no greeting, and need not be looked at again for each signature
# "Kyllä, aika sopii. Avain Pirkolla": a sentence ends, and another begins.
_STOP_INSIDE = re.compile(r"([^\W\d_]{2,})[.!?]\s+[^\W\d_]")
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\w+", "dr dos prof med puh tel tfn tlf mob fax os st lic fil mag vs ma mv sh th ft fm tt lt yo oy ab gsm"
    )
)
_TELLING = re.compile(
    r"\b(?:kyllä|joo|ei|eivät|en|emme|on|ovat|oli|olen|olemme|sopii|käy|tulee|tulen|tulkaa|voi|voin|voisi|voiko|"
    r"haluan|tarvit\w+|soita|soittakaa|är|inte|har|passar|kan|vill|ring|nej|is|are|was|not|yes|please|need|needs)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:uusi|uudet|uuden|muuttu\w+|vaihtu\w+|ny|nya|nytt|ändra\w*|new|changed)\b", re.IGNORECASE)
_MARKED = re.compile(rf"{SIGNATURE_START}([^{SIGNATURE_START}{SIGNATURE_END}]*){SIGNATURE_END}")
_POSTSCRIPT = re.compile(r"\s*(?:p\.?\s?s\.?|jk)(?:[\s:.]|$)", re.IGNORECASE)


def without_signature(segment: list[str], signatures: tuple[str, ...]) -> list[str]:
    """*segment* without the signature that it ends with, but with its postscript, and without taglines."""
    for start, line in enumerate(segment):
        if line == _SIGNATURE_MARK:
            after = segment[start + 1 :]
            if len([one for one in after if one.strip()]) <= _LONGEST_SIGNATURE and any(one.strip() for one in after):
                segment = segment[:start] + _written_below(after)
            break
    segment = [without_glued_tagline(line) for line in segment if not is_tagline(line)]
    for signature in signatures:
        segment = _without_ending(segment, signature)
    return segment


def _written_below(signature: list[str]) -> list[str]:
    """What of the lines below the mark is no signature: a postscript, or a further matter behind an empty line."""
    lines = [*dropwhile(lambda line: not line.strip(), signature)]
    gap = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
    below = lines[gap:]
    if not is_short_block(below) or any(_says_more(line) for line in below if not is_tagline(line)):
        return below
    for at, line in enumerate(lines):
        if _POSTSCRIPT.match(line):
            return ["", *lines[at:]]
    return []


def _says_more(line: str) -> bool:
    """Whether *line*, behind an empty one below a signature, tells something: "Uusi numeroni on 044 555 0199"."""
    return len(_small_words(line)) >= _FEWEST_TELLING or _tells(line) or bool(_CHANGED.search(line))


def is_signature(lines: list[str]) -> bool:
    """Whether *lines*, which a program marked as signature, are nothing else, and nobody wrote on below a tagline."""
    written = [*dropwhile(lambda line: not is_tagline(line), lines)]
    return is_short_block(lines) and all(is_tagline(line) for line in written if line.strip())


def is_short_block(lines: list[str]) -> bool:
    """Whether *lines* are few, as names and numbers are, and none of them ends as a sentence or a question does."""
    few = len([line for line in lines if line.strip()]) <= _LONGEST_BLOCK
    return few and not any(_is_sentence(line) for line in lines if not is_tagline(line))


def _is_sentence(line: str) -> bool:
    """Whether *line* ends as a sentence does, or has so many small words that it is one without its stop."""
    few = len(line.split()) < _FEWEST_WORDS
    return not few and (_tells(line) or len(_small_words(line)) >= _FEWEST_WORDS)


def _tells(line: str) -> bool:
    """Whether a sentence ends in *line* or at its end, or one of its words is of those that only sentences have."""
    if len(line.split()) <= 1:
        return False
    inside = (found[1].casefold() not in _ABBREVIATIONS for found in _STOP_INSIDE.finditer(line))
    return bool(_SENTENCE_END.search(line) or _TELLING.search(line)) or any(inside)


def _small_words(line: str) -> list[str]:
    words = (word.strip(_AROUND_WORDS) for word in line.split())
    return [word for word in words if word.isalpha() and word.islower()]


def _goes(signature: list[str], above: list[str]) -> bool:
    """Whether *signature*, which a program marked, folds below the words *above* it.

    Below nothing, or a mere greeting, somebody may have written on in it: then it goes if it has no word but names.
    """
    written = [line for line in above if line.strip()]
    if len(written) > 1 or any(len(line.split()) > _LONGEST_GREETING for line in written):
        return True
    own = (line for line in signature if not is_tagline(line))
    return not any(len(word) > 1 for line in own for word in _small_words(line))


def _without_ending(segment: list[str], signature: str) -> list[str]:
    """*segment* without its last lines, if these are just *signature*; its HTML twin may be laid out otherwise."""
    wanted = _letters(signature)
    if not wanted or signature.count("\n") >= _LONGEST_SIGNATURE:
        return segment
    tail = ""
    for at in range(len(segment) - 1, -1, -1):
        tail = _letters(segment[at]) + tail
        if tail == wanted:
            # What is marked may hold everything that was written: then it is no signature.
            above = segment[:at]
            return above if any(line.strip() for line in above) and _goes(segment[at:], above) else segment
        if len(tail) > len(wanted):
            break
    return segment


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def without_marked(text: str) -> str:
    """*text* without what stands between signature marks, unless nothing else would be left."""
    if SIGNATURE_START not in text:
        return text
    rest = "".join(_pieces_that_stay(text))
    if not rest.strip():
        rest = text
    return rest.replace(SIGNATURE_START, "").replace(SIGNATURE_END, "")


def _pieces_that_stay(text: str) -> Iterator[str]:
    above, seen, end = "", 0, 0
    for found in _MARKED.finditer(text):
        if len(above) <= _LONGEST_ABOVE:
            above = _without_blanks(above + text[seen : found.start()])
            seen = found.start()
        yield text[end : found.start()]
        if len(above) <= _LONGEST_ABOVE and not _goes(found[1].split("\n"), above.split("\n")):
            yield found[0]
        end = found.end()
    yield text[end:]


def _without_blanks(text: str) -> str:
    """*text* without empty lines; its last line may go on."""
    *lines, last = (" ".join(line.split()) for line in text.split("\n"))
    return "".join(f"{line}\n" for line in lines if line) + last
