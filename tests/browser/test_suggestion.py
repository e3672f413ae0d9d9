"""A suggested reply is taken, changed or dropped by one key, read by axe, and sent by a person alone."""

from dataclasses import replace

import pytest
from playwright.async_api import expect

from gateway import demo
from gateway.app import catalogue_of
from gateway.store import suggestions
from gateway.store.cases import CaseRow
from tests.browser.test_inbox import open_inbox
from tests.factories import all_of, deliver, mail
from tests.journeys.advisor import press
from tests.servers.browser import axe, screenshot

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

MEALS = "Hei, mitä ateriapalvelu maksaa ja miten sitä haetaan?"
THANKS = "Hei!\n\nKiitos viestistäsi.\n\n"


@pytest.fixture
async def case(house):
    house.services = replace(house.services, catalogue=catalogue_of(demo.CATALOGUE))
    return await house.receives_mail(MEALS)


async def open_case(page, case):
    await page.goto(page.url.replace("/inbox", f"/inbox/case/{case.id}"))


async def counted(house):
    async with house.services.readers() as session:
        return {str(code): count for code, count in (await suggestions.counted(session, None)).items() if count}


async def test_one_key_takes_it_as_it_is_and_the_next_sends_it(house, case, open_page):
    async with open_inbox(house, open_page) as page:
        await open_case(page, case)
        await press(page, "y")
        await expect(page.locator("#act-reply form button[type=submit]")).to_be_focused()
        await expect(page.locator("#suggestion-taken")).to_have_text("Ehdotus on vastauksessa. Tarkista se ja lähetä.")
        assert (await page.locator("#reply-text").input_value()).startswith(THANKS)
        assert await house.sent(case.id) == ["acknowledgement"]
        await page.keyboard.press("Enter")
        await expect(page.locator(".notice.success")).to_be_visible()
        await expect(page.locator("#suggestion")).to_have_count(0)

    assert await counted(house) == {"kept": 1}


async def test_one_key_takes_it_to_be_changed_below_what_stands_there_and_a_reload_loses_nothing(
    house, case, open_page
):
    async with open_inbox(house, open_page) as page:
        await open_case(page, case)
        await press(page, "a")
        await page.locator("#reply-text").fill("Hei taas!")
        await page.locator("#act-reply > summary").focus()
        await press(page, "m")
        await expect(page.locator("#reply-text")).to_be_focused()
        await expect(page.locator("[data-saved=reply]")).to_have_text("Luonnos on tallessa.")
        await page.reload()
        assert (await page.locator("#reply-text").input_value()).startswith(f"Hei taas!\n\n{THANKS}")
        await page.locator("#act-reply > summary").click()
        await page.locator("#act-reply form button[type=submit]").click()
        await expect(page.locator(".notice.success")).to_be_visible()

    assert await counted(house) == {"changed": 1}


async def test_one_key_drops_it(house, case, open_page):
    async with open_inbox(house, open_page) as page:
        await open_case(page, case)
        await press(page, "x")
        await expect(page.get_by_text("Ehdotus on hylätty.")).to_be_visible()
        await expect(page.locator("#suggestion")).to_have_count(0)
        await press(page, "?")
        await expect(page.get_by_text("Hylkää ehdotettu vastaus")).to_be_visible()

    assert await counted(house) == {"dropped": 1}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
@pytest.mark.parametrize("mailbox", ["neuvonta", "suojaposti"])
async def test_everybody_can_read_it(house, case, open_page, scheme, width, mailbox):
    if mailbox == "suojaposti":
        case = await secure(house, case)
    async with open_inbox(house, open_page, color_scheme=scheme, viewport={"width": width, "height": 900}) as page:
        await open_case(page, case)
        await expect(page.get_by_role("heading", name="Ehdotettu vastaus")).to_be_visible()
        await expect(page.get_by_role("button", name="Ota vastaukseksi")).to_be_visible()

        assert await axe(page) == []
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await page.locator("#suggestion").scroll_into_view_if_needed()
        await screenshot(page, f"suggestion-{mailbox}-{scheme}-{width}")


async def secure(house, case):
    await deliver(house.services, mail(MEALS), "suojaposti@satakunta.example")
    await house.works()
    (other,) = [one for one in await all_of(house.services, CaseRow) if one.id != case.id]
    return other


async def test_without_scripts_it_is_taken_by_a_form(house, case, open_page):
    async with open_inbox(house, open_page, java_script_enabled=False) as page:
        await open_case(page, case)
        await page.get_by_role("button", name="Muokkaa").click()

        await expect(page.get_by_text("Ehdotus on vastauksessa. Tarkista se ja lähetä.")).to_be_visible()
        assert (await page.locator("#reply-text").input_value()).startswith(THANKS)
