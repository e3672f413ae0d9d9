"""The advisors' pages in Chromium: by keyboard, live, and without scripts."""

import re
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from playwright.async_api import expect

from gateway.app import serving_pages
from gateway.store.users import UserRow
from gateway.web import sessions
from tests.journeys.advisor import press
from tests.servers.browser import axe
from tests.servers.ports import free_port

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

QUESTION = "Mitä ateriapalvelu maksaa Raumalla?"
WORRY = "Äitini on 84-vuotias ja asuu yksin Porissa. Hän on kaatunut kaksi kertaa eikä enää pärjää kotona."
EMERGENCY = "Isä makaa lattialla eikä hengitä, apua!"


@asynccontextmanager
async def open_inbox(house, open_page, **options):
    """Maija's browser at the list, on a running gateway."""
    async with house.services.sessions.begin() as session:
        token = await sessions.begin(session, house.services, await session.get_one(UserRow, house.maija))
    settings = house.services.settings.model_copy(update={"http_port": free_port()})
    services = replace(house.services, settings=settings)
    async with serving_pages(services, demo=False):
        page = await open_page(**options)
        cookie = {"name": sessions.COOKIE, "value": token, "domain": "127.0.0.1", "path": "/", "secure": True}
        await page.context.add_cookies([cookie])
        await page.goto(f"{settings.link}/inbox")
        yield page
        await page.close()


async def test_a_contact_is_claimed_noted_and_resolved_by_keyboard_alone(house, open_page):
    case = await house.receives_mail(WORRY)
    async with open_inbox(house, open_page) as page:
        await press(page, "j")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/inbox/case/*")
        await press(page, "c")
        await expect(page.get_by_text("Sinulla klo 10.15 asti")).to_be_visible()
        await press(page, "n")
        await page.keyboard.type("Soitin tyttärelle")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Muistiinpano on tallennettu.")).to_be_visible()
        await press(page, "e")
        await expect(page.locator("#resolve-resolution")).to_be_focused()
        await page.keyboard.type("Ratkesi")
        await page.locator("#act-resolve button[type=submit]").press("Enter")
        await expect(page.get_by_text("Ratkaisu on kirjattu.")).to_be_visible()

    assert not (await house.case(case.id)).open


async def test_a_key_typed_into_a_field_is_a_letter(house, open_page):
    await house.receives_mail(QUESTION)
    async with open_inbox(house, open_page) as page:
        await page.locator(".case-link").first.click()
        await page.wait_for_url("**/inbox/case/*")
        await press(page, "n")
        await page.keyboard.type("cen ja")

        await expect(page.locator("#note-text")).to_have_value("cen ja")
        assert "done=" not in page.url


async def test_single_keys_can_be_switched_off(house, open_page):
    await house.receives_mail(QUESTION)
    async with open_inbox(house, open_page) as page:
        await press(page, "?")
        await page.get_by_role("button", name="Poista pikanäppäimet käytöstä").click()
        await page.wait_for_load_state()
        await press(page, "j")

        await expect(page.locator(".case-link").first).not_to_be_focused()


async def test_a_draft_survives_a_reload(house, open_page):
    await house.receives_mail(QUESTION)
    async with open_inbox(house, open_page) as page:
        await page.locator(".case-link").first.click()
        await page.wait_for_url("**/inbox/case/*")
        await press(page, "n")
        await page.keyboard.type("Kesken jäi tämä")
        await expect(page.locator("[data-saved=note]")).to_have_text("Luonnos on tallessa.")
        await page.reload()

        await expect(page.locator("#note-text")).to_have_value("Kesken jäi tämä")


async def test_a_new_contact_appears_by_itself_and_focus_stays_where_it_was(house, open_page):
    await house.receives_mail(QUESTION)
    async with open_inbox(house, open_page) as page:
        await press(page, "j")
        here = await page.evaluate("document.activeElement.href")

        await house.receives_mail(WORRY)
        await expect(page.locator(".case")).to_have_count(2)

        assert await page.evaluate("document.activeElement.href") == here


async def test_an_emergency_is_announced_in_title_and_alert_and_goes_away_when_seen(house, open_page):
    async with open_inbox(house, open_page) as page:
        await house.receives_mail(EMERGENCY)

        await expect(page).to_have_title(re.compile(r"^\(1\) KATSO HETI"))
        await expect(page.get_by_role("alert")).to_contain_text("Hätätilanne")
        await page.get_by_role("button", name="Kuittaa nähdyksi").click()
        await expect(page.get_by_text("Hälytys on kuitattu nähdyksi.")).to_be_visible()
        await expect(page.get_by_role("alert")).to_be_empty()


async def test_everything_works_without_scripts(house, open_page):
    case = await house.receives_mail(QUESTION)
    async with open_inbox(house, open_page, java_script_enabled=False) as page:
        await page.get_by_role("button", name="Ota työn alle").click()
        await expect(page.get_by_text("Yhteydenotto on nyt sinulla.")).to_be_visible()
        await page.get_by_text("Vastaa sähköpostilla").click()
        await page.get_by_role("button", name="Lähetä vastaus").click()
        await expect(page.get_by_text("Vastaus lähtee.")).to_be_visible()

    await house.works()
    assert await house.sent(case.id) == ["acknowledgement", "reply"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_wrong_on_list_case_and_form(house, open_page, scheme):
    await house.receives_mail(EMERGENCY)
    await house.receives_mail(WORRY)
    async with open_inbox(house, open_page, color_scheme=scheme) as page:
        assert await axe(page) == []
        await page.locator(".case-link").last.click()
        for act in await page.locator(".act > summary").all():
            await act.click()
            assert await axe(page) == []
        await page.goto(page.url.split("/inbox")[0] + "/inbox/new")
        assert await axe(page) == []


async def test_nothing_is_wider_than_a_narrow_telephone(house, open_page):
    await house.receives_mail(WORRY)
    async with open_inbox(house, open_page, viewport={"width": 320, "height": 640}) as page:
        for address in ("/inbox", "/inbox/new"):
            await page.goto(page.url.split("/inbox")[0] + address)
            assert await page.evaluate("document.documentElement.scrollWidth") <= 320
        await page.goto(page.url.split("/inbox")[0] + "/inbox")
        await page.locator(".case-link").first.click()
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320
