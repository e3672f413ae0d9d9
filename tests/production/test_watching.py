"""What stops in an installation of many processes is told by those that still run, and by its name."""

import re

import pytest

from tests.production.sending import assert_all_done_once, how_many, in_thread, send
from tests.servers.waiting import eventually

pytestmark = [pytest.mark.servers, pytest.mark.slow]


def wrong(serve, *matters):
    """Which of *matters* are not well, as Prometheus would read it from this process."""
    found = re.findall(r'^luotsi_level\{matter="(\w+)"\} ([12])', serve.get("/metrics").text, re.MULTILINE)
    return {matter for matter, _ in found} & set(matters)


async def test_a_stopped_beat_is_told_by_its_name_and_nothing_is_lost(installation):
    serve, already = installation.production.serve[0], await how_many(installation)
    for beat in installation.production.beat:
        await in_thread(beat.kill)
    try:
        await send(installation, "unbeaten", 1)
        await eventually(lambda: wrong(serve, "beat", "work") == {"beat"}, within=20, what="the beat is missed")
    finally:
        for beat in installation.production.beat:
            await in_thread(beat.start)

    await assert_all_done_once(installation, already, 1)
    await eventually(lambda: wrong(serve, "beat", "work", "late") == set(), within=10, what="all is well again")


async def test_a_redis_that_is_gone_is_told_by_its_name(installation):
    serve = installation.production.serve[1]
    await in_thread(installation.redis.stop)
    try:
        await eventually(lambda: wrong(serve, "redis") == {"redis"}, within=15, what="Redis is missed")
    finally:
        await in_thread(installation.redis.start)

    await eventually(lambda: wrong(serve, "redis") == set(), within=30, what="Redis is back")
