"""A page of another site with our chat on it."""

from dataclasses import replace

import pytest

from gateway.county_parts import Chat
from tests.browser.chat_peer import Peer, peer_application
from tests.browser.host_page import Host, host_application, opened
from tests.fakes import Clock
from tests.gateway.web.public.given import MONDAY_NOON


@pytest.fixture
def database_kind():
    """One is enough for what a page does."""
    return "sqlite"


@pytest.fixture
def clock():
    return Clock(MONDAY_NOON)


@pytest.fixture
async def peer():
    return Peer()


@pytest.fixture
async def host():
    return Host()


@pytest.fixture(autouse=True)  # before Chromium, and so gone after it: an open line would hold the server up
async def site(services, peer, host, aiohttp_server):
    """The address of the other site, which the county has named."""
    server = await aiohttp_server(host_application(host))
    address = str(server.make_url("/")).rstrip("/")
    county = services.county.model_copy(update={"chat": Chat(sites=(address,))})
    ours = await aiohttp_server(peer_application(replace(services, county=county), peer))
    host.chat = str(ours.make_url("/")).rstrip("/")
    return address


@pytest.fixture
async def chat(site, page):
    """Opened, with a line."""
    await opened(page, site)
    return page
