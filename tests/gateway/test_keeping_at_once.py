"""On PostgreSQL a group that is all new is kept by one statement. Nobody can tell from what is stored."""

from collections import Counter
from contextlib import contextmanager

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import create_async_engine

from channels.channel import StoreUnavailableError
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


# What may happen to a statement in its middle, as PL/pgSQL does it.
MISHAPS = {
    "no room on the disk": "RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'",
    "the connection is cut": "PERFORM pg_terminate_backend(pg_backend_pid())",
}
ROWS = (ReceiptRow, OriginalRow, CaseRow, ContactRow, PromiseRow, JobRow, TimelineRow)


@contextmanager
def mishap(services, words, times):
    """Whoever inserts into the last of the tables comes to this, so many times; a roll-back does not turn it back."""
    with psycopg.connect(services.settings.database_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE SEQUENCE mishaps")
        connection.execute(
            "CREATE FUNCTION mishap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF nextval('mishaps') <= {times} THEN {words}; END IF; RETURN NEW; END $$"
        )
        connection.execute("CREATE TRIGGER mishap BEFORE INSERT ON timeline FOR EACH ROW EXECUTE FUNCTION mishap()")
        try:
            yield
        finally:
            connection.execute("DROP TRIGGER mishap ON timeline")
            connection.execute("DROP FUNCTION mishap")
            connection.execute("DROP SEQUENCE mishaps")


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


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
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


@pytest.mark.parametrize("words", MISHAPS.values(), ids=MISHAPS)
async def test_what_fails_within_its_statement_is_refused_and_not_stored_and_stored_once_when_it_comes_again(
    services, words
):
    # The statement itself, and row by row after it.
    with mishap(services, words, times=2), pytest.raises(StoreUnavailableError):
        await pipeline.keep(services, b"a mail", (email_delivery("one"),))
    assert {row.__name__: len(await all_of(services, row)) for row in ROWS} == dict.fromkeys(
        (row.__name__ for row in ROWS), 0
    )

    again = await pipeline.keep(services, b"a mail", (email_delivery("one"),))
    repeated = await pipeline.keep(services, b"a mail", (email_delivery("one"),))

    assert (again.receipts[0].repeated, repeated.receipts[0].repeated) == (False, True)
    assert (await only(services, ContactRow)).id == again.receipts[0].contact_id == repeated.receipts[0].contact_id


@pytest.mark.parametrize("words", MISHAPS.values(), ids=MISHAPS)
async def test_what_fails_within_its_statement_only_is_kept_row_by_row_and_once(services, words):
    with mishap(services, words, times=1):
        kept = await pipeline.keep(services, b"a mail", (email_delivery("one"),))

    assert not kept.receipts[0].repeated
    assert (await only(services, ContactRow)).id == kept.receipts[0].contact_id


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
