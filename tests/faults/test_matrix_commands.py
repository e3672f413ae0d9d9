"""Every point of starting up and of the commands, failed at in every way: run again, they end where they would have."""

import asyncio
import os
import signal
import subprocess

import aiohttp
import pytest
from sqlalchemy import func, select

from gateway import app
from gateway.faults import Failure
from gateway.keys import key_of
from gateway.store import sealed
from gateway.store.audit import AuditRow
from gateway.store.users import UserRow
from tests.faults import points
from tests.faults.cases import some_mails
from tests.faults.desk import Desk
from tests.faults.sink import running_sink
from tests.faults.system import System
from tests.journeys.advisor import PASSWORD
from tests.journeys.records import reading, settings_of
from tests.servers.waiting import eventually

pytestmark = pytest.mark.slow

_STANDS_STILL = 1  # second; it has reached its point by then, and does nothing more
_DEMO_WITHIN = 180.0  # seconds; it takes five of a processor that is ours alone


async def fails(system, point, failure, *words, typed=""):
    """Run a command that fails at *point*; one that stands still is killed by whoever waits for it."""
    system.forget()
    system.ask(point, failure)
    process = system.luotsi.begin(*words, log="failing.log", typed=typed)
    await system.failing(point)
    try:
        code = await asyncio.to_thread(process.wait, _STANDS_STILL if failure is Failure.HANG else 30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        code = await asyncio.to_thread(process.wait, 30)
    assert code != 0
    assert code == -signal.SIGKILL or failure is not Failure.KILL


async def done(system, *words, typed=""):
    """Run a command to its end; its exit code and what it says."""
    log = system.luotsi.directory / "done.log"
    log.unlink(missing_ok=True)
    process = system.luotsi.begin(*words, log=log.name, typed=typed)
    code = await asyncio.to_thread(process.wait, 120)
    return code, log.read_text(encoding="utf-8")


@pytest.fixture
async def unstarted(quick_luotsi, database_settings, scale, tmp_path):
    """A system that nobody has started yet."""
    folder = tmp_path / "faults"
    folder.mkdir()
    async with running_sink() as sink:
        settings = {
            "LUOTSI_FAULTS": str(folder),
            "LUOTSI_LEASE_SECONDS": scale.lease,
            "LUOTSI_SMTP_RELAY": sink.address,
        }
        luotsi = quick_luotsi(**database_settings, **settings)
        yield System(luotsi=luotsi, folder=folder, sink=sink, contacts=scale.contacts)


@pytest.mark.parametrize("point", points.START)
async def test_starting_for_the_first_time(unstarted, point, failure):
    await fails(unstarted, point, failure, "serve")

    await asyncio.to_thread(unstarted.luotsi.start)
    mails = some_mails(unstarted, "started")
    await unstarted.mails(mails)
    await unstarted.judge([mail.id for mail in mails])
    await unstarted.balance()
    await unstarted.told_everybody(Failure.RAISE)


async def test_opening_accounts(system, failure):
    opened = 0
    for point in points.ACCOUNT:
        for number in range(opened, opened + system.contacts):
            words = ("user", "add", f"advisor-{number}", "--name", "Aino Ahjo", "--role", "administrator")
            if number == opened:
                await fails(system, point, failure, *words, typed=PASSWORD + "\n")
            code, said = await done(system, *words, typed=PASSWORD + "\n")
            # What was done and not answered is not done again.
            assert code == 0 or (number, code, "taken" in said) == (opened, 2, True)
        opened += system.contacts

    async with reading(system.luotsi) as (session, _):
        accounts = await session.scalar(select(func.count()).select_from(UserRow))
        written = await session.scalar(select(func.count()).where(AuditRow.action == "user_added"))
    assert (accounts, written) == (opened, opened)
    await can_sign_in(system, opened)


async def can_sign_in(system, count):
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        for number in range(count):
            await Desk(system=system, session=session, number=number).sign_in()


async def test_changing_keys(system, failure):
    mails = some_mails(system, "sealed")
    await system.mails(mails)
    await system.judge([mail.id for mail in mails])
    await asyncio.to_thread(system.luotsi.terminate)

    for point in points.ROTATE:
        await fails(system, point, failure, "keys", "rotate")
        code, said = await done(system, "keys", "rotate")
        assert (code, "everything is sealed with" in said) == (0, True), said
        await all_is_sealed_with_the_newest(system)

    await asyncio.to_thread(system.luotsi.start)
    await system.judge([mail.id for mail in mails])


async def all_is_sealed_with_the_newest(system):
    newest = app.load_keys(settings_of(system.luotsi)).newest.id
    values = 0
    async with reading(system.luotsi) as (session, _):
        for column in sealed.columns():
            found = [value for _, value in await sealed.after(session, column, None, 10_000) if value is not None]
            assert {key_of(value) for value in found} <= {newest}
            values += len(found)
    assert values > 4 * system.contacts


@pytest.fixture
def demo(quick_luotsi, tmp_path):
    """A demo that nobody has made yet."""
    folder = tmp_path / "faults"
    folder.mkdir()
    luotsi = quick_luotsi("--demo", LUOTSI_FAULTS=str(folder))
    return System(luotsi=luotsi, folder=folder, sink=None, contacts=0)


@pytest.mark.parametrize("point", points.DEMO_BEGUN)
async def test_making_the_demo(demo, point, failure):
    await fails(demo, point, failure, "serve", "--demo")

    await asyncio.to_thread(demo.luotsi.launch)
    # All of it once; the others have begun it as if nothing had been.
    wanted = "Demo: ready." if failure is Failure.RAISE else "Demo: 20 of"
    await eventually(lambda: wanted in demo.luotsi.log(), within=_DEMO_WITHIN, what="the demo is being made")


@pytest.mark.parametrize("point", points.DEMO_HALF)
async def test_half_a_demo_says_what_it_is(demo, point, failure):
    await fails(demo, point, failure, "serve", "--demo")

    code, said = await done(demo, "serve", "--demo")

    assert (code, "the making of the demo was interrupted" in said) == (2, True), said
