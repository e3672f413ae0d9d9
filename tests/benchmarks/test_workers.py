"""From the first byte of a mail to its acknowledgement at the relay: in one process, in several, in django-helpdesk.

All take the same mails, one system after the other; the peer first and last, so that whatever else the machine does
meets both. Every mail must come to one contact and one acknowledgement, neither more nor fewer.
"""

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from gateway.store.migrate import upgrade
from tests.benchmarks import load, messages
from tests.benchmarks.figures import Figure, show
from tests.benchmarks.peers import HELPDESK, Helpdesk, running_helpdesk
from tests.faults.sink import Sink, running_sink
from tests.plugins.servers import StartLuotsi
from tests.servers.luotsi import LuotsiProcess
from tests.servers.postgres import PostgresServer
from tests.servers.production import running_production, settings_of_production
from tests.servers.redis import RedisServer
from tests.servers.waiting import eventually

pytestmark = pytest.mark.alone

_WARM_UP = 20
_MAILS = 300
_WORKERS = (1, 2, 4)
_BYTES = 600  # about sixty words, as people write
_WHAT_IS_DONE = f"""
  ours:  received over SMTP on {load.CONNECTIONS} connections, stored and committed before the yes, read, triaged,
         routed by rules to a team with a dated promise, acknowledgement handed to the relay by SMTP; where words
         of danger are found (in every seventh of these mails), people are alarmed by a further mail
  peer:  {HELPDESK}, `get_email` in one process from a folder where the mails lie already, one ticket
         in one queue each, its mail to the sender handed to the same relay by SMTP"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """The mails that every system takes."""

    first: tuple[bytes, ...]  # to warm up
    timed: tuple[bytes, ...]

    @property
    def most(self) -> int:
        return len(self.first) + len(self.timed)


def _given() -> Given:
    numbers = count()
    first, timed = (tuple(messages.mails(numbers, most, size=_BYTES)) for most in (_WARM_UP, _MAILS))
    return Given(first=first, timed=timed)


async def _routed(door: LuotsiProcess, pages: LuotsiProcess, sink: Sink, given: Given) -> float:
    """Mails from accepted to acknowledged at the relay, per second."""
    await load.send(load.smtp, door.smtp_port, given.first)
    await _arrived(sink, len(given.first))
    began = time.perf_counter()
    await load.send(load.smtp, door.smtp_port, given.timed)
    await _arrived(sink, given.most)
    rate = len(given.timed) / (time.perf_counter() - began)
    await _is_right(pages, sink, given.most)
    return rate


async def _arrived(sink: Sink, most: int) -> None:
    done = lambda: sum(_to_senders(sink).values()) >= most  # noqa: E731
    await eventually(done, within=300, what="every mail is acknowledged")


def _to_senders(sink: Sink) -> dict[str, int]:
    """Letters by their recipients; words of danger make further ones, to our own duty address."""
    return {who: letters for who, letters in sink.arrived.items() if who.endswith("@citizen.example")}


async def _is_right(pages: LuotsiProcess, sink: Sink, most: int) -> None:
    """One contact and one acknowledgement each, by our books and by the relay's."""
    ended = await asyncio.to_thread(pages.command, "balance")
    assert ended.returncode == 0, ended.stdout
    balance = json.loads((await asyncio.to_thread(pages.get, "/balance")).text)
    assert balance["acknowledged"] == most
    _each_once(sink, 1, most)


def _each_once(sink: Sink, times: int, most: int) -> None:
    assert _to_senders(sink) == {f"citizen{number}@citizen.example": times for number in range(most)}


async def _peer(helpdesk: Helpdesk, given: Given) -> float:
    """Mails from its folder to a ticket and a letter at the relay, per second."""
    before = (await asyncio.to_thread(helpdesk.take, given.first)).tickets
    taken = await asyncio.to_thread(helpdesk.take, given.timed)
    assert taken.tickets == before + len(given.timed)
    return len(given.timed) / taken.seconds


@asynccontextmanager
async def _beside_the_peer(directory: Path, url: str, given: Given, rates: dict[str, float]) -> AsyncIterator[None]:
    """Measure the peer before and after the block; the better of the two is its rate."""
    async with running_sink() as sink:
        running = running_helpdesk(directory / "peer", url, sink.address)
        helpdesk = await asyncio.to_thread(running.__enter__)
        try:
            before = await _peer(helpdesk, given)
            yield
            after = await _peer(helpdesk, given)
        finally:
            await asyncio.to_thread(running.__exit__, None, None, None)
        _each_once(sink, 2, given.most)
    print(f"\n  the peer before and after: {before:.1f} and {after:.1f} /s")
    rates["peer"] = max(before, after)


async def _one_process(start_program: StartLuotsi, given: Given, settings: Mapping[str, str]) -> float:
    async with running_sink() as sink:
        luotsi = await asyncio.to_thread(start_program, LUOTSI_SMTP_RELAY=sink.address, **settings)
        try:
            return await _routed(luotsi, luotsi, sink, given)
        finally:
            await asyncio.to_thread(luotsi.stop)


async def _several_processes(directory: Path, url: str, redis: RedisServer, workers: int, given: Given) -> float:
    redis.wipe()
    async with running_sink() as sink:
        more = {"LUOTSI_LEASE_SECONDS": "45", "LUOTSI_SMTP_RELAY": sink.address}
        settings = settings_of_production(directory, url, redis.url) | more
        starting = running_production(directory, settings, work=[workers])
        production = await asyncio.to_thread(starting.__enter__)
        try:
            return await _routed(production.listen, production.serve[0], sink, given)
        finally:
            await asyncio.to_thread(starting.__exit__, None, None, None)


def _show(where: str, rates: Mapping[str, float], peer: float, single: str) -> None:
    print(f"\n{where}: {os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}, {_MAILS} mails{_WHAT_IS_DONE}")
    for name, rate in rates.items():
        what = f"accept to routed, {where}, {name}"
        show(Figure(what=what, figure=rate, unit="/s", peer=peer, peer_name="django-helpdesk"))
    for name, rate in rates.items():
        if "worker" in name and name != single:
            what = f"how it grows, {where}, {name}"
            show(Figure(what=what, figure=rate, unit="/s", peer=rates[single], peer_name=single))


def _new_database(postgres: PostgresServer) -> str:
    url = postgres.create_database()
    upgrade(url)
    return url


async def test_accept_to_routed_grows_with_the_workers(
    durable_postgres: PostgresServer, redis: RedisServer, start_program: StartLuotsi, tmp_path: Path
):
    given, rates, peer = _given(), {}, {}
    async with _beside_the_peer(tmp_path, durable_postgres.create_database(), given, peer):
        one = {"LUOTSI_DATABASE_URL": _new_database(durable_postgres)}
        rates["one process"] = await _one_process(start_program, given, one)
        for workers in _WORKERS:
            url = _new_database(durable_postgres)
            name = f"{workers} worker{'s' if workers > 1 else ''}"
            rates[name] = await _several_processes(tmp_path / str(workers), url, redis, workers, given)
    _show("PostgreSQL with fsync", rates, peer["peer"], "1 worker")


async def test_one_process_on_sqlite(start_program: StartLuotsi, tmp_path: Path):
    given, peer = _given(), {}
    async with _beside_the_peer(tmp_path, f"sqlite:///{tmp_path / 'peer.sqlite3'}", given, peer):
        rates = {"one process": await _one_process(start_program, given, {})}
    _show("SQLite, each side with its own defaults", rates, peer["peer"], "1 worker")
