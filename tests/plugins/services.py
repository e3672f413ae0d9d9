"""Fixtures: services for each test, everything real but the clock and the way out, on SQLite and on PostgreSQL."""

import asyncio
import shutil
from dataclasses import replace

import psycopg
import pytest
from psycopg import sql

from gateway import app
from gateway.store.tables import METADATA
from gateway.web.application import make_application
from tests.factories import open_house, settings_for
from tests.fakes import Clock, FakeRelay


@pytest.fixture(scope="session")
def loaded(tmp_path_factory, migrated_sqlite):
    """Services as `luotsi serve` composes them, for what of them takes long to load; their own database is closed."""
    folder = tmp_path_factory.mktemp("loaded")
    shutil.copyfile(migrated_sqlite, folder / "luotsi.db")

    async def compose():
        settings = settings_for(folder, f"sqlite:///{folder / 'luotsi.db'}")
        async with app.open_services(settings) as services:
            return services

    return asyncio.run(compose())


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def relay():
    return FakeRelay()


@pytest.fixture(scope="session")
def shared_postgres_url(postgres, migrated_postgres):
    return postgres.create_database(migrated_postgres)


@pytest.fixture
def own_url(database_kind, tmp_path, request):
    """The URL of a database with nothing in it but our schema, which nobody changes.

    On PostgreSQL it is one for all tests, emptied after each: making and dropping one takes longer than most tests.
    """
    if database_kind == "sqlite":
        file = tmp_path / "own.db"
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), file)
        yield f"sqlite:///{file}"
    else:
        url = request.getfixturevalue("shared_postgres_url")
        yield url
        _empty(url)


def _empty(url):
    """Delete all rows, which for a few is a hundred times quicker than TRUNCATE, and count from one again."""
    tables = [sql.SQL("DELETE FROM {}").format(sql.Identifier(table)) for table in METADATA.tables]
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        # Without triggers, and so in any order of the tables.
        connection.execute("SET session_replication_role = replica")
        connection.execute(sql.SQL("; ").join(tables))
        connection.execute("SELECT setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences")


@pytest.fixture
def settings(tmp_path, own_url):
    return settings_for(tmp_path / "data", own_url, public_url="https://luotsi.satakunta.example")


@pytest.fixture
def bot():
    """Whether the bot answers first on the chat line. Tests of the bot say so; those of the line itself need none."""
    return False


@pytest.fixture
async def services(loaded, settings, clock, relay, bot):
    county = loaded.county.model_copy(update={"chat": loaded.county.chat.model_copy(update={"bot": bot})})
    async with open_house(replace(loaded, county=county), settings, clock, relay) as opened:
        yield opened


@pytest.fixture
async def browser(aiohttp_client, services):
    """A browser without scripts and without cookies of its own, at our pages."""
    return await aiohttp_client(make_application(services, demo=False), cookies={})
