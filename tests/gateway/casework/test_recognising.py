"""Who is the same client: suggested by likeness, said by a person, and never by anything else."""

import asyncio

import pytest
from sqlalchemy import select

from channels.codes import ContacterType, Flag
from gateway.casework.casefile import open_case
from gateway.casework.clients import client_of
from gateway.casework.recognising import different, same, undo
from gateway.casework.resembling import suggest
from gateway.errors import ChangedError, RefusedError, TakenError
from gateway.records import load_decision
from gateway.steps.facts import as_people_said
from gateway.store import cases, decisions
from gateway.store.audit import AuditRow
from gateway.store.persons import LinkRow, PersonRow
from tests.factories import all_of, keep_call, keep_contact_form, work

HOME_CARE = "Äitini Porissa ei enää pärjää kotona yksin ja tarvitsee apua joka päivä. Tunnus on 131052-308T."
OPENING = "Hei! Mihin aikaan neuvonta on auki perjantaisin? Tunnukseni on 131052-308T."
MEALS = "Mitä ateriapalvelu maksaa Raumalla?"
AINO = "Aino Virtanen <aino.virtanen@example.org>"
DAUGHTER = "Tuula Laine <tuula.laine@example.org>"


async def suggestions(house, case):
    """The Cases that are suggested, each with its signs, strongest first; weak ones are marked."""
    async with house.services.sessions() as session:
        opened = await open_case(session, house.services, case.id)
        found = await suggest(session, house.services, opened, await client_of(session, opened.file.case))
        return [
            (
                [one.id for one in suggestion.cases],
                [f"{one.sign}{' weak' if one.rank[0] else ''}" for one in suggestion.likenesses],
            )
            for suggestion in found
        ]


async def say(house, what, case, other, by=None):
    case = await house.case(case.id)
    async with house.services.sessions.begin() as session:
        await what(session, house.services, house.act(case, by), other.id)


async def client_cases(house, case):
    async with house.services.readers() as session:
        client = await client_of(session, await cases.get(session, case.id))
        return {one.id for one in client.cases}


async def facts_of(house, case):
    async with house.services.sessions() as session:
        known = load_decision((await decisions.that_moved(session, case.id)).decision).facts
        return await as_people_said(session, house.services, case.id, known)


async def test_the_same_identity_code_is_suggested_from_whichever_address_it_comes(house):
    first = await house.receives_mail(HOME_CARE, sender=DAUGHTER)
    second = await house.receives_mail(OPENING, sender=AINO)

    assert await suggestions(house, second) == [([first.id], ["identity_code"])]
    assert await suggestions(house, first) == [([second.id], ["identity_code"])]


async def test_a_likeness_alone_makes_nobody_a_client(house):
    await house.receives_mail(HOME_CARE, sender=DAUGHTER)
    second = await house.receives_mail(OPENING)

    assert await all_of(house.services, PersonRow) == []
    assert await client_cases(house, second) == {second.id}
    assert not (await facts_of(house, second)).existing_client


async def test_what_shares_nothing_is_not_suggested(house):
    await house.receives_mail(MEALS, sender=DAUGHTER)
    second = await house.receives_mail(MEALS, sender=AINO)

    assert await suggestions(house, second) == []


async def test_a_number_is_found_again_beside_a_mail_address(house):
    services = house.services
    form = {"answer_by": "phone", "phone": "040 555 0123", "email": "aino@example.org", "municipality": "Pori"}
    await keep_contact_form(services, MEALS, **form)
    await keep_call(services)
    await work(services)
    (one, other) = await all_of(services, cases.CaseRow)

    assert await suggestions(house, one) == [([other.id], ["phone"])]
    assert await suggestions(house, other) == [([one.id], ["phone"])]


async def test_the_strongest_likeness_stands_first_and_then_the_newest(house):
    older = await house.receives_mail(MEALS)
    house.clock.passes(hours=1)
    newer = await house.receives_mail(MEALS)
    coded = await house.receives_mail(HOME_CARE, sender=DAUGHTER)
    house.clock.passes(hours=1)
    case = await house.receives_mail(OPENING)

    assert await suggestions(house, case) == [
        ([coded.id], ["identity_code"]),
        ([newer.id], ["email"]),
        ([older.id], ["email"]),
    ]


async def test_an_address_that_a_relative_used_is_a_weak_sign(house):
    first = await house.receives_mail(MEALS)
    second = await house.receives_mail(MEALS)
    async with house.services.sessions.begin() as session:
        await cases.change(session, first.id, contacter=ContacterType.RELATIVE)

    assert await suggestions(house, second) == [([first.id], ["email weak"])]


async def test_an_address_of_different_people_is_a_weak_sign(house):
    husband, wife = await house.receives_mail(MEALS), await house.receives_mail(MEALS)
    third = await house.receives_mail(MEALS)
    await say(house, different, husband, wife)

    signs = [signs for _, signs in await suggestions(house, third)]
    assert signs == [["email weak"], ["email weak"]]


async def test_a_professionals_address_says_nothing_of_the_client(house):
    first = await house.receives_mail(MEALS)
    second = await house.receives_mail(MEALS)
    async with house.services.sessions.begin() as session:
        await cases.change(session, first.id, contacter=ContacterType.HOSPITAL_WARD)

    assert await suggestions(house, second) == []


async def test_a_person_makes_two_cases_one_clients(house):
    first, second = await house.receives_mail(HOME_CARE), await house.receives_mail(OPENING)

    await say(house, same, second, first)

    assert await client_cases(house, first) == await client_cases(house, second) == {first.id, second.id}
    assert await suggestions(house, second) == []
    links = await all_of(house.services, LinkRow)
    assert {(link.linked_by, link.linked_at, link.because) for link in links} == {
        (house.maija, house.clock(), "identity_code")
    }
    assert (await house.events(first.id))[-1] == (await house.events(second.id))[-1] == "same_client"


async def test_a_third_case_joins_the_client_who_is_known_already(house):
    first, second = await house.receives_mail(HOME_CARE), await house.receives_mail(OPENING)
    third = await house.receives_mail(OPENING)
    await say(house, same, second, first)
    assert [set(ids) for ids, _ in await suggestions(house, third)] == [{first.id, second.id}]

    await say(house, same, third, second)

    assert await client_cases(house, first) == {first.id, second.id, third.id}
    assert len(await all_of(house.services, PersonRow)) == 1


async def test_two_clients_who_turn_out_to_be_one_have_all_cases_together(house):
    one, two = [await house.receives_mail(MEALS, sender=AINO) for _ in range(2)]
    three, four = [
        await house.receives_mail(OPENING, sender=DAUGHTER),
        await house.receives_mail(MEALS, sender=DAUGHTER),
    ]
    await say(house, same, one, two)
    await say(house, same, three, four)
    both = await house.receives_mail(OPENING, sender=AINO)
    await say(house, same, both, one)

    await say(house, same, both, three)

    assert await client_cases(house, four) == {one.id, two.id, three.id, four.id, both.id}
    standing = [link.person_id for link in await all_of(house.services, LinkRow) if link.undone_at is None]
    assert len(standing) == 5
    assert len(set(standing)) == 1


async def test_another_person_is_remembered_and_not_asked_again(house):
    first, second = await house.receives_mail(MEALS), await house.receives_mail(MEALS)

    await say(house, different, second, first)

    assert await suggestions(house, second) == await suggestions(house, first) == []
    assert await client_cases(house, second) == {second.id}


async def test_who_is_somebody_else_is_so_with_all_cases_of_theirs(house):
    one, his, hers = [await house.receives_mail(MEALS) for _ in range(3)]
    await say(house, different, one, his)
    await say(house, same, his, hers)

    assert await suggestions(house, one) == []


async def test_a_link_can_be_undone_and_stays_on_record(house):
    first, second = await house.receives_mail(HOME_CARE), await house.receives_mail(OPENING)
    await say(house, same, second, first)

    await say(house, undo, second, first, house.maija)

    assert await client_cases(house, second) == {second.id}
    assert await suggestions(house, second) == [([first.id], ["identity_code", "email weak"])]
    undone = [link.undone_by for link in await all_of(house.services, LinkRow)]
    assert undone.count(house.maija) == 1
    assert (await house.events(first.id))[-1] == "client_undone"


async def test_what_is_not_suggested_cannot_be_confirmed(house):
    first, second = await house.receives_mail(MEALS, sender=DAUGHTER), await house.receives_mail(MEALS)

    with pytest.raises(RefusedError, match="client-refused-gone"):
        await say(house, same, second, first)

    assert await all_of(house.services, PersonRow) == []


async def test_who_was_slower_is_told(house):
    first, second = await house.receives_mail(HOME_CARE), await house.receives_mail(OPENING)
    await say(house, same, second, first)

    with pytest.raises((TakenError, ChangedError)):
        async with house.services.sessions.begin() as session:
            await same(session, house.services, house.act(second, house.ville), first.id)

    assert len(await all_of(house.services, LinkRow)) == 2


async def test_confirming_is_in_the_audit_of_both_cases(house):
    first, second = await house.receives_mail(HOME_CARE), await house.receives_mail(OPENING)

    await say(house, same, second, first)

    async with house.services.readers() as session:
        rows = select(AuditRow.case_id).where(AuditRow.action == "same_client", AuditRow.user_id == house.maija)
        assert set(await session.scalars(rows)) == {first.id, second.id}


async def test_the_rules_know_a_client_only_where_a_person_has_confirmed_a_case_with_a_service(house):
    service = await house.receives_mail(HOME_CARE)
    question = await house.receives_mail(OPENING)
    assert service.destination == "needs_assessment"
    assert not (await facts_of(house, question)).existing_client

    await say(house, same, question, service)

    assert (await facts_of(house, question)).existing_client
    # The other way round: advice alone makes nobody a client of a service.
    assert not (await facts_of(house, service)).existing_client


async def test_a_closed_service_makes_no_existing_client(house):
    service, question = await house.receives_mail(HOME_CARE), await house.receives_mail(OPENING)
    await say(house, same, question, service)
    async with house.services.sessions.begin() as session:
        await cases.change(session, service.id, open=False)

    assert not (await facts_of(house, question)).existing_client


async def test_words_of_being_passed_around_are_no_fact_of_the_rules(house):
    case = await house.receives_mail("Minua pompotellaan luukulta luukulle eikä kukaan auta kotihoidon asiassa.")

    async with house.services.readers() as session:
        decision = (await decisions.that_moved(session, case.id)).decision
    assert str(Flag.MULTI_SERVICE_TRIGGERS) not in decision["facts"]["flags"]


async def test_two_people_who_confirm_at_once_make_one_client(house):
    one, other = [await house.receives_mail(OPENING) for _ in range(2)]
    shared = await house.receives_mail(OPENING)

    await asyncio.gather(say(house, same, one, shared), say(house, same, other, shared, house.ville))

    assert await client_cases(house, one) == {one.id, other.id, shared.id}
    standing = [link for link in await all_of(house.services, LinkRow) if link.undone_at is None]
    assert len(standing) == 3
    assert len({link.person_id for link in standing}) == 1
