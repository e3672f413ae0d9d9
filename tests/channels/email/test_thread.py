import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.contact import Answered
from channels.email.thread import answered, as_drawn, content_key

MAIL = b"From: a@posti.example\r\nSubject: pitk\xe4\r\n otsikko\r\n\r\nReceived: ei otsake\r\n"


def test_the_same_mail_by_another_route_has_the_same_key():
    routed = (
        b"Return-Path: <a@posti.example>\nDelivered-To: x\nReceived: from a\n\tby b\n  for c\nARC-Seal: i=1\n"
        b"Authentication-Results: mx; spf=pass\nX-Spam-Flag: NO\nX-Virus: none\n" + MAIL.replace(b"\r\n", b"\n")
    )

    assert content_key(routed) == content_key(MAIL)
    assert len(content_key(MAIL)) == 64


@pytest.mark.parametrize(
    "added",
    [
        b"Received-SPF: pass\r\n (mx: domain of a@posti.example)\r\n",
        b"Envelope-To: neuvonta@satakunta.example\r\n",
        b"Delivery-Date: Mon, 16 Nov 2026 09:29:00 +0200\r\n",
        b"Old-Return-Path: <a@posti.example>\r\n",
        b"DKIM-Filter: OpenDKIM Filter v2.11.0\r\n",
        b"DKIM-Signature: v=1; a=rsa-sha256;\r\n\tb=abc\r\n",
        b"Authentication-Results-Original: mx; spf=pass\r\n",
        b"IronPort-SDR: abc\r\n",
        b"Status: RO\r\nContent-Length: 17\r\nLines: 1\r\n",
        b"From a@posti.example Mon Nov 16 09:29:00 2026\r\n",
    ],
)
def test_what_a_server_or_a_mailbox_adds_above_a_mail_makes_no_other_of_it(added):
    assert content_key(added + MAIL) == content_key(MAIL)


def test_blank_lines_at_the_end_make_no_other_mail_of_it():
    assert content_key(MAIL + b"\r\n\n") == content_key(MAIL.rstrip()) == content_key(MAIL)


def test_a_mail_that_differs_in_anything_else_has_another_key():
    others = [
        MAIL.replace(b"a@", b"b@"),
        MAIL.replace(b"ei ", b"on "),
        MAIL.replace(b"otsikko", b"otsikko "),
        MAIL.replace(b"\r\n otsikko", b" otsikko"),
        MAIL.replace(b"Received: ei otsake\r\n", b""),
        b"Message-ID: <1@x.example>\r\n" + MAIL,
        b"List-Id: <lista.example>\r\n" + MAIL,
        b"From : b@posti.example\r\n" + MAIL,  # with a blank before its colon, which was allowed once
    ]

    assert len({content_key(mail) for mail in [MAIL, *others]}) == 9


@given(st.binary(max_size=80), st.lists(st.sampled_from([b"X-A: 1\r\n", b"Received: b\r\n c\r\n", b"ARC-X: d\r\n"])))
def test_trace_headers_before_any_mail_change_nothing(body, trace):
    mail = b"Subject: a\r\n\r\n" + body

    assert content_key(b"".join(trace) + mail) == content_key(mail)


def test_the_parent_comes_first_then_the_newest_ancestor():
    found = answered("<c@x.example>", "<a@x.example>\r\n <b@x.example> <c@x.example>", "VS: asia (an-7f3k-9qwx)")

    assert found == Answered(message_ids=("c@x.example", "b@x.example", "a@x.example"), references=("AN-7F3K-9QWX",))


@pytest.mark.parametrize("header", ["<c\r\n @x.example>", "<c@\r\n\tx.example>", "VS: <c @x.exa mple> a@b"])
def test_a_message_id_that_is_folded_in_the_middle_is_one(header):
    assert answered(header, "", "").message_ids == ("c@x.example",)


@pytest.mark.parametrize("header", ["< @x.example>", "<c@ >"])
def test_of_half_a_message_id_there_is_none(header):
    assert answered(header, "", "").message_ids == ()


def test_a_message_id_without_brackets_counts_and_words_do_not():
    assert answered("c@x.example", "", "COVID-19 ja E-A 12").message_ids == ("c@x.example",)
    assert answered("viestisi tiistaina", "", "COVID-19 ja E-A 12") == Answered()


def test_of_endless_references_the_newest_count():
    many = " ".join(f"<{number}.{'a' * 50}@posti.example>" for number in range(1000))

    assert answered("", f"{many} <c@x.example>", "").message_ids[0] == "c@x.example"


def test_the_capitals_of_our_domain_do_not_matter_and_those_of_others_stay():
    assert as_drawn("0fA@SATAKUNTA.example", "satakunta.example") == "0fA@satakunta.example"
    assert as_drawn("0fA@POSTI.example", "satakunta.example") == "0fA@POSTI.example"
