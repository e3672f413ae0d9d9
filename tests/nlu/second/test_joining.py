"""Two opinions made one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.second.joining import Joining, joined

HALF = Joining(share=0.5)
_weights = st.lists(st.floats(0.001, 1), min_size=2, max_size=20)


def _shares(weights: list[float]) -> np.ndarray:
    return np.array(weights) / sum(weights)


@given(_weights, st.floats(0, 1), st.floats(0.2, 5))
def test_probabilities_come_out_of_probabilities(weights, share, temperature):
    first = _shares(weights)
    together = joined(first, first[::-1], Joining(share=share, temperature=temperature))

    assert together.sum() == pytest.approx(1)
    assert (together >= 0).all()


@given(_weights)
def test_a_second_opinion_without_a_share_changes_nothing(weights):
    first = _shares(weights)

    assert joined(first, first[::-1], Joining(share=0.0)) == pytest.approx(first)


@given(_weights, st.floats(0, 1))
def test_two_that_agree_are_as_sure_as_each(weights, share):
    first = _shares(weights)

    assert joined(first, first, Joining(share=share)) == pytest.approx(first, abs=1e-6)


def test_two_that_disagree_are_sure_of_nothing():
    first, second = np.array([0.9, 0.05, 0.05]), np.array([0.05, 0.9, 0.05])

    assert joined(first, second, HALF) == pytest.approx([0.447, 0.447, 0.105], abs=0.001)


def test_rows_are_joined_one_by_one():
    first, second = np.array([[0.9, 0.1], [0.5, 0.5]]), np.array([[0.9, 0.1], [0.2, 0.8]])

    assert joined(first, second, HALF) == pytest.approx(np.array([[0.9, 0.1], [1 / 3, 2 / 3]]))


def test_what_one_calls_impossible_is_not_certain_to_be_wrong():
    assert np.isfinite(joined(np.array([1.0, 0.0]), np.array([0.0, 1.0]), HALF)).all()
