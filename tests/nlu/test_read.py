"""The whole reading: emergency first, never an exception, honest when unsure."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.codes import URGENCY_RANK, AgeBand, ContacterType, Flag, Language, Reason, Urgency
from nlu import emergency, read
from nlu.folding import Token
from nlu.language import Detector
from nlu.learnt import LEARNT
from nlu.linear.artefact import HeadName
from nlu.reading import Finding, Message, Where
from tests.nlu.saying import Answers


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


@pytest.mark.parametrize(
    ("text", "telling"),
    [
        ("Äidille tarvittaisiin turvapuhelin ja ranneke", "turvapuhelin"),
        ("Taksikortti katosi, mistä saan uuden kuljetuspalvelun kortin?", "kuljetuspalvelun"),
        ("Hur söker man färdtjänst och taxikort?", "färdtjänst"),
    ],
)
def test_the_words_that_are_shown_are_those_that_tell(engine: read.Engine, text: str, telling: str) -> None:
    assert telling in {one.text for one in engine.read(Message(text=text)).evidence if one.why.startswith("reason:")}


@pytest.mark.parametrize(
    ("matter", "reason"),
    [
        ("Äidille tarvittaisiin turvapuhelin ja ranneke.", Reason.SAFETY_TECHNOLOGY),
        ("Hur söker man färdtjänst och taxikort?", Reason.TRANSPORT_MOBILITY),
    ],
)
def test_of_a_long_letter_the_beginning_and_the_end_tell_the_reason(
    engine: read.Engine, matter: str, reason: Reason
) -> None:
    matters, pages = f"{matter} " * 15, "Hei vaan. " * 700

    assert engine.read(Message(text=matters + pages)).reason is reason
    assert engine.read(Message(text=pages + matters)).reason is reason
    assert engine.read(Message(text=pages)).reason is Reason.OTHER_UNCLEAR


@pytest.mark.parametrize(
    ("stated", "municipality"),
    [("Rauma", "Rauma"), ("Raumo", "Rauma"), ("Kankaanpäässä", "Kankaanpää"), ("en kerro", "Pori"), ("", "Pori")],
)
def test_a_home_that_somebody_stated_goes_before_the_places_in_the_text(
    engine: read.Engine, stated: str, municipality: str
) -> None:
    assert engine.read(Message(text="Äiti asuu Porissa", home=stated)).municipality == municipality


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


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u00ad", "\u0301", "\u200b \u200b"])
def test_signs_that_nobody_sees_alone_in_a_field_cost_nothing(engine: read.Engine, sign: str) -> None:
    assert engine.read(Message(text=sign)).urgency is Urgency.ROUTINE
    assert engine.read(Message(subject=sign, text="Pappa ei hengitä")).urgency is Urgency.EMERGENCY


@given(text=st.text(max_size=400), subject=st.text(max_size=80))
@settings(deadline=None)
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


def test_a_fault_of_the_patterns_in_one_field_does_not_cost_the_emergency_in_the_other(
    engine: read.Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    find = emergency.find

    def breaks_on_the_title(message: Message) -> tuple[Finding, ...]:
        if message.subject:
            raise KeyError(message.subject)
        return find(message)

    monkeypatch.setattr(emergency, "find", breaks_on_the_title)
    reading = engine.read(Message(subject="Aino", text="Äitini ei hengitä"))

    assert {one.level for one in reading.findings if one.pattern not in LEARNT} == {Urgency.EMERGENCY}
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


def test_words_that_say_otherwise_than_the_reading_are_no_evidence_of_it(
    engine_saying: Callable[[Answers], read.Engine],
) -> None:
    message = Message(text="Naapurini asuu Porissa.", home="Rauma")
    nurse = engine_saying({HeadName.CONTACTER: {ContacterType.HOME_CARE_WORKER: 0.9}}).read(message)
    neighbour = engine_saying({HeadName.CONTACTER: {ContacterType.NEIGHBOUR_CITIZEN: 0.9}}).read(message)

    assert [one.why for one in nurse.evidence if one.why.startswith(("contacter:", "municipality:"))] == []
    assert "contacter:neighbour_citizen" in {one.why for one in neighbour.evidence}
    assert neighbour.municipality == "Rauma"
