"""The tree of a mail's parts, cut from its bytes; every part's bytes stay as they came.

Own code since the standard library writes an attached mail anew and forgets the bytes it had.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Final

from channels.channel import UnreadableError
from channels.email.settings import Limits
from channels.email.wire.alphabets import codec_of
from channels.email.wire.boundaries import pieces
from channels.email.wire.charsets import decoded_header, decoded_words, unfolded
from channels.email.wire.parameters import first_word, media_type, parameter_of
from channels.email.wire.transfer import without_encoding
from channels.email.wire.uuencode import text_and_files

TOO_MANY_PARTS: Final = "too_many_parts"
TOO_DEEP: Final = "too_deep"
TOO_SLOW: Final = "too_slow"

_LINE = re.compile(rb"[^\n]*(?:\n|\Z)")
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:")
_LONGEST_FIELD = 100_000
_LONGEST_HEADER = 300_000  # bytes
_MOST_FIELDS = 10_000
_KNOWN_FIELD: Final = (
    rb"from|to|cc|bcc|subject|date|sender|reply-to|message-id|in-reply-to|references|received|return-path|"
    rb"mime-version|(?:content|x|list|auto|dkim|arc|resent|authentication|thread)-[\w-]{1,60}"
)
_OLD_END = re.compile(rb"\r(?!\r?\n)")
_OLD_FIRST_LINE = re.compile(rb"[\r\n]*[^\r\n]+\r(?!\r?\n)")
# A line of blanks is one too, unless the header evidently goes on below it.
_EMPTY_LINE = re.compile(
    rb"\r*\n|[ \t]+\r*\n(?!(?:[ \t]+[^\s][^\n]*\n)?(?:" + _KNOWN_FIELD + rb")[ \t]*:)", re.IGNORECASE
)
_HEADER_END = re.compile(rb"\n(?:" + _EMPTY_LINE.pattern + rb")", re.IGNORECASE)
# Fields that a mail has once.
_ONCE = re.compile(
    rb"^(from|to|subject|date|message-id|mime-version|content-type|content-transfer-encoding)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_PARAMETER = re.compile(
    rb"(?:charset|boundary|(?:file)?name|format|delsp|size|type|start|protocol|micalg|method|report-type|reply-type|"
    rb"creation-date|modification-date|read-date|x-[\w-]+)(?:\*[0-9]*\*?)?[ \t]*=",
    re.IGNORECASE,
)
_LIKE_A_FIELD = re.compile(rb"\S+:")
_MBOX = (b"From ", b">From ")
_FOLDED = (b" ", b"\t")
# Where HTML itself says what alphabet it is in.
_CHARSET_OF_HTML = re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_BEGINNING_OF_HTML = 5_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """A header: its fields in order, names in lower case, values as raw bytes with their folding."""

    items: tuple[tuple[str, bytes], ...]
    charset: str = ""  # as declared for the mail's text; raw letters are in it too

    def get(self, name: str) -> str:
        """The first field called *name*, decoded; empty where there is none."""
        return next((decoded_header(value, self.charset) for one, value in self.items if one == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every field called *name*, decoded."""
        return tuple(decoded_header(value, self.charset) for one, value in self.items if one == name)

    def raw(self, name: str) -> str:
        """The first field called *name*, unfolded, its encoded words left: addresses are cut first."""
        return next((unfolded(value, self.charset) for one, value in self.items if one == name), "")

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
        return without_encoding(self.body, self.fields.get("content-transfer-encoding"), self.media_type)

    @property
    def disposition(self) -> str:
        """`attachment`, `inline`, or nothing."""
        return first_word(self.fields.get("content-disposition"))

    @property
    def charset(self) -> str:
        """As declared, or where that says nothing, as the HTML itself has it; empty where neither does."""
        declared = parameter(self.fields, "content-type", "charset")
        if self.media_type != "text/html" or codec_of(declared):
            return declared
        named = _CHARSET_OF_HTML.search(self.content[:_BEGINNING_OF_HTML])
        return named[1].decode("ascii", "replace") if named else declared

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


def tree(mail: bytes, budget: Budget) -> Part:
    """The parts of *mail*. Raises UnreadableError when it passes the limits, and nothing else."""
    root = _part(_from_header(mail), budget, 0, "text/plain")
    texts = (leaf for leaf in root.leaves() if leaf.media_type.startswith("text/"))
    charset = next((text.charset for text in texts), "")
    return replace(root, fields=replace(root.fields, charset=charset))


def _part(mail: bytes, budget: Budget, depth: int, default: str) -> Part:
    budget.spend(depth, len(mail))
    fields, body = split_header(mail)
    kind = media_type(fields.get("content-type"), default)
    if kind.startswith("multipart/"):
        child_default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        parts = tuple(_part(piece, budget, depth + 1, child_default) for piece in _pieces(fields, body))
        if parts:
            return Part(media_type=kind, fields=fields, body=b"", parts=parts)
        kind = "text/plain"  # several parts are announced and none is there: all of it is the text
    return _with_files(Part(media_type=kind, fields=fields, body=body))


def _with_files(leaf: Part) -> Part:
    """*leaf*, in parts if it is a text and there are files written into it."""
    if leaf.media_type != "text/plain" or b"begin " not in leaf.body or leaf.disposition == "attachment":
        return leaf
    pieces_of_it = text_and_files(leaf.body)
    is_one_file = len(pieces_of_it) == 1 and leaf.content != leaf.body
    if is_one_file or leaf.filename or not any(name for name, _ in pieces_of_it):
        return leaf
    parts = tuple(_file(name, piece) if name else replace(leaf, body=piece) for name, piece in pieces_of_it)
    return Part(media_type="multipart/mixed", fields=leaf.fields, body=b"", parts=parts)


def _file(name: bytes, body: bytes) -> Part:
    quoted = re.sub(rb'["\\]', b"_", name)
    disposition = b'attachment; filename="' + quoted + b'"'
    fields = Fields(items=(("content-disposition", disposition), ("content-transfer-encoding", b"x-uuencode")))
    return Part(media_type="application/octet-stream", fields=fields, body=body)


def _pieces(fields: Fields, body: bytes) -> list[bytes]:
    """The parts in *body*, also where some program has encoded all of them together."""
    boundary = parameter(fields, "content-type", "boundary")
    if found := pieces(body, boundary):
        return found
    bare = without_encoding(body, fields.get("content-transfer-encoding"), "text/plain")
    return pieces(bare, boundary) if bare != body else []


def header_of(mail: bytes) -> Fields:
    """The header of a whole mail."""
    return split_header(_from_header(mail))[0]


def _from_header(mail: bytes) -> bytes:
    """*mail* without a byte order mark or empty lines above its header, its lines ended as they should be."""
    mail = _with_line_ends(mail.removeprefix(codecs.BOM_UTF8))
    bare = mail.lstrip(b"\r\n")
    return bare if _FIELD.match(bare) and _last_new_field(bare) is not None else mail


def _with_line_ends(mail: bytes) -> bytes:
    """*mail* with line ends where it has an old Mac's, and with one where each of them was ended twice on the way."""
    if _OLD_FIRST_LINE.match(mail):
        return _OLD_END.sub(b"\n", mail)
    twice = 2 * mail.count(b"\r\r\n") > mail.count(b"\n")
    return mail.replace(b"\r\r\n", b"\r\n") if twice else mail


def split_header(mail: bytes) -> tuple[Fields, bytes]:
    """The header and the body: after an empty line, or from the first line that cannot belong to a header.

    Above a field that the header has not had yet, such a line is an accident on the way; below the subject it belongs
    to that.
    """
    items: list[tuple[str, list[bytes]]] = []
    last_new = _last_new_field(mail) or 0
    for line in _LINE.finditer(mail):
        if line.start() > _LONGEST_HEADER or len(items) > _MOST_FIELDS:
            # Nobody's program writes so much, or so many: what follows is no header any more that we would read.
            end = _HEADER_END.search(mail, line.start())
            return _fields(items), mail[end.end() :] if end else b""
        text = line[0]
        if not text.strip(b"\r\n") or _EMPTY_LINE.match(mail, line.start()):
            return _fields(items), mail[line.end() :]
        if items and _is_parameter(text, items[-1]):
            items[-1][1].append(b" " + text)
        elif match := _FIELD.match(text):
            items.append((match[1].decode("ascii").lower(), [text[match.end() :]]))
        elif text.startswith((*_FOLDED, *_MBOX)) or (items and line.start() < last_new):
            _go_on(items, text)
        else:
            return _fields(items), mail[line.start() :]
    return _fields(items), b""


def _is_parameter(line: bytes, above: tuple[str, list[bytes]]) -> bool:
    """Whether *line* is a parameter of the field *above* that somebody has forgotten to set in."""
    name, lines = above
    is_open = name.startswith("content-") and lines[-1][-100:].rstrip().endswith(b";")
    return is_open and _PARAMETER.match(line) is not None


def _go_on(items: list[tuple[str, list[bytes]]], line: bytes) -> None:
    """Add *line* to the last field: if it is folded, or else to a subject, which somebody reads."""
    if items and line.startswith(_FOLDED):
        items[-1][1].append(line)
    elif items and items[-1][0] == "subject" and not _LIKE_A_FIELD.match(line):
        items[-1][1].append(b" " + line)


def _last_new_field(mail: bytes) -> int | None:
    """Where in the header of *mail* the last of the fields stands that a mail has once; None where there is none."""
    end = _HEADER_END.search(mail, 0, _LONGEST_HEADER)
    first: dict[bytes, int] = {}
    for one in _ONCE.finditer(mail, 0, end.start() if end else _LONGEST_HEADER):
        first.setdefault(one[1].lower(), one.start())
    return max(first.values(), default=None)


def _fields(items: list[tuple[str, list[bytes]]]) -> Fields:
    return Fields(items=tuple((name, b"".join(lines)[:_LONGEST_FIELD]) for name, lines in items))


def parameter(fields: Fields, header: str, name: str) -> str:
    """A parameter of a header (RFC 2231), or nothing."""
    return parameter_of(fields.raw(header), name)
