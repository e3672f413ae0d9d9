"""A disk that fills up under SQLite: nobody is told yes meanwhile, and with room again all goes on by itself."""

import asyncio
import json
import subprocess
from collections import Counter
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from gateway.store.jobs import JobRow
from gateway.store.states import DeliveryState, Event, JobState
from gateway.store.timeline import TimelineRow
from tests.faults.sink import running_sink
from tests.faults.system import OURS, System
from tests.journeys.forms import send_form, submission_id
from tests.journeys.records import reading
from tests.servers.mails import distinct_mails
from tests.servers.senders import Tally, send_mails
from tests.servers.swaks import swaks
from tests.servers.waiting import eventually

pytestmark = pytest.mark.slow

ROOM = "24m"  # an installation that has just begun takes less than two
WORDS = "Isoäitini kysyy, saako hän kotiin turvarannekkeen."
WITHIN = 60.0
# What happens to each mail on its way, each once.
ONCE = (Event.RECEIVED, Event.READ, Event.DECIDED, Event.ACKNOWLEDGED)


@contextmanager
def small_disk(folder):
    """*folder* as a disk of its own with little room."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM},mode=0700", "tmpfs", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=10)
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        # Lazily: what a process still holds open there goes with the process.
        subprocess.run(["umount", "--lazy", str(folder)], check=True, timeout=10)


@pytest.fixture
async def system(tmp_path, quick_luotsi):
    """Luotsi with its data on a small disk."""
    with small_disk(tmp_path / "disk") as disk:
        async with running_sink() as sink:
            settings = {"LUOTSI_DATA_DIR": str(disk), "LUOTSI_LEASE_SECONDS": "2", "LUOTSI_SMTP_RELAY": sink.address}
            luotsi = quick_luotsi(**settings)
            await asyncio.to_thread(luotsi.start)
            yield System(luotsi=luotsi, folder=disk, sink=sink, contacts=3)
            luotsi.stop()


def fill(disk):
    """Leave no room at all."""
    with (disk / "ballast").open("ab", buffering=0) as ballast:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while ballast.write(bytes(size)):
                    pass
            except OSError:
                continue


async def test_while_the_disk_is_full_everybody_is_asked_to_come_again_and_then_everything_goes_on(system):
    disk, luotsi, page = system.folder, system.luotsi, await submission_id(system.luotsi)
    before = distinct_mails(3, recipient=OURS, prefix="before")
    await system.mails(before)
    await system.judge([mail.id for mail in before])

    fill(disk)
    meanwhile, tally = distinct_mails(30, recipient=OURS, prefix="meanwhile"), Tally()
    # What still finds a place in the files as they are is stored, and was told yes rightly.
    sending = asyncio.create_task(
        send_mails(meanwhile, tally, port=luotsi.smtp_port, connections=2, deadline=2 * WITHIN)
    )
    asking = []
    await eventually(lambda: refused(luotsi, asking), within=WITHIN, what="a mail is asked to come again")
    form = await send_form(luotsi, {"submission_id": page, "text": WORDS, "name": "Elli Esimerkki"})

    assert (form.status, form.headers["Retry-After"], form.reference) == (503, "60", "")
    assert WORDS in form.text
    assert "Elli Esimerkki" in form.text
    assert page in form.text
    assert "Mitään ei ole tallennettu." in form.text
    assert health(luotsi) == (503, False, True)
    assert tally.repeated > 0

    (disk / "ballast").unlink()

    await sending
    assert (tally.refused, tally.unanswered) == ({}, set())
    assert set(tally.accepted) == {mail.id for mail in meanwhile}
    assert (await send_form(luotsi, {"submission_id": page, "text": WORDS})).status == 200
    system.sent += len(meanwhile) + len(asking) + 1
    await system.judge([mail.id for mail in (*before, *meanwhile, *asking)])
    await system.balance()
    await eventually(lambda: health(luotsi) == (200, True, False), within=WITHIN, what="Luotsi says that it is well")
    await assert_all_done_once(system)


async def refused(luotsi, accepted):
    """Whether one more mail hears that it should come again; if not, it is among those *accepted*."""
    (mail,) = distinct_mails(1, recipient=OURS, prefix=f"asking-{len(accepted)}")
    heard = await asyncio.to_thread(swaks, luotsi.smtp_port, mail.content, sender=mail.sender, recipient=OURS)
    if heard.accepted:
        accepted.append(mail)
    return "451 4.3.0" in heard.text


def health(luotsi):
    """Status, whether it is ready, and whether it says that the disk is full."""
    answer = luotsi.get("/health")
    told = json.loads(answer.text)
    return answer.status, told["ready"], "disk" in told["degraded"]


async def assert_all_done_once(system):
    async with reading(system.luotsi) as (session, _):
        told = (await session.execute(select(TimelineRow.contact_id, TimelineRow.event))).all()
        given_up = (await session.scalars(select(JobRow).where(JobRow.state == JobState.GIVEN_UP))).all()
    happened = Counter(event for _, event in told)
    assert {event: happened[event] for event in ONCE} == dict.fromkeys(ONCE, system.sent)
    assert max(Counter(told).values()) == 1
    assert given_up == []
    # What the relay took while nothing could be written is in doubt; it has gone all the same.
    states = await system.states()
    assert set(states) <= {DeliveryState.SENT, DeliveryState.OUTCOME_UNKNOWN}
    assert states.total() == system.sent - 1
    assert states[DeliveryState.SENT] <= system.sink.arrived.total() <= states.total()
