"""The one connection that writes to SQLite: whoever is stopped while using it, the next one writes."""

import asyncio
import gc
import random
import shutil

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from gateway.store.engine import connect

COUNT = text("UPDATE jobs SET attempts = attempts + 1")


@pytest.fixture
async def database(tmp_path, migrated_sqlite):
    shutil.copyfile(migrated_sqlite, tmp_path / "luotsi.db")
    opened = connect(f"sqlite+aiosqlite:///{tmp_path / 'luotsi.db'}")
    yield opened
    await opened.close()


async def write(database, *, seconds=0.0):
    async with database.sessions.begin() as session:
        await session.execute(COUNT)
        await asyncio.sleep(seconds)
        await session.execute(COUNT)


async def stopped_twice(database, chance):
    """A writer that is stopped, and stopped again a moment later, wherever it is by then."""
    writing = asyncio.create_task(write(database, seconds=chance.choice((0.0, 0.0, 1.0))))
    for _ in range(2):
        await asyncio.sleep(chance.uniform(0, 0.01))
        writing.cancel()
    await asyncio.wait({writing})


# What SQLAlchemy terminates, aiosqlite complains of when it is collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_writers_that_are_stopped_anywhere_leave_the_way_free(database):
    chance = random.Random(7)

    for _ in range(60):
        await asyncio.gather(*(stopped_twice(database, chance) for _ in range(5)))
        await asyncio.wait_for(write(database), 5)

    assert database.writer.pool.checkedout() == 0
    gc.collect()


async def test_a_lost_connection_is_replaced(database):
    lost = await database.writer.connect()

    await asyncio.wait_for(write(database), 5)

    await lost.invalidate()


async def test_what_a_lost_connection_has_begun_is_rolled_back_and_holds_up_nobody(database):
    lost = await database.writer.connect()
    await lost.execute(text("INSERT INTO secrets (name, sealed) VALUES ('lost', 'x')"))

    for _ in range(2):
        await asyncio.wait_for(write(database), 2)

    await lost.invalidate()
    async with database.readers() as session:
        assert (await session.execute(text("SELECT count(*) FROM secrets"))).scalar_one() == 0


async def test_a_statement_that_a_lost_connection_is_in_the_middle_of_is_interrupted(database):
    lost = await database.writer.connect()
    await lost.execute(text("INSERT INTO secrets (name, sealed) VALUES ('lost', 'x')"))
    without_end = text("WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c")
    running = asyncio.create_task(lost.execute(without_end))
    await asyncio.sleep(0)

    await asyncio.wait_for(write(database), 2)

    with pytest.raises(OperationalError, match="interrupted"):
        await running
    await lost.invalidate()


async def test_a_writer_that_is_stopped_while_it_commits_is_stopped_after_that(database, monkeypatch):
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def writing():
        async with database.sessions.begin() as session:
            await session.execute(text("INSERT INTO secrets (name, sealed) VALUES ('a', 'b')"))
            commit = session.commit

            async def slowly():
                begun.set()
                await go_on.wait()
                await commit()

            monkeypatch.setattr(session, "commit", slowly)

    task = asyncio.create_task(writing())
    await begun.wait()
    task.cancel()
    await asyncio.sleep(0)
    go_on.set()

    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.readers() as session:
        assert (await session.execute(text("SELECT name FROM secrets"))).scalars().all() == ["a"]
