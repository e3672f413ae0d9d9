"""Our own engine as a worker: the whole of it, its scorer alone, and the layer alone where texts are few.

`python -m tests.benchmarks.linear_reader whole|second|bare|few learn|answer FOLDER`
"""

import json
import sys
from pathlib import Path

from channels.codes import Reason
from nlu.evaluation import samples
from nlu.linear import artefact
from nlu.linear.artefact import Head, HeadName, Model
from nlu.linear.features import Features
from nlu.read import load, load_from
from nlu.reading import Message
from nlu.second import opinion
from tests.benchmarks import reading

_MODEL, _FEW = "model", "few"
_READY_WITHIN = 60.0  # seconds


def _learn(folder: Path) -> None:
    # Here, so that who answers has not loaded scikit-learn.
    from nlu.linear import train  # noqa: PLC0415

    train.train(Path("nlu/data"), folder / _MODEL, samples.read(Path("tests/samples/development")), lambda _: None)


def _whole(folder: Path) -> reading.Answer:
    engine = load_from(folder / _MODEL)
    return lambda text: str(engine.read(Message(text=text)).reason)


def _second(_folder: Path) -> reading.Answer:
    """The engine that ships, with the second opinion, whose head fits no other model."""
    engine = load().with_second(opinion.load())
    if not engine.ready(_READY_WITHIN):
        sys.exit("the embedding does not answer; `make embedding` installs it")
    return lambda text: str(engine.read(Message(text=text)).reason)


def _bare(folder: Path) -> reading.Answer:
    """Features and one product of numbers: the least that the same features can cost."""
    return _by_layer(artefact.load(folder / _MODEL))


def _learn_few(folder: Path) -> None:
    import numpy as np  # noqa: PLC0415 - as above

    from nlu.linear import layer  # noqa: PLC0415

    rows = reading.lines(folder / "texts.jsonl")
    codes = tuple(code for code in Reason if any(row["reason"] == code for row in rows))
    lessons = layer.lessons(layer.counted(row["text"] for row in rows))
    columns = layer.one_of(lessons.rows, [codes.index(Reason(row["reason"])) for row in rows])
    model = layer.joined([Head(name=HeadName.REASON, codes=codes)], [columns], lessons.idf)
    np.savez(folder / f"{_FEW}.npz", weights=model.weights, scale=model.scale, bias=model.bias, idf=model.idf)
    (folder / f"{_FEW}.json").write_text(json.dumps(codes), "utf-8")


def _few(folder: Path) -> reading.Answer:
    import numpy as np  # noqa: PLC0415 - as above

    codes = tuple(json.loads((folder / f"{_FEW}.json").read_text("utf-8")))
    with np.load(folder / f"{_FEW}.npz") as held:
        arrays = dict(held)
    return _by_layer(Model(heads=(Head(name=HeadName.REASON, codes=codes),), thresholds={}, **arrays))


def _by_layer(model: Model) -> reading.Answer:
    features, columns = Features(model.idf), model.columns(HeadName.REASON)
    codes = model.head(HeadName.REASON).codes
    return lambda text: codes[int(model.logits(*features.whole(text), columns).argmax())]


if __name__ == "__main__":
    learn, answer = {
        "whole": (_learn, _whole),
        "second": (lambda _: None, _second),
        "bare": (lambda _: None, _bare),
        "few": (_learn_few, _few),
    }[sys.argv[1]]
    reading.work(learn, answer)
