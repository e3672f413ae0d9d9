"""Conversations over two web processes that are killed again and again, and over a network that cuts and falls silent.

Whoever was told that a message is stored finds it in its place; everybody reads everything, in order, exactly once.
"""

import asyncio
import random
from contextlib import AsyncExitStack

import aiohttp
import psycopg
import pytest

from channels.chat.client import Client
from gateway import keys
from gateway.store.migrate import upgrade
from tests.faults.conversation import Conversation, check, is_whole, talking
from tests.journeys.advisor import PASSWORD, account
from tests.servers.luotsi import LuotsiProcess
from tests.servers.proxy import Weather, running_proxy
from tests.servers.talkers import Talker
from tests.servers.waiting import eventually

HISTORIES = 30
MESSAGES = 4  # of each of the three who take part
KILLS = 6
FULL, AT_A_TIME = 2_000, 40  # in `make soak`, where each batch has its kills


@pytest.fixture
def pair(durable_postgres, quick_luotsi):
    """Two processes on one database, with one key."""
    url = durable_postgres.create_database()
    upgrade(url)
    settings = {
        "LUOTSI_DATABASE_URL": url,
        "LUOTSI_KEYS": keys.render(keys.Keyring((keys.new_key(),))),
        "LUOTSI_TRUSTED_PROXY": "true",  # so that all these people are not one address
    }
    processes = [quick_luotsi(**settings) for _ in range(2)]
    for process in processes:
        process.start()
    return url, processes


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


async def converse(stack, number, session, ports, url, cookie) -> Conversation:
    """Begin one conversation, and have everybody say what they have to say while the world breaks."""
    chance = random.Random(number)
    headers = {"X-Forwarded-For": f"198.18.{number // 256}.{number % 256}"}
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


async def play(pair, cookie: str, weather: Weather, kills: int, numbers: range) -> list[Conversation]:
    """Hold the conversations of these *numbers*, all at once, and see that each is whole."""
    url, processes = pair
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        proxies = [await stack.enter_async_context(running_proxy(one.http_port, weather)) for one in processes]
        ports = [proxy.port for proxy in proxies]
        begun = [asyncio.create_task(converse(stack, number, session, ports, url, cookie)) for number in numbers]
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
    return conversations


async def assert_balanced(pair) -> None:
    _, processes = pair
    balance = await asyncio.to_thread(processes[0].command, "balance")
    assert balance.returncode == 0, balance.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    "histories",
    [pytest.param(HISTORIES, marks=pytest.mark.alone), pytest.param(FULL, marks=pytest.mark.soak)],
)
async def test_conversations_stay_whole_while_their_processes_are_killed(pair, histories):
    cookie, lines = await signed_in(pair[1][0]), 0
    for first in range(0, histories, AT_A_TIME):
        numbers = range(first, min(first + AT_A_TIME, histories))
        conversations = await play(pair, cookie, Weather(chance=random.Random(first + 1)), KILLS, numbers)
        assert len(conversations) == len(numbers)
        lines += sum(talker.lines for one in conversations for talker in one.talkers)

    await assert_balanced(pair)
    assert lines > 3 * histories


@pytest.mark.slow
@pytest.mark.alone
async def test_conversations_stay_whole_on_a_line_that_delays_cuts_and_falls_silent(pair):
    weather = Weather(chance=random.Random(2), cut=0.02, silence=0.01, delayed=0.1)

    await play(pair, await signed_in(pair[1][0]), weather, 0, range(HISTORIES))

    await assert_balanced(pair)
    assert min(weather.cuts, weather.silences, weather.delays) > 0
