"""Danger that is told over several messages: what joins, what does not, and what an advisor is shown of it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from aiohttp.test_utils import TestClient, TestServer

from channels.codes import URGENCY_RANK, Urgency
from gateway.chat.lately import Lately, said_lately
from gateway.store import cases, conversations
from gateway.store.cases import CaseRow
from gateway.store.conversations import ConversationRow, EntryRow
from gateway.web.application import make_application
from tests.factories import NO_ALARMING_WORD, all_of, only, sign_in, without_commits, work
from tests.gateway.chat.peer import answers, visits

FELL, CANNOT_GET_UP = "isä kaatui vessassa", "se ei pääse ylös"
ALONE, CARER_LOST = "Pappa är ensam hemma", "mamma som sköter honom kom in på sjukhus"
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
async def restarted(services):
    """A browser at pages that have just been started: nothing that was said is in their memory."""
    async with TestClient(TestServer(make_application(services, demo=False))) as client:
        yield client


async def lowered(services, urgency):
    case = await only(services, CaseRow)
    async with services.sessions.begin() as session:
        await cases.change(session, case.id, urgency=urgency, urgency_rank=URGENCY_RANK[urgency])


async def page_of_the_case(browser, services):
    case, maija = await only(services, CaseRow), await sign_in(services)
    return await (await browser.get(f"/inbox/case/{case.id}", headers=maija.headers)).text()


def last_danger(page):
    """The last line of the card that tells of danger in the chat."""
    return page.split('id="chat-danger-title"')[1].split("</section>")[0].split("<li>")[-1]


async def test_what_is_urgent_in_several_messages_raises_the_case(browser, services):
    visitor = await visits(browser)
    await visitor.say(ALONE)
    await visitor.say(CARER_LOST)

    case = await only(services, CaseRow)
    assert (case.urgency, case.alarm, visitor.all("alarm")) == ("urgent", False, [])


async def test_urgency_that_a_person_has_lowered_is_not_raised_by_the_same_words(browser, services):
    visitor = await visits(browser)
    await visitor.say(ALONE)
    await visitor.say(CARER_LOST)
    await lowered(services, Urgency.SOON)

    await visitor.say("Tack.")

    assert (await only(services, CaseRow)).urgency == "soon"


async def test_what_is_urgent_can_become_an_emergency_by_the_next_message(browser, services):
    visitor = await visits(browser)
    for one in (ALONE, CARER_LOST, "pappa har ramlat", "han kommer inte upp"):
        await visitor.say(one)

    assert ((await only(services, CaseRow)).urgency, len(visitor.all("alarm"))) == ("emergency", 1)


async def test_a_message_that_comes_again_and_again_pushes_no_other_out(browser, services):
    visitor, own = await visits(browser), uuid4()
    await visitor.say(FELL)
    with without_commits(services):
        for _ in range(7):
            await visitor.say("hetkinen", own)
    await visitor.say("hetkinen", own)
    await visitor.say(CANNOT_GET_UP)

    assert (await only(services, CaseRow)).urgency == "emergency"


@pytest.mark.parametrize(("minutes", "urgency"), [(9, "emergency"), (11, "routine")])
async def test_what_was_said_more_than_ten_minutes_ago_does_not_join(browser, services, clock, minutes, urgency):
    visitor = await visits(browser)
    await visitor.say(FELL)
    clock.forward(minutes=minutes)
    await visitor.say(CANNOT_GET_UP)

    last = max(await all_of(services, EntryRow), key=lambda row: row.seq)
    assert (last.urgency or "routine", len(visitor.all("alarm"))) == (urgency, int(urgency == "emergency"))


@pytest.mark.parametrize(("minutes", "alarms"), [(9, 1), (11, 0)])
async def test_what_was_said_just_before_a_restart_joins(browser, restarted, services, clock, minutes, alarms):
    before = await visits(browser)
    await before.say(FELL)
    clock.forward(minutes=minutes)
    after = await visits(restarted, token=before.token)
    await after.say(CANNOT_GET_UP)

    assert len(after.all("alarm")) == alarms
    assert (await only(services, CaseRow)).alarm is bool(alarms)


@pytest.mark.parametrize(("minutes", "texts"), [(9, [FELL, ALONE]), (11, [ALONE]), (60, [ALONE])])
async def test_after_a_restart_only_the_visitors_words_of_the_last_ten_minutes_are_known(
    browser, services, clock, minutes, texts
):
    visitor = await visits(browser)
    await visitor.say(FELL)
    clock.forward(minutes=minutes)
    await visitor.say(ALONE)
    await work(services)
    begun = await only(services, ConversationRow)

    async with services.readers() as session:
        known = await said_lately(session, services, await conversations.find(session, begun.id))

    assert [one.text for one in known] == texts


async def test_what_an_advisor_says_is_no_danger_of_the_visitor(browser, restarted, services):
    before = await visits(browser)
    await before.say("Hei!")
    await work(services)
    maija, case = await sign_in(services), await only(services, CaseRow)
    await (await answers(browser, maija, case.id)).say(FELL)
    after = await visits(restarted, token=before.token)
    await after.say(CANNOT_GET_UP)

    assert after.all("alarm") == []
    assert [(row.side, row.urgency) for row in await all_of(services, EntryRow) if row.urgency] == []
    assert (await only(services, CaseRow)).alarm is False


async def test_who_was_told_to_call_112_is_not_told_so_by_further_messages_after_a_restart(browser, restarted):
    before = await visits(browser)
    await before.say(FELL)
    await before.say(CANNOT_GET_UP)
    after = await visits(restarted, token=before.token)
    await after.say("Odotan tässä.")

    assert (len(before.all("alarm")), after.all("alarm")) == (1, [])


async def test_the_page_of_the_case_shows_at_which_message_danger_was_found(browser, services):
    visitor = await visits(browser)
    await visitor.say("Hei!")
    await visitor.say(FELL)
    await visitor.say(CANNOT_GET_UP)
    await work(services)
    page = await page_of_the_case(browser, services)

    found = {row.seq: row.urgency for row in await all_of(services, EntryRow)}
    assert (found[1], found[3]) == (None, "emergency")
    shown = last_danger(page)
    assert "Hätätilanne" in shown
    assert f"”{CANNOT_GET_UP}”" in shown
    assert "E01" in shown
    assert "mallin arvio" not in shown


async def test_danger_that_only_the_model_found_is_shown_as_the_models_judgement(browser, services):
    visitor = await visits(browser)
    await visitor.say("Hei!")
    await visitor.say(NO_ALARMING_WORD)
    await work(services)

    shown = last_danger(await page_of_the_case(browser, services))

    assert "Hätätilanne" in shown
    assert f"”{NO_ALARMING_WORD}”" in shown
    assert "mallin arvio, tarkista" in shown
    assert "L01" not in shown


async def test_a_conversation_without_danger_shows_none(browser, services):
    visitor = await visits(browser)
    await visitor.say("Hei!")
    await work(services)
    page = await page_of_the_case(browser, services)

    assert "chat-title" in page
    assert "chat-danger-title" not in page


def heard(texts, urgent=None):
    lately = Lately()
    said = [lately.hear(uuid4(), text, NOW + timedelta(seconds=place)) for place, text in enumerate(texts)]
    if urgent is not None:
        lately.stored(said[urgent].id, Urgency.EMERGENCY)
    return lately, said


def test_six_messages_are_read_together():
    lately, said = heard("abcdefgh")

    assert [one.text for one in lately.around(said[-1])] == list("cdefgh")


def test_what_follows_an_emergency_is_read_without_it_and_the_emergency_said_again_with_what_was_before():
    lately, said = heard("abcd", urgent=1)

    assert [one.text for one in lately.around(said[3])] == ["c", "d"]
    assert [one.text for one in lately.around(said[1])] == ["a", "b", "c", "d"]
