"""Fixtures: pages of a real Chromium, asynchronous, in the test's own event loop.

Playwright's synchronous half would keep a running loop in the thread, in which no asynchronous test could run beside
it. A browser per test costs about 0.6 s, and nothing of one test is seen by the next.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page

from tests.servers.browser import PATIENCE, Complaints, running_chromium

OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """A Chromium for one test."""
    async with running_chromium() as browser:
        yield browser


@pytest.fixture
def complaints() -> Complaints:
    """What the pages of this test complain of; the test fails on any that it did not `expect`."""
    return Complaints()


@pytest.fixture
async def open_page(chromium: Browser, complaints: Complaints) -> AsyncIterator[OpenPage]:
    """`await open_page(color_scheme="dark", locale="sv-FI")`: a page as another person, with their own cookies."""

    contexts: list[BrowserContext] = []

    async def open_one(**options: Any) -> Page:
        context = await chromium.new_context(**{"locale": "fi-FI", "timezone_id": "Europe/Helsinki", **options})
        context.set_default_timeout(PATIENCE)
        context.on("page", complaints.listen_to)
        contexts.append(context)
        return await context.new_page()

    yield open_one
    for context in contexts:
        await context.close()  # before the count: what a page complained of last has been heard by then
    assert complaints.unexpected() == []
    assert complaints.missing() == []


@pytest.fixture
async def page(open_page: OpenPage) -> Page:
    """A page on a desk: Finnish, light, with scripts."""
    return await open_page(viewport={"width": 1280, "height": 800})


@pytest.fixture
async def page_without_scripts(open_page: OpenPage) -> Page:
    """The same with scripts turned off."""
    return await open_page(viewport={"width": 1280, "height": 800}, java_script_enabled=False)


@pytest.fixture
async def dark_page(open_page: OpenPage) -> Page:
    """The same for one who likes it dark."""
    return await open_page(viewport={"width": 1280, "height": 800}, color_scheme="dark")


@pytest.fixture
async def phone_page(open_page: OpenPage) -> Page:
    """A page on the narrowest phone that must work, 320 pixels wide."""
    return await open_page(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)
