import pytest

from gateway.web.application import make_application
from tests.gateway.web.public.given import Clock, copied, load_once, open_house


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(scope="session")
def loaded(tmp_path_factory, migrated_sqlite):
    return load_once(tmp_path_factory.mktemp("loaded"), migrated_sqlite)


@pytest.fixture
async def house(tmp_path, migrated_sqlite, loaded, clock):
    async with open_house(tmp_path, copied(tmp_path, migrated_sqlite), loaded, clock) as services:
        yield services


@pytest.fixture
def visiting(aiohttp_client):
    """`await visiting(house)`: a browser without scripts, as a client of that house."""

    async def visit(services, **headers):
        return await aiohttp_client(make_application(services, demo=False), headers=headers)

    return visit


@pytest.fixture
async def visitor(visiting, house):
    return await visiting(house)
