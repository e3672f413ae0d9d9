"""What a part's transfer encoding hides. What is not encoded, whatever is said of it, stays as it is."""

import binascii
import quopri
import re

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64))
_LINE = re.compile(rb"[^\n]*\n|[^\n]+\Z")
_NEEDS_A_LOOK = re.compile(rb"[^A-Za-z0-9+/\r\n]|\n\r?\n|\A.{0,40}\Z", re.DOTALL)
_WORDS_BEHIND_PADDING = re.compile(rb"[A-Za-z0-9+/]+={1,2}(?=[ \t]+[^\s=])")
_LONG = 40  # letters: no word has so many, and every line of base64 but the last one has
_COMMENT = re.compile(r"\([^()]*\)")


def without_encoding(body: bytes, stated: str, media_type: str) -> bytes:
    """A part's *body* without its transfer encoding, *stated* as programs do, with parameters or a comment."""
    encoding = re.sub(r"[^a-z0-9]", "", _COMMENT.sub("", stated).partition(";")[0].lower())
    if encoding == "base64":
        return _text_from_base64(body) if media_type.startswith("text/") else _file_from_base64(body)
    if encoding == "quotedprintable":
        return quopri.decodestring(body)
    if encoding in {"xuuencode", "uuencode", "xuue", "uue"}:
        return _from_uuencode(body)
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


def _file_from_base64(body: bytes) -> bytes:
    return base64_bytes(body) if _end_of_base64(body) else body


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
    begun = ended = False
    for line in _LINE.finditer(body, body.rfind(b"\n", 0, first.start()) + 1):
        bare = line[0].strip()
        begun = begun or line.start() > 0
        if not bare:
            ended = begun
            continue
        if behind := _WORDS_BEHIND_PADDING.match(line[0]):
            return line.start() + behind.end()
        if _is_words(bare) or _is_word(bare, begun=begun, ended=ended):
            return line.start()
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


def _is_readable(data: bytes) -> bool:
    try:
        return all(sign.isprintable() or sign.isspace() for sign in data.decode())
    except ValueError:
        return False


def _from_uuencode(body: bytes) -> bytes:
    decoded_lines = []
    inside = False
    for line in body.splitlines():
        if line.startswith(b"begin "):
            inside = True
        elif line.strip() == b"end":
            break
        elif inside:
            decoded_lines.append(_uudecoded_line(line))
    return b"".join(decoded_lines) if inside else body


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
