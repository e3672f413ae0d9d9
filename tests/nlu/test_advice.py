"""What the worst confusions say of the taxonomy, on labels few enough to be counted by hand."""

from dataclasses import replace

import pytest

from channels.codes import ContacterType, Reason, Urgency
from nlu.evaluation.advice import advice
from nlu.evaluation.figures import Advice, Confusion, Mixed
from nlu.evaluation.samples import Labels

CARE, HOME = Reason.HOME_CARE, Reason.COPING_AT_HOME
_LABELS = Labels(
    id="", reason=CARE, urgency=Urgency.ROUTINE, contacter=ContacterType.CLIENT, about=None, municipality=None
)


def _labelled(*reasons):
    return [replace(_LABELS, id=str(number), reason=reason) for number, reason in enumerate(reasons)]


FIRST = _labelled(*[CARE] * 20, *[HOME] * 20)
CONFUSED = (Confusion(true=HOME, said=CARE, messages=2), Confusion(true=CARE, said=HOME, messages=1))


def _second(changed):
    """The second labels: as the first, but for those numbers."""
    return [replace(one, reason=changed.get(int(one.id), one.reason)) for one in FIRST]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, Advice.MORE_TEXTS),
        ({0: HOME}, Advice.MORE_TEXTS),  # once is a slip
        ({0: HOME, 1: HOME}, Advice.SHARPEN),
        ({20: CARE, 21: CARE, 22: CARE}, Advice.SHARPEN),
        ({0: HOME, 20: CARE}, Advice.MERGE),
        ({0: Reason.CASE_STATUS, 1: Reason.CASE_STATUS, 2: Reason.CASE_STATUS}, Advice.MORE_TEXTS),
    ],
)
def test_what_people_mix_up_is_a_matter_of_definitions_and_the_rest_of_texts(changed, expected):
    (pair,) = advice(CONFUSED, FIRST, _second(changed))

    assert pair.advice is expected


def test_without_a_second_labelling_no_advice_is_given():
    (pair,) = advice(CONFUSED, FIRST, ())

    assert (pair.advice, pair.people) == (Advice.NOT_COMPARED, None)


def test_a_pair_says_how_often_in_which_direction_by_engine_and_by_people():
    both = [replace(one, also_acceptable_reasons=(CARE,)) if one.id in {"30", "31"} else one for one in FIRST]

    (pair,) = advice(CONFUSED, both, _second({0: HOME, 20: CARE, 21: CARE}))

    assert (pair.one, pair.other) == (HOME, CARE)
    assert pair.engine == Mixed(one_as_other=2, of_one=20, other_as_one=1, of_other=20)
    assert pair.people == Mixed(one_as_other=2, of_one=20, other_as_one=1, of_other=20)
    assert pair.both_right == 2


def test_people_who_differ_twice_of_many_messages_agree():
    many = _labelled(*[CARE] * 30, *[HOME] * 30)
    second = [replace(one, reason=HOME) if one.id in {"0", "1"} else one for one in many]

    (pair,) = advice(CONFUSED, many, second)

    assert pair.advice is Advice.MORE_TEXTS


def test_of_fewer_than_three_confusions_nothing_is_said_and_the_worst_pair_comes_first():
    few = (Confusion(true=CARE, said=HOME, messages=2),)
    more = (*CONFUSED, Confusion(true=CARE, said=Reason.CASE_STATUS, messages=4))

    assert advice(few, FIRST, FIRST) == ()
    assert [pair.other for pair in advice(more, FIRST, FIRST)] == [Reason.CASE_STATUS, CARE]
