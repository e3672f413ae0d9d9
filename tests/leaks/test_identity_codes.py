"""Planted: identity codes and a person's words. They stand sealed in the database, and nowhere to be read."""

import asyncio
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from playwright.async_api import expect

from tests.journeys.advisor import at_work, press
from tests.journeys.calls import SECRET, call, callback_request
from tests.journeys.forms import send_form, submission_id
from tests.journeys.records import settled
from tests.leaks.places import where, written_by
from tests.servers.swaks import swaks

# Official test codes: the individual number begins with 9, and no person ever gets one.
IN_SUBJECT, IN_BODY, IN_FILE, IN_FILE_NAME = "010145-951R", "020246-962T", "030347-973V", "040448-984X"
IN_FORM, IN_FORM_NAME, IN_WISH = "050549-9950", "060650-906U", "070751-917W"
IN_CALL, IN_CALL_WISH, IN_REPLY, IN_NOTE, IN_STATUS = (
    "080852-928Y",
    "090953-9391",
    "101054-940S",
    "111155-951U",
    "121256-962W",
)
IN_MUNICIPALITY, IN_LANGUAGE, IN_RELATION, IN_CLIENT_NAME, IN_SAFE_NOTE = (
    "130145-903X",
    "140246-9140",
    "150347-9252",
    "160448-9364",
    "170549-9476",
)
CODES = (
    IN_SUBJECT, IN_BODY, IN_FILE, IN_FILE_NAME, IN_FORM, IN_FORM_NAME, IN_WISH,
    IN_CALL, IN_CALL_WISH, IN_REPLY, IN_NOTE, IN_STATUS,
    IN_MUNICIPALITY, IN_LANGUAGE, IN_RELATION, IN_CLIENT_NAME, IN_SAFE_NOTE,
)  # fmt: skip
PERSONAL = ("hilkka.h@citizen.example", "Hilkka Harmaja", "virtsankarkailu", "040 555 0188", "405550188")


@pytest.fixture
def server(database_kind, request):
    return request.getfixturevalue("postgres") if database_kind == "postgresql" else None


async def test_planted_codes_and_words_stand_in_no_database_file_wal_dump_log_or_address(
    start_luotsi, database_url, server, page, complaints
):
    luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_DATABASE_URL=database_url, LUOTSI_WEBHOOK_SECRET=SECRET)
    addresses = listen(page)
    complaints.expect("422")  # the reply that is not sent

    await plant_by_mail(luotsi)
    await plant_by_form(luotsi)
    wish = callback_request(luotsi, "call-1", number="040 555 0188", wish=f"aamulla, {IN_WISH}")
    assert (await call(wish)).status == 200
    await send_form(luotsi, {"reference": IN_STATUS}, path="/status")
    mail, _, _ = await settled(luotsi, 3)
    await at_work(page, luotsi)
    await plant_at_work(page, luotsi, mail.row.case_id)
    contacts = await settled(luotsi, 4)

    places = await asyncio.to_thread(written_by, luotsi, server)
    # The search can find: a reference stands in the clear, and so must turn up.
    assert len(where(contacts[0].row.reference, places)) >= 1
    assert {code: found for code in CODES if (found := where(code, places))} == {}
    assert {words: found for words in PERSONAL if (found := where(words, places))} == {}
    assert str(contacts[0].row.id) in luotsi.log()
    assert [code for code in CODES if any(code in address for address in addresses)] == []
    # Nor is it simply gone: what came is kept, and the codes in it stand behind tokens.
    assert IN_BODY.encode() in mail.original
    assert "[hetu-000" in mail.words
    assert [code for code in CODES if any(code in repr(contact.understood) for contact in contacts)] == []


async def test_an_anonymous_form_keeps_nothing_of_who_sent_it(start_luotsi, database_url, server):
    luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_DATABASE_URL=database_url, LUOTSI_TRUSTED_PROXY="true")
    who = {"name": "Hilkka Harmaja", "phone": "040 555 0188", "email": "hilkka.h@citizen.example"}
    network = {"X-Forwarded-For": "198.51.100.77", "User-Agent": "Erikoisselain/7.7"}
    fields = {"submission_id": await submission_id(luotsi), "text": "Naapurini tarvitsee apua.", "anonymous": "yes"}

    answer = await send_form(luotsi, {**fields, **who}, headers=network)

    assert answer.status == 200
    (contact,) = await settled(luotsi, 1)
    places = await asyncio.to_thread(written_by, luotsi, server)
    identifying = (*who.values(), "405550188", *network.values())
    assert {words: found for words in identifying if (found := where(words, places))} == {}
    # Not even sealed: whoever holds the keys cannot tell either.
    sealed = contact.original.decode() + repr(contact.understood)
    assert [words for words in identifying if words in sealed] == []


def listen(page):
    """Every address that the browser asks for or is sent to, from now on."""
    addresses = []
    page.on("request", lambda request: addresses.append(request.url))
    page.on("response", lambda response: addresses.append(response.headers.get("location", "")))
    return addresses


async def plant_by_mail(luotsi):
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "Hilkka Harmaja <hilkka.h@citizen.example>"
    mail["To"] = "neuvonta@satakunta.example"
    mail["Subject"] = f"Asiakas {IN_SUBJECT}"
    mail.set_content(f"Äidilläni on virtsankarkailu. Hänen tunnuksensa on {IN_BODY}.\n")
    mail.add_attachment(
        f"tunnus {IN_FILE}\n".encode(), maintype="text", subtype="plain", filename=f"{IN_FILE_NAME}.txt"
    )
    sent = await asyncio.to_thread(
        swaks, luotsi.smtp_port, mail.as_bytes(), sender="hilkka.h@citizen.example", recipient=mail["To"]
    )
    assert sent.accepted, sent.text
    assert IN_SUBJECT not in sent.text.partition("<-  354")[0]


async def plant_by_form(luotsi):
    answer = await send_form(
        luotsi,
        {
            "submission_id": await submission_id(luotsi),
            "text": f"Hilkka Harmaja pyytää apua, {IN_FORM}",
            "name": f"Hilkka {IN_FORM_NAME}",
            "about": "other",
            "consent": "given",
            "relation": f"tytär {IN_RELATION}",
            "subject_name": f"Hilkka {IN_CLIENT_NAME}",
            "municipality": IN_MUNICIPALITY,
            "other_language": "yes",
            "interpreter_language": IN_LANGUAGE,
            "safe_contact_note": f"Vain aamulla, {IN_SAFE_NOTE}",
        },
    )
    assert answer.status == 200
    assert IN_FORM not in answer.text


async def plant_at_work(page, luotsi, case_id):
    await page.goto(f"{luotsi.url}/inbox/case/{case_id}")
    await press(page, "n")
    await page.locator("#note-text").fill(f"Tarkistettu tunnus {IN_NOTE}")
    await page.locator("#act-note button[type=submit]").click()
    await expect(page.get_by_role("status").filter(has_text="Muistiinpano on tallennettu.")).to_be_visible()
    await press(page, "a")
    await page.locator("#reply-text").fill(f"Hei, vahvistatko tunnuksesi {IN_REPLY}?")
    await page.get_by_role("button", name="Lähetä vastaus").click()
    await expect(page.locator("#problem")).to_contain_text("henkilötunnus")

    await page.goto(f"{luotsi.url}/inbox/new")
    await page.locator("textarea[name=text]").fill(f"Soittaja kertoi tunnuksensa: {IN_CALL}")
    await page.locator("select[name=contacter_type]").select_option("client")
    await page.locator("input[name=callback_phone]").fill("040 555 0188")
    await page.locator("input[name=callback_wish]").fill(f"illalla {IN_CALL_WISH}")
    await page.get_by_role("button", name="Tallenna yhteydenotto").click()
    await expect(page.get_by_role("status").filter(has_text="Yhteydenotto on tallennettu.")).to_be_visible()
