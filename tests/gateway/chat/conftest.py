import pytest
from aiohttp.test_utils import TestClient, TestServer

from gateway.web.application import make_application


@pytest.fixture
async def browser(services):
    """A browser at our pages, gone before the database is: here pages look into it by themselves."""
    async with TestClient(TestServer(make_application(services, demo=False))) as client:
        yield client
