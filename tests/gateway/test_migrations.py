from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, inspect, make_url, text

from gateway.errors import StaleSchemaError
from gateway.store import migrate
from gateway.store.tables import METADATA


def run(url, statement):
    address = make_url(url)
    engine = create_engine(address.set(drivername=address.drivername.replace("+aiosqlite", "")))
    with engine.begin() as connection:
        result = connection.execute(text(statement))
        rows = result.all() if result.returns_rows else []
    engine.dispose()
    return rows


def tables_of(url):
    address = make_url(url)
    engine = create_engine(address.set(drivername=address.drivername.replace("+aiosqlite", "")))
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def test_an_empty_database_becomes_one_with_every_table(empty_database_url):
    assert migrate.found(empty_database_url) is None

    migrate.upgrade(empty_database_url)

    assert migrate.found(empty_database_url) == migrate.head()
    assert tables_of(empty_database_url) == {*METADATA.tables, "alembic_version"}


def test_the_migrations_make_what_the_code_describes(database_url):
    assert migrate.differences(database_url) == []


def test_a_difference_would_be_seen(database_url):
    run(database_url, "DROP INDEX ix_jobs_due")

    assert [difference[0] for difference in migrate.differences(database_url)] == ["add_index"]


def test_upgrading_again_changes_nothing_that_is_stored(database_url):
    run(database_url, "INSERT INTO receipts VALUES ('0', '1', 'email', 'neuvonta', '2026-11-16')".replace("'0', '1'", one_row(database_url)))

    migrate.upgrade(database_url)

    assert len(run(database_url, "SELECT id FROM receipts")) == 1
    assert migrate.found(database_url) == migrate.head()


def one_row(url):
    if url.startswith("sqlite"):
        return "'01a1e34348c07daf94c91f2b28d3bee5', x'00'"
    return r"'01a1e343-48c0-7daf-94c9-1f2b28d3bee5', '\x00'"


def test_two_upgrades_at_once_wait_for_each_other(empty_database_url):
    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(migrate.upgrade, empty_database_url) for _ in range(3)]:
            done.result(timeout=60)

    assert migrate.differences(empty_database_url) == []


def test_an_empty_database_is_refused_with_what_to_do(empty_database_url):
    with pytest.raises(StaleSchemaError, match="schema is empty, this program needs .*: run `luotsi migrate`"):
        migrate.demand_current(empty_database_url)


def test_a_database_newer_than_the_program_is_refused(database_url):
    run(database_url, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StaleSchemaError, match="9999"):
        migrate.demand_current(database_url)


def test_a_database_at_our_revision_is_welcome(database_url):
    migrate.demand_current(database_url)
