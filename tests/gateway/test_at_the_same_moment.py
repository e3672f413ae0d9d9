"""A Case that is being ended at the moment when something new comes for it, on PostgreSQL where both are under way."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import text

from channels.chat.frames import Say
from channels.codes import ContacterType, Direction, Language, Reason, Resolution, Urgency
from gateway import pipeline
from gateway.casework import resolving
from gateway.casework.acting import Act
from gateway.casework.remembering import Ticked, tick
from gateway.casework.resolving import Outcome
from gateway.chat.saying import Talk, Utterance
from gateway.chat.tokens import new_visitor
from gateway.jobs import execute
from gateway.store import tasks
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import CaseState, Purpose, TaskOutcome
from tests.factories import EMERGENCY, all_of, claim, deliver, mail, only, opening, sign_in, work
from tests.servers.waiting import eventually

pytestmark = pytest.mark.parametrize("database_kind", ["postgresql"])

ENDED = Outcome(
    contacter=ContacterType.CLIENT,
    direction=Direction.TO_SERVICE,
    reason=Reason.SERVICE_INFO,
    resolution=Resolution.ADVICE_GIVEN,
    heard=99,
)


@asynccontextmanager
async def ending(services, case):
    """An advisor's end of *case*, written when the block begins and committed when somebody waits for it."""
    user = await sign_in(services)
    async with services.sessions.begin() as session:
        act = Act(case_id=case.id, revision=case.revision, user_id=user.id, at=services.now())
        for task in await tasks.required(session, case.id):
            await tick(session, services, act, Ticked(task_id=task.id, outcome=TaskOutcome.DONE))
            act = replace(act, revision=act.revision + 1)
        await resolving.resolve(session, services, act, ENDED)
        yield
        await eventually(lambda: somebody_waits(services), within=10, what="the other waits for the end")


async def somebody_waits(services):
    async with services.readers() as session:
        return await session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")) > 0


async def test_a_clients_answer_by_mail_opens_its_case_again(services):
    await deliver(services, mail("Äitini Porissa ei enää pärjää kotona yksin ja tarvitsee apua joka päivä."))
    await work(services)
    case = await only(services, CaseRow)
    (letter,) = [row for row in await all_of(services, DeliveryRow) if row.purpose is Purpose.ACKNOWLEDGEMENT]
    more = mail("Vielä yksi asia: äiti tarvitsee apua myös öisin.", own_id="2", In_Reply_To=f"<{letter.message_id}>")
    await deliver(services, more)
    (read,) = await claim(services)
    decide = await pipeline.read(services, read)

    async with ending(services, case):
        deciding = asyncio.create_task(execute(services, pipeline.HANDLERS, decide))
    await deciding
    await work(services)

    assert [row.case_id for row in await all_of(services, ContactRow)] == [case.id, case.id]
    after = next(row for row in await all_of(services, CaseRow) if row.id == case.id)
    assert (after.open, after.state) == (True, CaseState.REOPENED)


async def test_danger_told_in_the_chat_opens_its_case_again_and_neither_waits_for_the_other(services):
    talk, visitor = Talk(services), new_visitor(Language.FI)
    await talk.begin(visitor, opening(visitor, EMERGENCY, Urgency.EMERGENCY))
    await work(services)
    case = await only(services, CaseRow)
    again = Say(id=uuid4(), text=EMERGENCY)

    async with ending(services, case):
        words = Utterance(conversation_id=visitor.conversation_id, message=again, urgency=Urgency.EMERGENCY)
        saying = asyncio.create_task(talk.go_on(words))
    tick = await saying

    after = await only(services, CaseRow)
    assert tick.id == again.id
    assert (after.open, after.alarm, after.urgency) == (True, True, Urgency.EMERGENCY)
