"""Advisors who reach for the same conversation at the same moment."""

import asyncio

import pytest
from sqlalchemy import text

from channels.chat.floor import Floor
from channels.chat.frames import Side
from gateway.casework.handing import LateError
from gateway.errors import ChangedError, LuotsiError, RefusedError, TakenError
from gateway.store import conversations
from tests.servers.waiting import eventually


async def outcomes(*doing) -> list:
    """What came of each, done at once: nothing, or what it was refused with."""
    done = await asyncio.gather(*doing, return_exceptions=True)
    assert all(one is None or isinstance(one, LuotsiError) for one in done), done
    return done


async def test_of_two_who_take_the_same_one_gets_it_and_the_other_is_told(at, maija, ville):
    for _ in range(5):
        own = await at.waiting_visitor()
        done = await outcomes(at.take(maija.id, own), at.take(ville.id, own))

        (lost,) = [one for one in done if one is not None]
        assert isinstance(lost, LateError | RefusedError)
        row = await at.floor(own)
        assert (row.floor, (await at.case(own)).owner_id) == (Floor.ADVISOR, row.advisor_id)
        assert len(await at.said(own)) == 2
        await at.give_back(row.advisor_id, own)
        await at.take(row.advisor_id, own)
        await at.sign_on(row.advisor_id, 5)


async def test_two_takings_of_one_advisor_count_each_other(at, maija):
    await at.sign_on(maija.id, 1)
    first, second = await at.waiting_visitor(), await at.waiting_visitor()
    done = await outcomes(at.take(maija.id, first), at.take(maija.id, second))

    assert [str(one) for one in done if one is not None] == ["refused-desk-full"]
    assert {(await at.floor(own)).floor for own in (first, second)} == {Floor.ADVISOR, Floor.QUEUE}


async def test_who_answers_and_who_takes_are_never_both_in_it(at, maija, ville):
    for _ in range(5):
        own = await at.waiting_visitor()
        await at.sign_on(ville.id, 5)
        done = await outcomes(at.answer(maija.id, own), at.take(ville.id, own))

        assert len([one for one in done if one is None]) == 1
        assert all(one is None or isinstance(one, LateError | TakenError | ChangedError) for one in done)
        row, case = await at.floor(own), await at.case(own)
        assert (row.floor, case.owner_id) == (Floor.ADVISOR, row.advisor_id)
        assert row.advisor_id == (maija.id if done[0] is None else ville.id)


async def test_a_sweep_and_an_answer_leave_one_with_the_floor(at, maija, ville, clock):
    own = await at.waiting_visitor()
    await at.take(maija.id, own)
    clock.forward(minutes=3)
    await at.sign_on(ville.id)
    await at.is_there(own, Side.VISITOR)
    await at.sweep.look()
    answer, _ = await outcomes(at.answer(maija.id, own), at.sweep.look())

    row, case = await at.floor(own), await at.case(own)
    assert answer is None or isinstance(answer, ChangedError)
    if row.floor is Floor.ADVISOR:
        assert row.advisor_id == case.owner_id == maija.id
    else:
        assert (row.floor, case.claimed_until) == (Floor.QUEUE, None)


@pytest.mark.parametrize("database_kind", ["postgresql"])
async def test_who_takes_waits_for_what_is_just_being_said_and_not_in_a_circle(at, maija, services):
    """What is said has the conversation first and then the Case; so has whoever takes, passes on and settles."""
    own = await at.waiting_visitor()

    async def somebody_waits():
        async with services.readers() as session:
            return await session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")) > 0

    async with services.sessions.begin() as session:
        await conversations.number(session, [own])
        taking = asyncio.create_task(at.take(maija.id, own))
        await eventually(somebody_waits, within=10, what="the taking waits for the words")
        await conversations.lock_cases(session, [own])
    await taking

    assert (await at.floor(own)).advisor_id == maija.id
