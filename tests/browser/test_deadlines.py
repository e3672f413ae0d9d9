"""Deadlines, absences and the reminder in Chromium, on a Thursday on which much is late."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import expect

from gateway.app import serving_pages
from gateway.auth.permissions import Role
from gateway.casework import acting
from gateway.store import absences
from gateway.store.absences import Away
from gateway.store.users import UserRow
from gateway.web import sessions
from tests.servers.browser import axe, screenshot
from tests.servers.ports import free_port

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

NEED = "Äitini on 82-vuotias eikä pärjää enää kotona. Tarvitsemme kotihoitoa. Asumme Ulvilassa."


@pytest.fixture
async def thursday(house):
    """Five who need help: one overdue, one in the hands of Ville, who is away, and nobody has begun anything."""
    cases = [await house.receives_mail(NEED, sender=f"Asiakas <a{number}@example.org>") for number in range(2)]
    async with house.services.sessions.begin() as session:
        await acting.claim(session, house.services.keys, house.act(cases[1], house.ville))
        until = house.clock() + timedelta(days=30)
        await absences.begin(session, house.ville, Away(until=until, deputy_id=house.maija))
    house.clock.passes(days=6)
    cases += [await house.receives_mail(NEED, sender=f"Asiakas <b{number}@example.org>") for number in range(3)]
    while house.clock.at < datetime(2026, 12, 4, 9, 0, tzinfo=UTC):
        house.clock.passes(hours=6)
        await house.works()
    return cases


@asynccontextmanager
async def opened(house, open_page, **options):
    settings = house.services.settings.model_copy(update={"http_port": free_port()})
    services = replace(house.services, settings=settings)
    async with services.sessions.begin() as session:
        maija = await session.get_one(UserRow, house.maija)
        maija.role = Role.SUPERVISOR
        token = await sessions.begin(session, services, maija)
    async with serving_pages(services, demo=False):
        page = await open_page(**options)
        cookie = {"name": sessions.COOKIE, "value": token, "domain": "127.0.0.1", "path": "/", "secure": True}
        await page.context.add_cookies([cookie])
        yield page, services.settings.link


async def test_a_supervisor_sees_what_is_late_and_what_will_be(house, thursday, open_page):
    async with opened(house, open_page, viewport={"width": 1280, "height": 900}) as (page, link):
        await page.goto(f"{link}/inbox/deadlines")
        await screenshot(page, "deadlines-fi")
        await expect(page.get_by_text("2 määräaikaa on jo ylittynyt.")).to_be_visible()
        await expect(page.get_by_text("Tällä tahdilla myöhästytään keskiviikkona 9.12. Kaikkiaan 3")).to_be_visible()
        assert await axe(page) == []


async def test_the_reminder_is_marked_as_seen_by_keyboard(house, thursday, open_page):
    async with opened(house, open_page, viewport={"width": 1280, "height": 900}) as (page, link):
        await page.goto(f"{link}/inbox")
        await screenshot(page, "rings-fi")
        await expect(page.get_by_text("erääntyy pian tai on myöhässä")).to_be_visible()
        assert await axe(page) == []
        await page.get_by_role("button", name="Kuittaa nähdyksi").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Muistutus on kuitattu.")).to_be_visible()
        await expect(page.get_by_text("erääntyy pian tai on myöhässä")).to_be_hidden()


async def test_the_beginning_of_an_assessment_is_recorded_without_scripts(house, thursday, open_page):
    async with opened(house, open_page, java_script_enabled=False) as (page, link):
        await page.goto(f"{link}/inbox/case/{thursday[0].id}")
        await page.get_by_text("Arviointi alkoi", exact=True).first.click()
        await page.get_by_label("Asiakas tai hänen läheisensä tavoitettiin ja arviointi aloitettiin.").check()
        await page.get_by_role("button", name="Kirjaa arviointi alkaneeksi").click()

        await expect(page.get_by_text("Arvioinnin alku on kirjattu.")).to_be_visible()
        await expect(page.locator(".clocks")).to_contain_text("myöhässä")


async def test_the_case_shows_its_clock_and_who_stands_in(house, thursday, open_page):
    async with opened(house, open_page, viewport={"width": 1280, "height": 900}) as (page, link):
        await page.goto(f"{link}/inbox/case/{thursday[1].id}")
        await page.locator("#act-begun summary").click()
        await screenshot(page, "clock-fi")
        await expect(page.get_by_text("Ville Vuori on poissa")).to_be_visible()
        await expect(page.locator(".clocks")).to_contain_text("Määräaika on ylittynyt.")
        assert await axe(page) == []
        await page.locator("#act-age summary").click()
        assert await axe(page) == []


@pytest.mark.parametrize("locale", ["fi", "sv", "en"])
@pytest.mark.parametrize("path", ["/inbox/deadlines", "/inbox/away", "/inbox/feedback", "/inbox"])
async def test_the_pages_are_as_accessible_narrow_and_dark(house, thursday, open_page, path, locale):
    options = {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark"}
    async with opened(house, open_page, **options) as (page, link):
        await page.goto(f"{link}{path}?lang={locale}")
        for summary in await page.locator("main details summary").all():
            await summary.click()

        await screenshot(page, f"narrow{path.replace('/', '-')}-{locale}")
        assert await axe(page) == []
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320


async def test_a_supervisor_sets_somebody_away_by_keyboard(house, thursday, open_page):
    async with opened(house, open_page, viewport={"width": 1280, "height": 900}) as (page, link):
        await page.goto(f"{link}/inbox/away")
        await screenshot(page, "away-fi")
        assert await axe(page) == []
        me = page.locator("section").filter(has=page.get_by_role("heading", name="Maija Meri"))
        await me.get_by_label("Ensimmäinen päivä takaisin töissä").fill("2026-12-14")
        await me.get_by_role("button", name="Tallenna poissaolo").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Poissaolo on tallennettu.")).to_be_visible()
        await expect(me).to_contain_text("Sijaista ei ole töissä.")
