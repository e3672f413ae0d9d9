"""Danger that no pattern knows, as those see it who told it and who read it."""

import pytest
from playwright.async_api import expect

from gateway.web.application import make_application
from tests.browser.test_inbox import open_inbox
from tests.factories import NO_ALARMING_WORD
from tests.servers.browser import axe, screenshot

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


async def test_who_tells_of_it_in_the_form_sees_112_before_everything_else(services, aiohttp_server, phone_page):
    server = await aiohttp_server(make_application(services, demo=False))
    await phone_page.goto(str(server.make_url("/contact")))
    await phone_page.locator("#text").fill(NO_ALARMING_WORD)
    await phone_page.locator("main form button[type=submit]").last.click()

    await expect(phone_page.locator("main")).to_contain_text("Soita heti hätänumeroon 112.")
    assert await axe(phone_page) == []
    await screenshot(phone_page, "danger-form")


async def test_who_reads_it_sees_the_words_marked_and_what_they_were_taken_for(house, open_page):
    case = await house.receives_mail(f"Hei,\n\n{NO_ALARMING_WORD}\n\nTerveisin Maija")
    async with open_inbox(house, open_page) as page:
        await page.goto(page.url.replace("/inbox", f"/inbox/case/{case.id}"))

        marked = await page.locator("mark.found").all_inner_texts()
        assert marked != []
        assert all(words in NO_ALARMING_WORD for words in marked)
        await expect(page.locator(".findings")).to_contain_text("Hätätilanne")
        assert await axe(page) == []
        await screenshot(page, "danger-case")
