"""From the first byte of a mail to its acknowledgement, in several processes: how that grows with the workers."""

import asyncio
import json
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from gateway.store.migrate import upgrade
from tests.benchmarks import load, messages
from tests.benchmarks.figures import Figure, show
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


def _acknowledged(luotsi: LuotsiProcess) -> int:
    return int(json.loads(luotsi.get("/balance").text)["acknowledged"])


async def _routed(door: LuotsiProcess, pages: LuotsiProcess, make: Callable[[int], list[bytes]]) -> float:
    """Mails from accepted to acknowledged, per second."""
    await load.send(load.smtp, door.smtp_port, make(_WARM_UP))
    await _all(pages, _WARM_UP)
    began = time.perf_counter()
    await load.send(load.smtp, door.smtp_port, make(_MAILS))
    await _all(pages, _WARM_UP + _MAILS)
    return _MAILS / (time.perf_counter() - began)


async def _all(pages: LuotsiProcess, most: int) -> None:
    told = lambda: asyncio.to_thread(lambda: _acknowledged(pages) >= most)  # noqa: E731
    await eventually(told, within=180, what="every mail is acknowledged")


async def test_accept_to_routed_grows_with_the_workers(
    durable_postgres: PostgresServer, redis: RedisServer, start_luotsi: StartLuotsi, tmp_path: Path
):
    numbers = count()
    url = durable_postgres.create_database()
    upgrade(url)
    alone = await asyncio.to_thread(start_luotsi, LUOTSI_DATABASE_URL=url)
    embedded = await _routed(alone, alone, lambda most: messages.mails(numbers, most, size=_BYTES))
    await asyncio.to_thread(alone.stop)
    show(Figure(what="one process, PostgreSQL: accept to acknowledged", figure=embedded, unit="/s"))
    single = None
    for workers in _WORKERS:
        url = durable_postgres.create_database()
        upgrade(url)
        redis.wipe()
        folder = tmp_path / str(workers)
        settings = settings_of_production(folder, url, redis.url) | {"LUOTSI_LEASE_SECONDS": "45"}
        starting = running_production(folder, settings, work=1, processes=workers)
        production = await asyncio.to_thread(starting.__enter__)
        try:
            rate = await _routed(
                production.listen, production.serve[0], lambda most: messages.mails(numbers, most, size=_BYTES)
            )
        finally:
            await asyncio.to_thread(starting.__exit__, None, None, None)
        single = single or rate
        name = f"several processes, {workers} worker(s): accept to acknowledged"
        show(Figure(what=name, figure=rate, unit="/s", peer=single, peer_name="one worker"))
