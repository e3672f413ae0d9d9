import asyncio
import re
from uuid import uuid4

import pytest
from aiohttp import WSServerHandshakeError

from channels.codes import ContacterType, Direction, Reason, Resolution
from gateway.auth.permissions import Role
from gateway.casework import resolving
from gateway.casework.acting import Act, see_alarm
from gateway.casework.resolving import Outcome
from gateway.store import balance
from gateway.store.alarms import AlarmRow
from gateway.store.audit import AuditRow
from gateway.store.cases import CaseRow
from gateway.store.conversations import EntryCodeRow, EntryRow
from gateway.store.promises import PromiseRow
from gateway.store.timeline import TimelineRow
from tests.factories import EMERGENCY, QUESTION, all_of, only, sign_in, work
from tests.gateway.chat.peer import answers, origin_of, visits

HETU = "131052-308T"  # from the official test range
DONE = Outcome(
    contacter=ContacterType.CLIENT,
    direction=Direction.TO_SERVICE,
    reason=Reason.SERVICE_INFO,
    resolution=Resolution.ADVICE_GIVEN,
    heard=2,  # the question and what the service said to it
)


@pytest.fixture
async def visitor(browser, services):
    """Somebody who has asked, and whose question was read and routed."""
    peer = await visits(browser)
    await peer.say(QUESTION)
    await work(services)
    return peer


async def resolve(services, user):
    case = await only(services, CaseRow)
    act = Act(case_id=case.id, revision=case.revision, user_id=user.id, at=services.now())
    async with services.sessions.begin() as session:
        await resolving.resolve(session, services, act, DONE)


async def test_an_answer_reaches_the_visitor_claims_the_case_and_keeps_the_promise(browser, services, visitor):
    maija = await sign_in(services)
    case = await only(services, CaseRow)
    advisor = await answers(browser, maija, case.id)
    assert [entry["from"] for entry in await advisor.entries(2)] == ["visitor", "service"]

    tick = await advisor.say("Hei, kerron mielelläni.")
    await advisor.say("Hetki vain.")
    entry = (await visitor.entries(4))[2]

    assert (tick["seq"], entry["from"], entry["name"], entry["text"]) == (
        3,
        "advisor",
        "advisor",
        "Hei, kerron mielelläni.",
    )
    assert (await advisor.entries(4))[2]["name"] == "advisor Neuvonen"
    case = await only(services, CaseRow)
    assert (case.owner_id, case.state, case.claimed_until is not None) == (maija.id, "waiting_client", True)
    states = sorted(str(row.state) for row in await all_of(services, PromiseRow))
    assert states == ["kept", "moved", "open"]
    events = [str(row.event) for row in await all_of(services, TimelineRow)]
    assert events.count("replied") == 1
    async with services.readers() as session:
        counted = await balance.count(session)
    assert (counted.total.received, counted.unaccounted) == (3, 0)


async def test_opening_the_line_is_written_down(browser, services, visitor):
    maija = await sign_in(services)
    case = await only(services, CaseRow)
    await answers(browser, maija, case.id)

    looks = [row for row in await all_of(services, AuditRow) if row.action == "chat_opened"]
    assert [(row.user_id, row.case_id) for row in looks] == [(maija.id, case.id)]


async def test_what_somebody_else_holds_cannot_be_answered_and_leaves_nothing_behind(browser, services, visitor):
    maija, ville = await sign_in(services), await sign_in(services, Role.SUPERVISOR)
    case = await only(services, CaseRow)
    one, other = await answers(browser, maija, case.id), await answers(browser, ville, case.id)
    await one.say("Hei!")

    assert (await other.say("Hei, minäkin olen täällä."))["why"] == "taken"
    assert len(await all_of(services, EntryRow)) == 3


async def test_an_answer_said_again_is_stored_once(browser, services, visitor):
    maija = await sign_in(services)
    case = await only(services, CaseRow)
    own = uuid4()
    first = await (await answers(browser, maija, case.id)).say("Hei!", own)
    again = await (await answers(browser, maija, case.id)).say("Hei!", own)

    assert again == first
    assert len(await all_of(services, EntryRow)) == 3


async def test_a_message_after_the_end_opens_the_case_again_with_a_date(browser, services, visitor):
    maija = await sign_in(services)
    await resolve(services, maija)

    tick = await visitor.say("Vielä yksi kysymys.")

    case = await only(services, CaseRow)
    assert tick["type"] == "tick"
    assert (case.state, case.open, case.owner_id, case.promise_due_at is not None) == ("reopened", True, None, True)
    assert [str(row.event) for row in await all_of(services, TimelineRow)][-1] == "reopened"


async def test_a_message_to_a_case_that_waits_for_the_client_brings_it_back_with_a_sooner_promise(
    browser, services, visitor
):
    maija = await sign_in(services)
    advisor = await answers(browser, maija, (await only(services, CaseRow)).id)
    await advisor.say("Missä asutte?")
    later = (await only(services, CaseRow)).promise_due_at

    await visitor.say("Porissa.")

    case = await only(services, CaseRow)
    assert (case.state, case.promise_due_at < later) == ("in_progress", True)


async def test_who_ends_a_case_over_words_they_have_not_seen_is_shown_them_first(browser, services, visitor):
    maija = await sign_in(services)
    shown = await only(services, CaseRow)
    await visitor.say("Äiti ei muuten pääse enää ylös.")

    act = Act(case_id=shown.id, revision=shown.revision, user_id=maija.id, at=services.now())
    with pytest.raises(resolving.ChangedError):
        async with services.sessions.begin() as session:
            await resolving.resolve(session, services, act, DONE)


async def test_an_emergency_that_comes_after_the_alarm_was_seen_alarms_again(browser, services, visitor):
    await visitor.say(EMERGENCY)
    maija, case = await sign_in(services), await only(services, CaseRow)
    act = Act(case_id=case.id, revision=case.revision, user_id=maija.id, at=services.now())
    async with services.sessions.begin() as session:
        await see_alarm(session, services.keys, act)
    assert (await only(services, CaseRow)).alarm is False

    await visitor.say("Hän ei hengitä!")

    alarm = await only(services, AlarmRow)
    assert alarm.seen_at is None
    assert (await only(services, CaseRow)).alarm is True


async def test_typing_presence_and_what_was_seen_are_told_to_the_other_side(browser, services, visitor):
    maija = await sign_in(services)
    advisor = await answers(browser, maija, (await only(services, CaseRow)).id)
    await visitor.hears("presence", advisor=True, visitor=True)

    await advisor.send(type="typing")
    await visitor.hears("typing", **{"from": "advisor"})
    await visitor.send(type="seen", seq=1)
    await advisor.hears("seen", **{"from": "visitor"}, seq=1)

    assert "typing" not in {entry.get("type") for entry in await visitor.entries(2) if entry["type"] != "entry"}


async def test_nobody_comes_onto_a_case_without_session_permission_or_our_own_page(browser, services, visitor):
    case = await only(services, CaseRow)
    maija, auditor = await sign_in(services), await sign_in(services, Role.AUDITOR)
    ours = {"Origin": origin_of(browser)}
    refused = []
    for headers in (
        ours,
        {**ours, **auditor.headers},
        maija.headers,
        {**maija.headers, "Origin": "https://evil.example"},
        {**maija.headers, **ours, "Sec-Fetch-Site": "cross-site"},
    ):
        with pytest.raises(WSServerHandshakeError) as problem:
            await browser.ws_connect(f"/inbox/case/{case.id}/line", headers=headers)
        refused.append(problem.value.status)

    assert refused == [401, 403, 403, 403, 403]


async def test_a_case_without_conversation_has_no_line(browser, services):
    maija = await sign_in(services)
    headers = {"Origin": origin_of(browser), **maija.headers}
    async with browser.ws_connect(f"/inbox/case/{uuid4()}/line", headers=headers) as socket, asyncio.timeout(10):
        await socket.send_json({"type": "hello", "token": "", "after": 0})
        assert (await socket.receive_json())["why"] == "ended"


async def test_an_identity_code_said_in_the_chat_is_shown_when_asked_for_and_the_asking_is_written_down(
    browser, services, visitor
):
    await visitor.say(f"Unohdin: tunnukseni on {HETU}.")
    maija = await sign_in(services)
    case = await only(services, CaseRow)
    address = f"/inbox/case/{case.id}"
    page = await (await browser.get(address, headers=maija.headers)).text()
    (code,) = re.findall(r'name="said" value="([^"]+)"', page)

    shown = await browser.post(
        f"{address}/identity-code", data={"said": code, "csrf": maija.csrf}, headers=maija.headers
    )
    again = await (await browser.get(address, headers=maija.headers)).text()

    assert (HETU in page, HETU in await shown.text(), HETU in again) == (False, True, False)
    (noted,) = [row for row in await all_of(services, AuditRow) if row.action == "identity_code_shown"]
    assert (noted.user_id, noted.case_id, noted.data["code"]) == (maija.id, case.id, code)


async def test_a_code_of_another_case_is_not_shown(browser, services, visitor):
    await visitor.say(f"Tunnukseni on {HETU}.")
    case = await only(services, CaseRow)
    other = await visits(browser)
    await other.say(f"Minun on {HETU}.")
    await work(services)
    maija = await sign_in(services)
    page = await (await browser.get(f"/inbox/case/{case.id}", headers=maija.headers)).text()
    (theirs,) = [row.id for row in await all_of(services, EntryCodeRow) if str(row.id) not in page]

    asked = {"said": str(theirs), "csrf": maija.csrf}
    refused = await browser.post(f"/inbox/case/{case.id}/identity-code", data=asked, headers=maija.headers)

    assert refused.status == 404
    assert HETU not in await refused.text()
