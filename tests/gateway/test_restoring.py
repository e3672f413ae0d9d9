"""What the runbook tells to type for a backup and after a restore does what it says."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from gateway.services import RelayRefusedError
from gateway.store.balance import count
from gateway.store.deliveries import DeliveryRow
from gateway.store.engine import connect
from gateway.store.jobs import JobRow
from gateway.store.states import DeliveryState, JobKind
from tests.architecture.tree import text
from tests.factories import all_of, attempt, deliver, mail, only

RUNBOOK = text(Path("deploy/RUNBOOK.md"))


def typed(*parts):
    """The commands of the runbook that hold all of *parts*, each on one line."""
    joined = RUNBOOK.replace("\\\n", " ")
    return [
        line.strip() for line in joined.splitlines() if line.startswith("    ") and all(part in line for part in parts)
    ]


def python(command, *files):
    """What a `python -c` of the runbook says, run on other files than it names."""
    words = shlex.split(command)
    code, given = words[words.index("-c") + 1], words[words.index("-c") + 2 :]
    command = [sys.executable, "-W", "error", "-c", code, *files, *given[len(files) :]]
    return subprocess.run(command, check=True, timeout=30, capture_output=True, encoding="utf-8").stdout.strip()


def dump_and_restore(there, back, dump):
    """The two programs as the runbook calls them, but for the names of the databases."""
    assert "-- pg_dump --format=custom luotsi > /backup/" in RUNBOOK
    assert "-- pg_restore --dbname luotsi --exit-on-error < /backup/" in RUNBOOK
    url, other = (one.replace("+psycopg", "") for one in (there, back))
    with dump.open("wb") as file:
        subprocess.run(["pg_dump", "--format=custom", url], stdout=file, check=True, timeout=60)
    with dump.open("rb") as file:
        subprocess.run(["pg_restore", "--dbname", other, "--exit-on-error"], stdin=file, check=True, timeout=60)


def statement():
    found = {re.search(r"UPDATE deliveries [^\"]+", line).group() for line in typed("UPDATE deliveries")}
    assert len(found) == 1  # the same for both databases
    return found.pop()


async def accepted(url):
    database = connect(url)
    try:
        async with database.readers() as session:
            balance = await count(session)
            return balance.total.received, balance.unaccounted
    finally:
        await database.close()


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_a_copy_of_sqlite_made_while_we_run_is_whole(services, tmp_path):
    await deliver(services, mail())
    (command,) = typed(".backup(")
    copy = tmp_path / "copy.sqlite3"

    python(command, str(services.database.url.database), str(copy))

    assert await accepted(f"sqlite+aiosqlite:///{copy}") == (1, 0)


@pytest.mark.parametrize("database_kind", ["postgresql"])
async def test_a_dump_of_postgresql_comes_back_whole(services, postgres, tmp_path):
    await deliver(services, mail())
    back = postgres.create_database()

    dump_and_restore(services.settings.database_url, back, tmp_path / "luotsi.dump")

    assert await accepted(back) == (1, 0)
    postgres.drop_database(back)


async def test_what_was_on_its_way_out_when_the_backup_was_made_goes_to_nobody_twice(services, relay, clock):
    relay.failures = [RelayRefusedError(451, again=True)]
    await deliver(services, mail())
    await attempt(services)
    assert (await only(services, DeliveryRow)).state is DeliveryState.PROMISED

    assert [hold_letters(services), hold_letters(services)] == ["UPDATE 1", "UPDATE 0"]
    clock.forward(minutes=5)
    await attempt(services)

    assert relay.tried == 1
    assert (await only(services, DeliveryRow)).state is DeliveryState.OUTCOME_UNKNOWN
    assert JobKind.DELIVER not in {row.kind for row in await all_of(services, JobRow)}


def hold_letters(services):
    """What the command says."""
    if services.database.dialect.name == "sqlite":
        (command,) = typed("UPDATE deliveries SET state = 'outcome_unknown' WHERE state IN", "sqlite3")
        return python(command, str(services.database.url.database))
    with psycopg.connect(services.settings.database_url.replace("+psycopg", ""), autocommit=True) as connection:
        return connection.execute(statement()).statusmessage
