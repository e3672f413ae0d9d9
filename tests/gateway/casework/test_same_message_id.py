"""A Message-ID proves nothing: two mails that share one are both kept, told apart, and the later one says so."""

from email import message_from_bytes

import pytest
from sqlalchemy import update

from channels.codes import Language
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.states import Event
from gateway.store.timeline import TimelineRow
from gateway.store.users import UserRow
from tests.factories import KOTIUTUS, NEUVONTA, all_of, deliver, dump, mail, unreadable_mail, work
from tests.gateway.casework.test_pages import signed_in

OTHER_WORDS = "Isä on sairaalassa ja tarvitsee siivousapua."


async def flags(services):
    rows = await all_of(services, TimelineRow)
    return [(row.case_id, row.data) for row in rows if row.event is Event.SAME_MESSAGE_ID]


async def receive(services, clock, *originals, days=1):
    for original in originals:
        await deliver(services, original)
        await work(services)
        clock.forward(days=days)


async def test_two_mails_of_one_message_id_are_two_contacts_and_the_later_names_the_earlier(services, clock):
    await receive(services, clock, mail(), mail(OTHER_WORDS))

    first, second = sorted(await all_of(services, ContactRow), key=lambda row: row.id)
    assert len({row.case_id for row in (first, second)}) == len(await all_of(services, CaseRow)) == 2
    assert (first.same_as_id, second.same_as_id) == (None, None)
    named = {"reference": first.reference, "other": str(first.case_id)}
    assert await flags(services) == [(second.case_id, named)]


async def test_the_same_mail_at_two_doors_is_no_other_mail(services):
    await deliver(services, mail(), NEUVONTA, KOTIUTUS)
    await work(services)

    assert await flags(services) == []


async def test_a_message_id_of_long_ago_and_mails_without_one_are_not_compared(services, clock):
    without = [mail(text).replace(b"Message-ID", b"Message-Number") for text in ("Hei, missä olette?", OTHER_WORDS)]

    await receive(services, clock, mail(), *without, days=45)
    await receive(services, clock, mail("Vielä yksi kysymys"))

    assert await flags(services) == []


async def test_a_message_id_cannot_be_read_from_the_database(services, clock):
    await receive(services, clock, mail(own_id="a.telling.id"))

    assert "a.telling.id" not in await dump(services)


async def test_an_answer_under_a_used_message_id_is_flagged_in_the_case_that_it_joins(services, clock, relay):
    await receive(services, clock, mail(), mail(OTHER_WORDS, own_id="2"))
    letter = message_from_bytes(relay.taken[-1].message)["Message-ID"].strip()
    await receive(services, clock, mail("Lisään vielä tämän.", In_Reply_To=letter))

    _, answered, answer = sorted(await all_of(services, ContactRow), key=lambda row: row.id)
    assert [case for case, _ in await flags(services)] == [answered.case_id] == [answer.case_id]


async def test_what_no_machine_could_read_is_not_compared(services, clock):
    await receive(services, clock, unreadable_mail("a"), unreadable_mail("b"))

    assert await flags(services) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.FI, "sama Message-ID kuin"),
        (Language.SV, "samma Message-ID som"),
        (Language.EN, "the same Message-ID as"),
    ],
)
async def test_the_page_of_the_case_says_so(house, language, words):
    for original in (mail(), mail(OTHER_WORDS)):
        await deliver(house.services, original)
        await house.works()
        house.clock.passes(hours=1)
    first, later = sorted(await all_of(house.services, ContactRow), key=lambda row: row.id)
    async with house.services.sessions.begin() as session:
        await session.execute(update(UserRow).values(language=language))

    async with signed_in(house, house.maija) as client:
        page = await (await client.get(f"/inbox/case/{later.case_id}")).text()

    assert words in page
    assert first.reference in page
    assert f'href="/inbox/case/{first.case_id}"' in page
