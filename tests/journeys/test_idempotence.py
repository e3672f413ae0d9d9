"""The same thing twice is one contact; the same mail at two doors is two, linked, and answered once."""

import asyncio
import random
import secrets

from channels.channel import Delivery
from channels.codes import ChannelCode
from gateway import pipeline
from gateway.app import open_services
from gateway.ids import new_reference
from gateway.settings import Settings
from tests.journeys.forms import send_form, submission_id
from tests.journeys.records import acknowledgements_of, deliveries_of, settled
from tests.servers.mails import written
from tests.servers.swaks import swaks

NEUVONTA, KOTIUTUS = "neuvonta@satakunta.example", "kotiutus@satakunta.example"
MAIJA = "maija@citizen.example"
LETTER = written(
    sender=MAIJA,
    recipient=NEUVONTA,
    subject="Kysymys kotihoidosta",
    body="Äitini tarvitsisi apua suihkussa käymiseen.",
    message_id="<suihku-1@mail.citizen.example>",
)
BY_ANOTHER_ROUTE = (
    b"Received: from backup.citizen.example by mx2.citizen.example; Mon, 16 Nov 2026 11:00:00 +0200\r\n"
    b"Received: from laptop by backup.citizen.example; Mon, 16 Nov 2026 10:59:00 +0200\r\n"
    b"X-Spam-Score: 0.2\r\n"
    b"Authentication-Results: mx2.citizen.example; spf=pass\r\n"
) + LETTER


async def deliver(luotsi, content, recipient=NEUVONTA):
    sent = await asyncio.to_thread(swaks, luotsi.smtp_port, content, sender=MAIJA, recipient=recipient)
    assert sent.accepted, sent.text


async def test_a_mail_that_comes_again_and_by_another_route_is_one_contact(start_luotsi, database_url):
    luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_DATABASE_URL=database_url)

    await deliver(luotsi, LETTER)
    await deliver(luotsi, LETTER)
    await deliver(luotsi, BY_ANOTHER_ROUTE)

    (contact,) = await settled(luotsi, 1)
    assert "apua suihkussa" in contact.words
    assert len(await deliveries_of(luotsi)) == 1


async def test_one_mail_to_two_of_our_mailboxes_is_two_linked_contacts_and_one_acknowledgement(
    start_luotsi, database_url
):
    luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_DATABASE_URL=database_url)

    await deliver(luotsi, LETTER, f"{NEUVONTA},{KOTIUTUS}")

    await assert_two_linked_and_answered_once(luotsi)


async def test_one_mail_brought_to_each_mailbox_by_itself_is_two_linked_contacts_and_one_acknowledgement(
    start_luotsi, database_url
):
    luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_DATABASE_URL=database_url)

    await deliver(luotsi, LETTER, NEUVONTA)
    await deliver(luotsi, BY_ANOTHER_ROUTE, KOTIUTUS)

    await assert_two_linked_and_answered_once(luotsi)


async def assert_two_linked_and_answered_once(luotsi):
    first, second = await settled(luotsi, 2)
    assert {first.row.line, second.row.line} == {"neuvonta", "kotiutus"}
    assert first.row.same_as_id is None
    assert second.row.same_as_id == first.row.id
    assert first.row.reference != second.row.reference
    assert len(await acknowledgements_of(luotsi)) == 1
    assert len(await deliveries_of(luotsi)) == 1


async def test_a_form_whose_button_was_pressed_again_and_again_is_one_contact(start_luotsi, database_url):
    luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_DATABASE_URL=database_url)
    fields = {"submission_id": await submission_id(luotsi), "text": "Miten haen kuljetuspalvelua isälleni?"}

    pages = await asyncio.gather(*(send_form(luotsi, fields) for _ in range(4)))
    pages.append(await send_form(luotsi, fields))

    (contact,) = await settled(luotsi, 1)
    assert [(page.status, page.reference) for page in pages] == [(200, contact.row.reference)] * 5


async def test_two_people_who_write_the_same_words_are_two_contacts(start_luotsi, database_url):
    luotsi = await asyncio.to_thread(start_luotsi, LUOTSI_DATABASE_URL=database_url)
    words = "Miten haen kuljetuspalvelua isälleni?"

    for _ in range(2):
        await send_form(luotsi, {"submission_id": await submission_id(luotsi), "text": words})

    first, second = await settled(luotsi, 2)
    assert (first.row.same_as_id, second.row.same_as_id) == (None, None)
    assert len(await acknowledgements_of(luotsi)) == 2


async def test_a_reference_that_is_drawn_twice_leaves_two_contacts(database_url, tmp_path, monkeypatch):
    settings = Settings(data_dir=tmp_path, database_url=database_url)
    async with open_services(settings) as services:
        # The same dice for both: the second contact draws the first one's reference before it draws its own.
        monkeypatch.setattr(secrets, "choice", random.Random(7).choice)
        first = await pipeline.keep(services, b"{}", (a_delivery("one"),))
        monkeypatch.setattr(secrets, "choice", random.Random(7).choice)
        second = await pipeline.keep(services, b"{}", (a_delivery("two"),))

        monkeypatch.setattr(secrets, "choice", random.Random(7).choice)
        assert new_reference("SAT") == first.receipts[0].reference
        assert second.receipts[0].reference not in {"", first.receipts[0].reference}
        assert second.receipts[0].contact_id != first.receipts[0].contact_id


def a_delivery(once):
    return Delivery(channel=ChannelCode.WEB_FORM, line="neuvonta", once=once, content=once)
