"""A real PostgreSQL of the tests' own, which can be stopped, crashed and started again."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from tests.servers.ports import free_port
from tests.servers.programs import as_user, give, require, run

_PACKAGE = "postgresql-15"


class PostgresServer:
    """One PostgreSQL server with its own folder and port; anybody on loopback may do everything in it."""

    def __init__(self, directory: Path, *, fsync: bool) -> None:
        self.directory = directory
        self.data = directory / "data"  # WAL and tables, for tests that look for what must not be there
        self.port = free_port()
        self.fsync = fsync
        self._initdb = require("initdb", _PACKAGE)
        self._pg_ctl = require("pg_ctl", _PACKAGE)
        self._numbers = count(1)

    def initialise(self) -> None:
        """Make the server's folder and an empty cluster in it."""
        self.directory.chmod(0o755)
        give(self.directory, "postgres")
        self._run(self._initdb, "-D", str(self.data), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        """Start it on its port, the same one every time; returns when it answers."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(self.directory),
            "fsync": "on" if self.fsync else "off",
            "max_connections": "200",
        }
        options = " ".join((f"-p {self.port}", *(f"-c {name}={value}" for name, value in settings.items())))
        self._run(self._pg_ctl, "-w", "-D", str(self.data), "-l", str(self.log_file), "-o", options, "start")

    def stop(self) -> None:
        """Stop it in order: open connections are closed, everything committed is on disk."""
        self._run(self._pg_ctl, "-w", "-D", str(self.data), "-m", "fast", "stop")

    def crash(self) -> None:
        """Stop it at once, as a crash would: the next start recovers from the WAL."""
        self._run(self._pg_ctl, "-w", "-D", str(self.data), "-m", "immediate", "stop")

    @property
    def log_file(self) -> Path:
        """What it has to say."""
        return self.directory / "postgres.log"

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of *database*, good for synchronous and asynchronous engines."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def create_database(self, template: str | None = None) -> str:
        """The URL of a new database: a copy of the database *template*, or an empty one."""
        name = f"luotsi_{next(self._numbers)}"
        self._execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template or "template0")
            )
        )
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Drop the database that `create_database` made, whoever is still connected."""
        self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database_of(url))))

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)

    def _run(self, *command: str) -> None:
        run(*as_user("postgres"), *command, directory=self.directory)


def database_of(url: str) -> str:
    """The name of the database that *url* leads to."""
    return url.rsplit("/", 1)[-1]


@contextmanager
def running_postgres(*, fsync: bool) -> Iterator[PostgresServer]:
    """A started server, stopped and removed afterwards; *fsync* on where durability itself is tested or measured."""
    require("initdb", _PACKAGE)
    # Not under pytest's folders: those are closed to the user postgres, and too deep for a socket's name.
    directory = Path(tempfile.mkdtemp(prefix="luotsi-postgres-"))
    server = PostgresServer(directory, fsync=fsync)
    try:
        server.initialise()
        server.start()
        yield server
    finally:
        if (server.data / "postmaster.pid").exists():
            server.crash()
        shutil.rmtree(directory, ignore_errors=True)
