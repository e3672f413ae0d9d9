"""What is said to be encoded is read as what it is, and what stands below it on the way is not lost."""

import base64
import time

import pytest

from channels.email.wire.transfer import without_encoding

TEXT = "Hyvää päivää, äiti kaatui eilen illalla eikä pääse ylös. Tulisiko joku käymään?\r\n".encode()
ENCODED = base64.encodebytes(TEXT)
FOOTER = b"_______________________________\r\nThis is a list's footer\r\n"


def read(body, stated="base64", media_type="text/plain"):
    return without_encoding(body, stated, media_type)


@pytest.mark.parametrize(
    "body",
    [
        "Äiti on tajuton, soittakaa heti.\r\n".encode(),
        b"Hei, voitteko soittaa?\r\n",
        b"Hei\r\nvoitteko soittaa minulle\r\n",
        b"Soittakaa\r\n",
        b"Soittakaa!\r\n",
        b"\r\n\r\nTulkaa heti.",
    ],
)
@pytest.mark.parametrize("stated", ["base64", "x-uuencode"])
def test_what_is_not_encoded_at_all_stays_as_it_is(body, stated):
    assert read(body, stated) == body


@pytest.mark.parametrize(
    "below",
    [
        FOOTER,
        b"\r\n" + FOOTER,
        b"--\r\nLista\r\n",
        b"Terveisin\r\nAino Koski\r\n",
        b"\r\nAino\r\n",
        b"https://lists.example.org/mailman/listinfo/omaiset\r\n",
        "Viesti tuli talon ulkopuolelta. Älä avaa liitteitä.\r\n".encode(),
    ],
)
def test_words_below_the_end_of_base64_are_shown_as_they_stand(below):
    content = read(ENCODED + below)

    assert content.startswith(TEXT)
    assert content.removeprefix(TEXT).strip() == below.strip()


def test_words_behind_the_padding_are_shown_as_they_stand():
    assert read(b"SMOkdMOkCg== apua").split() == ["Hätä".encode(), b"apua"]


@pytest.mark.parametrize(
    "body",
    [
        ENCODED,
        ENCODED.replace(b"\n", b"\r\n\r\n"),
        ENCODED.replace(b"\n", b" "),
        b"".join(b"  " + line for line in ENCODED.splitlines(keepends=True)),
        b"".join(b"> " + line for line in ENCODED.splitlines(keepends=True)),
        b"".join(base64.encodebytes(TEXT[at : at + 31]) for at in range(0, len(TEXT), 31)),
        ENCODED.rstrip(b"=\n"),
        b"\r\n" + ENCODED[:40] + b"\x00" + ENCODED[40:],
    ],
    ids=["as it should be", "every other line empty", "in one line", "set in", "quoted", "in pieces", "bare", "a slip"],
)
def test_base64_is_read_however_it_is_laid_out(body):
    assert read(body) == TEXT


@pytest.mark.parametrize("text", ["Äiti kaatui", "äää", "OK, kiitos"])
@pytest.mark.parametrize("charset", ["utf-8", "latin-1"])
def test_a_short_text_in_base64_is_no_word(text, charset):
    assert read(base64.encodebytes(text.encode(charset))) == text.encode(charset)


def test_a_file_gets_no_words_that_stand_below_it():
    picture = bytes(range(256))

    assert read(base64.encodebytes(picture) + FOOTER, media_type="image/png").startswith(picture)
    assert b"footer" not in read(base64.encodebytes(picture) + FOOTER, media_type="image/png")
    assert read(b"%PDF-1.4 \xff", media_type="application/pdf") == b"%PDF-1.4 \xff"


@pytest.mark.parametrize(
    ("stated", "body"),
    [
        ("quoted-printable; x=1", b"=C3=84iti"),
        ("quotedprintable", b"=C3=84iti"),
        ('"Quoted-Printable"', b"=C3=84iti"),
        ("quoted printable (as ever)", b"=C3=84iti"),
        ("base64 (x)", b"w4RpdGk="),
        ("BASE-64", b"w4RpdGk="),
        ("base64;", b"w4RpdGk="),
        ("x-uuencode", b"begin 644 x\n%PX1I=&D \n \nend\n"),
        ("8bit", "Äiti".encode()),
        ("kissa", "Äiti".encode()),
    ],
)
def test_an_encoding_is_known_however_it_is_written(stated, body):
    assert read(body, stated).rstrip() == "Äiti".encode()


@pytest.mark.parametrize("line", [b"hei vaan ", b"hei\r\n", b"\r\n", b"aGVp\r\n\r\n", b"aGVpaGVp=\r\n", b"= x"])
def test_no_long_body_holds_us_up(line):
    began = time.thread_time()
    read(line * (1_000_000 // len(line)))

    assert time.thread_time() - began < 2


LETTER = "Hei, äitini kaatui eilen illalla eikä pääse itse ylös, apua tarvitaan. Öä".encode("latin-1")


def test_letters_outside_utf_8_are_no_words_below_base64():
    long = LETTER + LETTER[:51] + "öä".encode("latin-1")
    in_pieces = [base64.encodebytes(one) for one in (LETTER[:31], LETTER[31:62], LETTER[62:74] + b"\xf6\xf6")]

    assert read(base64.encodebytes(long).replace(b"\n", b"\r\n\r\n")) == long
    assert read(b"".join(in_pieces)) == LETTER + b"\xf6\xf6"


@pytest.mark.parametrize("footer", [b"Aino\r\n", b"Lista kotihoito\r\n", b"Terveisin\r\n"])
def test_words_below_base64_in_pieces_are_shown(footer):
    pieces = b"".join(base64.encodebytes(one) for one in (LETTER[:31], LETTER[31:62], LETTER[62:]))

    assert read(pieces + footer).split()[-1] == footer.split()[-1]


def test_the_letters_that_are_safe_in_an_address_are_read():
    text = "ÿþÿ~~~???>>> äitini kaatui eilen".encode("latin-1")

    assert b"_" in base64.urlsafe_b64encode(text)
    assert read(base64.urlsafe_b64encode(text)) == text
    assert read(b"Soittakaa-040-123\r\n") == b"Soittakaa-040-123\r\n"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"h=C3=\r=A4t=\r=C3=A4\r\rApua", "hätä\r\rApua"),
        (b"h=C3=A4t=  \r\n=C3=A4=\t\n!", "hätä!"),
        (b"-- \r\nAino   \r\n", "-- \r\nAino\r\n"),
        (b"1 = 2", "1 = 2"),
    ],
)
def test_quoted_lines_are_joined_as_they_were(body, text):
    assert read(body, "quoted-printable") == text.encode()
