"""A test's own database: on SQLite and on PostgreSQL, with the newest schema, empty, nobody else's."""

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.ext.asyncio import create_async_engine

from gateway.store.tables import Row


async def table_names(url):
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await engine.dispose()
    return set(names)


async def test_a_database_has_every_table(database_url):
    assert set(Row.metadata.tables) <= await table_names(database_url)


async def test_an_empty_database_has_no_table(empty_database_url):
    assert await table_names(empty_database_url) == set()


@pytest.mark.parametrize("turn", ["first", "second"])
async def test_what_one_test_writes_another_does_not_see(database_url, turn):
    engine = create_async_engine(database_url)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE harbour (name text)")
    await engine.dispose()

    assert "harbour" in await table_names(database_url)


def test_the_url_says_which_database_it_is(database_kind, database_url):
    assert create_engine(database_url.replace("+aiosqlite", "")).dialect.name == database_kind
