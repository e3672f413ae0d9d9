"""Who ends a Case was shown everything that its client has said on the line."""

import asyncio
import re
from uuid import uuid4

import pytest
from sqlalchemy import text

from channels.chat.frames import Side
from gateway.casework import resolving
from gateway.casework.acting import Act, claim
from gateway.errors import RefusedError
from gateway.steps import conversing
from gateway.steps.conversing import Words
from gateway.store import conversations
from gateway.store.cases import CaseRow
from gateway.store.conversations import ConversationRow
from tests.factories import QUESTION, only, sign_in, work
from tests.gateway.chat.peer import answers, visits
from tests.gateway.chat.test_advisor import DONE
from tests.servers.waiting import eventually

CHOSEN = {"contacter": "relative", "direction": "to_service", "reason": "service_info", "resolution": "advice_given"}
MORE = "Äiti ei muuten pääse enää ylös."


@pytest.fixture
async def visitor(browser, services):
    """Somebody who has asked, and whose question was read and routed."""
    peer = await visits(browser)
    await peer.say(QUESTION)
    await work(services)
    return peer


@pytest.fixture
async def maija(services, visitor):
    """She holds their Case."""
    signed_in = await sign_in(services)
    case = await only(services, CaseRow)
    async with services.sessions.begin() as session:
        act = Act(case_id=case.id, revision=case.revision, user_id=signed_in.id, at=services.now())
        await claim(session, services.keys, act)
    return signed_in


async def opens(browser, services, somebody):
    """What stands in the form on their page, besides what they choose."""
    case = await only(services, CaseRow)
    page = await (await browser.get(f"/inbox/case/{case.id}", headers=somebody.headers)).text()
    return hidden_in(page)


def hidden_in(page):
    form = re.search(r'action="/inbox/case/[^"]+/resolve">(.*?)</form>', page, re.DOTALL)[1]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


async def ends(browser, services, somebody, hidden):
    case = await only(services, CaseRow)
    form = hidden | CHOSEN | {"note": "Neuvottu maksuista."}
    return await browser.post(
        f"/inbox/case/{case.id}/resolve", data=form, headers=somebody.headers, allow_redirects=False
    )


async def test_words_that_came_after_the_page_are_shown_before_the_case_can_end(browser, services, visitor, maija):
    hidden = await opens(browser, services, maija)
    await visitor.say(MORE)

    refused = await ends(browser, services, maija, hidden)
    page = await refused.text()

    assert (refused.status, (await only(services, CaseRow)).open) == (422, True)
    assert "Asiakas on juuri kirjoittanut lisää" in page
    assert MORE in page
    assert '<option value="advice_given" selected>' in page
    assert "Neuvottu maksuista." in page
    assert (await ends(browser, services, maija, hidden_in(page))).status == 303
    assert (await only(services, CaseRow)).state == "resolved"


async def test_what_we_say_ourselves_is_no_reason_to_look_again(browser, services, visitor, maija):
    advisor = await answers(browser, maija, (await only(services, CaseRow)).id)
    heard = (await opens(browser, services, maija))["heard"]
    await advisor.say("Hei hei!")
    hidden = await opens(browser, services, maija)

    ended = await ends(browser, services, maija, hidden | {"heard": heard})

    assert (heard, hidden["heard"], ended.status) == ("2", "3", 303)


@pytest.mark.parametrize("heard", ["", "yksi", "-5"])
async def test_a_page_that_does_not_tell_what_it_has_shown_ends_no_conversation(
    browser, services, visitor, maija, heard
):
    hidden = await opens(browser, services, maija)

    assert (await ends(browser, services, maija, hidden | {"heard": heard})).status == 422


async def is_waited(services):
    async with services.readers() as session:
        return await session.scalar(text("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted"))


@pytest.mark.parametrize("database_kind", ["postgresql"])
async def test_words_that_come_at_the_very_moment_of_the_end_are_shown_too(services, visitor, maija):
    case, conversation = await only(services, CaseRow), await only(services, ConversationRow)
    said = Words(conversation_id=conversation.id, message_id=uuid4(), side=Side.VISITOR, text=MORE)

    async def resolve():
        act = Act(case_id=case.id, revision=case.revision, user_id=maija.id, at=services.now())
        async with services.sessions.begin() as session:
            await resolving.resolve(session, services, act, DONE)

    async with services.sessions.begin() as session:
        await conversing.write(session, services, [said], [None])
        await conversations.lock_cases(session, [conversation.id])
        ending = asyncio.create_task(resolve())
        await eventually(lambda: is_waited(services), within=5, what="the end waits for the words")
    with pytest.raises(RefusedError, match="refused-unheard"):
        await ending

    assert (await only(services, CaseRow)).open
