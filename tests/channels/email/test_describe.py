"""What `luotsi read-email` says of a mail's place among ours."""

import pytest

from channels.email.describe import describe

ATTACHED = (
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nKenelle?\r\n'
    "--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <ack.1@satakunta.example>\r\n\r\nHei!\r\n--b--\r\n"
)


@pytest.mark.parametrize(
    ("sender", "header", "expected"),
    [
        ("aino.koski@posti.example", "In-Reply-To: <ack.1@SATAKUNTA.Example>", "<ack.1@satakunta.example>"),
        ("a@b.example", "In-Reply-To: <1@x>\r\nIn-Reply-To: <ack.1@satakunta.example>", "<ack.1@satakunta.example>"),
        ("aino.koski@posti.example", "Subject: vs: an-7f3k-9qwx", "<ack.1@satakunta.example>"),
        ("naapuri@b.example", ATTACHED, None),
        ("mailer-daemon@b.example", ATTACHED, "<ack.1@satakunta.example>"),
    ],
    ids=["capitals", "second field", "small letters", "a neighbour passes it on", "a machine reports on it"],
)
def test_a_mail_belongs_to_what_it_answers_or_reports_on(known, sender, header, expected):
    assert describe(f"From: {sender}\r\n{header}\r\n\r\n".encode(), "x", known).threads_to == expected
