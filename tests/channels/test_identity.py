"""Identity codes as people and their programs write them, and what only looks like one. All are of nobody."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.normalise import identity_codes, mask_identity_codes

LETTER, DIGIT = "120340-901J", "051135-9027"  # by their check character; temporary numbers, which nobody is given
NUMBERS = st.integers(0, 9_999_999)


@pytest.mark.parametrize(
    "written",
    [
        # Broken over a line, as programs wrap mail and quote it.
        "120340-\n901J",
        "120340\n-901J",
        "120340-\r\n> 901J",
        "120340-\n901j",
        # With signs that nobody sees.
        "120340\u200b-901J",
        "1\u206020340-901J",
        "120340-9\ufeff01J",
        # With a soft hyphen, beside the dash or for it.
        "120340\u00ad-901J",
        "12\u00ad0340-901J",
        "120340\u00ad901J",
        # With dots.
        "12.03.40-901J",
        "12.3.40-901J",
        "12.03.1940-901J",
        # With a blank or nothing between date and rest.
        "120340 901J",
        "120340901J",
        "12 03 40 901j",
        # With another sign, or a word for it.
        "120340/901J",
        "120340--901J",
        "120340~901J",
        "120340\u2043901J",
        "120340 miinus 901J",
        "120340-901-J",
        "_120340-901J_",
        "\uff11\uff12\uff10\uff13\uff14\uff10\uff0d\uff19\uff10\uff11\uff2a",
    ],
)
def test_a_code_with_a_letter_is_hidden_however_it_is_written(written):
    masked = mask_identity_codes(f"Äiti {written} kaatui")

    assert masked.text.replace("_", "") == "Äiti [hetu-0001] kaatui"
    assert [code.code for code in masked.codes] == [LETTER]


@pytest.mark.parametrize(
    "written",
    [
        "051135-\n9027",
        "051135-\r\n> 9027",
        "051135 -\n9027",
        "0511\u200b35-9027",
        "051135-90\u206027",
        "\ufeff051135-9027",
        "051135\u00ad-9027",
        "05\u00ad1135-9027",
        "051135\u00ad9027",
        "05.11.35-9027",
        "5.11.35-9027",
        "5.11.1935-9027",
        "051135--9027",
        "051135~9027",
        "051135\u20439027",
    ],
)
def test_a_code_with_a_digit_is_hidden_where_something_stands_for_its_dash(written):
    assert [code.code for code in identity_codes(f"Min mor {written}.")] == [DIGIT]


@pytest.mark.parametrize("between", [" ", "", "\u00a0"])
def test_ten_digits_are_a_code_only_where_they_can_be_no_telephone_number(between):
    assert [code.code for code in identity_codes(f"tunnus 131052{between}3140")] == ["131052-3140"]
    # Its check character is right too, and yet it may be somebody's number.
    assert [code.code for code in identity_codes("tunnus 031052-3003")] == ["031052-3003"]
    assert mask_identity_codes(f"soita 031052{between}3003").text == f"soita 031052{between}3003"


@pytest.mark.parametrize("written", ["120340-\n901K", "120340 901K", "12.03.40-901K", "310240 901J", "120340901K"])
def test_written_in_another_way_it_counts_only_with_the_right_check_character(written):
    assert mask_identity_codes(f"numero {written}").text == f"numero {written}"


def test_the_century_is_that_of_the_sign_or_of_the_whole_year():
    found = identity_codes("12.03.40A901J, 12.03.1840 901J, 12.03.2040 901J, 12.03.40 901J")

    assert [one.code for one in found] == ["120340A901J", "120340+901J", "120340A901J", "120340-901J"]


def test_it_is_told_where_a_code_stood_and_where_the_words_beside_it_did():
    text = "Äiti 120340-\n901J ja isä 12 03 40 - 901 J kaatuivat"
    masked = mask_identity_codes(text)

    assert masked.text == "Äiti [hetu-0001] ja isä [hetu-0001] kaatuivat"
    for words in ("Äiti", "ja isä", "kaatuivat"):
        at = masked.text.index(words)
        start, end = masked.before(at, at + len(words))
        assert text[start:end] == words
    # Who points into a token points at the whole code.
    at = masked.text.index("0001")
    assert masked.before(at, at + 3) == (5, 17)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        # With other separators in the date, or digit by digit.
        ("Äiti 12/03/40-901J kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 12-03-40-901J kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 12_03_40-901j kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 12-03-1940-901J kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 12 03 40 901 J kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 120340-9 0 1 J kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 1 2 0 3 4 0 - 9 0 1 J kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 1 2 0 3 4 0 - 9 0 1 j kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 1 2 0 3 4 0 9 0 1 J kaatui", "Äiti [hetu-0001] kaatui"),
        ("hetu on 120340 ja loppu 901J.", "hetu on [hetu-0001]."),
        # Broken over a line elsewhere than at the sign.
        ("Äiti 120340-90\n1J kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 120340-901\nJ kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 1203\r\n> 40-901J kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 120340\u2028-901J kaatui", "Äiti [hetu-0001] kaatui"),
        # Glued to what stands beside it.
        ("120340-901Jäiti kaatui", "[hetu-0001]äiti kaatui"),
        ("120340-901jäiti kaatui", "[hetu-0001]äiti kaatui"),
        ("x120340-901Jx", "x[hetu-0001]x"),
        ("hetu12.03.40-901J", "hetu[hetu-0001]"),
        ("0120340-901J?", "0[hetu-0001]?"),
        ("120340-901J1", "[hetu-0001]1"),
        # As HTML leaves it.
        ("Äiti 120340&nbsp;901J kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 120340&#8211;901J kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 120340&amp;#x2013;901J kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 120340&shy;-901J kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 120340<br>901J kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti 120340-<b>901J</b> kaatui", "Äiti [hetu-0001]</b> kaatui"),
        # In signs that look alike: Cyrillic, Arabic-Indic, mathematical, raised.
        ("Äiti 120340-901\u0408 kaatui", "Äiti [hetu-0001] kaatui"),
        ("Äiti \u0661\u0662\u0660\u0663\u0664\u0660-\u0669\u0660\u0661J kaatui", "Äiti [hetu-0001] kaatui"),
        (
            "Äiti \U0001d7cf\U0001d7d0\U0001d7ce\U0001d7d1\U0001d7d2\U0001d7ce-901\U0001d409 kaatui",
            "Äiti [hetu-0001] kaatui",
        ),
        ("Äiti \u00b9\u00b2\u2070\u00b3\u2074\u2070-901J kaatui", "Äiti [hetu-0001] kaatui"),
    ],
)
def test_where_digits_and_check_character_fit_much_may_stand_between_and_around(text, masked):
    assert mask_identity_codes(text).text == masked
    assert [code.code for code in identity_codes(text)] == [LETTER]


@pytest.mark.parametrize(
    "written", ["05/11/35-9027", "05-11-35-9027", "051135-90\n27", "051135-902\n7", "051135 - 9 0 2 7", "x051135-9027x"]
)
def test_so_may_it_with_a_digit_where_a_dash_is_written(written):
    assert [code.code for code in identity_codes(f"Min mor {written}.")] == [DIGIT]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("120340-90lJ", "[hetu-0001]"),
        ("l2O34O-9OIJ", "[hetu-0001]"),
        ("120340 90lJ", "[hetu-0001]"),
        ("120340-90lK", "[hetu-0001]"),
        ("120340-901Käiti", "[hetu-0001]äiti"),
        ("x120340-901K", "x[hetu-0001]"),
        ("120340-9011äiti", "[hetu-0001]äiti"),
        ("1120340-901K", "1[hetu-0001]"),
    ],
)
def test_a_mistyped_code_of_the_usual_shape_is_hidden_and_is_none(text, masked):
    assert mask_identity_codes(text).text == masked
    assert identity_codes(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "soita 040 123 4567",
        "soita 0401 234 56\nJ",
        "soita 030348762 A. Virtanen",
        "soita 0 1 9 0 9 3 9 4 9 5\nJ",
        "klo 10.11.",
        "12.03.2026",
        "12/03/26 0930",
        "viite 1234 5678 9012",
        "FI21 1234 5600 0007 85",
        "y-tunnus 0201256-6",
        "Verenpaine 145/92",
        "tili 120340-9011234",
        "jakso 120340-901kpl",
        "12/03/40-901K",
        "1 2 0 3 4 0 - 9 0 1 K",
        "120340-90\n1K",
        "120340&nbsp;901K",
        "f120340a901j2",
        "100\n200\n300e",
    ],
)
def test_what_only_looks_like_a_code_stays(text):
    assert mask_identity_codes(text).text == text


def test_the_place_is_that_in_the_text_as_it_was_written():
    text = "\u00b9 &auml;iti 120340&#8211;<b>901\u0408</b> kaatui"
    (found,) = identity_codes(text)

    assert (found.code, text[found.start : found.end]) == (LETTER, "120340&#8211;<b>901\u0408")


@pytest.mark.parametrize(
    "piece",
    ["0", "0 ", "1\n", "l", "0-", "1.1.", "<a ", "&#1", "1&nbsp;", LETTER, f"{LETTER} ", "120340901J ", "12 03 40 "],
)
def test_a_very_long_text_is_masked_soon(piece):
    text = (piece * 100_000)[:100_000]
    began = time.perf_counter()
    mask_identity_codes(text)

    assert time.perf_counter() - began < 5  # a third of a second, on a machine that does nothing else


@pytest.mark.parametrize("piece", ["x", "äiti ei pärjää yksin, "])
def test_of_megabytes_only_what_stands_near_digits_is_looked_at(piece):
    text = f"{(piece * 5_000_000)[:5_000_000]} {LETTER}"
    began = time.thread_time()
    (found,) = identity_codes(text)

    assert time.thread_time() - began < 2.5  # a fifth of a second, on a machine that does nothing else
    assert text[found.start :] == LETTER


@given(st.integers(0, 400), NUMBERS)
def test_a_telephone_number_is_no_code(area, rest):
    prefix, number = f"0{area % 100 or 4}", f"{rest:07}"
    written = [
        f"{prefix} {number[:3]} {number[3:]}",
        f"{prefix}-{number}",
        f"{prefix}{number}",
        f"{prefix} {number}",
        f"{prefix}{number[0]} {number[1:4]} {number[4:]}",
        f"+358 {prefix[1:]} {number}",
        f"+358{prefix[1:]}{number}",
        f"({prefix}) {number[:3]} {number[3:]}",
        f"+46 {prefix[1:]} {number[:3]} {number[3:5]} {number[5:]}",
        f"+49 30{number}1",
    ]
    text = " tai ".join(written)

    assert mask_identity_codes(text).text == text


@given(st.integers(0, 99_999), st.integers(0, 99), st.dates(date(1900, 1, 1), date(2035, 12, 31)))
def test_a_price_is_no_code_nor_is_one_beside_a_date(whole, cents, day):
    prices = (
        f"{whole},{cents:02} €",
        f"{whole} €",
        f"{whole}e",
        f"{whole}.{cents:02}e",
        f"{whole} euroa",
        f"{whole}:-",
    )
    dates = (f"{day:%d.%m.%Y}", f"{day:%d.%m.%y}", f"{day.day}.{day.month}.", f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}")
    text = "; ".join(f"{one} {price}, {one}, {price} m" for one in dates for price in prices)

    assert mask_identity_codes(text).text == text


@given(st.datetimes(), st.datetimes())
def test_a_date_is_no_code_nor_are_two_or_one_with_its_time(one, other):
    written = [
        f"{one:%d.%m.%Y}-{other:%d.%m.%Y}",
        f"{one:%d.%m.%y} - {other:%d.%m.%y}",
        f"{one:%d.%m.}–{other:%d.%m.%Y}",
        f"{one:%d.%m.%y} {one:%H.%M}",
        f"{one:%d.%m.%Y} klo {one:%H.%M}-{other:%H.%M}",
        f"{one:%d.%m.%y} - {one:%H%M}",
        f"{one:%Y-%m-%d %H:%M:%S}",
        f"{one:%Y%m%dT%H%M%S}",
        f"{one:%d/%m/%Y, %H:%M}",
    ]
    text = ", ".join(written)

    assert mask_identity_codes(text).text == text


PIECES = [
    LETTER,
    DIGIT,
    "120340-901K",
    "12-03-40-901J",
    "1 2 0 3 4 0",
    "131052 3140",
    "<br>",
    "&nbsp;",
    "J",
    "120340 901J",
    "12.03.40-901J",
    "120340-",
    "901J",
    "\n",
    ".",
    "1",
    "kissa",
]


@given(st.lists(st.sampled_from([*PIECES, "\u00ad", "\u200b", "[hetu-0001]"]), max_size=12).map(" ".join))
def test_whatever_stands_beside_codes_masking_twice_is_masking_once(text):
    masked = mask_identity_codes(text)

    assert mask_identity_codes(masked.text).text == masked.text
    assert identity_codes(masked.text) == ()


@given(st.text(alphabet="0123456789-. \n\u00ad\u200bAJjO", max_size=60))
def test_each_code_stands_apart_and_what_is_not_one_stays_as_it_was(text):
    masked = mask_identity_codes(text)

    kept = "".join(
        text[start:end]
        for start, end in zip(
            (0, *(token.stood_to for token in masked.tokens)),
            (*(token.stood_from for token in masked.tokens), len(text)),
            strict=True,
        )
    )
    assert kept == "".join(
        masked.text[start:end]
        for start, end in zip(
            (0, *(token.end for token in masked.tokens)),
            (*(token.start for token in masked.tokens), len(masked.text)),
            strict=True,
        )
    )
