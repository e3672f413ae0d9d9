"""Who holds a Case, and what nobody else can do to it meanwhile."""

import asyncio

import pytest

from gateway.casework import acting as casework
from gateway.errors import ChangedError, RefusedError, TakenError
from gateway.store.states import CaseState

QUESTION = "Mitä ateriapalvelu maksaa Raumalla?"


async def claim(house, act):
    async with house.services.sessions.begin() as session:
        await casework.claim(session, house.services.keys, act)


async def test_of_two_advisors_who_claim_at_once_one_wins_and_the_other_is_told_by_whom_and_until_when(house):
    case = await house.receives_mail(QUESTION)

    both = (claim(house, house.act(case, house.maija)), claim(house, house.act(case, house.ville)))
    results = await asyncio.gather(*both, return_exceptions=True)

    lost = [result for result in results if result is not None]
    after = await house.case(case.id)
    assert len(lost) == 1
    assert isinstance(lost[0], TakenError)
    winner = "Maija Meri" if after.owner_id == house.maija else "Ville Vuori"
    assert lost[0].by == winner
    assert lost[0].until == after.claimed_until
    assert (after.claimed_until - house.clock()).total_seconds() == 900


async def test_what_somebody_else_holds_cannot_be_noted_released_or_claimed(house):
    case = await house.receives_mail(QUESTION)
    await claim(house, house.act(case, house.ville))
    held = await house.case(case.id)

    for attempt in (casework.claim, casework.release):
        with pytest.raises(TakenError):
            async with house.services.sessions.begin() as session:
                await attempt(session, house.services.keys, house.act(held))
    with pytest.raises(TakenError):
        async with house.services.sessions.begin() as session:
            await casework.note(session, house.services.keys, house.act(held), "Soitin.")

    assert (await house.events(case.id))[-1] == "claimed"


async def test_a_claim_runs_out_after_fifteen_minutes(house):
    case = await house.receives_mail(QUESTION)
    await claim(house, house.act(case, house.ville))
    held = await house.case(case.id)

    house.clock.passes(minutes=15)
    await claim(house, house.act(held))

    assert (await house.case(case.id)).owner_id == house.maija


async def test_an_act_upon_a_case_that_has_changed_is_refused(house):
    case = await house.receives_mail(QUESTION)
    async with house.services.sessions.begin() as session:
        await casework.note(session, house.services.keys, house.act(case), "Ensimmäinen.")

    with pytest.raises(ChangedError):
        async with house.services.sessions.begin() as session:
            await casework.note(session, house.services.keys, house.act(case), "Toinen, vanhalta sivulta.")

    assert (await house.events(case.id)).count("noted") == 1


async def test_a_released_case_is_its_teams_again(house):
    case = await house.receives_mail(QUESTION)
    await claim(house, house.act(case))

    async with house.services.sessions.begin() as session:
        await casework.release(session, house.services.keys, house.act(await house.case(case.id)))

    after = await house.case(case.id)
    assert (after.owner_id, after.claimed_until, after.state) == (None, None, CaseState.ASSIGNED)
    assert after.team == case.team


async def test_an_empty_note_is_refused(house):
    case = await house.receives_mail(QUESTION)

    with pytest.raises(RefusedError, match="refused-empty"):
        async with house.services.sessions.begin() as session:
            await casework.note(session, house.services.keys, house.act(case), "  \n ")

    assert (await house.case(case.id)).revision == case.revision


async def test_an_emergency_can_be_seen_by_anybody_whoever_holds_the_case(house):
    case = await house.receives_mail("Isä makaa lattialla eikä hengitä, apua!")
    assert case.alarm
    await claim(house, house.act(case, house.ville))

    async with house.services.sessions.begin() as session:
        await casework.see_alarm(session, house.services.keys, house.act(case))
    async with house.services.sessions.begin() as session:
        await casework.see_alarm(session, house.services.keys, house.act(case))

    assert not (await house.case(case.id)).alarm
    assert (await house.events(case.id)).count("alarm_seen") == 1
