"""Workers take new rules while they work, every process of them, and bad ones in none."""

import json
import os
import shutil
import signal
from functools import partial
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from gateway.store.decisions import DecisionRow
from gateway.store.migrate import upgrade
from routing.check import OWN_RULES, load_rules
from tests.journeys.records import reading, settled
from tests.production.sending import send
from tests.servers.production import running_production, settings_of_production
from tests.servers.waiting import eventually
from tests.servers.zygote import QuickLuotsi

pytestmark = [pytest.mark.servers, pytest.mark.slow]

AT_ONCE = 12  # more than the worker's processes can leave to one of them


@pytest.fixture
def rules(tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(OWN_RULES, folder)
    return folder


@pytest.fixture
def running(tmp_path, servers, rules, zygote):
    """One worker of two processes, and what it needs, with rules of its own."""
    postgres, redis = servers
    url = postgres.create_database()
    upgrade(url)
    settings = settings_of_production(tmp_path, url, redis.url) | {"LUOTSI_RULES": str(rules)}
    with running_production(tmp_path, settings, partial(QuickLuotsi, zygote), work=[2]) as production:
        yield SimpleNamespace(production=production)


async def test_every_process_of_a_worker_takes_new_rules_and_none_takes_bad_ones(running, rules):
    (worker,) = running.production.work
    file = rules / "90-otherwise.toml"
    good = file.read_text(encoding="utf-8")
    first = load_rules(rules).version
    assert await versions_of(running, "first", 1) == {first}

    file.write_text(good.replace('deadline = "wd5"', 'deadline = "wd3"'), encoding="utf-8")
    second = load_rules(rules).version
    await reloaded(worker, "rules_taken")
    assert await versions_of(running, "second", 2) == {second} != {first}

    file.write_text(good.replace('deadline = "wd5"', 'deadline = "soonish"'), encoding="utf-8")
    await reloaded(worker, "rules_refused")
    assert await versions_of(running, "third", 3) == {second}
    assert not worker.has_died


async def versions_of(running, prefix, times):
    """The versions of rules by which as many new mails were decided."""
    await send(running, prefix, AT_ONCE)
    serve = running.production.serve[0]
    newest = {contact.row.id for contact in (await settled(serve, times * AT_ONCE, within=60))[-AT_ONCE:]}
    async with reading(serve) as (session, _):
        rows = (await session.scalars(select(DecisionRow))).all()
    return {row.rules_version for row in rows if row.contact_id in newest}


async def reloaded(worker, event):
    os.kill(worker.pid, signal.SIGHUP)
    await eventually(lambda: said(worker, event), within=10, what=event)


def said(worker, event):
    lines = (json.loads(line) for line in worker.log().splitlines() if line.startswith("{"))
    return [line for line in lines if line["event"] == event]
