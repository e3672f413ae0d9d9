from datetime import timedelta

import pytest

from channels.chat.floor import Floor
from channels.chat.frames import Side
from channels.codes import ContacterType, Direction, Language, Reason, Resolution, Urgency
from gateway.casework import resolving
from gateway.casework.access import RestrictedError
from gateway.casework.acting import CLAIM
from gateway.casework.handing import LEASE, MOST, LateError
from gateway.casework.resolving import Outcome
from gateway.errors import RefusedError, TakenError
from gateway.store import attendance, cases, desk
from gateway.store.timeline import TimelineRow
from routing.rule import Action
from tests.factories import all_of, where_every_contact_asks_for, work
from tests.gateway.chat.desk_house import Desk

DONE = Outcome(
    contacter=ContacterType.CLIENT,
    direction=Direction.TO_SERVICE,
    reason=Reason.SERVICE_INFO,
    resolution=Resolution.ADVICE_GIVEN,
    heard=99,
)


async def held(at, own):
    row = await at.floor(own)
    return row.floor, row.advisor_id


def text(at, key, **values):
    return at.services.texts.say(Language.FI, key, **values)


async def test_who_takes_one_who_waits_has_the_floor_and_the_case_and_the_visitor_is_told_the_name(at, maija, clock):
    own = await at.waiting_visitor()
    await at.take(maija.id, own)

    case = await at.case(own)
    assert await held(at, own) == (Floor.ADVISOR, maija.id)
    assert (case.owner_id, case.claimed_until) == (maija.id, clock() + CLAIM)
    assert (await at.said(own))[-1] == text(at, "bot-person-comes", name="advisor")
    assert "chat_taken" in [str(row.event) for row in await all_of(at.services, TimelineRow)]


async def test_what_somebody_has_taken_nobody_else_takes(at, maija, ville):
    own = await at.waiting_visitor()
    await at.take(maija.id, own)

    with pytest.raises(LateError):
        await at.take(ville.id, own)
    assert await held(at, own) == (Floor.ADVISOR, maija.id)
    assert len(await at.said(own)) == 2


async def test_whose_hands_are_full_takes_no_more(at, maija):
    await at.sign_on(maija.id, 1)
    first, second = await at.waiting_visitor(), await at.waiting_visitor()
    await at.take(maija.id, first)

    with pytest.raises(RefusedError, match="refused-desk-full"):
        await at.take(maija.id, second)
    assert await held(at, second) == (Floor.QUEUE, None)


async def test_only_who_is_at_the_desk_takes(at, maija, clock):
    own = await at.waiting_visitor()
    clock.forward(seconds=LEASE.total_seconds())
    with pytest.raises(RefusedError, match="refused-desk-absent"):
        await at.take(maija.id, own)


@pytest.mark.parametrize("capacity", [0, MOST + 1, -1])
async def test_one_to_five_conversations_can_be_taken_at_a_time(at, maija, capacity):
    with pytest.raises(RefusedError, match="refused-desk-capacity"):
        await at.sign_on(maija.id, capacity)


async def test_a_page_keeps_its_advisor_at_the_desk_but_brings_back_nobody_who_has_gone(at, maija, services, clock):
    async with services.sessions.begin() as session:
        clock.forward(seconds=80)
        assert await attendance.stay(session, maija.id, clock(), clock() + LEASE)
        clock.forward(seconds=80)
        assert await attendance.anybody(session, clock())
        clock.forward(seconds=20)
        assert not await attendance.stay(session, maija.id, clock(), clock() + LEASE)
        assert not await attendance.anybody(session, clock())


async def test_the_most_urgent_come_first_and_then_who_has_waited_longest(at, services, clock):
    first = await at.waiting_visitor()
    clock.forward(minutes=1)
    second = await at.waiting_visitor()
    clock.forward(minutes=1)
    urgent = await at.waiting_visitor()
    async with services.sessions.begin() as session:
        await cases.change(session, (await at.case(urgent)).id, urgency=Urgency.URGENT, urgency_rank=1)

    assert await at.places() == [urgent, first, second]
    async with services.readers() as session:
        assert [one.conversation_id for one in await desk.waiting(session, clock())] == [urgent, first, second]


async def test_what_is_typical_is_told_only_from_three_on_and_is_rounded_up(at, maija, services, clock):
    await at.sign_on(maija.id, 5)
    for seconds in (30, 100, 700):
        async with services.readers() as session:
            assert await desk.typical_wait(session, clock()) is None
        own = await at.waiting_visitor()
        clock.forward(seconds=seconds)
        await at.sign_on(maija.id, 5)
        await at.take(maija.id, own)

    async with services.readers() as session:
        assert await desk.typical_wait(session, clock()) == 2
        assert await desk.typical_wait(session, clock() + timedelta(days=15)) is None


async def test_whoever_answers_has_the_floor_from_the_queue_and_the_inbox(at, maija, services):
    waits, rests = await at.waiting_visitor(), await at.visitor()
    await at.answer(maija.id, waits)
    await at.answer(maija.id, rests)

    assert [await held(at, own) for own in (waits, rests)] == [(Floor.ADVISOR, maija.id)] * 2
    assert len(await at.said(waits)) == 2


async def test_nobody_answers_where_another_advisor_has_the_floor_though_the_claim_has_run_out(at, maija, ville, clock):
    own = await at.waiting_visitor()
    await at.take(maija.id, own)
    clock.forward(minutes=16)

    with pytest.raises(TakenError) as refused:
        await at.answer(ville.id, own)
    assert refused.value.by == "advisor Neuvonen"
    assert await held(at, own) == (Floor.ADVISOR, maija.id)
    assert len(await at.said(own)) == 2


async def test_a_colleague_at_the_desk_gets_the_conversation_with_its_case_and_a_note(at, maija, ville):
    own = await at.waiting_visitor()
    await at.take(maija.id, own)
    await at.pass_on(maija.id, own, ville.id, "Osaa ruotsia.")

    case = await at.case(own)
    assert await held(at, own) == (Floor.ADVISOR, ville.id)
    assert (case.owner_id, (await at.said(own))[-1]) == (ville.id, text(at, "bot-transferred", name="supervisor"))
    events = [str(row.event) for row in await all_of(at.services, TimelineRow)]
    assert events[-2:] == ["noted", "chat_passed_on"]
    await at.answer(ville.id, own)


async def test_nothing_goes_to_a_colleague_who_is_not_there(at, maija, ville):
    own = await at.waiting_visitor()
    await at.take(maija.id, own)
    await at.sign_off(ville.id)

    for to in (ville.id, maija.id):
        with pytest.raises(RefusedError, match="refused-desk-colleague"):
            await at.pass_on(maija.id, own, to)
    assert await held(at, own) == (Floor.ADVISOR, maija.id)


async def test_only_whose_it_is_gives_it_on(at, maija, ville):
    own = await at.waiting_visitor()

    for away in (at.give_back(maija.id, own), at.pass_on(maija.id, own, ville.id)):
        with pytest.raises(RefusedError, match="refused-desk-not-yours"):
            await away


async def test_back_in_the_queue_it_has_the_place_that_it_had(at, maija, clock):
    first = await at.waiting_visitor()
    clock.forward(minutes=1)
    second = await at.waiting_visitor()
    await at.sign_on(maija.id)
    await at.take(maija.id, first)
    await at.give_back(maija.id, first)

    assert await at.places() == [first, second]
    assert (await at.case(first)).owner_id is None
    assert (await at.said(first))[-1] == text(at, "bot-person-gone")


async def test_the_end_of_the_case_is_the_inboxs_and_a_further_message_opens_it_with_a_date(at, maija, services):
    own = await at.waiting_visitor()
    await work(services)
    await at.take(maija.id, own)
    act = await at.act(maija.id, own)
    async with services.sessions.begin() as session:
        await resolving.resolve(session, services, act, DONE)

    assert await held(at, own) == (Floor.INBOX, None)
    await at.says(own)
    case = await at.case(own)
    assert (case.open, case.promise_due_at is not None, (await held(at, own))[0]) == (True, True, Floor.INBOX)


async def test_who_comes_and_goes_counts_what_is_unread_of_their_own(at, maija, services, clock):
    own = await at.waiting_visitor()
    await at.take(maija.id, own)

    async def unread():
        async with services.readers() as session:
            return [(one.unread, one.here) for one in await desk.in_hand(session, maija.id, clock())]

    assert await unread() == [(1, True)]
    await at.is_there(own, Side.ADVISOR, seen=2)
    assert await unread() == [(0, True)]
    await at.says(own)
    assert await unread() == [(1, True)]
    await at.answer(maija.id, own)
    clock.forward(minutes=1)
    assert await unread() == [(0, False)]


async def test_a_restricted_case_is_taken_only_by_who_may_open_it(services, maija):
    guarded = where_every_contact_asks_for(services, Action.RESTRICT_ACCESS)
    at = Desk(services=guarded)
    own = await at.waiting_visitor()
    await work(guarded)

    with pytest.raises(RestrictedError):
        await at.take(maija.id, own)
    assert await held(at, own) == (Floor.QUEUE, None)
