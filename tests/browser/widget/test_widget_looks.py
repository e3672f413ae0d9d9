"""The chat on another site's page: how it looks, on paper and in a file, and how one comes back to it."""

import pytest
from playwright.async_api import expect

from channels.chat.frames import Button, Hello
from channels.chat.heard import Choice
from tests.browser.host_page import QUESTION, opened, say, shown
from tests.servers.browser import axe, screenshot

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """one => [...one.querySelectorAll("a, button, textarea, input, summary, label.choice")]
    .filter(each => each.checkVisibility() && !each.closest("label"))
    .concat([...one.querySelectorAll("label.choice")])
    .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 43.9)
    .map(each => each.outerHTML.slice(0, 80))"""
PRINTING = "() => { window.print = () => { window.paper = document.querySelector('luotsi-record').textContent } }"
SEEN = "[...document.body.children].filter(one => one.checkVisibility()).map(one => one.localName)"
WHOLE = "one => { one.style.height = one.style.maxHeight = 'none'; one.style.position = 'static' }"
WIDE = "one => one.scrollWidth - one.clientWidth"
YES, NO = Button(choice=Choice.YES, label="Kyllä, tarvitsen apua"), Button(choice=Choice.NO, label="En")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (320, 640), (320, 256)], ids=["desk", "phone", "zoomed-4-times"])
async def test_axe_finds_nothing_nothing_is_cut_off_and_all_is_large_enough(open_page, site, peer, scheme, size):
    page = await open_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    await page.goto(site)
    await screenshot(page, f"widget-launcher-{scheme}-{size[0]}-{size[1]}")
    await page.get_by_role("button", name="Kysy chatissa").click()
    await page.screenshot(path=f"tests/browser/screenshots/widget-first-{scheme}-{size[0]}-{size[1]}.png")
    await say(page, QUESTION)
    await peer.asks("Hei! Tarvitsetko apua lomakkeen täyttämisessä?", YES, NO)
    await expect(page.get_by_role("button", name="Kyllä, tarvitsen apua")).to_be_visible()
    await page.locator("summary").click()
    await page.get_by_role("button", name="Lopeta keskustelu").click()

    assert await axe(page) == []
    assert await page.evaluate(OVERFLOW) == 0
    assert await page.locator("#chat").evaluate(WIDE) == 0
    assert await page.locator("#chat").evaluate(SMALL) == []
    await page.locator("#chat").evaluate(
        "one => { one.style.height = one.style.maxHeight = 'none'; one.style.position = 'static' }"
    )
    await page.locator("#chat").screenshot(path=f"tests/browser/screenshots/widget-{scheme}-{size[0]}-{size[1]}.png")


async def test_in_forced_colours_nothing_loses_its_edge(open_page, site, peer):
    page = await open_page(viewport={"width": 640, "height": 900}, forced_colors="active", color_scheme="dark")
    await opened(page, site)
    await peer.asks("Tarvitsetko apua?", YES, NO)
    button = page.get_by_role("button", name="Kyllä, tarvitsen apua")

    assert await button.evaluate("one => getComputedStyle(one).borderTopWidth") == "2px"
    # The system's colours are its own; axe reckons with ours.
    assert [one for one in await axe(page) if one.rule != "color-contrast"] == []
    await screenshot(page, "widget-forced-colors")


@pytest.mark.parametrize(("motion", "expected"), [("reduce", "auto"), ("no-preference", "smooth")])
async def test_nothing_moves_for_whoever_wants_it_still(open_page, site, motion, expected):
    page = await open_page(reduced_motion=motion)
    await opened(page, site)

    assert await page.locator("#chat").evaluate("one => getComputedStyle(one).scrollBehavior") == expected
    assert await page.locator("#chat").evaluate("one => one.getAnimations({subtree: true}).length") == 0


async def test_the_conversation_is_saved_as_plain_text_with_times_names_and_reference(chat, peer, tmp_path):
    await say(chat, QUESTION)
    await peer.says("Hei! Lomake on verkossa.")
    await expect(shown(chat)).to_have_count(2)
    await chat.locator("summary").click()
    async with chat.expect_download() as download:
        await chat.get_by_role("button", name="Tallenna keskustelu").click()
    file = await download.value
    await file.save_as(tmp_path / "saved")
    lines = (tmp_path / "saved").read_text(encoding="utf-8").splitlines()

    assert file.suggested_filename == "keskustelu-SAT-7F3K-9QXR-MD4.txt"
    assert lines[1] == "Viitenumerosi: SAT-7F3K-9QXR-MD4"
    assert lines[4:9] == [
        "23.11.2026 klo 12.00 Sinä:",
        QUESTION,
        "",
        "23.11.2026 klo 12.00 Maija Meri, neuvoja:",
        "Hei! Lomake on verkossa.",
    ]


async def test_only_the_conversation_is_printed_and_the_page_is_as_before(chat, peer):
    await say(chat, QUESTION)
    await expect(shown(chat)).to_have_count(1)
    await chat.evaluate(PRINTING)
    await chat.locator("summary").click()
    await chat.get_by_role("button", name="Tulosta keskustelu").click()
    await chat.emulate_media(media="print")
    seen = await chat.evaluate(SEEN)
    await chat.emulate_media(media="screen")
    await chat.evaluate("dispatchEvent(new Event('afterprint'))")

    assert QUESTION in await chat.evaluate("window.paper")
    assert seen == ["luotsi-record"]
    assert await chat.locator("luotsi-record").count() == 0
    assert await chat.evaluate("document.adoptedStyleSheets.length") == 0


async def test_a_code_leads_back_to_the_conversation(chat, peer, site):
    await chat.locator("summary").click()
    await chat.get_by_role("button", name="Jatka myöhemmin").click()
    await expect(chat.get_by_text("Kirjoita ensin viesti.")).to_be_visible()
    await say(chat, QUESTION)
    await expect(shown(chat)).to_have_count(1)
    await chat.get_by_role("button", name="Jatka myöhemmin").click()
    await expect(chat.locator("#chat-later-code .reference-shown")).to_have_text("HK7M-2QWX")
    await expect(chat.locator("#chat-later-code .unseen")).to_have_text("H K 7 M, 2 Q W X")
    assert await axe(chat) == []
    await screenshot(chat, "widget-code")
    peer.codes["HK7M-2QWX"] = "token-of-a-code"
    await chat.evaluate("sessionStorage.clear()")
    await chat.goto("about:blank")
    await opened(chat, site)
    await chat.locator("summary").click()
    await chat.get_by_label("Koodi").fill("HK7M-2QWX")
    await chat.get_by_role("button", name="Jatka keskustelua").click()

    await expect(shown(chat)).to_have_text([QUESTION])
    await expect(chat.locator("#chat-title")).to_be_focused()
    assert peer.heard.count(Hello(token="token-of-a-code", after=0)) == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [(200, "Tällä koodilla ei löytynyt keskustelua."), (429, "liian monta kertaa"), (503, "juuri nyt")],
)
async def test_a_code_that_leads_nowhere_is_answered_kindly(chat, peer, complaints, status, words):
    complaints.expect("Failed to load resource")
    peer.code_status = status
    await chat.locator("summary").click()
    await chat.get_by_label("Koodi").fill("AAAA-BBBB")
    await chat.get_by_role("button", name="Jatka keskustelua").click()

    await expect(chat.locator("#chat-code-problem")).to_contain_text(words)
    await expect(chat.get_by_label("Koodi")).to_have_value("AAAA-BBBB")


async def test_ending_loses_nothing_until_one_says_so(chat, peer):
    await say(chat, QUESTION)
    await expect(shown(chat)).to_have_count(1)
    await chat.locator("summary").click()
    await chat.get_by_role("button", name="Lopeta keskustelu").click()
    await expect(chat.locator("#chat-end-title")).to_be_focused()
    await expect(chat.get_by_role("heading", name="Millainen chat oli?")).to_be_visible()
    await chat.get_by_role("button", name="Palaa keskusteluun").click()
    await expect(chat.locator("#chat-text")).to_be_focused()
    await expect(shown(chat)).to_have_count(1)
    await chat.get_by_role("button", name="Lopeta keskustelu").click()
    peer.entries.clear()  # it has only one conversation
    await chat.get_by_role("button", name="Poista keskustelu tältä laitteelta").click()

    await expect(chat.locator("#chat-log")).to_contain_text("Keskustelu on poistettu tältä laitteelta.")
    await expect(shown(chat)).to_have_count(0)
    assert await chat.evaluate("sessionStorage.getItem('luotsi-chat')") in {
        None,
        '{"token":"token-of-the-peer","waiting":[]}',
    }
