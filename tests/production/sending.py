"""What is sent to an installation, who looks at it there, and what has become of it."""

import asyncio
import json
from collections import Counter
from uuid import uuid4

from sqlalchemy import select

from gateway.app import open_services
from gateway.settings import Settings
from gateway.store.contacts import ContactRow
from gateway.store.states import Event
from gateway.store.timeline import TimelineRow
from tests.factories import sign_in
from tests.journeys.records import contacts_of, reading, settled
from tests.servers.mails import distinct_mails
from tests.servers.senders import Tally, send_mails

OURS = "neuvonta@satakunta.example"
# What happens to each mail on its way, each once.
ONCE = (Event.RECEIVED, Event.READ, Event.DECIDED, Event.ACKNOWLEDGED, Event.DELIVERED)


async def send(installation, prefix, most):
    """Send so many mails, each until it is accepted; how often each was."""
    tally = Tally()
    mails = distinct_mails(most, recipient=OURS, prefix=prefix)
    port = installation.production.listen.smtp_port
    await send_mails(mails, tally, port=port, connections=2, deadline=30)
    assert (tally.refused, tally.unanswered) == ({}, set())
    return tally.accepted


async def how_many(installation):
    """How many contacts there are."""
    async with reading(installation.production.serve[0]) as (session, _):
        return len((await session.scalars(select(ContactRow.id))).all())


async def assert_all_done_once(installation, before, most, *, within=20.0):
    """So many contacts more than *before*, each of them through every step, and through none twice."""
    luotsi = installation.production.serve[0]
    contacts = (await settled(luotsi, before + most, within=within))[before:]
    async with reading(luotsi) as (session, _):
        ours = {contact.row.id for contact in contacts}
        told = (await session.execute(select(TimelineRow.contact_id, TimelineRow.event))).all()
    happened = Counter(event for contact, event in told if contact in ours)
    assert {event: happened[event] for event in ONCE} == dict.fromkeys(ONCE, most)
    assert len(contacts) == most


async def words_of(installation):
    """What the newest contact says."""
    return (await contacts_of(installation.production.serve[0]))[-1].words


async def in_thread(function, *arguments):
    """Call what waits without keeping the loop waiting."""
    return await asyncio.to_thread(function, *arguments)


def degraded(luotsi):
    """What this web process misses and goes on without."""
    answer = luotsi.get("/health")
    assert answer.status == 200
    return json.loads(answer.text)["degraded"]


async def session_at(luotsi):
    """Somebody new of ours, signed in."""
    settings = Settings(
        data_dir=luotsi.data, database_url=luotsi.environment["LUOTSI_DATABASE_URL"], smtp_port=0, county="satakunta"
    )
    async with open_services(settings) as services:
        return await sign_in(services, username=f"advisor-{uuid4()}")
