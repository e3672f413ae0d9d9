from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.channel import Arrival, UnreadableError
from channels.codes import ChannelCode, ContactKind
from channels.contact import Answered, Attachment
from channels.email.describe import Known, describe
from channels.email.mail import read_mail
from channels.email.parse import parse
from channels.email.settings import LIMITS, Limits
from channels.email.wire.charsets import decoded, decoded_words
from channels.email.wire.mime import TOO_DEEP, TOO_MANY_PARTS, TOO_SLOW
from channels.email.wire.transfer import base64_bytes

AT = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
ARRIVAL = Arrival(
    channel=ChannelCode.EMAIL,
    line="neuvonta",
    arrived_at=AT,
    our_addresses=frozenset({"neuvonta@satakunta.example"}),
    our_message_id_domain="satakunta.example",
)


def text_of(headers, body):
    return read_mail(headers + b"\r\n\r\n" + body, LIMITS).text


def nested(depth):
    mail = b"Content-Type: text/plain\r\n\r\nsyv\xc3\xa4ll\xc3\xa4"
    for number in range(depth):
        mark = b"b%d" % number
        mail = b'Content-Type: multipart/mixed; boundary="%b"\r\n\r\n--%b\r\n%b\r\n--%b--' % (mark, mark, mail, mark)
    return mail


def many(count):
    return b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * count


def test_a_mail_becomes_a_contact():
    contact = parse(
        b"From: =?utf-8?Q?Aino_M=C3=A4ki?= <Aino@Posti.example>\r\nSubject: Turvapuhelin\r\n"
        b"Message-ID: <m1@posti.example>\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHei!\r\n-- \r\nAino\r\n--b\r\n"
        b"Content-Type: text/plain; name=muistio.txt\r\n\r\n\xe4\r\n--b--\r\n",
        ARRIVAL,
    )

    assert (contact.channel, contact.line, contact.arrived_at) == (ChannelCode.EMAIL, "neuvonta", AT)
    assert (contact.contacter.name, contact.contacter.email) == ("Aino Mäki", "aino@posti.example")
    assert (contact.title, contact.text, contact.reply_text) == ("Turvapuhelin", "Hei!\n-- \nAino", "Hei!")
    assert contact.attachments == (Attachment(filename="muistio.txt", media_type="text/plain", content=b"\xe4"),)
    assert (contact.kind, contact.may_acknowledge) == (ContactKind.CONTACT, True)
    assert contact.message_id == "m1@posti.example"


def test_an_answer_to_our_domain_is_a_reply_and_its_history_is_folded():
    contact = parse(
        b"From: aino@posti.example\r\nSubject: VS: Viesti (AN-7F3K-9QWX)\r\nIn-Reply-To: <a1@satakunta.example>\r\n\r\n"
        b"Kiitos.\r\n\r\nOn 1 Dec 2026 Neuvonta <neuvonta@satakunta.example> wrote:\r\n> Hei!\r\n",
        ARRIVAL,
    )

    assert contact.kind is ContactKind.REPLY_TO_OUR_MESSAGE
    assert contact.reply_text == "Kiitos."
    assert contact.answered == Answered(message_ids=("a1@satakunta.example",), references=("AN-7F3K-9QWX",))


def test_where_there_is_nothing_to_fold_the_view_is_the_text():
    assert parse(b"From: a@posti.example\r\n\r\nHei!\r\n", ARRIVAL).reply_text == ""


@pytest.mark.parametrize(
    ("limits", "mail", "problem"),
    [
        (LIMITS, nested(60), TOO_DEEP),
        (LIMITS, many(1001), TOO_MANY_PARTS),
        (Limits(bytes=500), many(100), TOO_DEEP),
        (Limits(seconds=0.0), many(10), TOO_SLOW),
    ],
)
def test_what_passes_a_limit_is_unreadable_and_says_which(limits, mail, problem):
    with pytest.raises(UnreadableError) as unreadable:
        read_mail(mail, limits)

    assert unreadable.value.problem == problem


def test_what_stays_below_the_limits_is_read():
    assert read_mail(nested(40), LIMITS).text == "syvällä"
    assert len(read_mail(many(900), LIMITS).text.split()) == 900


def test_an_unreadable_mail_is_still_described_by_its_header():
    described = describe(b"From: Aino <a@posti.example>\r\nSubject: 120340-901J\r\n" + nested(60), "x.eml", Known())

    assert (described.from_address, described.hetu_found) == ("a@posti.example", ("120340-901J",))
    assert not described.may_acknowledge


@pytest.mark.parametrize(
    ("data", "declared", "text"),
    [
        ("hätä".encode(), "utf-8", "hätä"),
        ("hätä".encode(), "iso-8859-1", "hätä"),
        ("hätä".encode(), "", "hätä"),
        ("hätä 5 €".encode("cp1252"), "iso-8859-1", "hätä 5 €"),
        ("hätä".encode("latin-1"), "utf-8", "hätä"),
        ("hätä".encode("latin-1"), "us-ascii", "hätä"),
        ("hätä".encode("latin-1"), "", "hätä"),
        ("hätä".encode("latin-1"), "x-unknown", "hätä"),
        ("hätä".encode("utf-16"), "", "hätä"),
        ("hätä".encode("utf-8-sig"), "latin1", "hätä"),
        ("помощь".encode("koi8-r"), "koi8-r", "помощь"),
        ("緊急".encode("gb18030"), "gb2312", "緊急"),
        ("助けて".encode("iso-2022-jp"), "iso-2022-jp", "助けて"),
        (b"hei", "hex", "hei"),
    ],
)
def test_a_text_is_read_whatever_is_declared(data, declared, text):
    assert decoded(data, declared) == text


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("=?utf-8?B?w6RpdGk=?= kysyy", "äiti kysyy"),
        ("=?utf-8?B?w?=\n =?utf-8?B?6RpdGk=?=", "äiti"),
        ("=?UTF-8?Q?h=C3?=  =?utf-8?Q?=A4t=C3=A4?=", "hätä"),
        ("=?iso-8859-1*fi?Q?h=E4t=E4?=", "hätä"),
        ("=?utf-8?Q?a b?=", "a b"),
        ("=?kissa?Q?h=E4t=E4?=", "hätä"),
        ("=?utf-8?B?@@@?= x", " x"),
        ("2 =? 3", "2 =? 3"),
        ("=?utf-8?q?Miten_n=C3=A4in_tulee??=", "Miten näin tulee?"),
        ("=?iso-8859-1?Q?Mit=E4_nyt?_Kysyn?=", "Mitä nyt? Kysyn"),
        ("=?iso-8859-1?Q?Kuka?=C4iti?= x", "Kuka?Äiti x"),
        ("=?utf-8?Q?a??= =?utf-8?Q?b?=?c", "a?b?c"),
        ("=?utf-8?Q?=C3=84iti?=\n =?utf-8?Q?_ja_l=C3=A4=C3=A4kkeet=C", "Äiti ja lääkkeet"),
        ("=?utf-8?B?w6RpdGk= kysyy", "äiti kysyy"),
        ("=?utf-8?Q?h=C3=A4 t=C3=A4 =?utf-8?Q?on?=", "hä t=C3=A4 on"),
        ("=?utf-8?B?w6Q? apua?=", "=?utf-8?B?w6Q? apua?="),
        ("=?utf-8?B?äiti", "=?utf-8?B?äiti"),
        ("=?utf-8?X?w6Q?=", "=?utf-8?X?w6Q?="),
    ],
)
def test_an_encoded_header_is_read_by_whoever_wrote_it(header, text):
    assert decoded_words(header) == text


def test_base64_is_read_as_far_as_it_goes():
    assert base64_bytes(b"aGVp\r\naGVp") == b"heihei"
    assert base64_bytes(b"aGVpaA==aGVp") == b"heihhei"
    assert base64_bytes(b"aGV*p=a") == b"hei"


def with_alternative(plain, html):
    body = (
        f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{plain}\r\n"
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{html}</p>\r\n--b--"
    )
    return text_of(b"Content-Type: multipart/alternative; boundary=b", body.encode())


@pytest.mark.parametrize(
    "stub",
    [
        "Your client does not show HTML.",
        "Avaa viesti selaimessa: https://turva.example/viesti?id=1.2\r\n",
        "Visa i webbläsare.\r\nTarvitsen\r\n",
        "Tarvitsen apua, kotiin!",
    ],
)
def test_the_alternative_that_only_points_to_the_other_is_not_the_text(stub):
    assert with_alternative(stub, "Tarvitsen apua kotiin. " * 20) == ("Tarvitsen apua kotiin. " * 20).strip()


def test_what_stands_in_the_short_alternative_alone_is_not_hidden_by_a_template():
    template = "Turvapalvelun ilmoitus. Avaa ilmoitus selaimessa. " * 12

    text = with_alternative("Avaa selaimessa: Asiakas makaa lattialla eikä hengitä, Koivukatu 3.", template)

    assert "Asiakas makaa lattialla eikä hengitä, Koivukatu 3." in text
    assert "Turvapalvelun ilmoitus." in text


@pytest.mark.parametrize(
    ("headers", "body", "text"),
    [
        (b"Content-Type: multipart/mixed", b"--x\r\n\r\nhei\r\n--x--", "hei"),
        (b"Content-Type: multipart/mixed; boundary=x", b"hei ilman rajaa", "hei ilman rajaa"),
        (b"Content-Type: multipart/mixed; boundary=x", b"--x\r\n\r\nhei ilman loppua", "hei ilman loppua"),
        (b"Content-Type: kissa", b"hei", "hei"),
        (b"Content-Type: text/plain; name=viesti.txt", b"hei", "hei"),
        (b"Content-Transfer-Encoding: base64", b"aGVp", "hei"),
        (b"Content-Transfer-Encoding: QUOTED-PRINTABLE", b"h=C3=A4t=\r\n=C3=A4", "hätä"),
        (b"Content-Type: text/plain; charset*=utf-8''iso-8859-1", b"h\xe4t\xe4", "hätä"),
        (b"From kissa Mon Dec  1\r\nSubject: x", b"hei", "hei"),
        (b"Content-Transfer-Encoding: x-uuencode", b"begin 644 x\r\n#:&5I\r\nei: koodia\r\nend", "heiei: koodia"),
    ],
)
def test_a_mail_not_written_by_the_rules_is_read(headers, body, text):
    assert text_of(headers, body) == text


def test_of_two_plain_alternatives_neither_is_hidden():
    said = ("Äiti kaatui.", "Soittakaa minulle.", "Äiti  kaatui.")
    parts = "".join(f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n" for text in said)
    mail = f'From: a@b.example\r\nContent-Type: multipart/alternative; boundary="b"\r\n\r\n{parts}--b--\r\n'

    text = parse(mail.encode(), ARRIVAL).text

    assert "Soittakaa minulle." in text
    assert text.split().count("kaatui.") == 1


def test_a_boundary_without_its_semicolon_is_one():
    part = (
        b'--b\r\nContent-Type: image/png; name="kuva.png"\r\nContent-Transfer-Encoding: base64\r\n\r\naGVp\r\n--b--\r\n'
    )
    mail = b'From: a@b.example\r\nContent-Type: multipart/mixed\r\n\tboundary="b"\r\n\r\n' + part

    contact = parse(mail, ARRIVAL)

    assert contact.text == ""
    assert [(one.filename, one.content) for one in contact.attachments] == [("kuva.png", b"hei")]


def test_a_line_that_is_no_header_begins_the_text():
    assert read_mail(b"Subject: x\r\nHei, unohdin rivin.\r\nToinen: rivi\r\n", LIMITS).text == (
        "Hei, unohdin rivin.\nToinen: rivi"
    )


@pytest.mark.parametrize(
    "mail",
    [
        "From: a@b.example\r\nX-Päivä: x\r\nSubject: Äiti\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<b>Hei</b>",
        "From: a@b.example\r\nnonsense\r\nSubject: Äiti\r\n\r\nHei",
        "From: a@b.example\r\nno To: a@c.example\r\nSubject: Äiti\r\n\r\nHei",
        "\r\n\r\nFrom: a@b.example\r\nSubject: Äiti\r\n\r\nHei",
        "\ufeffFrom: a@b.example\r\nSubject: Äiti\r\n\r\nHei",
        "From: a@b.example\rSubject: Äiti\rTo: a@c.example\r\rHei\r",
        "From: a@b.example\nSubject: Äiti\n\nHei\n",
    ],
)
def test_an_accident_in_the_header_spoils_nothing_else(mail):
    read = read_mail(mail.encode(), LIMITS)

    assert (read.sender.address, read.subject, read.text) == ("a@b.example", "Äiti", "Hei")


def test_a_subject_that_is_broken_without_being_folded_is_read_to_its_end():
    read = read_mail("Subject: Äidin\r\nkotihoito\r\nFrom: a@b.example\r\n\r\nHei".encode(), LIMITS)

    assert (read.subject, read.sender.address, read.text) == ("Äidin kotihoito", "a@b.example", "Hei")


@pytest.mark.parametrize(
    "text",
    [
        "\nFrom: a@c.example\nSubject: toinen\n\nHei",
        "Hei, tämä tuli:\nFrom: a@c.example\nSubject: toinen\n\nVanha viesti",
        "Äiti: kaatui\nLääkkeet: Marevan\n\nHei",
    ],
)
def test_a_header_that_stands_in_the_text_is_text(text):
    assert read_mail(b"From: a@b.example\nSubject: x\n" + text.encode(), LIMITS).text == text.strip("\n")


def test_parts_below_the_end_of_an_inner_one_with_the_same_boundary_are_there():
    inner = b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nHei\r\n--b--\r\n"
    file = b"--b\r\nContent-Type: image/png; name=kuva.png\r\n\r\nx\r\n--b--\r\n"
    mail = read_mail(b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + inner + file, LIMITS)

    assert mail.text == "Hei"
    assert [(one.filename, one.content) for one in mail.body.attachments] == [("kuva.png", b"x")]


@pytest.mark.parametrize(
    ("header", "name", "address"),
    [
        (b'"M\xe4ki, Aino" <aino@posti.example>', "Mäki, Aino", "aino@posti.example"),
        ("Äiti <äiti@posti.example>".encode(), "Äiti", "äiti@posti.example"),
        (b"aino@posti.example (Aino)", "Aino", "aino@posti.example"),
        (b"aino@posti.example <aino@posti.example>", "", "aino@posti.example"),
        (b"Aino [aino@posti.example", "Aino", "aino@posti.example"),
        (b"Aino [mailto:aino@posti.example]", "Aino", "aino@posti.example"),
        (b"aino@x.example via lista <lista@posti.example>", "aino@x.example via lista", "lista@posti.example"),
        (b'Aino <"aino.koski"@posti.example>', "Aino", "aino.koski@posti.example"),
        (b'Aino (koti) Koski <"aino k"@posti.example>', "Aino Koski (koti)", '"aino k"@posti.example'),
        (b"=?utf-8?Q?=C3=84iti_=3Caino=40posti.example=3E?=", "Äiti", "aino@posti.example"),
        (b"=?utf-8?Q?aino=40posti.example?=", "", "aino@posti.example"),
        (b"<Aino Koski> <aino@posti.example>", "Aino Koski", "aino@posti.example"),
        (b"Aino Koski [HUS] <aino@posti.example>", "Aino Koski [HUS]", "aino@posti.example"),
        (b"[Kotihoito] Aino <aino@posti.example>", "[Kotihoito] Aino", "aino@posti.example"),
        (b"Aino Koski", "Aino Koski", ""),
        (b"", "", ""),
    ],
)
def test_a_sender_is_found_however_the_header_is_written(header, name, address):
    sender = read_mail(b"From: " + header + b"\r\n\r\n", LIMITS).sender

    assert (sender.name, sender.address) == (name, address)


@pytest.mark.parametrize(
    ("headers", "name", "address"),
    [
        (b"Reply-To: Aino <aino@posti.example>", "Aino", "aino@posti.example"),
        (b"Return-Path: <aino@posti.example>", "", "aino@posti.example"),
        (b"From: Aino\r\nReply-To: M <aino@posti.example>", "Aino", "aino@posti.example"),
        (b"Reply-To: <m@posti.example>\r\nSender: <aino@posti.example>", "", "aino@posti.example"),
        (b"From: aino@posti.example\r\nReply-To: m@posti.example", "", "aino@posti.example"),
    ],
)
def test_who_wrote_is_whom_the_surest_header_names(headers, name, address):
    mail = read_mail(headers + b"\r\n\r\n", LIMITS)

    assert (mail.sender.name, mail.sender.address, mail.answer_address) == (name, address, address)


def test_receivers_are_those_of_every_header_that_names_some():
    mail = read_mail(b"To: a@b.example\r\nCc: c@b.example\r\nTo: M <d@b.example>\r\nCc: e@b.example\r\n\r\n", LIMITS)

    assert [one.address for one in mail.to] == ["a@b.example", "d@b.example"]
    assert mail.receivers == ("a@b.example", "d@b.example", "c@b.example", "e@b.example")


def test_a_file_name_cannot_lead_out_of_its_folder():
    mail = read_mail(b'Content-Disposition: attachment; filename="../../etc/pass\twd"\r\n\r\nx', LIMITS)

    assert [one.filename for one in mail.body.attachments] == ["_.._etc_pass_wd"]


PIECES = st.sampled_from(
    [
        b"From: a@b.example\r\n",
        b"Subject: =?utf-8?B?w6Q=?=\r\n",
        b"Content-Type: multipart/mixed; boundary=b\r\n",
        b"Content-Type: multipart/alternative; boundary=\r\n",
        b"Content-Type: message/rfc822\r\n",
        b"Content-Type: text/html; charset=kissa\r\n",
        b"Content-Type: text/plain; format=flowed; delsp=yes\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Transfer-Encoding: x-uuencode\r\n",
        b"Content-Disposition: attachment; filename*0*=utf-9'';filename*1=x\r\n",
        b"begin 644 x\r\n",
        b"\r\n",
        b"--b\r\n",
        b"--b--\r\n",
        b"> > x \r\n",
        b"-- \r\n",
        b"\xff\xfe\x00",
        b"<blockquote type=cite><div class=gmail_signature>",
        b"On 1 Dec 2026 a@b.example wrote:\r\n",
        b"From: x\r\nSent: y\r\nTo: z\r\nSubject: w\r\n",
    ]
)


@given(st.lists(PIECES | st.binary(max_size=20), max_size=25).map(b"".join))
def test_any_bytes_become_a_contact_or_are_unreadable(original):
    try:
        contact = parse(original, ARRIVAL)
    except UnreadableError as unreadable:
        assert unreadable.problem  # noqa: PT017 - both ends are right
    else:
        assert contact.line == "neuvonta"
    assert describe(original, "x", Known()).file == "x"
