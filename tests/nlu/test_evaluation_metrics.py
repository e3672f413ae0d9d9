"""The measures, against cases worked out by hand."""

import pytest

from nlu.evaluation.metrics import (
    Judged,
    by_class,
    calibration,
    counted,
    detection,
    macro_f1,
    percentile,
    risk_coverage,
    share_of,
)


def _judged(*answers: tuple[float, bool]) -> list[Judged]:
    return [
        Judged(id=f"m{number:02}", confidence=confidence, right=right)
        for number, (confidence, right) in enumerate(answers)
    ]


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (147, 150, 0.9429, 0.9932)],
)
def test_wilson_gives_the_bounds_of_the_textbook(hits: int, of: int, low: float, high: float):
    share = share_of(hits, of)

    assert share.share == hits / of
    assert (share.low, share.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_a_share_of_nothing_is_no_share():
    nothing = counted([])

    assert (nothing.hits, nothing.of, nothing.share, nothing.low, nothing.high) == (0, 0, None, None, None)


def test_calibration_error_is_the_mean_gap_between_sure_and_right():
    # Sure to 95 % and right half the time: 0.45 off. Sure to 25 % and never right: 0.25 off. Each for half of all.
    found = calibration(_judged((0.95, True), (0.95, False), (0.25, False), (0.25, False)))

    assert found.error == pytest.approx(0.35)
    assert [(one.start, one.messages, one.right) for one in found.bins if one.messages] == [
        (0.2, 2, 0.0),
        (0.9, 2, 0.5),
    ]


def test_who_is_wholly_sure_and_right_has_no_error():
    found = calibration(_judged((1.0, True), (0.0, False)))

    assert found.error == 0.0
    assert [one.messages for one in found.bins] == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_macro_f1_weighs_a_rare_class_as_much_as_a_common_one():
    # a: found once, missed once: F1 2/3. b: found twice, said once too often: F1 4/5.
    classes = by_class([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")])

    assert (classes["a"].f1, classes["b"].f1) == (pytest.approx(2 / 3), pytest.approx(4 / 5))
    assert macro_f1(classes.values()) == pytest.approx(11 / 15)


def test_precision_and_recall_are_none_where_there_is_nothing_to_divide():
    assert (detection(0, 0, 2).precision, detection(0, 0, 2).recall, detection(0, 0, 2).f1) == (None, 0.0, 0.0)
    assert detection(0, 0, 0).f1 is None
    assert detection(3, 1, 2).f1 == pytest.approx(6 / 9)


def test_the_surest_come_first_whatever_their_order():
    # Nine of the surest ten are right except the eighth; the rest are guesses.
    answers = _judged(*((1 - number / 10, number not in {7, 9}) for number in range(10)))
    covered = {one.coverage: one for one in risk_coverage(answers[::-1])}

    assert [covered[share].right.hits for share in (0.1, 0.5, 0.7, 0.8, 1.0)] == [1, 5, 7, 7, 8]
    assert [covered[share].right.of for share in (0.1, 0.5, 0.7, 0.8, 1.0)] == [1, 5, 7, 8, 10]
    assert covered[0.8].confidence == pytest.approx(0.3)


def test_equally_sure_answers_are_taken_in_the_order_of_their_ids():
    answers = _judged((0.5, True), (0.5, False))

    assert risk_coverage(answers) == risk_coverage(answers[::-1])
    assert risk_coverage(answers)[4].right.share == 1.0


def test_a_percentile_is_a_value_that_was_measured():
    values = [float(number) for number in range(1, 21)]

    assert (percentile(values, 0.5), percentile(values, 0.95), percentile(values, 1.0)) == (10.0, 19.0, 20.0)
    assert percentile([7.0], 0.95) == 7.0
