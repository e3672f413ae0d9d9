"""A need told while another is being assessed: a person says whether it is new, and only then a clock starts."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from gateway.casework import assessing, correcting, remembering, resolving
from gateway.casework.remembering import Ticked
from gateway.errors import LuotsiError
from gateway.steps import actions
from gateway.steps.actions import NEW_NEED
from gateway.store import contacts
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import ClockOutcome, Event, TaskOutcome
from gateway.store.tasks import TaskRow
from routing.rule import Action
from tests.gateway.casework.test_assessing import NEED, acting, begun, clocks_of, end, entries
from tests.gateway.casework.test_pages import signed_in

FELL = "Äiti kaatui uudelleen viime viikolla eikä pärjää enää kotona. Hän on 82-vuotias. Tarvitsemme lisää kotihoitoa."
THANKS = "Kiitos tiedosta, hyvää viikonloppua!"
SEVENTH_DAY = datetime(2027, 4, 7, 20, 59, 59, tzinfo=UTC)  # of what came on Good Friday, 26 March 2027


async def reply(house, case, text):
    """The client answers our acknowledgement; the Case that the answer stands in."""
    async with house.services.readers() as session:
        ours = select(DeliveryRow.message_id).where(DeliveryRow.case_id == case.id).order_by(DeliveryRow.created_at)
        message_id = (await session.scalars(ours)).first()
    return await house.receives_mail(text, headers=f"In-Reply-To: <{message_id.strip('<>')}>\r\n")


async def assessed(house, *, days):
    """A Case whose assessment began two days after its contact, and a while ago."""
    case = await house.receives_mail(NEED)
    house.clock.passes(days=2)
    await acting(house, assessing.begin, case, begun(house))
    house.clock.passes(days=days)
    await house.works()
    return await house.case(case.id)


async def task_of(house, case, code=NEW_NEED):
    wanted = select(TaskRow).where(TaskRow.case_id == case.id, TaskRow.code == code, TaskRow.done_at.is_(None))
    async with house.services.readers() as session:
        return (await session.scalars(wanted)).one_or_none()


async def say(house, case, outcome, code=NEW_NEED):
    task = await task_of(house, case, code)
    return await acting(house, remembering.tick, case, Ticked(task_id=task.id, outcome=outcome))


async def test_a_need_told_after_the_assessment_began_is_asked_about_and_restarts_nothing_by_itself(house):
    case = await assessed(house, days=120)

    after = await reply(house, case, FELL)

    assert after.id == case.id
    task = await task_of(house, case)
    async with house.services.readers() as session:
        newest = await contacts.newest_of(session, case.id)
    assert (task.contact_id, task.required) == (newest.id, True)
    assert (after.clock_started_at, after.clock_due_at) == (case.clock_started_at, None)
    with pytest.raises(LuotsiError, match="refused-undone"):
        await end_without_ticking(house, case)


async def end_without_ticking(house, case):
    outcome = {name: getattr(case, name) for name in ("contacter", "direction", "reason")}
    await acting(house, resolving.resolve, case, resolving.Outcome(**outcome, resolution="advice_given"))


async def test_who_says_that_it_is_new_starts_a_clock_of_its_own_from_that_contact(house):
    case = await assessed(house, days=120)
    after = await reply(house, case, FELL)
    came = house.clock()
    house.clock.passes(days=3)

    after = await say(house, case, TaskOutcome.DONE)

    first, second = await clocks_of(house, case)
    assert (first.past, first.outcome, second.past) == (True, ClockOutcome.BEGUN, False)
    assert (second.started_at, second.due_at) == (came, SEVENTH_DAY)
    assert (after.clock_started_at, after.clock_due_at) == (came, SEVENTH_DAY)
    assert after.order_at <= SEVENTH_DAY
    (entry,) = await entries(house, case, Event.TASK_DONE)
    assert entry.data == {"task": "new_need", "outcome": "done", "clock": "began"}


async def test_who_says_that_it_is_the_same_need_starts_nothing(house):
    case = await assessed(house, days=3)
    await reply(house, case, FELL)

    after = await say(house, case, TaskOutcome.NOT_NEEDED)

    assert (after.clock_due_at, len(await clocks_of(house, case))) == (None, 1)
    (entry,) = await entries(house, case, Event.TASK_DONE)
    assert "clock" not in entry.data


async def test_words_that_tell_of_no_need_ask_nothing(house):
    case = await assessed(house, days=3)

    await reply(house, case, THANKS)

    assert await task_of(house, case) is None


async def test_a_yes_to_the_question_of_a_rule_starts_a_clock_too_when_the_contact_came_after_the_assessment(house):
    case = await assessed(house, days=60)
    await reply(house, case, THANKS)
    code = Action.START_STATUTORY_CLOCK_IF_NEED_CHANGED
    async with house.services.sessions.begin() as session:
        newest = await contacts.newest_of(session, case.id)
        cause = actions.Cause(case_id=case.id, contact_id=newest.id, since=newest.arrived_at)
        await actions.begin(session, house.services, cause, [code])

    after = await say(house, case, TaskOutcome.DONE, code)

    assert after.clock_started_at == house.clock()
    assert [row.past for row in await clocks_of(house, case)] == [True, False]


async def test_a_yes_about_words_from_before_the_assessment_starts_nothing_and_does_not_claim_to(house):
    case = await house.receives_mail(NEED)
    code = Action.START_STATUTORY_CLOCK_IF_NEED_EXPRESSED
    async with house.services.sessions.begin() as session:
        contact = await contacts.first_of(session, case.id)
        cause = actions.Cause(case_id=case.id, contact_id=contact.id, since=contact.arrived_at)
        await actions.begin(session, house.services, cause, [code])
    house.clock.passes(days=2)
    await acting(house, assessing.begin, case, begun(house))

    after = await say(house, case, TaskOutcome.DONE, code)

    (clock,) = await clocks_of(house, case)
    assert (after.clock_due_at, clock.past, clock.outcome) == (None, False, ClockOutcome.BEGUN)
    (entry,) = await entries(house, case, Event.TASK_DONE)
    assert entry.data["clock"] == "assessed"
    async with signed_in(house, house.maija) as client:
        html = await (await client.get(f"/inbox/case/{case.id}")).text()
    assert "arviointi oli jo alkanut, uusi määräaika ei alkanut" in html
    assert "lain määräaika alkoi" not in html


async def test_two_words_of_a_new_need_are_one_question_and_the_clock_is_that_of_the_first(house):
    case = await assessed(house, days=30)
    await reply(house, case, FELL)
    came = house.clock()
    house.clock.passes(days=4)
    await reply(house, case, FELL)

    after = await say(house, case, TaskOutcome.DONE)

    assert after.clock_started_at == came


async def test_a_correction_that_says_that_a_need_was_told_starts_a_clock_after_an_assessment_that_began_before(house):
    question = await house.receives_mail("Hei! Mihin aikaan neuvonta on auki perjantaisin?")
    house.clock.passes(hours=1)
    await reply(house, question, NEED)
    await acting(house, assessing.begin, question, begun(house))
    house.clock.passes(days=60)
    case = await reply(house, question, THANKS)
    names = ("reason", "urgency", "municipality", "language", "contacter")
    values = {name: getattr(case, name) for name in names} | {"destination": correcting.ASSESSMENT}

    after = await acting(house, correcting.correct, case, correcting.Correction(**values))

    assert after.clock_started_at == house.clock()


async def test_an_answer_to_an_assessed_and_ended_case_starts_the_clock_of_the_need_that_it_tells(house):
    case = await assessed(house, days=10)
    await end(house, case)
    house.clock.passes(days=60)

    after = await reply(house, case, FELL)

    first, second = await clocks_of(house, case)
    assert (after.id, first.past, second.past) == (case.id, True, False)
    assert (after.clock_started_at, after.clock_due_at) == (house.clock(), second.due_at)


async def test_an_answer_to_an_ended_case_that_nobody_has_assessed_goes_on_with_its_clock(house):
    case = await house.receives_mail(NEED)
    await end(house, case)
    house.clock.passes(days=3)

    after = await reply(house, case, FELL)

    assert (after.clock_started_at, after.clock_due_at) == (case.clock_started_at, case.clock_due_at)
    assert len(await clocks_of(house, case)) == 1
