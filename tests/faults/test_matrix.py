"""Every point at which a contact can be on its way, failed at in every way: nothing is lost, nothing is doubled."""

import asyncio
from uuid import UUID, uuid5

import pytest
import sqlalchemy

from gateway.faults import Failure, Step
from gateway.store.jobs import JobRow
from gateway.store.promises import PromiseRow
from gateway.store.states import DeliveryState, JobKind, PromiseState
from tests.faults import points
from tests.faults.points import around
from tests.faults.sink import running_sink
from tests.faults.system import LEASE, OURS, System, revived
from tests.journeys.records import reading
from tests.servers.mails import Mail, distinct_mails, written
from tests.servers.senders import form_post
from tests.servers.waiting import eventually

# Each kill is a start of two seconds and more: all of them together are for `make soak`, test_kill.py for every day.
FAILURES = [Failure.RAISE, Failure.HANG, pytest.param(Failure.KILL, marks=pytest.mark.soak)]
pytestmark = [pytest.mark.slow, pytest.mark.parametrize("failure", FAILURES)]

NAMES = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


@pytest.fixture
async def system(start_luotsi, tmp_path):
    folder = tmp_path / "faults"
    folder.mkdir()
    async with running_sink() as sink:
        luotsi = await asyncio.to_thread(
            start_luotsi,
            LUOTSI_FAULTS=str(folder),
            LUOTSI_LEASE_SECONDS=LEASE,
            LUOTSI_SMTP_RELAY=sink.address,
        )
        system = System(luotsi=luotsi, folder=folder, sink=sink)
        yield system
        await system.balance()


def three_mails(point, failure):
    return distinct_mails(3, recipient=OURS, prefix=f"{point}-{failure}".replace("_", "-"))


async def fail_at(system, point, failure, sending, ids):
    """One case: ask for the failure, let *sending* be done, see it happen, and judge."""
    system.forget()
    system.ask(point, failure)
    async with revived(system.luotsi):
        await sending
        await system.failing(point)
        await system.judge(ids)


async def fail_with_mails(system, point, failure):
    mails = three_mails(point, failure)
    await fail_at(system, point, failure, system.mails(mails), [mail.id for mail in mails])


async def test_mails_on_their_way_in(system, failure):
    for point in points.MAIL:
        await fail_with_mails(system, point, failure)

    await all_were_told(system, failure)


async def test_letters_before_and_after_their_attempt(system, failure):
    for point in (*points.LETTER, *points.LETTER_GONE):
        await fail_with_mails(system, point, failure)

    await all_were_told(system, failure)


async def all_were_told(system, failure):
    """Each letter has gone. Where the whole process dies or stands still, another's letter may be left in doubt."""
    states = await system.states()
    in_doubt = states[DeliveryState.OUTCOME_UNKNOWN]
    assert in_doubt == 0 or failure is not Failure.RAISE
    assert states[DeliveryState.SENT] + in_doubt == system.sent
    assert sum(system.sink.arrived.values()) >= states[DeliveryState.SENT]


async def test_letters_of_which_nobody_can_know_whether_they_went(system, failure):
    for number, point in enumerate(points.LETTER_IN_DOUBT, start=1):
        await fail_with_mails(system, point, failure)
        states = await system.states()
        in_doubt = states[DeliveryState.OUTCOME_UNKNOWN]
        # One letter, never sent again by itself; with the whole process others may have been caught too.
        assert (point, in_doubt >= number) == (point, True)
        assert in_doubt == number or failure is not Failure.RAISE
        assert (point, states[DeliveryState.SENT]) == (point, system.sent - in_doubt)


async def test_a_relay_that_is_busy(system, failure):
    for point in points.BUSY_RELAY:
        system.sink.answers = ["451 Later"] * 2
        await fail_with_mails(system, point, failure)

    # What was interrupted between the relay's no and our noting it is in doubt.
    assert set(await system.states()) <= {DeliveryState.SENT, DeliveryState.OUTCOME_UNKNOWN}


async def test_forms(system, failure):
    for point in points.FORM:
        forms = [a_form(system, point, failure, number) for number in range(3)]
        system.forget()
        system.ask(point, failure)
        if point != "before_http_yes":
            # A page is waited for only where the answer takes longer than a second.
            for late in around(Step.READ) + around(Step.DECIDE):
                system.ask(late, Failure.HANG)
        async with revived(system.luotsi):
            await system.posts(forms)
            await system.failing(point)
            await system.judge([form.id for form in forms])


def a_form(system, point, failure, number):
    own_id = f"{point}-{failure}-{number}"
    fields = [("submission_id", str(uuid5(NAMES, own_id))), ("text", f"Miten haen omaishoidon tukea? {own_id}")]
    return form_post(own_id, f"{system.luotsi.url}/contact", fields)


async def test_emergencies(system, failure):
    for point in points.EMERGENCY:
        mails = [an_emergency(f"{point}-{failure}-{number}".replace("_", "-")) for number in range(3)]
        await fail_at(system, point, failure, system.mails(mails), [mail.id for mail in mails])
        await eventually(lambda: alarms_told(system), within=20, what="the duty address is told of each emergency")


async def alarms_told(system):
    async with reading(system.luotsi) as (session, _):
        told = await session.execute(sqlalchemy.text("SELECT count(*) FROM alarms WHERE passed_on = 0"))
        return told.scalar_one() == 0


def an_emergency(own_id):
    sender = f"{own_id}@citizen.example"
    body = f"Isä makaa lattialla eikä hengitä.\n\n{own_id}\n"
    own = f"<{own_id}@mail.citizen.example>"
    content = written(sender=sender, recipient=OURS, subject="Apua", body=body, message_id=own)
    return Mail(id=own_id, sender=sender, recipients=(OURS,), content=content)


async def test_promises_whose_day_comes(system, failure):
    for point in points.PROMISE:
        mails = three_mails(point, failure)
        system.forget()
        async with revived(system.luotsi):
            await system.mails(mails)
            await system.judge([mail.id for mail in mails])
            system.ask(point, failure)
            let_the_day_come(system)
            await system.failing(point)
            await eventually(lambda: broken(system), within=20, what="each promise is seen to be broken")


def let_the_day_come(system):
    database = sqlalchemy.create_engine(f"sqlite:///{system.luotsi.data / 'luotsi.sqlite3'}")
    with database.begin() as connection:
        connection.execute(sqlalchemy.text("UPDATE promises SET due_at = made_at WHERE state = 'open'"))
        due = sqlalchemy.update(JobRow).where(JobRow.kind == JobKind.PROMISE_DUE)
        connection.execute(due.values(due_at=JobRow.created_at))
    database.dispose()


async def broken(system):
    async with reading(system.luotsi) as (session, _):
        wanted = sqlalchemy.select(sqlalchemy.func.count()).select_from(PromiseRow)
        left = await session.scalar(wanted.where(PromiseRow.state == PromiseState.OPEN))
        found = await session.scalar(wanted.where(PromiseRow.state == PromiseState.BROKEN))
        return (left, found) == (0, system.sent)
