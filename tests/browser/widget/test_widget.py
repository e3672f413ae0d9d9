"""The chat on another site's page, in Chromium: what people press, read and hear there."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.async_api import expect

from channels.chat.floor import Floor
from channels.chat.frames import Button, Ended, Handling, Hello
from channels.chat.heard import Choice
from tests.browser.chat_peer import AT, presence
from tests.browser.host_page import QUESTION, said, say, shown
from tests.servers.browser import axe, screenshot

SIZES = """one => [...one.querySelectorAll("p, a, button, label, textarea")]
    .map(each => parseFloat(getComputedStyle(each).fontSize))"""


async def test_nobody_opens_a_line_who_does_not_open_the_chat(page, site, peer):
    await page.goto(site)
    await expect(page.get_by_role("button", name="Kysy chatissa")).to_be_visible()
    assert (peer.opened, await page.evaluate("sessionStorage.length")) == (0, 0)
    await page.get_by_role("button", name="Kysy chatissa").click()
    await say(page, QUESTION)
    await expect(shown(page)).to_have_text([QUESTION])

    assert await page.context.cookies() == []
    assert {name.split("-")[0] for name in await page.evaluate("Object.keys(sessionStorage)")} == {"luotsi"}


async def test_by_keyboard_alone_it_is_opened_written_in_and_put_away(page, site, peer):
    await page.goto(site)
    await page.get_by_role("button", name="Kysy chatissa").wait_for()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator("#chat-text")).to_be_focused()
    await page.keyboard.type(QUESTION)
    await page.keyboard.press("Control+Enter")
    await expect(shown(page)).to_have_text([QUESTION])
    await page.keyboard.type("Kesken")
    await page.keyboard.press("Escape")
    await expect(page.locator("#chat")).to_be_hidden()
    await expect(page.get_by_role("button", name="Kysy chatissa")).to_be_focused()
    await page.keyboard.press("Enter")

    await expect(page.locator("#chat-text")).to_have_value("Kesken")
    await expect(page.locator("#chat-text")).to_be_focused()
    await page.keyboard.press("Shift+Tab")
    for name in ("Poistu nopeasti", "Puhu ihmiselle", "Hätänumero 112"):
        while await _focused(page) != name:
            await page.keyboard.press("Shift+Tab")
    assert await axe(page) == []


async def _focused(page):
    return await page.evaluate("document.activeElement.shadowRoot?.activeElement?.textContent")


async def test_another_sites_styles_change_nothing_in_it(chat, peer):
    await peer.says("Hei!")
    await expect(shown(chat)).to_have_text(["Hei!"])
    seen = await shown(chat).evaluate("one => (({ ...s }) => s)(getComputedStyle(one))")
    sizes = await chat.locator("#chat").evaluate(SIZES)

    assert (seen["fontSize"], seen["color"]) == ("18px", "rgb(20, 33, 58)")
    assert (seen["textTransform"], seen["letterSpacing"]) == ("none", "normal")
    assert min(sizes) >= 16
    await screenshot(chat, "widget-foreign")


async def test_a_county_gives_it_its_colours(page, site, host):
    host.style = "luotsi-chat { --luotsi-primary: rgb(0, 80, 60); --luotsi-on-primary: #fff; }"
    await page.goto(site)
    button = page.get_by_role("button", name="Kysy chatissa")

    assert await button.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(0, 80, 60)"


async def test_what_comes_while_it_is_put_away_is_told_by_a_number_in_words_and_in_the_title(chat, peer):
    await chat.keyboard.press("Escape")
    await peer.says("Hei!")
    await peer.says("Oletko siellä?")
    await expect(chat.locator("#chat-badge")).to_contain_text("2")
    await expect(chat).to_have_title("(2) Satakunta")
    await expect(chat.locator("#chat-news")).to_have_text("Chatissa on 2 uutta viestiä.")
    assert await axe(chat) == []
    await chat.reload()
    await expect(chat.locator("#chat-badge")).to_contain_text("2")
    await chat.get_by_role("button", name="Kysy chatissa").click()

    await expect(chat).to_have_title("Satakunta")
    await expect(chat.locator("#chat-badge")).to_be_hidden()
    assert Hello(token="token-of-the-peer", after=0) in peer.heard


async def test_what_the_bot_offers_is_pressed_and_gone(chat, peer):
    await peer.asks(
        "Koskeeko asia sinua itseäsi?",
        Button(choice=Choice.SELF, label="Minua itseäni"),
        Button(choice=Choice.OTHER, label="Läheistäni"),
    )
    await screenshot(chat, "widget-answers")
    assert await axe(chat) == []
    await chat.get_by_role("button", name="Läheistäni").click()
    await expect(shown(chat)).to_have_text(["Koskeeko asia sinua itseäsi?", "Läheistäni"])

    assert said(peer) == [("Läheistäni", Choice.OTHER)]
    await expect(chat.locator("#chat-answers")).to_be_hidden()
    assert await chat.evaluate("document.activeElement.shadowRoot.activeElement.id") == "chat-said"


async def test_a_person_is_one_press_away_and_the_queue_is_told_in_words(chat, peer):
    await peer.tells(presence(advisor=False))
    await peer.tells(Handling(floor=Floor.BOT))
    await expect(chat.locator("#chat-presence")).to_have_text("Sinulle vastaa automaattinen neuvoja.")
    await chat.get_by_role("button", name="Puhu ihmiselle").click()
    await expect(shown(chat)).to_have_text(["Haluan puhua ihmiselle."])
    await peer.tells(Handling(floor=Floor.QUEUE, place=2, minutes=5))
    await expect(chat.locator("#chat-presence")).to_contain_text(
        "Paikkasi jonossa: 2. Odotus on viime aikoina kestänyt"
    )
    await peer.tells(presence(advisor=False))
    await expect(chat.locator("#chat-presence")).to_contain_text("Paikkasi jonossa: 2.")
    await chat.get_by_role("button", name="Puhu ihmiselle").click()
    await screenshot(chat, "widget-queue")
    await peer.tells(Handling(floor=Floor.ADVISOR))

    await expect(chat.locator("#chat-presence")).to_have_text("Sinulle vastaa nyt neuvoja, joka on ihminen.")
    assert said(peer) == [("Haluan puhua ihmiselle.", Choice.PERSON)]


@pytest.mark.parametrize("written", ["131052-308T", "131052 - 308t", "010594Y9032"])
async def test_an_identity_code_is_asked_about_before_it_leaves(chat, peer, written):
    await say(chat, f"Äitini tunnus on {written}.")
    await expect(chat.get_by_role("alert").filter(has_text="Viestissä näyttää olevan henkilötunnus")).to_be_visible()
    assert said(peer) == []
    assert await axe(chat) == []
    await chat.get_by_role("button", name="Lähetä ilman henkilötunnusta").click()

    await expect(shown(chat)).to_have_text(["Äitini tunnus on (henkilötunnus poistettu)."])
    assert said(peer) == [("Äitini tunnus on (henkilötunnus poistettu).", None)]
    await expect(chat.locator("#chat-code-warning")).to_be_hidden()


@pytest.mark.parametrize("written", ["040 123 4567", "SAT-7F3K-9QXR-MD4", "FI21 1234 5600 0007 85", "1.10.1952"])
async def test_another_number_stops_nobody(chat, written):
    await say(chat, written)

    await expect(shown(chat)).to_have_text([written])


async def test_what_the_server_has_put_aside_is_hidden_here_too(chat, peer):
    await say(chat, "tunnus on kolmetoista")
    await expect(shown(chat)).to_have_text(["tunnus on kolmetoista"])
    peer.entries[0] = replace(peer.entries[0], text="tunnus on [hetu-0001]")
    await peer.tells(peer.entries[0])

    await expect(shown(chat)).to_have_text(["tunnus on (henkilötunnus piilotettu)"])


async def test_the_language_is_changed_inside_and_what_was_said_and_written_stays(chat, peer):
    await say(chat, QUESTION)
    await say(chat, "Isä ei hengitä!")
    await chat.fill("#chat-text", "Kesken")
    for name, person in (("Svenska", "Prata med en människa"), ("English", "Talk to a person")):
        await chat.get_by_role("button", name=name).click()
        await expect(chat.get_by_role("button", name=person)).to_be_visible()
        await expect(chat.locator("#chat-alarm")).to_be_visible()
        assert await axe(chat) == []
    await chat.reload()

    await expect(chat.get_by_role("button", name="Talk to a person")).to_be_visible()
    await expect(shown(chat)).to_have_text([QUESTION, "Isä ei hengitä!"])
    await expect(chat.locator("#chat-text")).to_have_value("Kesken")
    assert len({one.token for one in peer.heard if isinstance(one, Hello)} - {""}) == 1


async def test_an_ended_conversation_asks_once_how_it_was(chat, peer):
    await peer.tells(Ended())
    await expect(chat.get_by_role("heading", name="Millainen chat oli?")).to_be_visible()
    await chat.get_by_role("button", name="Lähetä palaute").click()
    await expect(chat.get_by_text("Valitse ensin ainakin yksi vastaus.")).to_be_visible()
    await chat.get_by_label("Osittain").check()
    await chat.get_by_label("4", exact=True).check()
    await screenshot(chat, "widget-feedback")
    assert await axe(chat) == []
    await chat.get_by_role("button", name="Lähetä palaute").click()
    await expect(chat.get_by_text("Kiitos palautteesta.")).to_be_visible()
    await peer.tells(Ended())

    assert peer.told == [{"score": 4, "helped": "partly", "language": "fi"}]
    await expect(chat.get_by_role("radio")).to_have_count(0)


async def test_leaving_quickly_leaves_nothing_of_ours_and_all_of_the_others(chat, peer, site):
    await chat.context.route("https://www.ilmatieteenlaitos.fi/", lambda route: route.fulfill(body="Sää"))
    await chat.evaluate("sessionStorage.setItem('theirs', '1')")
    await say(chat, QUESTION)
    await expect(shown(chat)).to_have_text([QUESTION])
    await chat.get_by_role("link", name="Poistu nopeasti").click()
    await chat.wait_for_url("https://www.ilmatieteenlaitos.fi/")
    await chat.goto(site)

    assert await chat.evaluate("Object.keys(sessionStorage)") == ["theirs"]
    await expect(chat.locator("#chat")).to_be_hidden()


async def test_a_day_of_silence_is_told_an_hour_before_and_one_press_goes_on(page, site, peer):
    await page.clock.install(time=AT)
    await page.goto(site)
    await page.get_by_role("button", name="Kysy chatissa").click()
    await say(page, QUESTION)
    await expect(shown(page)).to_have_text([QUESTION])
    stale, hellos = page.locator("#chat-stale"), sum(isinstance(one, Hello) for one in peer.heard)

    async def minute_goes():
        # In small steps: the page's time is ours, that of the line is real.
        for _ in range(61):
            await page.clock.run_for(1_000)

    await page.clock.set_system_time(AT + timedelta(hours=22, minutes=50))
    await minute_goes()
    await expect(stale).to_be_hidden()
    await page.clock.set_system_time(AT + timedelta(hours=23, minutes=1))
    await minute_goes()
    await expect(stale).to_contain_text("sulkeutuu tällä laitteella klo 12.00")
    assert await axe(page) == []
    await stale.get_by_role("button", name="Jatka keskustelua").click()

    await expect(stale).to_be_hidden()
    assert sum(isinstance(one, Hello) for one in peer.heard) == hellos + 1


@pytest.mark.parametrize(("attributes", "opens"), [("data-open", True), ("", False)])
async def test_the_scripts_tag_says_how_it_begins(page, site, host, attributes, opens):
    host.attributes = f'{attributes} data-language="sv" data-position="left"'
    await page.goto(site)

    await expect(page.get_by_role("button", name="Fråga i chatten", include_hidden=True)).to_be_attached()
    assert await page.locator("#chat").is_visible() is opens
    assert await page.locator(".luotsi.left").count() == 1


async def test_a_site_that_the_county_has_not_named_shows_what_stands_in_the_element(page, site, host, complaints):
    complaints.expect("blocked by CORS policy")
    complaints.expect("Failed to load resource")
    host.style, host.body = "", '<main><h1>X</h1><luotsi-chat><a href="/form">Lomake</a></luotsi-chat></main>'
    await page.goto(site.replace("127.0.0.1", "localhost"))

    await expect(page.get_by_role("link", name="Lomake")).to_be_visible()
    assert await page.locator("#chat").count() == 0
