"""What a part's transfer encoding hides. What is not encoded, whatever is said of it, stays as it is."""

import binascii
import quopri
import re

from channels.email.wire.uuencode import from_uuencode

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_USUAL = bytes.maketrans(b"-_", b"+/")
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64))
_LINE = re.compile(rb"[^\n]*\n|[^\n]+\Z")
_NEEDS_A_LOOK = re.compile(rb"[^A-Za-z0-9+/\r\n]|\n\r?\n|\A.{0,40}\Z", re.DOTALL)
_WORDS_BEHIND_PADDING = re.compile(rb"[A-Za-z0-9+/]+={1,2}(?=[ \t]+[^\s=])")
_LONG = 40  # letters: no word has so many, and every line of base64 but the last one has
# Also with blanks set behind it on the way (RFC 2045, 6.7), and before an old Mac's end of a line.
_SOFT_BREAK = re.compile(rb"=[ \t]*(?:\r?\r?\n|\r|\Z)")
# One blank may be meant: it stands in the mark above a signature, and where a paragraph goes on.
_BLANKS_AT_THE_END = re.compile(rb"(?<![ \t])[ \t]{2,}(?=\r*\n)")
_FULL_LINE = re.compile(rb"^[A-Za-z0-9+/]{40,}={0,2}[ \t]*\r*$", re.MULTILINE)
_ENDED = re.compile(rb"=\s*\Z|\n[ \t\r]*\n\s*\Z")
_URL_SAFE = re.compile(rb"\s*[A-Za-z0-9_-]{20,}(?:[ \t\r]*\n[A-Za-z0-9_-]+)*={0,2}\s*\Z")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_NAME = re.compile(rb"[A-Z]?[a-z]{4,}")
_COMMENT = re.compile(r"\([^()]*\)")


def without_encoding(body: bytes, stated: str, media_type: str) -> bytes:
    """A part's *body* without its transfer encoding, *stated* as programs do, with parameters or a comment."""
    encoding = re.sub(r"[^a-z0-9]", "", _COMMENT.sub("", stated).partition(";")[0].lower())
    if encoding == "base64":
        usual = _in_usual_letters(body)
        return _text_from_base64(usual) if media_type.startswith("text/") else _file_from_base64(usual)
    if encoding == "quotedprintable":
        return quopri.decodestring(_BLANKS_AT_THE_END.sub(b"", _SOFT_BREAK.sub(b"", body)))
    if encoding in {"xuuencode", "uuencode", "xuue", "uue"}:
        return from_uuencode(body)
    return body


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


def _in_usual_letters(body: bytes) -> bytes:
    """*body* with the usual two letters where it has those that are safe in an address on the web."""
    if b"+" in body or b"/" in body or not _URL_SAFE.match(body):
        return body
    if not all(re.search(kind, body) for kind in (rb"[a-z]", rb"[A-Z]", rb"[0-9]")):
        return body
    first = body.split(maxsplit=1)[0]
    return body.translate(_USUAL) if len(first) >= _LONG or first.endswith(b"=") else body


def _file_from_base64(body: bytes) -> bytes:
    """The file in *body*, without words that were set below its end."""
    end = _end_of_base64(body)
    if not end:
        return body
    is_cut = _ENDED.search(body[:end][-100:]) and not _FULL_LINE.search(body, end)
    return base64_bytes(body[:end] if is_cut else body)


def _text_from_base64(body: bytes) -> bytes:
    """What *body* holds in base64, and as it stands what was set below it on the way: a list's footer, a warning."""
    end = _end_of_base64(body)
    below = body[end:]
    if not below.strip():
        return base64_bytes(body)
    content = base64_bytes(body[:end])
    return content + b"\r\n" + below if content else body


def _end_of_base64(body: bytes) -> int:
    first = _NEEDS_A_LOOK.search(body)
    if first is None:
        return len(body)
    begun = ended = again = False
    for line in _LINE.finditer(body, body.rfind(b"\n", 0, first.start()) + 1):
        bare = line[0].strip()
        begun = begun or line.start() > 0
        if not bare:
            ended = begun
            continue
        if behind := _WORDS_BEHIND_PADDING.match(line[0]):
            return line.start() + behind.end()
        # Where it has gone on below an end, with an empty line between any two or piece by piece, it may do so again.
        if _is_words(bare) or (_is_word_between(bare) if again else _is_word(bare, begun=begun, ended=ended)):
            return line.start()
        again = again or (ended and (len(bare) >= _LONG or bare.endswith(b"=")))
        begun = True
        ended = ended or bare.endswith(b"=")
    return len(body)


def _is_words(line: bytes) -> bool:
    """Whether *line* cannot be base64: foreign signs, of which one may be a slip in a long line, or short words."""
    tokens = line.split()
    foreign = sum(len(token.translate(None, _BASE64)) for token in tokens)
    return foreign > (len(line) >= _LONG) or (len(tokens) > 1 and max(map(len, tokens)) < _LONG)


def _is_word(line: bytes, *, begun: bool, ended: bool) -> bool:
    """Whether *line*, which could be base64 by its letters, is a word: as the first line, or below the end."""
    if len(line) >= _LONG or line.endswith(b"="):
        return False
    odd = len(line) % 4 != 0
    if ended:
        return odd or not _is_readable(base64_bytes(line))
    return not begun and odd and not _is_readable(base64_bytes(line))


def _is_word_between(line: bytes) -> bool:
    """Whether *line*, which could be base64 by its letters, is a word although base64 went on below an end before."""
    if len(line) >= _LONG or line.endswith(b"="):
        return False
    return len(line) % 4 != 0 or _NAME.fullmatch(line) is not None or _CONTROL.search(base64_bytes(line)) is not None


def _is_readable(data: bytes) -> bool:
    try:
        return all(sign.isprintable() or sign.isspace() for sign in data.decode())
    except ValueError:
        return False
