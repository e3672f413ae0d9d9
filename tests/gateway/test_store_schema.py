from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import LargeBinary, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from channels.codes import ChannelCode
from gateway.ids import new_id
from gateway.store import receipts
from gateway.store.cases import CaseRow
from gateway.store.receipts import ReceiptRow
from gateway.store.schema import Sealed
from gateway.store.states import CaseState, View
from gateway.store.tables import METADATA
from tests.factories import all_of, deliver, mail, only, work

# Bytes that are no secret: keyed hashes, which nobody can turn back.
HASHES = {
    "once_hash",
    "content_hash",
    "sender_hash",
    "code_hash",
    "to_hash",
    "token_hash",
    "number_hash",
    "phone_hash",
    "mailbox_hash",
    "domain_hash",
    "words_hash",
    "message_id_hash",
    "text_hash",
}


async def set_case(services, **values):
    async with services.sessions.begin() as session:
        await session.execute(update(CaseRow).values(**values))


@pytest.mark.parametrize(
    "values",
    [{"team": ""}, {"promise_due_at": None}, {"state": CaseState.REOPENED, "promise_due_at": None}],
    ids=["no team", "no date", "reopened without date"],
)
async def test_the_database_refuses_an_open_case_without_team_or_dated_promise(services, values):
    await deliver(services, mail())

    with pytest.raises(IntegrityError, match="owned_and_promised"):
        await set_case(services, **values)


async def test_a_machines_case_needs_no_promise_to_anybody(services):
    await deliver(services, mail())

    await set_case(services, view=View.MACHINES, promise_due_at=None)

    assert (await only(services, CaseRow)).promise_due_at is None


async def test_the_database_refuses_an_end_without_its_codes(services):
    await deliver(services, mail())

    with pytest.raises(IntegrityError, match="resolved_with_codes"):
        await set_case(services, state=CaseState.RESOLVED)


async def test_the_database_refuses_what_hangs_on_nothing(services):
    with pytest.raises(IntegrityError):
        async with services.sessions.begin() as session:
            await session.execute(
                text("INSERT INTO readings (id, contact_id, version, engine, model, created_at, reading) "
                     "VALUES (:id, :id, 1, 'x', 'x', '2026-11-16', '{}')"),
                {"id": new_id(services.now()).hex},
            )  # fmt: skip


async def test_moments_come_back_aware_and_in_utc(services):
    helsinki = timezone(timedelta(hours=2))
    at = datetime(2026, 11, 16, 9, 30, 0, 123456, tzinfo=helsinki)
    async with services.sessions.begin() as session:
        row = {"id": new_id(at), "once_hash": b"1", "channel": ChannelCode.EMAIL, "line": "x", "received_at": at}
        await receipts.add(session, [row])

    stored = (await only(services, ReceiptRow)).received_at
    assert stored == at
    assert stored.tzinfo is UTC


async def test_a_moment_without_zone_is_never_stored(services):
    with pytest.raises(StatementError, match="NaiveMomentError"):
        async with services.sessions.begin() as session:
            await session.execute(update(ReceiptRow).values(received_at=datetime(2026, 11, 16)))  # noqa: DTZ001


async def test_a_code_that_nobody_knows_is_never_stored(services):
    await deliver(services, mail())

    with pytest.raises(StatementError):
        await set_case(services, state="forgotten")


@pytest.mark.parametrize("database_kind", ["sqlite"])  # where readers have connections of their own
async def test_readers_cannot_write(services):
    with pytest.raises(OperationalError, match="readonly"):
        async with services.readers.begin() as session:
            await session.execute(update(ReceiptRow).values(line="x"))


async def test_a_yes_survives_a_power_cut(services, database_kind):
    async with services.sessions() as session:
        if database_kind == "sqlite":
            assert await session.scalar(text("PRAGMA synchronous")) == 2  # FULL
            assert await session.scalar(text("PRAGMA journal_mode")) == "wal"
            assert await session.scalar(text("PRAGMA foreign_keys")) == 1
        else:
            assert await session.scalar(text("SHOW synchronous_commit")) == "on"


def test_every_column_of_bytes_is_sealed_or_a_keyed_hash():
    plain = {
        f"{table.name}.{column.name}"
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary) and column.name not in HASHES
    }

    assert plain == set()
    assert sum(isinstance(column.type, Sealed) for table in METADATA.tables.values() for column in table.columns) >= 9


async def test_receipts_are_only_ever_added(services):
    await deliver(services, mail())
    before = await all_of(services, ReceiptRow)

    await work(services)

    async with services.readers() as session:
        after = (await session.scalars(select(ReceiptRow))).all()
    assert [(row.id, row.received_at) for row in after] == [(row.id, row.received_at) for row in before]
