"""What of a mail is its text: no alternative's words are hidden, and what has no text says what it is."""

import pytest

from channels.email.describe import describe
from channels.email.mail import read_mail
from channels.email.parse import parse
from channels.email.settings import LIMITS
from tests.channels.email.test_parse import ARRIVAL, with_alternative


def of_type(content_type, body, *headers):
    head = "\r\n".join(("From: a@b.example", *headers, f"Content-Type: {content_type}"))
    return f"{head}\r\n\r\n{body}".encode()


def text_of(content_type, body, *headers):
    return read_mail(of_type(content_type, body, *headers), LIMITS).text


@pytest.mark.parametrize(
    ("plain", "html", "text"),
    [
        ("Tämä viesti on HTML-muodossa.", "Äiti on tajuton!", "Äiti on tajuton!"),
        ("Hei, äiti kaatui.", "Hei, äiti kaatui.<br>Marevan 3 mg", "Hei, äiti kaatui.\nMarevan 3 mg"),
        ("Terveisin Aino", "Hei, äiti kaatui.<br>Marevan 3 mg", "Hei, äiti kaatui.\nMarevan 3 mg\n\nTerveisin Aino"),
        ("Äiti kaatui eilen.", "Hei.<br>Äiti kaatui.", "Hei.\n\nÄiti kaatui eilen."),
        (
            "Lääkkeet alla,\r\nei muuta.\r\n\r\n> Mitä lääkkeitä?",
            "Lääkkeet alla, ei muuta.<br>Marevan 3 mg<br><br>Kysyitte niistä",
            "Lääkkeet alla,\nei muuta.\nMarevan 3 mg\nKysyitte niistä\n\n> Mitä lääkkeitä?",
        ),
        ("A\u0308iti kaa-\r\ntui. *Apua!*", "Äiti kaatui. <b>Apua!</b>", "A\u0308iti kaa-\ntui. *Apua!*"),
        ("Selaimeni ei toimi. " * 9, "Moi. " * 200, f"{('Moi. ' * 200).strip()}\n\n{'Selaimeni ei toimi. ' * 9}"),
    ],
)
def test_what_one_alternative_alone_says_is_shown(plain, html, text):
    assert with_alternative(plain, html) == text


@pytest.mark.parametrize(
    ("content_type", "body", "text"),
    [
        ("text/plain", "<!DOCTYPE html><html><body><p>Hei</p>apua</html>", "Hei\n\napua"),
        ("text/plain", "<div>Hei <b>apua</b></div>\r\n", "Hei apua"),
        ("text/plain", "<p>on kappale, <b>on lihava", "<p>on kappale, <b>on lihava"),
        ("text/plain", "Kirjoitan <html> näin", "Kirjoitan <html> näin"),
        ("text/html", "Hei\r\n5 < 6\r\napua", "Hei\n5 < 6\napua"),
        ("text/html", "&Auml;iti\r\nkaatui &#8211; 5 &lt; 6 &x; &co", "Äiti\nkaatui – 5 < 6 &x; &co"),
        ("application/xhtml+xml", "<html><body><p>Hei</p><p>apua</p></body></html>", "Hei\n\napua"),
        ("text/x-plain", "Hei\r\napua", "Hei\napua"),
        ("text/x-log; name=a.log", "Hei", ""),
        ("text/markdown", "# Hei\r\n\r\n* apua", "# Hei\n\n* apua"),
        ("text/enriched", "<bold>Hei</bold>\r\n<<\r\n\r\n<color><param>red</param>apua</color>", "Hei <\napua"),
        ("text/richtext", "Hei<nl>5 <lt> 6", "Hei\n5 < 6"),
    ],
)
def test_a_text_is_read_as_what_it_is(content_type, body, text):
    assert text_of(f"{content_type}; charset=utf-8", body) == text


@pytest.mark.parametrize("content_type", ["text/vcard", "text/csv", "text/x-amp-html", "image/png"])
def test_a_file_is_no_text(content_type):
    assert text_of(content_type, "x") == ""


def mixed(*parts):
    return "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--"


@pytest.mark.parametrize(
    ("parts", "text", "files"),
    [
        (
            (
                "Content-Disposition: attachment\r\n\r\nHei",
                "Content-Disposition: attachment; filename=a.txt\r\n\r\nx",
            ),
            "Hei",
            ["a.txt"],
        ),
        (("Content-Disposition: attachment\r\n\r\nx", "\r\nHei"), "Hei", ["attachment-1.txt"]),
        (
            (
                'Content-Type: text/html; name="mail.html"\r\nContent-Disposition: inline\r\n\r\n<p>Hei</p>',
                "\r\nTarkistettu.",
            ),
            "Hei\n\nTarkistettu.",
            [],
        ),
        (("Content-Type: text/plain; name=loki.txt\r\n\r\nx", "\r\nHei"), "Hei", ["loki.txt"]),
        (("\r\nHei\r\n\r\napua", "Content-Type: text/html\r\n\r\n<p>Hei</p><p>apua</p>"), "Hei\n\napua", []),
        (("\r\nHei", "Content-Type: text/html\r\n\r\n<p>Hei</p><p>apua</p>"), "Hei\n\nHei\n\napua", []),
    ],
)
def test_what_is_meant_for_the_text_is_shown_once(parts, text, files):
    body = read_mail(of_type("multipart/mixed; boundary=b", mixed(*parts)), LIMITS).body

    assert (body.text, [one.filename for one in body.attachments]) == (text, files)


EVENT = (
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VTIMEZONE\r\nDTSTART:16010101T030000\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n"
    "SUMMARY{}:Hoitopalaveri\\, äi\r\n ti\r\nDTSTART{}\r\nDTEND{}\r\nLOCATION:Osasto 3\\; Pori\r\n"
    "DESCRIPTION:Tuokaa\\nlääkelista\r\nBEGIN:VALARM\r\nDESCRIPTION:REMINDER\r\nEND:VALARM\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize(
    ("language", "start", "end", "time"),
    [
        ("", ":20261201T080000Z", ":20261201T090000Z", "Aika: 1.12.2026 klo 10.00–11.00\nPaikka"),
        ("", ":20261201T100000", ":20261202T110000", "Aika: 1.12.2026 klo 10.00–2.12.2026 klo 11.00\nPaikka"),
        ("", ";TZID=FLE Standard Time:20261201T100000", ":", "Aika: 1.12.2026 klo 10.00\nPaikka"),
        ("", ";TZID=Europe/Stockholm:20261201T100000", ":", "Aika: 1.12.2026 klo 11.00\nPaikka"),
        ("", ';TZID="Oma aika":20261201T100000', ":", "Aika: 1.12.2026 klo 10.00 (Oma aika)\nPaikka"),
        ("", ";VALUE=DATE:20261201", ";VALUE=DATE:20261202", "Aika: 1.12.2026\nPaikka"),
        ("", ";VALUE=DATE:20261201", ";VALUE=DATE:20261204", "Aika: 1.12.2026–3.12.2026\nPaikka"),
        (";LANGUAGE=sv-FI", ":20261201T080000Z", ":", "Tid: 1.12.2026 kl. 10.00\nPlats"),
        (";LANGUAGE=en-US", ":20261201T080000Z", ":", "Time: 2026-12-01 at 10:00\nPlace"),
    ],
)
def test_an_invitation_without_a_text_says_what_when_and_where(language, start, end, time):
    contact = parse(of_type("text/calendar; charset=utf-8", EVENT.format(language, start, end)), ARRIVAL)

    assert contact.text == f"Hoitopalaveri, äiti\n{time}: Osasto 3; Pori\n\nTuokaa\nlääkelista"
    assert [one.media_type for one in contact.attachments] == ["text/calendar"]


def test_a_cancelled_meeting_says_so():
    event = EVENT.replace("REQUEST", "CANCEL").format("", ":20269999T990000", ":")

    assert text_of("text/calendar", event).startswith("Peruttu: Hoitopalaveri, äiti\nPaikka: ")


@pytest.mark.parametrize(
    "calendar", ["", "BEGIN:VEVENT", "SUMMARY:x", "END:VEVENT\r\nEND:X", "BEGIN:VEVENT\r\nDTSTART:1"]
)
def test_a_broken_invitation_has_no_text(calendar):
    assert text_of("text/calendar", calendar) == ""


@pytest.mark.parametrize(
    ("content_type", "headers", "words"),
    [
        ("application/ms-tnef", (), "Viesti on Outlookin omassa muodossa (winmail.dat)"),
        ('application/octet-stream; name="WINMAIL.DAT"', ("Content-Language: sv-FI",), "Meddelandet har Outlooks eget"),
        ("application/pkcs7-mime; smime-type=enveloped-data", ("Accept-Language: xx, en",), "protected (S/MIME)"),
        ("application/pgp-encrypted", ("Content-Language: de",), "Viesti on suojattu (PGP)"),
    ],
)
def test_what_is_sealed_says_so_and_is_nobody_s_words(content_type, headers, words):
    mail = read_mail(of_type(content_type, "x", *headers), LIMITS)

    assert words in mail.text
    assert mail.body.is_note
    assert len(mail.body.attachments) == 1


def test_a_note_is_not_among_the_new_words(known):
    described = describe(of_type("application/pgp-encrypted", "x"), "x.eml", known)

    assert (described.text != "", described.reply_text) == (True, "")


def test_beside_a_text_nothing_is_noted():
    body = "--b\r\n\r\nHei\r\n--b\r\nContent-Type: application/ms-tnef\r\n\r\nx\r\n--b--"

    assert text_of("multipart/mixed; boundary=b", body) == "Hei"
