"""Every point of a conversation, failed at in every way: what was said stands once, in the order of saying."""

import random
import re
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from functools import partial

import aiohttp
import pytest
from sqlalchemy import func, select, update

from channels.chat.client import Client
from channels.chat.frames import Side
from channels.codes import Reason, Resolution
from gateway.keys import place
from gateway.store import jobs
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.conversations import EntryRow
from gateway.store.jobs import JobRow
from gateway.store.presence import PresenceRow
from gateway.store.states import CaseState, JobKind
from tests.faults import points
from tests.faults.conversation import talking
from tests.faults.system import revived
from tests.journeys.records import IS_FOR_NOW, reading
from tests.servers.talkers import Talker
from tests.servers.waiting import eventually

pytestmark = pytest.mark.slow

_MESSAGES = 3  # of each visitor in each case
_WITHIN = 180.0
_GONE = "sen teksti on poistettu"


@pytest.fixture
async def visitors(system):
    """As many visitors as there are contacts, each with a conversation of their own that goes on over every case."""
    async with AsyncExitStack() as stack:
        session = await stack.enter_async_context(aiohttp.ClientSession())
        yield [
            Talker(
                session=session,
                ports=[system.luotsi.http_port],
                chance=random.Random(number),
                client=Client(""),
                headers={"X-Forwarded-For": f"192.0.2.{number}"},
            )
            for number in range(system.contacts)
        ]


async def test_what_visitors_say(system, failure, visitors):
    said = [[] for _ in visitors]
    for point in points.CHAT:
        system.forget()
        system.ask(point, failure)
        async with revived(system.luotsi), AsyncExitStack() as lines:
            for visitor in visitors:
                await lines.enter_async_context(talking(visitor))
            for number, visitor in enumerate(visitors):
                for turn in range(_MESSAGES):
                    text = f"Saako kotihoitoa iltaisin? {point} {turn}"
                    said[number].append((await visitor.say(text), text))
            await system.failing(point)
            await eventually(lambda: all(map(has_said_all, visitors)), within=_WITHIN, what="everybody is heard")
            await eventually(lambda: all_read(visitors, said), within=_WITHIN, what="everybody reads their own words")

    system.sent = sum(map(len, said))  # a receipt for each tick
    for visitor, words in zip(visitors, said, strict=True):
        check(visitor, words)
    await eventually(lambda: is_settled(system), within=_WITHIN, what="one contact for each visitor, and all are here")


async def test_words_whose_time_has_come(system, failure, visitors):
    for times, point in enumerate(points.ERASURE, 1):
        system.forget()
        async with revived(system.luotsi), AsyncExitStack() as lines:
            for visitor in visitors:
                await lines.enter_async_context(talking(visitor))
                await visitor.say(f"Saako kotihoitoa iltaisin? {point}")
            await eventually(lambda: all(map(has_said_all, visitors)), within=_WITHIN, what="everybody is heard")
            await eventually(lambda: is_read(system), within=_WITHIN, what="what they said is read and decided on")
            system.ask(point, failure)
            await let_all_have_ended(system)
            await system.failing(point)
            await eventually(lambda: is_erased(system), within=_WITHIN, what="it is done")
            # Once each time, however often it was tried.
            await eventually(partial(all_told, visitors, times), within=_WITHIN, what="who is there is told")
        system.sent += len(visitors)
    assert await words_left(system) == []


def all_told(visitors, times):
    return all(sum(_GONE in entry.text for entry in one.client.entries) == times for one in visitors)


async def words_left(system):
    async with reading(system.luotsi) as (session, keys):
        rows = await session.scalars(select(EntryRow))
        said = [keys.open(row.sealed_text, place("entries", "sealed_text", row.id)).decode() for row in rows]
    return [text for text in said if "kotihoitoa" in text]


async def is_read(system):
    async with reading(system.luotsi) as (session, _):
        left = select(func.count()).select_from(JobRow).where(JobRow.kind != JobKind.PROMISE_DUE, IS_FOR_NOW)
        return await session.scalar(left) == 0


async def is_erased(system):
    async with reading(system.luotsi) as (session, _):
        erasing = select(func.count()).select_from(JobRow).where(JobRow.kind == JobKind.ERASE)
        return await session.scalar(erasing) == 0


async def let_all_have_ended(system):
    """Each Case ended a month ago, when it was promised that its words go."""
    async with system.writing() as session:
        now = datetime.now(UTC)
        ended = {"state": CaseState.RESOLVED, "open": False, "reason": Reason.HOME_CARE}
        ended |= {"resolution": Resolution.ADVICE_GIVEN, "resolved_at": now - timedelta(days=30)}
        for case_id in await session.scalars(update(CaseRow).values(**ended).returning(CaseRow.id)):
            await jobs.promise(session, JobKind.ERASE, case_id, now)


def has_said_all(visitor):
    return not visitor.client.unsaid


def all_read(visitors, said):
    return all(
        {own for own, _ in words} <= {entry.id for entry in visitor.client.entries}
        for visitor, words in zip(visitors, said, strict=True)
    )


def check(visitor, words):
    """Each of their words once, in order; each tick names the place where the words stand."""
    entries = visitor.client.entries
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert [(entry.id, entry.text) for entry in entries if entry.side is Side.VISITOR] == words
    assert sum(is_acknowledgement(entry) for entry in entries) <= 1
    sides = "".join("v" if entry.side is Side.VISITOR else "b" for entry in entries if not is_acknowledgement(entry))
    assert re.fullmatch(r"(?:vb)+v*", sides), "the bot answers each message at once and once, until people go on"
    assert {own: entries[seq - 1].id for own, seq in visitor.client.ticked.items()} == {own: own for own, _ in words}


def is_acknowledgement(entry):
    return entry.side is Side.SERVICE and "viitenumerosi" in entry.text.lower()


async def is_settled(system):
    async with reading(system.luotsi) as (session, _):
        contacts = await session.scalar(select(func.count()).select_from(ContactRow))
        present = await session.scalar(select(func.count(PresenceRow.conversation_id.distinct())))
    return (contacts, present) == (system.contacts, system.contacts)
