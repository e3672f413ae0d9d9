"""An answer that goes by secure mail, as the advisor sees it who writes it."""

import pytest
from playwright.async_api import expect

from gateway.store.cases import CaseRow
from tests.browser.test_inbox import open_inbox
from tests.factories import deliver, mail, only
from tests.servers.browser import axe, screenshot

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

NEED = "Äitini tarvitsee kotihoidon käynnin aamuisin, hän ei saa lääkkeitä otettua itse."


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
async def test_who_answers_secure_mail_is_told_that_only_the_recipient_can_open_it(house, open_page, scheme, width):
    await deliver(house.services, mail(NEED), "suojaposti@satakunta.example")
    await house.works()
    case = await only(house.services, CaseRow)
    async with open_inbox(house, open_page, color_scheme=scheme, viewport={"width": width, "height": 900}) as page:
        await page.goto(page.url.replace("/inbox", f"/inbox/case/{case.id}"))
        await page.locator("#act-reply > summary").click()

        await expect(page.get_by_text("Vastaus lähtee turvasähköpostina")).to_be_visible()
        assert await axe(page) == []
        await screenshot(page, f"secure-reply-{scheme}-{width}")
