"""The units as shipped start an installation: what their ExecStart says is run by hand, on ports of the test's own."""

import asyncio
import http.client
import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.journeys.records import acknowledgements_of, contacts_of, settled
from tests.production.sending import OURS
from tests.servers.luotsi import LuotsiProcess
from tests.servers.mails import distinct_mails
from tests.servers.ports import free_port
from tests.servers.production import settings_of_production
from tests.servers.swaks import swaks
from tests.servers.waiting import eventually, wait_until

pytestmark = [pytest.mark.servers, pytest.mark.slow]

UNITS = ROOT / "deploy/systemd"
STARTED = '"event": "started"'


class Unit:
    """One unit, run as its file says but for the user and the sandbox."""

    def __init__(self, folder: Path, name: str, settings: dict[str, str]) -> None:
        template, _, instance = name.partition("@")
        self.log_file = folder / f"{name}.log"
        unit = UNITS / (f"{template}@.service" if instance else f"{template}.service")
        lines = dict(line.split("=", 1) for line in unit.read_text(encoding="utf-8").splitlines() if "=" in line)
        assert lines["EnvironmentFile"] == "/etc/luotsi/luotsi.env"
        command = shlex.split(lines["ExecStart"].replace("%i", instance))
        # Where the package manager of a machine has put it, the test has a stand-in of the same name.
        self.command = [str(folder / "luotsi") if word == "/opt/luotsi/bin/luotsi" else word for word in command]
        with self.log_file.open("wb") as log:
            self.process = subprocess.Popen(
                self.command, cwd=folder, env=settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    def has_started(self) -> bool:
        assert self.process.poll() is None, self.log
        return STARTED in self.log

    def stop(self) -> int:
        """SIGTERM to the process itself, as KillMode=mixed sends it; the others end with it."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


@pytest.fixture
def environment(tmp_path, servers):
    """What stands in /etc/luotsi/luotsi.env, and the program under another name."""
    postgres, redis = servers
    settings = settings_of_production(tmp_path, postgres.create_database(), redis.url.replace("/0", "/1"))
    program = tmp_path / "luotsi"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m gateway.cli "$@"\n', encoding="ascii")
    program.chmod(0o755)
    return settings | {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "LUOTSI_SMTP_PORT": str(free_port()),
    }


@pytest.fixture
def start(tmp_path, environment):
    """Starts a unit by its name."""
    started: list[Unit] = []

    def unit(name: str) -> Unit:
        started.append(Unit(tmp_path, name, environment))
        return started[-1]

    yield unit
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
            each.process.wait(10)


def is_healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


async def all_started(*units):
    for unit in units:
        await asyncio.to_thread(wait_until, unit.has_started, within=60, what=f"{unit.command} has started")


async def send_a_mail(environment):
    (mail,) = distinct_mails(1, recipient=OURS)
    smtp_port = int(environment["LUOTSI_SMTP_PORT"])
    sent = await asyncio.to_thread(swaks, smtp_port, mail.content, sender=mail.sender, recipient=OURS)
    assert sent.accepted, sent.text


async def assert_acknowledged(reader):
    (contact,) = await settled(reader, 1)
    (acknowledgement,) = await acknowledgements_of(reader)
    assert acknowledgement.contact_id == contact.row.id


async def is_read(reader):
    return [contact.row.version for contact in await contacts_of(reader)] == [1]


async def test_a_mail_goes_all_the_way_through_the_units_as_they_are_shipped(start, environment, tmp_path):
    port, reader = free_port(), LuotsiProcess(tmp_path / "reader", environment)
    migrate = start("luotsi-migrate")
    assert await asyncio.to_thread(migrate.process.wait, 30) == 0
    names = (f"luotsi-serve@{port}", "luotsi-listen-email", "luotsi-beat", "luotsi-work@first")
    units = [start(name) for name in names]
    await all_started(*units)
    assert await asyncio.to_thread(is_healthy, port)

    await send_a_mail(environment)
    # The worker for what is urgent reads, whether there is another or not.
    await eventually(lambda: is_read(reader), within=20, what="the mail is read")
    units.append(start("luotsi-work@every"))
    await all_started(*units)

    await assert_acknowledged(reader)
    assert [await asyncio.to_thread(unit.stop) for unit in units] == [0] * len(units)


async def test_without_redis_one_unit_is_all_of_it(start, environment, tmp_path):
    port = free_port()
    for several in ("LUOTSI_DATABASE_URL", "LUOTSI_REDIS_URL"):
        del environment[several]
    environment["LUOTSI_HTTP_PORT"] = str(port)
    luotsi = start("luotsi")
    await all_started(luotsi)
    assert await asyncio.to_thread(is_healthy, port)

    await send_a_mail(environment)

    await assert_acknowledged(LuotsiProcess(tmp_path / "reader", environment))
    assert await asyncio.to_thread(luotsi.stop) == 0
