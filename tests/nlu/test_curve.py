"""The learning curve: which texts are drawn, what it says, and the files that stand beside an evaluation."""

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

from channels.codes import ChannelCode, ContacterType, Language, Reason, Urgency
from nlu.evaluation import beside
from nlu.evaluation.beside import BesideError
from nlu.evaluation.curve import ALL, Curve, Hits, Point
from nlu.evaluation.engines import EngineFigures, Engines, Missing, Right
from nlu.evaluation.samples import Sample
from nlu.linear import artefact
from nlu.linear import curve as making
from nlu.linear.corpus import Example

EXAMPLES = [
    Example(language=language, text=f"{reason} {number}", reasons=(reason,), id=f"{writer}{number}")
    for language in (Language.FI, Language.SV)
    for reason in (Reason.HOME_CARE, Reason.CASE_STATUS)
    for writer, count in (("anna", 40), ("bertta", 10))
    for number in range(count)
]


def _groups(numbers):
    return Counter((EXAMPLES[n].language, EXAMPLES[n].reason, EXAMPLES[n].id.rstrip("0123456789")) for n in numbers)


def test_of_each_language_reason_and_writer_the_same_share_is_drawn():
    drawn = _groups(making.drawn(EXAMPLES, 0.2, seed=1))

    assert {writer: count for (*_, writer), count in drawn.items()} == {"anna": 8, "bertta": 2}
    assert len(drawn) == 8


def test_a_smaller_share_is_a_part_of_a_larger_one_and_all_is_all():
    few, more, every = (set(making.drawn(EXAMPLES, share, seed=2)) for share in (0.1, 0.6, 1.0))

    assert few < more < every == set(range(len(EXAMPLES)))
    assert few != set(making.drawn(EXAMPLES, 0.1, seed=3))
    assert few == set(making.drawn(EXAMPLES, 0.1, seed=2))


def test_who_wrote_one_text_is_drawn_as_often_as_the_share_says():
    alone = [Example(language=Language.FI, text="a", reasons=(Reason.HOME_CARE,), id=chr(97 + n)) for n in range(20)]
    drawn = [len(making.drawn(alone, 0.4, seed)) for seed in range(50)]

    assert 7 < sum(drawn) / len(drawn) < 9


def _point(share, all_right, fi):
    hits = {ALL: Hits(each=all_right, of=200), "fi": Hits(each=fi, of=100)}
    return Point(share=share, texts=int(1000 * share), right=hits)


CURVE = Curve(
    trained_on="abc",
    points=(_point(0.2, (90, 92), (50, 50)), _point(0.8, (160, 158), (80, 82)), _point(1.0, (161,), (82,))),
)


def test_the_last_fifth_is_compared_with_the_mean_of_what_was_drawn_before():
    assert (CURVE.last_gain(ALL), CURVE.last_gain("fi")) == (pytest.approx(0.01), pytest.approx(0.01))
    assert CURVE.points[1].right["fi"].share.hits == 81
    assert CURVE.points[1].right["fi"].share.low == pytest.approx(0.722, abs=0.001)


@pytest.mark.parametrize(("last", "rises"), [(83, True), (81, False), (70, False)])
def test_texts_are_worth_writing_while_the_last_fifth_gives_a_point(last, rises):
    curve = Curve(trained_on="", points=(*CURVE.points[:2], _point(1.0, (161,), (last,))))

    assert curve.rises("fi") is rises


def test_a_curve_without_a_point_before_the_last_says_nothing():
    curve = Curve(trained_on="", points=CURVE.points[:1])

    assert (curve.last_gain(ALL), curve.rises(ALL)) == (None, False)


@pytest.mark.parametrize(
    "one",
    [
        CURVE,
        Engines(
            engines=(EngineFigures(name="a", right={"fi": Right(hits=1, of=2)}, p50=0.5),),
            missing=(Missing(name="b", why="c"),),
        ),
    ],
)
def test_what_is_written_is_read_again(tmp_path, one):
    (tmp_path / "kept.json").write_text(beside.as_json(one), "utf-8")

    assert beside.read(tmp_path / "kept.json", type(one)) == one


@pytest.mark.parametrize(
    "change",
    [
        {"points": []},
        {"points": [{"share": 1, "texts": 1, "right": {"fi": {"each": [1], "of": 1}}}]},
        {"points": [{"share": 1, "texts": 1, "right": {"all": {"each": [2], "of": 1}}}]},
        {"points": [{"share": 1, "texts": 1, "right": {"all": {"each": [], "of": 1}}}]},
        {"trained_on": None},
    ],
)
def test_a_file_that_is_no_curve_is_named(tmp_path, change):
    (tmp_path / "odd.json").write_text(json.dumps(json.loads(beside.as_json(CURVE)) | change), "utf-8")

    with pytest.raises(BesideError, match=r"odd\.json"):
        beside.read(tmp_path / "odd.json", Curve)


def test_the_kept_curve_goes_up_to_all_texts_in_three_languages():
    kept = beside.kept().curve

    assert kept is not None
    assert kept.groups == {ALL, "fi", "sv", "en"}
    assert [point.share for point in kept.points] == list(making.SHARES)
    assert kept.points[-1].right[ALL].of == 620
    assert kept.points[0].right[ALL].mean < kept.points[-1].right[ALL].mean


def test_the_kept_curve_is_of_the_texts_that_the_model_has_learnt():
    assert beside.kept().curve.trained_on == artefact.trained_on(Path("nlu/linear/model"))


def test_the_curve_is_learnt_from_more_and_more_texts(tmp_path: Path):
    words = {Reason.HOME_CARE: "hoitaja", Reason.CASE_STATUS: "hakemus"}
    (tmp_path / "fi").mkdir()
    for reason, word in words.items():
        said = [{"text": f"{word} {number}", "metadata": _metadata(reason, number)} for number in range(20)]
        content = {"version": "3.1", "nlu": [{"intent": reason.value, "examples": said}]}
        (tmp_path / "fi" / f"{reason}.yml").write_text(yaml.safe_dump(content), "utf-8")
    samples = [_sample(reason, f"{word} tänään") for reason, word in words.items()]
    told: list[str] = []

    curve = making.learn(tmp_path, samples, told.append)

    assert [(point.share, point.texts) for point in curve.points][-2:] == [(0.8, 32), (1.0, 40)]
    assert curve.points[-1].right == {ALL: Hits(each=(2,), of=2), "fi": Hits(each=(2,), of=2)}
    assert [len(point.right[ALL].each) for point in curve.points] == [3, 3, 3, 3, 3, 1]
    assert told[0] == "40 sentences"
    assert told[-1] == "100% of the texts, 40: right 1.000"


def _metadata(reason, number):
    labels = {"urgency": "routine", "contacter": "client", "about": "self", "matter_type": "advice", "flags": []}
    return {"id": f"w{reason}{number}", "reasons": [reason.value], **labels}


def _sample(reason, text):
    return Sample(
        id=text,
        channel=ChannelCode.CHAT,
        language=Language.FI,
        text=text,
        contacter=ContacterType.CLIENT,
        reason=reason,
        urgency=Urgency.ROUTINE,
        about=None,
        municipality=None,
    )
