"""How fast we keep what comes, against the least that any durable receiver does on the same machine and database."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from statistics import median

import pytest

from gateway.store.migrate import upgrade
from tests.benchmarks import load, messages
from tests.benchmarks.figures import Figure, percentile, show
from tests.benchmarks.load import CONNECTIONS, Line
from tests.benchmarks.processes import running
from tests.servers.postgres import PostgresServer

pytestmark = pytest.mark.alone

_ROUNDS = 3
_WARM_UP = 200
_MESSAGES = 1_500
_BUDGET = 50.0  # percent of the bare receiver

Make = Callable[[int], Sequence[bytes]]


async def _measured(ports: dict[str, int], line: Line, make: Make) -> dict[str, list[load.Sent]]:
    """Rounds in turn, so that whatever else the machine does meets both."""
    for port in ports.values():
        await load.send(line, port, make(_WARM_UP))
    sent: dict[str, list[load.Sent]] = {name: [] for name in ports}
    for _ in range(_ROUNDS):
        for name, port in ports.items():
            sent[name].append(await load.send(line, port, make(_MESSAGES)))
    return sent


async def _compared(directory: Path, postgres: PostgresServer, kind: str, line: Line, make: Make) -> None:
    url, bare_url = postgres.create_database(), postgres.create_database().replace("+psycopg", "")
    upgrade(url)
    with ExitStack() as stack:
        ports = {
            "ours": stack.enter_context(
                running(directory / "ours", "doors", kind, settings={"LUOTSI_DATABASE_URL": url})
            ),
            "bare": stack.enter_context(running(directory / "bare", "bare", kind, bare_url, settings={})),
        }
        sent = await _measured(ports, line, make)
    rate = {name: median(one.per_second for one in rounds) for name, rounds in sent.items()}
    show(
        Figure(
            what=f"{kind}: kept per second, PostgreSQL with fsync, {CONNECTIONS} connections",
            figure=rate["ours"],
            unit="/s",
            peer=rate["bare"],
            peer_name="bare server and one committed insert",
            budget=_BUDGET,
            budget_is="least",
        )
    )
    waited = [1000 * second for one in sent["ours"] for second in one.seconds]
    show(Figure(what=f"{kind}: from the first byte to the yes, p95", figure=percentile(waited, 95), unit="ms"))


async def test_mail_is_kept_at_half_the_speed_of_the_bare_limit_or_better(
    durable_postgres: PostgresServer, tmp_path: Path
):
    numbers = count()
    await _compared(tmp_path, durable_postgres, "smtp", load.smtp, lambda most: messages.mails(numbers, most))


async def test_a_form_is_kept_at_half_the_speed_of_the_bare_limit_or_better(
    durable_postgres: PostgresServer, tmp_path: Path
):
    numbers = count(1)
    await _compared(tmp_path, durable_postgres, "form", load.http, lambda most: messages.forms(numbers, most))


async def test_sqlite_keeps_fewer_and_is_measured_for_who_chooses_it(tmp_path: Path):
    numbers = count()
    url = f"sqlite:///{tmp_path / 'luotsi.db'}"
    upgrade(url)
    with running(tmp_path / "ours", "doors", "smtp", settings={"LUOTSI_DATABASE_URL": url}) as port:
        await load.send(load.smtp, port, messages.mails(numbers, _WARM_UP))
        sent = await load.send(load.smtp, port, messages.mails(numbers, _MESSAGES))
    name = f"smtp: kept per second, SQLite with synchronous=FULL, {CONNECTIONS} connections"
    show(Figure(what=name, figure=sent.per_second, unit="/s"))
