"""Finnish and Swedish come out letter by letter, in whatever alphabet they are written and whatever is said of it."""

import itertools
import json
from pathlib import Path

import pytest

from channels.email.parse import parse
from tests.channels.email.test_parse import ARRIVAL

SAMPLES = Path(__file__).parents[2] / "samples" / "development"
ENCODINGS = (
    *("utf-8", "iso-8859-1", "iso-8859-15", "windows-1252", "mac-roman", "cp850"),
    *("utf-16", "utf-16-le", "utf-16-be", "utf-7"),
)
DECLARED = {"mac-roman": "macintosh", "cp850": "ibm850"}
# What a program says of it that does not know better; of UTF-16 and UTF-7 nobody says so.
WRONG = {
    "utf-8": ("iso-8859-1", "us-ascii", "windows-1252"),
    "iso-8859-1": ("utf-8", "us-ascii"),
    "iso-8859-15": ("utf-8", "us-ascii"),
    "windows-1252": ("utf-8", "us-ascii", "iso-8859-1"),
    "mac-roman": ("utf-8", "us-ascii"),
    "cp850": ("utf-8", "us-ascii"),
}


def texts(language):
    lines = [
        line for file in sorted(SAMPLES.glob(f"{language}*.jsonl")) for line in file.read_text("utf-8").splitlines()
    ]
    return [text for line in lines if not (text := json.loads(line)["text"]).isascii()][:120]


def writable(text, encoding):
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeError:
        return False


def read(text, encoding, declared):
    content_type = f"Content-Type: text/plain{f'; charset={declared}' if declared else ''}\r\n".encode()
    mail = b"From: a@b.example\r\nMIME-Version: 1.0\r\n" + content_type + b"Content-Transfer-Encoding: 8bit\r\n\r\n"
    return parse(mail + text.encode(encoding), ARRIVAL).text


def cases():
    for encoding in ENCODINGS:
        yield encoding, DECLARED.get(encoding, encoding)
        yield encoding, ""
        yield from ((encoding, wrong) for wrong in WRONG.get(encoding, ()))


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize(("encoding", "declared"), list(cases()))
def test_of_a_thousand_letters_five_may_be_wrong(encoding, declared, language):
    written = [text.strip() for text in texts(language) if writable(text, encoding)]
    assert len(written) >= 40

    right = sum(
        sum(one == other for one, other in itertools.zip_longest(text, read(text, encoding, declared)))
        for text in written
    )

    assert right / sum(map(len, written)) >= 0.995
