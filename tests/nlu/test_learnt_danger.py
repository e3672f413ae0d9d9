"""The detector that has learnt what danger sounds like joins the patterns: it adds, and takes nothing away."""

import math
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from channels.codes import Flag, Urgency
from nlu import emergency, learnt, read
from nlu.entities import Finder
from nlu.folding import Token, tokenise
from nlu.language import Detector
from nlu.linear import artefact
from nlu.linear.artefact import HeadName
from nlu.linear.score import Scorer
from nlu.reading import Finding, Message, Where
from tests.factories import NO_ALARMING_WORD as SILENT
from tests.nlu.saying import Answers

QUIET = ("Hei!", "Äiti asuu Ulvilassa.", "Mitä ateriapalvelu maksaa?", "Med vänlig hälsning, Gunilla", "Thank you.")
CALM = "Hei, kirjoitan teille tästä samasta asiasta vielä kerran, koska en ole saanut teiltä vastausta. Terveisin Maija"
# Emergencies that no pattern knows, as SILENT is one.
KNOWN_TO_THE_MODEL_ALONE = (
    SILENT,
    "Vaari tuijottaa tyhjää, huulet harmaina, ja rinta nousee vain silloin tällöin. Kuuluuko tämän olla näin?",
    "Mamma är alldeles kall och stel om händerna och jag hör knappt att hon drar in luften.",
    "Farmor har legat i trappan sedan i går kväll, benet pekar åt fel håll. Vem ska jag vända mig till?",
    "The oxygen machine went quiet in the night and dad's breathing sounds strange. Shall I wait until Monday?",
)
ROUNDING = 1e-6  # more words are added up in another order
AN_EMERGENCY = {"emergency": 0.99, "urgent": 0.99}
URGENT = {"emergency": 0.01, "urgent": 0.99}

Danger = Callable[[str, Answers], list[tuple[str, Flag]]]


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer(artefact.load(files("nlu").joinpath("linear", "model")))


def share(scorer: Scorer, text: str) -> float:
    dangers = scorer.dangers(text, tokenise(text))
    return dangers["emergency"].share if dangers else 0.0


def test_danger_that_no_pattern_knows_is_found_and_its_words_are_shown(engine: read.Engine) -> None:
    found = engine.danger(Message(text=f"Hei.\n\n{SILENT}"))

    assert [(one.pattern, one.level) for one in found] == [(learnt.EMERGENCY, Urgency.EMERGENCY)]
    assert found[0].span.text in SILENT
    assert len(found[0].span.text.split()) <= 15


def test_danger_in_the_subject_alone_is_found(engine: read.Engine) -> None:
    found = engine.danger(Message(subject=SILENT, text="Terveisin Maija"))

    assert {one.span.where for one in found if one.level is Urgency.EMERGENCY} == {Where.SUBJECT}


@pytest.mark.parametrize("joint", ["\n\n", "\n"])
@pytest.mark.parametrize("text", KNOWN_TO_THE_MODEL_ALONE)
@given(others=st.lists(st.sampled_from(QUIET) | st.text(max_size=120), max_size=5), at=st.integers(0, 5))
@example(others=["Здравствуйте, как дела? Спасибо."] * 5, at=0)
@example(others=["x " * 3_000] * 5, at=5)
@example(others=[*QUIET], at=2)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_more_paragraphs_or_lines_never_make_it_less_urgent(
    scorer: Scorer, engine: read.Engine, text: str, joint: str, others: list[str], at: int
) -> None:
    longer = joint.join([*others[:at], text, *others[at:]])

    assert share(scorer, longer) >= share(scorer, text) - ROUNDING
    assert engine.read(Message(text=longer)).urgency is Urgency.EMERGENCY


@pytest.mark.parametrize("text", KNOWN_TO_THE_MODEL_ALONE)
def test_the_model_alone_knows_that_these_are_emergencies(engine: read.Engine, text: str) -> None:
    assert {one.pattern for one in engine.danger(Message(text=text))} == {learnt.EMERGENCY}


def test_with_a_model_that_fails_what_the_patterns_found_stands(scorer: Scorer) -> None:
    text = "Ei mitään hätää, isä kaatui juuri mutta ei pääse ylös"
    half = Scorer(replace(scorer.model, weights=scorer.model.weights[:1]))
    engine = read.Engine(Detector(), Finder(), half)

    assert engine.danger(Message(text=text)) == emergency.find(Message(text=text))
    assert engine.read(Message(text=text)).urgency is Urgency.EMERGENCY


def test_company_on_other_lines_and_broken_lines_never_make_it_less_dangerous(scorer: Scorer) -> None:
    in_company = "\n".join([*QUIET, SILENT, *QUIET])
    broken = SILENT.replace(" ", "\n")

    assert share(scorer, in_company) >= share(scorer, SILENT) - ROUNDING
    assert share(scorer, broken) >= share(scorer, SILENT) - ROUNDING
    assert share(scorer, f"{in_company}\n\n{broken}\n\n{CALM}") >= share(scorer, SILENT) - ROUNDING


@pytest.mark.parametrize(
    "text",
    [
        "Sinisiä pilviä ja pitkä tie",
        "The cat sat on the mat",
        "Kissa",
        "Kissa istui matolla",
        "Himmel och hav",
        "Rain again today",
        "Vesi on märkää",
        "Pappa dricker kaffe",
        "A long road and a blue sky",
    ],
)
def test_a_few_odd_words_are_no_emergency(engine: read.Engine, text: str) -> None:
    assert Urgency.EMERGENCY not in {one.level for one in engine.danger(Message(text=text))}


@pytest.fixture
def danger(engine_saying: Callable[[Answers], read.Engine]) -> Danger:
    """What is found dangerous in a text of which the model gives those answers: pattern and flag of each."""

    def find(text: str, answers: Answers) -> list[tuple[str, Flag]]:
        found = engine_saying(answers).danger(Message(text=text))
        return [(one.pattern, one.flag) for one in found]

    return find


def test_danger_is_heard_in_a_polite_block_but_a_sentence_out_of_its_block_must_say_more(scorer: Scorer) -> None:
    sentence = "Mieheni makaa sinisenä eikä vastaa mitään"
    by_itself, amid_others = share(scorer, sentence), share(scorer, f"{CALM}. {sentence}. {CALM}. {CALM}")

    assert amid_others > share(scorer, CALM)
    assert math.log(amid_others / (1 - amid_others)) == pytest.approx(
        math.log(by_itself / (1 - by_itself)) - 1, abs=1e-4
    )


@pytest.mark.parametrize("flag", [Flag.MEDICAL, Flag.FALL, Flag.FIRE, Flag.MISSING, Flag.SUICIDAL, Flag.WELFARE_CHECK])
@pytest.mark.parametrize(("level", "pattern"), [(AN_EMERGENCY, learnt.EMERGENCY), (URGENT, learnt.URGENT)])
def test_danger_is_named_by_what_it_is_likeliest_of(
    danger: Danger, level: dict[str, float], pattern: str, flag: Flag
) -> None:
    others = {Flag.MEDICAL: 0.32, Flag.FIRE: 0.31, Flag.WANTS_COMPANY: 0.9}

    assert danger(CALM, {HeadName.DANGER: level, HeadName.FLAGS: others | {flag: 0.6}}) == [(pattern, flag)]


def test_in_an_emergency_violence_and_ones_own_hand_are_named_beside_the_likeliest(danger: Danger) -> None:
    flags = {Flag.MEDICAL: 0.8, Flag.SUICIDAL: 0.6, Flag.VIOLENCE_NOW: 0.6, Flag.FALL: 0.6}
    named = danger(CALM, {HeadName.DANGER: AN_EMERGENCY, HeadName.FLAGS: flags})

    assert {flag for _, flag in named} == {Flag.MEDICAL, Flag.SUICIDAL, Flag.VIOLENCE_NOW}
    assert danger(CALM, {HeadName.DANGER: URGENT, HeadName.FLAGS: flags}) == [(learnt.URGENT, Flag.MEDICAL)]


def test_nobody_is_taken_for_suicidal_because_nothing_else_is_likelier(danger: Danger) -> None:
    flags = {Flag.SUICIDAL: 0.33, Flag.CARER_LOST: 0.31}

    assert danger(CALM, {HeadName.DANGER: URGENT, HeadName.FLAGS: flags}) == [(learnt.URGENT, Flag.CARER_LOST)]
    assert danger(CALM, {HeadName.DANGER: URGENT, HeadName.FLAGS: {Flag.SUICIDAL: 0.4}}) == [
        (learnt.URGENT, Flag.SUICIDAL)
    ]


def test_danger_of_no_likely_kind_is_danger_all_the_same(danger: Danger) -> None:
    flags = {Flag.MEDICAL: 0.1, Flag.WANTS_COMPANY: 0.9}

    assert danger(CALM, {HeadName.DANGER: AN_EMERGENCY, HeadName.FLAGS: flags}) == [
        (learnt.EMERGENCY, Flag.UNSPECIFIED)
    ]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Keittiössä on tulipalo, liekit nousevat kattoon ja savua tulee ovien alta, tulkaa heti", Flag.FIRE),
        ("My husband is hitting me right now, he has a knife, I am locked in the bathroom", Flag.VIOLENCE_NOW),
        ("Jag har tagit alla sömntabletterna för jag vill inte leva, nu är det svårt att andas", Flag.SUICIDAL),
        ("Äiti ei hengitä kunnolla, huulet ovat siniset ja rintaan sattuu", Flag.MEDICAL),
    ],
)
def test_the_model_that_is_shipped_knows_what_plain_danger_is_of(scorer: Scorer, text: str, flag: Flag) -> None:
    found = learnt.findings(scorer, text, tokenise(text), Where.TEXT)

    assert {one.pattern for one in found} == {learnt.EMERGENCY}
    assert flag in {one.flag for one in found}


@pytest.mark.parametrize("breaks", [Where.TEXT, Where.SUBJECT])
def test_what_the_model_finds_in_one_field_stands_whatever_breaks_in_the_other(
    engine: read.Engine, monkeypatch: pytest.MonkeyPatch, breaks: Where
) -> None:
    findings = learnt.findings

    def failing(scorer: Scorer, text: str, tokens: list[Token], where: Where) -> tuple[Finding, ...]:
        if where is breaks:
            raise MemoryError
        return findings(scorer, text, tokens, where)

    monkeypatch.setattr(learnt, "findings", failing)
    found = engine.danger(Message(subject=SILENT, text=SILENT))

    assert {one.span.where for one in found} == {Where.TEXT, Where.SUBJECT} - {breaks}
