"""Wakes between processes over a real Redis."""

import asyncio
from uuid import uuid4

import pytest
from redis.exceptions import TimeoutError as RedisTimeoutError

from gateway.redis_wakes import CHANNEL, RedisWakes
from tests.servers.waiting import eventually


@pytest.fixture
async def here(redis):
    wakes = RedisWakes(redis.url)
    async with wakes.hearing():
        yield wakes
    await wakes.close()


@pytest.fixture
async def there(redis):
    wakes = RedisWakes(redis.url)
    async with wakes.hearing():
        yield wakes
    await wakes.close()


async def listening(redis, count=2):
    """Until so many hear: a wake that rings before is nobody's."""
    await eventually(
        lambda: redis.command("PUBSUB", "NUMSUB", CHANNEL).split()[-1] == str(count), within=5, what="both listen"
    )


async def test_what_rings_here_is_heard_there_with_its_topic_and_here_only_once(redis, here, there):
    await listening(redis)
    topic, heard_here, heard_there = uuid4(), [], []
    here.listen(heard_here.append)
    there.listen(heard_there.append)

    await here.ring(topic)
    await here.ring()

    assert heard_here == [topic, None]
    await eventually(lambda: set(heard_there) == {topic, None}, within=2, what="it is heard there")
    await there.ring(topic)
    await eventually(lambda: len(heard_here) == 3, within=2, what="the answer is heard here")
    assert heard_here == [topic, None, topic]


async def test_who_waits_there_is_woken(redis, here, there):
    await listening(redis)
    waiting = asyncio.create_task(there.wait(there.count, 5))
    await asyncio.sleep(0)

    await here.ring()

    assert await waiting


async def test_many_rings_at_once_are_told_together(redis, here, there):
    await listening(redis)
    since = there.count

    for _ in range(500):
        await here.ring()

    await eventually(lambda: there.count > since, within=2, what="it is heard there")
    assert there.count - since < 50


async def test_without_redis_ringing_neither_waits_nor_fails_and_afterwards_it_is_heard_again(redis, here, there):
    await listening(redis)
    await asyncio.to_thread(redis.stop)
    await eventually(lambda: here.away and there.away, within=5, what="both know that Redis is away")

    async with asyncio.timeout(0.5):
        for _ in range(100):
            await here.ring(uuid4())

    await asyncio.to_thread(redis.start)
    await eventually(lambda: not here.away and not there.away, within=10, what="both know that it is back")
    topic, heard = uuid4(), []
    there.listen(heard.append)
    await here.ring(topic)
    await eventually(lambda: topic in heard, within=5, what="it is heard there")


async def test_a_process_that_only_tells_is_told_out_before_its_loop_rests(redis, here):
    await listening(redis, 1)
    worker, heard, topic = RedisWakes(redis.url), [], uuid4()
    here.listen(heard.append)

    await worker.ring(topic)
    await worker.told()
    await worker.close()

    await eventually(lambda: heard == [topic], within=2, what="it is heard here")


async def test_what_is_none_of_ours_is_not_heard(redis, here):
    await listening(redis, 1)
    heard, topic = [], uuid4()
    here.listen(heard.append)

    for words in ("", "x", "x:y", "x:" + "0" * 40):
        redis.command("PUBLISH", CHANNEL, words)
    redis.command("PUBLISH", CHANNEL, f"somebody:{topic}")

    await eventually(lambda: topic in heard, within=2, what="ours is heard")
    assert heard == [topic]


async def test_one_answer_that_did_not_come_is_forgotten_when_the_next_one_does(redis, here, monkeypatch):
    await listening(redis, 1)
    real = here._redis.pipeline

    def too_slow(*_arguments, **_options):
        monkeypatch.setattr(here._redis, "pipeline", real)
        raise RedisTimeoutError

    monkeypatch.setattr(here._redis, "pipeline", too_slow)
    await here.ring()
    await eventually(lambda: here.away, within=5, what="it is missed")

    async def back():
        await here.ring()
        return not here.away

    await eventually(back, within=5, what="it is there again")


async def test_what_could_not_be_told_is_forgotten_when_redis_answers_though_nothing_rings_again(redis, here):
    await listening(redis, 1)
    # Nothing is published meanwhile, and everything else is answered: as where Redis is slow for a moment.
    redis.command("CLIENT", "PAUSE", "2500", "WRITE")

    await here.ring()

    await eventually(lambda: here.away, within=5, what="Redis is missed")
    await eventually(lambda: not here.away, within=12, what="Redis is there again")
