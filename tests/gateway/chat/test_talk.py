"""What many say at the same moment is stored together, and each is answered as if it had been alone."""

import asyncio
from uuid import uuid4

import pytest
from sqlalchemy import event

from channels.channel import StoreUnavailableError
from channels.chat.frames import Say
from channels.codes import Language, Urgency
from gateway import pipeline
from gateway.auth.permissions import Role
from gateway.casework.acting import Act, see_alarm
from gateway.casework.chatting import Advisor
from gateway.chat.saying import Talk, Utterance
from gateway.chat.tokens import new_visitor
from gateway.errors import TakenError
from gateway.steps import recording
from gateway.store import balance, conversations
from gateway.store.alarms import AlarmRow
from gateway.store.cases import CaseRow
from gateway.store.conversations import EntryRow
from gateway.store.jobs import JobRow
from gateway.store.receipts import ReceiptRow
from gateway.store.states import JobKind
from tests.factories import EMERGENCY, QUESTION, all_of, claim, only, opening, sign_in, work

SEVERAL = 6


@pytest.fixture
def talk(services):
    return Talk(services)


@pytest.fixture
async def begun(services, talk):
    """Conversations that have been read and routed, as (conversation, Case)."""
    visitors = [new_visitor(Language.FI) for _ in range(SEVERAL)]
    for visitor in visitors:
        await talk.begin(visitor, opening(visitor, QUESTION))
    await work(services)
    async with services.readers() as session:
        standing = await conversations.standing(session, [visitor.conversation_id for visitor in visitors])
    return [(visitor.conversation_id, standing[visitor.conversation_id].case_id) for visitor in visitors]


def by_visitor(conversation_id, text="Entä milloin?", *, own=None, urgency=Urgency.ROUTINE):
    return Utterance(conversation_id=conversation_id, message=Say(id=own or uuid4(), text=text), urgency=urgency)


def by_advisor(place, user, text="Heti huomenna."):
    conversation_id, case_id = place
    advisor = Advisor(user_id=user.id, case_id=case_id)
    return Utterance(conversation_id=conversation_id, message=Say(id=uuid4(), text=text), advisor=advisor)


async def at_once(talk, said):
    """Each one's tick or problem. Behind the first few they wait for one another, and so share a transaction."""
    return await asyncio.gather(*(talk.go_on(one) for one in said), return_exceptions=True)


async def entries_of(services, conversation_id):
    rows = [row for row in await all_of(services, EntryRow) if row.conversation_id == conversation_id]
    return sorted(rows, key=lambda row: row.seq)


async def test_what_is_said_at_once_stands_in_its_order_in_each_conversation(services, talk, begun):
    said = [by_visitor(own, f"{turn}") for turn in range(4) for own, _ in begun]

    ticks = await at_once(talk, said)

    assert [tick.id for tick in ticks] == [one.message.id for one in said]
    for own, _ in begun:
        of_it = [tick for tick, one in zip(ticks, said, strict=True) if one.conversation_id == own]
        rows = (await entries_of(services, own))[2:]
        texts = {one.message.id: one.message.text for one in said}
        assert [(tick.id, tick.seq) for tick in of_it] == [(row.message_id, row.seq) for row in rows]
        assert [texts[row.message_id] for row in rows] == ["0", "1", "2", "3"]
        assert [row.seq for row in rows] == [3, 4, 5, 6]
    async with services.readers() as session:
        counted = await balance.count(session)
    assert (counted.total.received, counted.unaccounted) == (SEVERAL * 5, 0)


async def test_many_messages_cost_few_transactions(services, talk, begun):
    commits = []

    def count(connection):
        commits.append(connection)

    event.listen(services.database.sync_engine, "commit", count)

    await at_once(talk, [by_visitor(own, f"{turn}") for turn in range(10) for own, _ in begun])

    event.remove(services.database.sync_engine, "commit", count)
    assert len(commits) <= 10  # of 60 messages


async def test_the_same_message_in_one_group_is_stored_once_and_ticked_twice(services, talk, begun):
    (own, _), twice = begun[0], uuid4()
    said = [by_visitor(other) for other, _ in begun[1:]] + [by_visitor(own, own=twice), by_visitor(own, own=twice)]

    ticks = await at_once(talk, said)

    assert ticks[-1] == ticks[-2]
    assert [row.message_id for row in await entries_of(services, own)].count(twice) == 1
    assert len(await all_of(services, ReceiptRow)) == SEVERAL * 2


async def test_an_answer_that_is_refused_harms_nobody_elses_message(services, talk, begun):
    maija, ville = await sign_in(services), await sign_in(services, Role.SUPERVISOR)
    await talk.go_on(by_advisor(begun[0], maija))
    said = [by_visitor(own) for own, _ in begun[1:]] + [by_advisor(begun[0], ville), by_advisor(begun[1], ville)]

    told = await at_once(talk, said)

    assert isinstance(told[-2], TakenError)
    assert [type(one).__name__ for one in told[:-2]] == ["Tick"] * (SEVERAL - 1)
    assert told[-1].seq == 4
    assert [row.side for row in await entries_of(services, begun[0][0])] == ["visitor", "service", "advisor"]


async def test_visitors_and_advisors_at_once_leave_each_case_as_the_last_word_says(services, talk, begun):
    maija = await sign_in(services)
    await at_once(talk, [by_advisor(place, maija) for place in begun])

    half = begun[: SEVERAL // 2]
    told = await at_once(talk, [by_visitor(own) for own, _ in half] + [by_advisor(place, maija) for place in begun[3:]])

    assert [type(one).__name__ for one in told] == ["Tick"] * SEVERAL
    states = {row.id: row.state for row in await all_of(services, CaseRow)}
    assert [states[case] for _, case in begun] == ["in_progress"] * 3 + ["waiting_client"] * 3


async def test_an_emergency_among_others_alarms_its_own_case_only(services, talk, begun):
    said = [by_visitor(own) for own, _ in begun]
    said[2] = by_visitor(begun[2][0], urgency=Urgency.EMERGENCY)

    await at_once(talk, said)

    assert [alarm.case_id for alarm in await all_of(services, AlarmRow)] == [begun[2][1]]
    assert {row.id for row in await all_of(services, CaseRow) if row.urgency is Urgency.EMERGENCY} == {begun[2][1]}


async def test_where_the_database_fails_all_are_refused_and_each_may_come_again(services, clock, talk, begun):
    def away(_connection):
        raise OSError

    said = [by_visitor(own) for own, _ in begun]
    event.listen(services.database.sync_engine, "commit", away)
    refused = await at_once(talk, said)
    event.remove(services.database.sync_engine, "commit", away)
    clock.forward(seconds=5)
    ticks = await at_once(talk, said)

    assert {type(one) for one in refused} == {StoreUnavailableError}
    assert [tick.seq for tick in ticks] == [3] * SEVERAL


async def test_an_emergency_in_the_first_message_alarms_before_anybody_has_read_it(services, talk):
    visitor = new_visitor(Language.FI)

    await talk.begin(visitor, opening(visitor, EMERGENCY, Urgency.EMERGENCY))

    case = await only(services, CaseRow)
    assert (case.urgency, case.alarm, len(await all_of(services, AlarmRow))) == (Urgency.EMERGENCY, True, 1)
    await work(services)
    assert len(await all_of(services, AlarmRow)) == 1
    assert len([row for row in await all_of(services, JobRow) if row.kind is JobKind.ALARM]) == 1


async def test_an_emergency_said_again_makes_no_second_chain_of_letters(services, clock, talk, begun):
    (own, case_id), maija = begun[0], await sign_in(services)
    await talk.go_on(by_visitor(own, EMERGENCY, urgency=Urgency.EMERGENCY))
    await work(services)
    case = next(row for row in await all_of(services, CaseRow) if row.id == case_id)
    async with services.sessions.begin() as session:
        await see_alarm(
            session, services.keys, Act(case_id=case_id, revision=case.revision, user_id=maija.id, at=clock.now)
        )
    clock.forward(minutes=1)

    await talk.go_on(by_visitor(own, EMERGENCY, urgency=Urgency.EMERGENCY))
    await work(services)

    assert len([row for row in await all_of(services, JobRow) if row.kind is JobKind.ALARM]) == 1


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
async def test_a_decision_does_not_lower_an_emergency_that_is_said_meanwhile(services, talk, monkeypatch):
    visitor = new_visitor(Language.FI)
    await talk.begin(visitor, opening(visitor, QUESTION))
    (job,) = await claim(services)
    following = await pipeline.read(services, job)
    said, real = [], recording.decisions.add

    async def say_meanwhile(*given):
        await real(*given)
        said.append(
            asyncio.create_task(talk.go_on(by_visitor(visitor.conversation_id, EMERGENCY, urgency=Urgency.EMERGENCY)))
        )
        # As far as it gets: to its end, or to the lock that the decision holds.
        await asyncio.wait(said, timeout=1)

    monkeypatch.setattr(recording.decisions, "add", say_meanwhile)
    await pipeline.decide(services, following)
    await said[0]

    case = await only(services, CaseRow)
    assert (case.urgency, case.alarm) == (Urgency.EMERGENCY, True)
