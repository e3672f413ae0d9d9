"""A person says that a chat and the mail or call that follows are one matter: then they are, for the visitor too."""

import pytest

from gateway.casework import recognising, resolving
from gateway.casework.acting import Act
from gateway.store import cases, conversations
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.conversations import ConversationRow
from gateway.store.jobs import JobRow
from gateway.store.states import CaseState, JobKind
from tests.factories import all_of, case_of, deliver, keep_call, mail, only, sign_in, work
from tests.gateway.chat.ending import ends, merges, pass_
from tests.gateway.chat.peer import visits
from tests.gateway.chat.test_chat_code import code_of, continues
from tests.leaks.columns import opened
from tests.leaks.places import where

NEED = "Äiti on 84 eikä pärjää enää kotona ilman apua. Haluamme palvelutarpeen arvioinnin. Asumme Porissa."
HETU = "010594Y9032"


@pytest.fixture
async def visitor(browser, services):
    peer = await visits(browser)
    await peer.say(NEED)
    await work(services)
    return peer


async def by_mail(services):
    return await deliver(services, mail(f"Kirjoitin eilen chatissa. {NEED}"))


async def joined(services, clock, comes, *, into_chat):
    """The chat's Case and that of what followed a day later, which a person has made one."""
    chat = await only(services, CaseRow)
    await pass_(services, clock, days=1)
    kept = await comes(services)
    await work(services)
    later = await case_of(services, kept)
    maija = await sign_in(services)
    pair = (later, chat) if into_chat else (chat, later)
    await merges(services, maija, *pair)
    async with services.readers() as session:
        return maija, chat, await cases.get(session, pair[1].id)


@pytest.mark.parametrize("comes", [by_mail, keep_call])
@pytest.mark.parametrize("into_chat", [False, True])
async def test_the_conversation_belongs_to_the_same_case_and_goes_on(
    browser, services, clock, visitor, comes, into_chat
):
    code = await code_of(browser, visitor.token)
    started = (await only(services, CaseRow)).clock_started_at

    _, _, case = await joined(services, clock, comes, into_chat=into_chat)

    assert {row.case_id for row in await all_of(services, ContactRow)} == {case.id}
    assert started is not None
    assert (case.clock_started_at, case.state is CaseState.DISSOLVED) == (started, False)
    # By the line that is open, and by the code on another device.
    assert (await visitor.say("Lähetin sähköpostia."))["type"] == "tick"
    peer = await visits(browser, token=(await continues(browser, code))[1])
    assert (await peer.say("Tässä vielä puhelimella."))["type"] == "tick"
    async with services.readers() as session:
        assert (await conversations.of_case(session, case.id)).id == (await only(services, ConversationRow)).id


@pytest.mark.parametrize("into_chat", [False, True])
async def test_its_words_are_kept_as_those_of_the_matter_that_it_was_joined_to(
    browser, services, clock, visitor, into_chat
):
    maija, _, case = await joined(services, clock, by_mail, into_chat=into_chat)

    await ends(services, maija, case)
    await pass_(services, clock, days=100)

    columns = await opened(services)
    assert {"entries.sealed_text", "originals.sealed"} <= set(where("palvelutarpeen arvioinnin", columns))
    assert [row for row in await all_of(services, JobRow) if row.kind is JobKind.ERASE] == []


async def test_joined_after_its_end_it_is_kept_too(browser, services, clock, visitor):
    maija, chat = await sign_in(services), await only(services, CaseRow)
    await ends(services, maija)
    await pass_(services, clock, days=2)
    later = await case_of(services, await by_mail(services))
    async with services.sessions.begin() as session:
        chat = await cases.get(session, chat.id)
        act = Act(case_id=chat.id, revision=chat.revision, user_id=maija.id, at=services.now())
        await resolving.reopen(session, services, act)
    await work(services)
    await merges(services, maija, chat, later)
    await ends(services, maija, await case_of_row(services, later))

    await pass_(services, clock, days=100)

    assert "entries.sealed_text" in where("palvelutarpeen arvioinnin", await opened(services))


async def test_what_a_person_says_is_a_known_clients_is_anonymous_no_more(browser, services, clock, visitor):
    chat = await only(services, CaseRow)
    await visitor.say(f"Tunnukseni on {HETU}.")
    kept = await deliver(services, mail(f"Tunnukseni on {HETU}. {NEED}"))
    await work(services)
    maija, other = await sign_in(services), await case_of(services, kept)
    async with services.sessions.begin() as session:
        chat = await cases.get(session, chat.id)
        act = Act(case_id=chat.id, revision=chat.revision, user_id=maija.id, at=services.now())
        await recognising.same(session, services, act, other.id)

    await ends(services, maija, chat)
    await pass_(services, clock, days=100)

    assert "entries.sealed_text" in where("palvelutarpeen arvioinnin", await opened(services))


async def case_of_row(services, case):
    async with services.readers() as session:
        return await cases.get(session, case.id)
