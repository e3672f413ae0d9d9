"""The whole reading: emergency first, never an exception, honest when unsure."""

import shutil
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import URGENCY_RANK, AgeBand, ContacterType, Flag, Language, Reason, Urgency
from nlu import emergency, read
from nlu.language import Detector
from nlu.reading import Message, Where
from nlu.stems import Token


def test_one_contact_is_read_whole(engine: read.Engine) -> None:
    reading = engine.read(Message(subject="Apua", text="Äitini, 84 v, kaatui eikä pääse ylös. Asuu Kankaanpäässä."))

    assert reading.language is Language.FI
    assert reading.urgency is Urgency.EMERGENCY
    assert reading.contacter is ContacterType.RELATIVE
    assert reading.municipality == "Kankaanpää"
    assert reading.age_band is AgeBand.AGE_75PLUS
    assert Flag.FALL in reading.flags
    assert reading.engine == "linear"
    assert reading.model == engine.model


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Paljonko omaishoidon palkkio on ja miten omaishoidon tukea haetaan?", Reason.INFORMAL_CARE),
        ("Taksikortti katosi, mistä saan uuden kuljetuspalvelun kortin?", Reason.TRANSPORT_MOBILITY),
        ("Hur söker man färdtjänst och taxikort?", Reason.TRANSPORT_MOBILITY),
        ("My mother needs a safety phone and a door alarm", Reason.SAFETY_TECHNOLOGY),
        ("Äidille tarvittaisiin turvapuhelin ja ranneke", Reason.SAFETY_TECHNOLOGY),
    ],
)
def test_a_plain_matter_gets_its_reason_with_evidence(engine: read.Engine, text: str, reason: Reason) -> None:
    reading = engine.read(Message(text=text))

    assert reading.reason is reason
    assert not reading.abstained
    assert f"reason:{reason}" in {one.why for one in reading.evidence}
    assert reading.reasons[0] is reason


def test_a_question_about_an_urgent_topic_is_not_urgent(engine: read.Engine) -> None:
    reading = engine.read(Message(text="Mistä saa lisätietoa kaltoinkohtelun ehkäisystä ja turvakodista?"))

    assert URGENCY_RANK[reading.urgency] >= URGENCY_RANK[Urgency.SOON]


def test_things_getting_worse_are_soon(engine: read.Engine) -> None:
    assert engine.read(Message(text="Isä on laihtunut eikä enää pärjää")).urgency is Urgency.SOON


def test_denied_suicidality_is_never_below_soon(engine: read.Engine) -> None:
    reading = engine.read(Message(text="En ole itsetuhoinen, mutta en jaksa tätä surua"))

    assert reading.urgency is Urgency.SOON
    assert {one.near_miss for one in reading.findings} == {"denied"}


def test_words_in_the_subject_are_evidence_in_the_subject(engine: read.Engine) -> None:
    subject = "Turvapuhelin äidille"

    reading = engine.read(Message(subject=subject, text="Mitä tämä maksaa?"))

    spans = [one for one in reading.evidence if one.why.startswith("reason:") and one.where is Where.SUBJECT]
    assert spans
    assert all(subject[one.start : one.end] == one.text for one in spans)


def test_a_language_that_we_do_not_read_is_left_to_a_person(engine: read.Engine) -> None:
    reading = engine.read(Message(text="Здравствуйте, моей маме нужна помощь дома"))

    assert reading.language is Language.OTHER
    assert reading.abstained


def test_an_empty_text_is_read_as_unknown(engine: read.Engine) -> None:
    reading = engine.read(Message(text=""))

    assert reading.reason is Reason.OTHER_UNCLEAR
    assert reading.abstained
    assert reading.urgency is Urgency.ROUTINE


@given(text=st.text(max_size=400), subject=st.text(max_size=80))
def _reads_anything(engine: read.Engine, text: str, subject: str) -> None:
    reading = engine.read(Message(text=text, subject=subject))

    for span in (*reading.evidence, *(one.span for one in reading.findings)):
        field = text if span.where is Where.TEXT else subject
        assert field[span.start : span.end] == span.text
    assert URGENCY_RANK[reading.urgency] <= URGENCY_RANK[emergency.urgency(reading.findings)]
    assert 0.0 <= reading.reason_confidence <= 1.0


def test_any_text_is_read_and_no_finding_is_lowered(engine: read.Engine) -> None:
    _reads_anything(engine)


@pytest.mark.parametrize(
    "text", ["\0" * 100_000, "a" * 100_000, "ei " * 33_333, "😀ä" * 50_000, "äiti 84 v Porissa " * 6_000]
)
def test_a_very_long_text_is_read(engine: read.Engine, text: str) -> None:
    began = time.perf_counter()
    reading = engine.read(Message(text=f"{text}\nPappa ei hengitä"))
    print(f"{len(text)} characters: {(time.perf_counter() - began) * 1000:.0f} ms")

    assert reading.urgency is Urgency.EMERGENCY


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return Path(shutil.copytree("nlu/linear/model", tmp_path / "model"))


def test_without_its_model_the_engine_says_so_and_still_sees_an_emergency(model: Path) -> None:
    (model / "weights.npz").unlink()

    engine = read.load_from(model)
    reading = engine.read(Message(text="Äitini ei hengitä"))

    assert engine.degraded
    assert reading.urgency is Urgency.EMERGENCY
    assert reading.reason is Reason.OTHER_UNCLEAR
    assert reading.abstained
    assert reading.model == "none"


class _BrokenFinder:
    """Word lists that fail on every text."""

    def find(self, text: str, tokens: list[Token]) -> object:
        raise KeyError(text[:1], len(tokens))


def test_a_fault_in_the_word_lists_does_not_cost_the_emergency(caplog: pytest.LogCaptureFixture) -> None:
    engine = read.Engine(Detector(), _BrokenFinder(), None)  # type: ignore[arg-type]

    reading = engine.read(Message(text="Äitini Aino ei hengitä"))

    assert reading.urgency is Urgency.EMERGENCY
    assert reading.abstained
    assert "Aino" not in caplog.text


def test_speed_is_told(engine: read.Engine) -> None:
    words = ["äiti", "isä", "hoitaja", "kotiin", "apua", "lasku", "taksi", "muisti", "sairaala", "tarvitsee", "mistä"]
    times = []
    for number in range(60):
        text = " ".join(f"{words[(number * 7 + place) % len(words)]}{place % 3 * number}" for place in range(60))
        began = time.perf_counter()
        engine.read(Message(text=text))
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    print(f"60 cold words: p50 {times[30]:.1f} ms, p95 {times[57]:.1f} ms")

    assert len(times) == 60
