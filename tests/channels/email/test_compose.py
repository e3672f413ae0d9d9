from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import Language
from channels.email.compose import (
    NotComposableError,
    Outgoing,
    answered_by_address,
    bounce_token,
    can_be_written_to,
    compose,
    envelope_sender,
)

MAIL = Outgoing(
    from_name="Satakunnan hyvinvointialue",
    from_address="neuvonta@satakunta.example",
    to="aino@posti.example",
    subject="Olemme saaneet viestisi (AN-7F3K-9QWX)",
    text="Hei!\nHätätilanteessa soita 112.\n\nSivu: https://satakunta.example/status.",
    message_id="job.1@satakunta.example",
    date=datetime(2026, 12, 1, 8, 0, tzinfo=UTC),
    auto_submitted=True,
    language=Language.FI,
    in_reply_to="m1@posti.example",
    references=("m0@posti.example", "m1@posti.example"),
)
HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Reply-To",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Type",
    "Content-Language",
]


def read(outgoing):
    return message_from_bytes(compose(outgoing), policy=policy.default)


def test_the_address_for_answers_leads_back_to_the_mail_and_no_other_address_does():
    ours, domain = frozenset({MAIL.from_address}), "luotsi.satakunta.example"
    answered = read(replace(MAIL, message_id=f"{'ab12' * 10}@{domain}"))["Reply-To"]

    assert answered == f"neuvonta+{'ab12' * 10}@satakunta.example"
    assert answered_by_address(answered.upper(), ours, domain) == f"{'ab12' * 10}@{domain}"
    for other in (MAIL.from_address, "neuvonta+@satakunta.example", answered.replace("neuvonta", "kirjaamo"), ""):
        assert answered_by_address(other, ours, domain) is None


def test_a_mail_says_who_to_whom_and_that_a_machine_wrote_it():
    mail = read(MAIL)

    assert mail["From"] == "Satakunnan hyvinvointialue <neuvonta@satakunta.example>"
    assert mail["To"] == "aino@posti.example"
    assert mail["Subject"] == "Olemme saaneet viestisi (AN-7F3K-9QWX)"
    assert mail["Message-ID"] == "<job.1@satakunta.example>"
    assert mail["In-Reply-To"] == "<m1@posti.example>"
    assert mail["References"] == "<m0@posti.example> <m1@posti.example>"
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["Date"] == "Tue, 01 Dec 2026 08:00:00 +0000"


def test_text_and_html_say_the_same():
    mail = read(MAIL)

    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n").strip() == MAIL.text
    html = mail.get_body(("html",)).get_content().replace("\r\n", "\n")
    assert '<html lang="fi">' in html
    assert "<p>Hei!<br>\nHätätilanteessa soita 112.</p>" in html
    assert '<a href="https://satakunta.example/status">https://satakunta.example/status</a>.' in html


def test_what_a_person_wrote_is_not_marked_as_a_machines():
    mail = read(replace(MAIL, auto_submitted=False))

    assert mail["Auto-Submitted"] is None


def test_markup_in_a_text_is_shown_and_not_obeyed():
    html = read(replace(MAIL, text="<script>x</script> & <b>")).get_body(("html",)).get_content()

    assert "<p>&lt;script&gt;x&lt;/script&gt; &amp; &lt;b&gt;</p>" in html


def test_the_same_values_make_the_same_bytes():
    assert compose(MAIL) == compose(MAIL)


def test_every_line_ends_as_smtp_wants_and_is_short():
    lines = compose(replace(MAIL, text="ä" * 5000)).split(b"\r\n")

    assert all(b"\n" not in line and b"\r" not in line and len(line) <= 998 for line in lines)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_value_can_add_or_end_a_header(name, subject, text):
    injected = "\r\nBcc: x@y.example\r\n\r\n"

    mail = read(replace(MAIL, from_name=name + injected, subject=subject + injected, text=text))

    assert list(mail.keys()) == HEADERS


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("to", "aino"),
        ("to", "aino@posti.example\r\nBcc: x@y.example"),
        ("to", "a@posti.example, b@posti.example"),
        ("to", "Aino <aino@posti.example>"),
        ("from_address", ""),
        ("message_id", "a b@c"),
        ("message_id", "a@c>\r\nX: y"),
    ],
)
def test_an_address_or_id_that_is_none_is_refused(field, value):
    with pytest.raises(NotComposableError) as refused:
        compose(replace(MAIL, **{field: value}))

    assert refused.value.field == field


def test_a_finnish_address_is_written_as_it_is():
    assert "To: äiti@posti.example\r\n".encode() in compose(replace(MAIL, to="äiti@posti.example"))


def test_failures_come_back_under_a_token():
    sender = envelope_sender("k7f3", "satakunta.example")

    assert sender == "bounce+k7f3@satakunta.example"
    assert bounce_token("Bounce+K7F3@Satakunta.example", "satakunta.example") == "k7f3"


@pytest.mark.parametrize(
    "address", ["bounce+@satakunta.example", "bounce+a@muu.example", "bounce@satakunta.example", ""]
)
def test_another_address_carries_no_token(address):
    assert bounce_token(address, "satakunta.example") is None


def test_a_token_unfit_for_an_address_is_refused():
    with pytest.raises(NotComposableError):
        envelope_sender("a b", "satakunta.example")


@pytest.mark.parametrize("foreign", ["<a@c>", "a b@c", "ä@c", "a@c>\r\nBcc: x@y.example", "no-at-sign", "\n"])
def test_a_strangers_message_id_that_cannot_be_written_keeps_no_answer_back(foreign):
    mail = message_from_bytes(
        compose(replace(MAIL, in_reply_to=foreign, references=("a@c", foreign))), policy=policy.default
    )

    assert (mail["In-Reply-To"], mail["References"], mail["Bcc"]) == (None, "<a@c>", None)


def test_a_message_id_that_is_odd_and_can_be_written_is_answered():
    mail = message_from_bytes(compose(replace(MAIL, in_reply_to='1:a(2)"x"@[host]')), policy=policy.default)

    assert mail["In-Reply-To"] == '<1:a(2)"x"@[host]>'


@pytest.mark.parametrize(
    "address", ["", "a", "a@-.fi", f"a@{'b' * 64}.fi", "a@b..fi", "\ud800@b.fi", "a@\u0131\u200d.fi"]
)
def test_not_every_address_can_be_written_to(address):
    assert not can_be_written_to(address)
    assert can_be_written_to("maija@ä.example")
