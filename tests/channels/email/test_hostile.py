"""Mail that means harm, or whose program did not know better: every record can be stored, every answer addressed."""

import json
from dataclasses import asdict
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from channels.channel import UnreadableError
from channels.contact import Contact
from channels.email.describe import Known, describe
from channels.email.parse import parse
from channels.email.wire.charsets import decoded, decoded_header
from channels.email.wire.transfer import base64_bytes
from tests.channels.email.test_parse import ARRIVAL

HALF = b"+2AA-"  # half of a pair of surrogates, in UTF-7
WITH_FILE = (
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\napua 112\r\n--b\r\nContent-Disposition: attachment; "
)
CODECS = ["utf-7", "unicode_escape", "raw_unicode_escape", "utf-16", "utf-8", "hex", "idna", "punycode", "x", "cesu-8"]


def storable(contact):
    return TypeAdapter(Contact).dump_json(contact, exclude={"attachments": {"__all__": {"content"}}})


@pytest.mark.parametrize(
    "mail",
    [
        b"Content-Type: text/plain; charset=utf-7\r\n\r\napua 112 " + HALF,
        b"Content-Type: text/html; charset=utf-7\r\n\r\n<p>apua 112 " + HALF,
        b"Content-Type: text/plain; charset=unicode_escape\r\n\r\napua 112 \\ud800",
        b"Content-Type: text/plain; charset=raw_unicode_escape\r\n\r\napua 112 \\ud800",
        b"Subject: =?utf-7?Q?112_" + HALF + b"?=\r\n\r\napua 112",
        b"From: =?utf-7?Q?112_" + HALF + b"?= <a@b.fi>\r\n\r\napua 112",
        b"Message-ID: <=?utf-7?Q?" + HALF + b"?=@b.fi>\r\n\r\napua 112",
        WITH_FILE + b"filename*=utf-7''%2B2AA-.pdf\r\n\r\nx\r\n--b--",
        WITH_FILE + b'filename="\xe4\xff\xed\xa0\x80.pdf"\r\n\r\nx\r\n--b--',
    ],
)
def test_half_a_character_keeps_no_mail_from_being_stored(mail):
    contact = parse(mail, ARRIVAL)

    assert "112" in contact.text
    assert storable(contact)
    assert all(one.filename.encode() for one in contact.attachments)


def test_half_a_character_is_shown_as_one_that_is_missing():
    assert decoded(b"112 +2AA-!", "utf-7") == "112 \ufffd!"
    assert decoded(b"+2D3eAA-", "utf-7") == "\U0001f600"
    assert decoded_header(b"=?utf-7?Q?+2AA-?=") == "\ufffd"


@pytest.mark.parametrize(
    "codec", ["unicode_escape", "raw_unicode_escape", "hex", "idna", "punycode", "undefined", "mbcs"]
)
def test_a_codec_that_no_mail_is_written_in_is_no_charset(codec):
    assert decoded(b"a\\u0041 61", codec) == "a\\u0041 61"


PIECES = st.one_of(
    st.binary(max_size=20),
    st.sampled_from([HALF, b"\\ud800", b"=ED=A0=80", b"&#xD800;", b"\xed\xa0\x80", b"\r\n", b"\r\n\r\n", b"--b\r\n"]),
    st.sampled_from([b"<", b">", b"@b.fi", b"%2B2AA-", b"=?utf-7?Q?+2AA-?=", b"<p>", b"\x00", b"''", b";", b'"']),
).map(bytes)
BYTES = st.lists(PIECES, max_size=12).map(b"".join)


@st.composite
def mails(draw):
    codec = draw(st.sampled_from(CODECS)).encode()
    kind = draw(st.sampled_from([b"text/plain", b"text/html", b"multipart/mixed", b"multipart/alternative", b"a/b"]))
    name = codec + b"''" + draw(BYTES).replace(b"\n", b"")
    return b"".join(
        [
            b"From: =?" + codec + b"?Q?" + draw(BYTES) + b"?= <" + draw(BYTES) + b"@b.fi>\r\n",
            b"Subject: =?" + codec + b"?" + draw(st.sampled_from([b"Q", b"B"])) + b"?" + draw(BYTES) + b"?=\r\n",
            b"Message-ID: <" + draw(BYTES) + b"@x>\r\nIn-Reply-To: " + draw(BYTES) + b"\r\n",
            b"Content-Type: " + kind + b"; boundary=b; charset=" + codec + b"; name*=" + name + b"\r\n",
            b"Content-Transfer-Encoding: " + draw(st.sampled_from([b"7bit", b"base64", b"quoted-printable"])),
            b"\r\n\r\n" + draw(BYTES),
            b"--b\r\nContent-Disposition: attachment; filename*=" + name + b"\r\n\r\n" + draw(BYTES),
        ]
    )


@given(st.one_of(st.binary(max_size=300), mails()))
@settings(max_examples=300, deadline=None)
def test_whatever_the_bytes_the_record_can_be_stored_and_told(mail):
    try:
        contact = parse(mail, ARRIVAL)
    except UnreadableError:
        return
    assert storable(contact)
    assert json.dumps(asdict(describe(mail, "x.eml", Known())), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "sender",
    [
        b"<\xff\xe4@b.fi>",
        b"<a@-.fi>",
        b"<a@" + b"b" * 64 + b".fi>",
        b"<=?utf-7?Q?+2AA-?=@b.fi>",
        b"<a@\xc4\xb1\xe2\x80\x8d.fi>",
    ],
)
def test_an_address_that_no_mail_can_be_sent_to_is_none_and_is_still_told(sender):
    contact = parse(b"From: " + sender + b"\r\nSubject: x\r\n\r\nApua\r\n", ARRIVAL)

    assert (contact.contacter.email, contact.may_acknowledge) == ("", False)
    assert contact.contacter.name.partition("@")[2] or b"utf-7" in sender


def test_an_address_with_letters_of_ours_is_one():
    contact = parse("From: <mäkinen@posti.example>\r\n\r\nApua\r\n".encode(), ARRIVAL)

    assert (contact.contacter.email, contact.may_acknowledge) == ("mäkinen@posti.example", True)


@pytest.mark.parametrize(
    "head",
    [b"", b"Content-Type: text/html\r\n", b"Content-Type: text/plain; format=flowed\r\n"],
    ids=["plain", "html", "flowed"],
)
def test_a_mail_as_large_as_may_come_is_parsed_in_seconds(head):
    started = monotonic()

    contact = parse(b"From: a@b.fi\r\n" + head + b"\r\n" + b"hei vaan \r\n" * 2_200_000, ARRIVAL)

    assert monotonic() - started < 15
    assert contact.text.startswith("hei vaan")


def test_base64_is_read_however_it_is_laid_out():
    assert base64_bytes(b" aGVp\r\n\xff!IHZh\r\nYW4=") == b"hei vaan"
