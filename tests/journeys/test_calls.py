"""The telephone: a callback request by a signed webhook, and a call that an advisor writes down."""

import asyncio

from playwright.async_api import expect

from tests.journeys.advisor import at_work, open_case
from tests.journeys.calls import SECRET, call, callback_request
from tests.journeys.records import callbacks_of, settled

NUMBER, OTHER_WAY = "040 555 0199", "+358405550199"


async def test_a_repeated_callback_is_counted_and_another_line_is_another_request(start_luotsi, database_url, page):
    luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_DATABASE_URL=database_url, LUOTSI_WEBHOOK_SECRET=SECRET)
    first = callback_request(luotsi, "call-1", number=NUMBER, wish="aamupäivällä")

    answers = [await call(first), await call(first)]
    await settled(luotsi, 1)
    answers.append(await call(callback_request(luotsi, "call-2", number=OTHER_WAY)))
    answers.append(await call(callback_request(luotsi, "call-3", number=NUMBER, line="omaishoito")))

    assert [answer.status for answer in answers] == [200] * 4
    asked, again, elsewhere = await settled(luotsi, 3)
    assert again.row.case_id == asked.row.case_id
    assert elsewhere.row.case_id != asked.row.case_id
    assert [(one.line, one.count) for one in await callbacks_of(luotsi)] == [("neuvonta", 2), ("omaishoito", 1)]

    await at_work(page, luotsi)
    await expect(page.locator("li.case")).to_have_count(2)
    await page.goto(f"{luotsi.url}/inbox/case/{asked.row.case_id}")
    await expect(page.get_by_text("aamupäivällä").first).to_be_attached()
    await expect(page.get_by_text("Soittoa pyydettiin uudelleen")).to_be_visible()


async def test_an_entered_call_gives_the_text_to_read_aloud_and_stands_in_the_inbox(start_luotsi, database_url, page):
    luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_DATABASE_URL=database_url)
    await at_work(page, luotsi)

    await page.get_by_role("link", name="Kirjaa yhteydenotto").first.click()
    await (
        page.get_by_label("Asia", exact=False)
        .and_(page.locator("textarea[name=text]"))
        .fill("Soittaja kysyy, miten hänen vaimonsa saisi turvapuhelimen.")
    )
    await page.locator("select[name=contacter_type]").select_option("relative")
    await page.locator("input[name=name]").fill("Eino Esimerkki")
    await page.get_by_role("button", name="Tallenna yhteydenotto").click()

    await expect(page.get_by_role("status").filter(has_text="Yhteydenotto on tallennettu.")).to_be_visible()
    (contact,) = await settled(luotsi, 1)
    read_aloud = page.get_by_role("region", name="Lue tämä ääneen")
    if not await read_aloud.count():
        await page.reload()
    await expect(read_aloud).to_contain_text(contact.row.reference)

    await page.goto(f"{luotsi.url}/inbox")
    await open_case(page, "saisi turvapuhelimen")
    await expect(page.locator(".words").first).to_contain_text("saisi turvapuhelimen")
