"""A message of ours that did not reach its person becomes somebody's task."""

from datetime import UTC, datetime

import pytest

from channels.codes import ContacterType, Direction, Reason, Resolution
from gateway.casework.acting import Act
from gateway.casework.remembering import Ticked, tick
from gateway.casework.replying import Called, called, reply
from gateway.casework.resolving import Outcome, resolve
from gateway.services import OutcomeUnknownError, RelayRefusedError
from gateway.steps import undelivered
from gateway.steps.actions import UNDELIVERED
from gateway.store import cases, deliveries, tasks
from gateway.store.cases import CaseRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.promises import PromiseRow
from gateway.store.states import CaseState, DeliveryState, Event, PromiseState, Purpose, TaskOutcome
from gateway.store.tasks import TaskRow
from gateway.store.timeline import TimelineRow
from tests.factories import EMERGENCY, QUESTION, add_user, all_of, deliver, mail, only, work
from tests.gateway.test_joining import REPORT

UNKNOWN_USER = RelayRefusedError(550, again=False)
CLOSING = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)  # of Monday
ENDED = Outcome(
    contacter=ContacterType.CLIENT,
    direction=Direction.TO_SERVICE,
    reason=Reason.SERVICE_INFO,
    resolution=Resolution.ADVICE_GIVEN,
)


@pytest.fixture
async def case(services):
    """A Case that began with a mail and was acknowledged."""
    await deliver(services, mail(QUESTION))
    await work(services)
    return await only(services, CaseRow)


@pytest.fixture
async def advisor(services):
    return (await add_user(services)).id


async def acting(services, case_id, user_id, do, *what):
    """Somebody acts on the Case as it stands now."""
    async with services.sessions.begin() as session:
        case = await cases.get(session, case_id)
        act = Act(case_id=case_id, revision=case.revision, user_id=user_id, at=services.now())
        await do(session, services, act, *what)


async def answer(services, case_id, user_id):
    await acting(services, case_id, user_id, reply, "Hei, soitathan neuvontaan.", None)
    await work(services)


async def bounced(services, purpose):
    """The report comes that our newest mail of this kind was not delivered."""
    letters = [row for row in await all_of(services, DeliveryRow) if row.purpose is purpose]
    address = f"bounce+{letters[-1].bounce_token}@satakunta.example"
    await deliver(services, REPORT % address.encode(), address, envelope_sender="")
    await work(services)


async def of(services, case_id):
    (case,) = [row for row in await all_of(services, CaseRow) if row.id == case_id]
    return case


async def test_what_came_back_is_a_task_of_the_same_day(services, case):
    await bounced(services, Purpose.ACKNOWLEDGEMENT)

    task = await only(services, TaskRow)
    assert (task.case_id, task.code, task.required, task.done_at) == (case.id, UNDELIVERED, True, None)
    assert task.due_at == CLOSING
    assert (await of(services, case.id)).undelivered


async def test_what_the_relay_refuses_for_good_is_a_task(services, relay):
    relay.failures = [UNKNOWN_USER]
    await deliver(services, mail(QUESTION))
    await work(services)

    assert [row.code for row in await all_of(services, TaskRow)] == [UNDELIVERED]


async def test_two_reports_of_one_mail_are_one_task(services, case):
    await bounced(services, Purpose.ACKNOWLEDGEMENT)
    letter = (await all_of(services, DeliveryRow))[0]
    address = f"bounce+{letter.bounce_token}@satakunta.example"
    await deliver(services, REPORT.replace(b"dsn-1", b"dsn-2") % address.encode(), address, envelope_sender="")
    await work(services)

    assert len(await all_of(services, TaskRow)) == 1


async def test_a_duty_address_that_cannot_be_reached_is_no_task_of_the_client(services, relay):
    await deliver(services, mail(EMERGENCY))
    await work(services)
    alarms = [row for row in await all_of(services, DeliveryRow) if row.purpose is Purpose.ALARM]
    assert alarms

    await bounced(services, Purpose.ALARM)

    assert UNDELIVERED not in {row.code for row in await all_of(services, TaskRow)}


async def test_an_answer_that_goes_through_ends_the_task(services, case, advisor):
    await bounced(services, Purpose.ACKNOWLEDGEMENT)
    await answer(services, case.id, advisor)

    task = await only(services, TaskRow)
    assert (task.done_at, task.done_by, task.outcome) == (services.now(), None, TaskOutcome.DONE)


async def test_an_answer_that_fails_as_well_leaves_the_task(services, case, advisor, relay):
    await bounced(services, Purpose.ACKNOWLEDGEMENT)
    relay.failures = [UNKNOWN_USER]
    await answer(services, case.id, advisor)

    assert (await only(services, TaskRow)).done_at is None
    assert (await of(services, case.id)).undelivered


@pytest.mark.parametrize(("reached", "outcome"), [(True, TaskOutcome.DONE), (False, None)])
async def test_who_is_reached_by_telephone_needs_no_letter(services, case, advisor, reached, outcome):
    await bounced(services, Purpose.ACKNOWLEDGEMENT)
    await acting(services, case.id, advisor, called, Called(reached=reached, note=""))

    assert (await only(services, TaskRow)).outcome is outcome


async def test_a_person_who_ticks_it_takes_the_mark_off_the_list_too(services, case, advisor):
    await bounced(services, Purpose.ACKNOWLEDGEMENT)
    task = await only(services, TaskRow)
    await acting(services, case.id, advisor, tick, Ticked(task_id=task.id, outcome=TaskOutcome.DONE))

    assert (await only(services, TaskRow)).done_by == advisor
    assert not (await of(services, case.id)).undelivered


async def test_an_answer_that_comes_back_opens_its_ended_case_again_with_a_promise(services, case, advisor):
    await answer(services, case.id, advisor)
    await acting(services, case.id, advisor, resolve, ENDED)
    assert not (await of(services, case.id)).open

    await bounced(services, Purpose.REPLY)

    after = await of(services, case.id)
    assert (after.state, after.open, after.resolution, after.promise_due_at) == (
        CaseState.REOPENED,
        True,
        None,
        CLOSING,
    )
    assert (await only(services, TaskRow)).code == UNDELIVERED
    standing = [row for row in await all_of(services, PromiseRow) if row.state is PromiseState.OPEN]
    assert [(row.case_id, row.due_at, row.because) for row in standing] == [(case.id, CLOSING, UNDELIVERED)]
    assert Event.REOPENED in [row.event for row in await all_of(services, TimelineRow) if row.case_id == case.id]


async def test_an_acknowledgement_that_comes_back_opens_no_case_that_a_person_has_ended(services, case, advisor):
    await acting(services, case.id, advisor, resolve, ENDED)
    await bounced(services, Purpose.ACKNOWLEDGEMENT)

    assert not (await of(services, case.id)).open
    assert await all_of(services, TaskRow) == []


@pytest.mark.parametrize(("ending", "expected"), [("failed", [UNDELIVERED]), ("sent", [])])
async def test_an_unknown_outcome_is_a_task_when_a_person_finds_that_it_failed(services, relay, ending, expected):
    relay.failures = [OutcomeUnknownError()]
    await deliver(services, mail(QUESTION))
    await work(services)
    assert await all_of(services, TaskRow) == []

    async with services.sessions.begin() as session:
        (letter,) = await deliveries.newest(session, 1)
        closed = await deliveries.close(session, letter.id, DeliveryState(ending), services.now())
        await undelivered.ended(session, services, closed)

    assert [row.code for row in await all_of(services, TaskRow)] == expected
    async with services.readers() as session:
        standing = await tasks.standing(session, [letter.case_id], [UNDELIVERED])
    assert sum(one.count for one in standing.values()) == len(expected)
