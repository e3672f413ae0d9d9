"""`luotsi evaluate`: how well messages are understood that people have labelled."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from channels.codes import Flag
from gateway import i18n, readers
from gateway.commands.run import settings_now
from gateway.errors import ConfigurationError
from gateway.web.evaluation import files
from nlu.evaluation import answering, beside, key_figures, samples, written
from nlu.evaluation.beside import BesideError
from nlu.evaluation.figures import Figures
from nlu.evaluation.key_figures import BaselineError
from nlu.evaluation.measuring import measure
from nlu.evaluation.samples import SampleError
from routing.check import load_rules
from routing.rule import Rule

WORSE = 1  # exit code where a figure has fallen


def evaluate(
    file: Annotated[Path, typer.Argument(help="Labelled messages as JSON Lines, or a folder of such files.")],
    engine: Annotated[str, typer.Option(help="linear or rasa")] = "linear",
    as_json: Annotated[Path | None, typer.Option("--json", help="Write every figure here.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page for people here, in Finnish.")] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="Compare with these figures; written anew where there is no such file.")
    ] = None,
    second: Annotated[
        Path | None, typer.Option(help="Labels that somebody else gave apart; of a folder its second.jsonl.")
    ] = None,
) -> None:
    """How well labelled messages are understood. Exit 1 where a figure is worse than the baseline."""
    try:
        labelled = samples.read(file)
        twice = second or samples.second_of(file)
        others = samples.read_labels(twice) if twice else ()
        measured = beside.kept()
    except BesideError as problem:
        raise ConfigurationError(problem.name, "it does not hold what it should") from problem
    except SampleError as problem:
        place = f"{problem.path}:{problem.line}" if problem.line else str(problem.path)
        raise ConfigurationError(place, problem.why) from problem
    with readers.reading(engine, settings_now()) as reader:
        answers = answering.answers(reader, labelled)
    figures = measure(answers, others, flags_asked(load_rules().rules))
    if as_json is not None:
        _write("--json", as_json, written.as_json(figures, measured))
    if html is not None:
        _write("--html", html, files.report(i18n.load(), figures, answers, measured))
    for line in written.as_lines(figures):
        typer.echo(line)
    if baseline is not None:
        _compare(baseline, figures)


def flags_asked(rules: Iterable[Rule]) -> frozenset[Flag]:
    """The flags that at least one of *rules* asks for."""
    return frozenset(Flag(code) for rule in rules for code in rule.when.get("flag", ()))


def _compare(baseline: Path, figures: Figures) -> None:
    if not baseline.exists():
        _write("--baseline", baseline, key_figures.as_baseline(figures))
        return
    try:
        compared = key_figures.compare(key_figures.read_baseline(baseline), figures)
    except BaselineError as problem:
        raise ConfigurationError(str(problem.path), problem.why) from problem
    for line in written.change_lines(compared):
        typer.echo(line)
    if compared.worse or compared.better:
        typer.echo(f"to make these figures the baseline, remove {baseline} and run this again", err=True)
    if compared.worse:
        raise typer.Exit(WORSE)


def _write(option: str, file: Path, content: str) -> None:
    try:
        file.write_text(content, encoding="utf-8")
    except OSError as problem:
        raise ConfigurationError(option, f"{file} cannot be written: {problem.strerror}") from problem
    typer.echo(f"written to {file}", err=True)
