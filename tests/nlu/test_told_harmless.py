"""Words of danger that are said of letters, carpets, balls and books; and the same words of a person."""

import pytest

from channels.codes import Flag, Urgency
from nlu import emergency
from nlu.reading import Message


def _findings(text: str) -> set[tuple[str, Flag]]:
    return {(one.pattern, one.flag) for one in emergency.find(Message(text=text)) if one.near_miss is None}


@pytest.mark.parametrize(
    "text",
    [
        "Ni svarar inte i telefonen.",
        "Ni svarar inte i telefon!",
        "Varför svarar ni inte i telefonen",
        "Pappa svarar inte på brev.",
        "Handläggaren svarar inte på mejl",
        "Ingen svarar i telefonen hos er",
        "Kontoret svarar inte",
        "Hän ei vastaa sähköpostiin.",
        "Kukaan ei vastaa puhelimeen teillä.",
        "Ette vastaa puhelimeen",
        "Isä ei vastaa kirjeisiin",
        "Toimisto ei vastaa viesteihin",
        "Kukaan teiltä ei vastaa",
        "He does not answer emails.",
        "You do not answer the phone",
        "Nobody at your office answers the phone.",
        "Dad does not answer letters",
        "Ni svarar inte i telefonen på två dagar",
        "Ni svarar inte, jag har väntat i tre dagar",
        "Pappa svarar inte på brev, tre dagar har gått",
        "Kukaan ei vastaa puhelimeen teillä moneen päivään",
        "Hän ei vastaa sähköpostiin moneen päivään",
        "You have not answered the phone for two days",
        "Dad does not answer letters for days",
        "Vaari hakkaa mattoja",
        "Lapset hakkaavat palloa seinään",
        "Naapuri hakkaa halkoja juuri nyt",
        "Mies hakkaa nauloja juuri nyt",
        "Mormor slår på mattorna just nu",
        "Barnen slår bollen mot väggen nu",
        "Grandpa is beating the carpets right now",
        "Kylmettynyt ruoka",
        "Ruoka tuli kylmettyneenä",
        "Kirjassa mies tappaa itsensä",
        "Elokuvassa vanhus tappaa itsensä",
        "I boken tar mannen livet av sig",
        "In the book the man kills himself",
        "In a film the old man kills himself",
    ],
)
def test_letters_carpets_and_books_alarm_nobody(text: str) -> None:
    assert _findings(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Pappa ligger på golvet och svarar inte",
        "Mamma svarar inte på tilltal",
        "Isä ei vastaa puhutteluun",
        "Pappa svarar inte i telefonen på två dagar, posten ligger kvar",
        "Isä ei vastaa puhelimeen moneen päivään",
        "Dad has not answered the phone for two days",
        "Äiti ei vastaa puhelimeen eikä ovea avata, sisältä kuuluu huuto",
        "Mummo ei vastaa enää kun puhun hänelle, ei herää",
        "Dad does not answer the door, I hear moaning",
        "Mies hakkaa minua juuri nyt",
        "Poika hakkaa äitiä mattotelineellä, apua",
        "Mannen slår mig just nu",
        "My husband is beating me right now",
        "Isä on kylmettynyt ulkona",
        "Mies tappaa itsensä",
        "Luin kirjaa, nyt tapan itseni",
        "Jag läste en bok, nu tar jag livet av mig",
        "My husband says he kills himself",
    ],
)
def test_the_same_words_of_a_person_alarm(text: str) -> None:
    assert Urgency.EMERGENCY in {one.level for one in emergency.find(Message(text=text)) if one.near_miss is None}
