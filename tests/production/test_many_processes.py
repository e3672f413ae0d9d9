"""Production: what comes in by one process is worked on by others, and nothing is lost when any of them goes."""

import asyncio
import json
from contextlib import AsyncExitStack

import aiohttp
import pytest
from sqlalchemy import func, select

from gateway.chat.hub import LOOK_AGAIN
from gateway.faults import Failure, before
from gateway.faults import Step as AtStep
from gateway.store.jobs import JobRow
from gateway.store.states import JobState
from tests.journeys.forms import send_form, submission_id
from tests.journeys.records import reading, settled
from tests.production.everybody import Everybody
from tests.production.sending import assert_all_done_once, degraded, how_many, in_thread, send, session_at, words_of
from tests.production.talking import assert_read_once_in_order, conversation, exchange
from tests.servers.waiting import eventually

pytestmark = [pytest.mark.servers, pytest.mark.slow]

WORDS = "Isoäitini kysyy, saako hän kotiin turvarannekkeen."
NOT_YET_ANSWERED = 'action="/contact/answer"'


async def test_a_mail_goes_through_every_kind_of_process_to_its_acknowledgement(installation):
    already = await how_many(installation)

    await send(installation, "through", 1)

    await assert_all_done_once(installation, already, 1)


async def test_a_form_is_answered_on_its_own_page(installation):
    serve, already = installation.production.serve[1], await how_many(installation)

    page = await send_form(serve, {"submission_id": await submission_id(serve), "text": WORDS})

    contacts = await settled(serve, already + 1)
    assert (page.status, page.reference) == (200, contacts[-1].row.reference)
    assert NOT_YET_ANSWERED not in page.text
    assert WORDS in await words_of(installation)


async def test_two_beats_and_two_workers_do_everything_once(installation):
    already = await how_many(installation)

    await send(installation, "twice", 30)

    await assert_all_done_once(installation, already, 30)


async def test_a_browser_at_another_process_hears_of_it_within_a_second(installation):
    here, there = installation.production.serve
    ours = await session_at(there)
    loop = asyncio.get_running_loop()
    async with aiohttp.ClientSession(headers=ours.headers) as browser:
        stream = await browser.get(f"{there.url}/inbox/events?after=999999999")
        assert stream.status == 200
        # The stream has looked once and is waiting now.
        await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 5)
        page = await submission_id(here)

        began = loop.time()
        sending = asyncio.create_task(send_form(here, {"submission_id": page, "text": WORDS}))
        told = await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 5)

        assert b"event: changed" in told
        assert loop.time() - began < 1
        assert (await sending).status == 200
        stream.close()


async def test_what_is_said_on_the_chat_line_is_read_at_another_process_by_redis_and_not_by_looking_again(installation):
    loop = asyncio.get_running_loop()
    async with conversation(*installation.production.serve) as line:
        began = loop.time()
        said = [message for turn in range(8) for message in await exchange(line, turn)]
        took = loop.time() - began
        await assert_read_once_in_order(line, said)

    # Each message waits for the one before it: by looking again, eight turns would take eight times this long.
    assert took < LOOK_AGAIN


async def test_without_redis_what_is_said_on_the_chat_line_is_read_at_another_process_by_looking_again(installation):
    serve = installation.production.serve
    async with conversation(*serve) as line:
        await in_thread(installation.redis.stop)
        try:
            for one in serve:
                await eventually(lambda one=one: degraded(one) == ["redis"], within=10, what="Redis is missed")
            said = [message for turn in range(2) for message in await exchange(line, turn)]
        finally:
            await in_thread(installation.redis.start)
        for one in serve:
            await eventually(lambda one=one: degraded(one) == [], within=30, what="Redis is back")
        said += await exchange(line, 2)
        await assert_read_once_in_order(line, said)


async def test_a_redis_that_forgets_everything_and_is_started_again_loses_nothing(installation):
    already = await how_many(installation)
    sending = asyncio.create_task(send(installation, "wiped", 24))
    await eventually(lambda: more_than(installation, already + 4), within=10, what="the first are accepted")

    await in_thread(installation.redis.wipe)
    await in_thread(installation.redis.stop)
    await in_thread(installation.redis.start)

    assert sum((await sending).values()) == 24
    await assert_all_done_once(installation, already, 24, within=30)


@pytest.mark.parametrize("seconds", [8, pytest.param(60, marks=pytest.mark.soak)])
async def test_without_redis_everybody_is_accepted_and_afterwards_told_once(installation, seconds):
    serve, already = installation.production.serve[0], await how_many(installation)
    async with AsyncExitStack() as lines:
        everybody = Everybody(installation=installation, stack=lines)
        await in_thread(installation.redis.stop)
        try:
            await everybody.write(seconds)
            assert "redis" in degraded(serve)
            form = {"submission_id": await submission_id(serve), "text": WORDS}
            # No worker hears of it: the pages' own process does it all, though not always within the first second.
            await eventually(lambda: is_answered(serve, form), within=20, what="the form is answered on its page")
        finally:
            await in_thread(installation.redis.start)
        await everybody.write(2)

        await everybody.assert_each_done_once(already + 1)
    await eventually(lambda: degraded(serve) == [], within=30, what="the web process is well again")


async def test_a_worker_that_is_told_to_stop_stops_and_one_that_is_killed_loses_nothing(installation):
    first, second = installation.production.work
    already = await how_many(installation)
    assert await in_thread(first.terminate) == 0
    ask(installation, before(AtStep.READ), Failure.HANG)
    await send(installation, "killed", 1)
    await eventually(lambda: leased(installation), within=10, what="the worker holds a lease")

    second.kill()
    await asyncio.gather(in_thread(first.start), in_thread(second.start))

    await assert_all_done_once(installation, already, 1)


@pytest.mark.parametrize("way", ["stop", "crash"])
async def test_a_database_that_is_started_again_finds_everybody_at_work(installation, way):
    already = await how_many(installation)
    sending = asyncio.create_task(send(installation, f"database-{way}", 12))
    await eventually(lambda: more_than(installation, already + 2), within=10, what="the first are accepted")

    await in_thread(getattr(installation.postgres, way))
    await in_thread(installation.postgres.start)

    assert sum((await sending).values()) == 12
    await assert_all_done_once(installation, already, 12, within=30)


async def test_all_of_it_is_balanced_and_ends_in_order_when_told(installation):
    production = installation.production
    told = await in_thread(production.serve[0].command, "balance")

    codes = await asyncio.gather(*(in_thread(process.terminate) for process in production.every))

    assert (told.returncode, json.loads(told.stdout.splitlines()[-1])["unaccounted"]) == (0, 0)
    assert codes == [0] * len(production.every)
    await in_thread(production.start)


async def is_answered(serve, form):
    page = await send_form(serve, form)
    assert page.status == 200
    return NOT_YET_ANSWERED not in page.text


async def more_than(installation, most):
    return await how_many(installation) > most


async def leased(installation):
    async with reading(installation.production.serve[0]) as (session, _):
        held = select(func.count()).select_from(JobRow).where(JobRow.state == JobState.LEASED)
        return await session.scalar(held) == 1


def ask(installation, point, failure):
    (installation.faults / point).write_text(failure, "ascii")
