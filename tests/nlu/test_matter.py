"""What words say of the kind of act, whatever the model takes it for."""

from collections.abc import Callable

import pytest

from channels.codes import ContacterType, MatterType, Reason
from nlu import read
from nlu.linear.artefact import HeadName
from nlu.reading import Message
from tests.nlu.saying import Answers

Saying = Callable[[Answers], read.Engine]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Miten haen ateriapalvelua Raumalla?", MatterType.ADVICE),
        ("Mistä sitä haetaan, sitä kuljetustukea?", MatterType.ADVICE),
        ("Hur ansöker man om färdtjänst?", MatterType.ADVICE),
        ("How do I apply for a walker?", MatterType.ADVICE),
        ("Haen äidille ateriapalvelua. Miten haetaan turvapuhelinta?", MatterType.APPLICATION),
        ("Täten haen omaishoidon tukea.", MatterType.APPLICATION),
    ],
)
def test_who_asks_how_one_applies_has_not_applied(engine_saying: Saying, text: str, act: MatterType) -> None:
    taken_for = engine_saying({HeadName.MATTER_TYPE: {MatterType.APPLICATION: 0.9}})

    assert taken_for.read(Message(text=text)).matter_type is act


@pytest.mark.parametrize(
    ("contacter", "act"),
    [
        (ContacterType.NEIGHBOUR_CITIZEN, MatterType.CONCERN_NOTICE),
        (ContacterType.CLOSE_PERSON, MatterType.CONCERN_NOTICE),
        (ContacterType.RELATIVE, MatterType.SUPPORT_NEED_CONTACT),
    ],
)
def test_help_that_is_asked_for_somebody_elses_old_neighbour_is_a_notice_of_concern(
    engine_saying: Saying, contacter: ContacterType, act: MatterType
) -> None:
    answers = {
        HeadName.MATTER_TYPE: {MatterType.SUPPORT_NEED_CONTACT: 0.9},
        HeadName.CONTACTER: {contacter: 0.9},
    }

    assert engine_saying(answers).read(Message(text="Hän tarvitsisi apua kotiin.")).matter_type is act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Äitini ei pärjää enää kotona. Tarvitsemme kotihoitoa.", MatterType.SUPPORT_NEED_CONTACT),
        ("Jag behöver hjälp hemma.", MatterType.SUPPORT_NEED_CONTACT),
        ("Dad can't cope any more. We need help.", MatterType.SUPPORT_NEED_CONTACT),
        ("Tarvitsemme tietoa kotihoidosta.", MatterType.ADVICE),
        ("Paljonko kotihoito maksaa?", MatterType.ADVICE),
    ],
)
def test_a_need_that_is_plainly_said_is_no_question(engine_saying: Saying, text: str, act: MatterType) -> None:
    a_question = {HeadName.MATTER_TYPE: {MatterType.ADVICE: 0.9}, HeadName.REASON: {Reason.HOME_CARE: 0.9}}

    assert engine_saying(a_question).read(Message(text=text)).matter_type is act


def test_of_what_is_no_need_for_services_nothing_is_a_need(engine_saying: Saying) -> None:
    a_bill = {HeadName.MATTER_TYPE: {MatterType.ADVICE: 0.9}, HeadName.REASON: {Reason.BENEFITS_FEES: 0.9}}

    assert engine_saying(a_bill).read(Message(text="Tarvitsemme apua laskuun.")).matter_type is MatterType.ADVICE
