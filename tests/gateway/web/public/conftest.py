import pytest

from gateway.web.application import make_application
from gateway.web.public import intake
from tests.fakes import Clock
from tests.gateway.web.public.given import MONDAY_NOON


@pytest.fixture
def database_kind():
    """One is enough, where nothing else is said."""
    return "sqlite"


@pytest.fixture
def clock():
    return Clock(MONDAY_NOON)


@pytest.fixture
def house(services):
    return services


@pytest.fixture
def visiting(aiohttp_client):
    """`await visiting(house)`: a browser without scripts, as a client of that house."""

    async def visit(services, **headers):
        return await aiohttp_client(make_application(services, demo=False), headers=headers)

    return visit


@pytest.fixture
async def visitor(visiting, house):
    return await visiting(house)


@pytest.fixture
def patient(monkeypatch):
    """On a busy machine an answer takes longer than the second that a person waits for it on the same page."""
    monkeypatch.setattr(intake, "PATIENCE", 20.0)
