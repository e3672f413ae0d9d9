"""Granted services in Chromium: recorded without scripts, shown with how near the day is, also when narrow."""

from datetime import UTC, date, datetime

import pytest
from playwright.async_api import expect

from gateway.casework import resolving
from gateway.store.states import Service
from tests.browser.test_deadlines import opened
from tests.gateway.casework.test_granting import ENDED, QUESTION, acts, grants
from tests.servers.browser import axe, screenshot

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


async def test_a_service_is_granted_and_begun_without_scripts(house, open_page):
    case = await house.receives_mail(QUESTION)
    async with opened(house, open_page, java_script_enabled=False) as (page, link):
        await page.goto(f"{link}/inbox/case/{case.id}")
        await page.get_by_text("Palvelu myönnettiin", exact=True).first.click()
        await page.get_by_label("Mikä palvelu?").select_option("Kuljetuspalvelu")
        await page.get_by_label("Päätöksen päivä").fill("2026-11-20")
        await page.get_by_role("button", name="Kirjaa päätös").click()
        await expect(page.get_by_text("alettava viimeistään 22.2.2027.").first).to_be_visible()

        await page.locator("#act-service-begun summary").click()
        await page.get_by_label("Palvelun ensimmäinen päivä").fill("2026-11-24")
        await page.get_by_role("button", name="Kirjaa palvelu alkaneeksi").click()
        await expect(page.get_by_text("Palvelu on kirjattu alkaneeksi.")).to_be_visible()
        await expect(page.locator(".clocks")).to_contain_text("alkoi 24.11.2026, määräajassa.")


@pytest.mark.parametrize("locale", ["fi", "sv", "en"])
async def test_the_page_of_an_ended_case_and_the_deadlines_are_accessible_narrow_and_dark(house, open_page, locale):
    case = await house.receives_mail(QUESTION)
    await grants(house, case)
    row = await grants(house, case, Service.ROUND_THE_CLOCK_CARE, date(2026, 8, 3))
    await grants(house, case, Service.TRANSPORT, date(2026, 11, 20))
    await acts(house, resolving.resolve, case, ENDED)
    assert row.is_late(date(2026, 11, 24))
    house.clock.at = datetime(2027, 2, 19, 9, 0, tzinfo=UTC)

    options = {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark"}
    async with opened(house, open_page, **options) as (page, link):
        for path, name in ((f"/inbox/case/{case.id}", "case"), ("/inbox/deadlines", "deadlines")):
            await page.goto(f"{link}{path}?lang={locale}")
            for summary in await page.locator("[id^=act-service] summary").all():
                await summary.click()
                assert await axe(page) == []
            await screenshot(page, f"granted-{name}-{locale}")
            assert await axe(page) == []
            assert await page.evaluate("document.documentElement.scrollWidth") <= 320
