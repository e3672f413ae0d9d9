"""A client's mail, from their own provider to an advisor and back, and once more."""

import asyncio
from email import message_from_bytes, policy

from playwright.async_api import expect

from tests.journeys.advisor import at_work, open_case, press
from tests.journeys.records import settled
from tests.servers.mails import written
from tests.servers.swaks import swaks

OURS, CLIENT = "neuvonta@satakunta.example", "asiakas.77@citizen.example"
SUBJECT = "Äidin peseytyminen"
WORDS = "Äitini on 82-vuotias ja asuu yksin Porissa. Hän ei enää pääse suihkuun ilman apua."
ANSWER = "Hei, kiitos viestistäsi. Soitamme sinulle huomenna aamupäivällä."
# What an unprotected mail must not repeat: who wrote, about what, in which words, and where we sent it.
PRIVATE = ("Maija", "Meikäläinen", "peseytymi", "suihku", "Äiti", "82-vuotias", "Porissa", "kotihoi", "palvelutarpe")


async def test_a_mail_is_acknowledged_answered_and_continued_in_one_case(
    postfix, dovecot, start_luotsi, database_url, page
):
    luotsi = await asyncio.to_thread(
        start_luotsi,
        LUOTSI_DATABASE_URL=database_url,
        LUOTSI_SMTP_PORT=str(postfix.gateway_port),
        LUOTSI_SMTP_RELAY=postfix.address,
    )
    await at_work(page, luotsi)

    await send(postfix, SUBJECT, WORDS, message_id="<ensimmainen@mail.citizen.example>")
    (acknowledgement,) = await arrived(dovecot, 1)
    assert_neutral(acknowledgement)

    await page.goto(f"{luotsi.url}/inbox")
    await open_case(page, "ei enää pääse suihkuun")
    await expect(page.locator(".words").first).to_contain_text(WORDS)
    await press(page, "c")
    await expect(page.get_by_role("status").filter(has_text="on nyt sinulla")).to_be_visible()
    await press(page, "a")
    await page.get_by_label("Vastaus", exact=True).fill(ANSWER)
    await page.get_by_role("button", name="Lähetä vastaus").click()
    await expect(page.get_by_role("status").filter(has_text="Vastaus lähtee.")).to_be_visible()

    _, reply = await arrived(dovecot, 2)
    assert ANSWER in text_of(reply)
    assert_neutral(reply)
    assert reply["In-Reply-To"] == "<ensimmainen@mail.citizen.example>"

    await send(postfix, f"Vs: {reply['Subject']}", "Sopii hyvin, kiitos!", answers=reply["Message-ID"])
    first, second = await settled(luotsi, 2)
    assert second.row.case_id == first.row.case_id
    await page.reload()
    await expect(page.locator(".words").first).to_contain_text("Sopii hyvin, kiitos!")
    # One person, one Case, one day: the answer to our answer is not acknowledged again.
    assert len(await arrived(dovecot, 2)) == 2


async def send(postfix, subject, body, *, message_id="", answers=""):
    content = written(
        sender=f"Maija Meikäläinen <{CLIENT}>", recipient=OURS, subject=subject, body=body, message_id=message_id
    )
    if answers:
        content = f"In-Reply-To: {answers}\r\nReferences: {answers}\r\n".encode() + content
    sent = await asyncio.to_thread(swaks, postfix.port, content, sender=CLIENT, recipient=OURS)
    assert sent.accepted, sent.text


async def arrived(dovecot, count):
    """The mails in the client's own mailbox, once there are *count*."""
    mails = await asyncio.to_thread(dovecot.wait_for_mail, CLIENT, count)
    return [message_from_bytes(mail, policy=policy.default) for mail in mails]


def text_of(mail):
    return "\n".join(part.get_content() for part in mail.walk() if part.get_content_maintype() == "text")


def assert_neutral(mail):
    told = f"{mail['Subject']}\n{mail['From']}\n{text_of(mail)}"
    assert [words for words in PRIVATE if words.lower() in told.lower()] == []
