"""What a Case is in the eyes of the law, put right by a person: the sender of a notice is told no more of it."""

import pytest

from channels.codes import MatterType
from gateway.casework import promising
from gateway.casework.correcting import correct
from gateway.store import progress, tasks
from gateway.store.contacts import first_of
from gateway.store.progress import Step
from routing.clocks import statutory_due
from routing.rule import Action
from tests.gateway.casework.test_correcting import as_it_is
from tests.gateway.casework.test_pages import post, signed_in

# Read as a question of somebody's own: nothing in it is said to be a notice.
MISREAD = "Hei! Mihin aikaan neuvonta on auki perjantaisin?"


async def put_right(house, case, **changed):
    async with house.services.sessions.begin() as session:
        await correct(session, house.services, house.act(case), as_it_is(case, **changed))
    return await house.case(case.id)


async def step(house, case):
    async with house.services.readers() as session:
        found = await progress.find(session, (await first_of(session, case.id)).reference)
    return found.step


@pytest.mark.parametrize("matter", [MatterType.CONCERN_NOTICE, MatterType.NEED_NOTIFICATION])
async def test_what_was_misread_becomes_a_notice_with_its_clock_and_its_silence(house, matter):
    case = await house.receives_mail(MISREAD)

    after = await put_right(house, case, matter_type=matter)

    assert after.clock_due_at == statutory_due(case.opened_at, house.services.calendar)
    assert after.promise_due_at <= case.promise_due_at
    async with house.services.readers() as session:
        assert await tasks.holds(session, case.id, Action.NO_DISCLOSURE_TO_SENDER)
        assert await tasks.holds(session, case.id, Action.URGENT_NEED_CHECK_NOW)
    assert "date_told" not in await house.events(case.id)


async def test_who_sent_what_was_seen_to_be_a_notice_sees_only_that_it_came(house):
    case = await house.receives_mail(MISREAD)
    async with signed_in(house, house.maija) as client:
        await post(client, f"/inbox/case/{case.id}/claim", revision=str(case.revision))
    case = await house.case(case.id)
    assert await step(house, case) is Step.HANDLED

    await put_right(house, case, matter_type=MatterType.CONCERN_NOTICE)

    assert await step(house, case) is Step.RECEIVED


@pytest.mark.parametrize(("matter", "told"), [(MatterType.CONCERN_NOTICE, False), (None, True)])
async def test_a_later_date_is_told_to_no_sender_of_a_notice(house, matter, told):
    case = await put_right(house, await house.receives_mail(MISREAD), matter_type=matter)

    house.clock.passes(minutes=1)
    async with house.services.sessions.begin() as session:
        later = house.services.calendar.working_day(house.clock().date(), 5)
        due_at = house.services.hours.closing(later)
        await promising.move(session, house.services, house.act(case), due_at, None)
    await house.works()

    events = await house.events(case.id)
    assert ("date_told" in events, "date_not_told" in events) == (told, not told)


async def test_the_page_shows_what_it_is_and_takes_what_is_right(house):
    case = await house.receives_mail(MISREAD)
    form = {"urgency": "routine", "language": "fi", "contacter": case.contacter, "destination": case.destination}

    async with signed_in(house, house.maija) as client:
        before = await (await client.get(f"/inbox/case/{case.id}")).text()
        fields = {"reason": case.reason, "municipality": "", "matter_type": "concern_notice", **form}
        answer = await post(client, f"/inbox/case/{case.id}/correct", revision=str(case.revision), **fields)
        after = await (await client.get(f"/inbox/case/{case.id}")).text()

    assert answer.status == 303
    assert '<option value="advice" selected>Neuvonta ja ohjaus</option>' in before
    assert '<option value="concern_notice" selected>Yksityishenkilön huoli-ilmoitus</option>' in after
    assert "Älä kerro ilmoittajalle, miten asia etenee" in after


async def test_the_page_shows_what_was_said_last(house):
    case = await put_right(house, await house.receives_mail(MISREAD), matter_type=MatterType.CONCERN_NOTICE)
    await put_right(house, case, matter_type=MatterType.FEEDBACK)

    async with signed_in(house, house.maija) as client:
        page = await (await client.get(f"/inbox/case/{case.id}")).text()
    assert '<option value="feedback" selected>' in page


async def test_what_a_person_has_said_holds_when_they_put_something_else_right(house):
    case = await put_right(house, await house.receives_mail(MISREAD), matter_type=MatterType.CONCERN_NOTICE)
    events = await house.events(case.id)

    await put_right(house, case, matter_type=MatterType.CONCERN_NOTICE, municipality="Pori")

    assert (await house.events(case.id))[len(events) :] == ["corrected"]
    async with house.services.readers() as session:
        assert await tasks.holds(session, case.id, Action.NO_DISCLOSURE_TO_SENDER)
