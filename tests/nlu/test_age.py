"""The client's age as people write it. What does not say for sure that they are younger keeps the seven days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import STATUTORY_AGE_BANDS, AgeBand
from nlu.age import Ages, band_of
from nlu.folding import tokenise

AGES = Ages()


def band(text):
    found = AGES.find(text, tokenise(text))
    return found.band if found else AgeBand.UNKNOWN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Äiti täyttää tänään 75 vuotta.", AgeBand.AGE_75PLUS),  # the birthday itself counts
        ("Isä täytti juuri 75.", AgeBand.AGE_75PLUS),
        ("Äiti on 74-vuotias.", AgeBand.AGE_65_74),
        ("Olen 64-vuotias.", AgeBand.AGE_UNDER_65),
        ("Olen 65-vuotias.", AgeBand.AGE_65_74),
        ("Kahdeksankymppinen äitini asuu yksin.", AgeBand.AGE_75PLUS),
        ("Mummo on jo yli kahdeksankymmenen.", AgeBand.AGE_75PLUS),
        ("Isoäiti on yhdeksänkymppinen.", AgeBand.AGE_75PLUS),
        ("Mamma är åttioåring.", AgeBand.AGE_75PLUS),
        ("She is in her eighties.", AgeBand.AGE_75PLUS),
        ("Seitsemänkymppinen mieheni kaatuilee.", AgeBand.UNKNOWN),  # 70 or 79
        ("Äiti, s. 1940, asuu yksin.", AgeBand.AGE_75PLUS),
        ("Synt. 29.2.1944.", AgeBand.AGE_75PLUS),
        ("Född 1938.", AgeBand.AGE_75PLUS),
        ("Äiti, s. 1951, asuu yksin.", AgeBand.UNKNOWN),  # 74 or 75, by the day
        ("Synt. 29.2.1952.", AgeBand.UNKNOWN),  # on 28 February 2027, or a day later
        ("Syntynyt 22.11.1951.", AgeBand.UNKNOWN),
        ("Isä saa ylintä hoitotukea ja on 58-vuotias.", AgeBand.HIGHEST_CARE_ALLOWANCE),
        ("Olen 45-vuotias ja äitini on 82-vuotias.", AgeBand.AGE_75PLUS),  # the oldest one named is the client
        ("Muutimme 20 vuotta sitten.", AgeBand.UNKNOWN),
        # How long something has lasted, and how old somebody else is, are not the client's age.
        ("Äiti on asunut samassa talossa 40 vuotta.", AgeBand.UNKNOWN),
        ("Äiti on ollut leskenä 20 vuotta.", AgeBand.UNKNOWN),
        ("Mamma har bott ensam i 20 år.", AgeBand.UNKNOWN),
        ("Olen 60-vuotias. Äitini tarvitsee apua.", AgeBand.UNKNOWN),
        ("I am 62 years old and my father needs help.", AgeBand.UNKNOWN),
        ("Lapsenlapsi on 12 v.", AgeBand.UNKNOWN),
        ("My daughter is 45 and lives abroad.", AgeBand.UNKNOWN),
        ("Koira on 14 v ja äiti kaatuu siihen.", AgeBand.UNKNOWN),
        ("Äiti on yli 70-vuotias.", AgeBand.UNKNOWN),
        ("Mamma är över 70 år.", AgeBand.UNKNOWN),
        ("Äiti on noin 74-vuotias.", AgeBand.UNKNOWN),
        ("Siivousapua tarvitaan. 64 v.", AgeBand.UNKNOWN),  # whose?
        # Where the words say whose it is, it counts.
        ("Äitini on nyt 70-vuotias ja asuu yksin.", AgeBand.AGE_65_74),
        ("74-vuotias isäni kaatui.", AgeBand.AGE_65_74),
        ("Mamma är 68 år gammal.", AgeBand.AGE_65_74),
        ("My husband is 66 years old.", AgeBand.AGE_65_74),
        ("Asiakas 58 v, asuu yksin.", AgeBand.AGE_UNDER_65),
        ("Jag är 63 år och behöver hjälp.", AgeBand.AGE_UNDER_65),
        ("Isä on 72 ja äiti 80.", AgeBand.AGE_75PLUS),
        ("Äiti painaa nyt 75 kg.", AgeBand.UNKNOWN),
        ("Asuu osoitteessa Esimerkkikatu 75.", AgeBand.UNKNOWN),
    ],
)
def test_an_age_is_read_as_it_is_written(text, expected):
    assert band(text) is expected


@pytest.mark.parametrize(
    ("text", "expected", "words"),
    [
        ("Olen seitsemänkymmentäkaksi.", AgeBand.AGE_65_74, "Olen seitsemänkymmentäkaksi"),
        ("olen seitsemankymmentakaksivuotias", AgeBand.AGE_65_74, "seitsemankymmentakaksivuotias"),
        ("Isä on seiskytkaks.", AgeBand.AGE_65_74, "Isä on seiskytkaks"),
        ("Täytän yhdeksänkymmentä.", AgeBand.AGE_75PLUS, "Täytän yhdeksänkymmentä"),
        ("Yli kasikymppinen isäni", AgeBand.AGE_75PLUS, "kasikymppinen"),
        ("Jag är åttiofem år.", AgeBand.AGE_75PLUS, "åttiofem år"),
        ("Mamma är sjuttiotvå år gammal.", AgeBand.AGE_65_74, "sjuttiotvå år gammal"),
        ("Jag är sextio år gammal.", AgeBand.AGE_UNDER_65, "sextio år gammal"),
        ("I'm eighty-three.", AgeBand.AGE_75PLUS, "I'm eighty-three"),
        ("My husband is sixty-nine years old.", AgeBand.AGE_65_74, "sixty-nine years old"),
        ("Dad is fifty eight years old.", AgeBand.AGE_UNDER_65, "fifty eight years old"),
        # Of a year in words, of two digits or before its word.
        ("Äiti on syntynyt kolmekymmentäkahdeksan.", AgeBand.AGE_75PLUS, "syntynyt kolmekymmentäkahdeksan"),
        ("tuhatyhdeksänsataakolmekymmentäkahdeksan syntynyt", AgeBand.AGE_75PLUS, None),
        ("född nittonhundratrettioåtta", AgeBand.AGE_75PLUS, "född nittonhundratrettioåtta"),
        ("She was born in nineteen thirty-eight.", AgeBand.AGE_75PLUS, "born in nineteen thirty-eight"),
        ("Isä, synt. -41, kaatui", AgeBand.AGE_75PLUS, "synt. -41"),
        ("född 12.3.38", AgeBand.AGE_75PLUS, "född 12.3.38"),
        ("Born 3/12/1938", AgeBand.AGE_75PLUS, "Born 3/12/1938"),
        ("Isä, 1938 syntynyt, yskii", AgeBand.AGE_75PLUS, "1938 syntynyt"),
    ],
)
def test_an_age_or_a_year_of_birth_counts_in_words_too(text, expected, words):
    aged = AGES.find(text, tokenise(text))

    assert aged is not None
    assert (aged.band, text[aged.start : aged.end]) == (expected, words or text)


@pytest.mark.parametrize(
    "text",
    [
        "Muutimme kolmekymmentä vuotta sitten.",
        "Lasku oli seitsemänkymmentä euroa.",
        "Jag betalade sextio euro.",
        "It cost eighty-three pounds.",
        "She was born twelve weeks ago, or born 12 weeks ago.",
        "Kissalle syntyi 38 pentua.",
        "Lapsi s. 12.3.21 on mukana.",
        "Katso s. 38 alareuna, B-rapu 41.",
        "Isä on syntynyt viisikymmentäkaksi.",
    ],
)
def test_a_number_in_words_or_of_two_digits_is_no_age_by_itself(text):
    assert band(text) is AgeBand.UNKNOWN


@given(st.text(alphabet="seitsemänkyty åttiofem-three19 \0's.", max_size=120))
def test_whatever_is_written_an_age_stands_where_it_is_said_to(text):
    aged = AGES.find(text, tokenise(text))

    assert aged is None or 0 <= aged.start < aged.end <= len(text)


@pytest.mark.parametrize("year", range(1900, 1963))
def test_nobody_who_may_be_75_loses_the_seven_days_by_a_year_of_birth(year):
    # On 22 November 2026 who was born in 1951 may have had their birthday or not.
    assert band(f"Äiti on syntynyt {year}.") in STATUTORY_AGE_BANDS


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (75, AgeBand.AGE_75PLUS),
        (74, AgeBand.AGE_65_74),
        (65, AgeBand.AGE_65_74),
        (64, AgeBand.AGE_UNDER_65),
        (115, AgeBand.AGE_75PLUS),
        (0, AgeBand.AGE_UNDER_65),
    ],
)
def test_the_bands_begin_on_the_birthday(age, expected):
    assert band_of(age) is expected
