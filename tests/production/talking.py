"""A visitor at one web process and an advisor at another, on the chat line."""

import asyncio
from contextlib import asynccontextmanager
from uuid import uuid4

import aiohttp

from gateway.chat.hub import LOOK_AGAIN
from tests.gateway.chat.peer import Peer
from tests.journeys.records import contacts_of
from tests.production.sending import session_at

BEGINNING = "Saako kotihoitoa iltaisin?"


@asynccontextmanager
async def conversation(here, there):
    """The visitor and the advisor, each on an open line; the visitor has begun, and the advisor has read that."""
    ours = await session_at(there)
    async with aiohttp.ClientSession() as browser, aiohttp.ClientSession(headers=ours.headers) as desk:
        visitor = await _connected(browser, here, "/chat/line")
        tick = await visitor.say(BEGINNING)
        case = (await contacts_of(here))[-1].row.case_id
        advisor = await _connected(desk, there, f"/inbox/case/{case}/line")
        await advisor.hears("entry", id=tick["id"])
        yield visitor, advisor


async def _connected(browser, luotsi, path):
    peer = Peer(await browser.ws_connect(luotsi.url + path, headers={"Origin": luotsi.url}))
    await peer.hello()
    return peer


async def exchange(line, turn):
    """The visitor says something, the advisor reads it and only then answers, and the visitor reads that; what it was.

    Each message is stored and read within the time between two looks, and as much again for a busy machine.
    """
    said = []
    for speaker, listener, side in zip(line, reversed(line), ("visitor", "advisor"), strict=True):
        own, text = uuid4(), f"{side} {turn}"
        async with asyncio.timeout(2 * LOOK_AGAIN):
            tick = await speaker.say(text, own)
            entry = await listener.hears("entry", id=str(own))
        assert (tick["type"], entry["from"]) == ("tick", side)
        said.append((str(own), text))
    return said


async def assert_read_once_in_order(line, said):
    """All that came over either line, nothing taken out: numbers without a gap, and the words as they were said."""
    for peer in line:
        while said[-1][0] not in {entry["id"] for entry in peer.all("entry")}:
            await peer.hears("entry")
        entries = peer.all("entry")
        assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
        (_, beginning), *people = [(entry["id"], entry["text"]) for entry in entries if entry["from"] != "service"]
        assert (beginning, people) == (BEGINNING, said)
