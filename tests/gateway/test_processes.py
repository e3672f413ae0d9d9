"""The commands of many processes: what each needs before it starts, and what one alone never loads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from gateway import keys
from gateway.app import KEY_FILE
from gateway.cli import main
from gateway.observe import health

ROOT = Path(__file__).parents[2]
REDIS = "redis://127.0.0.1:9/0"
PARTS = (["serve"], ["work"], ["beat"], ["listen", "email"])
ALONE = """
import asyncio, sys
import gateway.cli
from gateway.app import open_services
from gateway.settings import Settings
from gateway.store.migrate import upgrade

async def go():
    async with open_services(Settings()) as services, services.wakes.hearing():
        await services.wakes.ring()

upgrade(Settings().database)
asyncio.run(go())
print(sorted({"celery", "kombu", "redis", "billiard"} & set(sys.modules)))
"""


@pytest.fixture
def refusal(tmp_path, monkeypatch, capsys):
    """What a command says that does not even start; its exit code is 2."""

    def run(*arguments, **environment):
        for name in [name for name in os.environ if name.startswith("LUOTSI_")]:
            monkeypatch.delenv(name)
        for name, value in ({"LUOTSI_DATA_DIR": str(tmp_path), "LUOTSI_REDIS_URL": REDIS} | environment).items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.argv", ["luotsi", *arguments])
        # Logging is of the process, and this is the tests' own.
        monkeypatch.setattr("gateway.observe.log_as_json", lambda: None)
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 2
        return capsys.readouterr().err

    return run


def test_one_process_alone_loads_nothing_of_the_many(tmp_path):
    environment = {"PATH": os.environ["PATH"], "LUOTSI_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", ALONE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("part", PARTS, ids=" ".join)
def test_several_processes_need_postgresql(refusal, part):
    assert "LUOTSI_DATABASE_URL: several processes (LUOTSI_REDIS_URL) need PostgreSQL" in refusal(*part)


@pytest.mark.parametrize("part", PARTS[1:], ids=" ".join)
def test_without_redis_there_are_no_parts(refusal, part):
    assert "LUOTSI_REDIS_URL: is empty: everything runs in `luotsi serve`" in refusal(*part, LUOTSI_REDIS_URL="")


def test_the_demo_runs_in_one_process(refusal):
    assert "LUOTSI_REDIS_URL: --demo runs in one process" in refusal("serve", "--demo")


@pytest.mark.parametrize("database_kind", ["postgresql"])
@pytest.mark.parametrize("part", PARTS, ids=" ".join)
def test_several_processes_never_make_a_key_each(refusal, part, database_url, tmp_path):
    said = refusal(*part, LUOTSI_DATABASE_URL=database_url)

    assert "LUOTSI_KEYS: is empty, and there is no key file" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("database_kind", ["postgresql"])
@pytest.mark.parametrize("part", PARTS, ids=" ".join)
def test_an_old_schema_is_refused_and_left_as_it_is(refusal, part, database_url, tmp_path):
    keys.load("", tmp_path / KEY_FILE)
    database = create_engine(database_url)
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    said = refusal(*part, LUOTSI_DATABASE_URL=database_url)

    assert "database schema is 0001, this program needs" in said
    assert "run `luotsi migrate`" in said
    with database.begin() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "0001"
    database.dispose()


@pytest.mark.parametrize("given", ["localhost", "http://localhost", "redis:6379"])
def test_what_is_no_redis_is_refused(refusal, given):
    assert "LUOTSI_REDIS_URL" in refusal("serve", LUOTSI_REDIS_URL=given)


@pytest.mark.parametrize("database_kind", ["postgresql"])
def test_a_listener_needs_a_port_and_a_worker_a_queue(refusal, database_url, tmp_path):
    keys.load("", tmp_path / KEY_FILE)

    assert "LUOTSI_SMTP_PORT: 0 is off" in refusal(
        "listen", "email", LUOTSI_DATABASE_URL=database_url, LUOTSI_SMTP_PORT="0"
    )
    assert "--queues: must be every, or some of first,next,out" in refusal(
        "work", "--queues", "slow", LUOTSI_DATABASE_URL=database_url
    )


@pytest.mark.parametrize("database_kind", ["sqlite"])
async def test_a_house_whose_redis_is_away_says_so(services, monkeypatch):
    monkeypatch.setattr(type(services.wakes), "away", True)

    assert (await health(services)).degraded == ("redis",)
