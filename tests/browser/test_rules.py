"""The pages on rules in Chromium: our own, and the files that are read, sent and printed."""

from dataclasses import replace

import pytest
from playwright.async_api import expect

from channels.codes import Language
from gateway.app import serving_pages
from gateway.auth.permissions import Role
from gateway.rulebook import RunningRules
from gateway.store.users import UserRow
from gateway.web import sessions
from gateway.web.pages import Renderer, environment
from gateway.web.rules import files
from gateway.web.rules.book import Reader
from routing.book import steps_of
from routing.check import OWN_RULES
from routing.decide import decide
from routing.trial import Tally, outcome_of
from routing.witness import witness
from tests.servers.browser import axe, screenshot
from tests.servers.ports import free_port

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


def reader_of(services, language=Language.FI):
    return Reader(
        book=services.rules,
        texts=services.texts,
        acknowledgements=services.acknowledgements,
        house=services.house,
        language=language,
        now=services.now(),
    )


def renderer_of(services):
    return Renderer(environment=environment(), texts=services.texts)


def tally_of(book):
    """A trial in which memory goes to service guidance, and who copes badly is called sooner."""
    changed = {
        "R088": {"destination": "service_guidance", "acknowledgement": "service_guidance"},
        "R080": {"deadline": "wd1"},
    }
    rules = tuple(replace(rule, **changed.get(rule.id, {})) for rule in book.rules)
    tally = Tally(tried=replace(book, rules=rules, steps=steps_of(rules), version="0123456789ab"), running=book)
    for number, rule in enumerate(book.rules):
        some = witness(rule, book)
        tally.add(f"SAT-0000-0000-{number:03}", some, outcome_of(decide(some, book)))
    return tally


async def opened(open_page, file, content, **options):
    file.write_text(content, encoding="utf-8")
    page = await open_page(**options)
    await page.goto(file.as_uri())
    return page


async def test_the_rules_that_run_are_read_by_a_supervisor(house, open_page, tmp_path):
    folder = tmp_path / "rules"
    folder.mkdir()
    for file in OWN_RULES.glob("*.toml"):
        (folder / file.name).write_bytes(file.read_bytes())
    settings = house.services.settings.model_copy(update={"http_port": free_port()})
    services = replace(house.services, settings=settings, running=RunningRules(folder))
    (folder / "90-otherwise.toml").write_text("[[rule]]\n", encoding="utf-8")
    services.running.reload(services.now())
    async with services.sessions.begin() as session:
        maija = await session.get_one(UserRow, house.maija)
        maija.role = Role.SUPERVISOR
        token = await sessions.begin(session, services, maija)
    async with serving_pages(services, demo=False):
        page = await open_page(viewport={"width": 1280, "height": 900})
        cookie = {"name": sessions.COOKIE, "value": token, "domain": "127.0.0.1", "path": "/", "secure": True}
        await page.context.add_cookies([cookie])
        await page.goto(f"{services.settings.link}/inbox")
        await page.get_by_role("link", name="Säännöt").click()

        await expect(page.get_by_role("heading", level=1)).to_have_text("Ohjauksen säännöt")
        await expect(page.get_by_text("90-otherwise.toml:1")).to_be_visible()
        await page.get_by_role("link", name="Kotona pärjääminen").click()
        await expect(page.locator("#R080")).to_be_in_viewport()
        await screenshot(page, "rules-fi")
        assert await axe(page) == []
        await page.close()


@pytest.mark.parametrize("options", [{"viewport": {"width": 320, "height": 640}}, {"color_scheme": "dark"}], ids=str)
async def test_the_rule_book_is_read_on_a_narrow_screen_and_in_the_dark(house, open_page, tmp_path, options):
    book = files.rule_book(renderer_of(house.services), reader_of(house.services))
    page = await opened(open_page, tmp_path / "book.html", book, **options)

    await screenshot(page, f"rule-book-{'dark' if 'color_scheme' in options else 'narrow'}")
    assert await axe(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    await page.close()


async def test_each_rule_has_room_for_remarks_on_paper_and_none_on_a_screen(house, open_page, tmp_path):
    book = files.rule_book(renderer_of(house.services), reader_of(house.services))
    page = await opened(open_page, tmp_path / "book.html", book)
    remarks = page.locator("#R080 .remarks")

    await expect(remarks).to_be_hidden()
    await page.emulate_media(media="print")
    await expect(remarks).to_be_visible()
    assert (await remarks.bounding_box())["height"] > 60
    await page.close()


@pytest.mark.parametrize("language", [Language.FI, Language.SV, Language.EN])
async def test_a_trial_is_read_from_its_summary_down(house, open_page, tmp_path, language):
    services = house.services
    span = (services.now(), services.now())
    trial = files.trial(renderer_of(services), reader_of(services, language), tally_of(services.rules), span)
    page = await opened(open_page, tmp_path / "trial.html", trial, viewport={"width": 1280, "height": 900})

    await screenshot(page, f"trial-{language}")
    headings = await page.locator("h2").all_text_contents()
    assert len(headings) == 4
    assert await page.locator(".references li").count() == 2
    assert await axe(page) == []
    await page.close()
