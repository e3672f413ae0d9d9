"""Telephone numbers in a text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.normalise import identity_codes
from nlu.phones import phones


@pytest.mark.parametrize(
    ("text", "written", "e164"),
    [
        ("Soita 040 123 4567 huomenna", "040 123 4567", "+358401234567"),
        ("soita 040/1234567 kiitos", "040/1234567", "+358401234567"),
        ("puh. 0400-123456.", "0400-123456", "+358400123456"),
        ("+358 40 1234567", "+358 40 1234567", "+358401234567"),
        ("+358 (0)40 123 4567", "+358 (0)40 123 4567", "+358401234567"),
        ("00358401234567", "00358401234567", "+358401234567"),
        ("02 555 0167 iltaisin", "02 555 0167", "+35825550167"),
        ("(02) 555 0167", "(02) 555 0167", "+35825550167"),
        ("044-1234567/Mari", "044-1234567", "+358441234567"),
        ("ring +46 70 123 45 67", "+46 70 123 45 67", "+46701234567"),
        ("s. 1941 040 1234567", "040 1234567", "+358401234567"),
        ("call +44 20 7946 0958 after six", "+44 20 7946 0958", "+442079460958"),
    ],
)
def test_a_number_is_found_as_it_is_written(text, written, e164):
    assert [(text[one.start : one.end], one.number.e164) for one in phones(text)] == [(written, e164)]


def test_two_numbers_side_by_side_are_two():
    found = phones("040 123 4567 050 765 4321")

    assert [one.number.e164 for one in found] == ["+358401234567", "+358507654321"]


@pytest.mark.parametrize(
    "text",
    [
        "Lasku 12.12.2026 oli 85,50",
        "120340-901J",
        "y-tunnus 0201256-6",
        "klo 10.00-12.00",
        "01.02.2026 kello 08.00-09.30",
        "summa 1 234 567 €",
        "soita 112 tai 116117",
        "tilille FI21 1234 5600 0007 85",
        "vuonna 2019 2020",
        "Verenpaine 145/92, paino 68",
    ],
)
def test_what_is_no_telephone_number_is_none(text):
    assert phones(text) == ()


@given(st.text(alphabet="0123456789+-() .\0/äع😀", max_size=300))
def test_any_text_has_its_numbers_where_they_stand_and_none_inside_an_identity_code(text):
    codes = identity_codes(text)

    for one in phones(text):
        assert 0 <= one.start < one.end <= len(text)
        assert not any(one.start < code.end and code.start < one.end for code in codes)


@pytest.mark.parametrize(
    "text", ["1 " * 50_000, "0" * 100_000, "040 123 4567 " * 8_000, "(0) " * 25_000, "0-" * 50_000]
)
def test_a_very_long_text_is_read(text):
    began = time.perf_counter()
    found = phones(text)
    print(f"{len(text)} characters: {(time.perf_counter() - began) * 1000:.0f} ms")

    assert all(0 <= one.start < one.end <= len(text) for one in found)
