import pytest

from gateway.web.application import make_application
from tests.gateway.web.public.given import Clock, open_house


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def house(tmp_path, migrated_sqlite, clock):
    async with open_house(tmp_path, migrated_sqlite, clock) as services:
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
