"""What a person must do or remember in a Case, and how they say that it is done."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from channels.codes import ANSWER_LANGUAGES, ContacterType, Direction, Reason, Resolution
from gateway.auth.permissions import Role
from gateway.casework.access import Ground
from gateway.casework.acting import claim
from gateway.casework.correcting import Correction, correct
from gateway.casework.remembering import Ticked, UndoneError, tick
from gateway.casework.resolving import Outcome, resolve
from gateway.errors import ChangedError, RefusedError, TakenError
from gateway.steps.actions import REMINDERS, TASKS
from gateway.store import users
from gateway.store.audit import AuditRow
from gateway.store.states import CaseState, TaskOutcome
from gateway.store.tasks import TaskRow
from routing.rule import Action
from tests.factories import where_every_contact_asks_for, without_commits
from tests.gateway.casework.test_pages import post, signed_in

OPENING = "Hei! Mihin aikaan neuvonta on auki perjantaisin?"
SEVENTH_WORKING_DAY = datetime(2026, 12, 3, 21, 59, 59, tzinfo=UTC)  # after Tuesday, 24 November
ENDED = Outcome(
    contacter=ContacterType.CLIENT,
    direction=Direction.TO_SERVICE,
    reason=Reason.SERVICE_INFO,
    resolution=Resolution.ADVICE_GIVEN,
)


async def asked_for(house, *actions):
    """A Case whose rule asks for these."""
    house.services = where_every_contact_asks_for(house.services, *actions)
    return await house.receives_mail(OPENING)


async def tasks_of(house, case):
    async with house.services.readers() as session:
        rows = await session.scalars(select(TaskRow).where(TaskRow.case_id == case.id))
        return {row.code: row for row in rows}


async def ticking(house, case, task, outcome=TaskOutcome.DONE, user_id=None):
    async with house.services.sessions.begin() as session:
        act = house.act(case, user_id)
        await tick(session, house.services, act, Ticked(task_id=task.id, outcome=outcome))


async def say(house, case, code, outcome=TaskOutcome.DONE, user_id=None):
    await ticking(house, case, (await tasks_of(house, case))[code], outcome, user_id)
    return await house.case(case.id)


async def end(house, case):
    async with house.services.sessions.begin() as session:
        await resolve(session, house.services, house.act(case), ENDED)
    return await house.case(case.id)


@pytest.mark.parametrize("outcome", TaskOutcome)
async def test_a_ticked_task_says_who_ticked_it_when_and_what_became_of_it(house, outcome):
    case = await asked_for(house, Action.CONTACT_SENDER)
    house.clock.passes(minutes=20)

    after = await say(house, case, Action.CONTACT_SENDER, outcome)

    task = (await tasks_of(house, case))[Action.CONTACT_SENDER]
    assert (task.done_at, task.done_by, task.outcome) == (house.clock(), house.maija, outcome)
    assert (await house.events(case.id))[-1] == "task_done"
    assert after.owner_id == house.maija
    async with house.services.readers() as session:
        audited = await session.scalars(select(AuditRow.action).where(AuditRow.case_id == case.id))
        assert list(audited) == ["task_done"]


async def test_a_case_is_not_ended_over_a_task_that_must_be_done_and_is_told_which(house):
    case = await asked_for(house, Action.URGENT_NEED_CHECK_NOW, Action.CONTACT_SENDER, Action.ASK_MUNICIPALITY)

    with pytest.raises(UndoneError) as refused:
        await end(house, case)

    assert set(refused.value.codes) == {Action.URGENT_NEED_CHECK_NOW, Action.CONTACT_SENDER}
    assert (await house.case(case.id)).open
    assert await house.promises(case.id) == ["default moved", "wd2 open"]


async def test_a_case_is_ended_when_a_person_has_said_what_became_of_each(house):
    case = await asked_for(house, Action.URGENT_NEED_CHECK_NOW, Action.CONTACT_SENDER, Action.NO_PARTNER_SUGGESTION)
    case = await say(house, case, Action.URGENT_NEED_CHECK_NOW)
    case = await say(house, case, Action.CONTACT_SENDER, TaskOutcome.NOT_NEEDED)

    assert (await end(house, case)).state is CaseState.RESOLVED


async def test_an_outcome_that_does_not_end_the_matter_waits_for_no_task(house):
    case = await asked_for(house, Action.URGENT_NEED_CHECK_NOW)

    async with house.services.sessions.begin() as session:
        outcome = Outcome(
            contacter=ContacterType.CLIENT,
            direction=Direction.TO_SERVICE,
            reason=Reason.SERVICE_INFO,
            resolution=Resolution.CALLBACK_AGREED,
        )
        await resolve(session, house.services, house.act(case), outcome)

    assert (await house.case(case.id)).state is CaseState.WAITING_CLIENT


@pytest.mark.parametrize(
    "action", [Action.START_STATUTORY_CLOCK_IF_NEED_EXPRESSED, Action.START_STATUTORY_CLOCK_IF_NEED_CHANGED]
)
async def test_who_says_yes_to_a_need_starts_the_clock_from_the_day_the_contact_came(house, action):
    case = await asked_for(house, action)
    assert case.clock_started_at is None
    house.clock.passes(days=2)

    after = await say(house, case, action)

    assert (after.clock_started_at, after.clock_due_at) == (case.opened_at, SEVENTH_WORKING_DAY)
    assert after.order_at == min(after.promise_due_at, SEVENTH_WORKING_DAY)


async def test_who_says_no_to_a_need_starts_no_clock(house):
    case = await asked_for(house, Action.START_STATUTORY_CLOCK_IF_NEED_EXPRESSED)

    after = await say(house, case, Action.START_STATUTORY_CLOCK_IF_NEED_EXPRESSED, TaskOutcome.NOT_NEEDED)

    assert (after.clock_started_at, after.clock_due_at) == (None, None)


async def test_a_yes_never_makes_a_clock_that_runs_later(house):
    case = await asked_for(house, Action.START_STATUTORY_CLOCK, Action.START_STATUTORY_CLOCK_IF_NEED_CHANGED)
    house.clock.passes(days=1)

    after = await say(house, case, Action.START_STATUTORY_CLOCK_IF_NEED_CHANGED)

    assert (after.clock_started_at, after.clock_due_at) == (case.clock_started_at, case.clock_due_at)


async def test_nobody_lifts_what_the_law_forbids_and_a_person_lifts_what_has_changed(house):
    case = await asked_for(house, Action.NO_DISCLOSURE_TO_SENDER, Action.NO_DATA_WITHOUT_CONSENT)

    with pytest.raises(RefusedError, match="refused-task"):
        await say(house, case, Action.NO_DISCLOSURE_TO_SENDER, TaskOutcome.NOT_NEEDED)
    await say(house, case, Action.NO_DATA_WITHOUT_CONSENT, TaskOutcome.NOT_NEEDED)

    standing = {code: row.done_at is None for code, row in (await tasks_of(house, case)).items()}
    assert standing == {Action.NO_DISCLOSURE_TO_SENDER: True, Action.NO_DATA_WITHOUT_CONSENT: False}


async def test_two_who_tick_at_once_are_told_apart(house):
    case = await asked_for(house, Action.CONTACT_SENDER)
    await say(house, case, Action.CONTACT_SENDER)

    with pytest.raises(TakenError):
        await say(house, case, Action.CONTACT_SENDER, TaskOutcome.NOT_NEEDED, house.ville)
    with pytest.raises(ChangedError):
        await say(house, case, Action.CONTACT_SENDER, TaskOutcome.NOT_NEEDED)
    with pytest.raises(RefusedError, match="refused-task"):
        await say(house, await house.case(case.id), Action.CONTACT_SENDER, TaskOutcome.NOT_NEEDED)

    assert (await tasks_of(house, case))[Action.CONTACT_SENDER].outcome is TaskOutcome.DONE


async def test_a_task_of_another_case_is_not_ticked(house):
    case = await asked_for(house, Action.CONTACT_SENDER)
    other = await house.receives_mail(OPENING, sender="Eero Salo <eero@example.org>")
    task = (await tasks_of(house, other))[Action.CONTACT_SENDER]

    with pytest.raises(RefusedError, match="refused-task"):
        await ticking(house, case, task)


async def test_a_tick_whose_commit_is_lost_ticks_nothing(house):
    case = await asked_for(house, Action.START_STATUTORY_CLOCK_IF_NEED_EXPRESSED)

    (task,) = (await tasks_of(house, case)).values()
    with without_commits(house.services), pytest.raises(OperationalError):
        await ticking(house, case, task)

    after = await house.case(case.id)
    assert (after.clock_started_at, after.revision) == (None, case.revision)
    assert (await tasks_of(house, case))[Action.START_STATUTORY_CLOCK_IF_NEED_EXPRESSED].done_at is None


async def test_a_correction_opens_what_only_it_asks_for_with_dates_from_now(house):
    case = await house.receives_mail(OPENING)
    assert await tasks_of(house, case) == {}
    house.clock.passes(days=1)

    values = {"urgency": case.urgency, "language": case.language, "contacter": case.contacter}
    async with house.services.sessions.begin() as session:
        correction = Correction(reason=Reason.CASE_STATUS, municipality=None, destination=case.destination, **values)
        await correct(session, house.services, house.act(case), correction)

    (task,) = (await tasks_of(house, case)).values()
    assert (task.code, task.required, task.created_at) == (
        Action.CHECK_IDENTITY_BEFORE_ANSWER,
        True,
        house.clock(),
    )


async def test_ticking_belongs_to_whoever_holds_the_case(house):
    case = await asked_for(house, Action.CONTACT_SENDER)
    async with house.services.sessions.begin() as session:
        await claim(session, house.services.keys, house.act(case, house.ville))

    with pytest.raises(TakenError):
        await say(house, await house.case(case.id), Action.CONTACT_SENDER)


async def test_the_list_counts_what_is_to_be_done_and_names_the_first_date_and_not_what_is_to_be_remembered(house):
    asked = (Action.URGENT_NEED_CHECK_NOW, Action.ASK_MUNICIPALITY, Action.NO_DATA_WITHOUT_CONSENT)
    case = await asked_for(house, *asked)
    async with signed_in(house, house.maija) as client:
        page = await (await client.get("/inbox")).text()
        assert "2 tehtävää, ensimmäinen</span> <time" in page
        assert "tänään klo 10.15" in page
        assert "Myöhässä" not in page

        house.clock.passes(hours=1)
        assert '45 min sitten</time> <span class="due-state">Myöhässä' in await (await client.get("/inbox")).text()

        await say(house, case, Action.URGENT_NEED_CHECK_NOW)
        await say(house, await house.case(case.id), Action.ASK_MUNICIPALITY, TaskOutcome.NOT_NEEDED)
        assert "tehtävää" not in await (await client.get("/inbox")).text()


async def test_a_refused_ending_names_what_is_left_in_words_and_keeps_what_was_chosen(house):
    case = await asked_for(house, Action.CONTACT_SENDER)
    codes = {"contacter": "client", "direction": "to_service", "reason": "service_info", "resolution": "advice_given"}

    async with signed_in(house, house.maija) as client:
        refused = await post(client, f"/inbox/case/{case.id}/resolve", revision=str(case.revision), **codes)
        page = await refused.text()

    assert refused.status == 422
    assert "Asiaa ei voi vielä päättää. Yksi tehtävä on vielä kesken:" in page
    assert "<li><strong>Ota yhteyttä lähettäjään</strong></li>" in page
    assert '<option value="advice_given" selected>' in page


@pytest.mark.parametrize(("role", "buttons"), [(Role.ADVISOR, 2), (Role.AUDITOR, 0)])
async def test_who_only_reads_sees_the_tasks_and_no_button(house, role, buttons):
    case = await asked_for(house, Action.CONTACT_SENDER)
    async with house.services.sessions.begin() as session:
        await users.change(session, house.ville, role=role)

    async with signed_in(house, house.ville) as client:
        page = await (await client.get(f"/inbox/case/{case.id}")).text()

    assert "Ota yhteyttä lähettäjään" in page
    assert page.count(f'action="/inbox/case/{case.id}/task"') == buttons


@pytest.mark.parametrize(("outcome", "task"), [("perhaps", None), ("done", "nothing")])
async def test_what_no_page_of_ours_sends_ticks_nothing(house, outcome, task):
    case = await asked_for(house, Action.CONTACT_SENDER)
    (row,) = (await tasks_of(house, case)).values()

    async with signed_in(house, house.maija) as client:
        fields = {"revision": str(case.revision), "task": task or str(row.id), "outcome": outcome}
        assert (await post(client, f"/inbox/case/{case.id}/task", **fields)).status in {404, 422}

    assert (await house.case(case.id)).revision == case.revision


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_every_task_and_reminder_has_its_words(house, language):
    say_it = house.services.texts.say
    for code in TASKS:
        assert say_it(language, f"task-{code}")
        assert say_it(language, f"task-{code}-how")
    for code in REMINDERS:
        assert say_it(language, f"remind-{code}")
    for ground in Ground:
        assert say_it(language, f"restricted-ground-{ground}")


@pytest.mark.parametrize("safe", [False, True])
async def test_what_is_done_by_getting_in_touch_is_done_otherwise_where_contact_must_be_safe(house, safe):
    silence = (Action.SAFE_CONTACT_ONLY,) if safe else ()
    case = await asked_for(house, Action.FOLLOW_UP_SAME_DAY, *silence)

    async with signed_in(house, house.maija) as client:
        page = await (await client.get(f"/inbox/case/{case.id}")).text()

    assert ("Soita ja kysy, saiko hän avun." in page) == (not safe)
    assert ("Älä soita hänelle, ellet tiedä turvallista tapaa." in page) == safe
    assert ('name="safe_way"' in page) == safe
