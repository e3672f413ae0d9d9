"""The processes of an installation: each part in as many as are wanted, and what all of them share."""

import asyncio
import gc
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Annotated, Final

import typer

from gateway import app as house
from gateway import observe
from gateway.commands.run import run, settings_now
from gateway.errors import ConfigurationError
from gateway.queues import queues_named
from gateway.services import Services
from gateway.settings import Settings
from gateway.store import migrate as schema

_ONLY_WITH_REDIS: Final = "is empty: everything runs in `luotsi serve`"

Part = Callable[[Services], AbstractAsyncContextManager[None]]

listen = typer.Typer(no_args_is_help=True, help="Take what comes, in a process of its own.")


@listen.callback()
def _listen() -> None:
    """Keep `email` a word of its own: a group of one command would be that command."""


@listen.command("email")
def listen_email() -> None:
    """Take mail by SMTP, and from mailboxes by IMAP."""
    settings = _settings_of_a_part()
    if not settings.smtp_port and settings.mailboxes is None:
        raise ConfigurationError("LUOTSI_SMTP_PORT", "0 is off, and LUOTSI_MAILBOXES is empty: no mail can come")
    brought = f"at {settings.smtp_host}:{settings.smtp_port}" if settings.smtp_port else ""
    fetched = f"from {settings.mailboxes}" if settings.mailboxes else ""
    run(until_told(settings, house.receiving, f"Luotsi takes mail {' and '.join(filter(None, (brought, fetched)))}"))


def beat() -> None:
    """Tell workers what is due. Several may run at once: each Job is told by one of them."""
    settings = _settings_of_a_part()
    # Here and not above, as below: one process alone needs no Celery.
    from gateway.broker import CeleryBroker  # noqa: PLC0415

    broker = CeleryBroker(settings)
    run(until_told(settings, lambda services: house.relaying_jobs(services, broker), "Luotsi tells what is due"))


def work(
    processes: Annotated[int, typer.Option(min=1, max=64, help="How many Jobs at once.")] = 2,
    queues: Annotated[str, typer.Option(help="first (alarms, reading), next, out (mail); with commas.")] = "every",
) -> None:
    """Do what is told to be due."""
    settings, wanted = _settings_of_a_part(), queues_named(queues)
    house.load_books(settings.rules)
    settle()
    from gateway.working import work as work_  # noqa: PLC0415

    sys.exit(work_(settings, wanted, processes))


def _settings_of_a_part() -> Settings:
    settings = settings_now()
    observe.log_as_json()
    demand_ready(settings)
    return settings


def demand_ready(settings: Settings) -> None:
    """Raise ConfigurationError or StaleSchemaError unless several processes can share what they work on."""
    if settings.is_alone:
        raise ConfigurationError("LUOTSI_REDIS_URL", _ONLY_WITH_REDIS)
    if settings.database.startswith("sqlite"):
        raise ConfigurationError("LUOTSI_DATABASE_URL", "several processes (LUOTSI_REDIS_URL) need PostgreSQL")
    if not settings.keys.get_secret_value() and not (settings.data_dir / house.KEY_FILE).exists():
        # Started together, each would make its own.
        raise ConfigurationError("LUOTSI_KEYS", "is empty, and there is no key file: see `luotsi keys new`")
    schema.demand_current(settings.database)


async def until_told(settings: Settings, part: Part, words: str) -> None:
    """Run one part until SIGTERM."""
    stop = told_to_stop()
    async with house.open_services(settings) as services, part(services):
        settle()
        reload_when_told(services)
        typer.echo(words)
        sys.stdout.flush()
        await stop.wait()


def settle() -> None:
    """Leave what has been loaded out of every later search for garbage: it stays until the end, and forks share it."""
    gc.freeze()


def reload_when_told(services: Services) -> None:
    """Read the rules anew at each SIGHUP; those that run stay where the new ones are wrong."""
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, lambda: services.running.reload(services.now()))


def told_to_stop() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    return stop
