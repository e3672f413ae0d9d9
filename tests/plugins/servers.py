"""Fixtures: real servers, each started when the first test asks for it, one of each per test process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.servers.certificates import make_certificate
from tests.servers.clamd import ClamdServer, running_clamd
from tests.servers.dovecot import DovecotServer, running_dovecot
from tests.servers.luotsi import LuotsiProcess
from tests.servers.postfix import PostfixServer, running_postfix
from tests.servers.postgres import PostgresServer, running_postgres
from tests.servers.redis import RedisServer, running_redis
from tests.servers.zygote import QuickLuotsi, Zygote, running_zygote

StartLuotsi = Callable[..., LuotsiProcess]

_LOG_SHOWN = 4_000  # characters

_STARTING_SERVERS = frozenset({"postgres", "durable_postgres", "own_postgres", "redis", "dovecot", "postfix", "clamd"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that start servers or Chromium, so that `-m "not servers"` leaves the quick ones."""
    for item in items:
        wanted = set(getattr(item, "fixturenames", ()))
        callspec = getattr(item, "callspec", None)
        on_postgres = callspec is not None and callspec.params.get("database_kind") == "postgresql"
        if on_postgres or wanted & _STARTING_SERVERS:
            item.add_marker("servers")
        if "chromium" in wanted:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """PostgreSQL without fsync, shared: leave it running."""
    with running_postgres(fsync=False) as server:
        yield server


@pytest.fixture(scope="session")
def durable_postgres() -> Iterator[PostgresServer]:
    """PostgreSQL with fsync, shared: for benchmarks, and for those who kill the processes that write to it."""
    with running_postgres(fsync=True) as server:
        yield server


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """PostgreSQL with fsync, for one test alone: stop it, crash it, start it again."""
    with running_postgres(fsync=True) as server:
        yield server


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """An empty Redis for one test alone."""
    with running_redis() as server:
        yield server


@pytest.fixture(scope="session")
def _dovecot() -> Iterator[DovecotServer]:
    with running_dovecot() as server:
        yield server


@pytest.fixture
def dovecot(_dovecot: DovecotServer) -> Iterator[DovecotServer]:
    """Dovecot with every mailbox empty."""
    yield _dovecot
    _dovecot.empty()


@pytest.fixture(scope="session")
def clamd() -> Iterator[ClamdServer]:
    """A virus scanner that knows EICAR's test file, shared."""
    with running_clamd() as server:
        yield server


@pytest.fixture(scope="session")
def _postfix(_dovecot: DovecotServer) -> Iterator[PostfixServer]:
    with running_postfix(lmtp_port=_dovecot.lmtp_port) as server:
        yield server


@pytest.fixture
def postfix(_postfix: PostfixServer, dovecot: DovecotServer) -> Iterator[PostfixServer]:
    """Postfix with an empty queue, before `dovecot` and before a gateway on its `gateway_port`."""
    yield _postfix
    _postfix.discard_queue()


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """What starts a Luotsi in a moment."""
    with running_zygote() as running:
        yield running


@pytest.fixture
def start_luotsi(zygote: Zygote, tmp_path: Path) -> Iterator[StartLuotsi]:
    """`start_luotsi("--demo", LUOTSI_SMTP_RELAY=…)`: a ready `luotsi serve`; each one of a test has its own folder.

    Without LUOTSI_DATABASE_URL it makes an SQLite file in its folder. All are gone after the test.
    """
    with _started(partial(QuickLuotsi, zygote), tmp_path) as start:
        yield start


@pytest.fixture
def start_program(tmp_path: Path) -> Iterator[StartLuotsi]:
    """The same from the very beginning, by the command that an operator types: takes seconds."""
    with _started(LuotsiProcess, tmp_path) as start:
        yield start


@contextmanager
def _started(make: Callable[..., LuotsiProcess], folder: Path) -> Iterator[StartLuotsi]:
    started: list[LuotsiProcess] = []

    def start(*arguments: str, **settings: str) -> LuotsiProcess:
        luotsi = make(folder / f"luotsi-{len(started)}", settings, *arguments)
        started.append(luotsi)
        luotsi.start()
        return luotsi

    yield start
    for luotsi in started:
        luotsi.stop()
        # Pytest shows it where the test failed.
        print(f"the end of {luotsi.log_file}:\n{luotsi.log()[-_LOG_SHOWN:]}")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a certificate for this machine and its key."""
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    make_certificate(file, file)
    return file
