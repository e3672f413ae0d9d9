"""Fixtures: a database for each test, and each such test on SQLite and on PostgreSQL."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from gateway.store.migrate import upgrade
from tests.servers.postgres import PostgresServer, database_of


def _sqlite_url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """The database that this run of the test is on."""
    return str(request.param)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the newest schema, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "luotsi.db"
    upgrade(_sqlite_url(file))
    with closing(sqlite3.connect(file)) as connection:
        # What still stood in the write-ahead log would not be copied with the file.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return file


@pytest.fixture(scope="session")
def migrated_postgres(postgres: PostgresServer) -> str:
    """The name of a PostgreSQL database with the newest schema, to be copied."""
    url = postgres.create_database()
    upgrade(url)
    return database_of(url)


@pytest.fixture
def database_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of this test's own database with the newest schema, once on SQLite and once on PostgreSQL."""
    # Asked for by name, so that a test on SQLite starts no PostgreSQL.
    if database_kind == "sqlite":
        file = tmp_path / "luotsi.db"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), file)
        yield _sqlite_url(file)
    else:
        postgres: PostgresServer = request.getfixturevalue("postgres")
        url = postgres.create_database(request.getfixturevalue("migrated_postgres"))
        yield url
        postgres.drop_database(url)


@pytest.fixture
def empty_database_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of this test's own database with nothing in it, once on SQLite and once on PostgreSQL."""
    if database_kind == "sqlite":
        yield _sqlite_url(tmp_path / "empty.db")
    else:
        postgres: PostgresServer = request.getfixturevalue("postgres")
        url = postgres.create_database()
        yield url
        postgres.drop_database(url)
