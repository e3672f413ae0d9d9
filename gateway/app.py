"""The composition root: everything put together, once, and taken down in order."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

import structlog
from aiohttp import web

from channels.channel import Kept, StoreUnavailableError
from gateway import county as counties
from gateway import i18n, imap_accounts, keys, pipeline, readers
from gateway.antivirus import NO_SCANNER, Clamd
from gateway.catalogue import ptv
from gateway.catalogue.finding import Finder
from gateway.condition.lease_clock import DatabaseClock
from gateway.errors import ConfigurationError
from gateway.faults import Faults, Step
from gateway.group_commit import Commit, GroupCommit
from gateway.i18n import Texts
from gateway.jobs import dispatch
from gateway.keys import Index, Keyring
from gateway.receiving import taking_mail
from gateway.relay import SmtpRelay
from gateway.relaying import Broker, relay
from gateway.rulebook import RunningRules
from gateway.services import LeaseClock, OneClock, Scanner, Services, ToKeep
from gateway.settings import Settings
from gateway.steps.keeping import groups_beside, keep_group
from gateway.store import engine, secrets
from gateway.store.engine import Database
from gateway.wakes import Wakes
from gateway.web.application import make_application
from gateway.wording import House
from nlu.read import Engine
from nlu.read import load as load_engine
from nlu.reading import Message
from routing import check
from routing.acknowledgement import TextBook
from routing.book import Destination
from routing.hours import WorkingCalendar
from routing.sentences import our_sentences
from routing.text_files import load_texts

log = structlog.get_logger()

STARTED: Final = "started"
STOPPING: Final = "stopping"
FAULTS_ON: Final = "faults_on"
KEY_FILE: Final = "keys"
_KEEP_SECONDS: Final = 20.0  # a sender who waits longer comes again


def utc_now() -> datetime:
    """The time, as everything here takes it."""
    return datetime.now(UTC)


def load_keys(settings: Settings) -> Keyring:
    """Our keys. Raises ConfigurationError."""
    return keys.load(settings.keys.get_secret_value(), settings.data_dir / KEY_FILE)


@asynccontextmanager
async def open_services(settings: Settings, now: Callable[[], datetime] = utc_now) -> AsyncIterator[Services]:
    """Everything that the gateway works with. Raises ConfigurationError; the database must be at our schema."""
    keyring = load_keys(settings)
    database = engine.connect(settings.database)
    try:
        services = _compose(settings, database, keyring, await _index(settings, database, keyring), now)
        try:
            yield services
        finally:
            services.engine.close()
            if services.relay is not None:
                await services.relay.close()
            await services.wakes.close()
    finally:
        await database.close()


def _wakes(settings: Settings) -> Wakes:
    if settings.is_alone:
        return Wakes()
    # Here and not above: one process alone needs no client of Redis, and is smaller and starts sooner without.
    from gateway.redis_wakes import RedisWakes  # noqa: PLC0415

    return RedisWakes(settings.redis_url)


def _lease_clock(database: Database) -> LeaseClock:
    return OneClock() if database.writer.dialect.name == "sqlite" else DatabaseClock()


def _keeper(settings: Settings, database: Database, commit: Commit[ToKeep, Kept]) -> GroupCommit[ToKeep, Kept]:
    within = min(_KEEP_SECONDS, settings.lease.total_seconds())
    return GroupCommit(commit, StoreUnavailableError, beside=groups_beside(database.writer), within=within)


def _relay(settings: Settings) -> SmtpRelay | None:
    try:
        return SmtpRelay(settings.relay) if settings.relay else None
    except OSError as problem:
        raise ConfigurationError("LUOTSI_SMTP_RELAY_AUTHORITY", "the certificates cannot be used") from problem


def _scanner(settings: Settings) -> Scanner:
    host, _, port = settings.clamd.rpartition(":")
    return Clamd(host.strip("[]"), int(port)) if settings.clamd else NO_SCANNER


def load_books(rules: Path | None = None) -> None:
    """Load what all processes need before they are forked, so that they share it; *rules* as the settings have them.

    Raises ConfigurationError.
    """
    _books()
    running_rules(rules)


@cache
def running_rules(folder: Path | None) -> RunningRules:
    """The rules of this process. Raises ConfigurationError with file and line."""
    return RunningRules(folder)


def _compose(
    settings: Settings, database: Database, keyring: Keyring, index: Index, now: Callable[[], datetime]
) -> Services:
    county, calendar, books = counties.load(settings.county), WorkingCalendar(), _books()
    hours, rasa = county.service_hours(calendar), readers.rasa_client(settings)

    async def commit(group: Sequence[ToKeep]) -> Sequence[Kept]:
        return await keep_group(services, group)

    services = Services(
        settings=settings,
        county=county,
        hours=hours,
        database=database.writer,
        sessions=database.sessions,
        readers=database.readers,
        keys=keyring,
        index=index,
        texts=books.texts,
        engine=readers.composed(books.engine, rasa, settings),
        rasa=rasa,
        running=running_rules(settings.rules),
        destinations=books.destinations,
        triggers=counties.load_triggers(settings.county, books.destinations),
        acknowledgements=books.acknowledgements,
        our_sentences=our_sentences(books.acknowledgements, county.phone.social_emergency),
        calendar=calendar,
        relay=_relay(settings),
        now=now,
        begun_at=now(),
        lease_clock=_lease_clock(database),
        wakes=_wakes(settings),
        house=House(county=county, hours=hours, destinations=books.destinations, link=settings.link),
        keeper=_keeper(settings, database, commit),
        faults=Faults(folder=settings.faults),
        antivirus=_scanner(settings),
        catalogue=catalogue_of(settings.catalogue),
        boxes=imap_accounts.load(settings.mailboxes, county),
    )
    return services


@cache
def catalogue_of(file: Path | None) -> Finder | None:
    """The services in *file*, ready to be found. Raises ConfigurationError."""
    return Finder(ptv.read(file)) if file else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Books:
    """What comes with the program and never changes while it runs."""

    texts: Texts
    engine: Engine
    destinations: Mapping[str, Destination]
    acknowledgements: TextBook


@cache
def _books() -> _Books:
    # Once in a process: it takes most of a second, and a process may open its services more than once.
    engine = load_engine()
    # Word lists are made ready at the first reading: nobody's message should have to wait for that.
    engine.read(Message(text="Äiti ei enää pärjää kotona."))
    return _Books(
        texts=i18n.load(),
        engine=engine,
        destinations=check.load_destinations(),
        acknowledgements=load_texts(),
    )


async def _index(settings: Settings, database: Database, keyring: Keyring) -> Index:
    """The secret of the keyed hashes, made by whoever comes first."""
    async with Faults(folder=settings.faults).around(Step.START, database.sessions) as session:
        return Index(await secrets.index_secret(session, keyring))


@asynccontextmanager
async def dispatching(services: Services) -> AsyncIterator[None]:
    """Work on Jobs in this process, until the block ends."""
    stop = asyncio.Event()
    task = asyncio.create_task(dispatch(services, pipeline.HANDLERS, stop), name="dispatcher")
    try:
        yield
    finally:
        stop.set()
        await services.wakes.ring()
        await task


@asynccontextmanager
async def serving_pages(services: Services, *, demo: bool) -> AsyncIterator[None]:
    """Answer HTTP, until the block ends."""
    settings = services.settings
    # No access log: it would hold addresses, and anonymous people stay anonymous.
    runner = web.AppRunner(make_application(services, demo=demo), access_log=None, shutdown_timeout=10)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.http_host, settings.http_port, backlog=1024).start()
        yield
    except OSError as problem:
        raise ConfigurationError("LUOTSI_HTTP_PORT", f"port {settings.http_port} cannot be used") from problem
    finally:
        await runner.cleanup()


@asynccontextmanager
async def running(services: Services, *, demo: bool) -> AsyncIterator[None]:
    """Everything in one process: pages, mail and Jobs. Stops in the other order, so that nothing accepted waits."""
    async with dispatching(services), serving_pages(services, demo=demo), taking_mail(services):
        _tell_start(services, "all")
        yield
        log.info(STOPPING)


@asynccontextmanager
async def serving(services: Services) -> AsyncIterator[None]:
    """Pages alone, of several processes."""
    async with services.wakes.hearing(), serving_pages(services, demo=False):
        _tell_start(services, "serve")
        yield
        log.info(STOPPING)


@asynccontextmanager
async def receiving(services: Services) -> AsyncIterator[None]:
    """Mail alone, of several processes."""
    async with taking_mail(services):
        _tell_start(services, "listen email")
        yield
        log.info(STOPPING)


@asynccontextmanager
async def relaying_jobs(services: Services, broker: Broker) -> AsyncIterator[None]:
    """Tell workers what is due, until the block ends."""
    stop = asyncio.Event()
    async with services.wakes.hearing():
        task = asyncio.create_task(relay(services, broker, stop), name="relay")
        _tell_start(services, "beat")
        try:
            yield
        finally:
            log.info(STOPPING)
            stop.set()
            await services.wakes.heard(None)
            await task


def _tell_start(services: Services, process: str) -> None:
    if services.settings.faults:
        log.warning(FAULTS_ON)
    log.info(STARTED, process=process, county=services.county.code, database=services.database.dialect.name)
