"""On PostgreSQL a group that is all new is kept by one statement. Nobody can tell from what is stored."""

from collections import Counter

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import create_async_engine

from gateway import pipeline
from gateway.services import ToKeep
from gateway.steps.keeping import keep_group
from gateway.store import engine
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.jobs import JobRow
from gateway.store.originals import OriginalRow
from gateway.store.promises import PromiseRow
from gateway.store.receipts import ReceiptRow
from gateway.store.timeline import TimelineRow
from tests.factories import all_of, email_delivery, only

pytestmark = pytest.mark.parametrize("database_kind", ["postgresql"])

TOO_LARGE = b"x" * 4_000_001  # for one statement
OWN = {  # what differs from contact to contact
    "id", "receipt_id", "case_id", "contact_id", "original_id", "subject_id", "once_hash", "content_hash", "reference",
    "sealed", "size", "seq",
}  # fmt: skip


def common(row):
    return {column.name: getattr(row, column.name) for column in row.__table__.columns if column.name not in OWN}


def asked(once, original=b"a mail"):
    return ToKeep(original=original, deliveries=(email_delivery(once),))


async def lose_connections(services):
    """What a restart of the database does to those who are connected."""
    other = create_async_engine(services.settings.database)
    async with other.begin() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    await other.dispose()


@pytest.mark.parametrize(
    "row", [ReceiptRow, OriginalRow, CaseRow, ContactRow, PromiseRow, JobRow, TimelineRow], ids=lambda row: row.__name__
)
async def test_what_is_kept_by_one_statement_is_what_is_kept_row_by_row(services, row):
    await keep_group(services, [asked("one statement")])
    await keep_group(services, [asked("row by row", TOO_LARGE)])

    alike = Counter(repr(common(one)) for one in await all_of(services, row))
    assert set(alike.values()) == {2}


async def test_a_group_that_is_all_new_costs_one_statement(services):
    statements = []

    def note(_connection, _cursor, statement, *_more):
        statements.append(statement)

    event.listen(services.database.sync_engine, "before_cursor_execute", note)
    await keep_group(services, [asked("one"), asked("two", b"another mail"), asked("three", b"a third mail")])

    assert [statement.split()[0] for statement in statements] == ["WITH"]


async def test_a_group_with_something_kept_before_is_kept_all_the_same(services):
    (first,) = await keep_group(services, [asked("before")])

    again, new = await keep_group(services, [asked("before"), asked("new", b"another mail")])

    assert (again.receipts[0].contact_id, again.receipts[0].repeated) == (first.receipts[0].contact_id, True)
    assert not new.receipts[0].repeated
    assert len(await all_of(services, ContactRow)) == 2


async def test_the_same_bytes_twice_in_a_group_are_one_original(services):
    await keep_group(services, [asked("one"), asked("two")])

    original = await only(services, OriginalRow)
    assert [row.original_id for row in await all_of(services, ContactRow)] == [original.id, original.id]


async def test_bytes_that_are_there_already_are_not_stored_again(services):
    await keep_group(services, [asked("one")])
    await keep_group(services, [asked("two")])

    original = await only(services, OriginalRow)
    assert [row.original_id for row in await all_of(services, ContactRow)] == [original.id, original.id]


async def test_a_lost_connection_costs_nobody_their_yes(services):
    await pipeline.keep(services, b"a mail", (email_delivery("one"),))
    await lose_connections(services)

    kept = await pipeline.keep(services, b"another mail", (email_delivery("two"),))

    assert not kept.receipts[0].repeated
    assert len(await all_of(services, ContactRow)) == 2


async def test_a_connection_that_was_lost_while_it_rested_is_not_used_again(services, monkeypatch):
    await all_of(services, ContactRow)
    await lose_connections(services)
    monkeypatch.setattr(engine, "_REST_SECONDS", 0.0)

    assert await all_of(services, ContactRow) == []
