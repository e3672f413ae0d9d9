"""The checklist of a Case and the door of a restricted one, in Chromium: by keyboard, without scripts, seen by axe."""

import pytest
from playwright.async_api import expect

from routing.rule import Action
from tests.browser.test_inbox import open_inbox
from tests.factories import where_every_contact_asks_for
from tests.gateway.casework.house import House
from tests.servers.browser import axe

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

WORRY = "Naapurini on 84-vuotias ja asuu yksin Porissa. Hän ei ole syönyt kunnolla viikkoon. Mihin aikaan olette auki?"
ASKED = (
    Action.URGENT_NEED_CHECK_NOW,
    Action.START_STATUTORY_CLOCK_IF_NEED_EXPRESSED,
    Action.ASK_MUNICIPALITY,
    Action.CHECK_IDENTITY_BEFORE_ANSWER,
    Action.NO_DISCLOSURE_TO_SENDER,
    Action.NO_DATA_WITHOUT_CONSENT,
)


async def receives(house: House, *actions: Action):
    house.services = where_every_contact_asks_for(house.services, *actions)
    return await house.receives_mail(WORRY)


async def open_first(page):
    await page.locator(".case-link").first.click()
    await page.wait_for_url("**/inbox/case/*")


async def test_a_task_is_ticked_by_keyboard_and_the_focus_stays_at_the_list(house, open_page):
    await receives(house, *ASKED)
    async with open_inbox(house, open_page) as page:
        await open_first(page)
        button = page.get_by_role("button", name="Tehty Katso heti, tarvitaanko kiireellistä apua")
        await button.focus()
        await page.keyboard.press("Enter")
        await page.wait_for_url("**done=ticked#remember")

        await expect(page.get_by_text("Merkintä on tallennettu.")).to_be_visible()
        await expect(page.locator("#remember")).to_be_in_viewport()
        await expect(button).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_case_that_is_not_done_with_says_what_is_left_and_ends_after_it(house, open_page, complaints, scripts):
    complaints.expect("422")
    case = await receives(house, Action.URGENT_NEED_CHECK_NOW)
    async with open_inbox(house, open_page, java_script_enabled=scripts) as page:

        async def resolve():
            await page.locator("#act-resolve > summary").click()
            await page.locator("#resolve-resolution").select_option("advice_given")
            for field, code in (("contacter", "relative"), ("reason", "coping_at_home")):
                await page.locator(f"#resolve-{field}").select_option(code)
            await page.locator("#act-resolve button[type=submit]").click()

        await open_first(page)
        await resolve()
        await expect(page.get_by_role("alert").get_by_text("Asiaa ei voi vielä päättää.")).to_be_visible()
        await expect(page.locator("#problem li")).to_have_text(["Katso heti, tarvitaanko kiireellistä apua"])
        await page.get_by_role("button", name="Ei tarvita Katso heti").click()
        await resolve()
        await expect(page.get_by_text("Ratkaisu on kirjattu.")).to_be_visible()

    assert not (await house.case(case.id)).open


async def test_the_list_says_how_much_is_to_be_done_and_that_it_is_late(house, open_page):
    await receives(house, *ASKED)
    async with open_inbox(house, open_page) as page:
        row = page.locator(".case").first
        await expect(row).to_contain_text("4 tehtävää, ensimmäinen tänään klo 10.15")
        await expect(row).not_to_contain_text("Myöhässä")
        house.clock.passes(minutes=40)
        await page.reload()
        await expect(row).to_contain_text("4 tehtävää, ensimmäinen 25 min sitten Myöhässä")


async def test_reminders_stand_above_the_reply(house, open_page):
    await receives(house, *ASKED)
    async with open_inbox(house, open_page) as page:
        await open_first(page)
        await page.locator("#act-reply > summary").click()
        warned = page.locator("#act-reply").get_by_text("Älä kerro ilmoittajalle")
        box, field = await warned.bounding_box(), await page.locator("#reply-text").bounding_box()
        assert box["y"] < field["y"]


async def test_a_restricted_case_is_opened_by_saying_why_without_scripts(house, open_page):
    await receives(house, Action.RESTRICT_ACCESS)
    async with open_inbox(house, open_page, java_script_enabled=False) as page:
        await expect(page.locator(".case-words")).to_have_text("Tiedot näkyvät vain tiimin jäsenille.")
        await open_first(page)
        await expect(page.get_by_role("heading", name="Pääsy on rajattu")).to_be_visible()
        await page.get_by_label("Asiakas on itse ottanut minuun yhteyttä").check()
        await page.get_by_role("button", name="Avaa asia").click()
        await expect(page.get_by_text("Naapurini on 84-vuotias")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing_wrong_with_checklist_and_restricted_door(house, open_page, scheme):
    await receives(house, *ASKED)
    house.clock.passes(hours=30)
    async with open_inbox(house, open_page, color_scheme=scheme) as page:
        assert await axe(page) == []
        await open_first(page)
        await page.get_by_role("button", name="Ei Kertooko ihminen").click()
        await page.locator("#remember summary").click()
        assert await axe(page) == []
    await receives(house, Action.RESTRICT_ACCESS)
    async with open_inbox(house, open_page, color_scheme=scheme) as page:
        await page.get_by_text("Tiedot näkyvät vain").locator("xpath=../h2/a").click()
        await expect(page.get_by_role("heading", name="Pääsy on rajattu")).to_be_visible()
        assert await axe(page) == []


async def test_nothing_of_it_is_wider_than_a_narrow_telephone(house, open_page):
    await receives(house, *ASKED)
    async with open_inbox(house, open_page, viewport={"width": 320, "height": 640}) as page:
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320
        await open_first(page)
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320
