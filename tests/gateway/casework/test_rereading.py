"""What no machine could read is read again when somebody asks, and becomes an ordinary contact where that works."""

import pytest

from channels.channel import Delivery
from channels.codes import ChannelCode
from channels.email import parse
from channels.email.settings import Limits
from gateway import pipeline
from gateway.store.contacts import ContactRow
from gateway.store.states import View
from tests.factories import only, unreadable_mail
from tests.gateway.casework.house import MAILBOX
from tests.gateway.casework.test_pages import audited, post, signed_in

WORDS = "Äitini tarvitsisi apua suihkussa käymiseen."


@pytest.fixture
async def contact(house):
    """A mail that is nested deeper than we follow."""
    kept = await pipeline.keep(
        house.services,
        unreadable_mail(WORDS),
        (Delivery(channel=ChannelCode.EMAIL, line=MAILBOX, once="1", content="1"),),
    )
    await house.works()
    async with house.services.readers() as session:
        row = await session.get_one(ContactRow, kept.receipts[0].contact_id)
    assert row.quarantined is not None
    return row


async def ask(house, case_id, contact_id):
    case = await house.case(case_id)
    async with signed_in(house, house.maija) as client:
        answer = await post(client, f"/inbox/case/{case_id}/read-again", revision=case.revision, contact=contact_id)
        await house.works()
        return answer, await (await client.get(f"/inbox/case/{case_id}")).text()


async def test_a_newer_program_reads_it_and_it_is_a_contact_like_any_other(house, contact, monkeypatch):
    monkeypatch.setattr(parse, "LIMITS", Limits(depth=100))

    answer, page = await ask(house, contact.case_id, contact.id)

    read = await only(house.services, ContactRow)
    assert (answer.status, answer.headers["Location"]) == (303, f"/inbox/case/{read.case_id}?done=read-again")
    assert (read.quarantined, read.version) == (None, contact.version + 1)
    assert (await house.case(read.case_id)).view is View.WORK
    assert "suihkussa" in page
    assert "Lue viesti uudelleen" not in page
    assert "read_again" in await audited(house, read.case_id)


async def test_what_still_cannot_be_read_stays_for_a_person(house, contact):
    _, page = await ask(house, contact.case_id, contact.id)

    read = await only(house.services, ContactRow)
    assert (read.quarantined, read.version) == (contact.quarantined, contact.version + 1)
    assert (await house.case(read.case_id)).view is View.QUARANTINE
    assert "Lue viesti uudelleen" in page


async def test_what_can_be_read_is_not_read_again(house):
    case = await house.receives_mail(WORDS)
    row = await only(house.services, ContactRow)

    answer, _ = await ask(house, case.id, row.id)

    assert answer.status == 422
    assert (await only(house.services, ContactRow)).version == row.version
