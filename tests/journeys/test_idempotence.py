"""The same thing twice is one contact; the same mail at two doors is two, linked, and answered once."""

import asyncio

from channels.codes import ChannelCode
from gateway.ids import new_id
from tests.journeys.records import acknowledgements_of, contacts_of, deliveries_of, settled
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
