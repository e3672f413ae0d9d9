"""The embedded process as a whole: its start, its memory, and how fast a mail becomes a decided Case."""

import asyncio
import json
import time
from itertools import count

import pytest

from tests.benchmarks import load, messages
from tests.benchmarks.figures import Figure, percentile, show
from tests.benchmarks.processes import memory_of
from tests.plugins.servers import StartLuotsi
from tests.servers.luotsi import LuotsiProcess
from tests.servers.waiting import eventually

pytestmark = pytest.mark.alone

_STARTS = 3
_MAILS = 200
_FORMS = 100


def _acknowledged(luotsi: LuotsiProcess) -> int:
    return int(json.loads(luotsi.get("/balance").text)["acknowledged"])


async def test_it_starts_in_seconds_and_stays_small(start_program: StartLuotsi):
    luotsi = await asyncio.to_thread(start_program)
    starts = []
    for _ in range(_STARTS):
        await asyncio.to_thread(luotsi.terminate)
        began = time.perf_counter()
        await asyncio.to_thread(luotsi.start)
        starts.append(time.perf_counter() - began)
    show(Figure(what="luotsi serve: from start to /health ready", figure=min(starts), unit="s", budget=3))

    began = time.perf_counter()
    await load.send(load.smtp, luotsi.smtp_port, messages.mails(count(), _MAILS))
    accepted = time.perf_counter() - began
    await eventually(
        lambda: asyncio.to_thread(lambda: _acknowledged(luotsi) >= _MAILS),
        within=120,
        what="every mail is acknowledged",
    )
    routed = time.perf_counter() - began
    show(Figure(what="luotsi serve, SQLite: mails accepted while at work", figure=_MAILS / accepted, unit="/s"))
    show(Figure(what="luotsi serve, SQLite: accept to decided and acknowledged", figure=_MAILS / routed, unit="/s"))
    memory = memory_of(luotsi.pid)
    show(Figure(what=f"memory after {_MAILS} mails, children counted", figure=memory, unit="MB", budget=350))


async def test_a_form_is_answered_on_its_own_page(start_program: StartLuotsi):
    luotsi = await asyncio.to_thread(start_program)
    numbers = count(1)
    await load.send(load.http, luotsi.http_port, messages.forms(numbers, 10), connections=1)
    sent = await load.send(load.http, luotsi.http_port, messages.forms(numbers, _FORMS), connections=1)

    waited = [1_000 * second for second in sent.seconds]
    show(Figure(what="form answered with its decision, p50", figure=percentile(waited, 50), unit="ms"))
    show(Figure(what="form answered with its decision, p95", figure=percentile(waited, 95), unit="ms", budget=1_000))
