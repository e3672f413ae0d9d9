"""The classifier: trainer and scorer agree, the artefact is guarded, training is reproducible."""

import hashlib
import io
import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from channels.codes import Language, Reason
from nlu.linear import artefact, train
from nlu.linear.artefact import Damage, DamagedModelError
from nlu.linear.features import SIZE, Features, groups
from nlu.linear.score import Scorer, softmax
from nlu.stems import tokenise

_SENTENCES = {
    Reason.HOME_CARE: [
        "hoitaja voisi käydä aamulla",
        "lääkkeet pitäisi jakaa",
        "haava sidotaan kotona",
        "pesuapua aamuun",
    ],
    Reason.TRANSPORT_MOBILITY: ["taksi ei tullut", "kyyti lääkäriin", "bussi ei kulje", "saattaja mukaan matkalle"],
    Reason.BENEFITS_FEES: ["lasku on liian suuri", "eläke ei riitä", "maksukatto täynnä", "asumistukea hakemaan"],
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    (folder / "fi").mkdir()
    for reason, sentences in _SENTENCES.items():
        lines = "".join(f"    - {one}\n    - {one} kiitos\n" for one in sentences)
        head = f'version: "3.1"\nnlu:\n- intent: {reason}\n  metadata:\n    reason: {reason}\n  examples: |\n'
        (folder / "fi" / f"{reason}.yml").write_text(head + lines, "utf-8")
    return folder


def test_the_scorer_says_what_the_trainer_says(data: Path, tmp_path: Path) -> None:
    train.train(data, tmp_path, lambda _: None)
    scorer = Scorer(artefact.load(tmp_path))
    examples = train.read_examples(data)
    features = Features()
    rows = np.zeros((len(examples), SIZE), np.float32)
    for number, example in enumerate(examples):
        indices, weights = features.of(example.text)
        rows[number, indices] = weights
    labels = [list(Reason).index(example.reason) for example in examples]
    oracle = LogisticRegression(C=30.0, class_weight="balanced", max_iter=400).fit(rows, labels)
    expected = softmax((oracle.decision_function(rows) / scorer.model.temperature).astype(np.float32))

    for example, row in zip(examples, expected, strict=True):
        scored = dict(scorer.score(tokenise(example.text)).probabilities)
        for place, share in zip(oracle.classes_, row, strict=True):
            assert scored[list(Reason)[place]] == pytest.approx(share, abs=0.01)


def test_the_same_data_give_the_same_model(data: Path, tmp_path: Path) -> None:
    one = train.train(data, tmp_path / "one", lambda _: None)
    other = train.train(data, tmp_path / "other", lambda _: None)

    assert one == other


def test_the_report_is_told_and_names_the_version(data: Path, tmp_path: Path) -> None:
    told: list[str] = []

    report = train.train(data, tmp_path, told.append)

    assert report.version == artefact.load(tmp_path).version
    assert told[0] == "24 sentences"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("version: '2.0'\nnlu: []\n", "version"),
        ('version: "3.1"\nnlu:\n- intent: x\n  examples: |\n    - a\n', "metadata"),
    ],
)
def test_a_training_file_without_what_it_needs_is_named(tmp_path: Path, content: str, why: str) -> None:
    (tmp_path / "fi").mkdir()
    (tmp_path / "fi" / "odd.yml").write_text(content, "utf-8")

    with pytest.raises(train.TrainingDataError, match=why):
        train.read_examples(tmp_path)


def test_every_reason_has_sentences_in_three_languages() -> None:
    examples = train.read_examples(Path("nlu/data"))

    for language, least in ((Language.FI, 12), (Language.SV, 6), (Language.EN, 5)):
        for reason in Reason:
            count = sum(one.language is language and one.reason is reason for one in examples)
            assert count >= least, (language, reason, count)


def test_the_committed_model_is_small_and_whole() -> None:
    folder = files("nlu").joinpath("linear", "model")

    model = artefact.load(folder)

    assert len(folder.joinpath(artefact.ARRAYS).read_bytes()) <= 15_000_000
    assert set(model.reasons) == set(Reason)
    assert len(model.version) == 12


def test_the_committed_model_was_trained_on_the_committed_sentences() -> None:
    description = json.loads(Path("nlu/linear/model/model.json").read_text("utf-8"))

    assert description["trained_on"] == train.fingerprint(Path("nlu/data"))


def _change_arrays(folder: Path) -> None:
    arrays = bytearray((folder / artefact.ARRAYS).read_bytes())
    arrays[len(arrays) // 2] ^= 1
    (folder / artefact.ARRAYS).write_bytes(bytes(arrays))


def _remove(folder: Path) -> None:
    (folder / artefact.ARRAYS).unlink()


def _break_description(folder: Path) -> None:
    (folder / artefact.DESCRIPTION).write_text("{", "utf-8")


def _other_format(folder: Path) -> None:
    description = json.loads((folder / artefact.DESCRIPTION).read_text("utf-8"))
    (folder / artefact.DESCRIPTION).write_text(json.dumps(description | {"format": 99}), "utf-8")


def _fewer_reasons(folder: Path) -> None:
    description = json.loads((folder / artefact.DESCRIPTION).read_text("utf-8"))
    (folder / artefact.DESCRIPTION).write_text(json.dumps(description | {"reasons": ["home_care"]}), "utf-8")


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (_change_arrays, Damage.CHANGED),
        (_remove, Damage.UNREADABLE),
        (_break_description, Damage.UNREADABLE),
        (_other_format, Damage.FORMAT),
        (_fewer_reasons, Damage.UNFIT),
    ],
)
def test_a_damaged_model_is_refused(data: Path, tmp_path: Path, damage: Callable[[Path], None], why: Damage) -> None:
    train.train(data, tmp_path, lambda _: None)
    damage(tmp_path)

    with pytest.raises(DamagedModelError) as refused:
        artefact.load(tmp_path)

    assert refused.value.why is why


def test_a_pickle_in_the_arrays_is_not_opened(data: Path, tmp_path: Path) -> None:
    train.train(data, tmp_path, lambda _: None)
    buffer = io.BytesIO()
    np.savez(buffer, weights=np.array([{"a": 1}], dtype=object), bias=np.zeros(1))
    (tmp_path / artefact.ARRAYS).write_bytes(buffer.getvalue())
    description = json.loads((tmp_path / artefact.DESCRIPTION).read_text("utf-8"))
    description["sha256"] = hashlib.sha256(buffer.getvalue()).hexdigest()
    (tmp_path / artefact.DESCRIPTION).write_text(json.dumps(description), "utf-8")

    with pytest.raises(DamagedModelError) as refused:
        artefact.load(tmp_path)

    assert refused.value.why is Damage.UNREADABLE


def test_letter_groups_stay_within_the_word() -> None:
    assert groups("isä") == ["=isä", "<is", "isä", "sä>", "<isä", "isä>", "<isä>"]
