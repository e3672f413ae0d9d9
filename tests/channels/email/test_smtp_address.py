"""Addresses of the envelope: read quickly, and never otherwise than aiosmtpd reads them."""

import pytest
from aiosmtpd.smtp import SMTP
from hypothesis import given
from hypothesis import strategies as st

from channels.email.smtp import _Conversation

SIGNS = (
    "<",
    ">",
    "@",
    ".",
    "..",
    " ",
    "  ",
    "a",
    "B7",
    "ä",
    "+",
    "-",
    "_",
    "=",
    '"',
    "\\",
    "(x)",
    ",",
    ":",
    ";",
    "[",
    "]",
)
WORDS = ("maija", "citizen.example", "<maija@citizen.example>", "SIZE=100", "BODY=8BITMIME", "SMTPUTF8", "\t", "\0")


def read(kind, words):
    return kind._getaddr(kind.__new__(kind), words)


@pytest.mark.parametrize(
    ("words", "address", "rest"),
    [
        ("<maija@citizen.example>", "maija@citizen.example", ""),
        ("<maija@citizen.example> SIZE=100 BODY=8BITMIME", "maija@citizen.example", "SIZE=100 BODY=8BITMIME"),
        ("<maija+koti@citizen.example>", "maija+koti@citizen.example", ""),
        ('<"maija m"@citizen.example>', '"maija m"@citizen.example', ""),
        ("<>", "<>", ""),
        ("maija@citizen.example", "maija@citizen.example", ""),
        ("<@>", None, None),
    ],
)
def test_an_address_and_what_follows_it_are_told_apart(words, address, rest):
    assert read(_Conversation, words) == (address, rest)


@given(st.lists(st.sampled_from(SIGNS + WORDS), max_size=9).map("".join))
def test_an_address_is_read_as_aiosmtpd_reads_it(words):
    try:
        expected = read(SMTP, words)
    except (IndexError, AttributeError):  # its grammar stumbles where a line breaks off
        expected = "stumbled"
    if expected != "stumbled":
        assert read(_Conversation, words) == expected
