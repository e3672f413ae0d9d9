"""Finnish and Swedish come out letter by letter, in whatever alphabet they are written and whatever is said of it."""

import itertools
import json
from pathlib import Path

import pytest

from channels.email.parse import parse
from channels.email.wire.charsets import decoded, decoded_html
from channels.email.wire.guessing import letters_of_ours
from tests.channels.email.test_parse import ARRIVAL

SAMPLES = Path(__file__).parents[2] / "samples" / "development"
ENCODINGS = (
    *("utf-8", "iso-8859-1", "iso-8859-15", "windows-1252", "mac-roman", "cp850"),
    *("utf-16", "utf-16-le", "utf-16-be", "utf-7"),
)
DECLARED = {"mac-roman": "macintosh", "cp850": "ibm850"}
# What a program says of it that does not know better.
WRONG = {
    "utf-8": ("iso-8859-1", "us-ascii", "windows-1252", "utf-16", "utf-7"),
    "iso-8859-1": ("utf-8", "us-ascii"),
    "iso-8859-15": ("utf-8", "us-ascii", "iso-8859-1"),
    "windows-1252": ("utf-8", "us-ascii", "iso-8859-1", "iso-8859-15"),
    "mac-roman": ("utf-8", "us-ascii"),
    "cp850": ("utf-8", "us-ascii"),
    "utf-16": ("utf-8", "iso-8859-1"),
    "utf-16-le": ("utf-8", "iso-8859-1"),
    "utf-16-be": ("utf-8", "iso-8859-1"),
    "utf-7": ("utf-8", "iso-8859-1", "us-ascii"),
}
# What happens to UTF-8 on the way, once in a mail.
DAMAGE = {
    "cut inside a letter": b"\xc3",
    "cut inside an emoji": b"\xf0\x9f\x98",
    "a line in latin-1": b"\r\n> Hyv\xe4\xe4 p\xe4iv\xe4\xe4",
    "a hard blank": b" \xa0",
    "an euro sign": b" 5 \x80",
    "a byte of nothing": b"\x81",
}


def texts(language):
    lines = [
        line for file in sorted(SAMPLES.glob(f"{language}*.jsonl")) for line in file.read_text("utf-8").splitlines()
    ]
    return [text for line in lines if not (text := json.loads(line)["text"]).isascii()][:120]


def writable(text, encoding):
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeError:
        return False


def read(text, encoding, declared):
    content_type = f"Content-Type: text/plain{f'; charset={declared}' if declared else ''}\r\n".encode()
    mail = b"From: a@b.example\r\nMIME-Version: 1.0\r\n" + content_type + b"Content-Transfer-Encoding: 8bit\r\n\r\n"
    return parse(mail + text.encode(encoding), ARRIVAL).text


def cases():
    for encoding in ENCODINGS:
        yield encoding, DECLARED.get(encoding, encoding)
        yield encoding, ""
        yield from ((encoding, wrong) for wrong in WRONG.get(encoding, ()))


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize(("encoding", "declared"), list(cases()))
def test_of_a_thousand_letters_five_may_be_wrong(encoding, declared, language):
    written = [text.strip() for text in texts(language) if writable(text, encoding)]
    assert len(written) >= 40

    right = sum(
        sum(one == other for one, other in itertools.zip_longest(text, read(text, encoding, declared)))
        for text in written
    )

    assert right / sum(map(len, written)) >= 0.995


@pytest.mark.parametrize("declared", ["utf-8", "", "iso-8859-1", "us-ascii"])
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_utf_8_that_is_damaged_is_read_but_for_the_damage(damage, declared):
    for text in texts("fi")[:20] + texts("sv")[:20]:
        assert decoded(text.encode() + damage, declared).startswith(text)
        assert "\ufffd" not in decoded(text.encode() + damage, declared)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Kyll\xc3\xa4 \xed\xa0\xbd\xed\xb8\x80", "Kyllä \U0001f600"),
        (b"kipe\xc3", "kipe"),
        (b"kyll\xe4", "kyllä"),
        (b"kyl\xe4\x85", "kylä…"),
        ("Привет".encode() + b"\xff", "Приветÿ"),
        ("Привет".encode()[:-1], "Приве"),
        ("€".encode() * 3 + b"\xe2\x82", "€€€"),
    ],
)
def test_a_half_or_strange_letter_takes_nothing_with_it(data, text):
    assert decoded(data, "utf-8") == text


@pytest.mark.parametrize("declared", ["", "utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"])
@pytest.mark.parametrize(
    "text",
    [
        "Hän sanoi ”apua” ja ”en jaksa” – tulkaa",
        "She said “Help” and didn’t answer",
        "naïve Müller",
        "It costs 5 €…",
        "…and then she fell",
        "HÄN SANOI ”HÄTÄ”",
        "”Äiti”",
        "voilà, señor Núñez",
        "Aleksi´n äiti",
    ],
)
def test_marks_and_foreign_names_do_not_mislead(text, declared):
    assert decoded(text.encode("cp1252"), declared) == text


@pytest.mark.parametrize("declared", ["", "utf-8", "us-ascii", "iso-8859-1", "windows-1252"])
def test_a_bullet_makes_of_half_a_tablet_nothing_else(declared):
    text = "\u00a4 Marevan, \u00bd tablettia aamulla\n\u00a4 kävely ja jumppa"
    assert decoded(text.encode("cp1252"), declared) == text


@pytest.mark.parametrize(
    ("text", "alphabet", "declared"),
    [
        ("Äiti tarvitsee 50 €", "iso-8859-15", "iso-8859-1"),
        ("Lasku 12,50€, äiti", "iso-8859-15", "windows-1252"),
        ("Žukov œ", "iso-8859-15", "iso-8859-15"),
        ("Kyllä äiti pärjää", "cp850", "iso-8859-1"),
        ("Kyllä äiti pärjää", "mac-roman", "windows-1252"),
        ("Åbo", "cp850", "iso-8859-1"),
        ("HÄTÄ", "cp850", ""),
        ("õhtust, šokk", "cp1257", "iso-8859-13"),
        ("Äiti kaatui", "utf-8", "gb2312"),
        ("助けて", "iso-2022-jp", ""),
    ],
)
def test_a_declaration_is_believed_as_far_as_the_text_bears_it_out(text, alphabet, declared):
    assert decoded(text.encode(alphabet), declared) == text


@pytest.mark.parametrize("declared", ["utf-16", "ucs-2", "unicode", "iso-10646-ucs-2", None])
@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "Здравствуйте, моей маме нужна помощь дома.",
        "Здравствуйте",
        "مرحبا، أمي تحتاج إلى المساعدة",
        "お母さんの介護について教えてください",
        "母亲需要护理，请打电话",
        "안녕하세요, 어머니가 도움이 필요합니다",
        "Äiti 😀",
        "hei",
    ],
)
def test_of_utf_16_without_a_mark_of_order_the_order_is_told_by_its_letters(text, order, declared):
    assert decoded(text.encode(order), declared or order) == text


@pytest.mark.parametrize("declared", ["utf-16", "utf-16le", "utf-16-be"])
@pytest.mark.parametrize("text", ["Äitini tarvitsee apua, hän ei jaksa öisin.", "hätä", "Ring mig på måndag"])
def test_what_cannot_be_the_utf_16_that_is_declared_is_none(text, declared):
    assert decoded(text.encode("cp1252"), declared) == text
    assert decoded(text.encode(), declared) == text


@pytest.mark.parametrize(
    ("alphabet", "declared"), [("gb18030", "gb2312"), ("big5", "big5"), ("shift_jis", "shift_jis")]
)
def test_one_bad_byte_does_not_change_the_alphabet(alphabet, declared):
    text = "緊急電話" * 5

    assert decoded(text.encode(alphabet)[:-1], declared) == text[:-1]
    assert decoded(text.encode(alphabet) + b"\xff ", declared).startswith(text)


def test_the_foreign_letters_of_a_few_lines_make_a_long_text_no_eastern_one():
    quoted = "Você não tem razão, a paciência tem limite. Já não é questão de computação, é de educação e de atenção."
    text = f"{'Please call me about my sister, she lives alone and does not eat. ' * 14}\n> {quoted}"

    assert decoded(text.encode("cp1252")) == text


META = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1257">'


@pytest.mark.parametrize(
    ("content_type", "head", "alphabet"),
    [
        ("text/html", META, "cp1257"),
        ("text/html; charset=us-ascii", META, "cp1257"),
        ("text/html; charset=x-unknown", "<META charset='windows-1257'/>", "cp1257"),
        ("text/html; charset=windows-1257", '<meta charset="koi8-r">', "cp1257"),
        ("text/html", '<meta charset="utf-16">', "utf-8"),
        ("text/html", META, "utf-8"),
    ],
)
def test_html_says_itself_what_alphabet_it_is_in_where_its_header_does_not(content_type, head, alphabet):
    html = f"<html><head>{head}</head><body>Labdien, āčēģī</body></html>"
    mail = f"From: a@b.example\r\nContent-Type: {content_type}\r\n\r\n".encode() + html.encode(alphabet)

    assert parse(mail, ARRIVAL).text == "Labdien, āčēģī"


@pytest.mark.parametrize(
    ("header", "named", "alphabet", "text"),
    [
        ("iso-8859-1", "windows-1251", "cp1251", "Здравствуйте, моей маме нужна помощь дома."),
        ("utf-8", "koi8-r", "koi8-r", "Моей маме нужна помощь"),
        ("windows-1252", "iso-8859-7", "cp1253", "Η μητέρα μου χρειάζεται βοήθεια"),
        ("iso-8859-1", "gb2312", "gb18030", "母亲需要护理，请打电话给我"),
        ("utf-8", "windows-1250", "cp1250", "Dzień dobry, moja mama potrzebuje pomocy. Dziękuję."),
        ("utf-8", "windows-1257", "cp1257", "Labdien, mātei vajag palīdzību"),
        ("utf-8", "windows-1251", "utf-8", "Здравствуйте"),
        ("iso-8859-1", "windows-1251", "cp1252", "Hyvää päivää, Äiti kaatui"),
        ("utf-8", "windows-1250", "cp1252", "Äiti ei jaksa, señor Núñez"),
        ("utf-8", "windows-1251", "cp1252", "Jag är sjuk på måndag"),
        ("utf-8", "windows-1251", "cp1252", "It costs 5 € – “too much”"),
        ("windows-1251", "windows-1250", "cp1251", "Здравствуйте"),
    ],
)
def test_where_what_is_declared_cannot_be_true_html_says_itself_what_alphabet_it_is_in(header, named, alphabet, text):
    html = f"<html><head><meta charset={named}></head><body>".encode() + text.encode(alphabet)

    assert (
        parse(f"From: a@b.example\r\nContent-Type: text/html; charset={header}\r\n\r\n".encode() + html, ARRIVAL).text
        == text
    )


@pytest.mark.parametrize("named", ["windows-1250", "windows-1251", "windows-1257", "koi8-r", "gb2312"])
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_no_name_in_html_is_believed_against_letters_of_ours(language, named):
    for text in texts(language):
        if writable(text, "cp1252"):
            data = text.encode("cp1252")
            assert decoded_html(data, "iso-8859-1", named) == decoded(data, "iso-8859-1")
            assert not letters_of_ours(text) or decoded_html(data, "utf-8", named) == decoded(data, "utf-8")


@pytest.mark.parametrize(
    ("subject", "alphabet", "content_type"),
    [
        ("緊急電話", "big5", b"text/plain; charset=big5"),
        ("Помогите", "koi8-r", b"text/plain; charset=koi8-r"),
        ("助けて", "iso-2022-jp", b"text/plain; charset=iso-2022-jp"),
        ("Помогите", "koi8-r", b"multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=koi8-r"),
        ("Hätä", "utf-8", b"text/plain; charset=big5"),
        ("Hätä", "latin-1", b"text/plain; charset=utf-16"),
    ],
)
def test_a_header_is_in_the_alphabet_of_the_text(subject, alphabet, content_type):
    mail = b"From: a@b.example\r\nSubject: " + subject.encode(alphabet) + b"\r\nContent-Type: " + content_type

    assert parse(mail + b"\r\n\r\nhei", ARRIVAL).title == subject
