"""A service is taken from the catalogue into the answer: by one key, read by axe, and sent by a person alone."""

import re
from dataclasses import replace

import pytest
from playwright.async_api import expect

from gateway import demo
from gateway.app import catalogue_of
from gateway.store.cases import CaseRow
from tests.browser.test_inbox import open_inbox
from tests.factories import deliver, mail, only
from tests.journeys.advisor import press
from tests.servers.browser import axe, screenshot

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

MEALS = "Hei, mitä ateriapalvelu maksaa ja miten sitä haetaan?"


@pytest.fixture
async def secure_case(house):
    house.services = replace(house.services, catalogue=catalogue_of(demo.CATALOGUE))
    await deliver(house.services, mail(MEALS), "suojaposti@satakunta.example")
    await house.works()
    return await only(house.services, CaseRow)


async def test_one_key_puts_the_likeliest_service_below_what_is_written(house, secure_case, open_page):
    async with open_inbox(house, open_page) as page:
        await page.goto(page.url.replace("/inbox", f"/inbox/case/{secure_case.id}"))
        await press(page, "a")
        await page.locator("#reply-text").fill("Hei Maija!")
        await page.locator("#act-reply > summary").focus()
        await press(page, "p")

        text = await page.locator("#reply-text").input_value()
        assert text.startswith("Hei Maija!\n\nAteriapalvelu\nEsimerkki: ")
        await expect(page.locator("#reply-text")).to_be_focused()
        await expect(page.locator("#catalogue-taken")).to_have_text("Teksti on vastauksessa. Tarkista se ja lähetä.")
        await expect(page.locator("[data-saved=reply]")).to_have_text("Luonnos on tallessa.")
        assert "done=" not in page.url


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
async def test_everybody_can_read_it(house, secure_case, open_page, scheme, width):
    async with open_inbox(house, open_page, color_scheme=scheme, viewport={"width": width, "height": 900}) as page:
        await page.goto(page.url.replace("/inbox", f"/inbox/case/{secure_case.id}"))
        await page.locator("#catalogue summary").first.click()
        await expect(page.get_by_role("button", name=re.compile("^Ota vastaukseen.*Ateriapalvelu$"))).to_be_visible()

        assert await axe(page) == []
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await screenshot(page, f"catalogue-{scheme}-{width}")


async def test_without_scripts_it_can_be_read(house, secure_case, open_page):
    async with open_inbox(house, open_page, java_script_enabled=False) as page:
        await page.goto(page.url.replace("/inbox", f"/inbox/case/{secure_case.id}"))
        await page.locator("#catalogue summary").first.click()

        await expect(page.locator("#catalogue-1")).to_contain_text("Maksu: ")
        await expect(page.locator("[data-answer]").first).to_be_hidden()
