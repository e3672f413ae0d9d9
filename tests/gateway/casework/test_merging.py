"""Two Cases that are one: a person names the other, and nothing that was due, promised or to be done is lost."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from channels.codes import AgeBand, ContacterType, Direction, Reason, Resolution, Urgency
from gateway.casework import acting as casework
from gateway.casework import assessing, granting, promising, resolving
from gateway.casework.access import RestrictedError
from gateway.casework.resolving import Outcome
from gateway.errors import ChangedError, RefusedError, TakenError
from gateway.steps import actions
from gateway.store import cases, contacts, granted, progress
from gateway.store.clocks import ClockRow
from gateway.store.contacts import ContactRow
from gateway.store.promises import PromiseRow
from gateway.store.states import CaseState, ClockOutcome, PromiseState, Service
from gateway.store.tasks import TaskRow
from routing.rule import Action
from tests.gateway.casework.test_assessing import NEED, QUESTION, SEVENTH_DAY, YOUNGER, acting, begun, clocks_of, end
from tests.gateway.casework.test_client_pages import restrict
from tests.gateway.casework.test_pages import post, signed_in

DAUGHTER, SON = "Tytär <tytar@example.org>", "Poika <poika@example.org>"
DANGER = "Äitini ei hengitä kunnolla ja makaa lattialla. Tulkaa heti!"


def into(word):
    return Outcome(
        contacter=ContacterType.RELATIVE,
        direction=Direction.TO_SERVICE,
        reason=Reason.COPING_AT_HOME,
        resolution=Resolution.MERGED_DUPLICATE,
        into=str(word),
    )


async def merge(house, own, target):
    """The first goes into the second, as they stand after it."""
    await acting(house, resolving.resolve, own, into(target.id))
    return await house.case(own.id), await house.case(target.id)


async def two(house, first=NEED, second=NEED, *, days=3):
    """A daughter's Case, and some days later the son's."""
    one = await house.receives_mail(first, sender=DAUGHTER)
    house.clock.passes(days=days)
    await house.works()
    other = await house.receives_mail(second, sender=SON)
    return await house.case(one.id), other


async def promises_of(house, case):
    async with house.services.readers() as session:
        return list(await session.scalars(select(PromiseRow).where(PromiseRow.case_id == case.id)))


async def reference_of(house, case):
    async with house.services.readers() as session:
        return (await contacts.first_of(session, case.id)).reference


async def test_the_later_case_takes_over_the_earlier_clock_and_stays_where_it_is_worked_on(house):
    first, second = await two(house)
    assert (first.clock_due_at, second.clock_due_at > SEVENTH_DAY) == (SEVENTH_DAY, True)

    own, target = await merge(house, first, second)

    assert (own.state, own.open, own.dissolved_into_id) == (CaseState.DISSOLVED, False, second.id)
    assert (own.resolution, own.reason) == (Resolution.MERGED_DUPLICATE, Reason.COPING_AT_HOME)
    assert (target.clock_started_at, target.clock_due_at) == (first.clock_started_at, SEVENTH_DAY)
    assert (target.open, target.opened_at) == (True, first.opened_at)
    assert target.order_at == min(target.promise_due_at, SEVENTH_DAY)
    assert [row.outcome for row in await clocks_of(house, first)] == [ClockOutcome.MERGED]
    async with house.services.readers() as session:
        rows = await session.scalars(select(ContactRow.case_id))
        assert set(rows) == {second.id}
    assert "merged" in await house.events(first.id)
    assert "merged" in await house.events(second.id)


@pytest.mark.parametrize("other_way", [False, True])
async def test_merged_either_way_the_clock_is_the_stricter_of_both(house, other_way):
    younger, older = await two(house, YOUNGER, NEED, days=1)
    pair = (older, younger) if other_way else (younger, older)

    _, target = await merge(house, *pair)

    assert target.clock_started_at == younger.clock_started_at
    assert target.clock_due_at == SEVENTH_DAY
    async with house.services.readers() as session:
        running = select(ClockRow).where(ClockRow.case_id == target.id, ClockRow.past.is_(False))
        assert (await session.scalars(running)).one().due_at <= min(younger.clock_due_at, older.clock_due_at)


async def test_what_was_promised_in_either_is_promised_afterwards_to_the_sooner_day(house):
    first, second = await two(house)
    house.clock.passes(hours=1)
    soon = house.clock() + timedelta(hours=5)
    first = await acting(house, promising.move, first, soon)

    _, target = await merge(house, first, second)

    assert target.promise_due_at == soon
    standing = [row.due_at for row in await promises_of(house, target) if row.state is PromiseState.OPEN]
    assert sorted(standing) == sorted([soon, second.promise_due_at])
    assert [row for row in await promises_of(house, first) if row.state is PromiseState.OPEN] == []
    house.clock.at = soon + timedelta(minutes=1)
    await house.works()
    assert "promise_broken" in await house.events(target.id)


async def test_a_promise_that_was_broken_stays_broken(house):
    first, second = await two(house, days=20)
    assert first.promise_due_at < house.clock()

    _, target = await merge(house, first, second)

    assert target.promise_due_at == first.promise_due_at
    assert PromiseState.BROKEN in {row.state for row in await promises_of(house, target)}


async def begin_tasks(house, case, codes, **span):
    async with house.services.sessions.begin() as session:
        contact = await contacts.first_of(session, case.id)
        since = house.clock() + timedelta(**span)
        cause = actions.Cause(case_id=case.id, contact_id=contact.id, since=since)
        await actions.begin(session, house.services, cause, codes)
        return contact.id


async def open_tasks(house, case):
    wanted = select(TaskRow).where(TaskRow.case_id == case.id, TaskRow.done_at.is_(None))
    async with house.services.readers() as session:
        return {row.code: row for row in await session.scalars(wanted)}


async def test_tasks_come_along_and_two_of_one_kind_become_one_by_the_sooner_date(house):
    first, second = await two(house, QUESTION, QUESTION)
    early = await begin_tasks(house, first, [Action.REGISTER_APPLICATION, Action.CONTACT_SENDER], days=-3)
    await begin_tasks(house, second, [Action.REGISTER_APPLICATION], days=0)
    before = (await open_tasks(house, first))[Action.REGISTER_APPLICATION]

    _, target = await merge(house, first, second)

    there = await open_tasks(house, target)
    assert {Action.REGISTER_APPLICATION, Action.CONTACT_SENDER} <= set(there)
    assert (there[Action.REGISTER_APPLICATION].due_at, there[Action.REGISTER_APPLICATION].contact_id) == (
        before.due_at,
        early,
    )
    assert await open_tasks(house, first) == {}


async def test_alarm_urgency_and_the_flag_that_only_safe_ways_may_be_used_come_along(house):
    first, second = await two(house, DANGER, QUESTION)
    async with house.services.sessions.begin() as session:
        await cases.change(session, first.id, safe_contact_only=True, undelivered=True)
    first = await house.case(first.id)

    _, target = await merge(house, first, second)

    assert (target.urgency, target.urgency_rank, target.alarm) == (Urgency.EMERGENCY, first.urgency_rank, True)
    assert (target.safe_contact_only, target.undelivered) == (True, True)
    async with house.services.sessions.begin() as session:
        await casework.see_alarm(session, house.services.keys, house.act(target))
    assert not (await house.case(second.id)).alarm


async def test_a_granted_service_goes_on_in_the_other_case(house):
    first, second = await two(house)
    await acting(house, granting.grant, first, granting.Grant(service=Service.HOME_CARE, decided_on=date(2026, 11, 24)))
    first = await house.case(first.id)

    _, target = await merge(house, first, second)

    async with house.services.readers() as session:
        assert [row.service for row in await granted.of_case(session, target.id)] == [Service.HOME_CARE]


async def test_a_case_that_is_kept_to_its_team_stays_so_in_the_other(house):
    first, second = await two(house, QUESTION, QUESTION)
    await begin_tasks(house, first, [Action.RESTRICT_ACCESS])

    _, target = await merge(house, first, second)

    assert Action.RESTRICT_ACCESS in await open_tasks(house, target)


async def test_nobody_merges_into_a_case_that_is_kept_from_them(house):
    first, second = await two(house, QUESTION, QUESTION)
    await restrict(house, second)

    with pytest.raises(RestrictedError):
        await acting(house, resolving.resolve, first, into(second.id))

    assert (await house.case(first.id)).open


async def test_the_senders_status_shows_the_step_of_the_other_case(house):
    first, second = await two(house, QUESTION, QUESTION)
    reference = await reference_of(house, first)
    await merge(house, first, second)

    async with house.services.readers() as session:
        after = await progress.find(session, reference)
    assert (after.step, after.done_at) == (progress.Step.RECEIVED, None)
    await acting(house, promising.move, second, house.clock() + timedelta(days=1))
    async with house.services.readers() as session:
        assert (await progress.find(session, reference)).step is progress.Step.HANDLED


async def test_the_other_case_is_named_by_a_reference_too(house):
    first, second = await two(house, QUESTION, QUESTION)

    typed = (await reference_of(house, second)).lower().replace("-", " ")
    await acting(house, resolving.resolve, first, into(typed))

    assert (await house.case(first.id)).dissolved_into_id == second.id


async def test_a_case_that_went_into_another_stands_for_that_one(house):
    first, second = await two(house, QUESTION, QUESTION)
    third = await house.receives_mail(QUESTION, sender="Naapuri <naapuri@example.org>")
    await merge(house, first, second)

    await acting(house, resolving.resolve, third, into(first.id))

    assert (await house.case(third.id)).dissolved_into_id == second.id


@pytest.mark.parametrize("word", ["", "SAT-0000-0000-000", "äiti", "itself"])
async def test_without_another_case_nothing_is_merged(house, word):
    first, _ = await two(house)
    named = first.id if word == "itself" else word

    with pytest.raises(RefusedError, match="refused-merge-other"):
        await acting(house, resolving.resolve, first, into(named))

    assert (await house.case(first.id)).clock_due_at == SEVENTH_DAY


async def test_nothing_is_merged_into_an_ended_case_or_one_that_somebody_else_holds(house):
    first, second = await two(house, QUESTION, QUESTION)
    await end(house, second)
    with pytest.raises(RefusedError, match="refused-merge-ended"):
        await acting(house, resolving.resolve, first, into(second.id))
    third = await house.receives_mail(QUESTION, sender="Naapuri <naapuri@example.org>")
    async with house.services.sessions.begin() as session:
        await casework.claim(session, house.services.keys, house.act(third, house.ville))

    with pytest.raises(TakenError):
        await acting(house, resolving.resolve, first, into(third.id))
    async with house.services.sessions.begin() as session:
        with pytest.raises(ChangedError):
            await resolving.resolve(session, house.services, house.act(second), into(third.id))

    assert (await house.case(first.id)).open


async def test_a_stopped_clock_that_goes_into_another_case_stops_no_clock_there(house):
    first, second = await two(house)
    first = await acting(house, assessing.begin, first, begun(house))

    _, target = await merge(house, first, second)

    assert target.clock_due_at == second.clock_due_at
    assert sorted((row.past, row.age) for row in await clocks_of(house, target)) == [
        (False, AgeBand.AGE_75PLUS),
        (True, AgeBand.AGE_75PLUS),
    ]


async def test_on_the_page_the_other_case_is_chosen_or_its_reference_written(house):
    first, second = await two(house, QUESTION, QUESTION)
    same_sender = await house.receives_mail(QUESTION, sender=DAUGHTER)
    codes = {"contacter": "relative", "direction": "to_service", "reason": "service_info"}
    fields = codes | {"resolution": "merged_duplicate", "heard": "0"}
    address = f"/inbox/case/{first.id}"

    async with signed_in(house, house.maija) as client:
        html = await (await client.get(address)).text()
        refused = await post(client, f"{address}/resolve", revision=str(first.revision), **fields)
        said = await refused.text()
        reference = await reference_of(house, second)
        fields |= {"into_reference": reference}
        done = await post(client, f"{address}/resolve", revision=str(first.revision), **fields)
        there = await (await client.get(f"/inbox/case/{second.id}")).text()

    assert f'<option value="{same_sender.id}">' in html
    assert (refused.status, "Kerro, mihin asiaan tämä yhdistetään" in said) == (422, True)
    assert (done.status, done.headers["Location"]) == (303, "/inbox?done=resolved")
    assert f'href="{address}"' in there
