"""A mail that came torn, or was never whole: its words are there, and its files are the files that were sent."""

import base64

import pytest

from channels.email.parse import parse
from tests.channels.email.test_parse import ARRIVAL

FILE = bytes(range(256)) * 3
PARTS = (
    b"--z\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHei,\r\n\r\n\xc3\xa4iti kaatui.\r\n"
    b'--z\r\nContent-Type: application/pdf; name="lausunto.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    + base64.encodebytes(FILE).replace(b"\n", b"\r\n")
    + b"--z--\r\n"
)
TEXT = "Hei,\n\näiti kaatui."
FILES = [("lausunto.pdf", FILE)]


def read(headers, body):
    contact = parse(b"From: aino@posti.example\r\nSubject: Asia\r\n" + headers + b"\r\n\r\n" + body, ARRIVAL)
    return contact.text, [(one.filename, one.content) for one in contact.attachments]


@pytest.mark.parametrize(
    "line", [b"-- ", b"-----Original Message-----", b"--------------------", b"--", b"--yst\xc3\xa4v\xc3\xa4si"]
)
@pytest.mark.parametrize(
    "headers", [b"multipart/mixed; boundary=x", b"multipart/mixed", b'multipart/mixed; boundary=" "']
)
def test_a_line_of_dashes_is_no_boundary_where_there_are_no_parts(headers, line):
    body = b"Hei,\r\n\xc3\xa4iti kaatui.\r\n" + line + b"\r\nFrom: Aino\r\n" + line + b"\r\nSoittakaa\r\n"

    text, _ = read(b"Content-Type: " + headers, body)

    assert text.startswith("Hei,\näiti kaatui.")
    assert text.endswith("Soittakaa")
    assert "From: Aino" in text


def test_an_inner_part_that_has_no_parts_is_text():
    inner = b"--z\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\nHei\r\n-- \r\nAino\r\n"

    assert read(b"Content-Type: multipart/mixed; boundary=z", inner + PARTS) == (f"Hei\n-- \nAino\n\n{TEXT}", FILES)


@pytest.mark.parametrize(
    "headers",
    [
        b"multipart/mixed",
        b"multipart/mixed; boundary=other",
        b"multipart/mixed (in parts; several); boundary=z",
        b"multipart; boundary=z",
        b"multipart/mixed, boundary=z",
        b"multipart/mixed boundary=z",
        b"multipart/mixed; boundary=z\r\nContent-Transfer-Encoding: 8bit (as it is)",
    ],
)
def test_parts_are_found_however_they_are_announced(headers):
    assert read(b"Content-Type: " + headers, PARTS) == (TEXT, FILES)


@pytest.mark.parametrize("coding", ["utf-8", "latin-1"])
@pytest.mark.parametrize("stated", ["multipart/mixed; boundary=räjä", "multipart/mixed"])
def test_a_boundary_may_have_letters_outside_ascii(stated, coding):
    parts = PARTS.replace(b"--z", "--räjä".encode(coding))

    assert read(b"Content-Type: " + stated.encode(coding), parts) == (TEXT, FILES)


def test_words_above_a_boundary_that_nobody_announced_are_shown():
    assert read(b"Content-Type: multipart/mixed", b"Kiireellinen!\r\n" + PARTS) == (f"Kiireellinen!\n\n{TEXT}", FILES)
    assert read(b"Content-Type: multipart/mixed", b"This is a multi-part message.\r\n" + PARTS) == (TEXT, FILES)


def test_words_are_shown_where_all_parts_are_empty():
    text, _ = read(b"Content-Type: multipart/mixed; boundary=z", b"Hei\r\n--z\r\n\r\n--z--\r\n")

    assert "Hei" in text


def test_parts_that_are_encoded_all_together_are_found():
    headers = b"Content-Type: multipart/mixed; boundary=z\r\nContent-Transfer-Encoding: base64"

    assert read(headers, base64.encodebytes(PARTS)) == (TEXT, FILES)
    assert read(headers, PARTS) == (TEXT, FILES)


def test_the_header_of_a_part_may_stand_below_an_empty_line():
    parts = PARTS.replace(b"--z\r\n", b"--z\r\n\r\n")

    assert read(b"Content-Type: multipart/mixed; boundary=z", parts) == (TEXT, FILES)


@pytest.mark.parametrize(
    ("stated", "body", "text"),
    [
        (b"plain/text; charset=utf-8", "Hätä".encode(), "Hätä"),
        (b"text/html (HTML); charset=iso-8859-1", b"H\xe4t\xe4<br>112", "Hätä\n112"),
        (b"text/html, charset=iso-8859-1", b"H\xe4t\xe4<br>112", "Hätä\n112"),
        (b"text/html charset=iso-8859-1", b"H\xe4t\xe4<br>112", "Hätä\n112"),
    ],
)
def test_a_type_is_understood_however_it_is_written(stated, body, text):
    assert read(b"Content-Type: " + stated, body) == (text, [])


@pytest.mark.parametrize(
    "headers",
    [
        b"Content-Disposition: attachment; filename=\"p__t_s.txt\"; filename*=UTF-8''p%C3%A4%C3%A4t%C3%B6s.txt",
        "Content-Disposition: attachment filename=päätös.txt".encode(),
        'Content-Type: application/pdf name="päätös.txt"'.encode(),
    ],
)
def test_the_name_of_a_file_is_found_however_it_is_written(headers):
    assert read(headers, b"1;2")[1] == [("päätös.txt", b"1;2")]


UUENCODED = b"begin 644 muistio.txt\r\n#:&5I\r\n`\r\nend\r\n"


def whole(mail):
    contact = parse(mail, ARRIVAL)
    return contact.title, contact.text, [(one.filename, one.content) for one in contact.attachments]


@pytest.mark.parametrize(("end", "last"), [(b"\r", b"\n"), (b"\r", b"\r\n"), (b"\r", b""), (b"\r\r\n", b"")])
def test_lines_may_end_in_any_way(end, last):
    mail = b"Subject: Asia\r\nContent-Type: multipart/mixed; boundary=z\r\n\r\n" + PARTS

    assert whole(mail.replace(b"\r\n", end) + last) == ("Asia", TEXT, FILES)


@pytest.mark.parametrize("below", [b"Nimi: Aino\r\nAsia: apua\r\n", b"  Nimi: Aino\r\nAsia: apua\r\n"])
def test_a_line_of_blanks_ends_a_header(below):
    title, text, _ = whole(b"Subject: Lomake\r\n \r\n" + below)

    assert (title, text.strip()) == ("Lomake", "Nimi: Aino\nAsia: apua")


def test_a_header_that_goes_on_below_a_line_of_blanks_is_read_on():
    mail = b"Subject: Asia\r\n \t\r\nContent-Type: text/html\r\n\r\n<p>Hei</p>"

    assert whole(mail) == ("Asia", "Hei", [])


def test_parameters_that_are_not_set_in_belong_to_the_field_above():
    parts = PARTS.replace(b"; ", b";\r\n")

    assert read(b'Content-Type: multipart/mixed;\r\nboundary="z"', parts) == (TEXT, FILES)
    assert read(b"Content-Type: text/plain", b"name=Aino\r\n") == ("name=Aino", [])


def test_a_footer_below_a_file_is_no_part_of_it():
    headers = b"Content-Type: multipart/mixed; boundary=z"
    torn = PARTS.removesuffix(b"--z--\r\n")

    assert read(headers, torn + b"\r\n____________\r\nLista kotihoito\r\n") == (TEXT, FILES)
    assert read(headers, torn[:-90] + b"\r\n!! !!\r\n" + torn[-90:])[1] == FILES


@pytest.mark.parametrize("headers", [b"Content-Transfer-Encoding: x-uuencode", b"Content-Type: text/plain"])
def test_a_file_written_into_a_text_is_a_file(headers):
    body = b"Hei,\r\nohessa.\r\n" + UUENCODED + b"Terveisin Aino\r\n"

    assert read(headers, body) == ("Hei,\nohessa.\n\nTerveisin Aino", [("muistio.txt", b"hei")])


def test_words_that_only_begin_like_a_file_stay_in_the_text():
    assert read(b"Content-Type: text/plain", b"begin 644 x\r\nhei\r\nend\r\n") == ("begin 644 x\nhei\nend", [])
