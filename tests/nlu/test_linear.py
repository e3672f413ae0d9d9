"""The classifier: trainer and scorer agree, the artefact is guarded, training is reproducible."""

import hashlib
import io
import json
import logging
from collections import Counter
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
import yaml
from sklearn.svm import LinearSVC

from channels.codes import Flag, Language, Reason
from nlu.evaluation import samples
from nlu.folding import tokenise
from nlu.linear import artefact, features, layer, lemmas, train
from nlu.linear.artefact import Damage, DamagedModelError, HeadName
from nlu.linear.corpus import Example, TrainingDataError, read_examples
from nlu.linear.features import Features, groups
from nlu.linear.score import Scorer

DATA = Path("nlu/data")
_LABELS = {
    Reason.HOME_CARE: ("routine", "relative", "other", "support_need_contact", []),
    Reason.TRANSPORT_MOBILITY: ("soon", "client", "self", "advice", ["fall"]),
    Reason.ACUTE_HEALTH: ("emergency", "neighbour_citizen", "other", "concern_notice", ["medical"]),
}
_SENTENCES = {
    Reason.HOME_CARE: ("hoitaja voisi käydä aamulla", "lääkkeet pitäisi jakaa", "haava sidotaan", "pesuapua aamuun"),
    Reason.TRANSPORT_MOBILITY: ("taksi ei tullut", "kyyti lääkäriin", "bussi ei kulje", "saattaja mukaan matkalle"),
    Reason.ACUTE_HEALTH: ("makaa lattialla", "ei hengitä", "rintaan sattuu", "vuotaa verta nenästä"),
}


def _said(reason: Reason, number: int, text: str) -> dict[str, object]:
    urgency, contacter, about, matter, flags = _LABELS[reason]
    labels = {"urgency": urgency, "contacter": contacter, "about": about, "matter_type": matter, "flags": flags}
    return {"text": text, "metadata": {"id": f"{reason}{number}", "reasons": [reason.value], **labels}}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small texts, each as often as a flag needs to be learnt."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "fi").mkdir()
    for reason, sentences in _SENTENCES.items():
        texts = [f"{sentence} {word}" for sentence in sentences for word in ("kiitos", "taas", "nyt", "eilen", "vai")]
        examples = [_said(reason, number, text) for number, text in enumerate((*texts, *texts))]
        content = {"version": "3.1", "nlu": [{"intent": reason.value, "examples": examples}]}
        (folder / "fi" / f"{reason}.yml").write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return folder


@pytest.fixture(scope="module")
def trained(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    train.train(data, folder, (), lambda _: None)
    return folder


@pytest.fixture
def model(trained: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    for name in (artefact.ARRAYS, artefact.DESCRIPTION):
        (tmp_path / name).write_bytes((trained / name).read_bytes())
    return tmp_path


def _dense(examples: list[Example], scorer: Scorer) -> np.ndarray:
    rows, known = np.zeros((len(examples), features.SIZE)), Features(scorer.model.idf)
    for row, example in zip(rows, examples, strict=True):
        indices, weights = known.whole(example.text)
        np.add.at(row, indices, weights)
    return rows


@pytest.mark.parametrize("name", [HeadName.REASON, HeadName.URGENCY, HeadName.CONTACTER, HeadName.MATTER_TYPE])
def test_the_scorer_says_what_the_trainer_says(data: Path, trained: Path, name: HeadName) -> None:
    scorer, examples = Scorer(artefact.load(trained)), read_examples(data)
    codes = scorer.model.head(name).codes
    labels = [codes.index(str(train.label(name, example))) for example in examples]
    machine = LinearSVC(C=layer.STRENGTH, class_weight="balanced", random_state=layer.SEED)
    expected = machine.fit(_dense(examples, scorer), labels).decision_function(_dense(examples, scorer))

    for example, row in zip(examples, expected, strict=True):
        assert scorer.raw(example.text, tokenise(example.text), name) == pytest.approx(row, abs=0.02)


def test_the_same_data_give_the_same_model(data: Path, trained: Path, tmp_path: Path) -> None:
    train.train(data, tmp_path, (), lambda _: None)

    assert (tmp_path / artefact.ARRAYS).read_bytes() == (trained / artefact.ARRAYS).read_bytes()


def test_the_report_is_told_and_names_the_version(data: Path, tmp_path: Path) -> None:
    told: list[str] = []

    report = train.train(data, tmp_path, (), told.append)

    assert report.version == artefact.load(tmp_path).version
    assert told[:2] == ["120 sentences", "reason: 3 answers"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("version: '2.0'\nnlu: []\n", "version"),
        ('version: "3.1"\nnlu:\n- intent: x\n  examples: |\n    - a\n', "metadata"),
        ('version: "3.1"\nnlu:\n- intent: x\n  examples:\n  - text: a\n    metadata: {id: a, reasons: [x]}\n', "x"),
    ],
)
def test_a_training_file_without_what_it_needs_is_named(tmp_path: Path, content: str, why: str) -> None:
    (tmp_path / "fi").mkdir()
    (tmp_path / "fi" / "odd.yml").write_text(content, "utf-8")

    with pytest.raises(TrainingDataError, match=why) as refused:
        read_examples(tmp_path)

    assert refused.value.path.name == "odd.yml"


def test_no_flags_are_none_and_null_is_that_nobody_has_looked(tmp_path: Path) -> None:
    labels = "reasons: [home_care], contacter: client, matter_type: advice"
    texts = {"looked": "flags: [fall]", "nothing found": "flags: []", "not told": "", "not looked": "flags: null"}
    lines = [f"  - text: {text}\n    metadata: {{id: x, {labels}, {flags}}}" for text, flags in texts.items()]
    (tmp_path / "fi").mkdir()
    blocks = ['version: "3.1"', "nlu:", "- intent: home_care", "  examples:", *lines]
    (tmp_path / "fi" / "home_care.yml").write_text("\n".join(blocks), "utf-8")

    read = {one.text: one.flags for one in read_examples(tmp_path)}

    assert read == {
        "looked": frozenset({Flag.FALL}),
        "nothing found": frozenset(),
        "not told": frozenset(),
        "not looked": None,
    }


def test_every_reason_has_texts_in_three_languages() -> None:
    counted = Counter((one.language, one.reason) for one in read_examples(DATA))
    least = {Language.FI: 100, Language.SV: 40, Language.EN: 30}

    assert [(*pair, counted[pair]) for pair in _pairs(least) if counted[pair] < least[pair[0]]] == []


def _pairs(languages: dict[Language, int]) -> list[tuple[Language, Reason]]:
    return [(language, reason) for language in languages for reason in Reason]


def test_no_id_of_a_training_text_is_there_twice() -> None:
    counted = Counter(one.id for one in read_examples(DATA) if one.id)

    assert [own for own, count in counted.items() if count > 1] == []


def test_the_committed_model_is_small_and_whole() -> None:
    folder = files("nlu").joinpath("linear", "model")

    committed = artefact.load(folder)

    assert len(folder.joinpath(artefact.ARRAYS).read_bytes()) <= 15_000_000
    assert set(committed.head(HeadName.REASON).codes) == set(Reason)
    assert len(committed.version) == 12


@pytest.mark.slow
def test_trained_again_the_committed_model_has_learnt_and_says_the_same(tmp_path: Path) -> None:
    development = samples.read(Path("tests/samples/development"))
    train.train(DATA, tmp_path, development, lambda _: None)
    learnt_from = [
        json.loads((folder / artefact.DESCRIPTION).read_text("utf-8"))["trained_on"]
        for folder in (Path("nlu/linear/model"), tmp_path)
    ]
    assert learnt_from[0] == learnt_from[1]
    committed, again = Scorer(artefact.load(Path("nlu/linear/model"))), Scorer(artefact.load(tmp_path))

    for sample in development:
        tokens = tokenise(sample.text)
        one, other = committed.score(sample.text, tokens), again.score(sample.text, tokens)
        assert [one.best(name)[0] for name in HeadName] == [other.best(name)[0] for name in HeadName]
        assert committed.dangers(sample.text, tokens) == again.dangers(sample.text, tokens)


def test_without_voikko_the_model_reads_on_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "libvoikko", None)
    lemmas.load.cache_clear()
    text = "Kuka hakisi äidille kotihoitoa, kun hän on tullut sairaalasta?"
    # Straight from its own logger: other tests of this process set up logging as programs do.
    monkeypatch.setattr(lemmas.log, "handlers", [caplog.handler])
    monkeypatch.setattr(lemmas.log, "propagate", False)
    monkeypatch.setattr(lemmas.log, "disabled", False)
    with caplog.at_level(logging.WARNING, lemmas.log.name):
        scorer = Scorer(artefact.load(Path("nlu/linear/model")))
    lemmas.load.cache_clear()

    assert scorer.score(text, tokenise(text)).best(HeadName.REASON)[0] in {"home_care", "hospital_discharge"}
    assert [record.message for record in caplog.records] == ["voikko_missing"]


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


def _a_head_less(folder: Path) -> None:
    description = json.loads((folder / artefact.DESCRIPTION).read_text("utf-8"))
    (folder / artefact.DESCRIPTION).write_text(json.dumps(description | {"heads": description["heads"][1:]}), "utf-8")


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (_change_arrays, Damage.CHANGED),
        (_remove, Damage.UNREADABLE),
        (_break_description, Damage.UNREADABLE),
        (_other_format, Damage.FORMAT),
        (_a_head_less, Damage.UNFIT),
    ],
)
def test_a_damaged_model_is_refused(model: Path, damage: Callable[[Path], None], why: Damage) -> None:
    damage(model)

    with pytest.raises(DamagedModelError) as refused:
        artefact.load(model)

    assert refused.value.why is why


def test_a_pickle_in_the_arrays_is_not_opened(model: Path) -> None:
    buffer = io.BytesIO()
    np.savez(buffer, weights=np.array([{"a": 1}], dtype=object), bias=np.zeros(1))
    (model / artefact.ARRAYS).write_bytes(buffer.getvalue())
    description = json.loads((model / artefact.DESCRIPTION).read_text("utf-8"))
    description["sha256"] = hashlib.sha256(buffer.getvalue()).hexdigest()
    (model / artefact.DESCRIPTION).write_text(json.dumps(description), "utf-8")

    with pytest.raises(DamagedModelError) as refused:
        artefact.load(model)

    assert refused.value.why is Damage.UNREADABLE


def test_letter_groups_stay_within_the_word() -> None:
    assert groups("isä") == ["=isä", "<is", "isä", "sä>", "<isä", "isä>", "<isä>"]
