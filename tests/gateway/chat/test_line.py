import asyncio
import json
from dataclasses import dataclass, field
from uuid import uuid4

import pytest
from aiohttp import WSServerHandshakeError
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from channels.chat.frames import LARGEST, Presence, Side
from channels.codes import Language
from gateway.chat import hub as hubs
from gateway.chat.outlet import MOST_WAITING
from gateway.chat.tokens import new_token, new_visitor
from gateway.steps import conversing
from gateway.steps.conversing import Words
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.conversations import ConversationRow
from gateway.web.public import chat
from gateway.web.sockets import HUB
from tests.factories import EMERGENCY, QUESTION, all_of, only, sign_in
from tests.gateway.chat.peer import answers, connects, origin_of, visits
from tests.servers.waiting import eventually


@pytest.fixture
def database_kind():
    """One is enough for what stays on the line."""
    return "sqlite"


@dataclass(slots=True)
class Eye:
    """Sees what the database is asked for, and can be in its way. It is there from the beginning and stays."""

    away: bool = False
    statements: list[str] = field(default_factory=list)

    def watch(self, engine):
        event.listen(engine, "begin", self._begin)
        event.listen(engine, "before_cursor_execute", self._statement)

    def _begin(self, _connection):
        if self.away:
            raise OperationalError("BEGIN", {}, ConnectionResetError())

    def _statement(self, _connection, _cursor, statement, *_more):
        self.statements.append(statement)


@pytest.fixture
def eye(services):
    watching = Eye()
    for engine in {services.database.sync_engine, services.readers.kw["bind"].sync_engine}:
        watching.watch(engine)
    return watching


async def poll(client, token="", after=0, frames=(), **headers):
    body = {"token": token, "after": after, "frames": list(frames)}
    async with client.post("/chat/poll", json=body, headers=headers) as response:
        return (await response.json())["frames"] if response.status == 200 else response.status


async def test_a_line_is_opened_from_our_own_pages_only(browser):
    refused = []
    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        with pytest.raises(WSServerHandshakeError) as problem:
            await browser.ws_connect("/chat/line", headers=headers)
        refused.append(problem.value.status)

    assert refused == [403, 403, 403]
    assert await poll(browser, Origin="https://evil.example") == 403
    socket = await browser.ws_connect("/chat/line", headers={"Origin": "https://luotsi.satakunta.example"})
    assert await socket.close()


@pytest.mark.parametrize("damage", ["forged", "nonsense", "too old"])
async def test_a_token_that_is_not_good_opens_nothing(browser, services, clock, damage):
    token = new_token(services, new_visitor(Language.FI))
    if damage == "forged":
        token = ("A" if token[0] != "A" else "B") + token[1:]
    elif damage == "nonsense":
        token = "ääkköset"
    else:
        clock.forward(hours=24, seconds=1)
    peer = await connects(browser)
    await peer.send(type="hello", token=token, after=0)

    assert await peer.hears("refused") == {"type": "refused", "id": None, "why": "ended", "after_seconds": None}
    assert await peer.ends() == 1008
    assert [frame["why"] for frame in await poll(browser, token)] == ["ended"]


async def test_a_token_lives_a_day_from_its_last_use(browser, services, clock):
    token = new_token(services, new_visitor(Language.FI))
    for _ in range(3):
        clock.forward(hours=23)
        token = (await visits(browser, token=token)).token

    assert (await (await visits(browser, token=token)).say("Hei"))["type"] == "tick"


async def test_what_is_no_frame_is_refused_and_the_line_stays(browser):
    visitor = await visits(browser)
    await visitor.socket.send_str("{")
    assert (await visitor.hears("refused"))["why"] == "malformed"
    assert (await visitor.say(" "))["why"] == "empty"
    assert (await visitor.say("x" * 4_001))["why"] == "too_long"

    assert (await visitor.say("Hei"))["seq"] == 1


async def test_bytes_and_frames_too_large_close_the_line(browser):
    one, other = await visits(browser), await visits(browser)
    await one.socket.send_bytes(b"\x00")
    await other.socket.send_str("x" * (LARGEST + 1))

    assert await one.ends() == 1003
    # What it had still on its way may take the code from it.
    assert await other.ends() in {1009, 1006}


async def test_too_many_messages_are_refused_with_the_time_to_come_again(browser):
    visitor = await visits(browser)
    for _ in range(20):
        assert (await visitor.say("Hei"))["type"] == "tick"
    other_tab = await visits(browser, token=visitor.token)

    refused = await other_tab.say("Hei")

    assert (refused["why"], refused["after_seconds"]) == ("too_many", 10)


async def test_one_address_begins_so_many_conversations_in_a_minute(browser, services):
    for _ in range(20):
        assert (await (await visits(browser)).say("Hei"))["type"] == "tick"

    refused = await (await visits(browser)).say(EMERGENCY)

    assert (refused["why"], refused["after_seconds"]) == ("too_many", 60)
    assert len(await all_of(services, ContactRow)) == 20


async def test_a_client_that_reads_nothing_is_let_go_and_goes_on_where_it_was(browser):
    visitor = await visits(browser)
    await visitor.say("yksi")
    (outlet,) = [one for one in browser.app[HUB]._every if one.line.is_open]
    for _ in range(MOST_WAITING + 1):
        outlet.put(Presence(advisor=False, visitor=True))

    assert await visitor.ends() == 1013
    again = await visits(browser, token=visitor.token)
    assert [entry["text"] for entry in await again.entries(1)] == ["yksi"]


async def test_who_stops_sends_every_client_elsewhere(browser):
    visitor = await visits(browser)
    await visitor.say("yksi")

    await browser.app.shutdown()

    assert await visitor.ends() == 1001


async def test_a_message_costs_one_look_however_many_clients_wait_for_it(eye, browser):
    writer = await visits(browser)
    await writer.say("yksi")
    tabs = [await visits(browser, token=writer.token) for _ in range(6)]
    for tab in tabs:
        await tab.hears("presence")
        await tab.entries(1)

    before = len(eye.statements)
    await writer.say("kaksi")
    for tab in tabs:
        await tab.entries(2)

    # One, and one more where the look at everything falls into the same moment; not one for each client.
    assert len([one for one in eye.statements[before:] if "FROM entries JOIN" in one]) in {1, 2}


async def test_without_wakes_what_other_processes_store_is_seen_by_looking(browser, services, monkeypatch):
    monkeypatch.setattr(hubs, "LOOK_AGAIN", 0.05)
    one = await visits(browser)
    await one.say("yksi")
    monkeypatch.setattr(services.wakes, "_listeners", set())
    other = await visits(browser, token=one.token, after=1)

    await one.say("kaksi")

    assert [entry["text"] for entry in await other.entries(1)] == ["kaksi"]


async def test_somebody_who_has_gone_is_absent_when_the_lease_runs_out(browser, services, clock):
    one = await visits(browser)
    await one.say("yksi")
    room = next(iter(browser.app[HUB]._rooms.values()))
    room.outlets.clear()
    assert room.leases[Side.VISITOR].expires_at > clock()
    clock.forward(seconds=26)

    advisor = await answers(browser, await sign_in(services), (await only(services, CaseRow)).id)

    assert (await advisor.hears("presence"))["visitor"] is False


async def test_while_the_database_is_away_112_is_said_and_afterwards_the_message_is_stored(eye, browser):
    own = uuid4()
    eye.away = True
    visitor = await visits(browser)
    refused = await visitor.say(EMERGENCY, own)
    eye.away = False
    assert (visitor.heard[1]["type"], refused["why"]) == ("alarm", "unavailable")

    assert (await visitor.say(EMERGENCY, own))["seq"] == 1
    assert [entry["seq"] for entry in await visitor.entries(1)] == [1]


async def test_requests_carry_the_same_frames(browser):
    own = str(uuid4())
    (welcome,) = [f for f in await poll(browser, frames=[{"type": "ping"}]) if f["type"] == "welcome"]
    token = welcome["token"]

    said = await poll(browser, token, frames=[{"type": "say", "id": own, "text": EMERGENCY}])
    assert [frame["type"] for frame in said if frame["type"] in {"alarm", "tick"}] == ["alarm", "tick"]
    again = await poll(browser, token, frames=[{"type": "say", "id": own, "text": EMERGENCY}])
    assert [frame["seq"] for frame in again if frame["type"] == "tick"] == [1]
    entries = [frame for frame in await poll(browser, token) if frame["type"] == "entry"]
    assert [(entry["seq"], entry["id"], entry["from"]) for entry in entries] == [(1, own, "visitor")]


async def test_a_request_waits_until_something_is_said(browser, monkeypatch):
    visitor = await visits(browser)
    await visitor.say("yksi")
    waiting = asyncio.create_task(poll(browser, visitor.token, after=1))
    await eventually(lambda: len(browser.app[HUB]._every) == 2, within=5, what="the request waits")
    assert not waiting.done()

    await visitor.say("kaksi")

    assert [frame["text"] for frame in await waiting if frame["type"] == "entry"] == ["kaksi"]
    monkeypatch.setattr(chat, "WAIT", 0.05)
    quiet = await poll(browser, visitor.token, after=2)
    assert {frame["type"] for frame in quiet} <= {"welcome", "presence", "handling", "seen"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[]", 400),
        ('{"token":"","after":-1,"frames":[]}', 400),
        (json.dumps({"token": "", "after": 0, "frames": [{}] * 21}), 400),
        (json.dumps({"token": "", "after": 0, "frames": ["x" * 70_000]}), 413),
    ],
)
async def test_a_request_that_no_client_of_ours_sends_is_refused(browser, body, status):
    async with browser.post("/chat/poll", data=body, headers={"Origin": origin_of(browser)}) as response:
        assert response.status == status


async def test_the_question_is_in_nobodys_log(eye, browser, capsys):
    visitor = await visits(browser)
    eye.away = True
    await visitor.say(QUESTION)
    eye.away = False
    await visitor.say(QUESTION)

    assert QUESTION not in "".join(capsys.readouterr())


async def test_a_conversation_longer_than_may_wait_for_one_client_is_read_to_its_end(browser, services):
    one = await visits(browser)
    await one.say("Hei")
    (conversation,) = await all_of(services, ConversationRow)
    async with services.sessions.begin() as session:
        for number in range(2 * MOST_WAITING):
            words = Words(conversation_id=conversation.id, message_id=uuid4(), side=Side.SERVICE, text=f"{number}")
            await conversing.write(session, services, [words], [None])

    late = await visits(browser, token=one.token)

    assert [entry["seq"] for entry in await late.entries(2 * MOST_WAITING + 1)] == [*range(1, 2 * MOST_WAITING + 2)]
