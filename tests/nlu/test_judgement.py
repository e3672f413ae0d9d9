"""Which reason is the one: words and the model weighed together, nobody named on a guess, honest when unsure.

The model's answers are given here, so that what is made of them does not hang on what it has learnt.
"""

from collections.abc import Callable

import pytest

from channels.codes import Flag, Language, Reason
from nlu.linear.artefact import HeadName
from nlu.read import Engine
from nlu.reading import Message, Reading
from tests.nlu.saying import Answers

QUIET = "Hei, kirjoitan teille tästä asiasta vielä kerran"
FALLEN = "Äiti kaatui juuri eikä pääse ylös"
BEATEN = "Mies hakkaa minua juuri nyt"

Judge = Callable[[str, dict[Reason, float]], Reading]


@pytest.fixture
def judge(engine_saying: Callable[[Answers], Engine]) -> Judge:
    """What is read in a text of which the model says those reasons, and nothing else that matters."""
    return lambda text, reasons: engine_saying({HeadName.REASON: reasons}).read(Message(text=text))


@pytest.mark.parametrize(
    ("named", "share"),
    [(Reason.ABUSE_NEGLECT, 0.6), (Reason.ABUSE_NEGLECT, 0.8), (Reason.MENTAL_HEALTH_SUBSTANCE, 0.25)],
)
def test_nobody_is_taken_for_beaten_ill_or_addicted_on_a_guess(judge: Judge, named: Reason, share: float) -> None:
    rest = (1 - share) / 5
    others = dict.fromkeys((Reason.HOME_CARE, Reason.CASE_STATUS, Reason.BENEFITS_FEES, Reason.SERVICE_INFO), rest)

    reading = judge(QUIET, {named: share, Reason.SUPPORT_SERVICES: rest * 1.01, **others})

    assert reading.reason is Reason.SUPPORT_SERVICES
    assert reading.alternatives[0].reason is named
    assert Flag.ABUSE not in reading.flags


@pytest.mark.parametrize(
    ("named", "share"), [(Reason.ABUSE_NEGLECT, 0.95), (Reason.MENTAL_HEALTH_SUBSTANCE, 0.6), (Reason.HOME_CARE, 0.45)]
)
def test_what_the_model_is_sure_enough_of_is_named(judge: Judge, named: Reason, share: float) -> None:
    reading = judge(QUIET, {named: share, Reason.SUPPORT_SERVICES: (1 - share) / 2, Reason.TRANSPORT_MOBILITY: 0.01})

    assert reading.reason is named
    assert not reading.abstained


def test_whose_reason_is_surely_to_be_beaten_is_treated_as_somebody_who_may_be(judge: Judge) -> None:
    assert judge(QUIET, {Reason.ABUSE_NEGLECT: 0.95}).flags == {Flag.ABUSE}
    assert judge(QUIET, {Reason.HOME_CARE: 0.95}).flags == frozenset()


def test_where_words_tell_of_danger_at_home_the_reason_needs_no_more_proof(judge: Judge) -> None:
    guess = {Reason.ABUSE_NEGLECT: 0.4, Reason.FEEDBACK_COMPLAINT: 0.35}

    assert judge(BEATEN, guess).reason is Reason.ABUSE_NEGLECT
    assert judge(QUIET, guess).reason is Reason.FEEDBACK_COMPLAINT


def test_words_of_danger_are_weighed_together_with_what_the_model_says(judge: Judge) -> None:
    near = {Reason.HOME_CARE: 0.45, Reason.ACUTE_HEALTH: 0.35}
    far = {Reason.HOME_CARE: 0.8, Reason.ACUTE_HEALTH: 0.1}

    assert judge(FALLEN, near).reason is Reason.ACUTE_HEALTH
    assert judge(QUIET, near).reason is Reason.HOME_CARE
    assert judge(FALLEN, far).reason is Reason.HOME_CARE


def test_what_is_likely_to_be_meant_as_well_is_a_further_reason(judge: Judge) -> None:
    reading = judge(QUIET, {Reason.HOME_CARE: 0.5, Reason.BENEFITS_FEES: 0.35, Reason.CASE_STATUS: 0.15})

    assert reading.reasons == (Reason.HOME_CARE, Reason.BENEFITS_FEES)
    assert [one.reason for one in reading.alternatives[:2]] == [Reason.BENEFITS_FEES, Reason.CASE_STATUS]


@pytest.mark.parametrize("reasons", [{Reason.OTHER_UNCLEAR: 0.95}, dict.fromkeys(tuple(Reason)[:5], 0.2)])
def test_what_is_unclear_is_left_to_a_person(judge: Judge, reasons: dict[Reason, float]) -> None:
    assert judge(QUIET, reasons).abstained


@pytest.mark.parametrize(
    ("reason", "share", "sure"),
    [
        (Reason.HOME_CARE, 0.39, False),
        (Reason.HOME_CARE, 0.42, True),
        (Reason.LONELINESS_PARTICIPATION, 0.42, False),
        (Reason.LONELINESS_PARTICIPATION, 0.52, True),
        (Reason.ACUTE_HEALTH, 0.48, False),
    ],
)
def test_what_would_leave_our_hands_needs_more_than_what_stays(
    judge: Judge, reason: Reason, share: float, *, sure: bool
) -> None:
    others = dict.fromkeys((Reason.CASE_STATUS, Reason.BENEFITS_FEES, Reason.SERVICE_INFO), (1 - share) / 3)

    assert judge(QUIET, {reason: share, **others}).abstained is not sure


@pytest.mark.parametrize(("second", "sure"), [(0.42, False), (0.38, True)])
def test_a_reason_with_hardly_a_lead_is_left_to_a_person(judge: Judge, second: float, *, sure: bool) -> None:
    rest = {Reason.CASE_STATUS: 1 - 0.46 - second}

    assert judge(QUIET, {Reason.HOME_CARE: 0.46, Reason.HOUSING_SERVICES: second, **rest}).abstained is not sure


@pytest.mark.parametrize("text", ["12345 67890", "040 123 4567"])
def test_a_text_in_no_language_is_left_to_a_person_however_sure_the_model_is(judge: Judge, text: str) -> None:
    reading = judge(text, {Reason.HOME_CARE: 0.95})

    assert reading.language is Language.UNKNOWN
    assert reading.abstained
    assert not judge(QUIET, {Reason.HOME_CARE: 0.95}).abstained
