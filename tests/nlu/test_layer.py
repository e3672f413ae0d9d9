"""The linear layer by itself, and work that is shared out to processes."""

from operator import add

import numpy as np
import pytest

from nlu.linear import forked, layer
from nlu.linear.artefact import Head, HeadName
from nlu.linear.features import Features, weighed

TEXTS = ("hoitaja kävi aamulla", "taksi ei tullut", "hoitaja ei tullut", "taksi kävi aamulla", "missä hoitaja on")
ANSWERS = (0, 1, 0, 1, 0)


@pytest.fixture(scope="module")
def lessons():
    return layer.lessons(layer.counted(TEXTS))


def test_what_was_counted_once_is_weighed_as_the_scorer_weighs_it(lessons):
    features = Features(lessons.idf)
    for text, counted in zip(TEXTS, layer.counted(TEXTS), strict=True):
        at, rows = weighed(counted, lessons.idf)
        expected_at, expected = features.whole(text)
        assert at.tolist() == expected_at.tolist()
        assert rows[0].tolist() == expected.tolist()


def test_what_stands_in_one_text_teaches_nothing(lessons):
    features = Features()

    assert not lessons.idf[features.places("missa")].any()
    assert lessons.idf[features.places("hoitaja")].all()


def test_a_layer_learns_any_answers(lessons):
    model = layer.joined(
        [Head(name=HeadName.REASON, codes=("care", "ride"))], [layer.one_of(lessons.rows, ANSWERS)], lessons.idf
    )
    features = Features(lessons.idf)

    assert [int(model.logits(*features.whole(text)).argmax()) for text in TEXTS] == list(ANSWERS)
    assert model.weights.dtype == np.int8


def test_columns_stand_side_by_side_and_of_none_there_is_none(lessons):
    one = layer.yes_or_no(lessons.rows, [bool(answer) for answer in ANSWERS])
    two = layer.side_by_side([one, layer.one_of(lessons.rows, ANSWERS)])

    assert two.weights.shape[1] == len(two.bias) == 3
    assert (two.weights[:, :1] == one.weights).all()
    assert layer.side_by_side([]).weights.shape[1] == 0


def test_jobs_come_back_in_their_order_with_what_is_held():
    assert list(forked.each(add, 10, range(5))) == [10, 11, 12, 13, 14]


def test_a_job_that_fails_is_heard_of():
    with pytest.raises(TypeError):
        list(forked.each(add, 10, ["no number"]))
