"""What is learnt of acts beside the rules: what it finds, what it may not, and what a damaged file costs."""

import json
import logging
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from nlu.acts import Act, acts_in, ruled
from nlu.acts_model import artefact, join, train
from nlu.linear.artefact import ARRAYS, DESCRIPTION, Damage, DamagedModelError

DATA, MODEL = Path("nlu/data"), Path("nlu/acts_model/model")
HELDOUT = Path(__file__).with_name("acts-heldout.jsonl")
# Precision and recall on texts by another hand, of what is read in the end.
LEAST = {
    Act.WANTS_PERSON: (0.85, 0.96),
    Act.YES: (0.95, 0.95),
    Act.NO: (0.95, 0.88),
    Act.UNKNOWN: (0.92, 0.88),
    Act.BYE: (0.95, 0.84),
    Act.CALL_BACK: (0.90, 0.92),
    Act.ASSESSMENT: (0.92, 0.94),
    Act.ANSWER: (0.90, 0.95),
    Act.ASKS: (0.88, 0.90),
    Act.ANGRY: (0.95, 0.95),
    Act.JOKING: (0.84, 0.88),
    Act.MINOR: (0.95, 0.95),
    Act.CORRECTS: (0.92, 0.92),
    Act.SELF_IS_BOT: (0.82, 0.92),
}
MODEL_ALONE_FINDS = 0.72  # of the wishes for a person, by itself


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the model that a test may damage."""
    return shutil.copytree(MODEL, tmp_path / "model")


def heldout() -> list[tuple[str, set[Act]]]:
    lines = map(json.loads, HELDOUT.read_text("utf-8").splitlines())
    return [(one["text"], {Act[name] for name in one["acts"]}) for one in lines if one["language"] != "other"]


def test_rules_and_what_is_learnt_hold_their_figures_on_texts_by_another_hand():
    lines = [(wanted, acts_in(text)) for text, wanted in heldout()]
    fallen = {}
    for act, least in LEAST.items():
        right = sum(act in wanted and act in got for wanted, got in lines)
        found, asked = sum(act in got for _, got in lines), sum(act in wanted for wanted, _ in lines)
        if (figures := (right / found, right / asked)) < least or figures[1] < least[1]:
            fallen[act] = figures

    assert fallen == {}


def test_most_wishes_for_a_person_are_found_without_any_rule():
    model = artefact.load(MODEL)
    shares = [model.shares(text)[Act.WANTS_PERSON] for text, wanted in heldout() if Act.WANTS_PERSON in wanted]

    assert np.mean([share >= join.ALONE[Act.WANTS_PERSON] for share in shares]) >= MODEL_ALONE_FINDS


def test_what_is_learnt_finds_wishes_that_no_rule_lists():
    utterances = [one for one in train.read(DATA) if one.does and Act.WANTS_PERSON in one.does]
    missed = [one.text for one in utterances if not {Act.WANTS_PERSON, Act.SELF_IS_BOT} & ruled(one.text)[0]]

    assert np.mean([Act.WANTS_PERSON in acts_in(text) for text in missed]) >= 0.5


@pytest.mark.parametrize("act", [*join.ALONE])
def test_what_a_rule_denies_stays_denied(act):
    assert act in join.joined(frozenset(), frozenset(), {act: 1.0})
    assert act not in join.joined(frozenset(), frozenset({act}), {act: 1.0})


@pytest.mark.parametrize(
    "text",
    [
        "en halua puhua ihmisen kanssa",
        "jag vill inte prata med en människa",
        "I don't want to talk to a person",
    ],
)
def test_who_wants_no_person_gets_none_however_sure_the_model_is(text):
    assert Act.WANTS_PERSON in ruled(text)[1]
    assert Act.WANTS_PERSON not in acts_in(text)


@pytest.mark.parametrize(
    ("found", "like_it"),
    [
        (Act.SELF_IS_BOT, Act.WANTS_PERSON),
        (Act.CALL_BACK, Act.WANTS_PERSON),
        (Act.ASKS, Act.ASSESSMENT),
    ],
)
def test_an_act_is_not_taken_for_another_that_has_its_words(found, like_it):
    shares = {found: 0.9, like_it: 0.9}

    assert join.joined(frozenset({found}), frozenset(), shares) == {found}


@pytest.mark.parametrize(
    ("ruled_acts", "shares", "expected"),
    [
        ({Act.ASKS}, {Act.ASKS: 0.001}, set()),
        ({Act.ASKS}, {Act.ASKS: 0.1}, {Act.ASKS}),
        ({Act.WANTS_PERSON}, {Act.WANTS_PERSON: 0.001}, {Act.WANTS_PERSON}),
        ({Act.NO, Act.ASKS}, {}, {Act.NO, Act.ASKS}),
        ({Act.NO}, {Act.NO: 0.001}, {Act.NO}),
        (set(), {Act.JOKING: 0.99}, set()),
    ],
)
def test_a_rule_is_refused_only_where_it_is_often_wrong_and_the_model_sure(ruled_acts, shares, expected):
    assert join.joined(frozenset(ruled_acts), frozenset(), shares) == expected


def _change_arrays(folder: Path) -> None:
    arrays = bytearray((folder / ARRAYS).read_bytes())
    arrays[len(arrays) // 2] ^= 1
    (folder / ARRAYS).write_bytes(bytes(arrays))


def _remove(folder: Path) -> None:
    (folder / ARRAYS).unlink()


def _break_description(folder: Path) -> None:
    (folder / DESCRIPTION).write_text("[]", "utf-8")


def _other_format(folder: Path) -> None:
    _describe(folder, {"format": 99})


def _an_act_less(folder: Path) -> None:
    _describe(folder, {"acts": [*Act][1:4]})


def _describe(folder: Path, change: dict[str, object]) -> None:
    description = json.loads((folder / DESCRIPTION).read_text("utf-8"))
    (folder / DESCRIPTION).write_text(json.dumps(description | change), "utf-8")


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (_change_arrays, Damage.CHANGED),
        (_remove, Damage.UNREADABLE),
        (_break_description, Damage.UNREADABLE),
        (_other_format, Damage.FORMAT),
        (_an_act_less, Damage.UNFIT),
    ],
)
def test_a_damaged_model_is_refused_and_the_log_says_why(
    folder: Path, damage: Callable[[Path], None], why: Damage, monkeypatch, caplog
):
    damage(folder)
    # Straight from its own logger: other tests of this process set up logging as programs do.
    monkeypatch.setattr(join.log, "handlers", [caplog.handler])
    monkeypatch.setattr(join.log, "propagate", False)
    monkeypatch.setattr(join.log, "disabled", False)

    with pytest.raises(DamagedModelError) as refused:
        artefact.load(folder)
    with caplog.at_level(logging.WARNING, join.log.name):
        assert join.load_from(folder) is None

    assert refused.value.why is why
    assert [(record.message, record.why) for record in caplog.records] == [("acts_model_unusable", why)]


def test_without_the_model_the_rules_go_on(monkeypatch):
    monkeypatch.setattr(join, "load", lambda: None)

    for text, _ in heldout():
        assert acts_in(text) == ruled(text)[0]


def test_of_a_text_without_words_or_with_very_many_nothing_is_learnt():
    model = artefact.load(MODEL)

    assert model.shares("") == model.shares("?!") == model.shares("sana " * 41) == {}


def test_the_model_is_small_and_quick():
    model = artefact.load(MODEL)
    texts = [text for text, _ in heldout()]

    began = time.process_time()
    for text in texts:
        model.shares(text)

    assert (time.process_time() - began) / len(texts) < 0.003
    assert len((MODEL / ARRAYS).read_bytes()) <= 1_000_000


def test_the_utterances_stand_in_order_and_once():
    for path in sorted((DATA / "acts" / "utterances").glob("*.jsonl")):
        lines = path.read_text("utf-8").splitlines()

        assert lines == sorted(set(lines))


@pytest.mark.slow
def test_trained_again_the_model_is_the_committed_one(tmp_path):
    train.train(DATA, tmp_path, lambda _: None)

    committed, again = artefact.load(MODEL), artefact.load(tmp_path)
    described = [json.loads((one / DESCRIPTION).read_text("utf-8")) for one in (MODEL, tmp_path)]
    assert described[0]["trained_on"] == described[1]["trained_on"]
    # On another processor a weight may come to stand on the other side of a step.
    assert np.abs(committed.weights.astype(int) - again.weights.astype(int)).max() <= 1
    assert committed.scale == pytest.approx(again.scale, rel=1e-3)
    assert committed.bias == pytest.approx(again.bias, abs=1e-3)
