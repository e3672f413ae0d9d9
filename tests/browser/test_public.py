"""The public pages as people use them: with and without scripts, dark, narrow, enlarged, by keyboard."""

import re

import pytest

from gateway.web.application import make_application
from tests.fakes import Clock
from tests.gateway.web.public.given import MONDAY_NOON, with_late_engine
from tests.servers.browser import PATIENCE, axe, screenshot
from tests.servers.waiting import eventually

PATHS = ["/", "/contact", "/callback", "/status", "/privacy", "/accessibility"]
MEALS = "Haluaisin tietää, miten ateriapalvelua haetaan Porissa."
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
REFUSED = "422 (Unprocessable Entity)"


@pytest.fixture
def database_kind():
    """One is enough for the look of pages."""
    return "sqlite"


@pytest.fixture
def clock():
    return Clock(MONDAY_NOON)


@pytest.fixture
def late(services, clock):
    house, engine = with_late_engine(services)
    engine.ready = True
    return house, engine, clock


@pytest.fixture
async def root(late, aiohttp_server):
    server = await aiohttp_server(make_application(late[0], demo=False))
    return str(server.make_url("/")).rstrip("/")


async def _send(page, root, text=MEALS):
    await page.goto(f"{root}/contact")
    await page.fill("#text", text)
    await page.fill("#phone", "040 123 4567")
    await page.click("#send")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_on_the_public_pages(open_page, root, complaints, scheme):
    complaints.expect(REFUSED)
    page = await open_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    for path in PATHS:
        await page.goto(root + path)
        assert await axe(page) == [], path
    await _send(page, root, "")
    assert await axe(page) == []
    await _send(page, root, "Isä kaatui eikä hengitä!")
    assert await axe(page) == []
    await _send(page, root)
    assert await axe(page) == []
    await screenshot(page, f"public-answer-{scheme}")


async def test_nothing_is_cut_off_on_a_narrow_phone(phone_page, root):
    for path in PATHS:
        await phone_page.goto(root + path)
        assert await phone_page.evaluate(OVERFLOW) == 0, path
    await _send(phone_page, root)
    assert await phone_page.evaluate(OVERFLOW) == 0


async def test_nothing_is_cut_off_when_text_is_twice_as_large(open_page, root):
    page = await open_page(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    for path in PATHS:
        await page.goto(root + path)
        await page.add_style_tag(content="html { font-size: 200% }")
        assert await page.evaluate(OVERFLOW) == 0, path


async def test_what_one_touches_is_large_enough(phone_page, root):
    touched = "button, .button, nav a, .number, .choice, .input, .textarea, summary, .emergency-number"
    small = f"""[...document.querySelectorAll("{touched}")]
        .filter(element => element.offsetParent && element.getBoundingClientRect().height < 44)
        .map(element => element.outerHTML.slice(0, 80))"""
    for path in PATHS:
        await phone_page.goto(root + path)
        assert await phone_page.evaluate(small) == [], path


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
async def test_a_message_and_its_status(open_page, root, scripts):
    page = await open_page(java_script_enabled=scripts)
    await _send(page, root)
    reference = re.sub(r"\s", "", await page.inner_text(".reference-shown"))
    answer = await page.inner_text("main")
    await page.click("main >> text=Katso, missä asiani on")
    await page.fill("#reference", reference)
    await page.click("main button")

    assert "viimeistään" in answer
    assert "Saimme viestisi 23.11.2026" in await page.inner_text("main")
    assert page.url == f"{root}/status"


async def test_with_scripts_the_answer_comes_by_itself(page, root, late):
    _, engine, clock = late
    engine.ready = False
    await _send(page, root)
    before = await page.inner_text("main")
    engine.ready = True
    clock.forward(minutes=1)
    await page.wait_for_selector("#answer >> text=viimeistään")

    assert "Näytä vastaus" in before
    assert "Näytä vastaus" not in await page.inner_text("main")
    assert page.url == f"{root}/contact"


async def test_without_scripts_the_button_brings_the_answer(page_without_scripts, root, late):
    _, engine, clock = late
    engine.ready = False
    await _send(page_without_scripts, root)
    engine.ready = True
    clock.forward(minutes=1)

    async def answered():
        # On a busy machine it may take more than one look.
        await page_without_scripts.click("text=Näytä vastaus")
        return "viimeistään" in await page_without_scripts.inner_text("main")

    await eventually(answered, within=PATIENCE / 1_000, what="the answer is there")
    assert page_without_scripts.url == f"{root}/contact/answer"


async def test_the_mistakes_are_read_first_and_lead_to_their_fields(page, root, complaints):
    complaints.expect(REFUSED)
    await _send(page, root, "")
    focused = await page.evaluate("document.activeElement.textContent")
    await page.click("text=Kirjoita, mitä asiasi koskee. >> nth=0")

    assert "Tarkista nämä kohdat" in focused
    assert await page.evaluate("document.activeElement.id") == "text"


async def test_the_keyboard_alone_is_enough(page, root):
    await page.goto(f"{root}/contact")
    await page.keyboard.press("Tab")
    skip = await page.evaluate("document.activeElement.className")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")  # the way to the chat
    await page.keyboard.press("Tab")
    await page.keyboard.type(MEALS)
    await page.focus("#interpreter_language")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(".reference")

    assert skip == "skip-link"


async def test_a_callback_request(page_without_scripts, root):
    await page_without_scripts.goto(f"{root}/callback")
    await page_without_scripts.fill("#phone", "040 123 4567")
    await page_without_scripts.click("#send")

    assert "Soitamme sinulle viimeistään" in await page_without_scripts.inner_text("main")


async def test_another_language_is_one_click_away_and_stays(page, root):
    await page.goto(root)
    await page.click("text=Svenska")
    await page.click("nav a[href='/contact']")

    assert await page.get_attribute("html", "lang") == "sv"
    assert await page.inner_text("h1") == "Skicka ett meddelande"
