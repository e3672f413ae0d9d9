"""Whose names are known from what was stated and from what people wrote."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import ChannelCode
from channels.contact import Contact, Contacter
from gateway.casework.outgoing_check import Kind, Known, check, names_in
from gateway.casework.outgoing_names import guessed_names, readable, written

CONTACT = Contact(
    channel=ChannelCode.EMAIL,
    line="neuvonta",
    arrived_at=datetime(2026, 12, 1, tzinfo=UTC),
    text="Hei,\nkysyisin äitini asiasta. Kerttu Mäkinen asuu Porissa yksin. Kela ei auta.\n\nTytär Maija Korpela\n",
    contacter=Contacter(name="M. Korpela", email="mk@citizen.example"),
)


def test_names_are_taken_from_the_fields_and_from_the_words():
    assert names_in((CONTACT,)) == ("M. Korpela", "Kerttu", "Mäkinen", "Maija", "Korpela")


def test_a_reply_with_a_name_that_only_the_mail_told_must_be_changed():
    known = Known(names=names_in((replace(CONTACT, contacter=Contacter()),)))

    found = check("Kertun asia on kirjattu, ja Maija Korpela kuulee siitä. Palvelemme myös Porissa.", known)

    assert [(one.kind, one.words) for one in found] == [
        (Kind.NAME, "Kertun"), (Kind.NAME, "Maija"), (Kind.NAME, "Korpela")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Terveisin Kerttu Mäkinen", ("Kerttu", "Mäkinen")),
        ("Terveisin,\n\nLeena\nLähetetty iPhonesta", ("Leena",)),
        ("terveisin maija korpela", ("maija", "korpela")),
        ("Tarvitsen apua kotiin\nMvh\nAnna Ek", ("Anna", "Ek")),
        ("Best regards\nMary-Ann O\u2019Neil", ("Mary-Ann", "O\u2019Neil")),
        ("Tytär Maija Korpela soittaa", ("Maija", "Korpela")),
        ("Isäni Eino kaatui.", ("Eino",)),
        ("Asia koskee äitiäni. Olen Eeva.", ("Eeva",)),
        ("My name is John Smith and I live in Pori. My mother Mary is ill.", ("John", "Smith", "Mary")),
        ("Jag heter Åsa Öberg, min mamma Greta bor i Björneborg", ("Åsa", "Öberg", "Greta")),
        ("A. Korpela ja Maija K. Virtanen", ("Korpela", "Maija", "Virtanen")),
        ("Soitin Kaarina Aholle", ("Kaarina", "Aholle", "Aho")),
        ("Eilen puhuin Matti Mäkisen kanssa", ("Matti", "Mäkisen", "Mäkinen")),
    ],
)
def test_a_name_is_known_by_its_place_and_its_capital(text, names):
    assert guessed_names([text]) == names


@pytest.mark.parametrize(
    "text",
    [
        "Hei Kaarina! Voisitko soittaa?",
        "Äiti asuu Porissa. Porin Palvelutalo Oy. Satakunnan Hyvinvointialue.",
        "TARVITSEN APUA KOTIIN TERVEISIN OMAINEN",
        "Terveisiä kaikille",
        "t. huolestunut tytär",
        "Voisitteko Te auttaa? Kiitos Teille!",
        "On Monday I went to Central Hospital. Social Services said no.",
        "Olen Helsingissä. Asun Raumalla.",
        "Haluaisin Apua Kotiin. Apua kotiin haluaisin siis.",
        "",
    ],
)
def test_what_is_no_name_of_a_person_is_left_out(text):
    assert guessed_names([text]) == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("de\u200bmen\u00adtia", "dementia"),
        ("\uff24ementia \uff11\u0661", "Dementia 11"),
        ("a\u0308iti\u00a0on", "äiti on"),
        ("mitä vain – näin", "mitä vain – näin"),
    ],
)
def test_a_text_is_read_as_it_is_seen(written, read):
    assert readable(written) == read


@given(st.lists(st.text(max_size=200), max_size=3))
def test_whatever_is_written_names_are_words_of_it_or_their_base(texts):
    for name in guessed_names(texts):
        assert len(name) > 1


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Päivi", "Vastaamme kahden päivän kuluessa."),
        ("Tarja", "Neuvonta tarjoaa apua, ja tarjolla on myös esitteitä."),
        ("Aino", "Tämä on ainoastaan yleistä tietoa."),
        ("Toivo Toivonen", "Toivomme, että soitat meille."),
        ("Helmi", "Olemme avoinna taas helmikuussa."),
        ("Suominen", "Katso tarkemmin osoitteesta suomi.fi."),
        ("Pitkänen", "Voit pitkän odotuksen sijaan soittaa."),
        ("Vanhanen", "Vanhan ohjeen tilalle on tullut uusi."),
        ("Tarkka", "Kerromme tarkemmin puhelimessa."),
        ("Rauha", "Voit miettiä asiaa rauhassa."),
    ],
)
def test_a_word_that_begins_like_a_name_is_a_word(name, sentence):
    assert [match[0] for match in written(sentence, (name,))] == []
