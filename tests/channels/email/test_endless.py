"""What is written to hold us up does not: time grows in step with the length of a mail."""

import time

import pytest

from channels.email.describe import Known, describe
from channels.email.doors import receiver_among
from channels.email.parse import parse
from channels.email.thread import content_key
from tests.channels.email.test_parse import ARRIVAL

MANY = 40_000
ANSWER = b"From: a@b.fi\r\nIn-Reply-To: <x@satakunta.example>\r\nSubject: Vs: x\r\n"
PLAIN, HTML = ANSWER + b"\r\n", ANSWER + b"Content-Type: text/html\r\n\r\n"
TWO = (
    b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\n%b\r\n--b\r\nContent-Type: text/html\r\n\r\n%b"
)
ENDLESS = {
    "a line drawn": PLAIN + b"--" + b" " * MANY + b"x\r\n",
    "blanks": PLAIN + b"hei\r\n" + b" " * MANY + b"x\r\n",
    "links": PLAIN + b"(https://" * (MANY // 9) + b"\r\n",
    "an attribution": PLAIN + b"On 1.1. " + b"x " * (MANY // 2) + b"wrote",
    "a sender in the text": PLAIN + b"From: " + b"a" * MANY + b"\r\nSent: 1\r\nTo: x\r\nSubject: y\r\n\r\nhei",
    "quotes": PLAIN + b">" * MANY,
    "thanks": PLAIN + b"sain a b c d " * (MANY // 13),
    "advice": PLAIN + b"ring " * (MANY // 5),
    "a receipt": b"From: a@b.fi\r\nSubject: Luettu: x\r\n\r\n" + b"viesti " * (MANY // 7),
    "tickets": b"From: a@b.fi\r\nSubject: " + b"case" * (MANY // 4) + b"\r\n\r\nSaimme viestisi.",
    "brackets": b"From: a@b.fi\r\nSubject: " + b"[1" * (MANY // 2) + b"\r\n\r\nSaimme viestisi.",
    "a server": b"From: postmaster@b.fi\r\nSubject: x\r\n\r\n" + b"550 a " * (MANY // 6),
    "lines of a server": b"Return-Path: <>\r\n\r\n" + b"\r\n" * 5 * MANY,
    "nobody": b"From: noreply@b.fi\r\nSubject: x\r\n\r\n" + b"ei voitu toimittaa " * (MANY // 19),
    "a sender": b"From: " + b"a" * MANY + b"\r\n\r\nhei",
    "words": b"From: a@b.fi\r\nSubject: " + b"=?a?Q?" * (MANY // 6) + b"\r\n\r\nhei",
    "question marks": b"From: a@b.fi\r\nSubject: =?a?Q?" + b"?=AA" * (MANY // 4) + b"\r\n\r\nhei",
    "words in blanks": b"From: a@b.fi\r\nSubject: " + b"=?a?Q?? " * (MANY // 8) + b"\r\n\r\nhei",
    "a receiver": b"To: " + b"a" * MANY + b"\r\n\r\nhei",
    "a sender in marks": b"From: " + b"[@" * (MANY // 2) + b"\r\n\r\nhei",
    "senders in brackets": b"From: " + b"<a> " * (MANY // 4) + b"\r\n\r\nhei",
    "receivers": b"To: a@b.fi, c@d.fi\r\n" * 9_000 + b"\r\nhei",
    "ancestors": b"From: a@b.fi\r\nReferences: <" + b"a@" * (MANY // 2) + b"\r\n\r\nhei",
    "parameters": b'From: a@b.fi\r\nContent-Type: text/plain; x="' + b";" * MANY + b"\r\n\r\nhei",
    "headers": b"a:\n" * MANY * 20 + b"\r\nhei",
    "a line above": b"From " + b"a " * MANY * 20 + b"\nSubject: x\n\nhei",
    "an end": PLAIN + b"hei" + b"\r\n" * MANY * 20,
    "rules": HTML + b"<style>" + b"p{" * (MANY // 2) + b"</style><p>a</p>",
    "more rules": HTML + b"<style>" + b"p," * (MANY // 2) + b"</style><p>a</p>",
    "signatures": HTML + b"<div class=gmail_signature>" * 50 + b"<p>" + b"hei <b>x</b> " * (MANY // 12),
    "colours": HTML + b"<font color=red>x" * (MANY // 17),
    "sizes": HTML + b"<p style=font-size:0>x" * (MANY // 22),
    "sizes in sizes": HTML + b"<div style=font-size:0>" * 200 + b"<b style=font-size:9px>x</b>" * (MANY // 30),
    "lists": PLAIN + b"x:\n> a\n\n" * (MANY // 9),
    "introductions": PLAIN + b"a@b.fi 1.1. wrote:\n> a\n" * (MANY // 25),
    "introductions of nothing": PLAIN + b"a@b.fi 1.1. wrote:\n" * (MANY // 20),
    "introductions in quotes": PLAIN + b"> a@b.fi 1.1. wrote:\n\n" * (MANY // 22),
    "letters of others": PLAIN + b"From: x@y.fi\nSent: 1\nTo: a\nSubject: x\n\nhei\n" * (MANY // 44),
    "letters of ours": PLAIN + b"From: neuvonta@satakunta.example\nSent: 1\nTo: a\nSubject: x\n\nhei\n" * (MANY // 60),
    "marks": PLAIN + (b">" * 200 + b" a\n") * (MANY // 200),
    "a sheet": HTML + b"<table>" + (b"<tr height=20>" + b"<td class=xl65>12,5</td>" * 10 + b"</tr>") * 3000,
    "a wide sheet": HTML + b"<table>" + (b"<tr>" + b"<td>12,5</td>" * 100 + b"</tr>") * 1500,
    "a long line above rows": HTML + b"<table><tr><td>" + b"x" * MANY + b"<tr><td>a" * (MANY // 4),
    "tables in tables": HTML + b"<table><tr><td>a<td>" * 200 + b"b<br>" * (MANY // 10),
    "bold words": HTML + b"<b>x</b> y " * MANY,
    "style sheets": HTML + b"<style>.a{font-size:1px}" * 10 + b".b{display:none}/*" * (MANY // 10) + b"</style>a",
    "alternatives": ANSWER + TWO % (b"aa, ab. " * MANY, b"<p>ab aa, ac.</p>" * (MANY // 3)),
    "an invitation": ANSWER + b"Content-Type: text/calendar\r\n\r\n" + b'BEGIN:VEVENT\r\nSUMMARY;a="' * (MANY // 20),
    "marked signatures": HTML + b"<div class=gmail_signature>Aino</div>" * (MANY // 4),
    "marked signatures between words": HTML + b"<div class=gmail_signature>Aino A</div>hei<br>" * (MANY // 4),
    "blank blocks": HTML + b"<div>&nbsp;" * (MANY // 11),
}


@pytest.mark.parametrize("original", ENDLESS.values(), ids=ENDLESS.keys())
def test_nothing_endless_takes_more_than_a_second_of_a_processor(original):
    began = time.thread_time()
    content_key(original)
    receiver_among(original, lambda _: False)
    at_the_door = time.thread_time() - began
    parse(original, ARRIVAL)
    describe(original, "endless.eml", Known())

    # On the code before each of these grew by the square: the first one took six seconds for a tenth of its length.
    assert at_the_door < 1.5
    assert time.thread_time() - began < 3
