import pytest
from aiohttp.test_utils import TestClient, TestServer

from gateway.auth.permissions import Role
from gateway.web.application import make_application
from tests.factories import add_user
from tests.gateway.chat.desk_house import Desk


@pytest.fixture
async def browser(services):
    """A browser at our pages, gone before the database is: here pages look into it by themselves."""
    async with TestClient(TestServer(make_application(services, demo=False))) as client:
        yield client


@pytest.fixture
def at(services):
    return Desk(services=services)


@pytest.fixture
async def maija(services, at):
    """At the desk, for three conversations."""
    row = await add_user(services, username="maija")
    await at.sign_on(row.id)
    return row


@pytest.fixture
async def ville(services, at):
    row = await add_user(services, Role.SUPERVISOR, "ville")
    await at.sign_on(row.id)
    return row
