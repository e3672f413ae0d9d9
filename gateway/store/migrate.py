"""Bringing a database to this program's schema. Alembic, configured here and nowhere else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, make_url, text
from sqlalchemy.pool import NullPool

from gateway.errors import StaleSchemaError
from gateway.store.engine import make_private
from gateway.store.tables import METADATA

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 7_256_114  # our advisory lock in PostgreSQL; SQLite locks the file


def upgrade(url: str, to: str = "head") -> None:
    """Bring the database at *url* to revision *to*. Two at once: the second waits, and finds nothing left to do."""
    with _connection(url) as connection:
        configuration = _configuration()
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, to)
        connection.commit()


def head() -> str:
    """The revision that this program was made for."""
    return ScriptDirectory.from_config(_configuration()).get_current_head() or ""


def found(url: str) -> str | None:
    """The revision that the database is at; None for an empty one."""
    with _connection(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def demand_current(url: str) -> None:
    """Raise StaleSchemaError unless the database is at this program's revision."""
    revision = found(url)
    if revision != head():
        raise StaleSchemaError(revision, head())


def differences(url: str) -> list[object]:
    """Where the migrated database differs from the tables in the code; empty when the migrations are complete."""
    with _connection(url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, METADATA))


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(FOLDER))
    configuration.set_main_option("path_separator", "os")
    return configuration


@contextmanager
def _connection(url: str) -> Iterator[Connection]:
    address = make_url(url)
    if address.drivername == "sqlite+aiosqlite":
        address = address.set(drivername="sqlite")
        make_private(Path(address.database or ""))
    engine = create_engine(address, poolclass=NullPool)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def configure(connection, _record) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
            connection.isolation_level = None
            # Off while tables are rebuilt (batch mode): it cannot be switched inside a transaction.
            connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute("PRAGMA busy_timeout=60000")
            connection.execute("PRAGMA journal_mode=WAL")

        @event.listens_for(engine, "begin")
        def begin_transaction(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        else:
            # From here on: Alembic would commit after each migration where it finds no transaction, and let others in.
            connection.begin()
        yield connection
    engine.dispose()
