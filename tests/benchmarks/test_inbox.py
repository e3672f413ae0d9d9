"""What an advisor waits for: the list and one Case, through HTTP and signed in, as the number of open Cases grows."""

import asyncio
import random
from pathlib import Path
from uuid import UUID

import pytest

from gateway.app import open_services
from gateway.auth.permissions import Role
from gateway.commands import accounts
from gateway.settings import Settings
from gateway.store import users
from gateway.store.migrate import upgrade
from gateway.web import sessions
from tests.benchmarks import load
from tests.benchmarks.figures import Figure, percentile, show
from tests.benchmarks.seed import open_cases
from tests.plugins.servers import StartLuotsi
from tests.servers.postgres import PostgresServer

pytestmark = pytest.mark.alone

_FEW, _MANY = 60, 10_000
_LOOKS = 200
_BUDGET = 100.0  # ms


async def _seeded(settings: Settings, most: int) -> tuple[str, tuple[UUID, ...]]:
    """An advisor's session and *most* open Cases."""
    async with open_services(settings) as services:
        await accounts.add(services, "aino", "Aino Neuvoja", Role.ADVISOR, "luotsi-benchmark-aino")
        cases = await open_cases(services, most)
        async with services.sessions.begin() as session:
            user = await users.named(session, "aino")
            assert user is not None
            return await sessions.begin(session, services, user), cases


def _get(path: str, token: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/html\r\nAccept-Language: fi\r\n"
        f"Cookie: {sessions.COOKIE}={token}\r\n\r\n"
    ).encode()


async def _p95(port: int, paths: list[str], token: str) -> float:
    requests = [_get(path, token) for path in paths]
    await load.send(load.http, port, requests[:20], connections=1)
    sent = await load.send(load.http, port, requests, connections=1)
    return 1_000 * percentile(sent.seconds, 95)


@pytest.mark.parametrize("database_kind", ["sqlite", "postgresql"])
async def test_the_list_and_a_case_open_at_once_whether_sixty_or_ten_thousand_are_open(
    database_kind: str, start_program: StartLuotsi, durable_postgres: PostgresServer, tmp_path: Path
):
    waited: dict[int, tuple[float, float]] = {}
    for most in (_FEW, _MANY):
        address = {"LUOTSI_DATABASE_URL": durable_postgres.create_database()} if database_kind == "postgresql" else {}
        data = tmp_path / f"data-{most}"
        settings = Settings(data_dir=data, database_url=address.get("LUOTSI_DATABASE_URL", ""))
        await asyncio.to_thread(upgrade, settings.database)
        token, cases = await _seeded(settings, most)
        luotsi = await asyncio.to_thread(start_program, LUOTSI_DATA_DIR=str(data), LUOTSI_SMTP_PORT="0", **address)
        looked = random.Random(1).choices(cases, k=_LOOKS)
        waited[most] = (
            await _p95(luotsi.http_port, ["/inbox"] * _LOOKS, token),
            await _p95(luotsi.http_port, [f"/inbox/case/{case}" for case in looked], token),
        )
        await asyncio.to_thread(luotsi.stop)
    for place, what in enumerate(("inbox list", "case opened")):
        for most in (_FEW, _MANY):
            name = f"{what}, {most:,} open Cases, {database_kind}, p95"
            show(Figure(what=name, figure=waited[most][place], unit="ms", budget=_BUDGET))
        grown = waited[_MANY][place] / waited[_FEW][place]
        show(Figure(what=f"{what}, {database_kind}: {_MANY:,} against {_FEW}", figure=grown, unit="×"))
