"""How sure the model must be: nobody is taken for beaten, and nobody has applied for anything, on a guess.

The model's answers are given here, so that what is made of them does not hang on what it has learnt.
"""

from collections.abc import Callable

import pytest

from channels.codes import Flag, MatterType
from nlu.linear.artefact import HeadName
from nlu.read import Engine
from nlu.reading import Message
from tests.nlu.saying import Answers

QUIET = "Hei, kirjoitan teille tästä asiasta vielä kerran"

Saying = Callable[[Answers], Engine]


def _flags(engine_saying: Saying, flag: Flag, share: float) -> frozenset[Flag]:
    return engine_saying({HeadName.FLAGS: {flag: share}}).read(Message(text=QUIET)).flags


def _act(engine_saying: Saying, shares: dict[str, float]) -> MatterType:
    return engine_saying({HeadName.MATTER_TYPE: shares}).read(Message(text=QUIET)).matter_type


@pytest.mark.parametrize(
    ("share", "flags"), [(0.4, frozenset()), (0.5, frozenset()), (0.65, {Flag.ABUSE}), (0.9, {Flag.ABUSE})]
)
def test_who_may_be_beaten_is_treated_so_only_where_the_model_is_sure(
    engine_saying: Saying, share: float, flags: frozenset[Flag]
) -> None:
    assert _flags(engine_saying, Flag.ABUSE, share) == flags


@pytest.mark.parametrize("flag", [Flag.WANTS_COMPANY, Flag.NOT_COPING, Flag.HOUSING_NEED])
@pytest.mark.parametrize(("share", "given"), [(0.3, False), (0.45, True), (0.55, True)])
def test_what_else_is_noticed_needs_less_to_be_said_but_more_than_a_guess(
    engine_saying: Saying, flag: Flag, share: float, *, given: bool
) -> None:
    assert _flags(engine_saying, flag, share) == ({flag} if given else frozenset())


def test_nobody_has_applied_on_a_guess(engine_saying: Saying) -> None:
    guess: dict[str, float] = {MatterType.APPLICATION: 0.4, MatterType.ADVICE: 0.35, MatterType.FEEDBACK: 0.25}

    assert _act(engine_saying, guess) is MatterType.ADVICE


def test_who_has_surely_applied_has_applied(engine_saying: Saying) -> None:
    assert _act(engine_saying, {MatterType.APPLICATION: 0.6, MatterType.ADVICE: 0.4}) is MatterType.APPLICATION


def test_any_other_act_needs_only_to_be_the_likeliest(engine_saying: Saying) -> None:
    likely: dict[str, float] = {MatterType.FEEDBACK: 0.4, MatterType.ADVICE: 0.35, MatterType.APPLICATION: 0.25}

    assert _act(engine_saying, likely) is MatterType.FEEDBACK
