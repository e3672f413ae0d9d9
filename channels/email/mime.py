"""The tree of a mail's parts, cut from its bytes; every part's bytes stay as they came.

Own code since the standard library writes an attached mail anew and forgets the bytes it had.
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.errors import MessageError
from email.message import Message
from time import monotonic
from typing import Final

from channels.channel import UnreadableError
from channels.email.charsets import base64_bytes, decoded, decoded_header, decoded_words
from channels.email.settings import Limits

TOO_MANY_PARTS: Final = "too_many_parts"
TOO_DEEP: Final = "too_deep"
TOO_SLOW: Final = "too_slow"

_LINE = re.compile(rb"[^\n]*(?:\n|\Z)")
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:")
_LONGEST_FIELD = 100_000
_LONGEST_HEADER = 300_000  # bytes
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_PARAMETERS = 5_000  # characters
_MBOX = (b"From ", b">From ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """A header: its fields in order, names in lower case, values as raw bytes with their folding."""

    items: tuple[tuple[str, bytes], ...]

    def get(self, name: str) -> str:
        """The first field called *name*, decoded; empty where there is none."""
        return next((decoded_header(value) for one, value in self.items if one == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every field called *name*, decoded."""
        return tuple(decoded_header(value) for one, value in self.items if one == name)

    def raw(self, name: str) -> str:
        """The first field called *name*, unfolded, its encoded words left: addresses are cut first."""
        value = next((value for one, value in self.items if one == name), b"")
        return re.sub(r"\r?\n", "", decoded(value)).strip()

    def __contains__(self, name: str) -> bool:
        return any(one == name for one, _ in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a mail: a leaf with a body, or several parts."""

    media_type: str
    fields: Fields
    body: bytes  # as it came, transfer encoding and all
    parts: tuple["Part", ...] = ()

    @property
    def content(self) -> bytes:
        """The leaf's bytes without their transfer encoding."""
        return _decoded_body(self.body, self.fields.get("content-transfer-encoding").lower().strip(" \"'"))

    @property
    def disposition(self) -> str:
        """`attachment`, `inline`, or nothing."""
        return self.fields.get("content-disposition").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """As declared; empty where it is not."""
        return parameter(self.fields, "content-type", "charset")

    @property
    def filename(self) -> str:
        """As declared, decoded by RFC 2231 or RFC 2047; empty where it is not."""
        stated = parameter(self.fields, "content-disposition", "filename")
        return decoded_words(stated or parameter(self.fields, "content-type", "name"))

    def leaves(self) -> Iterator["Part"]:
        """Every leaf below, in order."""
        if self.parts:
            for part in self.parts:
                yield from part.leaves()
        else:
            yield self


@dataclass(slots=True, kw_only=True)
class Budget:
    """What is left of the limits while one mail is read."""

    limits: Limits
    parts: int = 0
    bytes: int = 0
    started: float = field(default_factory=monotonic)

    def spend(self, depth: int, size: int) -> None:
        """Count one part at *depth*, of *size* bytes. Raises UnreadableError when a limit is passed."""
        self.parts += 1
        if self.parts > self.limits.parts:
            raise UnreadableError(TOO_MANY_PARTS)
        self.bytes += size
        if depth > self.limits.depth or self.bytes > self.limits.bytes:
            raise UnreadableError(TOO_DEEP)
        self.check_time()

    def check_time(self) -> None:
        """Raise UnreadableError when it takes too long."""
        if monotonic() - self.started > self.limits.seconds:
            raise UnreadableError(TOO_SLOW)


def tree(mail: bytes, budget: Budget, depth: int = 0, default: str = "text/plain") -> Part:
    """The parts of *mail*. Raises UnreadableError when it passes the limits, and nothing else."""
    budget.spend(depth, len(mail))
    fields, body = split_header(mail)
    media_type = _media_type(fields, default)
    if media_type.startswith("multipart/"):
        child_default = "message/rfc822" if media_type == "multipart/digest" else "text/plain"
        # Some programs announce one boundary and write another.
        pieces = _pieces(body, parameter(fields, "content-type", "boundary")) or _pieces(body, _first_boundary(body))
        if pieces:
            parts = tuple(tree(piece, budget, depth + 1, child_default) for piece in pieces)
            return Part(media_type=media_type, fields=fields, body=b"", parts=parts)
        media_type = "text/plain"  # several parts are announced and none is there: all of it is the text
    return Part(media_type=media_type, fields=fields, body=body)


def split_header(mail: bytes) -> tuple[Fields, bytes]:
    """The header and the body: after an empty line, or from the first line that cannot belong to a header."""
    items: list[tuple[str, list[bytes]]] = []
    for line in _LINE.finditer(mail):
        if line.start() > _LONGEST_HEADER:
            # Nobody's program writes so much: what follows is no header any more that we would read.
            end = _HEADER_END.search(mail, line.start())
            return _fields(items), mail[end.end() :] if end else b""
        text = line[0]
        if not text.strip(b"\r\n"):
            return _fields(items), mail[line.end() :]
        if text[:1] in (b" ", b"\t"):
            if items:
                items[-1][1].append(text)
            continue
        match = _FIELD.match(text)
        if match:
            items.append((match[1].decode("ascii").lower(), [text[match.end() :]]))
        elif not text.startswith(_MBOX):
            return _fields(items), mail[line.start() :]
    return _fields(items), b""


def _fields(items: list[tuple[str, list[bytes]]]) -> Fields:
    return Fields(items=tuple((name, b"".join(lines)[:_LONGEST_FIELD]) for name, lines in items))


def parameter(fields: Fields, header: str, name: str) -> str:
    """A parameter of a header (RFC 2231), or nothing."""
    holder = Message()
    holder[header] = fields.raw(header)[:_LONGEST_PARAMETERS].replace("\r", " ").replace("\n", " ")
    try:
        value = holder.get_param(name, "", header=header)
    except (MessageError, ValueError, LookupError, TypeError):
        return ""
    if isinstance(value, tuple):
        charset, _, encoded = value
        return decoded((encoded or "").encode("latin-1", "replace"), charset or "")
    return str(value or "").strip()


def _media_type(fields: Fields, default: str) -> str:
    stated = fields.get("content-type").partition(";")[0].strip().lower()
    # Some write "text / plain", some forget the semicolon before a parameter.
    match = re.match(r"([\w.+-]+)\s*/\s*([\w.+-]+)(?=\s+[\w-]+\s*=|$)", stated)
    if match:
        return f"{match[1]}/{match[2]}"
    return "text/plain" if stated else default


def _first_boundary(body: bytes) -> str:
    match = re.search(rb"^--([^\r\n]{1,200}?)[ \t]*\r?$", body, re.MULTILINE)
    return match[1].decode("latin-1") if match else ""


def _pieces(body: bytes, boundary: str) -> list[bytes]:
    """What stands between the delimiters. A missing last delimiter loses nothing."""
    if not boundary:
        return []
    mark = re.escape(boundary.encode("utf-8", "replace").rstrip())
    pieces: list[bytes] = []
    start: int | None = None
    for line in re.finditer(rb"^--" + mark + rb"(--)?[ \t]*(?:\r?\n|\r|\Z)", body, re.MULTILINE):
        if start is not None:
            pieces.append(_without_last_newline(body[start : line.start()]))
        start = line.end()
        if line[1]:
            return pieces
    if start is not None and body[start:].strip():
        pieces.append(body[start:])
    return pieces


def _without_last_newline(piece: bytes) -> bytes:
    return piece.removesuffix(b"\n").removesuffix(b"\r") if piece.endswith(b"\n") else piece


def _decoded_body(body: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return base64_bytes(body)
    if encoding == "quoted-printable":
        return quopri.decodestring(body)
    if encoding in {"x-uuencode", "uuencode", "x-uue", "uue"}:
        return _uudecoded(body)
    return body


def _uudecoded(body: bytes) -> bytes:
    decoded_lines = []
    inside = False
    for line in body.splitlines():
        if line.startswith(b"begin "):
            inside = True
        elif line.strip() == b"end":
            break
        elif inside:
            decoded_lines.append(_uudecoded_line(line))
    return b"".join(decoded_lines)


def _uudecoded_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        # Longer than its count, as some programs pad it: the count is right. What is no uuencoding stays as it is.
        length = (((line[0] - 32) & 63) * 4 + 5) // 3 if line else 0
        try:
            return binascii.a2b_uu(line[:length])
        except binascii.Error:
            return line
