"""Figures of answers that are few enough to be counted by hand."""

import json
from dataclasses import replace

import pytest

from channels.codes import (
    About,
    AgeBand,
    ChannelCode,
    ContacterType,
    Flag,
    Language,
    MatterType,
    Reason,
    Urgency,
)
from nlu.evaluation import key_figures, written
from nlu.evaluation.answering import Answer
from nlu.evaluation.beside import Beside
from nlu.evaluation.figures import Confusion
from nlu.evaluation.key_figures import BaselineError
from nlu.evaluation.measuring import measure
from nlu.evaluation.samples import Labels, Sample
from nlu.reading import Alternative, Reading

SAMPLE = Sample(
    id="m1",
    channel=ChannelCode.CHAT,
    language=Language.FI,
    text="Milloin hoitaja tulee tänään käymään?",
    contacter=ContacterType.CLIENT,
    reason=Reason.HOME_CARE,
    urgency=Urgency.ROUTINE,
    about=About.SELF,
    municipality=None,
)
READING = Reading(
    language=Language.FI,
    contacter=ContacterType.CLIENT,
    about=About.SELF,
    matter_type=MatterType.ADVICE,
    reason=Reason.HOME_CARE,
    reason_confidence=0.9,
    alternatives=(),
    reasons=(Reason.HOME_CARE,),
    flags=frozenset(),
    urgency=Urgency.ROUTINE,
    findings=(),
    evidence=(),
    municipality=None,
    age_band=AgeBand.UNKNOWN,
    consent=None,
    abstained=False,
    engine="linear",
    model="abc",
)


def answer(own_id, labels=None, read=None, milliseconds=1.0):
    sample, reading = replace(SAMPLE, id=own_id, **(labels or {})), replace(READING, **(read or {}))
    return Answer(sample=sample, reading=reading, milliseconds=milliseconds)


def figures(*answers, second=(), asked=frozenset(Flag)):
    return measure(answers, second, asked)


def counts(share):
    return share.hits, share.of


def test_an_acceptable_reason_is_right_but_not_exactly():
    found = figures(
        answer("a"),
        answer("b", {"reason": Reason.SERVICE_INFO, "also_acceptable_reasons": (Reason.HOME_CARE,)}),
        answer("c", {"reason": Reason.FEEDBACK_COMPLAINT}),
    ).reason

    assert (counts(found.accuracy), counts(found.exact)) == ((2, 3), (1, 3))
    assert found.matrix == {"home_care": {"home_care": 2}, "feedback_complaint": {"home_care": 1}}
    assert found.worst == (Confusion(true="feedback_complaint", said="home_care", messages=1),)
    # home_care: found twice, said once too often: 4/5; feedback_complaint: never found: 0.
    assert found.macro_f1 == pytest.approx(0.4)


def test_top_two_looks_at_the_first_and_the_second_thought_only():
    others = tuple(
        Alternative(reason=one, confidence=0.1)
        for one in (Reason.CASE_STATUS, Reason.BENEFITS_FEES, Reason.HOME_SAFETY)
    )
    truths = (Reason.HOME_CARE, Reason.CASE_STATUS, Reason.BENEFITS_FEES)

    found = figures(*(answer(str(one), {"reason": one}, {"alternatives": others}) for one in truths))

    assert counts(found.reason.top_two) == (2, 3)


def test_reasons_are_counted_by_language_writer_channel_and_tag():
    found = figures(
        answer("a", {"tags": frozenset({"typos", "short"})}),
        answer("b", {"language": Language.SV, "reason": Reason.CASE_STATUS, "tags": frozenset({"short"})}),
        answer("c", {"contacter": ContacterType.RELATIVE, "channel": ChannelCode.LETTER}),
    ).reason

    assert {code: counts(share) for code, share in found.by_channel.items()} == {"chat": (1, 2), "letter": (1, 1)}
    assert {code: counts(share) for code, share in found.by_language.items()} == {"fi": (2, 2), "sv": (0, 1)}
    assert {code: counts(share) for code, share in found.by_writer.items()} == {"client": (1, 2), "relative": (1, 1)}
    assert {code: counts(share) for code, share in found.by_tag.items()} == {"short": (1, 2), "typos": (1, 1)}


def test_what_is_left_to_a_person_is_counted_apart():
    found = figures(answer("a"), answer("b", {"reason": Reason.CASE_STATUS}, {"abstained": True})).sure

    assert counts(found.abstained) == (1, 2)
    assert (counts(found.right_if_answered), counts(found.right_if_abstained)) == ((1, 1), (0, 1))


def test_urgency_is_too_low_below_every_acceptable_level_and_too_high_above_every_one():
    urgent_or_soon = {"urgency": Urgency.URGENT, "also_acceptable_urgency": (Urgency.SOON,)}
    found = figures(*(answer(level, urgent_or_soon, {"urgency": level}) for level in Urgency)).urgency

    assert (counts(found.accuracy), counts(found.too_low), counts(found.too_high)) == ((2, 4), (1, 4), (1, 4))
    assert found.matrix == {"urgent": {"emergency": 1, "urgent": 1, "soon": 1, "routine": 1}}


def test_emergencies_missed_and_alarms_for_nothing_are_named():
    real, alarm = {"urgency": Urgency.EMERGENCY}, {"urgency": Urgency.EMERGENCY}
    near = {"tags": frozenset({"near_miss"})}
    found = figures(
        answer("found", real, alarm),
        answer("urgent", real, {"urgency": Urgency.URGENT}),
        answer("soon", real | {"language": Language.SV}, {"urgency": Urgency.SOON}),
        answer("near", near, alarm),
        answer("quiet-near", near),
        answer("ordinary", {}, alarm),
        answer("quiet"),
        answer("may-be", {"also_acceptable_urgency": (Urgency.EMERGENCY,)}, alarm),
    ).emergency

    assert (counts(found.recall), counts(found.below_urgent)) == ((1, 3), (1, 3))
    assert (found.missed, found.missed_below_urgent) == (("soon", "urgent"), ("soon",))
    assert (counts(found.false_on_near_misses), counts(found.false_on_ordinary)) == ((1, 2), (1, 2))
    assert (found.alarmed_near_misses, found.alarmed_ordinary) == (("near",), ("ordinary",))
    assert {code: counts(share) for code, share in found.recall_by_language.items()} == {"fi": (1, 2), "sv": (0, 1)}


def test_facts_are_counted_where_they_are_labelled():
    found = figures(
        answer("a", {"municipality": "Pori"}, {"municipality": "Pori"}),
        answer(
            "b", {"municipality": "Pori", "matter_type": MatterType.FEEDBACK}, {"contacter": ContacterType.RELATIVE}
        ),
        answer("c", {"matter_type": MatterType.ADVICE}, {"municipality": "Rauma", "about": None}),
        answer("d", {"text": "Hei vain teille!"}, {"language": Language.SV}),
    ).facts

    assert counts(found.municipality) == (2, 4)
    assert (counts(found.municipality_where_named), counts(found.municipality_where_none)) == ((1, 2), (1, 2))
    assert (counts(found.contacter), counts(found.about), counts(found.matter_type)) == ((3, 4), (3, 4), (1, 2))
    assert counts(found.language) == (3, 3)


def test_flags_count_together_where_rules_ask_for_them_and_each_alone():
    found = figures(
        answer("a", {"flags": frozenset({Flag.ABUSE, Flag.FALL})}, {"flags": frozenset({Flag.ABUSE, Flag.SUICIDAL})}),
        answer("b", {"flags": frozenset({Flag.ABUSE})}),
        answer("unlabelled", {}, {"flags": frozenset({Flag.ABUSE})}),
        asked=frozenset({Flag.ABUSE, Flag.SUICIDAL}),
    ).facts

    assert (found.flags.found, found.flags.wrong, found.flags.missed) == (1, 1, 1)
    assert found.flags.f1 == 0.5
    assert {code: one.f1 for code, one in found.by_flag.items()} == {
        "abuse": pytest.approx(2 / 3),
        "fall": 0.0,
        "suicidal": 0.0,
    }


def test_a_second_labeller_is_judged_as_an_engine_is():
    labels = {"contacter": ContacterType.CLIENT, "about": About.SELF, "municipality": None}
    second = (
        Labels(id="a", reason=Reason.SERVICE_INFO, urgency=Urgency.EMERGENCY, **labels),
        Labels(id="b", reason=Reason.HOME_CARE, urgency=Urgency.EMERGENCY, **labels),
        Labels(id="elsewhere", reason=Reason.HOME_CARE, urgency=Urgency.ROUTINE, **labels),
    )
    found = figures(
        answer("a", {"also_acceptable_reasons": (Reason.SERVICE_INFO,), "urgency": Urgency.EMERGENCY}),
        answer("b"),
        answer("c"),
        second=second,
    ).second

    assert found is not None
    assert found.messages == 2
    assert (counts(found.reason), counts(found.reason_exact)) == ((2, 2), (1, 2))
    assert (counts(found.emergency), counts(found.emergency_said_alone)) == ((1, 1), (1, 1))
    assert found.matter_type.share is None


def test_the_same_answers_give_the_same_json_whatever_their_order():
    answers = (
        answer("a", {"tags": frozenset({"short", "typos"})}),
        answer("b", {"language": Language.EN, "reason": Reason.CASE_STATUS}, milliseconds=9.0),
        answer("c", {"urgency": Urgency.EMERGENCY}),
    )

    one, other = (written.as_json(figures(*each), Beside()) for each in (answers, answers[::-1]))

    assert one == other
    assert list(json.loads(one)) == sorted(json.loads(one))
    assert json.loads(one)["latency_ms"] == {"most": 9.0, "p50": 1.0, "p95": 9.0}
    assert json.loads(one)["reason"]["accuracy"] == {"high": 0.9385, "hits": 2, "low": 0.2077, "of": 3, "share": 0.6667}


def test_a_figure_that_falls_or_goes_out_of_sight_is_told_and_a_little_less_is_not():
    now = figures(answer("a"), answer("b", {"reason": Reason.CASE_STATUS}))
    baseline = json.loads(key_figures.as_baseline(now))["figures"]
    before = baseline | {"reason": 0.504, "about": 0.9, "urgency": 1.006, "urgency_too_low": 0.5, "gone": 0.1}
    del before["contacter"]

    compared = key_figures.compare(before, now)

    assert [(one.name, one.before, one.now) for one in compared.worse] == [
        ("contacter", None, 1.0),
        ("gone", 0.1, None),
        ("urgency", 1.006, 1.0),
    ]
    assert [one.name for one in compared.better] == ["about", "urgency_too_low"]
    assert key_figures.compare(baseline, now).worse == ()


def test_more_of_what_should_be_little_is_worse():
    alarmed = figures(answer("a", {}, {"urgency": Urgency.EMERGENCY}), answer("b"))
    before = json.loads(key_figures.as_baseline(alarmed))["figures"] | {"ordinary_alarmed": 0.0}

    assert [one.name for one in key_figures.compare(before, alarmed).worse] == ["ordinary_alarmed"]


@pytest.mark.parametrize("content", ["", "[]", '{"figures": 3}', '{"figures": {"reason": "much"}}'])
def test_a_file_without_figures_is_no_baseline(tmp_path, content):
    (tmp_path / "b.json").write_text(content, "utf-8")

    with pytest.raises(BaselineError):
        key_figures.read_baseline(tmp_path / "b.json")
