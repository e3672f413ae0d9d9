"""The command line. Other programs rely on these commands; each is a few lines around the work itself."""

import json
import sys
from pathlib import Path
from typing import Annotated, Final

import typer
from sqlalchemy.exc import SQLAlchemyError

from gateway import app as house
from gateway import county as counties
from gateway import demo, observe, readers
from gateway.commands import evaluating, explaining, learning, processes, read_email
from gateway.commands import keeping as cli_keeping
from gateway.commands import rules as rule_commands
from gateway.commands.corrections import corrections
from gateway.commands.run import run, settings_now, with_services
from gateway.commands.shadow import shadow
from gateway.commands.triage import Triage
from gateway.errors import ConfigurationError, LuotsiError, RefusedError
from gateway.services import Services
from gateway.settings import Settings
from gateway.store import balance as balances
from gateway.store import migrate as schema
from gateway.wording import House
from nlu.language import Detector
from routing.check import load_destinations, load_rules
from routing.files import ConfigurationError as RuleError
from routing.hours import WorkingCalendar
from routing.text_files import load_texts

WRONG: Final = 2  # exit code of a wrong setting or question

_REFUSALS: Final = {
    "no-such-contact": "no contact that has been decided on has this id or reference",
    "password-too-short": "the password needs at least 12 characters",
    "team-unknown": "no Case belongs to a team of that name: see `team` in routing/destinations.toml",
    "username-taken": "this user name is taken",
    "username-unfit": "a user name has 1 to 60 characters",
}

cli = typer.Typer(no_args_is_help=True, add_completion=False, help="The front door of guidance for older people.")
cli.add_typer(cli_keeping.user, name="user")
cli.add_typer(cli_keeping.keys, name="keys")
cli.add_typer(cli_keeping.config, name="config")
cli.add_typer(processes.listen, name="listen")
cli.add_typer(rule_commands.rules, name="rules")
cli.add_typer(shadow, name="shadow")
cli.command()(processes.work)
cli.command()(processes.beat)
cli.command()(learning.train)
cli.command("learning-curve")(learning.learning_curve)
cli.command()(evaluating.evaluate)
cli.command()(corrections)


@cli.command()
def serve(
    demo_data: Annotated[
        bool, typer.Option("--demo", help="Invented contacts and accounts, on this machine only.")
    ] = False,
) -> None:
    """Answer pages, take mail and work, in one process; with LUOTSI_REDIS_URL answer pages only."""
    settings = settings_now()
    observe.log_as_json()
    if not settings.is_alone:
        if demo_data:
            raise ConfigurationError("LUOTSI_REDIS_URL", "--demo runs in one process: leave it empty")
        processes.demand_ready(settings)
        run(processes.until_told(settings, house.serving, f"Luotsi is at {settings.link}"))
        return
    if demo_data:
        demo.demand_harmless(settings)
        settings = settings.model_copy(update={"catalogue": settings.catalogue or demo.CATALOGUE})
    if settings.database.startswith("sqlite"):
        schema.upgrade(settings.database)
    schema.demand_current(settings.database)
    run(_everything(settings, demo_data=demo_data))


async def _everything(settings: Settings, *, demo_data: bool) -> None:
    stop = processes.told_to_stop()
    async with house.open_services(settings) as services:
        if demo_data:
            await demo.seed(services)
        async with house.running(services, demo=demo_data):
            processes.settle()
            processes.reload_when_told(services)
            typer.echo(demo.welcome(settings) if demo_data else f"Luotsi is at {settings.link}")
            sys.stdout.flush()
            await stop.wait()


@cli.command()
def migrate(
    check: Annotated[bool, typer.Option("--check", help="Only tell whether the database is current.")] = False,
) -> None:
    """Bring the database to this program's schema."""
    settings = settings_now()
    if check:
        schema.demand_current(settings.database)
    else:
        schema.upgrade(settings.database)
    typer.echo(f"database is at revision {schema.found(settings.database)}")


@cli.command()
def triage(
    engine: Annotated[str, typer.Option(help="linear or rasa")] = "linear",
) -> None:
    """JSON lines {id, channel, subject, text, received_at?} to JSON lines of what was understood and decided."""
    settings = settings_now()
    county, calendar = counties.load(settings.county), WorkingCalendar()
    hours = county.service_hours(calendar)
    with readers.reading(engine, settings) as reader:
        worker = Triage(
            engine=reader,
            rules=load_rules(settings.rules),
            texts=load_texts(),
            calendar=calendar,
            house=House(county=county, hours=hours, destinations=load_destinations(), link=settings.link),
        )
        # Bytes: a line that is not UTF-8 is that line's error, and no end of the others.
        for line in sys.stdin.buffer:
            if line.strip():
                typer.echo(worker.line(line, house.utc_now()))


@cli.command("read-email")
def read_email_(
    files: Annotated[list[Path] | None, typer.Argument(help="Raw mails; standard input where there are none.")] = None,
    known: Annotated[Path | None, typer.Option(help="What the gateway would know, as JSON.")] = None,
) -> None:
    """What comes out of raw mails: a JSON line each."""
    knowledge, detector = read_email.known_from(known), Detector()
    if not files:
        typer.echo(read_email.line(sys.stdin.buffer.read(), "-", knowledge, detector))
    missing = False
    for file in files or ():
        try:
            typer.echo(read_email.line(read_email.original_in(file), str(file), knowledge, detector))
        except ConfigurationError as problem:
            missing = True
            typer.echo(f"luotsi: {problem}", err=True)
    if missing:
        raise typer.Exit(WRONG)


@cli.command()
def explain(contact: Annotated[str, typer.Argument(help="Id or reference.")]) -> None:
    """The rules asked about a contact, the one that held, and what would change it."""
    typer.echo(run(with_services(lambda services: explaining.explain(services, contact))))


@cli.command()
def balance() -> None:
    """What was received against what is recorded; exit 0 when nothing is missing."""

    async def count(services: Services) -> balances.Balance:
        async with services.readers() as session:
            return await balances.count(session)

    counted = run(with_services(count))
    typer.echo(json.dumps(counted.as_json()))
    raise typer.Exit(1 if counted.unaccounted else 0)


def main() -> None:
    """Run a command. What is wrong is said in one line, without a traceback."""
    try:
        cli()
    except RefusedError as refused:
        typer.echo(f"luotsi: {_REFUSALS.get(refused.key, refused.key)}", err=True)
        sys.exit(WRONG)
    except (LuotsiError, RuleError) as problem:
        typer.echo(f"luotsi: {problem}", err=True)
        sys.exit(WRONG)
    except (SQLAlchemyError, OSError) as problem:
        # The driver's own words hold the address and perhaps the password of the database.
        typer.echo(f"luotsi: the database cannot be used ({type(problem).__name__}): see LUOTSI_DATABASE_URL", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
