"""Days named in a text, told from the day when it came: Sunday 22 November 2026 unless said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.dates import Days
from nlu.folding import tokenise

DAYS = Days()
SUNDAY = date(2026, 11, 22)


def found(text, arrived=SUNDAY):
    return [(text[one.start : one.end], one.day) for one in DAYS.find(text, tokenise(text), arrived)]


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Kotiutuu 12.12.", "12.12.", date(2026, 12, 12)),
        ("Leikkaus on 3.1. aamulla", "3.1.", date(2027, 1, 3)),
        ("Käynti oli 30.10.", "30.10.", date(2026, 10, 30)),
        ("Sovittu 5.2.2027 klo 10", "5.2.2027", date(2027, 2, 5)),
        ("operation 5.2.27", "5.2.27", date(2027, 2, 5)),
        ("senast 2026-12-01", "2026-12-01", date(2026, 12, 1)),
        ("ens tiistaina", "ens tiistaina", date(2026, 11, 24)),
        ("ensi perjantaina kotiin", "ensi perjantaina", date(2026, 11, 27)),
        ("tulen torstaina", "torstaina", date(2026, 11, 26)),
        ("på torsdag", "torsdag", date(2026, 11, 26)),
        ("nästa fredag", "nästa fredag", date(2026, 11, 27)),
        ("Home next Friday", "next Friday", date(2026, 11, 27)),
        ("viime maanantaina", "viime maanantaina", date(2026, 11, 16)),
        ("sunnuntaina", "sunnuntaina", SUNDAY),
        ("huomenna aamulla", "huomenna", date(2026, 11, 23)),
        ("ylihuomenna lähtee sänky", "ylihuomenna", date(2026, 11, 24)),
        ("i övermorgon", "i övermorgon", date(2026, 11, 24)),
        ("since yesterday", "yesterday", date(2026, 11, 21)),
        ("12. maaliskuuta", "12. maaliskuuta", date(2027, 3, 12)),
        ("den 12 mars", "12 mars", date(2027, 3, 12)),
        ("on March 12th", "March 12th", date(2027, 3, 12)),
        ("on the 3rd of December", "3rd of December", date(2026, 12, 3)),
    ],
)
def test_a_day_is_told_from_the_day_of_arrival(text, words, day):
    assert found(text) == [(words, day)]


@pytest.mark.parametrize(
    "text",
    [
        "klo 10.11",
        "Hoitaja käy kello 8.10-9.12",
        "öppet kl. 9.11",
        "at 10.11 in the morning",
        "8.10 aikaan",
        "hinta 1.10 €",
        "ateria maksaa 7.10",
        "det kostar 8.12 euro",
        "it is 9.10 eur",
        "verenpaine 12.5 ja 8.10",
        "Sokeri oli 7.1, 8.2 ja 9.3",
        "paino 8.10 kg, RR 12.8",
    ],
)
def test_a_time_a_price_or_a_measure_is_no_day(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kotiutuu 1.12 klo 10.11", ["1.12"]),
        ("klo 9 tai 10, 1.12 alkaen", ["1.12"]),
        ("maksoin laskun 1.11 ja 2.11", ["1.11", "2.11"]),
        ("22.11.-24.11.2026", ["22.11.", "24.11.2026"]),
        ("22.11.–24.11.2026", ["22.11.", "24.11.2026"]),
        ("poissa 22.-24.11.", ["24.11."]),
    ],
)
def test_a_day_beside_a_time_stays_one_and_a_stretch_of_days_has_its_end(text, words):
    assert [said for said, _ in found(text)] == words


def test_next_friday_on_a_wednesday_is_in_the_week_after():
    wednesday = date(2026, 11, 25)

    assert found("ensi perjantaina", wednesday)[0][1] == date(2026, 12, 4)
    assert found("perjantaina", wednesday)[0][1] == date(2026, 11, 27)


@pytest.mark.parametrize(
    "text",
    ["Paine 145/92 ja 5,5", "klo 10.30", "31.2. ei ole päivä", "120340-901J", "040 123 4567", "marssin 12 kilometriä"],
)
def test_what_is_no_day_is_none(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Äiti kotiutuu perjantaina, kuka auttaa?", date(2026, 11, 27)),
        ("Pot. kotiutuu 25.11. klo 15", date(2026, 11, 25)),
        ("Hon skrivs ut på torsdag", date(2026, 11, 26)),
        ("Dad is being discharged tomorrow", date(2026, 11, 23)),
        ("Mum is coming home from hospital next Tuesday", date(2026, 11, 24)),
        ("Isä kotiutui viime perjantaina", None),
        ("Tulisitteko perjantaina siivoamaan?", None),
        ("Milloin isä kotiutuu?", None),
    ],
)
def test_the_day_of_coming_home_stands_beside_its_word(text, day):
    leaving = DAYS.leaving(text, tokenise(text), SUNDAY)

    assert (leaving.day if leaving else None) == day


@given(
    st.text(alphabet="0123456789./-: \0äпع😀ensi tiistai", max_size=200), st.dates(date(1990, 1, 1), date(2100, 1, 1))
)
def test_any_text_has_its_days_where_they_stand(text, arrived):
    for one in DAYS.find(text, tokenise(text), arrived):
        assert 0 <= one.start < one.end <= len(text)
