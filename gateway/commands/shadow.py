"""`luotsi shadow report`: what machines would have done on channels that people work by hand."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from channels.codes import Language
from gateway.commands.run import run, with_services
from gateway.comparing import history, written
from gateway.comparing.compared import Compared
from gateway.comparing.figures import Figures, figures
from gateway.comparing.history import COMPARED, USUALLY
from gateway.comparing.since import day
from gateway.errors import ConfigurationError
from gateway.faults import Step
from gateway.i18n import language_of
from gateway.services import Services
from gateway.store import audit
from gateway.web.shadow import files

shadow = typer.Typer(no_args_is_help=True, help="Channels in shadow or manual mode.")


@shadow.callback()
def _commands() -> None:
    """Channels in shadow or manual mode."""


@shadow.command("report")
def report(
    since: Annotated[str, typer.Option(help="First day, as 2026-11-01; 30 days back where it is not named.")] = "",
    html: Annotated[Path | None, typer.Option(help="Write a page that can be read and sent.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of lines.")] = False,  # noqa: FBT002  a flag
    language: Annotated[Language, typer.Option(help="Of the page: fi, sv or en.")] = Language.FI,
) -> None:
    """What would have been sent and moved, beside what people did. References and codes, no names."""
    if language_of(language) is not language:
        raise ConfigurationError("--language", "must be fi, sv or en")
    first = day(since)
    if since and first is None:
        raise ConfigurationError("--since", "must be a day as 2026-11-01")

    async def compare(services: Services) -> None:
        found, compared = await _compare(services, first)
        if html is not None:
            _write(html, files.comparison(services, language, found, compared))
        typer.echo(written.as_json(found, compared) if as_json else "\n".join(written.as_lines(found)))

    run(with_services(compare))


async def _compare(services: Services, first: datetime | None) -> tuple[Figures, tuple[Compared, ...]]:
    now = services.now()
    since = first or now - USUALLY
    async with services.readers() as session:
        compared = await history.read(session, services, since)
    async with services.writing(Step.OPERATE) as session:
        await audit.write(session, now, COMPARED, user_id=None, since=since.isoformat())
    return figures(compared, since, now), compared


def _write(file: Path, page: str) -> None:
    try:
        file.write_text(page, encoding="utf-8")
    except OSError as problem:
        raise ConfigurationError("--html", f"{file} cannot be written: {problem.strerror}") from problem
    typer.echo(f"written to {file}", err=True)
