"""What goes on now is seen though the past, a question or a missing blank stands beside it."""

import tomllib
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from channels.codes import URGENCY_RANK, Urgency
from nlu import emergency, negations, spoken
from nlu.reading import Message
from nlu.stems import Stems
from tests.nlu.floor import level_of, near_misses

_LANGUAGES = ("fi", "sv", "en")
_FOLDER = files("nlu").joinpath("data", "emergency")
_FILES = {name: tomllib.loads(_FOLDER.joinpath(f"{name}.toml").read_text("utf-8")) for name in (*_LANGUAGES, "frames")}
_PHRASES = [
    (one["id"], language, one[language], Urgency(one["level"]))
    for one in tomllib.loads((Path(__file__).parent / "data" / "phrases.toml").read_text("utf-8"))["phrase"]
    for language in _LANGUAGES
]
# Told in the past or as having happened: a time of the past right after them, without any stop, may be theirs.
_TOLD_IN_THE_PAST = {
    "E14 fi", "E14 sv", "E14 en", "E20 fi", "E20 sv", "E26 fi", "E26 sv", "U01 fi", "U03 sv", "U03 en", "U11 fi",
    "U11 en",
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "pappa ei hengitä viime vuonna sillä oli infarkti",
        "isä ei saa henkeä viime viikolla kävi lääkärissä",
        "mummo ei herää juhannuksena oli vielä virkeä",
        "isä on tajuton vielä viime viikolla oli kunnossa",
        "huone täynnä savua viime kuussa uusittiin sähköt",
        "rintakipua ja kylmä hiki infarkti oli 2019",
        "vaimo kouristaa tammikuussa todettiin kasvain",
        "Minulla oli viime vuonna aivohalvaus ja puhe puuroutuu",
        "mamma andas inte hon hade stroke förra året",
        "hon kommer inte upp från golvet höften opererades i fjol",
        "dad has fallen cannot get up had a hip replacement last year",
        "grandpa is not breathing he had heart surgery last year",
    ],
)
def test_the_past_that_follows_what_is_told_as_now_is_of_another_clause(text: str) -> None:
    assert level_of(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Äiti on kaatunut viime vuonna kaksi kertaa eikä pääse enää kauppaan",
        "Mummo kaatui viime talvena eikä päässyt ylös, siksi turvapuhelin",
        "Mormor föll förra vintern och kom inte upp, därför vill vi ha larm",
        "Dad fell last year and couldn't get up, so we want an alarm",
        "Isällä oli rintakipua viime viikolla, tutkittiin eikä löytynyt mitään",
    ],
)
def test_the_past_that_follows_what_is_told_as_past_is_its_own(text: str) -> None:
    assert level_of(text) is Urgency.ROUTINE


@pytest.mark.parametrize("joint", ["\n\n", "\n", ". ", " "])
def test_last_year_in_the_next_sentence_hides_nothing_that_is_told_as_now(joint: str) -> None:
    lost = _lost(lambda text: f"{text}{joint}Viime vuonna kävimme Porissa.")

    assert lost == (_TOLD_IN_THE_PAST if joint == " " else set())


@pytest.mark.parametrize("joint", ["\n\n", "\n", ". "])
def test_last_year_in_the_sentence_before_hides_nothing(joint: str) -> None:
    assert _lost(lambda text: f"Viime vuonna kävimme Porissa{joint}{text}") == set()


def _lost(around: Callable[[str], str]) -> set[str]:
    """The phrases that no longer reach their level with words *around* them."""
    return {
        f"{pattern} {language}"
        for pattern, language, text, level in _PHRASES
        if URGENCY_RANK[level_of(around(text))] > URGENCY_RANK[level]
    }


@pytest.mark.parametrize(
    "text",
    [
        "The bleeding will not stop. Paramedics checked him this morning and left.",
        "The bleeding will not stop. It turned out fine yesterday.",
        "Svår bröstsmärta. Ambulansen undersökte henne i morse men åkte.",
        "Äidillä rintakipua, ensihoito tarkisti aamulla ja jätti kotiin, nyt pahempi",
        "Rintaan koskee. Sain uuden nitron eilen, palautettiin vanhat apteekkiin.",
        "Puristava rintakipu, tutkittiin eilen ja päästettiin kotiin",
        "Kova rintakipu ja kylmä hiki\n\nIt turned out fine yesterday.",
        "Savua oli keittiössä.\n\nPalo sammutettiin heti.",
    ],
)
def test_an_ending_ends_only_what_is_told_in_the_past_right_before(text: str) -> None:
    assert level_of(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Savua oli keittiössä. Palo sammutettiin heti.",
        "Pappa svimmade i kyrkan. Ambulansen undersökte honom utan anmärkning",
        "Smoke was coming from the kitchen. It was put out at once.",
    ],
)
def test_what_was_and_ended_is_over(text: str) -> None:
    assert level_of(text) is Urgency.ROUTINE
    assert "over" in near_misses(text)


@pytest.mark.parametrize(
    "text",
    [
        "Isä katosi viime viikolla eikä ole löytynyt",
        "Isä katosi lauantaina eikä häntä ole löydetty",
        "Muistisairas äiti katosi viime perjantaina eikä häntä ole nähty",
        "Pappa försvann förra veckan och har inte hittats",
        "Farmor försvann förra veckan. Vi letar ännu",
        "Mum went missing last week and hasn't been found",
        "Mum disappeared two weeks ago and police are still looking",
        "Grandad with dementia went missing last week. No sign of him.",
    ],
)
def test_who_is_missing_and_not_found_is_missing_now(text: str) -> None:
    assert level_of(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Isä katosi viime talvena, löytyi onneksi naapurista",
        "Lompakko katosi viime viikolla eikä ole löytynyt",
        "Mum went missing last week but was found safe",
    ],
)
def test_who_was_missing_once_or_what_is_lost_is_not(text: str) -> None:
    assert level_of(text) is Urgency.ROUTINE


@pytest.mark.parametrize(
    "text",
    [
        "Hon inte vaknar, jag har ruskat henne",
        "Vad gör jag om hon inte vaknar, jag har ruskat henne",
        "Jag är rädd att hon inte vaknar",
        "Jag ser att hon inte kommer upp från golvet",
        "Jag märkte att hon inte får luft",
        "Systern säger att pappa inte reagerar",
        "Min syster ringer att mamma inte går att väcka",
        "Mamma ligger så att hon inte kan andas",
        "Hon har inte andats på en stund",
        "hon vill inte vakna",
    ],
)
def test_a_swedish_clause_that_hangs_on_another_says_the_same(text: str) -> None:
    assert level_of(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    ("stem", "language", "also"),
    [
        ("vaknar inte", "sv", {"inte vaknar", "vaknade inte", "inte vaknade", "inte vaknat"}),
        ("vaknar hon inte", "sv", {"vaknade hon inte"}),
        ("får inte ~ luft", "sv", {"inte får ~ luft", "fick inte ~ luft", "inte fick ~ luft"}),
        ("får ingen kontakt", "sv", {"fick ingen kontakt", "inte får någon kontakt", "inte fick någon kontakt"}),
        ("rör sig inte", "sv", {"rörde sig inte", "inte rör sig", "inte rörde sig"}),
        ("inte andas", "sv", {"inte kan andas", "inte kunde andas"}),
        ("om inte", "sv", set()),
        ("inte upp", "sv", set()),
        ("ei herää", "fi", {"ei heränn"}),
        ("ei saa ~ henke", "fi", {"ei saanu ~ henke"}),
        ("ei tule ~ ovelle", "fi", {"ei tull ~ ovelle"}),
        ("ei hengit", "fi", set()),
        ("saa apua", "fi", set()),
        ("not wake", "en", set()),
    ],
)
def test_a_no_is_said_in_the_past_and_in_either_order(stem: str, language: str, also: set[str]) -> None:
    first, *others = negations.forms(stem, language)

    assert first == stem
    assert set(others) == also


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_every_stem_that_says_no_is_found_in_each_of_its_forms(language: str) -> None:
    said = [form for stem in _no_stems(language) for form in negations.forms(stem, language)]

    assert len(said) > 250
    for form in said:
        text = form.replace("=", "").replace("*", "").replace(" ~", "")
        assert Stems([form], spoken.load()).hits(spoken.tokenise(text)) != [], form


def _no_stems(language: str) -> list[str]:
    no = {"sv": {"inte", "ingen", "inget"}, "fi": {"ei", "=ei"}}[language]
    return sorted({stem for stem in _strings(_FILES[language]) if no & set(stem.split()) and "{" not in stem})


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [one for part in parts for one in _strings(part)]


@pytest.mark.parametrize(
    "text",
    [
        "Kun tulin töistä, isä makasi keittiössä eikä vastannut",
        "Äiti oli lattialla eikä vastannut",
        "Isä ei herännyt kun kävin",
        "Ukki ei saanut henkeä",
        "Mummo makasi eteisessä eikä reagoinut",
        "När jag kom hem låg far på golvet och svarade inte",
        "Mamma låg på badrumsgolvet och kom inte upp",
        "Morsan svarade inte när jag ruskade henne",
        "Farfar andades inte när jag ringde",
        "Dad was lying in the hall and did not answer",
    ],
)
def test_what_is_found_now_is_told_in_the_past(text: str) -> None:
    assert level_of(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Isä ei vastannut puhelimeen eilen, mutta soitti takaisin",
        "Pappa svarade inte på brevet från FPA",
        "Mamma ligger på sjukhus och svarar inte i telefon",
        "Isä makasi sohvalla koko viikonlopun flunssassa eikä vastannut viesteihin",
        "Jag vill inte vakna så tidigt till hemvården",
        "Hän ei saanut henkeä kun nauroi niin, oli hauska retki",
    ],
)
def test_who_only_did_not_answer_or_laughed_is_well(text: str) -> None:
    assert level_of(text) is Urgency.ROUTINE


@pytest.mark.parametrize(
    "text",
    [
        "Mitä teen jos isä ei herää, olen yrittänyt kaikkea",
        "Jos isä ei herää niin mitä teen? Ravistelin jo.",
        "Jos äiti ei vastaa kun ravistelen, mitä pitää tehdä? Hän on nyt tuossa sohvalla.",
        "Onko vaarallista jos rintaan sattuu ja hikoiluttaa",
        "Voiko odottaa huomiseen jos rintaan sattuu ja käsi puutuu?",
        "Vad gör jag om hon inte vaknar nu",
        "Vad ska jag göra om han är medvetslös, jag har försökt väcka honom",
        "What do I do if he won't wake up, I've tried shaking him",
        "What should I do if she is choking, please hurry",
    ],
)
def test_who_has_tried_something_or_hurries_asks_about_now(text: str) -> None:
    assert level_of(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Mitä teen jos äiti kaatuu yöllä eikä pääse ylös? Olen miettinyt turvaranneketta",
        "Vad gör jag om mamma är medvetslös? Jag har tänkt på trygghetslarm",
        "What should I do if he won't wake up? I would like a course",
        "Yritin soittaa teille, mitä teen jos äiti kaatuu yöllä eikä pääse ylös?",
        "Jag försökte ringa er. Vad gör jag om mamma svimmar?",
        "I tried calling the office. What should I do if my mother has a stroke?",
    ],
)
def test_who_only_plans_asks_about_another_day(text: str) -> None:
    assert level_of(text) is Urgency.ROUTINE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("isä eihengitä", "eihengitä"),
        ("ISÄ EIHENGITÄ", "EIHENGITÄ"),
        ("mummo eiherää", "eiherää"),
        ("ensaa henkeä", "ensaa henkeä"),
        ("pappa_ei_hengitä", "ei_hengitä"),
        ("pappa andasinte", "andasinte"),
        ("shes notbreathing", "notbreathing"),
    ],
)
def test_a_missing_blank_hides_nothing(text: str, words: str) -> None:
    found = emergency.find(Message(text=text))

    assert emergency.urgency(found) is Urgency.EMERGENCY
    assert words in {one.span.text for one in found}


@pytest.mark.parametrize("text", ["eilen ennen ensin entinen", "interesting internet", "nothing noted", "inte"])
def test_a_word_that_only_begins_like_a_no_stays_one(text: str) -> None:
    tokens = spoken.tokenise(text)

    assert emergency.load().words(text) == tokens


@pytest.mark.parametrize(
    "text",
    [
        "Nimi: Aino, syntynyt 1938, sydäninfarkti",
        "Isä -38, sydänkohtaus",
        "Isä, 1938 syntynyt, sai halvauksen",
        "Pappa 84 år, stroke",
        "Mum, 81, heart attack",
    ],
)
def test_an_illness_that_is_all_that_is_said_of_somebody_is_more_than_its_name(text: str) -> None:
    assert level_of(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Mies 78 v, aivoinfarkti, hemiplegia, tarvitsee kuntoutusta",
        "Hakija 82 v, sydänkohtaus 2015, hakee kuljetuspalvelua",
        "Nimi: Aino, syntynyt 1938, sydäninfarkti, hakee siivousapua",
    ],
)
def test_an_illness_among_other_things_is_only_named(text: str) -> None:
    assert level_of(text) is Urgency.ROUTINE


@pytest.mark.parametrize("name", _FILES)
def test_no_list_holds_a_stem_twice(name: str) -> None:
    twice = [one for members in _lists(_FILES[name]) for one, count in Counter(members).items() if count > 1]

    assert twice == []


def _lists(value: Any) -> list[list[str]]:
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [members for part in parts for members in _lists(part)]
