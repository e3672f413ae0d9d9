"""Readers side by side in one run (`make bench-nlu`): how often right, how fast, how large. Nothing timed fails."""

import json
import random
from pathlib import Path

import pytest

from channels.codes import Language
from nlu.evaluation import beside, samples
from nlu.evaluation.engines import EngineFigures, Engines, Missing, Right
from nlu.linear.corpus import Example, read_examples
from nlu.second.train import EmbeddingMissingError
from tests.benchmarks import massive, readers
from tests.benchmarks.figures import Figure, percentile, show

pytestmark = pytest.mark.alone

_ROOT = Path(__file__).parents[2]
_WORDS, _COLD = 60, 500
_FEW = 30  # texts a reason
_MEASURED = _ROOT / "build" / beside.ENGINES
_AIMS = {"fi": 0.88, "sv": 0.85, "en": 0.85}
_MASSIVE_AIM, _MASSIVE_AIM_OF_TWO = 84.5, 85.5


def test_readers_side_by_side(tmp_path):
    examples, development = read_examples(_ROOT / "nlu" / "data"), samples.read(_ROOT / "tests/samples/development")
    every = _folder(tmp_path / "every", examples, development)
    few = _folder(tmp_path / "few", thirty_each(examples), [one for one in development if one.language == "fi"])
    measured, missing = [], []
    for asked, folder in ((readers.READERS, every), (readers.OF_FEW, few)):
        for reader in asked:
            try:
                answers = reader.ask(folder)
            except readers.NotMadeError as why:
                missing.append(Missing(name=reader.name, why=str(why)))
            else:
                measured.append(_figures(reader.name, answers, development))
    bare = next((one for one in measured if one.name == readers.BARE), None)
    for one in measured:
        _show(one, bare)
    for one in missing:
        print(f"\n  {one.name}: not measured: {one.why}")
    _MEASURED.parent.mkdir(exist_ok=True)
    _MEASURED.write_text(beside.as_json(Engines(engines=tuple(measured), missing=tuple(missing))), "utf-8")
    print(f"\n  to show these in `luotsi evaluate`: cp {_MEASURED.relative_to(_ROOT)} nlu/evaluation/")


@pytest.mark.parametrize("languages", [*((one,) for one in massive.LANGUAGES), massive.LANGUAGES], ids="-".join)
def test_the_same_engine_learns_massive(languages):
    train, dev = massive.read("train", languages), massive.read("dev", languages)
    learnt = massive.learn(train)
    for language in languages:
        kind = "one model" if len(languages) == 1 else "one model of three languages"
        right = 100 * learnt.right(dev, language)
        show(
            Figure(
                what=f"MASSIVE dev, {language}, {kind}", figure=right, unit="%", budget=_MASSIVE_AIM, budget_is="least"
            )
        )
    show(Figure(what=f"MASSIVE train, {'+'.join(languages)}: learning", figure=learnt.seconds, unit="s"))


def test_with_the_second_opinion_finnish_massive_is_read_better():
    train, dev = massive.read("train", ("fi",)), massive.read("dev", ("fi",))
    try:
        known, asked = massive.vectors(train), massive.vectors(dev)
    except EmbeddingMissingError:
        pytest.skip("the embedding is not installed: `make embedding`")
    pair = massive.learn_pair(train, known)
    right = 100 * pair.right(dev, asked)
    what = f"MASSIVE dev, fi, with the second opinion (share {pair.second.joining.share})"
    show(Figure(what=what, figure=right, unit="%", budget=_MASSIVE_AIM_OF_TWO, budget_is="least"))


def _folder(folder, examples, asked):
    """What a worker is given: texts to learn from, messages to answer, and texts of sixty words that nobody has met."""
    folder.mkdir()
    for name, rows in (
        ("texts", [{"language": one.language, "text": one.text, "reason": one.reason} for one in examples]),
        ("asked", [{"language": one.language, "text": f"{one.subject}\n{one.text}"} for one in asked]),
        ("cold", [{"language": "fi", "text": text} for text in cold_texts(examples)]),
    ):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return folder


def cold_texts(examples):
    """Texts of sixty words as people write them, cut from one another's words, so that none comes twice."""
    words = [word for one in examples if one.language is Language.FI for word in one.text.split()]
    cut = [" ".join(words[start : start + _WORDS]) for start in range(0, len(words) - _WORDS, _WORDS)]
    chosen = random.Random(1).sample(list(dict.fromkeys(cut)), min(_COLD, len(set(cut))))
    return [f"{text[:1].upper()}{text[1:]}." for text in chosen]


def thirty_each(examples: list[Example]):
    """Of each reason thirty Finnish texts, drawn once and for all."""
    by_reason = {}
    for one in examples:
        if one.language is Language.FI:
            by_reason.setdefault(one.reason, []).append(one)
    return [one for every in by_reason.values() for one in random.Random(1).sample(every, min(_FEW, len(every)))]


def _figures(name, answers, development):
    # Who learnt from Finnish alone was asked in Finnish alone.
    asked = (
        development if len(answers.said) == len(development) else [one for one in development if one.language == "fi"]
    )
    counted = {language: readers.right(asked, answers.said, language) for language in _AIMS}
    return EngineFigures(
        name=name,
        right={language: Right(hits=hits, of=of) for language, (hits, of) in counted.items() if of},
        p50=round(percentile(answers.milliseconds, 50), 3),
        p95=round(percentile(answers.milliseconds, 95), 3),
        **{name: None if value is None else round(value, 2) for name, value in _others(answers).items()},
    )


def _others(answers):
    return {"memory": answers.memory, "training": answers.training, "loading": answers.loading}


def _show(one, bare):
    ours = one.name == readers.WHOLE
    for language, right in one.right.items():
        aim, share = 100 * _AIMS[language] if ours else None, 100 * right.hits / right.of
        show(Figure(what=f"{one.name}: {language} right", figure=share, unit="%", budget=aim, budget_is="least"))
    for what, value, unit, budget in (
        ("60 cold words, p50", one.p50, "ms", 5),
        ("60 cold words, p95", one.p95, "ms", 12),
        ("memory", one.memory, "MB", 350),
        ("loading", one.loading, "s", 1),
        ("learning", one.training, "s", None),
    ):
        if value is not None:
            show(Figure(what=f"{one.name}: {what}", figure=value, unit=unit, budget=budget if ours else None))
    if bare is not None and one is not bare:
        beside_it = {"peer": bare.p50, "peer_name": bare.name}
        show(Figure(what=f"{one.name}: p50 beside the least", figure=one.p50, unit="ms", **beside_it))
