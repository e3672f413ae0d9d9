import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from channels.channel import Delivery, StoreUnavailableError
from channels.codes import ChannelCode, Direction
from gateway import pipeline
from gateway.ids import new_id
from gateway.keys import place
from gateway.store import contacts, originals
from gateway.store.balance import count
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.jobs import JobRow
from gateway.store.originals import OriginalRow
from gateway.store.promises import NEAR, PromiseRow
from gateway.store.receipts import ReceiptRow
from gateway.store.states import CaseState, JobKind, JobState, PromiseState
from gateway.store.timeline import TimelineRow
from tests.factories import (
    ASIAKASOHJAUS,
    KOTIUTUS,
    NEUVONTA,
    add_user,
    all_of,
    deliver,
    email_delivery,
    mail,
    only,
    open_house,
    without_commits,
)
from tests.servers.waiting import eventually

KEPT = (ReceiptRow, OriginalRow, ContactRow, CaseRow, PromiseRow, JobRow, TimelineRow)
UNREADABLE_CHANNEL = Delivery(channel=ChannelCode.SMS, line="neuvonta", once="poison", content="poison")


async def rows_of(services):
    """How many there are of each; of Jobs those that read, since beside each waits one for the promised day."""
    rows = {row.__tablename__: await all_of(services, row) for row in KEPT}
    rows["jobs"] = [job for job in rows["jobs"] if job.kind is JobKind.READ]
    return {table: len(found) for table, found in rows.items()}


@pytest.fixture
async def another_process(loaded, settings, clock, services):
    """A second process on the same database: its own connections and its own group commit."""
    async with open_house(loaded, settings, clock, None) as other:
        yield other


async def test_a_yes_means_that_everything_is_stored_which_the_contact_needs(services):
    kept = await deliver(services, mail())

    assert await rows_of(services) == {
        "receipts": 1, "originals": 1, "contacts": 1, "cases": 1, "promises": 1, "jobs": 1, "timeline": 1
    }  # fmt: skip
    contact, jobs = await only(services, ContactRow), await all_of(services, JobRow)
    job, watch = sorted(jobs, key=lambda one: one.priority)
    assert (kept.receipts[0].contact_id, kept.receipts[0].reference) == (contact.id, contact.reference)
    assert (job.kind, job.subject_id, job.state) == (JobKind.READ, contact.id, JobState.WAITING)
    due_at = (await only(services, PromiseRow)).due_at
    assert (watch.kind, watch.subject_id, watch.due_at) == (JobKind.PROMISE_DUE, contact.case_id, due_at - NEAR)


async def test_a_case_is_born_with_a_team_and_a_dated_promise(services):
    await deliver(services, mail())

    case, promise = await only(services, CaseRow), await only(services, PromiseRow)
    wednesday_closing = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)  # two working days, 16.00 in Helsinki
    assert (case.state, case.team, case.promise_due_at) == (CaseState.RECEIVED, "intake", wednesday_closing)
    assert (promise.state, promise.due_at) == (PromiseState.OPEN, wednesday_closing)


async def test_without_a_commit_there_is_no_yes_and_nothing_is_stored(services):
    with without_commits(services), pytest.raises(StoreUnavailableError):
        await pipeline.keep(services, mail(), (email_delivery("one"),))

    assert set((await rows_of(services)).values()) == {0}


async def test_what_was_refused_is_kept_when_it_comes_again(services):
    with without_commits(services), pytest.raises(StoreUnavailableError):
        await pipeline.keep(services, mail(), (email_delivery("one"),))

    kept = await pipeline.keep(services, mail(), (email_delivery("one"),))

    assert not kept.receipts[0].repeated
    assert set((await rows_of(services)).values()) == {1}


async def test_the_original_is_kept_byte_by_byte_and_cannot_be_read_without_our_keys(services):
    await deliver(services, mail("Äiti kaatui eilen."))

    row = await only(services, OriginalRow)
    assert b"kaatui" not in row.sealed
    opened = services.keys.open(row.sealed, place("originals", "sealed", row.id))
    assert opened == b"Return-Path: <maija@citizen.example>\r\n" + mail("Äiti kaatui eilen.")


async def test_a_mail_delivered_twice_becomes_one_contact(services):
    first = await deliver(services, mail())
    again = await deliver(services, mail())

    assert again.receipts == (replace(first.receipts[0], repeated=True),)
    assert set((await rows_of(services)).values()) == {1}


async def test_a_mail_that_came_by_another_route_is_the_same_mail(services):
    await deliver(services, mail())
    again = await deliver(services, b"Received: from elsewhere\r\nX-Spam-Score: 1\r\n" + mail())

    assert again.receipts[0].repeated
    assert len(await all_of(services, ContactRow)) == 1


async def test_a_mail_delivered_by_many_connections_at_once_becomes_one_contact(services):
    kept = await asyncio.gather(*(deliver(services, mail()) for _ in range(8)))

    assert {one.receipts[0].contact_id for one in kept} == {(await only(services, ContactRow)).id}


async def test_two_processes_that_keep_the_same_mails_at_once_keep_each_once(services, another_process):
    mails = [mail(own_id=str(number)) for number in range(12)]

    here, there = await asyncio.gather(
        asyncio.gather(*(deliver(services, one) for one in mails)),
        asyncio.gather(*(deliver(another_process, one) for one in reversed(mails))),
    )

    assert set((await rows_of(services)).values()) == {12}
    assert [one.receipts[0].reference for one in here] == [one.receipts[0].reference for one in reversed(there)]


async def test_two_processes_that_keep_the_same_mails_at_different_doors_do_not_lock_each_other_out(
    services, another_process
):
    mails = [mail(own_id=str(number)) for number in range(12)]

    await asyncio.gather(
        asyncio.gather(*(deliver(services, one, NEUVONTA) for one in mails)),
        asyncio.gather(*(deliver(another_process, one, KOTIUTUS) for one in reversed(mails))),
    )

    rows = await rows_of(services)
    assert (rows["contacts"], rows["originals"]) == (24, 12)


async def store(house, hashes, stored=None, go_on=None):
    now = house.now()
    same = {"media_type": "message/rfc822", "size": 1, "sealed": b"1", "created_at": now}
    async with house.sessions.begin() as session:
        await originals.add(session, [{"id": new_id(now), "content_hash": one} | same for one in hashes])
        if go_on is not None:
            stored.set()
            await go_on.wait()


async def two_wait(services):
    async with services.readers() as session:
        return await session.scalar(text("SELECT count(*) = 2 FROM pg_locks WHERE NOT granted"))


@pytest.mark.parametrize("database_kind", ["postgresql"])  # SQLite's writers take turns
async def test_the_same_contents_in_another_order_do_not_lock_each_other_out(services, another_process):
    first, middle, last = b"1", b"2", b"3"
    held, go_on = asyncio.Event(), asyncio.Event()

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(store(services, [middle], held, go_on))
        await asyncio.wait_for(held.wait(), 10)
        tasks.create_task(store(services, [first, middle, last]))
        tasks.create_task(store(another_process, [last, middle, first]))
        await eventually(lambda: two_wait(services), within=10, what="both wait")
        go_on.set()

    assert len(await all_of(services, OriginalRow)) == 3


async def test_one_mail_to_two_of_our_mailboxes_is_one_original_and_two_contacts(services):
    kept = await deliver(services, mail(), NEUVONTA, KOTIUTUS)

    rows = await rows_of(services)
    assert (rows["originals"], rows["receipts"], rows["contacts"], rows["cases"]) == (1, 2, 2, 2)
    assert len({receipt.reference for receipt in kept.receipts}) == 2
    assert {row.line for row in await all_of(services, ContactRow)} == {"neuvonta", "kotiutus"}


async def test_two_mailboxes_of_one_line_are_two_doors(services):
    await deliver(services, mail(), NEUVONTA, ASIAKASOHJAUS)

    assert [row.line for row in await all_of(services, ContactRow)] == ["neuvonta", "neuvonta"]


async def test_one_that_cannot_be_kept_takes_none_of_its_group_down(services):
    asked = [(email_delivery("first"),), (UNREADABLE_CHANNEL,), (email_delivery("last"),)]

    first, poison, last = await asyncio.gather(
        *(pipeline.keep(services, mail(), deliveries) for deliveries in asked), return_exceptions=True
    )

    assert isinstance(poison, KeyError)
    stored = {row.id for row in await all_of(services, ContactRow)}
    assert stored == {first.receipts[0].contact_id, last.receipts[0].contact_id}


async def test_a_reference_that_is_taken_already_is_drawn_again(services):
    kept = await deliver(services, mail())
    first = await only(services, ContactRow)
    drawn = iter([kept.receipts[0].reference, "SAT-0000-0000-000"])
    second = {column.name: getattr(first, column.name) for column in ContactRow.__table__.columns}
    now = services.now()
    receipt = {"id": new_id(now), "once_hash": b"other", "channel": first.channel, "line": "x", "received_at": now}

    async with services.sessions.begin() as session:
        session.add(ReceiptRow(**receipt))
        await session.flush()
        values = [second | {"id": new_id(now), "receipt_id": receipt["id"]}]
        await contacts.add(session, values, lambda: next(drawn))

    references = {row.reference for row in await all_of(services, ContactRow)}
    assert references == {first.reference, "SAT-0000-0000-000"}


async def test_a_contact_that_an_advisor_writes_down_names_them_and_its_direction(services):
    advisor = await add_user(services)

    await pipeline.keep(
        services, mail(), (email_delivery("call"),), entered_by=advisor.id, direction=Direction.TO_CLIENT
    )

    contact = await only(services, ContactRow)
    assert (contact.entered_by, contact.direction) == (advisor.id, Direction.TO_CLIENT)


async def test_the_balance_is_zero_the_moment_after_the_yes(services):
    await deliver(services, mail(), NEUVONTA, KOTIUTUS)

    async with services.readers() as session:
        counted = await count(session)
    assert (counted.total.received, counted.total.recorded, counted.unaccounted) == (2, 2, 0)
