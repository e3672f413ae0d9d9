"""A house for each test: everything real but the clock and the way out, on SQLite and on PostgreSQL."""

import asyncio
import shutil

import pytest

from gateway import app
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


@pytest.fixture
def settings(tmp_path, database_url):
    return settings_for(tmp_path / "data", database_url, public_url="https://luotsi.satakunta.example")


@pytest.fixture
async def services(loaded, settings, clock, relay):
    async with open_house(loaded, settings, clock, relay) as opened:
        yield opened


@pytest.fixture
async def browser(aiohttp_client, services):
    """A browser without scripts and without cookies of its own, at our pages."""
    return await aiohttp_client(make_application(services, demo=False), cookies={})
