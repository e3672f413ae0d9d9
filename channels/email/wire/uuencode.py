"""Files that are written into a text as programs did before MIME."""

import binascii
import re

# A line says how long it is by its first letter, an M when it is full, and there are no small letters.
_FILE = re.compile(
    rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r*\n(?:[!-M][ -`]{1,64}\r*\n)+(?:[ `]*\r*\n)?end[ \t]*\r*(?:\n|\Z)",
    re.MULTILINE,
)
_MOST_FILES = 100


def text_and_files(body: bytes) -> list[tuple[bytes, bytes]]:
    """*body* cut into its files, each as it stands below its name, and the text around them, which has no name."""
    found = []
    end = 0
    for file, _ in zip(_FILE.finditer(body), range(_MOST_FILES), strict=False):
        found += [(b"", body[end : file.start()]), (file[1].strip(), file[0])]
        end = file.end()
    return [(name, piece) for name, piece in [*found, (b"", body[end:])] if name or piece.strip()]


def from_uuencode(body: bytes) -> bytes:
    """The first file in *body*; all of it where there is none."""
    decoded_lines = []
    inside = False
    for line in body.splitlines():
        if line.startswith(b"begin "):
            inside = True
        elif line.strip() == b"end":
            break
        elif inside:
            decoded_lines.append(_decoded_line(line))
    return b"".join(decoded_lines) if inside else body


def _decoded_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:
        # Longer than its count, as some programs pad it: the count is right. What is no uuencoding stays as it is.
        length = (((line[0] - 32) & 63) * 4 + 5) // 3 if line else 0
        try:
            return binascii.a2b_uu(line[:length])
        except binascii.Error:
            return line
