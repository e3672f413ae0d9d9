"""The points that only an installation of many processes has, failed at in every way: everything is done, and once."""

from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from gateway.store.migrate import upgrade
from gateway.store.states import DeliveryState
from tests.faults import points
from tests.faults.scale import FEW, Scale
from tests.faults.sink import Sink, listening
from tests.faults.system import OURS, System, revived
from tests.servers.mails import distinct_mails
from tests.servers.ports import free_port
from tests.servers.production import Production, running_production, settings_of_production
from tests.servers.redis import running_redis
from tests.servers.zygote import QuickLuotsi

pytestmark = [pytest.mark.servers, pytest.mark.slow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """The processes, where failures are asked for, and the relay that they send through."""

    production: Production
    folder: Path
    sink: Sink


@pytest.fixture(params=[FEW, pytest.param(20, marks=pytest.mark.soak)])
def scale(request):
    """There is no such installation on SQLite."""
    return Scale(database="postgresql", contacts=request.param)


@pytest.fixture(scope="module")
def installation(tmp_path_factory, durable_postgres, zygote):
    """A mail listener, a beat, a worker with two processes, and pages: one installation for all cases."""
    folder = tmp_path_factory.mktemp("processes")
    faults = folder / "faults"
    faults.mkdir()
    sink = Sink(port=free_port())
    url = durable_postgres.create_database()
    upgrade(url)
    with ExitStack() as stack:
        redis = stack.enter_context(running_redis())
        settings = settings_of_production(folder, url, redis.url)
        settings |= {"LUOTSI_FAULTS": str(faults), "LUOTSI_SMTP_RELAY": sink.address}
        running = running_production(folder, settings, partial(QuickLuotsi, zygote), work=[2])
        yield Installation(production=stack.enter_context(running), folder=faults, sink=sink)


@pytest.fixture
async def system(installation, scale):
    """What is left of earlier cases is counted too: nothing of it may come again."""
    sink, listen = installation.sink, installation.production.listen
    before = sum(sink.arrived.values())
    async with listening(sink):
        system = System(luotsi=listen, folder=installation.folder, sink=sink, contacts=scale.contacts, sent=before)
        yield system
        await system.balance()


async def test_workers_are_told_what_is_due(system, installation, failure, scale):
    (beat,) = installation.production.beat
    for point in points.MANY_PROCESSES:
        prefix = f"{point}-{failure}-{scale.contacts}".replace("_", "-")
        mails = distinct_mails(system.contacts, recipient=OURS, prefix=prefix)
        system.forget()
        system.ask(point, failure)
        async with revived(beat):
            await system.mails(mails)
            await system.failing(point)
            await system.judge([mail.id for mail in mails])

        assert await system.states() == {DeliveryState.SENT: system.sent}
        assert sum(system.sink.arrived.values()) == system.sent
