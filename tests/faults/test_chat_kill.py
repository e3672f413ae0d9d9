"""Conversations over two web processes that are killed again and again, and over a network that cuts and falls silent.

Whoever was told that a message is stored finds it in its place; everybody reads everything, in order, exactly once.
"""

import asyncio
import json
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
IN_BAD_WEATHER = 15  # each of them waits for many silences
MESSAGES = 4  # of each of the three who take part
KILLS = 6  # at least
EACH = 1 + 3 * MESSAGES  # in one conversation, with the one that begins it
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


async def kill_in_turn(processes: list[LuotsiProcess], chance: random.Random, begun: list[asyncio.Task]) -> None:
    """Kill one process after the other, until everybody has said everything and come back from a line cut by it."""
    kills = 0
    async with asyncio.timeout(90):
        while kills < KILLS or not all(map(has_come_back, begun)):
            await asyncio.sleep(chance.uniform(0.3, 1.5))
            victim = processes[kills % 2]
            await asyncio.to_thread(victim.kill)
            await asyncio.to_thread(victim.start)
            kills += 1


async def given_up(begun: list[asyncio.Task]) -> None:
    """Nobody opens a line any more: one that is opened while the others are closed would stay open."""
    for conversation in begun:
        conversation.cancel()
    await asyncio.gather(*begun, return_exceptions=True)


def has_come_back(conversation: asyncio.Task) -> bool:
    """Whether all three have said what they had to say, and each of them over more than one line."""
    return conversation.done() and all(talker.lines > 1 for talker in conversation.result().talkers)


async def play(pair, cookie: str, weather: Weather, *, killed: bool, numbers: range) -> list[Conversation]:
    """Hold the conversations of these *numbers*, all at once, and see that each is whole."""
    url, processes = pair
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        proxies = [await stack.enter_async_context(running_proxy(one.http_port, weather)) for one in processes]
        ports = [proxy.port for proxy in proxies]
        begun = [asyncio.create_task(converse(stack, number, session, ports, url, cookie)) for number in numbers]
        try:
            if killed:
                await kill_in_turn(processes, weather.chance, begun)
            conversations = await asyncio.gather(*begun)
        finally:
            await given_up(begun)
        weather.calm()
        for proxy in proxies:
            proxy.cut_all()
        await eventually(lambda: all(map(is_whole, conversations)), within=90, what="everybody has read everything")
    for conversation in conversations:
        check(conversation)
    return conversations


async def assert_balanced(pair, histories: int) -> None:
    """Every message of these conversations has come in once, and is accounted for."""
    _, processes = pair
    told = await asyncio.to_thread(processes[0].command, "balance")
    counted = json.loads(told.stdout.splitlines()[-1])
    assert (told.returncode, counted["received"], counted["unaccounted"]) == (0, EACH * histories, 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    "histories",
    [pytest.param(HISTORIES, marks=pytest.mark.alone), pytest.param(FULL, marks=pytest.mark.soak)],
)
async def test_conversations_stay_whole_while_their_processes_are_killed(pair, histories):
    cookie = await signed_in(pair[1][0])
    for first in range(0, histories, AT_A_TIME):
        numbers = range(first, min(first + AT_A_TIME, histories))
        conversations = await play(pair, cookie, Weather(chance=random.Random(first + 1)), killed=True, numbers=numbers)
        assert [len(one.said[0]) for one in conversations] == [EACH] * len(numbers)

    await assert_balanced(pair, histories)


@pytest.mark.slow
@pytest.mark.alone
async def test_conversations_stay_whole_on_a_line_that_delays_cuts_and_falls_silent(pair):
    weather = Weather(chance=random.Random(2), cut=0.02, silence=0.01, delayed=0.1)

    await play(pair, await signed_in(pair[1][0]), weather, killed=False, numbers=range(IN_BAD_WEATHER))

    await assert_balanced(pair, IN_BAD_WEATHER)
    assert min(weather.cuts, weather.silences, weather.delays) > 0
