"""What becomes of conversations that nobody looks after, the clock moved."""

import asyncio
from datetime import timedelta

import pytest

from channels.chat.floor import Floor
from channels.chat.frames import Side
from channels.codes import Language
from gateway.chat.sweeping import Sweep
from gateway.store.timeline import TimelineRow
from tests.factories import all_of


async def held(at, own):
    row = await at.floor(own)
    return row.floor, row.advisor_id


async def last(at, own, key):
    """Whether the last thing said in the conversation is that text."""
    return (await at.said(own))[-1] == at.services.texts.say(Language.FI, key)


@pytest.fixture
async def taken(at, maija):
    """A conversation that Maija has, with both on the line."""
    own = await at.waiting_visitor()
    await at.take(maija.id, own)
    await at.is_there(own, Side.ADVISOR)
    return own


async def test_an_advisor_who_is_gone_leaves_the_visitor_at_their_place_in_the_queue(at, ville, taken, clock):
    since = (await at.floor(taken)).waiting_since
    clock.forward(minutes=1)
    later = await at.waiting_visitor()
    clock.forward(seconds=31)
    await at.sign_on(ville.id)
    await at.is_there(taken, Side.VISITOR)
    await at.settles()

    row, case = await at.floor(taken), await at.case(taken)
    assert (row.floor, row.advisor_id, row.waiting_since) == (Floor.QUEUE, None, since)
    assert await last(at, taken, "bot-person-gone")
    assert await at.places() == [taken, later]
    assert (case.owner_id, case.claimed_until, case.promise_due_at is not None) == (None, None, True)
    assert str((await all_of(at.services, TimelineRow))[-1].event) == "chat_given_back"
    await at.take(ville.id, taken)


async def test_where_nobody_else_is_at_the_desk_the_inbox_answers_by_the_promised_date(at, taken, clock):
    clock.forward(seconds=91)
    await at.is_there(taken, Side.VISITOR)
    await at.settles()

    case = await at.case(taken)
    assert await held(at, taken) == (Floor.INBOX, None)
    assert await last(at, taken, "bot-queue-over")
    assert (case.open, case.owner_id, case.promise_due_at is not None) == (True, None, True)


async def test_out_of_hours_too(at, ville, taken, clock):
    clock.now = clock.now.replace(hour=20)
    await at.sign_on(ville.id)
    await at.is_there(taken, Side.VISITOR)
    await at.settles()

    assert await held(at, taken) == (Floor.INBOX, None)


@pytest.mark.parametrize("sign", ["page", "line"])
async def test_one_sign_of_an_advisor_is_enough(at, maija, ville, taken, clock, sign):
    clock.forward(seconds=120)
    await at.sign_on(ville.id)
    if sign == "page":
        await at.sign_on(maija.id)
    else:
        await at.is_there(taken, Side.ADVISOR)
    await at.settles()

    assert await held(at, taken) == (Floor.ADVISOR, maija.id)


async def test_a_line_that_broke_a_moment_ago_is_no_farewell(at, maija, ville, taken, clock):
    await at.sign_off(maija.id)
    clock.forward(seconds=84)
    await at.settles()
    assert await held(at, taken) == (Floor.ADVISOR, maija.id)

    clock.forward(seconds=1)
    await at.settles()
    assert await held(at, taken) == (Floor.QUEUE, None)


async def test_when_both_have_gone_and_all_is_answered_it_rests_without_a_word(at, maija, ville, taken, clock):
    await at.answer(maija.id, taken)
    said = await at.said(taken)
    clock.forward(seconds=120)
    await at.sign_on(ville.id)
    await at.settles()

    assert await held(at, taken) == (Floor.INBOX, None)
    assert await at.said(taken) == said
    assert (await at.case(taken)).promise_due_at is not None


async def test_a_visitor_who_has_left_gives_the_advisor_a_hand_free_but_not_with_words_unanswered(
    at, maija, taken, clock
):
    clock.forward(minutes=11)
    await at.sign_on(maija.id)
    await at.settles()
    assert await held(at, taken) == (Floor.ADVISOR, maija.id)

    await at.answer(maija.id, taken)
    await at.settles()
    assert await held(at, taken) == (Floor.INBOX, None)


async def test_who_has_left_the_queue_for_ten_minutes_is_in_the_inbox_without_a_word(at, maija, clock):
    own = await at.waiting_visitor()
    said = await at.said(own)
    for minutes, floor in ((10, Floor.QUEUE), (1, Floor.INBOX)):
        clock.forward(minutes=minutes)
        await at.sign_on(maija.id)
        await at.settles()
        assert (await at.floor(own)).floor is floor
    assert await at.said(own) == said

    await at.waits(own)
    assert await at.places() == [own]


async def test_when_the_last_advisor_leaves_nobody_waits_in_vain(at, maija):
    one, other = await at.waiting_visitor(), await at.waiting_visitor()
    await at.sign_off(maija.id)
    await at.settles()

    for own in (one, other):
        assert await held(at, own) == (Floor.INBOX, None)
        assert await last(at, own, "bot-queue-over")
        assert (await at.case(own)).promise_due_at is not None


async def test_who_waits_when_hours_end_is_taken_for_a_quarter_of_an_hour(at, maija, clock):
    own = await at.waiting_visitor()
    closes = at.services.hours.closing(clock.now.date())
    for after, floor in ((timedelta(minutes=14), Floor.QUEUE), (timedelta(minutes=15), Floor.INBOX)):
        clock.now = closes + after
        await at.sign_on(maija.id)
        await at.is_there(own, Side.VISITOR)
        await at.settles()
        assert (await at.floor(own)).floor is floor


async def test_one_look_alone_takes_nothing_from_anybody(at, ville, taken, clock):
    """After an outage every lease has run out; before the next look they are renewed."""
    clock.forward(minutes=5)
    await at.sign_on(ville.id)
    await at.is_there(taken, Side.VISITOR)
    await at.sweep.look()
    await at.is_there(taken, Side.ADVISOR)
    await at.sweep.look()

    assert (await at.floor(taken)).floor is Floor.ADVISOR


async def test_two_processes_that_look_at_the_same_moment_say_it_once(at, ville, taken, clock):
    clock.forward(minutes=2)
    await at.sign_on(ville.id)
    await at.is_there(taken, Side.VISITOR)
    said = len(await at.said(taken))
    one, other = Sweep(at.services), Sweep(at.services)
    await asyncio.gather(one.look(), other.look())
    await asyncio.gather(one.look(), other.look())

    assert (await at.floor(taken)).floor is Floor.QUEUE
    assert len(await at.said(taken)) == said + 1
