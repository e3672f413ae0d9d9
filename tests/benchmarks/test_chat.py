"""The chat line under many people: how long until a tick, and until the other side reads it, beside a bare echo."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import aiohttp
import pytest

from gateway.store.migrate import upgrade
from tests.benchmarks.chatters import ENOUGH, Plan, Round
from tests.benchmarks.figures import Figure, show
from tests.benchmarks.processes import started
from tests.journeys.advisor import PASSWORD, account
from tests.plugins.servers import StartLuotsi
from tests.servers.luotsi import LuotsiProcess
from tests.servers.postgres import PostgresServer
from tests.servers.production import running_production, settings_of_production
from tests.servers.redis import RedisServer

pytestmark = pytest.mark.alone

_SOCKETS = 500
_GOAL = 500
# A conversation's own limits hold: 20 in ten seconds and 60 in a minute for each side.
_ROUNDS = ((25, 5), (50, 5), (100, 5), (150, 5), (250, 5), (_GOAL, 10))
_PROXY = {"LUOTSI_TRUSTED_PROXY": "true"}  # so that 250 people are not one address
_ROOT = Path(__file__).parents[2]


async def _cookie(luotsi: LuotsiProcess) -> str:
    """An advisor's session."""
    await account(luotsi)
    words = {"username": "aino", "password": PASSWORD}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{luotsi.url}/sign-in", data=words, allow_redirects=False) as answer,
    ):
        return answer.headers["Set-Cookie"].partition(";")[0]


async def _sung(kind: str, plan: Plan) -> list[Round]:
    """What a process of its own found when it did as *plan* says."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.benchmarks.chatters",
        kind,
        cwd=_ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate(json.dumps(asdict(plan)).encode())
    assert process.returncode == 0, "what went wrong stands above"
    return [Round(**one) for one in json.loads(said)]


async def _echoed(directory: Path, rounds: Sequence[tuple[int, int]]) -> list[Round]:
    with started(directory, "echo", settings={}) as (port, pid):
        return await _sung("echo", Plan(ports=(port,), pids=(pid,), sockets=_SOCKETS, rounds=tuple(rounds)))


async def _measured(where: str, directory: Path, processes: Sequence[LuotsiProcess], url: str) -> None:
    plan = Plan(
        ports=tuple(one.http_port for one in processes),
        pids=tuple(one.pid for one in processes),
        sockets=_SOCKETS,
        rounds=_ROUNDS,
        database=url,
        cookie=await _cookie(processes[0]),
    )
    rounds = await _sung("ours", plan)
    balance = await asyncio.to_thread(processes[0].command, "balance")
    assert balance.returncode == 0, balance.stdout
    _show(where, rounds, await _echoed(directory / "echo", _ROUNDS))


def _show(where: str, ours: Sequence[Round], echo: Sequence[Round]) -> None:
    print(f"\n{where}: {_SOCKETS} sockets, {os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}")
    print("  ours: stored and committed before the tick, then sent to both sides; echo: sent back, nothing stored")
    print(f"  {'a second':>17} {'got':>5} {'tick p50 p95 p99, ms':>26} {'read p50 p95 p99, ms':>26} server sender")
    for name, rounds in (("ours", ours), ("echo", echo)):
        for one in rounds:
            _row(name, one)
    fastest, beside = _held(ours), _held(echo)
    what = f"chat, {where}: messages a second that it keeps up with"
    show(Figure(what=what, figure=fastest.achieved, unit="/s", peer=beside.achieved, peer_name="bare echo"))
    beside = next(one for one in echo if one.offered == fastest.offered)
    for name, place in (("p50", 0), ("p95", 1), ("p99", 2)):
        what, peer = f"chat, {where}: saying to tick, {name} at {fastest.offered}/s", beside.ticked[place]
        show(Figure(what=what, figure=fastest.ticked[place], unit="ms", peer=peer, peer_name="bare echo"))
    what = f"chat, {where}: saying to the other side's reading, p95 at {fastest.offered}/s"
    show(Figure(what=what, figure=fastest.read[1], unit="ms"))


def _row(name: str, one: Round) -> None:
    ticked, read = ("".join(f"{value:9.1f}" for value in times) for times in (one.ticked, one.read))
    trouble = f"  {one.refused} told to come again, {one.broken} lines broken" if one.refused or one.broken else ""
    used = f"{one.server_cpu:6.2f} {one.own_cpu:6.2f} cores"
    print(f"  {name:<8} {one.offered:>8} {one.achieved:>5.0f}{ticked}{read} {used}{trouble}")


def _held(rounds: Sequence[Round]) -> Round:
    """The fastest round that kept up, or else the first."""
    return next((one for one in reversed(rounds) if one.achieved >= ENOUGH * one.offered), rounds[0])


async def test_one_process_on_sqlite(start_program: StartLuotsi, tmp_path: Path):
    luotsi = await asyncio.to_thread(start_program, **_PROXY)
    await _measured("one process, SQLite", tmp_path, [luotsi], f"sqlite:///{luotsi.data / 'luotsi.sqlite3'}")


async def test_one_process_on_postgresql(durable_postgres: PostgresServer, start_program: StartLuotsi, tmp_path: Path):
    url = durable_postgres.create_database()
    upgrade(url)
    luotsi = await asyncio.to_thread(start_program, LUOTSI_DATABASE_URL=url, **_PROXY)
    await _measured("one process, PostgreSQL", tmp_path, [luotsi], url)


async def test_two_web_processes(durable_postgres: PostgresServer, redis: RedisServer, tmp_path: Path):
    url = durable_postgres.create_database()
    upgrade(url)
    settings = settings_of_production(tmp_path, url, redis.url) | {"LUOTSI_LEASE_SECONDS": "45", **_PROXY}
    starting = running_production(tmp_path, settings, serve=2, work=[1])
    production = await asyncio.to_thread(starting.__enter__)
    try:
        await _measured("two web processes, PostgreSQL, Redis", tmp_path, production.serve, url)
    finally:
        await asyncio.to_thread(starting.__exit__, None, None, None)
