"""Mails that nobody would write: sample mails torn, cut, doubled and mixed. Each is read, or unreadable, and soon."""

import contextlib
import random
import time
from datetime import UTC, datetime
from itertools import count

import pytest

from channels.channel import Arrival, UnreadableError
from channels.codes import ChannelCode
from channels.email.describe import Known, describe
from channels.email.parse import parse
from tests.channels.conftest import SAMPLES

ARRIVAL = Arrival(channel=ChannelCode.EMAIL, line="neuvonta", arrived_at=datetime(2026, 12, 1, tzinfo=UTC))
LONGEST = 1.0  # seconds of a processor, for one mail
GROWN, GROWN_TO = 0.05, 600_000  # so many of the mails, to so many bytes
# What makes parsers stumble: nesting, boundaries, alphabets, endless repeats, half of something.
SPICES = (
    b"--",
    b"\r\n\r\n",
    b"\n",
    b"\x00",
    b"=?utf-8?q?=C3=A4?= ",
    b"=?utf-8?b?4pyT?=",
    b"=\r\n",
    b">" * 400,
    b"<div>" * 400,
    b"</div>" * 100,
    b"(" * 300,
    b"&#" * 200,
    b"\xff\xfe",
    b"+AOQ-" * 50,
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
    b"Content-Type: text/html; charset=utf-16\r\n",
    b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Disposition: attachment; filename*0*=utf-8''%E2; filename*1*=%82%AC\"\r\n",
    b"begin 644 a\nM",
    b"From: " + b"a,<b@c>" * 200 + b"\r\n",
    "Lähettäjä: a@b.example\nLähetetty: 1.1.2026\nAihe: x\n".encode() * 20,
    b"On Tue, Dec 1, 2026 at 9:16 AM x " * 50,
    b"-" * 5_000,
    b"_ " * 2_000,
)


def torn(mail: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """*mail* with one to six things done to it."""
    for _ in range(chance.randint(1, 6)):
        at, to = sorted(chance.randrange(len(mail) + 1) for _ in range(2))
        to = min(to, at + 2_000)
        other = chance.choice(others)
        start = chance.randrange(len(other) + 1)
        mail = chance.choice(
            (
                mail[:at] + mail[to:],
                mail[:at] + mail[at:to] * chance.randint(2, 30) + mail[to:],
                mail[:at] + chance.choice(SPICES) + mail[at:],
                mail[:at] + bytes(chance.randrange(256) for _ in range(8)) + mail[at + 8 :],
                mail[:at] + other[start : start + 3_000] + mail[at:],
                mail[:to],
            )
        )[:200_000]
    return grown(mail, chance) if chance.random() < GROWN else mail


def grown(mail: bytes, chance: random.Random) -> bytes:
    """*mail* with a piece of it, up to a screen long, again and again, as a pasted sheet or log has it."""
    at, to = sorted(chance.randrange(len(mail) + 1) for _ in range(2))
    piece = mail[at : min(to, at + 2_000)] or b"\r\n"
    return mail[:at] + piece * (chance.randrange(GROWN_TO) // len(piece)) + mail[at:]


def read_for(seconds: float) -> int:
    """Read torn mails for so long; how many."""
    mails = [file.read_bytes() for file in sorted(SAMPLES.glob("*.eml"))]
    until = time.monotonic() + seconds
    for seed in count():
        if time.monotonic() > until:
            return seed
        chance = random.Random(seed)
        original = torn(chance.choice(mails), mails, chance)
        began = time.thread_time()
        with contextlib.suppress(UnreadableError):
            parse(original, ARRIVAL)
        describe(original, "torn.eml", Known())
        took = time.thread_time() - began
        # Twice the work of one reading, and an own processor's time: no other program makes it longer.
        assert took < 2 * LONGEST, f"seed {seed} takes {took:.1f} s"
    raise AssertionError


@pytest.mark.parametrize(
    "minutes", [pytest.param(1, id="minute"), pytest.param(10, id="ten-minutes", marks=pytest.mark.soak)]
)
def test_no_torn_mail_stops_the_reader_or_holds_it_up(minutes):
    assert read_for(60.0 * minutes) > 100
