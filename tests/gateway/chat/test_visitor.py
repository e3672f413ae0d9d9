from uuid import UUID, uuid4

import pytest

from channels.codes import ChannelCode
from gateway.store import balance
from gateway.store.alarms import AlarmRow
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.conversations import EntryCodeRow, EntryRow
from gateway.store.originals import OriginalRow
from gateway.store.receipts import ReceiptRow
from tests.factories import EMERGENCY, NO_ALARMING_WORD, QUESTION, all_of, dump, only, without_commits, work
from tests.gateway.chat.peer import visits

HETU = "131052-308T"


async def unaccounted(services):
    async with services.readers() as session:
        return (await balance.count(session)).as_json()


async def test_a_first_message_becomes_contact_case_and_one_acknowledgement_in_the_conversation(browser, services):
    visitor = await visits(browser)
    tick = await visitor.say(QUESTION)
    reference = (await visitor.hears("welcome"))["reference"]
    await work(services)
    entries = await visitor.entries(2)

    contact, case = await only(services, ContactRow), await only(services, CaseRow)
    assert (contact.channel, contact.reference) == (ChannelCode.CHAT, reference)
    assert (case.promise_due_at is not None, tick["seq"]) == (True, 1)
    assert [(entry["seq"], entry["from"]) for entry in entries] == [(1, "visitor"), (2, "service")]
    assert entries[0]["text"] == QUESTION
    assert reference in entries[1]["text"]
    assert "Neuvoja vastaa sinulle tässä keskustelussa." in entries[1]["text"]
    assert await unaccounted(services) == {
        "received": 1,
        "recorded": 1,
        "quarantined": 0,
        "unaccounted": 0,
        "acknowledged": 1,
        "channels": {"chat": {"received": 1, "recorded": 1, "quarantined": 0, "unaccounted": 0}},
    }


async def test_later_messages_are_entries_only_and_each_has_its_receipt(browser, services):
    visitor = await visits(browser)
    ticks = [await visitor.say(text) for text in (QUESTION, "Asumme Porissa.", "Äiti on 83.")]

    assert [tick["seq"] for tick in ticks] == [1, 2, 3]
    assert len(await all_of(services, ReceiptRow)) == 3
    assert len(await all_of(services, ContactRow)) == 1
    counted = await unaccounted(services)
    assert (counted["received"], counted["recorded"], counted["unaccounted"]) == (3, 3, 0)


@pytest.mark.parametrize("before", [0, 1])
async def test_a_message_said_again_gets_the_same_tick_and_is_stored_once(browser, services, before):
    visitor = await visits(browser)
    for _ in range(before):
        await visitor.say("Hei!")
    own = uuid4()
    first = await visitor.say(QUESTION, own)
    again = await (await visits(browser, token=visitor.token)).say(QUESTION, own)

    assert again == first
    assert [entry.message_id for entry in await all_of(services, EntryRow)].count(own) == 1
    assert len(await all_of(services, ReceiptRow)) == before + 1


async def test_a_message_whose_commit_was_lost_is_refused_and_stored_when_it_comes_again(browser, services):
    visitor = await visits(browser)
    own = uuid4()
    with without_commits(services):
        refused = await visitor.say(EMERGENCY, own)
    assert (refused["why"], refused["after_seconds"]) == ("unavailable", 5)
    assert "112" in " ".join(visitor.all("alarm")[0]["paragraphs"])
    assert await all_of(services, ReceiptRow) == []

    tick = await visitor.say(EMERGENCY, own)

    assert (tick["type"], tick["seq"]) == ("tick", 1)
    assert len(await all_of(services, ContactRow)) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("Hei", "isä kaatui vessassa", "se ei pääse ylös"),
        ("mamma har ramlat", "hon kommer inte upp"),
        ("hi", "my dad is on the floor", "he can't get up"),
    ],
)
async def test_an_emergency_told_in_several_messages_is_answered_by_112_once(browser, services, words):
    visitor = await visits(browser)
    for one in words:
        await visitor.say(one)
    assert "112" in " ".join(visitor.all("alarm")[0]["paragraphs"])

    await visitor.say("Odotan tässä.")
    case = await only(services, CaseRow)
    assert (len(visitor.all("alarm")), case.alarm, case.urgency) == (1, True, "emergency")


async def test_an_emergency_in_several_messages_whose_last_was_not_stored_alarms_when_it_comes_again(browser, services):
    visitor = await visits(browser)
    await visitor.say("isä kaatui vessassa")
    own = uuid4()
    with without_commits(services):
        await visitor.say("se ei pääse ylös", own)
    await visitor.say("se ei pääse ylös", own)

    case = await only(services, CaseRow)
    assert (case.alarm, case.urgency) == (True, "emergency")


@pytest.mark.parametrize(("words", "number"), [(EMERGENCY, 1), (EMERGENCY, 5), (NO_ALARMING_WORD, 1)])
async def test_an_emergency_is_answered_by_112_before_its_tick_and_alarms_people_once(browser, services, words, number):
    visitor = await visits(browser)
    for _ in range(number - 1):
        await visitor.say("Hei!")
    own = uuid4()
    await visitor.say(words, own)
    await visitor.say(words, own)
    await work(services)

    kinds = [frame["type"] for frame in visitor.heard if frame["type"] == "alarm" or frame.get("id") == str(own)]
    assert (kinds[0], "tick" in kinds) == ("alarm", True)
    assert "Soita heti hätänumeroon 112." in visitor.all("alarm")[0]["paragraphs"][0]
    case = await only(services, CaseRow)
    assert (case.alarm, case.urgency) == (True, "emergency")
    assert (await only(services, AlarmRow)).case_id == case.id


async def test_words_are_sealed_and_identity_codes_stand_beside_them(browser, services):
    visitor = await visits(browser)
    await visitor.say(f"Kysyn maksuista, tunnukseni on {HETU}.")
    await visitor.say(f"Siis {HETU}, Porista.")
    await work(services)
    entries = await visitor.entries(3)

    assert entries[0]["text"] == "Kysyn maksuista, tunnukseni on [hetu-0001]."
    assert entries[1]["text"] == "Siis [hetu-0001], Porista."
    assert len(await all_of(services, EntryCodeRow)) == 2
    assert len(await all_of(services, OriginalRow)) == 1
    stolen = await dump(services)
    assert (HETU in stolen, "Porista" in stolen) == (False, False)


async def test_everything_comes_to_every_tab_once_and_in_order_and_to_a_new_one_from_where_it_was(browser):
    one = await visits(browser)
    await one.say("yksi")
    other = await visits(browser, token=one.token)
    await other.say("kaksi")
    await one.say("kolme")

    texts = [[entry["text"] for entry in await tab.entries(3)] for tab in (one, other)]
    assert texts == [["yksi", "kaksi", "kolme"]] * 2

    late = await visits(browser, token=one.token, after=2)
    assert [entry["seq"] for entry in await late.entries(1)] == [3]


async def test_a_client_that_claims_more_than_was_said_hears_what_comes(browser):
    one = await visits(browser)
    await one.say("yksi")
    other = await visits(browser, token=one.token, after=77)
    await one.say("kaksi")

    assert [entry["text"] for entry in await other.entries(1)] == ["kaksi"]


async def test_a_hello_on_an_open_line_asks_again(browser):
    visitor = await visits(browser)
    await visitor.say("yksi")
    await visitor.entries(1)

    await visitor.hello(token=visitor.token)

    assert [entry["seq"] for entry in await visitor.entries(2)] == [1, 1]


async def test_nothing_of_address_and_program_is_stored(browser, services):
    visitor = await visits(browser)
    await visitor.say(QUESTION)
    await work(services)

    stored = await dump(services)
    assert ("127.0.0.1" in stored, "aiohttp" in stored.lower()) == (False, False)
    assert UUID((await visitor.entries(1))[0]["id"]).version == 4
