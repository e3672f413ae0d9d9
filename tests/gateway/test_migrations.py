import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, inspect, make_url, text

from gateway.errors import StaleSchemaError
from gateway.store import migrate
from gateway.store.tables import METADATA

ROOT = Path(__file__).parents[2]
A_RECEIPT = {
    "sqlite": "INSERT INTO receipts VALUES ('01a1e34348c07daf94c91f2b28d3bee5', x'00', 'email', 'x', '2026-11-16')",
    "postgresql": "INSERT INTO receipts VALUES (gen_random_uuid(), '0', 'email', 'x', '2026-11-16')",
}
UPGRADE = "import sys; from gateway.store.migrate import upgrade; upgrade(sys.argv[1])"


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


def test_upgrading_again_changes_nothing_that_is_stored(database_url, database_kind):
    run(database_url, A_RECEIPT[database_kind])

    migrate.upgrade(database_url)

    assert len(run(database_url, "SELECT id FROM receipts")) == 1
    assert migrate.found(database_url) == migrate.head()


def test_upgrades_at_once_wait_for_each_other(empty_database_url):
    command = [sys.executable, "-c", UPGRADE, empty_database_url]
    # Processes, as in life: Alembic keeps its context in the module.
    upgrades = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(3)]
    said = [upgrade.communicate(timeout=60)[1] for upgrade in upgrades]

    assert ([upgrade.returncode for upgrade in upgrades], said) == ([0, 0, 0], [b"", b"", b""])
    assert migrate.differences(empty_database_url) == []


def test_all_migrations_are_one_transaction(empty_database_url):
    commits = []

    def count(connection):
        commits.append(connection)

    event.listen(Engine, "commit", count)
    try:
        migrate.upgrade(empty_database_url)
    finally:
        event.remove(Engine, "commit", count)

    assert len(commits) == 1


def test_an_empty_database_is_refused_with_what_to_do(empty_database_url):
    with pytest.raises(StaleSchemaError, match=r"schema is empty, this program needs .*: run `luotsi migrate`"):
        migrate.demand_current(empty_database_url)


def test_a_database_newer_than_the_program_is_refused(database_url):
    run(database_url, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StaleSchemaError, match="9999"):
        migrate.demand_current(database_url)


def test_a_database_at_our_revision_is_welcome(database_url):
    migrate.demand_current(database_url)
