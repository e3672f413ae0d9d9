"""Many services at once: asked of a person, answered by a person, and only then known to the rules."""

import pytest

from channels.codes import ConsentState, Flag, Reason
from gateway.casework.casefile import open_case
from gateway.casework.clients import client_of
from gateway.casework.coordinating import answer, question, rules_now
from gateway.casework.correcting import Correction, correct
from gateway.casework.recognising import same
from gateway.errors import RefusedError
from gateway.records import load_decision
from gateway.steps.facts import as_people_said
from gateway.store import cases, decisions
from gateway.store.coordination import CoordinationRow
from gateway.store.states import CoordinationAnswer
from routing.triggers import Count
from tests.factories import all_of

HOME_CARE = "Äitini Porissa ei enää pärjää kotona yksin ja tarvitsee apua joka päivä. Tunnus on 131052-308T."
MEALS = "Mitä ateriapalvelu maksaa Raumalla?"
BOUNCED = "Minua pompotellaan luukulta luukulle eikä kukaan auta kotihoidon asiassa."
REFERRED = (
    "Hei, olen kotihoidon sairaanhoitaja. Ohjaan asiakkaan teille muistiasioissa. Asiakas on antanut suostumuksen "
    "yhteydenottoon. Hän on 82-vuotias ja asuu Ulvilassa. Muisti on heikentynyt."
)
CONSENTED, WILL_ASK = CoordinationAnswer.CONSENTED, CoordinationAnswer.WILL_ASK
DECLINED, NOT_NEEDED = CoordinationAnswer.DECLINED, CoordinationAnswer.NOT_NEEDED


async def asked(house, case):
    async with house.services.sessions() as session:
        opened = await open_case(session, house.services, case.id)
        return await question(session, house.services, opened, await client_of(session, opened.file.case))


async def codes(house, case):
    return [trigger.code for trigger in (await asked(house, case)).triggers]


async def give(house, case, given):
    case = await house.case(case.id)
    async with house.services.sessions.begin() as session:
        await answer(session, house.services, house.act(case), given)


async def facts_of(house, case):
    async with house.services.sessions() as session:
        known = load_decision((await decisions.that_moved(session, case.id)).decision).facts
        return await as_people_said(session, house.services, case.id, known)


async def advised(house, case):
    async with house.services.sessions() as session:
        return await rules_now(session, house.services, await open_case(session, house.services, case.id))


async def join(house, case, other):
    case = await house.case(case.id)
    async with house.services.sessions.begin() as session:
        await same(session, house.services, house.act(case), other.id)


async def move(house, case, destination):
    case = await house.case(case.id)
    values = {name: getattr(case, name) for name in ("reason", "urgency", "municipality", "language", "contacter")}
    async with house.services.sessions.begin() as session:
        await correct(session, house.services, house.act(case), Correction(**values, destination=destination))


async def test_four_letters_of_unknown_people_at_one_address_ask_nothing(house):
    letters = [await house.receives_mail(MEALS) for _ in range(5)]

    assert await codes(house, letters[-1]) == []


async def test_four_contacts_of_a_confirmed_client_ask(house):
    first, *others = [await house.receives_mail(MEALS) for _ in range(4)]
    for other in others[:2]:
        await join(house, first, other)
    assert await codes(house, first) == []
    await join(house, first, others[2])

    assert await codes(house, first) == ["many_contacts"]
    house.clock.passes(days=31)
    assert await codes(house, first) == []


async def test_open_matters_with_two_teams_ask_and_closed_ones_do_not(house):
    care, meals = await house.receives_mail(HOME_CARE), await house.receives_mail(MEALS)
    await join(house, meals, care)
    assert await codes(house, meals) == ["parallel_processes"]

    async with house.services.sessions.begin() as session:
        await cases.change(session, care.id, open=False)

    assert await codes(house, meals) == []


async def test_a_matter_moved_twice_by_people_asks_and_where_rules_sent_it_first_does_not_count(house):
    case = await house.receives_mail(HOME_CARE)
    await move(house, case, "home_care")
    assert (await asked(house, case)).counted.counts[Count.TRANSFERS_SAME_MATTER] == 1
    assert await codes(house, case) == []

    await move(house, case, "memory_guidance")

    assert (await asked(house, case)).counted.counts[Count.TRANSFERS_SAME_MATTER] == 2
    assert await codes(house, case) == ["bounced_between"]


async def test_a_new_destination_of_the_same_team_is_no_transfer(house):
    case = await house.receives_mail(MEALS)
    for destination in ("kela", "advice", "guardianship"):
        await move(house, case, destination)

    assert (await asked(house, case)).counted.counts[Count.TRANSFERS_SAME_MATTER] == 0


async def test_whoever_says_that_nobody_listens_is_heard(house):
    case = await house.receives_mail(BOUNCED)

    assert await codes(house, case) == ["not_heard"]
    assert Flag.MULTI_SERVICE_TRIGGERS not in (await facts_of(house, case)).flags


async def test_clients_of_disability_services_are_not_asked_about(house):
    case = await house.receives_mail(BOUNCED)
    async with house.services.sessions.begin() as session:
        await cases.change(session, case.id, reason=Reason.DISABILITY_SERVICES)

    assert await codes(house, case) == []
    with pytest.raises(RefusedError):
        await give(house, case, CONSENTED)


async def test_the_rules_hear_of_it_only_after_a_person_has_said_yes(house):
    case = await house.receives_mail(BOUNCED)
    assert await advised(house, case) is None

    await give(house, case, WILL_ASK)

    facts = await facts_of(house, case)
    assert Flag.MULTI_SERVICE_TRIGGERS not in facts.flags
    assert facts.consent is not ConsentState.GIVEN
    assert await advised(house, case) is None


async def test_a_consent_that_a_letter_tells_of_is_no_consent_to_one_worker(house):
    case = await house.receives_mail(REFERRED)
    assert (await facts_of(house, case)).consent is ConsentState.GIVEN

    await give(house, case, WILL_ASK)

    decision = await advised(house, case)
    assert decision is None or decision.rule != "R050"


async def test_with_the_clients_consent_the_rules_name_the_coordinator_and_a_person_moves_the_case(house):
    case = await house.receives_mail(BOUNCED)
    await give(house, case, CONSENTED)

    decision = await advised(house, case)
    assert (decision.rule, decision.destination) == ("R050", "client_coordination")
    assert (await house.case(case.id)).destination == case.destination

    await move(house, case, decision.destination)

    assert (await house.case(case.id)).team == "client_coordination"
    assert await advised(house, case) is None


async def test_a_consent_taken_back_holds_at_once(house):
    case = await house.receives_mail(BOUNCED)
    await give(house, case, CONSENTED)
    await give(house, case, DECLINED)

    facts = await facts_of(house, case)
    assert Flag.MULTI_SERVICE_TRIGGERS not in facts.flags
    assert facts.consent is not ConsentState.GIVEN


async def test_a_no_is_kept_and_asked_again_only_when_something_new_turns_up(house):
    case = await house.receives_mail(BOUNCED)
    await give(house, case, NOT_NEEDED)
    assert not (await asked(house, case)).asked

    await move(house, case, "home_care")
    await move(house, case, "memory_guidance")

    assert await codes(house, case) == ["bounced_between", "not_heard"]
    assert (await asked(house, case)).asked


async def test_who_answered_what_and_why_it_was_asked_is_kept(house):
    case = await house.receives_mail(BOUNCED)
    await give(house, case, NOT_NEEDED)
    await give(house, case, CONSENTED)

    rows = await all_of(house.services, CoordinationRow)
    assert sorted((row.answer, row.triggers, row.user_id) for row in rows) == [
        ("consented", "not_heard", house.maija),
        ("not_needed", "not_heard", house.maija),
    ]
    assert (await house.events(case.id))[-2:] == ["coordination", "coordination"]


async def test_a_professional_may_see_what_no_count_tells(house):
    case = await house.receives_mail(MEALS)
    assert await codes(house, case) == []

    await give(house, case, WILL_ASK)

    (row,) = await all_of(house.services, CoordinationRow)
    assert row.triggers == "professional_flag"
