"""The database: one engine to write and one to read, alike on SQLite and PostgreSQL."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import structlog
from sqlalchemy import Engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

if TYPE_CHECKING:  # a driver is loaded by the engine that needs it
    from aiosqlite import Connection as DriverConnection

T = TypeVar("T")

log = structlog.get_logger()

# What comes out where the database is away, and is nobody's fault.
AWAY: Final = (OperationalError, InterfaceError, PoolTimeoutError, TimeoutError)

CONNECTION_LOST: Final = "database_connection_lost"

_BUSY_MILLISECONDS = 10_000
_INTERRUPT_AGAIN = 0.05  # seconds
_INTERRUPTIONS = 20
_REST_SECONDS = 1.0  # a database takes longer than this to be started again


@dataclass(frozen=True, slots=True)
class Database:
    """Engines and session makers."""

    writer: AsyncEngine
    reader: AsyncEngine
    sessions: async_sessionmaker[AsyncSession]
    readers: async_sessionmaker[AsyncSession]

    async def close(self) -> None:
        """Close all connections."""
        await self.writer.dispose()
        if self.reader is not self.writer:
            await self.reader.dispose()


def connect(url: str) -> Database:
    """Make the engines; nothing is opened before the first query."""
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite(url)
    writer = create_async_engine(
        url,
        pool_size=10,
        max_overflow=14,
        pool_timeout=10,
        # A crash of the database's machine must not undo a yes.
        connect_args={"connect_timeout": 5, "options": "-c synchronous_commit=on -c timezone=UTC"},
    )
    _ask_after_a_pause(writer.sync_engine)
    # Each query that only reads sees what is committed then, with or without a transaction around it; without one, two
    # of three ways there and back are saved.
    reader = writer.execution_options(isolation_level="AUTOCOMMIT")
    return Database(writer, writer, _maker(writer), _maker(reader))


def _ask_after_a_pause(engine: Engine) -> None:
    """Ask a connection that has rested whether it still lives, and open another where it does not.

    SQLAlchemy's own pre-ping asks each time, which under load is a third of a short transaction's ways there and back.
    """

    @event.listens_for(engine, "checkin")
    def note(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info["rests_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def ask(connection: DBAPIConnection, record: ConnectionPoolEntry, _borrowed: object) -> None:
        rests_since = record.info.get("rests_since", time.monotonic())
        if time.monotonic() - rests_since < _REST_SECONDS:
            return
        try:
            lives = engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as problem:
            raise DisconnectionError from problem
        if not lives:
            raise DisconnectionError


def make_private(file: Path) -> None:
    """Make the file and its folder where there are none, for us alone to read; SQLite's other files follow it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)


def _sqlite(url: str) -> Database:
    file = make_url(url).database
    if file and file != ":memory:":
        make_private(Path(file))
    # One connection writes: SQLite has one writer anyway, and taking turns is fair where its busy handler is not.
    writer = create_async_engine(url, pool_size=1, max_overflow=0, pool_timeout=30)
    reader = create_async_engine(url, pool_size=4, max_overflow=4)
    _prepare(writer.sync_engine, "BEGIN IMMEDIATE", query_only=False)
    _prepare(reader.sync_engine, "BEGIN", query_only=True)
    return Database(writer, reader, _OneWriter(writer), _maker(reader))


class _WholeStatements(AsyncSession):
    """A session whose statements are waited for, whoever is stopped meanwhile; then they stop.

    SQLite answers in moments. A statement that is left alone takes its connection with it, and whoever is stopped a
    second time while that is cleared up waits for ever for a thread that has ended (aiosqlite 0.22, SQLAlchemy 2.1).
    """

    async def execute(self, *asked: Any, **how: Any) -> Any:  # noqa: ANN401  as the one above
        """One statement."""
        return await _to_the_end(super().execute(*asked, **how))

    async def scalar(self, *asked: Any, **how: Any) -> Any:  # noqa: ANN401
        """The first value of its answer."""
        return await _to_the_end(super().scalar(*asked, **how))

    async def scalars(self, *asked: Any, **how: Any) -> Any:  # noqa: ANN401
        """The first value of each row."""
        return await _to_the_end(super().scalars(*asked, **how))

    async def get(self, *asked: Any, **how: Any) -> Any:  # noqa: ANN401
        """A row by its key."""
        return await _to_the_end(super().get(*asked, **how))

    async def get_one(self, *asked: Any, **how: Any) -> Any:  # noqa: ANN401
        """A row that is there, by its key."""
        return await _to_the_end(super().get_one(*asked, **how))


class _OneWriter(async_sessionmaker[AsyncSession]):
    """Sessions of the only connection that writes. Who waits for it waits here, where being stopped loses nothing."""

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine, class_=_WholeStatements, expire_on_commit=False)
        self._engine = engine
        self._turn = asyncio.Lock()
        self._newest: DriverConnection | None = None  # the only one: the pool has room for one
        self._endings: set[asyncio.Task[None]] = set()

        @event.listens_for(engine.sync_engine, "connect")
        def note(_connection: object, record: ConnectionPoolEntry) -> None:
            self._newest = cast("DriverConnection", record.driver_connection)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncSession]:  # type: ignore[override]  # also a context manager
        """A transaction, when it is its turn."""
        async with self._turn:
            if cast("QueuePool", self._engine.pool).checkedout():
                # Nobody else has it: it was lost, and with it all writing would end.
                log.warning(CONNECTION_LOST, freed=await self._free())
                await self._engine.dispose(close=False)
            session = self()
            try:
                yield session
                await _to_the_end(session.commit())
            except BaseException:
                # Closing alone would leave the transaction open after a commit that failed.
                await _to_the_end(session.rollback())
                raise
            finally:
                await _to_the_end(session.close())

    async def _free(self) -> bool:
        """End what the lost connection has begun: its transaction would hold SQLite's lock. Tells whether that worked.

        Whatever it hangs in is not waited for longer than a moment.
        """
        if self._newest is None:
            return True
        ending = asyncio.create_task(_roll_back_and_close(self._newest), name="lost connection")
        self._endings.add(ending)
        ending.add_done_callback(self._endings.discard)
        for _ in range(_INTERRUPTIONS):  # a statement that is only just beginning does not hear the first
            with suppress(ValueError):  # closed already
                await self._newest.interrupt()
            await asyncio.wait({ending}, timeout=_INTERRUPT_AGAIN)
            if ending.done():
                return True
        return False


async def _roll_back_and_close(lost: "DriverConnection") -> None:
    try:
        await lost.rollback()
    except ValueError:
        return  # closed already, or about to be
    except sqlite3.Error:
        pass  # closing rolls back too
    if stopped := lost.stop():
        await stopped


async def _to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Do *work*, however often its caller is stopped meanwhile; then the caller stops."""
    task, stopped = asyncio.ensure_future(work), False
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            stopped = True
    if stopped:
        if not task.cancelled():
            task.exception()  # looked at, so that nobody complains that it was not
        raise asyncio.CancelledError
    return task.result()


def _prepare(engine: Engine, begin: str, *, query_only: bool) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:  # noqa: ANN401  the driver's own connection
        # The driver must not begin by itself: a deferred BEGIN fails under concurrent writers where IMMEDIATE waits.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={_BUSY_MILLISECONDS}",
            "journal_mode=WAL",
            "synchronous=FULL",  # a power cut must not undo a yes
            "foreign_keys=ON",
            "secure_delete=ON",  # what is erased is gone from the file too
            f"query_only={'ON' if query_only else 'OFF'}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Any) -> None:  # noqa: ANN401  SQLAlchemy's own type is the event's business
        connection.exec_driver_sql(begin)


def _maker(engine: AsyncEngine) -> async_sessionmaker[AsyncSession]:
    return async_sessionmaker(engine, expire_on_commit=False)
