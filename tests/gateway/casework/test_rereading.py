"""What no machine could read is read again when somebody asks, and becomes an ordinary contact where that works."""

from datetime import timedelta

import pytest

from channels.channel import Delivery
from channels.codes import ChannelCode
from channels.email import parse
from channels.email.settings import Limits
from gateway import pipeline
from gateway.casework import acting, promising, resolving
from gateway.store.contacts import ContactRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import CaseState, Event, View
from gateway.store.timeline import TimelineRow
from tests.factories import all_of, only, unreadable_mail
from tests.gateway.casework.house import MAILBOX
from tests.gateway.casework.test_assessing import acting as done_by
from tests.gateway.casework.test_merging import into
from tests.gateway.casework.test_pages import audited, post, signed_in

WORDS = "Äitini tarvitsisi apua suihkussa käymiseen."
AWAY = "Olen vuosilomalla enkä lue tätä postia. Palaan töihin 7.1. Kiireellisissä asioissa soita vaihteeseen."
PEKKA = "Pekka Pulla <pekka@example.com>"


async def quarantined(house, text=WORDS, *, headers=""):
    """A mail that is nested deeper than we follow."""
    kept = await pipeline.keep(
        house.services,
        headers.encode() + unreadable_mail(text),
        (Delivery(channel=ChannelCode.EMAIL, line=MAILBOX, once="1", content="1"),),
    )
    await house.works()
    async with house.services.readers() as session:
        row = await session.get_one(ContactRow, kept.receipts[0].contact_id)
    assert row.quarantined is not None
    return row


@pytest.fixture
async def contact(house):
    return await quarantined(house)


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


async def an_answer_in_quarantine(house):
    """Aino's Case, and an answer to our letter in it that nobody could read."""
    asked = await house.receives_mail("Mistä saan tietoa kotihoidon maksuista?", sender="Aino <maija@citizen.example>")
    letter = await only(house.services, DeliveryRow)
    answer = await quarantined(house, "Kiitos, lisätietoja.", headers=f"In-Reply-To: <{letter.message_id}>\r\n")
    return asked, answer


async def test_a_machines_mail_read_again_takes_nobody_else_along_who_was_merged_with_it(house, monkeypatch):
    contact = await quarantined(house, AWAY, headers="Auto-Submitted: auto-replied\r\n")
    pekkas = await house.receives_mail(WORDS, sender=PEKKA)
    await done_by(house, resolving.resolve, pekkas, into(contact.case_id))
    before, promised = await house.case(contact.case_id), await house.promises(contact.case_id)
    monkeypatch.setattr(parse, "LIMITS", Limits(depth=100))

    _, page = await ask(house, contact.case_id, contact.id)

    case = await house.case(contact.case_id)
    assert (case.view, case.state, case.open) == (before.view, before.state, True)
    assert (case.promise_due_at, await house.promises(case.id)) == (before.promise_due_at, promised)
    assert Event.MACHINE in await house.events(case.id)
    assert "Palaan töihin" in page


async def test_an_answer_read_again_takes_nobody_else_along_who_was_merged_with_it(house, monkeypatch):
    asked, contact = await an_answer_in_quarantine(house)
    pekkas = await house.receives_mail(WORDS, sender=PEKKA)
    await done_by(house, resolving.resolve, pekkas, into(contact.case_id))
    promised = (await house.case(contact.case_id)).promise_due_at
    monkeypatch.setattr(parse, "LIMITS", Limits(depth=100))

    await ask(house, contact.case_id, contact.id)

    case = await house.case(contact.case_id)
    assert (case.state, case.open, case.promise_due_at <= promised) == (CaseState.TRIAGED, True, True)
    assert any(promise.endswith(" open") for promise in await house.promises(case.id))
    assert [row.case_id for row in await all_of(house.services, ContactRow)].count(asked.id) == 1


@pytest.mark.parametrize("released", [False, True], ids=["held", "released"])
async def test_a_case_that_somebody_has_begun_with_stays_theirs_when_its_mail_is_read_again(
    house, monkeypatch, released
):
    asked, contact = await an_answer_in_quarantine(house)
    async with house.services.sessions.begin() as session:
        await acting.claim(session, house.services.keys, house.act(await house.case(contact.case_id)))
    if released:
        async with house.services.sessions.begin() as session:
            await acting.release(session, house.services.keys, house.act(await house.case(contact.case_id)))
    before = await house.case(contact.case_id)
    monkeypatch.setattr(parse, "LIMITS", Limits(depth=100))

    await ask(house, contact.case_id, contact.id)

    case = await house.case(contact.case_id)
    assert (case.state, case.owner_id, case.open) == (before.state, before.owner_id, True)
    assert sorted(row.case_id for row in await all_of(house.services, ContactRow)) == sorted([asked.id, case.id])


async def test_an_answer_alone_in_a_case_that_nobody_has_begun_with_joins_what_it_answers(house, monkeypatch):
    asked, contact = await an_answer_in_quarantine(house)
    monkeypatch.setattr(parse, "LIMITS", Limits(depth=100))

    await ask(house, contact.case_id, contact.id)

    assert (await house.case(contact.case_id)).dissolved_into_id == asked.id


async def silences(house):
    return [row.data["silence"] for row in await all_of(house.services, TimelineRow) if "silence" in row.data]


async def test_what_is_read_again_at_once_is_acknowledged(house, contact, monkeypatch):
    monkeypatch.setattr(parse, "LIMITS", Limits(depth=100))

    await ask(house, contact.case_id, contact.id)

    assert await house.sent(contact.case_id) == ["acknowledgement"]


async def test_what_is_read_again_weeks_later_is_answered_by_a_person_and_promised_no_past_day(
    house, contact, monkeypatch
):
    agreed = house.clock() + timedelta(days=30)
    async with house.services.sessions.begin() as session:
        await promising.move(session, house.services, house.act(await house.case(contact.case_id)), agreed)
    house.clock.passes(days=21)
    await house.works()
    monkeypatch.setattr(parse, "LIMITS", Limits(depth=100))

    _, page = await ask(house, contact.case_id, contact.id)

    assert await house.sent(contact.case_id) == []
    assert (await silences(house))[-1] == "late"
    assert "neuvoja vastaa" in page
    assert (await house.case(contact.case_id)).promise_due_at == agreed
