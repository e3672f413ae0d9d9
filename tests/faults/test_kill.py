"""`kill -9` in the middle of the work, twelve times over: by the senders' own count nothing is lost or doubled."""

import asyncio
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

import pytest
import sqlalchemy

from gateway.store.jobs import JobRow
from gateway.store.states import DeliveryState, JobState
from tests.faults.sink import running_sink
from tests.journeys.calls import SECRET, callback_request
from tests.journeys.records import deliveries_of, settled
from tests.servers.mails import distinct_mails
from tests.servers.senders import Tally, form_post, send_mails, send_posts
from tests.servers.waiting import eventually

KILLS = 12
MAILS, FORMS, CALLS = 16, 6, 6  # of each wave; a kill falls into each
OURS = "neuvonta@satakunta.example"
ID = re.compile(rb"(?:mail|form|call)-\d\d-\d{5}")


@dataclass(slots=True)
class Load:
    """Senders that go on whatever happens, and what they were told."""

    tally: Tally = field(default_factory=Tally)
    sent: set[str] = field(default_factory=set)
    sending: list[asyncio.Task[None]] = field(default_factory=list)

    def add_wave(self, luotsi, number):
        mails = distinct_mails(MAILS, recipient=OURS, prefix=f"mail-{number:02}")
        forms = [a_form(luotsi, number, which) for which in range(FORMS)]
        calls = [a_call(luotsi, number, which) for which in range(CALLS)]
        self.sent.update(one.id for one in (*mails, *forms, *calls))
        smtp = {"port": luotsi.smtp_port, "connections": 3, "deadline": 120}
        http = {"connections": 2, "deadline": 120}
        self.sending += [
            asyncio.create_task(send_mails(mails, self.tally, **smtp)),
            asyncio.create_task(send_posts(forms, self.tally, **http)),
            asyncio.create_task(send_posts(calls, self.tally, **http)),
        ]


def a_form(luotsi, wave, which):
    own_id = f"form-{wave:02}-{which:05}"
    page = str(UUID(int=wave * 1000 + which, version=4))
    fields = [("submission_id", page), ("text", f"Miten haen omaishoidon tukea? {own_id}")]
    return form_post(own_id, f"{luotsi.url}/contact", fields)


def a_call(luotsi, wave, which):
    return callback_request(luotsi, f"call-{wave:02}-{which:05}", number=f"040 55{wave:02} {which:03}")


@pytest.mark.alone
@pytest.mark.slow
async def test_killed_twelve_times_under_load_it_loses_nothing_and_doubles_nothing(start_luotsi, durable_url):
    async with running_sink() as relay:
        luotsi = await asyncio.to_thread(
            start_luotsi,
            LUOTSI_DATABASE_URL=durable_url,
            LUOTSI_SMTP_RELAY=relay.address,
            LUOTSI_WEBHOOK_SECRET=SECRET,
        )
        load = Load()
        for kill in range(KILLS):
            already = load.tally.accepted.total()
            load.add_wave(luotsi, kill)
            # Each a little further on: from the first yes of a wave to nearly its last.
            wanted = already + 1 + kill * (MAILS + FORMS + CALLS - 4) // KILLS
            await eventually(lambda: load.tally.accepted.total() >= wanted, within=30, what=f"{wanted} yeses")  # noqa: B023
            luotsi.kill()
            if kill == KILLS - 1:
                let_leases_run_out(durable_url)
            await asyncio.to_thread(luotsi.start)
        await asyncio.gather(*load.sending)

        assert (load.tally.refused, load.tally.unanswered) == ({}, set())
        assert load.tally.repeated > KILLS
        contacts = await settled(luotsi, 0, within=60)
        await assert_each_is_there_once(load, contacts)
        await assert_balanced(luotsi, len(load.sent))
        await assert_each_told_at_most_once(luotsi, relay)


def let_leases_run_out(url):
    """What the dead process was working on is free to be taken over, as it would be 45 seconds later."""
    database = sqlalchemy.create_engine(url.replace("+aiosqlite", ""))
    with database.begin() as connection:
        leased = sqlalchemy.update(JobRow).where(JobRow.state == JobState.LEASED)
        connection.execute(leased.values(leased_until=JobRow.created_at))
    database.dispose()


async def assert_each_is_there_once(load, contacts):
    found = Counter(ID.search(contact.original)[0].decode() for contact in contacts)
    lost = set(load.tally.accepted) - set(found)
    doubled = {own_id: count for own_id, count in found.items() if count > 1}
    assert (lost, doubled) == (set(), {})
    assert set(found) == load.sent == set(load.tally.accepted)


async def assert_balanced(luotsi, count):
    told = await asyncio.to_thread(luotsi.command, "balance")
    balance = json.loads(told.stdout)
    assert (told.returncode, balance["unaccounted"], balance["received"]) == (0, 0, count)


async def assert_each_told_at_most_once(luotsi, relay):
    deliveries = await deliveries_of(luotsi)
    assert len(deliveries) == KILLS * MAILS == len({delivery.contact_id for delivery in deliveries})
    states = Counter(delivery.state for delivery in deliveries)
    assert set(states) <= {DeliveryState.SENT, DeliveryState.OUTCOME_UNKNOWN}
    assert [to for to, count in relay.arrived.items() if count > 1] == []
    # Of what is not known some arrived and some did not; of what is known all did.
    assert states[DeliveryState.SENT] <= len(relay.arrived) <= len(deliveries)
