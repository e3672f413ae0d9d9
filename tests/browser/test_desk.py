"""The chat desk in Chromium: two advisors, two visitors, and the keys."""

import re
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.async_api import expect

from channels.chat.floor import Floor
from channels.chat.frames import Side
from gateway import demo
from gateway.app import catalogue_of, serving_pages
from gateway.store.attendance import AttendanceRow
from gateway.store.users import UserRow
from gateway.web import sessions
from tests.gateway.chat.desk_house import Desk
from tests.journeys.advisor import press
from tests.servers.browser import axe, screenshot
from tests.servers.ports import free_port
from tests.servers.waiting import eventually

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

MEALS = "Äitini on 84-vuotias ja asuu Ulvilassa. Saako hän kotiin ateriapalvelua?"
TIRED = "Olen omaishoitaja Porista ja kaipaan vapaata."


@asynccontextmanager
async def at_work(house, open_page, **options):
    """The desk of a running gateway, with a browser for each of Maija and Ville."""
    settings = house.services.settings.model_copy(update={"http_port": free_port()})
    services = replace(house.services, settings=settings)
    async with serving_pages(services, demo=False):
        pages = [await _open(house, open_page, settings.link, user, options) for user in (house.maija, house.ville)]
        yield Desk(services=services), *pages
        for page in pages:
            await page.close()


async def _open(house, open_page, link, user_id, options):
    async with house.services.sessions.begin() as session:
        token = await sessions.begin(session, house.services, await session.get_one(UserRow, user_id))
    page = await open_page(**{"viewport": {"width": 1280, "height": 800}, **options})
    cookie = {"name": sessions.COOKIE, "value": token, "domain": "127.0.0.1", "path": "/", "secure": True}
    await page.context.add_cookies([cookie])
    await page.goto(f"{link}/inbox")
    return page


async def two_wait(at, house):
    """Two visitors who wait; the first for longer."""
    first = await at.waiting_visitor(MEALS)
    house.clock.passes(seconds=40)
    for user in (house.maija, house.ville):
        await _stays(at, user, house.clock)
    second = await at.waiting_visitor(TIRED)
    for own in (first, second):
        await at.is_there(own, Side.VISITOR)
    await at.services.wakes.ring()
    return first, second


async def has_floor(at, own, floor, advisor=None):
    async def has():
        row = await at.floor(own)
        return (row.floor, row.advisor_id) == (floor, advisor)

    await eventually(has, within=20, what=f"the floor is {floor}")


async def sign_on(*pages):
    for page in pages:
        await page.get_by_role("button", name="Tule chattiin").click()
        await expect(page.get_by_role("button", name="Lähde chatista")).to_be_visible()


async def test_the_next_is_taken_by_key_and_two_are_in_hand_at_once(house, open_page):
    async with at_work(house, open_page) as (at, maija, ville):
        await sign_on(maija, ville)
        first, second = await two_wait(at, house)
        await expect(maija).to_have_title(re.compile(r"^\(2\) CHAT ODOTTAA"))
        await expect(maija.locator(".desk-waiting")).to_have_text("2 odottaa")
        await screenshot(maija, "desk-strip")

        await press(maija, "o")
        await maija.wait_for_url("**/inbox/case/**")
        await has_floor(at, first, Floor.ADVISOR, house.maija)
        await expect(maija.get_by_text("Sinä vastaat.")).to_be_visible()
        await press(maija, "v")
        await maija.keyboard.type("kotikunta")
        await maija.keyboard.press("Enter")
        await expect(maija.locator("#chat-text")).to_have_value("Missä kunnassa apua tarvitseva ihminen asuu?")
        await expect(maija.locator("#chat-text")).to_be_focused()
        await maija.keyboard.press("Control+Enter")
        await expect(maija.locator("#chat-log")).to_contain_text("Missä kunnassa apua tarvitseva")
        await screenshot(maija, "desk-case")
        await maija.locator("h1").click()
        await maija.locator("#chat-text").blur()
        await press(maija, "o")
        await has_floor(at, second, Floor.ADVISOR, house.maija)
        await expect(maija.locator(".desk-chat")).to_have_count(2)

        await at.says(first, "Ulvilassa.")
        await at.services.wakes.ring()
        await expect(maija.locator(".desk-unread")).to_have_text("1 uusi viesti")
        await expect(maija).to_have_title(re.compile(r"UUSI VIESTI"))


async def test_one_is_handed_over_and_an_advisor_who_is_gone_loses_nobody(house, open_page):
    async with at_work(house, open_page) as (at, maija, ville):
        await sign_on(maija, ville)
        first, second = await two_wait(at, house)
        await at.take(house.maija, first)
        await at.take(house.maija, second)
        await maija.goto(maija.url + f"/case/{(await at.case(second)).id}")
        await press(maija, "s")
        await maija.get_by_label("Kenelle").select_option(label="Ville Vuori (0/2)")
        await maija.get_by_label("Viesti työkaverille").fill("Omaishoitaja, väsynyt.")
        await maija.get_by_role("button", name="Siirrä työkaverille").click()
        await has_floor(at, second, Floor.ADVISOR, house.ville)
        await expect(maija.get_by_text("Ville Vuori vastaa.")).to_be_visible()
        await expect(ville.locator(".desk-chat")).to_have_count(1)

        # Maija's computer dies: her page gives no sign any more, and Ville's goes on.
        since = (await at.floor(first)).waiting_since
        await maija.close()
        for _ in range(5):
            house.clock.passes(seconds=40)
            await at.is_there(first, Side.VISITOR)
            await _stays(at, house.ville, house.clock)
        await has_floor(at, first, Floor.QUEUE)
        assert (await at.floor(first)).waiting_since == since
        await expect(ville.locator(".desk-waiting")).to_have_text("1 odottaa")


async def _stays(at, user_id, clock):
    """The advisor's open page has given a sign since the clock moved."""

    async def moved():
        async with at.services.readers() as session:
            row = await session.get_one(AttendanceRow, user_id)
            return row.until > clock() + timedelta(seconds=60)

    await at.services.wakes.ring()
    await eventually(moved, within=20, what="the page keeps its advisor at the desk")


async def test_services_that_may_answer_appear_while_the_chat_goes_on(house, open_page):
    house.services = replace(house.services, catalogue=catalogue_of(demo.CATALOGUE))
    async with at_work(house, open_page) as (at, maija, _):
        own = await at.visitor("Hei!")
        await house.works()
        await maija.goto(maija.url + f"/case/{(await at.case(own)).id}")
        await expect(maija.locator("#catalogue summary")).to_have_count(0)
        await maija.get_by_role("button", name="Jatka itse automaattisen neuvojan sijaan").click()
        await expect(maija.get_by_text("Olet nyt mukana keskustelussa.")).to_be_visible()

        await at.says(own, "Mitä ateriapalvelu maksaa ja miten sitä haetaan?")
        await expect(maija.locator("#catalogue summary").first).to_have_text("Ateriapalvelu")
        await press(maija, "p")
        await expect(maija.locator("#chat-text")).to_have_value(re.compile(r"^Ateriapalvelu\nEsimerkki: "))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (320, 640)])
async def test_axe_finds_nothing_and_nothing_is_cut_off(house, open_page, scheme, size):
    options = {"viewport": {"width": size[0], "height": size[1]}, "color_scheme": scheme}
    async with at_work(house, open_page, **options) as (at, maija, ville):
        await sign_on(maija, ville)
        await two_wait(at, house)
        await maija.reload()
        await maija.get_by_text("Ketkä odottavat").click()
        assert await axe(maija) == []
        assert await maija.evaluate("document.documentElement.scrollWidth") <= size[0]
        await screenshot(maija, f"desk-{scheme}-{size[0]}")
        await maija.get_by_role("button", name="Ota seuraava").click()
        await maija.wait_for_url("**/inbox/case/**")
        await maija.locator("#act-hand summary").click()
        await maija.locator("#act-replies summary").click()
        assert await axe(maija) == []
        assert await maija.evaluate("document.documentElement.scrollWidth") <= size[0]
        await screenshot(maija, f"desk-case-{scheme}-{size[0]}")
