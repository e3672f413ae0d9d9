"""Where one part of a mail ends and the next begins, also where the mail does not say how its parts are parted."""

import re
from typing import Final

_FIELD: Final = rb"[!-9;-~]{1,70}[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n){0,10}"
_DELIMITER_ABOVE_A_HEADER = re.compile(
    rb"^--([^\r\n]{1,200})\r*\n(?=(?:[ \t]*\r*\n)?(?:(?!content-)" + _FIELD + rb"){0,10}content-[a-z-]{1,40}[ \t]*:)",
    re.IGNORECASE | re.MULTILINE,
)
_DELIMITER_AT_THE_TOP = re.compile(rb"\s*^--([^\r\n]{1,200})\r*$", re.MULTILINE)
_RULE = re.compile(rb"[-=_*~# \t]*")
_HEADER_BELOW_AN_EMPTY_LINE = re.compile(
    rb"[ \t]*\r*\n(?=(?:content-[a-z-]{1,40}[ \t]*:[^\n]*\n(?:[ \t]+\S[^\n]*\n){0,20}){1,20}\r*\n)", re.IGNORECASE
)
# What programs write above the parts for those who cannot read them.
_FOR_OLD_PROGRAMS = re.compile(rb"\bmulti-?part\b|\bMIME\b", re.IGNORECASE)


def pieces(body: bytes, boundary: str) -> list[bytes]:
    """What stands between the delimiters in *body*; nothing where it has no parts.

    Some programs announce one boundary and write another. What stands above the first part is kept then: nobody said
    that it is none.
    """
    for mark in (boundary.encode("utf-8", "replace"), boundary.encode("latin-1", "replace")):
        if found := _between(body, mark.rstrip()):
            return found
    first = _unannounced(body)
    found = _between(body, first[1].rstrip()) if first else []
    above = body[: first.start()] if first else b""
    return [b"\n" + above, *found] if found and above.strip() and not _FOR_OLD_PROGRAMS.search(above) else found


def _unannounced(body: bytes) -> re.Match[bytes] | None:
    """The first line that is a delimiter by what follows it; a mark above a signature or a drawn line is none."""
    top = _DELIMITER_AT_THE_TOP.match(body)
    if top and not _RULE.fullmatch(top[1]) and _delimiter(top[1].rstrip() + b"--").search(body, top.end()):
        return top
    return next((one for one in _DELIMITER_ABOVE_A_HEADER.finditer(body) if one[1].strip()), None)


def _delimiter(mark: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"^--" + re.escape(mark) + rb"(--)?[ \t]*(?:\r*\n|\r|\Z)", re.MULTILINE)


def _between(body: bytes, mark: bytes) -> list[bytes]:
    """What stands between the delimiters with *mark*. A missing last delimiter loses nothing."""
    found: list[bytes] = []
    start: int | None = None
    for line in _delimiter(mark).finditer(body) if mark else ():
        if start is not None:
            found.append(_piece(_without_last_newline(body[start : line.start()])))
        # Where an inner part has the same boundary, parts of the outer one follow its end.
        start = None if line[1] else line.end()
    if start is not None and body[start:].strip():
        found.append(_piece(body[start:]))
    return found if any(piece.strip() for piece in found) else []


def _piece(piece: bytes) -> bytes:
    """*piece*, from its header where that stands below an empty line."""
    empty = _HEADER_BELOW_AN_EMPTY_LINE.match(piece)
    return piece[empty.end() :] if empty else piece


def _without_last_newline(piece: bytes) -> bytes:
    return piece.removesuffix(b"\n").removesuffix(b"\r") if piece.endswith(b"\n") else piece
