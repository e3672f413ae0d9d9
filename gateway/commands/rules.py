"""Commands of those who write the rules: check them, try them, print them."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from channels.codes import Language
from gateway import app as house
from gateway import county as counties
from gateway import i18n
from gateway.commands import trial
from gateway.commands.run import run, settings_now, with_services
from gateway.errors import ConfigurationError
from gateway.services import Services
from gateway.web.pages import Renderer, environment
from gateway.web.rules import files
from gateway.web.rules.book import Reader
from gateway.wording import House
from routing.check import OWN_RULES, load_destinations, load_rules
from routing.hours import WorkingCalendar
from routing.survey import survey
from routing.text_files import load_texts

rules = typer.Typer(no_args_is_help=True, help="The rules: check, try and print them.")

Folder = Annotated[Path | None, typer.Option("--rules", help="Folder of rules; LUOTSI_RULES or our own otherwise.")]
Spoken = Annotated[Language, typer.Option(help="fi, sv or en.")]


@rules.command("check")
def check(folder: Folder = None) -> None:
    """Every problem of the rules, with file and line; exit 1 if there is one, 2 where there are no rules to check."""
    chosen = folder or settings_now().rules or OWN_RULES
    found = survey(chosen, load_destinations(), load_texts())
    for problem in found:
        typer.echo(str(problem.error()))
    typer.echo(f"{len(found)} problem{'s' * (len(found) > 1)}" if found else "no problems", err=True)
    raise typer.Exit(1 if found else 0)


@rules.command("dry-run")
def dry_run(
    last: Annotated[int, typer.Option(min=1, help="How many contacts, those that were decided last.")],
    folder: Folder = None,
    html: Annotated[Path | None, typer.Option(help="Write a page that can be read and sent.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,  # noqa: FBT002  a flag
    language: Spoken = Language.FI,
) -> None:
    """Who would move where by other rules. Nothing is moved, and nobody is told anything."""
    spoken = _answerable(language)
    book = load_rules(folder or settings_now().rules)

    async def look(services: Services) -> None:
        tried = await trial.try_rules(services, book, last, _progress(last))
        if html is not None:
            reader = _reader(services, spoken, house.utc_now())
            _write(html, files.trial(_renderer(services.texts), reader, tried.tally, (tried.first, tried.last)))
        typer.echo(trial.as_json(tried) if as_json else "\n".join(trial.as_table(tried)))

    run(with_services(look))


@rules.command("show")
def show(
    html: Annotated[Path, typer.Option(help="The file to write.")],
    folder: Folder = None,
    language: Spoken = Language.FI,
) -> None:
    """The rule book as a page that a social worker can read, print and comment on."""
    settings, spoken, texts = settings_now(), _answerable(language), i18n.load()
    county, calendar = counties.load(settings.county), WorkingCalendar()
    hours = county.service_hours(calendar)
    book = load_rules(folder or settings.rules)
    reader = Reader(
        book=book,
        texts=texts,
        acknowledgements=load_texts(),
        house=House(county=county, hours=hours, destinations=book.destinations, link=settings.link),
        language=spoken,
        now=house.utc_now(),
    )
    _write(html, files.rule_book(_renderer(texts), reader))


def _reader(services: Services, language: Language, now: datetime) -> Reader:
    return Reader(
        book=services.rules,
        texts=services.texts,
        acknowledgements=services.acknowledgements,
        house=services.house,
        language=language,
        now=now,
    )


def _renderer(texts: i18n.Texts) -> Renderer:
    return Renderer(environment=environment(), texts=texts)


def _answerable(language: Language) -> Language:
    if i18n.language_of(language) is not language:
        raise ConfigurationError("--language", "must be fi, sv or en")
    return language


def _write(file: Path, page: str) -> None:
    try:
        file.write_text(page, encoding="utf-8")
    except OSError as problem:
        raise ConfigurationError("--html", f"{file} cannot be written: {problem.strerror}") from problem
    typer.echo(f"written to {file}", err=True)


def _progress(last: int) -> Callable[[int], None]:
    """Tells on a terminal how far it is; nothing where nobody looks."""

    def tell(done: int) -> None:
        if sys.stderr.isatty():
            typer.echo(f"\r{done:,} of at most {last:,} contacts", err=True, nl=done >= last)

    return tell
