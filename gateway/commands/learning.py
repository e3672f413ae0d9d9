"""`luotsi train` and `luotsi learning-curve`: making the model, and seeing whether more texts would help."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from gateway.errors import ConfigurationError
from nlu.evaluation import beside, samples
from nlu.evaluation.samples import Sample

_Data = Annotated[Path, typer.Option(help="Folder of training sentences.")]
_TEXTS = Path("nlu/data")
_MESSAGES = Path("tests/samples/development")


def train(
    data: _Data = _TEXTS,
    out: Annotated[Path, typer.Option(help="Where the model goes.")] = Path("nlu/linear/model"),
    calibrate: Annotated[
        Path, typer.Option(help="Labelled messages that set thresholds; nothing is learnt.")
    ] = _MESSAGES,
    acts: Annotated[Path, typer.Option(help="Where what is learnt of chat messages goes.")] = Path(
        "nlu/acts_model/model"
    ),
    second: Annotated[
        Path | None,
        typer.Option(help="Train the second opinion too (minutes, the first time); it goes to nlu/second/model."),
    ] = None,
) -> None:
    """Make the linear model and the reader of chat messages; with --second also the second opinion."""
    try:
        # Here and not above: only who trains needs scikit-learn.
        from nlu.acts_model import train as acts_training  # noqa: PLC0415
        from nlu.linear import train as training  # noqa: PLC0415
    except ImportError as missing:
        raise ConfigurationError("luotsi[train]", "missing") from missing
    report = training.train(data, out, samples.read(calibrate), _told)
    typer.echo(f"{report.examples} sentences, {report.accuracy:.1%} right on other messages, model {report.version}")
    acts_training.train(data, acts, _told)
    if second:
        _train_second(data, out, second, samples.read(calibrate))
    else:
        _told("the second opinion stays as it was trained before: --second nlu/second/model trains it too")


def _train_second(data: Path, linear: Path, out: Path, calibrate_on: Sequence[Sample]) -> None:
    # As above: only who trains needs it.
    from nlu.second import train as training  # noqa: PLC0415

    try:
        report = training.train(data, linear, out, calibrate_on, _told)
    except training.EmbeddingMissingError as missing:
        raise ConfigurationError("luotsi[embedding]", "missing, or not the version that we know") from missing
    typer.echo(
        f"second opinion: {report.examples} sentences, {report.second:.1%} right by itself,"
        f" {report.together:.1%} with the model's {report.first:.1%} (share {report.share:.2f})"
    )


def learning_curve(
    data: _Data = _TEXTS,
    out: Annotated[Path, typer.Option(help="Where the curve goes.")] = Path("nlu/evaluation/curve.json"),
    messages: Annotated[Path, typer.Option(help="Labelled messages to measure on.")] = _MESSAGES,
) -> None:
    """Learn the reason from more and more of the training sentences, and write down how often it is right."""
    try:
        from nlu.linear import curve as learning  # noqa: PLC0415 - as above
    except ImportError as missing:
        raise ConfigurationError("luotsi[train]", "missing") from missing
    curve = learning.learn(data, samples.read(messages), _told)
    out.write_text(beside.as_json(curve), encoding="utf-8")
    typer.echo(f"written to {out}", err=True)


def _told(line: str) -> None:
    typer.echo(line, err=True)
