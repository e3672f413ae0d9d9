"""The client's part of a Case's page, as a browser without scripts gets it."""

import re

from sqlalchemy import select, update

from gateway.auth.permissions import Role
from gateway.steps import actions
from gateway.store import cases
from gateway.store.audit import AuditRow
from gateway.store.persons import DifferenceRow, LinkRow
from gateway.store.users import UserRow
from routing.rule import Action
from tests.factories import all_of
from tests.gateway.casework.test_pages import post, signed_in

HOME_CARE = "Äitini Porissa ei enää pärjää kotona yksin. Tunnus on 131052-308T, salainen sana on omenapuu."
OPENING = "Mihin aikaan neuvonta on auki? Tunnukseni on 131052-308T."
BOUNCED = "Minua pompotellaan luukulta luukulle eikä kukaan auta kotihoidon asiassa."
MEALS = "Mitä ateriapalvelu maksaa Raumalla?"


async def page_of(client, case):
    return await (await client.get(f"/inbox/case/{case.id}")).text()


def said(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


async def send(house, client, case, act, **fields):
    revision = str((await house.case(case.id)).revision)
    return await post(client, f"/inbox/case/{case.id}/{act}", revision=revision, **fields)


async def listed(house, case):
    async with house.services.readers() as session:
        rows = select(AuditRow.user_id).where(AuditRow.case_id == case.id, AuditRow.action == "listed")
        return list(await session.scalars(rows))


async def test_the_page_names_day_team_and_step_of_another_case_and_nothing_of_what_it_is_about(house):
    first, second = await house.receives_mail(HOME_CARE), await house.receives_mail(OPENING)

    async with signed_in(house, house.maija) as client:
        html = await page_of(client, second)

    assert "Mahdollisesti sama asiakas" in html
    assert "24.11.2026 · Palvelutarpeen arviointi · Ohjattu" in html
    assert f'href="/inbox/case/{first.id}"' in html
    assert "sama henkilötunnus" in html
    assert "omenapuu" not in html


async def test_that_another_case_was_listed_is_in_the_audit_once_a_day(house):
    first, second = await house.receives_mail(HOME_CARE), await house.receives_mail(OPENING)

    async with signed_in(house, house.maija) as client:
        await page_of(client, second)
        await page_of(client, second)

    assert await listed(house, first) == [house.maija]


async def test_who_may_not_work_on_cases_sees_no_other_case(house):
    first, second = await house.receives_mail(HOME_CARE), await house.receives_mail(OPENING)
    async with house.services.sessions.begin() as session:
        await session.execute(update(UserRow).where(UserRow.id == house.ville).values(role=Role.AUDITOR))

    async with signed_in(house, house.ville) as client:
        html = await page_of(client, second)

    assert str(first.id) not in html
    assert await listed(house, first) == []


async def test_one_press_confirms_and_another_takes_it_back(house):
    first, second = await house.receives_mail(HOME_CARE), await house.receives_mail(OPENING)
    async with signed_in(house, house.maija) as client:
        await send(house, client, second, "same-client", other=str(first.id))
        confirmed = said(await page_of(client, second))
        await send(house, client, second, "undo-client", other=str(first.id))
        undone = said(await page_of(client, second))

    assert "Asiakkaan muut asiat" in confirmed
    assert "Yhteydenottoja 30 päivän aikana: 2. Avoimia asioita: 2. Tätä asiaa on siirretty 0 kertaa." in confirmed
    assert "Maija Meri vahvisti 24.11.2026" in confirmed
    assert "Asiakkaan muut asiat" not in undone
    assert "Mahdollisesti sama asiakas" in undone


async def test_eri_henkilo_takes_the_suggestion_away(house):
    first, second = await house.receives_mail(HOME_CARE), await house.receives_mail(OPENING)
    async with signed_in(house, house.maija) as client:
        answer = await send(house, client, second, "different-client", other=str(first.id))
        html = await page_of(client, second)

    assert answer.headers["Location"] == f"/inbox/case/{second.id}?done=different-client"
    assert "Mahdollisesti sama asiakas" not in html
    assert len(await all_of(house.services, DifferenceRow)) == 1


async def test_a_case_named_by_hand_cannot_be_joined(house):
    stranger = await house.receives_mail(MEALS, sender="Veli Vieras <veli@example.org>")
    case = await house.receives_mail(OPENING)
    async with signed_in(house, house.maija) as client:
        for other in (str(stranger.id), str(case.id), "", "x"):
            answer = await send(house, client, case, "same-client", other=other)
            assert answer.status == 422, other
            assert "Ehdotusta ei enää ole." in await answer.text()

    assert await all_of(house.services, LinkRow) == []


async def test_only_the_newest_few_are_shown_and_how_many_more_there_are(house):
    for _ in range(7):
        await house.receives_mail(MEALS)
    case = await house.receives_mail(MEALS)
    async with signed_in(house, house.maija) as client:
        html = await page_of(client, case)

    assert html.count(">Sama asiakas</button>") == 5
    assert "Vanhempia ehdotuksia on 2." in html


async def test_the_question_is_put_with_its_reasons_and_the_answer_is_shown(house):
    case = await house.receives_mail(BOUNCED)
    async with signed_in(house, house.maija) as client:
        asked = said(await page_of(client, case))
        await send(house, client, case, "coordination", answer="consented")
        answered = said(await page_of(client, case))
        unknown = await send(house, client, case, "coordination", answer="perhaps")

    assert "Monta asiaa yhtä aikaa: kysy suostumus asiakaskoordinaattoriin?" in asked
    assert "Asiakas kertoo, ettei häntä kuunnella" in asked
    assert "Asiakas on suostunut asiakaskoordinaattoriin" in answered
    assert "Säännöt ohjaisivat asian nyt: Yhteisasiakkuuden asiakaskoordinaattori" in answered
    assert unknown.status == 422


async def test_the_case_goes_where_the_rules_say_when_somebody_presses(house):
    case = await house.receives_mail(BOUNCED)
    async with signed_in(house, house.maija) as client:
        await send(house, client, case, "coordination", answer="consented")
        html = await page_of(client, case)
        form = html[html.index("rules-now-title") :].split("</form>")[0]
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        moved = await post(client, f"/inbox/case/{case.id}/correct", **{**fields, "csrf": client.csrf})

    assert moved.status == 303
    after = await house.case(case.id)
    assert (after.destination, after.reason, after.urgency) == ("client_coordination", case.reason, case.urgency)


async def test_a_restricted_case_of_another_team_is_neither_shown_nor_joined(house):
    first, second = await house.receives_mail(HOME_CARE), await house.receives_mail(OPENING)
    await restrict(house, first)
    async with signed_in(house, house.maija) as client:
        html = await page_of(client, second)
        answer = await send(house, client, second, "same-client", other=str(first.id))

    assert str(first.id) not in html
    assert answer.status == 303
    assert await all_of(house.services, LinkRow) == []


async def restrict(house, case):
    """The rules have asked that only its team sees this Case."""
    async with house.services.sessions.begin() as session:
        stored = await cases.get(session, case.id)
        cause = actions.Cause(case_id=stored.id, contact_id=None, since=stored.opened_at)
        await actions.begin(session, house.services, cause, [Action.RESTRICT_ACCESS])
