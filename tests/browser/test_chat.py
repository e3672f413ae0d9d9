"""The chat page in Chromium, with another end that forgets, repeats, goes silent and breaks the line."""

import pytest
from playwright.async_api import expect

from channels.chat.frames import Hello, Say, Seen, Why
from tests.browser.chat_peer import Peer, peer_application, presence, seen, typing
from tests.fakes import Clock
from tests.gateway.web.public.given import MONDAY_NOON
from tests.servers.browser import PATIENCE, axe, screenshot
from tests.servers.waiting import eventually

QUESTION = "Miten haen ateriapalvelua Raumalla?"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def database_kind():
    """One is enough for what a page does."""
    return "sqlite"


@pytest.fixture
def clock():
    return Clock(MONDAY_NOON)


@pytest.fixture
async def peer():
    return Peer()


@pytest.fixture(autouse=True)  # before Chromium, and so gone after it: an open line would hold the server up
async def address(services, peer, aiohttp_server):
    server = await aiohttp_server(peer_application(services, peer))
    return f"{str(server.make_url('/')).rstrip('/')}/chat"


@pytest.fixture
async def chat(page, address):
    await page.goto(address)
    await expect(page.locator("#chat-presence")).to_have_text("Neuvoja on mukana keskustelussa.")
    return page


async def say(page, text):
    await page.fill("#chat-text", text)
    await page.get_by_role("button", name="Lähetä viesti").click()


def shown(page):
    return page.locator("#chat-log .talk-words")


async def test_what_is_said_stands_on_the_page_with_its_state_in_words(chat, peer):
    await say(chat, QUESTION)
    await expect(shown(chat)).to_have_text([QUESTION])
    await expect(chat.locator("#chat-log .talk-mark")).to_have_text(["Perillä"])
    await peer.tells(seen(1))
    await peer.tells(typing())
    await expect(chat.locator("#chat-log .talk-mark")).to_have_text(["Perillä", "Neuvoja on nähnyt viestin"])
    await expect(chat.locator("#chat-typing")).to_have_text("Neuvoja kirjoittaa.")
    await peer.says("Hei! Voin auttaa.")

    await expect(chat.locator("#chat-log .talk-head strong")).to_have_text(["Sinä", "Maija Meri, neuvoja"])
    await expect(chat.locator("#chat-typing")).to_be_empty()
    await expect(chat.locator(".reference-shown")).to_have_text("SAT-7F3K-9QXR-MD4")
    await eventually(lambda: Seen(seq=2) in peer.heard, within=PATIENCE / 1_000, what="the advisor's words were seen")
    await peer.tells(presence(advisor=False))
    await expect(chat.locator("#chat-presence")).to_contain_text("Neuvoja ei ole vielä mukana")


async def test_a_cut_in_the_middle_leaves_each_message_once_and_in_order(chat, peer, complaints):
    peer.forgets_ticks = True
    await say(chat, "Yksi")
    await eventually(lambda: peer.texts == ["Yksi"], within=PATIENCE / 1_000, what="stored, not ticked")
    await say(chat, "Kaksi")
    await say(chat, "Kolme")
    peer.forgets_ticks = False
    await peer.cut()
    await peer.says("Neljä")

    await expect(shown(chat)).to_have_text(["Yksi", "Neljä", "Kaksi", "Kolme"])
    assert peer.texts == ["Yksi", "Neljä", "Kaksi", "Kolme"]
    assert await chat.locator("#chat-waiting li").count() == 0


async def test_a_message_keeps_its_id_until_it_is_stored(chat, peer):
    peer.deaf = True
    await say(chat, QUESTION)
    await eventually(lambda: _said(peer), within=PATIENCE / 1_000, what="it was said")
    peer.deaf = False
    await peer.cut()
    await expect(shown(chat)).to_have_text([QUESTION])

    assert len({one.id for one in _said(peer)}) == 1
    assert len(_said(peer)) >= 2


async def test_what_comes_twice_is_shown_once(chat, peer):
    peer.doubles = True
    await peer.says("Hei")
    await say(chat, QUESTION)
    await peer.says("Näin.")

    await expect(shown(chat)).to_have_text(["Hei", QUESTION, "Näin."])


async def test_what_is_missing_is_asked_for_again(chat, peer):
    await peer.says("Yksi")
    peer.holds_back.add(2)
    await peer.says("Kaksi")
    await peer.says("Kolme")
    await expect(shown(chat)).to_have_text(["Yksi"])

    await expect(shown(chat)).to_have_text(["Yksi", "Kaksi", "Kolme"])
    assert peer.heard.count(Hello(token="token-of-the-peer", after=1)) == 1


async def test_a_lost_line_is_told_in_words_and_its_messages_wait_through_a_reload(chat, peer, complaints):
    complaints.expect("503")
    peer.away = True
    await peer.cut()
    await expect(chat.locator("#chat-lost")).to_contain_text("Viestisi ovat tallessa tällä sivulla")
    await say(chat, "Yksi")
    await say(chat, "Kaksi")
    await expect(chat.locator("#chat-waiting .talk-mark")).to_have_text(["Ei vielä perillä. Yritämme uudelleen."] * 2)
    await chat.fill("#chat-text", "Kesken jäi")
    await screenshot(chat, "chat-lost")
    assert await axe(chat) == []
    await chat.reload()
    await expect(chat.locator("#chat-waiting .talk-words")).to_have_text(["Yksi", "Kaksi"])
    await expect(chat.locator("#chat-text")).to_have_value("Kesken jäi")
    peer.away = False

    await expect(shown(chat)).to_have_text(["Yksi", "Kaksi"])
    await expect(chat.locator("#chat-lost")).to_be_hidden()
    assert peer.texts == ["Yksi", "Kaksi"]


async def test_where_no_socket_gets_through_requests_carry_the_conversation(page, address, peer, complaints):
    complaints.expect("403")
    peer.no_sockets = True
    await page.goto(address)
    await say(page, "Yksi")
    await expect(shown(page)).to_have_text(["Yksi"])
    await peer.says("Kaksi")
    await expect(shown(page)).to_have_text(["Yksi", "Kaksi"])
    await say(page, "Kolme")
    await expect(shown(page)).to_have_text(["Yksi", "Kaksi", "Kolme"])

    assert peer.texts == ["Yksi", "Kaksi", "Kolme"]
    assert peer.opened == 0


async def test_a_line_that_is_silent_is_given_up(page, address, peer):
    await page.clock.install()
    await page.goto(address)
    await expect(page.locator("#chat-presence")).to_have_text("Neuvoja on mukana keskustelussa.")
    peer.deaf = True
    await page.clock.run_for(30_000)
    await expect(page.locator("#chat-lost")).to_be_visible()
    peer.deaf = False

    async def is_back():
        # The page's time is ours; that of the line is real, and needs its moments.
        await page.clock.run_for(1_000)
        return await page.locator("#chat-lost").is_hidden()

    await eventually(is_back, within=PATIENCE / 1_000, what="the page has its line again")
    assert peer.opened > 1


async def test_an_emergency_is_an_alert_above_the_field(chat, peer):
    await say(chat, "Isä ei hengitä!")

    await expect(chat.get_by_role("alert").filter(has_text="Soita heti 112.")).to_be_visible()
    await expect(chat.locator("#chat-alarm")).to_be_in_viewport()
    await expect(chat.locator("#chat-text")).to_be_focused()
    await screenshot(chat, "chat-alarm")
    assert await axe(chat) == []


async def test_a_message_that_cannot_be_taken_now_is_said_again_and_no_later_one_before_it(chat, peer):
    peer.refuses = Why.UNAVAILABLE
    await say(chat, "Yksi")
    await say(chat, "Kaksi")
    await expect(chat.locator("#chat-waiting .talk-mark")).to_have_text(["Ei vielä perillä. Yritämme uudelleen."] * 2)
    assert {one.text for one in _said(peer)} == {"Yksi"}
    peer.refuses = None

    await expect(shown(chat)).to_have_text(["Yksi", "Kaksi"])


async def test_a_message_that_is_refused_goes_back_to_its_writer_and_the_next_one_is_sent(chat, peer):
    peer.refuses = Why.MALFORMED
    await say(chat, "Outo viesti")
    await expect(chat.locator("#chat-waiting")).to_contain_text("Ei lähetetty")
    peer.refuses = None
    await say(chat, QUESTION)
    await expect(shown(chat)).to_have_text([QUESTION])
    assert await axe(chat) == []
    await chat.get_by_role("button", name="Muuta viestiä").click()

    await expect(chat.locator("#chat-text")).to_have_value("Outo viesti")
    await expect(chat.locator("#chat-text")).to_be_focused()
    await expect(chat.locator("#chat-waiting li")).to_have_count(0)


async def test_a_message_that_is_too_long_stays_in_the_field(chat, peer):
    await say(chat, "a" * 4_001)

    complaint = chat.locator("#chat-problem")
    await expect(complaint).to_contain_text("Siinä on 4 001 merkkiä, ja yhteen viestiin mahtuu 4 000.")
    await expect(chat.locator("#chat-text")).to_have_value("a" * 4_001)
    assert _said(peer) == []


async def test_an_old_token_begins_a_new_conversation_and_nothing_unsent_is_lost(chat, peer):
    await say(chat, "Vanha")
    await expect(shown(chat)).to_have_text(["Vanha"])
    peer.expired = peer.forgets_ticks = True
    await say(chat, "Uusi")
    peer.entries.clear()
    peer.forgets_ticks = False
    await peer.cut()

    await expect(chat.locator("#chat-log")).to_contain_text("Tästä alkaa uusi keskustelu.")
    await expect(shown(chat)).to_have_text(["Vanha", "Uusi"])
    assert peer.texts == ["Uusi"]


async def test_by_keyboard_a_new_line_is_a_new_line_and_control_enter_sends(chat, peer):
    await chat.focus("#chat-text")
    await chat.keyboard.type("Ensimmäinen rivi")
    await chat.keyboard.press("Enter")
    await chat.keyboard.type("Toinen rivi")
    await chat.keyboard.press("Control+Enter")
    await expect(chat.locator("#chat-text")).to_be_focused()
    await chat.keyboard.type("Vielä")
    await chat.keyboard.press("Tab")
    await chat.keyboard.press("Enter")

    await eventually(
        lambda: peer.texts == ["Ensimmäinen rivi\nToinen rivi", "Vielä"],
        within=PATIENCE / 1_000,
        what="both are stored",
    )
    await expect(chat.locator("#chat-text")).to_be_focused()


async def test_what_people_write_is_text_and_nothing_else(chat, peer):
    await peer.says("<b>Hei</b> <img src=x>")

    await expect(shown(chat)).to_have_text(["<b>Hei</b> <img src=x>"])


async def test_leaving_quickly_leaves_nothing_behind(chat, peer):
    await chat.context.route("https://www.ilmatieteenlaitos.fi/", lambda route: route.fulfill(body="Sää"))
    await say(chat, QUESTION)
    await expect(shown(chat)).to_have_text([QUESTION])
    where = chat.url
    await chat.get_by_role("link", name="Poistu nopeasti").click()
    await chat.wait_for_url("https://www.ilmatieteenlaitos.fi/")
    await chat.go_back()
    assert not chat.url.endswith("/chat")
    await chat.goto(where)
    await expect(chat.locator("#chat-presence")).to_have_text("Neuvoja on mukana keskustelussa.")

    assert [one.token for one in peer.heard if isinstance(one, Hello)] == ["", ""]
    assert await chat.context.cookies() == []


async def test_without_scripts_the_page_leads_to_form_and_telephone(page_without_scripts, address):
    await page_without_scripts.goto(address)

    await expect(page_without_scripts.get_by_role("link", name="Lähetä viesti lomakkeella")).to_be_visible()
    await expect(page_without_scripts.locator("main a[href^='tel:']").first).to_be_visible()
    assert await page_without_scripts.locator("main button:visible, main textarea:visible").count() == 0
    await screenshot(page_without_scripts, "chat-without-scripts")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (320, 640), (320, 256)], ids=["desk", "phone", "zoomed-4-times"])
async def test_axe_finds_nothing_and_nothing_is_cut_off(open_page, address, peer, scheme, size):
    page = await open_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    await page.goto(address)
    await say(page, QUESTION)
    await peer.says("Hei! Ateriapalvelua haetaan lomakkeella. Voinko auttaa lomakkeen täyttämisessä?")
    await expect(shown(page)).to_have_count(2)

    assert await axe(page) == []
    assert await page.evaluate(OVERFLOW) == 0
    await screenshot(page, f"chat-{scheme}-{size[0]}-{size[1]}")


async def test_what_one_touches_is_large_enough(phone_page, address):
    await phone_page.goto(address)
    await expect(phone_page.locator("#chat-presence")).to_have_text("Neuvoja on mukana keskustelussa.")
    small = """[document, document.querySelector("luotsi-chat").shadowRoot]
        .flatMap(root => [...root.querySelectorAll("a:not(.skip-link), button, textarea")])
        .filter(element => element.checkVisibility() && element.getBoundingClientRect().height < 44)
        .map(element => element.outerHTML.slice(0, 80))"""

    assert await phone_page.evaluate(small) == []


def _said(peer):
    return [one for one in peer.heard if isinstance(one, Say)]
