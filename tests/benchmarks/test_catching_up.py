"""A mailbox that nobody has read for months: how fast it is emptied, and what that costs in memory."""

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from gateway.store.migrate import upgrade
from tests.benchmarks.messages import mail
from tests.benchmarks.processes import memory_of
from tests.servers.dovecot import DovecotServer
from tests.servers.luotsi import LuotsiProcess
from tests.servers.mailboxes import OURS, written_for
from tests.servers.postgres import PostgresServer
from tests.servers.production import LISTEN, settings_of_production
from tests.servers.redis import RedisServer
from tests.servers.waiting import eventually

pytestmark = [pytest.mark.alone, pytest.mark.soak]

_MAILS = 50_000
_WARM = _MAILS // 10  # kept before memory is measured
_BYTES = 4_000  # each
_MEGABYTES = 60  # that the others may add
_SLOWEST = 40  # mails a second


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """How it stood at one moment."""

    at: float  # seconds
    kept: int
    megabytes: float


@pytest.fixture
def listen(
    durable_postgres: PostgresServer, redis: RedisServer, tmp_path: Path
) -> Iterator[Callable[..., LuotsiProcess]]:
    """Starts the process that takes mail, alone: what it keeps waits for workers."""
    database = durable_postgres.create_database()
    upgrade(database)
    settings = settings_of_production(tmp_path, database, redis.url)
    started: list[LuotsiProcess] = []

    def start(mailboxes: Path) -> LuotsiProcess:
        more = {"LUOTSI_MAILBOXES": str(mailboxes)}
        started.append(LuotsiProcess(tmp_path / "listen", settings | more, part=LISTEN))
        started[-1].start()
        return started[-1]

    yield start
    for process in started:
        process.stop()
    durable_postgres.drop_database(database)


@pytest.mark.parametrize("kept_in", ["Processed", ""], ids=["moved", "left"])
async def test_a_mailbox_of_months_is_read_in_bounded_memory(
    listen: Callable[[Path], LuotsiProcess], dovecot: DovecotServer, tmp_path: Path, kept_in: str
):
    await asyncio.to_thread(dovecot.lay, _mails(), to=OURS)
    began = time.perf_counter()
    luotsi = await asyncio.to_thread(listen, written_for(dovecot, tmp_path, kept_in=kept_in))
    database = luotsi.environment["LUOTSI_DATABASE_URL"]
    sights: list[Sight] = []

    async def has(number: int) -> bool:
        kept = await asyncio.to_thread(_rows, database, "fetched")
        sights.append(Sight(at=time.perf_counter() - began, kept=kept, megabytes=memory_of(luotsi.pid)))
        return kept >= number

    for tenth in range(1, 11):
        number = _MAILS * tenth // 10
        within = _MAILS / 10 / _SLOWEST + 60
        await eventually(lambda number=number: has(number), within=within, what=f"{number} mails are kept")
        _show(sights[-1])
    warm = next(sight for sight in sights if sight.kept >= _WARM)
    more = max(sight.megabytes for sight in sights) - warm.megabytes
    print(f"  {_MAILS / sights[-1].at:.0f} mails a second, {more:.0f} MB more than at {warm.kept} mails")

    assert _rows(database, "fetched") == _rows(database, "contacts") == _rows(database, "receipts") == _MAILS
    assert more < _MEGABYTES


def _mails() -> Iterator[bytes]:
    """No two alike, by their numbers: dealing all words of each anew would take longer than fetching them."""
    pattern = (
        mail(1, size=_BYTES).replace(b"<1@", b"<%d@").replace(b"citizen1@", b"citizen%d@").replace(b"nro", b"nro%d-")
    )
    parts = pattern.split(b"%d")
    return (str(number).encode().join(parts) for number in range(_MAILS))


def _rows(database: str, table: str) -> int:
    with psycopg.connect(database.replace("+psycopg", "")) as connection:
        counted = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
        return int(counted[0]) if counted else 0


def _show(sight: Sight) -> None:
    load = os.getloadavg()[0]
    print(f"  {sight.kept:6} kept after {sight.at:6.1f} s, {sight.megabytes:6.1f} MB, load average {load:.1f}")
