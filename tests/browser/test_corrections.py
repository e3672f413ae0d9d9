"""The page of corrections in Chromium: with and without scripts, wide, narrow and dark."""

from dataclasses import replace

import pytest
from playwright.async_api import expect

from channels.codes import Reason, Urgency
from gateway.auth.permissions import Role
from tests.browser.test_shadow import corrected, open_as
from tests.servers.browser import axe, screenshot
from tests.servers.ports import free_port

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

MATTERS = (
    "Äitini muistaa yhä huonommin ja unohtaa lääkkeet. Mistä saamme apua? Asumme Porissa.",
    "Hoidan miestäni kotona Raumalla. Miten haen omaishoidon tukea?",
    "Mistä saan tietoa kotihoidon maksuista? Asumme Porissa.",
)


@pytest.fixture
async def worked(house):
    """Three mails: of one the reason was changed, of one the urgency, and of one nothing."""
    settings = house.services.settings.model_copy(update={"http_port": free_port()})
    house.services = replace(house.services, settings=settings)
    cases = [await house.receives_mail(text, sender=f"Asiakas <a{n}@example.org>") for n, text in enumerate(MATTERS)]
    house.clock.passes(hours=1)
    await corrected(house, cases[0], reason=Reason.INFORMAL_CARE)
    await corrected(house, cases[1], urgency=Urgency.SOON, municipality="Pori")
    await corrected(house, cases[2])
    return house


async def test_a_supervisor_reviews_a_correction_without_scripts(worked, open_page):
    async with open_as(worked, Role.SUPERVISOR, "/corrections", open_page, java_script_enabled=False) as page:
        await expect(page.get_by_role("heading", name="Koneen luennan korjaukset")).to_be_visible()
        await expect(page.get_by_text("3 korjausta odottaa tarkistusta.")).to_be_visible()
        await page.get_by_role("button", name="Merkitse tarkistetuksi").first.click()

        await expect(page.get_by_text("Korjaus on merkitty tarkistetuksi.")).to_be_visible()
        await expect(page.get_by_text("2 korjausta odottaa tarkistusta.")).to_be_visible()
        await expect(page.locator(".corrections-list > li").last).to_contain_text("Tarkistettu")


async def test_the_list_leads_to_the_case_and_the_menu_to_the_list(worked, open_page):
    async with open_as(worked, Role.SUPERVISOR, "/inbox", open_page, viewport={"width": 1280, "height": 900}) as page:
        await page.get_by_role("link", name="Korjaukset").click()
        await screenshot(page, "corrections-fi")
        assert await axe(page) == []
        await page.get_by_label("Koneen lukema syy").select_option("memory_concern")
        await page.get_by_role("button", name="Rajaa").click()
        await expect(page.locator(".corrections-list > li")).to_have_count(1)
        await page.locator(".corrections-list a").click()
        await expect(page.get_by_text("Äitini muistaa yhä huonommin")).to_be_visible()


@pytest.mark.parametrize("locale", ["fi", "sv", "en"])
async def test_the_page_is_as_accessible_narrow_and_dark(worked, open_page, locale):
    narrow = {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark"}
    async with open_as(worked, Role.SUPERVISOR, f"/corrections?lang={locale}", open_page, **narrow) as page:
        await page.locator("main .disclosure summary").click()
        await screenshot(page, f"corrections-narrow-dark-{locale}")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320
        assert await axe(page) == []


async def test_an_empty_page_is_accessible_too(house, open_page):
    settings = house.services.settings.model_copy(update={"http_port": free_port()})
    house.services = replace(house.services, settings=settings)
    async with open_as(house, Role.ADMINISTRATOR, "/corrections", open_page) as page:
        await expect(page.get_by_text("Tältä ajalta ei ole korjauksia.").first).to_be_visible()
        assert await axe(page) == []
