"""The comparison of rules and people in Chromium, and telling a later date from the page of a Case."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.async_api import expect

from channels.codes import ChannelCode, Language, Reason
from gateway.app import serving_pages
from gateway.auth.permissions import Role
from gateway.casework import correcting, replying
from gateway.comparing import history
from gateway.comparing.figures import figures
from gateway.county import Mode
from gateway.store import casework
from gateway.store.users import UserRow
from gateway.web import sessions
from gateway.web.shadow import files
from tests.factories import keep_contact_form
from tests.servers.browser import axe, screenshot
from tests.servers.ports import free_port

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

MATTERS = (
    "Äitini muistaa yhä huonommin ja unohtaa lääkkeet. Mistä saamme apua? Asumme Porissa.",
    "Hoidan miestäni kotona Raumalla. Miten haen omaishoidon tukea?",
    "Mistä saan tietoa kotihoidon maksuista? Asumme Porissa.",
    "Äitini Porissa ei enää pärjää kotona yksin. Hän on 84-vuotias.",
    "Poikani lyö minua ja vie eläkkeeni. Pelkään häntä.",
)


def in_modes(services, **modes):
    known = {ChannelCode(channel): mode for channel, mode in modes.items()}
    settings = services.settings.model_copy(update={"http_port": free_port()})
    return replace(services, settings=settings, county=services.county.model_copy(update={"modes": known}))


async def corrected(house, case, **values):
    as_it_is = {name: getattr(case, name) for name in ("reason", "urgency", "municipality", "language", "contacter")}
    correction = correcting.Correction(**(as_it_is | {"destination": case.destination, "why": "Ei kiirettä."} | values))
    async with house.services.sessions.begin() as session:
        now = await casework.look(session, case.id)
        await correcting.correct(session, house.services, house.act(now), correction)


async def called(house, case):
    async with house.services.sessions.begin() as session:
        now = await casework.look(session, case.id)
        call = replying.Called(reached=True, note="Puhuttu.")
        await replying.called(session, house.services, house.act(now), call)


@pytest.fixture
async def trial(house):
    """Five mails and a form on channels that people work by hand, and what Maija did with them."""
    house.services = in_modes(house.services, email=Mode.SHADOW, web_form=Mode.MANUAL)
    cases = [await house.receives_mail(text, sender=f"Asiakas <a{n}@example.org>") for n, text in enumerate(MATTERS)]
    await keep_contact_form(house.services, MATTERS[1], answer_by="phone", phone="040 123 4567")
    await house.works()
    house.clock.passes(hours=3)
    await corrected(house, cases[0], destination="informal_care_support", reason=Reason.INFORMAL_CARE)
    await called(house, cases[1])
    house.clock.passes(days=9)
    await called(house, cases[2])
    return house


@asynccontextmanager
async def open_as(house, role, path, open_page, **options):
    async with house.services.sessions.begin() as session:
        maija = await session.get_one(UserRow, house.maija)
        maija.role = role
        token = await sessions.begin(session, house.services, maija)
    async with serving_pages(house.services, demo=False):
        page = await open_page(**options)
        cookie = {"name": sessions.COOKIE, "value": token, "domain": "127.0.0.1", "path": "/", "secure": True}
        await page.context.add_cookies([cookie])
        await page.goto(f"{house.services.settings.link}{path}")
        yield page
        await page.close()


async def test_a_supervisor_sees_where_people_chose_otherwise(trial, open_page):
    async with open_as(trial, Role.SUPERVISOR, "/shadow", open_page, viewport={"width": 1280, "height": 900}) as page:
        await expect(page.get_by_role("heading", name="Koekäytön vertailu")).to_be_visible()
        await expect(page.get_by_role("heading", name="Missä ihminen valitsi toisin")).to_be_visible()
        await expect(page.locator(".shadow-rule")).to_have_count(1)
        await screenshot(page, "shadow-fi")
        assert await axe(page) == []

        await page.get_by_label("Mistä päivästä alkaen").fill("2026-12-03")
        await page.get_by_role("button", name="Näytä").click()
        await expect(page.get_by_text("Tältä ajalta ei ole yhteydenottoja")).to_be_visible()


async def test_the_page_can_be_read_on_a_narrow_screen_and_in_the_dark(trial, open_page):
    narrow = {"viewport": {"width": 360, "height": 800}, "color_scheme": "dark"}
    async with open_as(trial, Role.SUPERVISOR, "/shadow?lang=sv", open_page, **narrow) as page:
        await expect(page.get_by_role("heading", name="Jämförelse under försöket")).to_be_visible()
        await screenshot(page, "shadow-narrow-dark-sv")
        assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert await axe(page) == []


async def test_the_file_needs_nothing_but_itself(trial, open_page, tmp_path):
    now = trial.clock()
    async with trial.services.readers() as session:
        compared = await history.read(session, trial.services, now - timedelta(days=30))
    found = figures(compared, now - timedelta(days=30), now)
    file = tmp_path / "vertailu.html"
    file.write_text(files.comparison(trial.services, Language.FI, found, compared), "utf-8")
    page = await open_page(viewport={"width": 1100, "height": 900}, offline=True)
    await page.goto(file.as_uri())

    await expect(page.get_by_role("heading", name="Koekäytön vertailu")).to_be_visible()
    await screenshot(page, "shadow-file-fi")
    assert await axe(page) == []


async def test_a_later_date_is_told_unless_somebody_says_why_not(house, open_page, complaints):
    complaints.expect("422 (Unprocessable Entity)")
    house.services = in_modes(house.services)
    case = await house.receives_mail(MATTERS[3])
    house.clock.passes(hours=1)
    async with open_as(house, Role.ADVISOR, f"/inbox/case/{case.id}", open_page) as page:
        await page.get_by_text("Lupaa toinen aika").or_(page.locator("#act-promise > summary")).first.click()
        await page.locator("#promise-due_at").fill("2026-12-04T12:00")
        await expect(page.get_by_label("Kerro uusi aika ihmiselle")).to_be_checked()
        await screenshot(page, "promise-moved-fi")
        assert await axe(page) == []
        await page.get_by_label("Kerro uusi aika ihmiselle").uncheck()
        await page.locator("#act-promise button[type=submit]").click()
        await expect(page.get_by_role("alert").filter(has_text="Kirjoita, miksi")).to_be_visible()
        await expect(page.get_by_label("Kerro uusi aika ihmiselle")).not_to_be_checked()
        await page.get_by_label("Kerro uusi aika ihmiselle").check()
        await page.locator("#act-promise button[type=submit]").click()
        await house.works()
        await page.reload()
        await expect(page.get_by_role("heading", name="Kerrottu uusi aika")).to_be_visible()
        await screenshot(page, "promise-told-fi")
        assert await axe(page) == []

    assert await house.sent(case.id) == ["acknowledgement", "date_moved"]
