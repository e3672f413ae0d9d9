"""The client's view by reference, and the client's part of a Case: looked at, enlarged, on a phone, by axe."""

import re

import pytest
from playwright.async_api import expect
from sqlalchemy import update

from channels.codes import Reason, Resolution
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.states import CaseState
from tests.browser.test_inbox import open_inbox
from tests.factories import keep_contact_form, only, work
from tests.servers.browser import axe, screenshot

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# 1280 x 800 at 400 %: what is left of the page to lay out.
ENLARGED = {"viewport": {"width": 320, "height": 200}, "device_scale_factor": 4}
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
STEPS = {
    CaseState.TRIAGED: ["Vastaanotettu", "Käsittelyssä", "Valmis"],
    CaseState.IN_PROGRESS: ["Vastaanotettu", "Käsittelyssä", "Valmis"],
    CaseState.WAITING_CLIENT: ["Vastaanotettu", "Käsittelyssä", "Odottaa sinua", "Valmis"],
    CaseState.RESOLVED: ["Vastaanotettu", "Käsittelyssä", "Valmis"],
}
HOME_CARE = "Äitini Porissa ei enää pärjää kotona yksin ja tarvitsee apua joka päivä. Tunnus on 131052-308T."
BOUNCED = "Minua pompotellaan luukulta luukulle eikä kukaan auta kotihoidon asiassa. Tunnukseni on 131052-308T."


async def _in_state(house, state):
    ended = {"resolved_at": house.clock(), "resolution": Resolution.ADVICE_GIVEN, "reason": Reason.SERVICE_INFO}
    async with house.services.sessions.begin() as session:
        await session.execute(update(CaseRow).values({"state": state, **ended}))


@pytest.mark.parametrize("options", [ENLARGED, PHONE], ids=["at-400-percent", "on-a-phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_each_step_is_shown_whole_with_words_and_without_fault(house, open_page, options, scheme):
    await keep_contact_form(house.services, "Mitä ateriapalvelu maksaa Raumalla?")
    await work(house.services)
    reference = (await only(house.services, ContactRow)).reference
    async with open_inbox(house, open_page, color_scheme=scheme, **options) as page:
        root = re.sub("/inbox.*", "", page.url)
        for state, steps in STEPS.items():
            await _in_state(house, state)
            await page.goto(f"{root}/status")
            await page.fill("#reference", reference)
            await page.click("main button")
            shown = [line.splitlines()[0] for line in await page.locator(".steps > li").all_inner_texts()]
            assert [
                re.sub(r" +(asia on nyt tässä|\(tehty\))", "", line, flags=re.IGNORECASE).strip() for line in shown
            ] == steps
            await expect(page.locator("[aria-current=step]")).to_have_count(1)
            await expect(page.locator("[aria-current=step]")).to_contain_text("asia on nyt tässä", ignore_case=True)
            assert await page.evaluate(OVERFLOW) == 0
            assert await axe(page) == []
            await screenshot(page, f"status-{state}-{scheme}-{options['viewport']['height']}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_clients_part_of_a_case_is_without_fault(house, open_page, scheme):
    await house.receives_mail(HOME_CARE, sender="Tuula Laine <tuula.laine@example.org>")
    await house.receives_mail("Mitä ateriapalvelu maksaa Raumalla?")
    case = await house.receives_mail(BOUNCED)
    async with open_inbox(house, open_page, color_scheme=scheme, viewport={"width": 1280, "height": 900}) as page:
        await page.goto(re.sub("/inbox.*", f"/inbox/case/{case.id}", page.url))
        assert await axe(page) == []
        await screenshot(page, f"client-maybe-{scheme}")
        await page.get_by_role("button", name="Sama asiakas").first.click()
        await page.get_by_role("button", name="Asiakas suostui").click()
        await expect(page.get_by_text("Asiakas on suostunut asiakaskoordinaattoriin").first).to_be_visible()
        assert await axe(page) == []
        await screenshot(page, f"client-known-{scheme}")
        await page.set_viewport_size({"width": 320, "height": 640})
        assert await page.evaluate(OVERFLOW) == 0
        await screenshot(page, f"client-known-narrow-{scheme}")
