from hypothesis import given
from hypothesis import strategies as st

from channels.contact import Answered
from channels.email.thread import answered, content_key

MAIL = b"From: a@posti.example\r\nSubject: pitk\xe4\r\n otsikko\r\n\r\nReceived: ei otsake\r\n"


def test_the_same_mail_by_another_route_has_the_same_key():
    routed = (
        b"Return-Path: <a@posti.example>\nDelivered-To: x\nReceived: from a\n\tby b\n  for c\nARC-Seal: i=1\n"
        b"Authentication-Results: mx; spf=pass\nX-Spam-Flag: NO\nX-Virus: none\n" + MAIL.replace(b"\r\n", b"\n")
    )

    assert content_key(routed) == content_key(MAIL)
    assert len(content_key(MAIL)) == 64


def test_a_mail_that_differs_in_anything_else_has_another_key():
    others = [
        MAIL.replace(b"a@", b"b@"),
        MAIL.replace(b"ei ", b"on "),
        MAIL.replace(b"otsikko", b"otsikko "),
        MAIL.replace(b"\r\n otsikko", b" otsikko"),
        MAIL.replace(b"Received: ei otsake\r\n", b""),
        b"Message-ID: <1@x.example>\r\n" + MAIL,
    ]

    assert len({content_key(mail) for mail in [MAIL, *others]}) == 7


@given(st.binary(max_size=80), st.lists(st.sampled_from([b"X-A: 1\r\n", b"Received: b\r\n c\r\n", b"ARC-X: d\r\n"])))
def test_trace_headers_before_any_mail_change_nothing(body, trace):
    mail = b"Subject: a\r\n\r\n" + body

    assert content_key(b"".join(trace) + mail) == content_key(mail)


def test_the_parent_comes_first_then_the_newest_ancestor():
    found = answered("<c@x.example>", "<a@x.example>\r\n <b@x.example> <c@x.example>", "VS: asia (an-7f3k-9qwx)")

    assert found == Answered(message_ids=("c@x.example", "b@x.example", "a@x.example"), references=("AN-7F3K-9QWX",))


def test_a_message_id_without_brackets_counts_and_words_do_not():
    assert answered("c@x.example", "", "COVID-19 ja E-A 12").message_ids == ("c@x.example",)
    assert answered("viestisi tiistaina", "", "COVID-19 ja E-A 12") == Answered()
