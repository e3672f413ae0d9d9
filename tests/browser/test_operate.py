"""The operator's page in Chromium, on a night on which something is wrong."""

from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from playwright.async_api import expect

from gateway.app import serving_pages
from gateway.auth.permissions import Role
from gateway.jobs import FinalError, execute
from gateway.services import OutcomeUnknownError, RelayRefusedError
from gateway.store.states import JobKind
from gateway.store.users import UserRow
from gateway.web import sessions
from tests.factories import attempt, claim, deliver, mail
from tests.fakes import FakeRelay
from tests.servers.browser import axe, screenshot
from tests.servers.ports import free_port

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


async def fail(_services, _job):
    raise FinalError


@pytest.fixture
async def night(house):
    """One letter in doubt, one that the relay refuses since twenty minutes, and one mail that nobody could read."""
    later = RelayRefusedError(451, again=True)
    relay = FakeRelay(failures=[OutcomeUnknownError(), later, later])
    # Nobody listens there.
    settings = house.services.settings.model_copy(
        update={"http_port": free_port(), "smtp_relay": f"127.0.0.1:{free_port()}"}
    )
    services = replace(house.services, relay=relay, settings=settings)
    for number in ("1", "2"):
        await deliver(services, mail(own_id=number, sender=f"m{number}@citizen.example"))
        await attempt(services)
    await deliver(services, mail(own_id="3", sender="m3@citizen.example"))
    (job,) = await claim(services)
    await execute(services, {JobKind.READ: fail}, job)
    house.clock.passes(minutes=20)
    await attempt(services)
    return services


@asynccontextmanager
async def open_operate(house, services, open_page, **options):
    """Maija, who is an administrator tonight, looks at the page."""
    async with services.sessions.begin() as session:
        maija = await session.get_one(UserRow, house.maija)
        maija.role = Role.ADMINISTRATOR
        token = await sessions.begin(session, services, maija)
    async with serving_pages(services, demo=False):
        page = await open_page(**options)
        cookie = {"name": sessions.COOKIE, "value": token, "domain": "127.0.0.1", "path": "/", "secure": True}
        await page.context.add_cookies([cookie])
        await page.goto(f"{services.settings.link}/operate")
        yield page
        await page.close()


async def test_what_is_wrong_stands_on_top_and_is_put_right_by_keyboard(house, night, open_page):
    async with open_operate(house, night, open_page, viewport={"width": 1280, "height": 900}) as page:
        await screenshot(page, "operate-fi")
        await expect(page.locator("#verdict")).to_contain_text(
            "Toimi heti: yksi asia on vialla. Lisäksi 2 asiaa pitää tarkistaa."
        )
        await expect(page.locator(".concern h2").first).to_contain_text("Sähköpostin välityspalvelin ei ole ottanut")
        await expect(page.locator(".concern").first).to_contain_text("Ne lähtevät itsestään")
        await expect(page.get_by_text("Sivu päivittyy itsestään")).to_be_visible()
        assert await axe(page) == []

        night.relay.failures.clear()
        await page.get_by_role("button", name="Yritä uudelleen").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Kaikki työt on saatu tehtyä.")).to_be_visible()
        await page.get_by_role("button", name="Ei mennyt").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Kaikista lähetyksistä tiedetään, miten kävi.")).to_be_visible()


@pytest.mark.parametrize("locale", ["sv", "en"])
async def test_it_is_as_accessible_in_the_other_languages_narrow_and_dark(house, night, open_page, locale):
    options = {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark"}
    async with open_operate(house, night, open_page, **options) as page:
        await page.goto(f"{night.settings.link}/operate?lang={locale}")

        await screenshot(page, f"operate-{locale}")
        assert await axe(page) == []
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320


async def test_the_page_renews_itself_and_says_when_it_cannot(house, night, open_page, complaints):
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    async with open_operate(house, night, open_page) as page:
        await page.clock.install()
        await page.reload()
        await attempt(night)
        house.clock.passes(minutes=1)
        before = await page.locator("#verdict time").get_attribute("datetime")
        await page.clock.run_for(16_000)
        await expect(page.locator("#verdict time")).not_to_have_attribute("datetime", before)
        await expect(page.get_by_text("Sivu päivittyy itsestään")).to_be_visible()
        await expect(page.locator("#operate-old")).to_be_hidden()

        await page.context.set_offline(True)
        await page.clock.run_for(16_000)
        await expect(page.locator("#operate-old")).to_be_visible()


async def test_it_works_without_scripts(house, night, open_page):
    async with open_operate(house, night, open_page, java_script_enabled=False) as page:
        await expect(page.get_by_text("Sivu päivittyy itsestään")).to_be_hidden()
        await page.get_by_role("button", name="Yritä uudelleen").click()

        await expect(page.get_by_text("Kaikki työt on saatu tehtyä.")).to_be_visible()
