"""An answer goes to the person who began the Case, whoever else has turned up in it."""

import pytest

from gateway.casework.casefile import open_case
from gateway.store.cases import CaseRow
from gateway.store.deliveries import DeliveryRow
from tests.factories import MAIJA, all_of, case_of, contact_of, deliver, keep_call, mail, only, work

STRANGER = "vieras@citizen.example"
REPORT = (
    b"From: MAILER-DAEMON@mx.citizen.example\r\nTo: %s\r\nSubject: Undelivered Mail Returned to Sender\r\n"
    b"Message-ID: <dsn-2@mx.citizen.example>\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
    b"--b\r\nContent-Type: text/plain\r\n\r\nThe address is unknown.\r\n"
    b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.citizen.example\r\n\r\n"
    b"Final-Recipient: rfc822; maija@citizen.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
)


@pytest.fixture
async def case(services):
    """A Case that began with Maija's mail, which was acknowledged."""
    await deliver(services, mail("Äitini Porissa tarvitsee apua joka päivä."))
    await work(services)
    return await only(services, CaseRow)


async def opened(services, case):
    async with services.readers() as session:
        return await open_case(session, services, case.id)


async def test_an_answer_never_goes_to_the_machine_that_reported_a_failure(services, case, clock):
    clock.forward(minutes=1)
    sent = await only(services, DeliveryRow)
    address = f"bounce+{sent.bounce_token}@satakunta.example"
    await deliver(services, REPORT % address.encode(), address, envelope_sender="")
    await work(services)
    file = await opened(services, case)

    assert len(file.contacts) == 2
    assert file.recipient.contact.contacter.email == MAIJA
    assert file.by_people_first[0].contact.contacter.email == MAIJA


async def test_an_answer_never_goes_to_somebody_who_wrote_to_a_bounce_address(services, case, clock):
    clock.forward(minutes=1)
    sent = await only(services, DeliveryRow)
    address = f"bounce+{sent.bounce_token}@satakunta.example"
    await deliver(services, mail("Vastatkaa minulle", sender=STRANGER, own_id="2"), address)
    await work(services)

    assert (await opened(services, case)).recipient.contact.contacter.email == MAIJA


async def test_a_stranger_who_names_our_message_does_not_come_into_the_case(services, case):
    ours = (await only(services, DeliveryRow)).message_id
    kept = await deliver(
        services, mail("Kertokaa minulle lisää.", sender=STRANGER, own_id="3", In_Reply_To=f"<{ours}>")
    )
    await work(services)

    assert (await contact_of(services, kept)).case_id != case.id
    assert len([row for row in await all_of(services, CaseRow) if row.open]) == 2
    assert (await case_of(services, kept)).id != case.id


async def test_nobody_is_written_to_where_the_one_who_began_gave_no_address(services, relay, clock):
    await keep_call(services, wish="isä kaatui eikä hengitä")
    await work(services)
    alarm = await only(services, DeliveryRow)
    duty = relay.taken[0].recipient
    clock.forward(minutes=1)
    answer = mail("Soitan heti.", sender=duty, own_id="9", In_Reply_To=f"<{alarm.message_id}>")
    kept = await deliver(services, answer, envelope_sender=duty)
    await work(services)
    case = (await all_of(services, CaseRow))[0]

    assert (await contact_of(services, kept)).case_id != alarm.case_id
    assert (await opened(services, case)).recipient is None


async def test_a_duty_address_that_cannot_be_reached_says_nothing_of_the_client(services, clock):
    await keep_call(services, wish="isä kaatui eikä hengitä")
    await work(services)
    alarm = await only(services, DeliveryRow)
    address = f"bounce+{alarm.bounce_token}@satakunta.example"
    await deliver(services, REPORT % address.encode(), address, envelope_sender="")
    await work(services)
    case = next(row for row in await all_of(services, CaseRow) if row.id == alarm.case_id)

    assert not case.undelivered
