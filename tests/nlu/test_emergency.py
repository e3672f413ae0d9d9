"""The emergency patterns: what must be noticed, what must not, and that nothing around it hides it."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import URGENCY_RANK, Flag, Urgency
from nlu import emergency
from nlu.reading import Message, Where

_DATA = Path(__file__).parent / "data"
_PHRASES = [
    (one["id"], one[language], Urgency(one["level"]), Flag(one["flag"]))
    for one in tomllib.loads((_DATA / "phrases.toml").read_text("utf-8"))["phrase"]
    for language in ("fi", "sv", "en")
]
_NEAR_MISSES = [
    (one["text"], Urgency(one["level"]))
    for one in tomllib.loads((_DATA / "near_misses.toml").read_text("utf-8"))["text"]
]
_SENTENCES = [
    "Hyvää päivää ja kiitos edellisestä.",
    "Terveisin Maija.",
    "Mitä ateriapalvelu maksaa?",
    "Hej och tack för senast!",
    "Could you also tell me your opening hours?",
    "Viime vuonna kävimme Porissa.",
    "Mormor hade stroke 2018.",
    "She was in hospital last week.",
    "Jos sataa, jäämme kotiin.",
    "Vad gör jag om det regnar?",
    "Luin lehdestä teistä.",
    "Avaimet löytyivät heti.",
    "Ambulanssi vei naapurin.",
    "Isä kävi lääkärissä, joka tutki hänet.",
    "Ni behövs inte i kväll.",
]
# A sentence before or after, with what parts it from the next.
_AROUND = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(_SENTENCES), st.sampled_from(["\n\n", "\n", " "])),
        st.tuples(st.text(max_size=60), st.just("\n\n")),
    ),
    max_size=4,
)


def _level(text: str, subject: str = "") -> Urgency:
    return emergency.urgency(emergency.find(Message(text=text, subject=subject)))


def test_all_42_phrases_are_tested_in_three_languages() -> None:
    assert len(_PHRASES) == 126
    assert len(_NEAR_MISSES) == 40


@pytest.mark.parametrize(("pattern", "text", "level", "flag"), _PHRASES)
def test_a_phrase_reaches_its_level_and_is_found_as_itself(pattern: str, text: str, level: Urgency, flag: Flag) -> None:
    findings = emergency.find(Message(text=text))

    assert URGENCY_RANK[emergency.urgency(findings)] <= URGENCY_RANK[level]
    assert (pattern, flag) in {(one.pattern, one.flag) for one in findings if one.near_miss is None}


@pytest.mark.parametrize(("text", "level"), _NEAR_MISSES)
def test_a_near_miss_alarms_only_where_it_must(text: str, level: Urgency) -> None:
    found = _level(text)

    if level in {Urgency.EMERGENCY, Urgency.URGENT}:
        assert found is level
    else:
        assert found is Urgency.ROUTINE


@given(phrase=st.sampled_from(_PHRASES), before=_AROUND, after=_AROUND)
def test_words_around_never_hide_an_emergency(
    phrase: tuple[str, str, Urgency, Flag], before: list[tuple[str, str]], after: list[tuple[str, str]]
) -> None:
    _, text, level, _ = phrase
    around = "".join(said + joint for said, joint in before), "".join(joint + said for said, joint in after)

    assert URGENCY_RANK[_level(f"{around[0]}{text}.{around[1]}")] <= URGENCY_RANK[level]


@given(text=st.text(max_size=300), subject=st.text(max_size=60))
def test_no_text_makes_it_fail_and_every_span_is_in_the_text(text: str, subject: str) -> None:
    for finding in emergency.find(Message(text=text, subject=subject)):
        field = text if finding.span.where is Where.TEXT else subject
        assert field[finding.span.start : finding.span.end] == finding.span.text


def test_the_span_counts_code_points_of_the_original() -> None:
    text = "😀 Ä\u0308iti: pappa ei HENGITÄ!"

    (finding,) = emergency.find(Message(text=text))

    assert finding.span.text == "ei HENGITÄ"
    assert text[finding.span.start : finding.span.end] == "ei HENGITÄ"


@pytest.mark.parametrize(
    "text",
    [
        "aiti kaatui eika paase ylos",
        "ÄITI KAATUI EIKÄ PÄÄSE YLÖS",
        "a\u0308iti kaatui eika\u0308 pa\u0308a\u0308se ylo\u0308s",
        "äiti kaa\u00adtui eikä pää\u200bse ylös",
        "äitee kuatu lattialle ja makaa siel vieläki",
    ],
)
def test_spelling_does_not_hide_a_fall(text: str) -> None:
    assert _level(text) is Urgency.EMERGENCY


def test_the_subject_is_read_too() -> None:
    (finding,) = emergency.find(Message(text="Soittakaa.", subject="Isä ei hengitä"))

    assert finding.span.where is Where.SUBJECT
    assert finding.level is Urgency.EMERGENCY


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("Sydänkohtauksesta on kymmenen vuotta, vointi on hyvä", "past"),
        ("Isällä oli aivoinfarkti 2019, nyt haemme kuljetuspalvelua", "past"),
        ("What should I do if my mother has a stroke?", "hypothetical"),
        ("Äiti katosi eilen kaupassa hetkeksi, mutta löytyi heti", "resolved"),
        ("Haluaisin kuolla kotona, miten saattohoito järjestyy?", "excluded"),
        ("En ole itsetuhoinen, mutta en jaksa tätä surua", "denied"),
    ],
)
def test_a_frame_that_lowers_is_recorded_with_its_match(text: str, frame: str) -> None:
    findings = emergency.find(Message(text=text))

    assert frame in {one.near_miss for one in findings}
    assert emergency.urgency(findings) is Urgency.ROUTINE


@pytest.mark.parametrize(
    "text",
    [
        "Isällä oli sydäninfarkti viime vuonna, nyt rintaa puristaa samalla lailla",
        "Viime vuonna oli sydänkohtaus ja nyt taas",
        "Äiti kaatui viime viikolla ja makaa nyt lattialla eikä pääse ylös",
        "Han hade stroke 2018 och nu hänger mungipan igen",
        "She had a heart attack last year and now the chest pain is back again",
        "Jos ehditte niin soittakaa, pappa ei hengitä",
        "Viime viikolla alkanut rintakipu on nyt kova",
    ],
)
def test_what_has_come_back_or_is_now_is_not_the_past(text: str) -> None:
    assert _level(text) is Urgency.EMERGENCY


@pytest.mark.parametrize(
    "text",
    [
        "Matka intervalliin maksaa liikaa, kuka korvaa?",
        "Asemalta pääsee bussilla, mutta palaako hän kotiin illalla?",
        "Jag vill ha mer information om dagverksamheten",
        "Do you offer training on what to do if someone has a heart attack?",
        "Lompakko katosi, isä ei löydä avaimiaan",
    ],
)
def test_everyday_words_of_one_language_do_not_alarm_in_another(text: str) -> None:
    assert _level(text) is Urgency.ROUTINE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0" * 100_000,
        "a" * 100_000,
        "ei " * 33_333,
        "😀ä" * 50_000,
        "שלום " * 20_000,
        ("äiti kaatui eikä pääse ylös jos ei hengitä viime vuonna " * 2_000)[:100_000],
    ],
    ids=["empty", "nul", "one word", "no no no", "emoji", "right to left", "all patterns"],
)
def test_a_long_text_is_read_to_its_end(text: str) -> None:
    began = time.perf_counter()
    level = _level(f"{text}\n\nPappa ei hengitä")
    print(f"{len(text)} characters: {(time.perf_counter() - began) * 1000:.0f} ms")

    assert level is Urgency.EMERGENCY
