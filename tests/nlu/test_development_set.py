"""The development set is what it says it is, far from all that engines learn from, and they do not get worse at it.

It was written and labelled by people who had seen neither patterns nor training texts.
"""

from collections import Counter
from pathlib import Path

import pytest

from channels.codes import Language, Reason, Urgency
from gateway.commands.evaluating import flags_asked
from nlu import municipality
from nlu.evaluation import answering, key_figures, samples, written
from nlu.evaluation.measuring import measure
from nlu.evaluation.samples import Labels, Sample
from routing.check import load_rules
from tests.nlu.near import alike, training_texts

ROOT = Path(__file__).parents[2]
DEVELOPMENT = ROOT / "tests/samples/development"
BASELINE = ROOT / "tests/nlu/baseline.json"
DATA = ROOT / "nlu/data"


@pytest.fixture(scope="module")
def development() -> tuple[Sample, ...]:
    """Every label of every message is one of our codes, and no id is there twice: it could not be read otherwise."""
    return samples.read(DEVELOPMENT)


@pytest.fixture(scope="module")
def second() -> tuple[Labels, ...]:
    return samples.read_labels(DEVELOPMENT / samples.SECOND)


def test_there_are_enough_messages_emergencies_and_near_misses(development):
    emergencies = [one for one in development if one.urgency is Urgency.EMERGENCY]
    near_misses = [one for one in development if one.is_near_miss]

    assert len(development) >= 500
    assert len(emergencies) >= 150
    assert len(near_misses) >= 150
    assert [one.id for one in near_misses if one.urgency is Urgency.EMERGENCY] == []


def test_every_reason_is_there(development):
    assert {one.reason for one in development} == set(Reason)


def test_three_in_five_are_finnish_one_swedish_and_one_english(development):
    counted = Counter(one.language for one in development)
    shares = {language: count / len(development) for language, count in counted.items()}

    assert shares == {
        Language.FI: pytest.approx(0.6, abs=0.02),
        Language.SV: pytest.approx(0.2, abs=0.02),
        Language.EN: pytest.approx(0.2, abs=0.02),
    }


def test_every_municipality_is_one_of_today(development):
    known = {one.fi for one in municipality.load().municipalities}

    assert {one.municipality for one in development} - known <= {None}


def test_most_messages_were_labelled_a_second_time(development, second):
    assert {one.id for one in second} <= {one.id for one in development}
    assert len(second) >= 500


def test_no_message_is_there_twice(development):
    texts = [one.text for one in development]
    pairs = {(one.text, one.other) for one in alike(texts, texts) if one.text < one.other}

    assert [(development[one].id, development[other].id) for one, other in sorted(pairs)] == []


def test_no_message_is_near_anything_that_engines_learn_from(development):
    learnt = training_texts(DATA)
    found = alike([one.text for one in development], learnt)

    assert len(learnt) > 1_000
    assert sorted({f"{development[one.text].id} {one.share:.2f}: {learnt[one.other]}" for one in found}) == []


def test_no_key_figure_is_worse_than_the_baseline(engine, development, second):
    answers = answering.answers(engine, development)
    figures = measure(answers, second, flags_asked(load_rules().rules))

    compared = key_figures.compare(key_figures.read_baseline(BASELINE), figures)

    how = f"Is it meant? Remove {BASELINE.name} and run: luotsi evaluate {{}} --baseline {{}}".format(
        DEVELOPMENT.relative_to(ROOT), BASELINE.relative_to(ROOT)
    )
    assert compared.worse == (), "\n".join([*written.change_lines(compared), how])
