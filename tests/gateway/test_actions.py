"""Each action that a rule can ask for, seen in a Case that went the whole way."""

from datetime import UTC, datetime

import pytest

from gateway.steps.actions import DUTIES, NEW_NEED, REMINDERS, TASKS, UNDELIVERED, Does
from gateway.store.acknowledgements import AcknowledgementRow
from gateway.store.alarms import AlarmRow
from gateway.store.cases import CaseRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.tasks import TaskRow
from routing.rule import Action
from tests.factories import (
    MAIJA,
    QUESTION,
    all_of,
    deliver,
    keep_contact_form,
    mail,
    only,
    where_every_contact_asks_for,
    work,
)

# Of a mail that came on Monday the 16th at 9.30 in Helsinki; the advice line is open from 8 to 16.
AT_ONCE, QUARTER = datetime(2026, 11, 16, 7, 30, tzinfo=UTC), datetime(2026, 11, 16, 7, 45, tzinfo=UTC)
HOUR, FOUR_HOURS = datetime(2026, 11, 16, 8, 30, tzinfo=UTC), datetime(2026, 11, 16, 11, 30, tzinfo=UTC)
MONDAY, TUESDAY, THURSDAY = (datetime(2026, 11, day, 14, 0, tzinfo=UTC) for day in (16, 17, 19))
REQUIRED, COURTESY = True, False

TO_DO = {
    Action.HUMAN_TAKEOVER: (AT_ONCE, REQUIRED),
    Action.URGENT_NEED_CHECK_NOW: (QUARTER, REQUIRED),
    Action.FOLLOW_UP_SAME_DAY: (MONDAY, REQUIRED),
    Action.FOLLOW_UP_NEXT_MORNING: (HOUR, REQUIRED),
    Action.OPEN_SERVICE_GUIDANCE: (TUESDAY, REQUIRED),
    Action.START_STATUTORY_CLOCK_IF_NEED_EXPRESSED: (MONDAY, REQUIRED),
    Action.START_STATUTORY_CLOCK_IF_NEED_CHANGED: (TUESDAY, REQUIRED),
    Action.OPEN_NEED_NOTIFICATION: (MONDAY, REQUIRED),
    Action.RECORD_AS_NEED_NOTIFICATION: (TUESDAY, REQUIRED),
    Action.REGISTER_APPLICATION: (TUESDAY, REQUIRED),
    Action.HUMAN_CONFIRMS_TRANSFER: (TUESDAY, REQUIRED),
    Action.CONTACT_SENDER: (TUESDAY, REQUIRED),
    Action.CHECK_IDENTITY_BEFORE_ANSWER: (None, REQUIRED),
    Action.INFORM_OWN_WORKER: (MONDAY, REQUIRED),
    Action.NAME_RESPONSIBLE_WORKER: (THURSDAY, REQUIRED),
    Action.HUMAN_TRIAGE: (MONDAY, COURTESY),
    Action.ASK_MUNICIPALITY: (TUESDAY, COURTESY),
    Action.ASSIGN_HANDLER: (TUESDAY, COURTESY),
    Action.COPY_DISCHARGE_COORDINATOR: (FOUR_HOURS, COURTESY),
    Action.INFORM_MEMORY_GUIDANCE: (THURSDAY, COURTESY),
}
TO_REMEMBER = (
    Action.NO_DISCLOSURE_TO_SENDER,
    Action.NO_DATA_WITHOUT_CONSENT,
    Action.NO_PARTNER_SUGGESTION,
    Action.NO_CASE_FOR_PATIENT,
    Action.RECORD_ANONYMOUSLY,
    Action.RESTRICT_ACCESS,
    Action.SHOW_FREE_PLACES,
)
BY_THE_HOUSE = (
    Action.START_STATUTORY_CLOCK,
    Action.START_CLOCK_WITHOUT_DELAY,
    Action.ALARM_ADVISOR,
    Action.SAFE_CONTACT_ONLY,
    Action.ACK_AFTER_TRANSFER,
)


async def decided(services, *actions):
    """A question came by mail and was decided by that rule."""
    asking = where_every_contact_asks_for(services, *actions)
    await deliver(asking, mail())
    await work(asking)
    return await only(asking, CaseRow)


def test_the_gateway_does_something_about_every_action_and_about_nothing_else():
    assert set(DUTIES) == {*Action, NEW_NEED, UNDELIVERED}
    assert {*TO_DO, *TO_REMEMBER, *BY_THE_HOUSE} == set(Action)
    assert {*TO_DO, NEW_NEED, UNDELIVERED} == TASKS
    assert set(TO_REMEMBER) == REMINDERS


@pytest.mark.parametrize(("action", "expected"), TO_DO.items(), ids=str)
async def test_a_task_stands_in_the_case_with_its_own_date(services, action, expected):
    case = await decided(services, action)

    task = await only(services, TaskRow)
    assert (task.case_id, task.code, task.done_at) == (case.id, action, None)
    assert (task.due_at, task.required) == expected


@pytest.mark.parametrize("action", TO_REMEMBER)
async def test_a_reminder_stands_in_the_case_and_waits_for_nobody(services, action):
    case = await decided(services, action)

    reminder = await only(services, TaskRow)
    assert (reminder.case_id, reminder.code) == (case.id, action)
    assert (reminder.due_at, reminder.required, reminder.done_at) == (None, False, None)


@pytest.mark.parametrize("action", [Action.START_STATUTORY_CLOCK, Action.START_CLOCK_WITHOUT_DELAY])
async def test_a_clock_starts_when_the_contact_came(services, action):
    case = await decided(services, action)

    # The seventh working day ends it: nothing is known of the client's age.
    assert case.clock_started_at == AT_ONCE
    assert case.clock_due_at == datetime(2026, 11, 25, 21, 59, 59, tzinfo=UTC)
    assert await all_of(services, TaskRow) == []


async def test_an_alarm_rings_in_the_inbox(services):
    case = await decided(services, Action.ALARM_ADVISOR)

    alarm = await only(services, AlarmRow)
    assert (alarm.case_id, alarm.seen_at, case.alarm) == (case.id, None, True)


async def test_where_only_safe_contact_is_allowed_nothing_goes_out(services):
    case = await decided(services, Action.SAFE_CONTACT_ONLY)

    assert case.safe_contact_only
    assert await all_of(services, DeliveryRow) == []
    assert await all_of(services, AcknowledgementRow) == []


async def test_nobody_is_told_that_their_matter_was_moved_before_a_person_has_moved_it(services):
    moved = {"acknowledgement": "other_county", "destination": "other_county"}
    for number, actions in enumerate([(), (Action.ACK_AFTER_TRANSFER,)]):
        asking = where_every_contact_asks_for(services, *actions, **moved)
        await keep_contact_form(asking, f"{QUESTION} {number}", email=MAIJA)
        await work(asking)

    told = {row.template for row in await all_of(services, AcknowledgementRow)}
    assert told == {"other_county", "advice"}


async def test_what_came_in_the_night_is_followed_up_in_the_first_hour_of_the_morning(services, clock):
    clock.now = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)  # Friday at 23
    await decided(services, Action.FOLLOW_UP_NEXT_MORNING)

    assert (await only(services, TaskRow)).due_at == datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


async def test_a_second_contact_of_the_same_case_opens_no_second_task(services, clock):
    asking = where_every_contact_asks_for(services, Action.ASK_MUNICIPALITY, Action.NO_DATA_WITHOUT_CONSENT)
    await deliver(asking, mail())
    await work(asking)
    letter = await only(asking, DeliveryRow)
    clock.forward(hours=1)
    await deliver(asking, mail("Asun Porissa.", own_id="2", In_Reply_To=f"<{letter.message_id}>"))
    await work(asking)

    tasks = {row.code: row.due_at for row in await all_of(asking, TaskRow)}
    assert tasks == {Action.ASK_MUNICIPALITY: TUESDAY, Action.NO_DATA_WITHOUT_CONSENT: None}
    assert len(await all_of(asking, TaskRow)) == 2


def test_only_the_law_is_a_reminder_that_nobody_can_lift():
    assert {code for code, duty in DUTIES.items() if duty.does is Does.RULE} == {Action.NO_DISCLOSURE_TO_SENDER}
