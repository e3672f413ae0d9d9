"""The words alone raise what they surely say: no illness long past, no habit, no story; and history hides nothing."""

import pytest

from channels.codes import Urgency
from nlu import emergency
from nlu.reading import Message
from tests.nlu.floor import level_of


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("Keittiö oli täynnä savua, palokunta kävi", "over"),
        ("Pappa svimmade i kyrkan. Ambulansen undersökte honom utan anmärkning", "over"),
        ("She fainted in the shop, it turned out to be the heat", "over"),
        ("Isä pyörtyi saunassa, tutkittiin ja syyksi sanottiin nestehukka", "treated"),
        ("Mamma har blåa läppar i kyla, det har hon alltid haft", "lasting"),
        ("His mouth droops a little, no change in months", "lasting"),
        ("Naapuri huutaa apua apua joka yö", "habit"),
        ("Client's chest is tight each spring", "habit"),
        ("Luin lehdestä, että kaasu haisee", "story"),
        ("Vad gör jag om elen går och respiratorn stannar", "asked"),
        ("Äiti vietiin ambulanssilla, rintakipua", "in_care"),
        ("Last winter she was lying on the floor all night", "past"),
        ("She could have fainted in that queue", "hypothetical"),
    ],
)
def test_what_is_over_or_always_so_is_recorded_and_does_not_alarm(text: str, frame: str) -> None:
    findings = emergency.find(Message(text=text))

    assert frame in {one.near_miss for one in findings}
    assert emergency.urgency(findings) is not Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Isä ei hengitä. Hänet leikattiin viime viikolla",
        "Pappa andas inte. Han opererades förra veckan",
        "Dad is not breathing. He was treated for pneumonia last month",
        "Hän on harmaa ja hikinen. Sydän on aina ollut terve",
        "Hon är blå om läpparna. Hon har alltid haft friska lungor",
        "Äiti kaatui eikä pääse ylös, siitä lähtien maannut lattialla",
        "Häkävaroitin hälyttää mutta ei haise",
        "Rintaa puristaa ja vaimo on sairaalassa",
        "I have chest pain and my wife is in hospital",
        "Savua tulee keittiöstä, sammutin hellan",
        "Ambulanssi kävi eilen. Nyt hän ei herää",
        "Ei mitään hätää, isä kaatui juuri mutta ei pääse ylös",
        "Hon kan inte tala sedan i morse och munnen hänger",
        "She can't speak any more and one arm is limp",
    ],
)
def test_history_and_comfort_around_an_emergency_hide_nothing(text: str) -> None:
    assert level_of(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Sillä tavalla hän istuu ja odottaa",
        "Städningen tar livet av honom till slut",
        "Min man skjutsar mig till kören",
        "He won't talk to the bank and they don't speak any more",
        "Jag har inte alls varit i kontakt med er",
        "Hän odottaa yöpaidassa, ettei pääse kävelemään",
        "Jalkahaavan suihkutus onnistuu torstaina",
        "The house needs a smoke alarm battery",
        "She has lost about eight kilos, says grandma",
        "Tarvitsen tuon ambulanssin laskun",
        "Elledningarna är av tyg",
        "Kotona on ei-hengellistä ohjelmaa",
    ],
)
def test_words_that_only_look_like_an_emergency_do_not_alarm(text: str) -> None:
    assert level_of(text) is not Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Could you call me tonight?",
        "Lapsia minulla ei ole",
        "He showed me the picture",
        "Häkävaroittimeen tarvitaan paristo",
        "Hän tarvitsee pelkkään pukemiseen hoitajan",
        "Hän potki lumet kengistään",
        "The barn is full of tractors and I have children",
    ],
)
def test_words_that_only_look_urgent_are_routine(text: str) -> None:
    assert level_of(text) is Urgency.ROUTINE
