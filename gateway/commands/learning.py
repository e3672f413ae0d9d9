"""`luotsi train` and `luotsi learning-curve`: making the model, and seeing whether more texts would help."""

from pathlib import Path
from typing import Annotated

import typer

from gateway.errors import ConfigurationError
from nlu.evaluation import beside, samples

_Data = Annotated[Path, typer.Option(help="Folder of training sentences.")]
_TEXTS = Path("nlu/data")
_MESSAGES = Path("tests/samples/development")


def train(
    data: _Data = _TEXTS,
    out: Annotated[Path, typer.Option(help="Where the model goes.")] = Path("nlu/linear/model"),
    calibrate: Annotated[
        Path, typer.Option(help="Labelled messages that set thresholds; nothing is learnt.")
    ] = _MESSAGES,
) -> None:
    """Make the linear model from the training sentences."""
    try:
        # Here and not above: only who trains needs scikit-learn.
        from nlu.linear import train as training  # noqa: PLC0415
    except ImportError as missing:
        raise ConfigurationError("luotsi[train]", "missing") from missing
    report = training.train(data, out, samples.read(calibrate), _told)
    typer.echo(f"{report.examples} sentences, {report.accuracy:.1%} right on other messages, model {report.version}")


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
