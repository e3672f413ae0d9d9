"""Every point where somebody waits – for a page, for help, for a promised day – failed at in every way."""

from uuid import UUID, uuid5

import pytest
import sqlalchemy

from gateway.faults import Failure, Step
from gateway.store.alarms import AlarmRow
from gateway.store.jobs import JobRow
from gateway.store.promises import PromiseRow
from gateway.store.states import JobKind, PromiseState
from tests.faults import points
from tests.faults.cases import fail_at, some_mails
from tests.faults.points import around
from tests.faults.system import OURS, revived
from tests.journeys.records import reading
from tests.servers.mails import Mail, written
from tests.servers.senders import form_post
from tests.servers.waiting import eventually

pytestmark = pytest.mark.slow

NAMES = UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")


async def test_forms(system, failure):
    for point in points.FORM:
        forms = [a_form(system, point, failure, number) for number in range(system.contacts)]
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
    own_id = f"{point}-{failure}-{number:05}"
    fields = [("submission_id", str(uuid5(NAMES, own_id))), ("text", f"Miten haen omaishoidon tukea? {own_id}")]
    return form_post(own_id, f"{system.luotsi.url}/contact", fields)


async def test_emergencies(system, failure):
    for point in points.EMERGENCY:
        names = [f"{point}-{failure}-{number:05}".replace("_", "-") for number in range(system.contacts)]
        mails = [an_emergency(name) for name in names]
        await fail_at(system, point, failure, system.mails(mails), [mail.id for mail in mails])
        await eventually(lambda: alarms_told(system), within=60, what="the duty address is told of each emergency")


async def alarms_told(system):
    async with reading(system.luotsi) as (session, _):
        wanted = sqlalchemy.select(sqlalchemy.func.count()).select_from(AlarmRow)
        every, untold = await session.scalar(wanted), await session.scalar(wanted.where(AlarmRow.passed_on == 0))
        return (every, untold) == (system.sent, 0)


def an_emergency(own_id):
    sender = f"{own_id}@citizen.example"
    body = f"Isä makaa lattialla eikä hengitä.\n\n{own_id}\n"
    own = f"<{own_id}@mail.citizen.example>"
    content = written(sender=sender, recipient=OURS, subject="Apua", body=body, message_id=own)
    return Mail(id=own_id, sender=sender, recipients=(OURS,), content=content)


async def test_promises_whose_day_comes(system, failure):
    for point in points.PROMISE:
        mails = some_mails(system, f"{point}-{failure}")
        system.forget()
        async with revived(system.luotsi):
            await system.mails(mails)
            await system.judge([mail.id for mail in mails])
            system.ask(point, failure)
            await let_the_day_come(system)
            await system.failing(point)
            await eventually(lambda: broken(system), within=60, what="each promise is seen to be broken")


async def let_the_day_come(system):
    async with system.writing() as session:
        opened = sqlalchemy.update(PromiseRow).where(PromiseRow.state == PromiseState.OPEN)
        await session.execute(opened.values(due_at=PromiseRow.made_at))
        due = sqlalchemy.update(JobRow).where(JobRow.kind == JobKind.PROMISE_DUE)
        await session.execute(due.values(due_at=JobRow.created_at))


async def broken(system):
    async with reading(system.luotsi) as (session, _):
        wanted = sqlalchemy.select(sqlalchemy.func.count()).select_from(PromiseRow)
        left = await session.scalar(wanted.where(PromiseRow.state == PromiseState.OPEN))
        found = await session.scalar(wanted.where(PromiseRow.state == PromiseState.BROKEN))
        return (left, found) == (0, system.sent)
