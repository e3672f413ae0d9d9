"""Databases that take their time to be durable, as in service; and systems that fail where they are asked to."""

import asyncio

import pytest

from gateway.faults import Failure
from gateway.store.migrate import upgrade
from tests.faults.scale import FEW, Scale
from tests.faults.sink import running_sink
from tests.faults.system import System
from tests.servers.zygote import QuickLuotsi

FULL = [
    pytest.param(Scale(database=database, contacts=20), id=f"{database}-20", marks=pytest.mark.soak)
    for database in ("sqlite", "postgresql")
]


@pytest.fixture(params=[pytest.param(Scale(database="sqlite", contacts=FEW), id="sqlite-3"), *FULL])
def scale(request):
    """Three contacts in `make test`; twenty, and on both databases, in `make soak`."""
    return request.param


@pytest.fixture(params=list(Failure))
def failure(request):
    """How to fail."""
    return request.param


@pytest.fixture
def durable_url(database_kind, tmp_path, request):
    """The URL of this test's own database, once on SQLite and once on a PostgreSQL that waits for its disk."""
    if database_kind == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path / 'luotsi.db'}"
        upgrade(url)
        yield url
    else:
        server = request.getfixturevalue("durable_postgres")
        url = server.create_database()
        upgrade(url)
        yield url
        server.drop_database(url)


@pytest.fixture
def quick_luotsi(zygote, tmp_path):
    """Makes a Luotsi that starts in a moment and is not started yet; it is gone after the test."""
    made = []

    def make(*arguments, **settings):
        made.append(QuickLuotsi(zygote, tmp_path / f"luotsi-{len(made)}", settings, *arguments))
        return made[-1]

    yield make
    for luotsi in made:
        luotsi.stop()


@pytest.fixture
def database_settings(scale, request):
    """What a Luotsi is told of its database; without a word it makes an SQLite file."""
    if scale.database == "sqlite":
        return {}
    server = request.getfixturevalue("durable_postgres")
    url = server.create_database()
    upgrade(url)
    return {"LUOTSI_DATABASE_URL": url}


@pytest.fixture
def more_settings():
    """What else a Luotsi is told."""
    return {}


@pytest.fixture
async def system(quick_luotsi, database_settings, more_settings, scale, tmp_path):
    """One system for all cases of a test; whatever they did to it, nothing is unaccounted for in the end."""
    folder = tmp_path / "faults"
    folder.mkdir()
    async with running_sink() as sink:
        luotsi = quick_luotsi(
            **database_settings,
            **more_settings,
            LUOTSI_FAULTS=str(folder),
            LUOTSI_LEASE_SECONDS=scale.lease,
            LUOTSI_SMTP_RELAY=sink.address,
            LUOTSI_TRUSTED_PROXY="true",  # so that our senders are not all one address
        )
        await asyncio.to_thread(luotsi.start)
        system = System(luotsi=luotsi, folder=folder, sink=sink, contacts=scale.contacts)
        yield system
        await system.balance()
