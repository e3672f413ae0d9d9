"""The words of an anonymous chat go when their time has come; that it was there stays for ever."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from channels.chat import first
from gateway import pipeline, records
from gateway.casework.acting import Act, note
from gateway.chat.tokens import Visitor, new_token
from gateway.store import balance, erasure
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow, ContactVersionRow
from gateway.store.conversations import ConversationRow, EntryCodeRow, EntryRow
from gateway.store.decisions import DecisionRow
from gateway.store.jobs import JobRow
from gateway.store.originals import OriginalRow
from gateway.store.readings import ReadingRow
from gateway.store.receipts import ReceiptRow
from gateway.store.states import CaseState, JobKind
from gateway.store.timeline import TimelineRow
from tests.factories import all_of, deliver, keep_contact_form, mail, only, sign_in, work
from tests.gateway.chat.ending import ends, merges, pass_
from tests.gateway.chat.peer import visits
from tests.leaks.columns import opened
from tests.leaks.places import where

WORDS = "Äidin muistisairaus pahenee, ja asumme Porissa. Kotiutus on huomenna."
LATER = "Tunnus on 010594Y9032."
NOTE = "Soittaja kertoi Kuusikujasta."


@pytest.fixture
async def visitor(browser, services):
    """Somebody who has told much, and whose words were read and routed."""
    peer = await visits(browser)
    await peer.say(WORDS)
    await work(services)
    await peer.say(LATER)
    return peer


@pytest.fixture
async def maija(services, visitor):
    """She has noted something."""
    signed_in = await sign_in(services)
    case = await only(services, CaseRow)
    async with services.sessions.begin() as session:
        act = Act(case_id=case.id, revision=case.revision, user_id=signed_in.id, at=services.now())
        await note(session, services.keys, act, NOTE)
    return signed_in


async def words_left(services):
    """Which columns hold something of what was said or noted, by our keys."""
    columns = await opened(services)
    return {name for word in ("muistisairaus", "010594Y9032", "Kuusikuj") for name in where(word, columns)}


async def counted(services):
    async with services.readers() as session:
        return (await balance.count(session)).as_json()


async def promised(services):
    return [row.due_at for row in await all_of(services, JobRow) if row.kind is JobKind.ERASE]


async def test_the_words_go_on_the_fourteenth_day_and_not_before(services, clock, maija):
    await ends(services, maija)
    ended_at = services.now()

    await pass_(services, clock, days=13, hours=23)
    assert await words_left(services) == {
        "originals.sealed",
        "contact_versions.sealed_record",
        "entries.sealed_text",
        "entry_codes.sealed",
        "timeline.sealed_text",
    }
    await pass_(services, clock, hours=1)

    assert await words_left(services) == set()
    assert (services.now() - ended_at).days == 14
    assert (await all_of(services, OriginalRow), await all_of(services, EntryCodeRow)) == ([], [])
    assert await promised(services) == []


async def test_everything_but_the_words_stays_for_ever(services, clock, maija):
    await ends(services, maija)
    before, sides = await counted(services), [entry.side for entry in await all_of(services, EntryRow)]
    reading, decision = (await only(services, ReadingRow)).reading, (await only(services, DecisionRow)).decision
    events = [row.event for row in await all_of(services, TimelineRow)]

    await pass_(services, clock, days=14)

    assert (await counted(services), before["unaccounted"]) == (before, 0)
    assert len(await all_of(services, ReceiptRow)) == 2
    assert (await only(services, DecisionRow)).decision == decision
    assert [entry.side for entry in await all_of(services, EntryRow)] == [*sides, "service"]
    assert [row.event for row in await all_of(services, TimelineRow)] == [*events, "erased"]
    assert (await only(services, CaseRow)).reason is not None
    # The codes of a Reading stay; where in the words they stood, and days that were named, do not.
    was, kept = records.load_reading(reading), records.load_reading((await only(services, ReadingRow)).reading)
    assert (was.evidence != (), was.discharge) == (True, date(2026, 11, 17))
    assert kept == replace(was, evidence=(), discharge=None, findings=kept.findings)
    assert {(one.pattern, one.span.start, one.span.end) for one in kept.findings} == {
        (one.pattern, 0, 0) for one in was.findings
    }


async def test_a_case_that_was_taken_up_again_keeps_its_words_until_it_has_ended_for_as_long(
    services, clock, visitor, maija
):
    await ends(services, maija)
    await pass_(services, clock, days=5)
    await visitor.say("Vielä yksi asia.")
    await pass_(services, clock, days=9)
    assert (await only(services, CaseRow)).state is CaseState.REOPENED
    assert "entries.sealed_text" in await words_left(services)
    assert await promised(services) == []  # until it ends again

    await ends(services, maija)
    await pass_(services, clock, days=13)
    assert "entries.sealed_text" in await words_left(services)

    await pass_(services, clock, days=1)
    assert await words_left(services) == set()


async def test_ended_twice_its_words_go_by_the_later_end(services, clock, visitor, maija):
    await ends(services, maija)
    await pass_(services, clock, days=5)
    await visitor.say("Vielä yksi asia.")
    await ends(services, maija)
    assert len(await promised(services)) == 1

    await pass_(services, clock, days=9)
    assert "entries.sealed_text" in await words_left(services)

    await pass_(services, clock, days=5)
    assert await words_left(services) == set()


async def test_a_county_may_let_them_go_sooner(services, clock, maija):
    chat = services.county.chat.model_copy(update={"text_days": 1})
    county = services.county.model_copy(update={"chat": chat})
    services = replace(services, county=county)
    await ends(services, maija)

    await pass_(services, clock, days=1)

    assert await words_left(services) == set()


async def comes_back(browser, services):
    """Somebody with a token that is good today."""
    conversation = await only(services, ConversationRow)
    visitor = Visitor(conversation_id=conversation.id, language=conversation.language)
    return await visits(browser, token=new_token(services, visitor))


async def test_whoever_comes_back_is_told_and_may_write_on(browser, services, clock, maija):
    await ends(services, maija)
    await pass_(services, clock, days=14)

    peer = await comes_back(browser, services)
    entries = await peer.entries(4)

    assert peer.all("welcome")[0]["ended"] is True
    assert [entry["text"] for entry in entries[:3]] == ["(Teksti on poistettu.)"] * 3
    assert "sen teksti on poistettu" in entries[3]["text"]
    assert "on 14 päivää" in entries[3]["text"]
    assert (await peer.say("Hei taas!"))["seq"] == 5
    assert (await only(services, CaseRow)).state is CaseState.REOPENED
    # What is said from then on stays for as long again.
    await ends(services, maija)
    await pass_(services, clock, days=13)
    assert where("Hei taas!", await opened(services)) == ["entries.sealed_text"]
    await pass_(services, clock, days=1)
    assert where("Hei taas!", await opened(services)) == []


async def test_the_page_of_the_case_says_that_the_words_are_gone_and_since_when(browser, services, clock, maija):
    await ends(services, maija, note="Neuvottu.")
    await pass_(services, clock, days=14)
    case, contact = await only(services, CaseRow), await only(services, ContactRow)

    ville = await sign_in(services, username="ville")
    page = await browser.get(f"/inbox/case/{case.id}", headers=ville.headers)
    text = await page.text()
    original = await browser.get(f"/inbox/case/{case.id}/original/{contact.id}", headers=ville.headers)

    assert (page.status, original.status) == (200, 404)
    assert "Nimettömän chatin teksti poistetaan määräajan kuluttua asian päättymisestä." in text
    assert "30.11.2026 klo 09.30" in text
    assert "Nimettömän chatin teksti poistettiin" in text  # on the timeline
    assert "Neuvottu." not in text


async def test_what_was_noted_in_a_chat_that_was_merged_into_it_goes_with_it(browser, services, clock, maija):
    first = await only(services, CaseRow)
    await (await visits(browser)).say("Kysyin jo aamulla: mistä saan tietoa kotihoidon maksuista? Asumme Porissa.")
    await work(services)
    (second,) = [case for case in await all_of(services, CaseRow) if case.id != first.id]
    await merges(services, maija, first, second)
    await ends(services, maija, second)
    assert "timeline.sealed_text" in await words_left(services)

    await pass_(services, clock, days=14)

    assert await words_left(services) == set()
    assert where("aamulla", await opened(services)) == []


async def test_what_no_machine_could_read_goes_too(services, clock):
    delivery = first.delivery(uuid4(), uuid4(), "neuvonta")
    await pipeline.keep(services, b"Muistisairaus, ei JSONia", (delivery,))
    await work(services)
    assert (await only(services, ContactRow)).quarantined is not None
    await ends(services, await sign_in(services))

    await pass_(services, clock, days=14)

    assert where("muistisairaus", await opened(services)) == []
    assert await all_of(services, OriginalRow) == []


async def test_an_original_that_another_contact_has_too_stays(services, maija):
    kept = await deliver(services, mail(WORDS))
    await work(services)
    (chat,) = [row for row in await all_of(services, ContactRow) if row.channel == "chat"]
    async with services.sessions.begin() as session:
        shared = select(ContactRow.original_id).where(ContactRow.id == kept.receipts[0].contact_id).scalar_subquery()
        await session.execute(update(ContactRow).where(ContactRow.id == chat.id).values(original_id=shared))
    async with services.sessions.begin() as session:
        await erasure.drop_originals(session, chat.case_id, services.now())

    rows = {row.channel: row.original_id for row in await all_of(services, ContactRow)}
    assert rows["chat"] is None
    assert rows["email"] in {row.id for row in await all_of(services, OriginalRow)}


async def test_an_anonymous_form_is_no_chat(services, clock):
    await keep_contact_form(services, WORDS, anonymous="yes")
    await work(services)
    await ends(services, await sign_in(services))

    await pass_(services, clock, days=100)

    assert "originals.sealed" in await words_left(services)


async def test_nobody_is_found_by_what_was_erased(services, clock, maija):
    await ends(services, maija)
    async with services.sessions.begin() as session:
        await session.execute(update(ContactVersionRow).values(sender_hash=b"somebody", phone_hash=b"somebody"))

    await pass_(services, clock, days=14)

    version = await only(services, ContactVersionRow)
    assert (version.sender_hash, version.phone_hash) == (None, None)
