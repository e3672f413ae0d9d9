"""Emergencies told by their signs, in three languages; and frames, which hold in their own place only."""

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import Urgency
from nlu import emergency
from nlu.reading import Message
from tests.nlu.floor import level_of

_LANGUAGES = ("fi", "sv", "en")
_TOPICS = [
    (one["id"], one[language])
    for one in tomllib.loads((Path(__file__).parent / "data" / "signs.toml").read_text("utf-8"))["topic"]
    for language in _LANGUAGES
]
_FOLDER = files("nlu").joinpath("data", "emergency")
_SIGNS = tomllib.loads(_FOLDER.joinpath("signs.toml").read_text("utf-8"))
_WORDS = {
    language: tomllib.loads(_FOLDER.joinpath(f"{language}.toml").read_text("utf-8"))["words"] for language in _LANGUAGES
}
_NAMES = {name for sign in _SIGNS["sign"] for group in sign["groups"] for name in group.split("|")} | {
    name for sign in _SIGNS["sign"] for name in sign.get("none_of", ())
}


@pytest.mark.parametrize(("topic", "text"), _TOPICS)
def test_an_emergency_is_seen_by_its_signs(topic: str, text: str) -> None:
    assert level_of(text) is Urgency.EMERGENCY


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_named_group_has_words_in_every_language_and_is_used(language: str) -> None:
    assert set(_WORDS[language]) == _NAMES
    assert set(_SIGNS["things"]) <= _NAMES


@pytest.mark.parametrize("language", _LANGUAGES)
def test_no_word_can_fill_two_groups_of_one_sign(language: str) -> None:
    # One word in both groups would be an emergency alone, and would push the word beside it out of the match.
    words = _WORDS[language]
    for sign in _SIGNS["sign"]:
        groups = [{stem for name in group.split("|") for stem in words[name]} for group in sign["groups"]]
        assert sum(map(len, groups)) == len(set().union(*groups)), sign


@pytest.mark.parametrize(
    "text",
    [
        "Ennen äiti jaksoi. Nyt hän ei hengitä",
        "Kahdeksankymmentä vuotta täyttänyt isä ei herää",
        "She once had a fall. She is unconscious",
        "Pappa hittades på golvet och andas inte",
        "Mamma hittades medvetslös i trappan",
        "He was found on the floor and he is not breathing",
        "Isä löytyi lattialta eikä pääse ylös",
        "Pappa on syönyt Marevania kaksi vuotta ja löi äsken päänsä, nyt oksentaa",
        "Äiti leikattiin viime vuonna ja hän ei hengitä",
        "Viime vuonna muutimme tänne mummo on lattialla eikä pääse ylös",
        "Jos ehditte niin tulkaa, vaimo ei hengitä",
        "Rintaan sattuu kovasti, olin sydänyhdistyksen kurssilla kun se alkoi",
        "Ei mitään hätää mutta isää ei saa hereille",
        "Ei se ole tajuton mutta ei hengitä kunnolla",
        "Meni ohi hetkeksi mutta suu on vieläkin vinossa ja puhe puuroa",
        "Hän ei ole vieläkään herännyt, ei saa hereille",
        "Oli ensiapukurssi eilen. Pappa ei hengitä",
        "I read a book about strokes. His face is drooping and his speech is slurred",
        "Inget blod, men hon andas inte",
        "No fever, no cough, but she is not breathing",
    ],
)
def test_no_word_near_by_hides_what_is_live(text: str) -> None:
    assert level_of(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("Viime vuonna äiti kaatui ja löi päänsä ja oksensi", "past"),
        ("Pappa segnade ner och var medvetslös förra sommaren", "past"),
        ("He was unconscious for a day back in June two years ago", "past"),
        ("Jos äiti ei hengitä, kenelle soitan", "hypothetical"),
        ("Vad gör jag om hon är medvetslös", "hypothetical"),
        ("Suppose one day she is unconscious", "hypothetical"),
        ("Harjoituksessa esitetään, että mies ei hengitä", "training"),
        ("Vi har övning med rök ur fönstret i huset", "training"),
        ("Sururyhmä itsemurhan tehneiden omaisille", "topic"),
        ("Stroke association, when do you meet", "topic"),
        ("Ei kouristuksia, ei rintakipua", "denied"),
        ("Hon är inte medvetslös", "denied"),
        ("Kävs", None),
        ("Muistisairas isä katosi aamulla, löytyi kunnossa naapurista", "resolved"),
        ("Mamma med demens gick hemifrån men hittades snart", "resolved"),
    ],
)
def test_a_frame_holds_and_is_recorded(text: str, frame: str | None) -> None:
    findings = emergency.find(Message(text=text))

    assert emergency.urgency(findings) is not Urgency.EMERGENCY
    assert frame is None or frame in {one.near_miss for one in findings}


@pytest.mark.parametrize(
    "text",
    [
        "Äiti on ollut teillä asiakkaana kymmenen vuotta ja löi lapun postilaatikkoon",
        "Soitin teille mutta kukaan ei vastaa puhelimeen",
        "Saanko pyyhkeet vaihdettua, ne ovat läpikuultavia",
        "Katto vuotaa ja keittiön lattia on märkä",
        "Tulipa kiire, palaan asiaan huomenna",
        "Jag svarar inte i telefon på förmiddagen, ring efter tolv",
        "Han går på simning och har blå handduk",
        "The lift is broken and the stairs are steep, she cannot get out to the shop",
        "I will not be answering emails this week",
        "RR 145/80, pulssi 72, saturaatio 97, verensokeri 6,4",
    ],
)
def test_everyday_words_do_not_alarm(text: str) -> None:
    assert level_of(text) is not Urgency.EMERGENCY


@given(
    topic=st.sampled_from(_TOPICS),
    before=st.lists(st.sampled_from(["Hei!", "Kiitos viime kerrasta.", "Jag har en fråga.", "Last year was good."])),
    after=st.text(max_size=80),
)
def test_paragraphs_around_never_make_it_less(topic: tuple[str, str], before: list[str], after: str) -> None:
    findings = emergency.find(Message(text="\n\n".join([*before, topic[1], after])))

    assert emergency.urgency(findings) is Urgency.EMERGENCY or any(one.near_miss for one in findings)


@given(topic=st.sampled_from(_TOPICS), words=st.lists(st.sampled_from(["ja", "niin", "well", "alltså", "öö"])))
def test_a_voice_message_without_stops_says_the_same(topic: tuple[str, str], words: list[str]) -> None:
    spoken = topic[1].replace(",", "").replace(".", "").lower()

    assert level_of(" ".join([*words, spoken])) is Urgency.EMERGENCY
