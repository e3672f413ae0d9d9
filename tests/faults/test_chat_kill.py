"""Conversations over two web processes that are killed again and again, and over a network that cuts and falls silent.

Whoever was told that a message is stored finds it in its place; everybody reads everything, in order, exactly once.
"""

import asyncio
import random
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
import psycopg
import pytest

from channels.chat.client import Client
from gateway import keys
from gateway.store.migrate import upgrade
from tests.journeys.advisor import PASSWORD, account
from tests.servers.luotsi import LuotsiProcess
from tests.servers.proxy import Weather, running_proxy
from tests.servers.talkers import Talker
from tests.servers.waiting import eventually

HISTORIES = 30
MESSAGES = 4  # of each of the three who take part
KILLS = 6


@dataclass(slots=True, kw_only=True)
class Conversation:
    """Two tabs of one visitor, and an advisor."""

    talkers: list[Talker]
    said: list[dict] = field(default_factory=list)


@pytest.fixture
def pair(durable_postgres, start_luotsi):
    """Two processes on one database, with one key."""
    url = durable_postgres.create_database()
    upgrade(url)
    settings = {
        "LUOTSI_DATABASE_URL": url,
        "LUOTSI_KEYS": keys.render(keys.Keyring((keys.new_key(),))),
        "LUOTSI_TRUSTED_PROXY": "true",  # so that thirty people are not one address
    }
    return url, [start_luotsi(**settings) for _ in range(2)]


async def signed_in(luotsi: LuotsiProcess) -> str:
    await account(luotsi)
    async with aiohttp.ClientSession() as session:
        answer = await session.post(
            f"{luotsi.url}/sign-in", data={"username": "aino", "password": PASSWORD}, allow_redirects=False
        )
        async with answer:
            return answer.headers["Set-Cookie"].partition(";")[0]


async def case_of(url: str, reference_token: Client) -> str:
    entry = reference_token.entries[0]
    query = (
        "SELECT c.case_id FROM entries e JOIN conversations v ON v.id = e.conversation_id "
        "JOIN contacts c ON c.id = v.contact_id WHERE e.message_id = %s"
    )
    async with await psycopg.AsyncConnection.connect(url.replace("+psycopg", "")) as connection:
        (found,) = await (await connection.execute(query, [entry.id])).fetchone()
        return str(found)


@asynccontextmanager
async def talking(talker: Talker):
    task = asyncio.create_task(talker.talk())
    try:
        yield talker
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def converse(stack, number, session, ports, url, cookie) -> Conversation:
    """Begin one conversation, and have everybody say what they have to say while the world breaks."""
    chance = random.Random(number)
    headers = {"X-Forwarded-For": f"192.0.2.{number}"}
    make = {"session": session, "ports": ports, "chance": chance}
    first = await stack.enter_async_context(talking(Talker(**make, client=Client(""), headers=headers)))
    said = {await first.say(f"{number} tab 1: 0"): 0}
    await eventually(lambda: first.client.entries, within=60, what="the first message is there")
    tab = await stack.enter_async_context(talking(Talker(**make, client=Client(first.client.token), headers=headers)))
    path = f"/inbox/case/{await case_of(url, first.client)}/line"
    advisor = Talker(**make, client=Client(""), path=path, headers={"Cookie": cookie})
    await stack.enter_async_context(talking(advisor))
    talkers = [first, tab, advisor]
    for turn in range(1, MESSAGES + 1):
        for name, talker in zip(("tab 1", "tab 2", "advisor"), talkers, strict=True):
            said[await talker.say(f"{number} {name}: {turn}")] = turn
            await asyncio.sleep(chance.uniform(0.05, 0.6))
    return Conversation(talkers=talkers, said=[said])


def is_whole(conversation: Conversation) -> bool:
    (said,) = conversation.said
    return all(
        not talker.client.unsaid and said.keys() <= {entry.id for entry in talker.client.entries}
        for talker in conversation.talkers
    )


def check(conversation: Conversation) -> None:
    (said,) = conversation.said
    books = [[(entry.seq, entry.id, entry.text) for entry in one.client.entries] for one in conversation.talkers]
    least = min(len(book) for book in books)
    assert [book[:least] for book in books] == [books[0][:least]] * 3
    assert [seq for seq, _, _ in books[0]] == list(range(1, len(books[0]) + 1))
    people = [own for _, own, _ in books[0] if own in said]
    assert sorted(people) == sorted(said), "nothing is lost, nothing is twice"
    for name in ("tab 1", "tab 2", "advisor"):
        turns = [int(text.split(": ")[1]) for _, own, text in books[0] if own in said and name in text]
        assert turns == sorted(turns)
    for talker in conversation.talkers:
        for own, seq in talker.client.ticked.items():
            assert books[0][seq - 1][1] == own
    assert sum("neuvoja vastaa" in text.lower() or "viitenumerosi" in text.lower() for _, _, text in books[0]) <= 1


async def play(pair, weather: Weather, kills: int) -> list[Conversation]:
    url, processes = pair
    cookie = await signed_in(processes[0])
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        proxies = [await stack.enter_async_context(running_proxy(one.http_port, weather)) for one in processes]
        ports = [proxy.port for proxy in proxies]
        begun = [
            asyncio.create_task(converse(stack, number, session, ports, url, cookie)) for number in range(HISTORIES)
        ]
        for kill in range(kills):
            await asyncio.sleep(weather.chance.uniform(0.3, 1.5))
            victim = processes[kill % 2]
            await asyncio.to_thread(victim.kill)
            await asyncio.to_thread(victim.start)
        conversations = await asyncio.gather(*begun)
        weather.calm()
        for proxy in proxies:
            proxy.cut_all()
        await eventually(lambda: all(map(is_whole, conversations)), within=90, what="everybody has read everything")
    for conversation in conversations:
        check(conversation)
    balance = await asyncio.to_thread(processes[0].command, "balance")
    assert balance.returncode == 0, balance.stdout
    return conversations


@pytest.mark.slow
@pytest.mark.alone
async def test_conversations_stay_whole_while_their_processes_are_killed(pair):
    conversations = await play(pair, Weather(chance=random.Random(1)), KILLS)

    assert len(conversations) == HISTORIES
    assert sum(talker.lines for one in conversations for talker in one.talkers) > 3 * HISTORIES


@pytest.mark.slow
@pytest.mark.alone
async def test_conversations_stay_whole_on_a_line_that_delays_cuts_and_falls_silent(pair):
    weather = Weather(chance=random.Random(2), cut=0.02, silence=0.01, delayed=0.1)

    await play(pair, weather, 0)

    assert min(weather.cuts, weather.silences, weather.delays) > 0
