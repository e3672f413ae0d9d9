"""A visitor and an advisor on the line of a real process, which is killed in the middle."""

import asyncio
import re
from dataclasses import dataclass

import pytest
from playwright.async_api import Page, expect

from tests.journeys.advisor import at_work, press
from tests.servers.browser import PATIENCE, axe, screenshot
from tests.servers.luotsi import LuotsiProcess
from tests.servers.waiting import eventually

# What people said; the service itself may say something between.
PEOPLE = "#chat-log :is(.is-mine, .is-visitor, .is-advisor) .talk-words"
QUESTION = "Miten haen ateriapalvelua Raumalla?"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(slots=True, kw_only=True)
class Both:
    """Two people and the process between them."""

    luotsi: LuotsiProcess
    visitor: Page
    advisor: Page

    async def visitor_says(self, text: str) -> None:
        await self.visitor.fill("#chat-text", text)
        await self.visitor.get_by_role("button", name="Lähetä viesti").click()

    async def advisor_says(self, text: str) -> None:
        await self.advisor.fill("#chat-text", text)
        await self.advisor.press("#chat-text", "Control+Enter")

    async def see(self, *texts: str) -> None:
        """Both have these words before them, once and in this order, and nothing waits."""
        for page in (self.visitor, self.advisor):
            await expect(page.locator(PEOPLE)).to_have_text(list(texts))
            await expect(page.locator("#chat-waiting li")).to_have_count(0)

    async def open_case(self) -> None:
        await self.advisor.goto(f"{self.luotsi.url}/inbox")
        await self.advisor.locator(".case-link").first.click()
        await expect(self.advisor.locator("#chat-presence")).to_have_text("Asiakas on chatissa.")


@pytest.fixture
async def both(start_luotsi, open_page):
    luotsi = await asyncio.to_thread(start_luotsi)
    visitor = await open_page(viewport={"width": 390, "height": 844})
    advisor = await open_page(viewport={"width": 1280, "height": 900})
    await at_work(advisor, luotsi)
    await visitor.goto(f"{luotsi.url}/chat")
    yield Both(luotsi=luotsi, visitor=visitor, advisor=advisor)
    await visitor.close()
    await advisor.close()


async def test_they_write_with_each_other_and_see_what_the_other_does(both):
    await both.visitor_says(QUESTION)
    await expect(both.visitor.locator("#chat-log .is-mine .talk-mark").first).to_have_text("Perillä")
    await expect(both.visitor.locator(".reference-shown")).to_have_text(re.compile(r"^SAT-"))
    await both.advisor.goto(f"{both.luotsi.url}/inbox")
    await expect(both.advisor.get_by_text("Odottaa chatissa")).to_be_visible()
    await both.open_case()
    await expect(both.visitor.locator("#chat-presence")).to_have_text("Sinulle vastaa automaattinen neuvoja.")
    await press(both.advisor, "t")
    await both.advisor.keyboard.type("Hei! Autan mielelläni.")
    await expect(both.visitor.locator("#chat-typing")).to_have_text("Neuvoja kirjoittaa.")
    await both.advisor.keyboard.press("Control+Enter")
    await expect(both.advisor.locator("#chat-log .talk-mark")).to_have_text(["Perillä", "Asiakas on nähnyt viestin"])

    await expect(both.visitor.locator("#chat-presence")).to_have_text("Sinulle vastaa nyt neuvoja, joka on ihminen.")
    await expect(both.visitor.locator("#chat-log")).to_contain_text("Aino, neuvoja")
    await expect(both.visitor.locator("body")).not_to_contain_text("Ahjo")
    await expect(both.visitor.locator("#chat-log")).to_contain_text("Neuvoja on nähnyt viestin")
    await screenshot(both.visitor, "chat-visitor-whole")
    for scheme in ("light", "dark"):
        await _demand_access(both.advisor, scheme)


async def test_the_case_is_worked_on_beside_its_chat_and_a_draft_stays_until_it_is_sent(both):
    await both.visitor_says(QUESTION)
    await both.open_case()
    await both.advisor_says("Hei! Autan mielelläni.")
    await expect(both.advisor.get_by_text(re.compile(r"^Sinulla klo"))).to_be_visible()
    await expect(both.advisor.locator("[data-saved=chat]")).to_be_empty()
    await both.advisor.fill("#chat-text", "Kesken jäi")
    await expect(both.advisor.locator("[data-saved=chat]")).to_have_text("Luonnos on tallessa.")
    await both.advisor.locator("#act-note > summary").click()
    await both.advisor.fill("#note-text", "Neuvottu ateriapalvelusta.")
    await both.advisor.get_by_role("button", name="Tallenna muistiinpano").click()

    await expect(both.advisor.get_by_text("Muistiinpano on tallennettu.")).to_be_visible()
    await expect(both.advisor.locator("#chat-text")).to_have_value("Kesken jäi")
    async with both.advisor.expect_response("**/draft"):
        await both.advisor.press("#chat-text", "Control+Enter")
    await both.see(QUESTION, "Hei! Autan mielelläni.", "Kesken jäi")
    await both.advisor.reload()
    await expect(both.advisor.locator("#chat-text")).to_have_value("")


async def choose_an_end(page):
    await page.locator("#act-resolve > summary").click()
    for field, code in (("resolution", "advice_given"), ("reason", "support_services"), ("contacter", "client")):
        await page.select_option(f"#resolve-{field}", code)


async def end(page):
    await page.locator("#act-resolve button[type=submit]").click()


async def test_what_the_line_has_shown_counts_as_shown_when_the_case_is_ended(both):
    await both.visitor_says(QUESTION)
    await both.open_case()
    await both.advisor_says("Hei! Autan mielelläni.")
    await choose_an_end(both.advisor)
    await both.visitor_says("Kiitos, se selvisi.")
    await both.see(QUESTION, "Hei! Autan mielelläni.", "Kiitos, se selvisi.")
    await expect(both.advisor.get_by_text(re.compile(r"^Sinulla klo"))).to_be_visible()
    await end(both.advisor)

    await both.advisor.wait_for_url("**/inbox?done=resolved")


async def test_who_ends_a_case_while_the_line_is_cut_is_shown_what_came_meanwhile(both, complaints):
    complaints.expect("status of 422")
    await both.visitor_says(QUESTION)
    await expect(both.visitor.locator("#chat-log .is-mine .talk-mark").first).to_have_text("Perillä")
    await both.advisor.route_web_socket("**/line", lambda line: line.close())
    await both.advisor.goto(f"{both.luotsi.url}/inbox")
    await both.advisor.locator(".case-link").first.click()
    await both.advisor.get_by_role("button", name="Ota työn alle").click()
    await choose_an_end(both.advisor)
    await both.visitor_says("Vielä yksi asia.")
    await expect(both.visitor.locator("#chat-log .is-mine .talk-mark").last).to_have_text("Perillä")
    await end(both.advisor)

    await expect(both.advisor.locator("#problem")).to_contain_text("Asiakas on juuri kirjoittanut lisää")
    await expect(both.advisor.locator("#chat-log")).to_contain_text("Vielä yksi asia.")
    await expect(both.advisor.locator("#resolve-resolution")).to_have_value("advice_given")
    await end(both.advisor)
    await both.advisor.wait_for_url("**/inbox?done=resolved")


async def test_a_killed_process_loses_and_doubles_nothing(both, complaints):
    complaints.expect("ERR_CONNECTION_REFUSED")
    complaints.expect("/inbox/events")
    await both.visitor_says("Yksi")
    await both.open_case()
    await both.advisor_says("Kaksi")
    await both.see("Yksi", "Kaksi")
    await asyncio.to_thread(both.luotsi.kill)
    await expect(both.visitor.locator("#chat-lost")).to_be_visible()
    await expect(both.advisor.locator("#chat-lost")).to_be_visible()
    await both.visitor_says("Kolme")
    await both.visitor_says("Neljä")
    # A process is back so soon that nobody would have knocked meanwhile.
    await eventually(
        lambda: not complaints.missing(), within=PATIENCE / 1_000, what="somebody knocks at a door that is gone"
    )
    await asyncio.to_thread(both.luotsi.start)
    await both.see("Yksi", "Kaksi", "Kolme", "Neljä")
    await both.advisor_says("Viisi")
    await both.see("Yksi", "Kaksi", "Kolme", "Neljä", "Viisi")
    await both.visitor.reload()

    await both.see("Yksi", "Kaksi", "Kolme", "Neljä", "Viisi")
    balance = await asyncio.to_thread(both.luotsi.command, "balance")
    assert balance.returncode == 0


async def test_where_no_socket_gets_through_requests_carry_the_conversation(both):
    await both.visitor.route_web_socket("**/chat/line", lambda line: line.close())
    await both.visitor.reload()
    await both.visitor_says("Yksi")
    await expect(both.visitor.locator("#chat-log .is-mine .talk-mark").first).to_have_text("Perillä")
    await both.open_case()
    await both.advisor_says("Kaksi")
    await both.see("Yksi", "Kaksi")
    await both.visitor_says("Kolme")

    await both.see("Yksi", "Kaksi", "Kolme")


async def test_words_of_an_emergency_bring_112_at_once_and_ring_for_the_advisor(both):
    await both.visitor_says("Isä makaa lattialla eikä hengitä, apua!")

    await expect(both.visitor.locator("#chat-alarm")).to_contain_text("112")
    await expect(both.visitor.locator("#chat-alarm")).to_be_in_viewport()
    await expect(both.advisor).to_have_title(re.compile(r"^\(1\) KATSO HETI"))


async def _demand_access(page, scheme):
    """Axe finds nothing on the pane in *scheme*, on a desk and on a narrow phone, and nothing is cut off."""
    await page.emulate_media(color_scheme=scheme)
    await page.set_viewport_size({"width": 1280, "height": 900})
    assert await axe(page) == []
    await screenshot(page, f"chat-pane-{scheme}")
    await page.set_viewport_size({"width": 320, "height": 640})
    assert await axe(page) == []
    assert await page.evaluate(OVERFLOW) == 0
    await screenshot(page, f"chat-pane-phone-{scheme}")


async def test_danger_over_several_chat_messages_stands_on_the_case_with_the_words_that_joined(both):
    for said in ("isä kaatui vessassa", "se ei pääse ylös"):
        await both.visitor_says(said)
    await expect(both.visitor.locator("#chat-log")).to_contain_text("112")
    await both.open_case()

    first_card = both.advisor.locator(".case-right .card").first
    await expect(first_card).to_contain_text("Vaara keskustelussa")
    await expect(first_card.locator(".findings")).to_contain_text("se ei pääse ylös")
    assert await axe(both.advisor) == []
    await screenshot(both.advisor, "danger-chat-case")
    assert await axe(both.visitor) == []
    await screenshot(both.visitor, "danger-chat-visitor")
