"""The composition root: everything put together, once, and taken down in order."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Final

import structlog
from aiohttp import web

from channels.channel import Delivery, Kept, StoreUnavailableError
from channels.email.smtp import Receiver, serve_smtp
from gateway import county as counties
from gateway import i18n, keys, pipeline
from gateway.errors import ConfigurationError
from gateway.faults import Faults, Moment, Step
from gateway.group_commit import GroupCommit
from gateway.i18n import Texts
from gateway.jobs import dispatch
from gateway.keys import Index, Keyring
from gateway.relay import SmtpRelay
from gateway.services import Services, ToKeep
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
from routing.acknowledgement import TextBook, load_texts
from routing.book import Destination, RuleBook
from routing.hours import WorkingCalendar

log = structlog.get_logger()

STARTED: Final = "started"
STOPPING: Final = "stopping"
FAULTS_ON: Final = "faults_on"
KEY_FILE: Final = "keys"


def utc_now() -> datetime:
    """The time, as everything here takes it."""
    return datetime.now(UTC)


def load_keys(settings: Settings) -> Keyring:
    """Our keys. Raises ConfigurationError."""
    return keys.load(settings.keys.get_secret_value(), settings.data_dir / KEY_FILE)


@asynccontextmanager
async def open_services(settings: Settings, now: Callable[[], datetime] = utc_now) -> AsyncIterator[Services]:
    """Everything that the gateway works with. Raises ConfigurationError; the database must be at our schema."""
    if settings.faults:
        log.warning(FAULTS_ON)
    keyring = load_keys(settings)
    database = engine.connect(settings.database)
    try:
        yield _compose(settings, database, keyring, await _index(settings, database, keyring), now)
    finally:
        await database.close()


def _compose(
    settings: Settings, database: Database, keyring: Keyring, index: Index, now: Callable[[], datetime]
) -> Services:
    county, calendar, books = counties.load(settings.county), WorkingCalendar(), _books()
    relay, hours = settings.relay, county.service_hours(calendar)

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
        engine=books.engine,
        rules=books.rules,
        destinations=books.destinations,
        acknowledgements=books.acknowledgements,
        calendar=calendar,
        relay=SmtpRelay(*relay) if relay else None,
        now=now,
        wakes=Wakes(),
        house=House(county=county, hours=hours, destinations=books.destinations, link=settings.link),
        keeper=GroupCommit(commit, StoreUnavailableError, beside=groups_beside(database.writer)),
        faults=Faults(folder=settings.faults),
    )
    return services


@dataclass(frozen=True, slots=True, kw_only=True)
class _Books:
    """What comes with the program and never changes while it runs."""

    texts: Texts
    engine: Engine
    rules: RuleBook
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
        rules=check.load_rules(),
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
async def listening_for_mail(services: Services) -> AsyncIterator[None]:
    """Take mail by SMTP, until the block ends. LUOTSI_SMTP_PORT=0 is off."""
    settings = services.settings
    if not settings.smtp_port:
        yield
        return

    async def keep(original: bytes, deliveries: tuple[Delivery, ...]) -> Kept:
        kept = await pipeline.keep(services, original, deliveries)
        await services.faults.reached(Moment.BEFORE_SMTP_YES)
        return kept

    receiver = Receiver(
        keep=keep,
        mailboxes=services.county.mail.mailboxes,
        is_bounce_address=services.county.is_bounce_address,
        hostname=services.county.mail.bounce_domain,
    )
    try:
        server = await serve_smtp(receiver, settings.smtp_host, settings.smtp_port)
    except OSError as problem:
        raise ConfigurationError("LUOTSI_SMTP_PORT", f"port {settings.smtp_port} cannot be used") from problem
    try:
        yield
    finally:
        await server.stop()


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
    async with dispatching(services), serving_pages(services, demo=demo), listening_for_mail(services):
        log.info(STARTED, county=services.county.code, database=services.database.dialect.name)
        yield
        log.info(STOPPING)
