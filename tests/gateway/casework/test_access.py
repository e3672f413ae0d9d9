"""A Case that is restricted to its team: what others see of it, and how they are let in."""

import re

import pytest
from sqlalchemy import select

from gateway.commands import accounts
from gateway.errors import RefusedError, UserNotFoundError
from gateway.store import memberships
from gateway.store.audit import AuditRow
from gateway.store.states import TaskOutcome
from gateway.store.tasks import TaskRow
from routing.rule import Action
from tests.factories import where_every_contact_asks_for
from tests.gateway.casework.test_pages import audited, post, signed_in

WORDS = "Mitä ateriapalvelu maksaa Raumalla? Tunnukseni on 131052-308T. Terveisin Aino Virtanen"
HEADING = "<h1>Pääsy on rajattu</h1>"


@pytest.fixture
async def case(house):
    """A restricted Case of the advice team, to which Ville belongs and Maija does not."""
    house.services = where_every_contact_asks_for(house.services, Action.RESTRICT_ACCESS)
    await accounts.set_teams(house.services, "ville", ["advice"])
    await accounts.set_teams(house.services, "maija", ["home_care"])
    return await house.receives_mail(WORDS)


async def grounds(house, case):
    async with house.services.readers() as session:
        rows = select(AuditRow).where(AuditRow.case_id == case.id, AuditRow.action == memberships.ACCESS_REASONED)
        return [(row.user_id, row.data) for row in await session.scalars(rows)]


async def test_members_of_the_team_open_a_restricted_case_as_any_other(house, case):
    async with signed_in(house, house.ville) as client:
        page = await (await client.get(f"/inbox/case/{case.id}")).text()

    assert "Mitä ateriapalvelu maksaa" in page
    assert HEADING not in page
    assert "Pääsy on rajattu tiimiin" in page  # the reminder


async def test_others_see_neither_words_nor_names_but_whose_case_it_is(house, case):
    async with signed_in(house, house.maija) as client:
        page = await (await client.get(f"/inbox/case/{case.id}")).text()

    assert HEADING in page
    assert "tiimille Neuvonta" in page
    for words in ("ateriapalvelu", "Aino", "Virtanen", "aino.virtanen", "131052"):
        assert words not in page
    assert "opened" not in await audited(house, case.id)


async def test_who_says_why_is_let_in_for_a_working_day_and_the_audit_keeps_the_reason(house, case):
    async with signed_in(house, house.maija) as client:
        let_in = await post(client, f"/inbox/case/{case.id}/access", ground="client_asks")
        assert (let_in.status, let_in.headers["Location"]) == (303, f"/inbox/case/{case.id}")
        assert "Mitä ateriapalvelu maksaa" in await (await client.get(f"/inbox/case/{case.id}")).text()

    for hours, is_let_in in ((11, True), (2, False)):
        house.clock.passes(hours=hours)
        async with signed_in(house, house.maija) as client:
            page = await (await client.get(f"/inbox/case/{case.id}")).text()
        assert ("Mitä ateriapalvelu maksaa" in page) is is_let_in
    assert await grounds(house, case) == [(house.maija, {"ground": "client_asks"})]


@pytest.mark.parametrize("ground", ["", "curiosity"])
async def test_without_a_reason_nobody_is_let_in(house, case, ground):
    async with signed_in(house, house.maija) as client:
        asked = await post(client, f"/inbox/case/{case.id}/access", ground=ground)
        assert asked.status == 422
        assert "Valitse syy." in await asked.text()
        assert HEADING in await (await client.get(f"/inbox/case/{case.id}")).text()

    assert await grounds(house, case) == []


async def test_one_persons_reason_lets_nobody_else_in(house, case):
    await accounts.set_teams(house.services, "ville", [])
    async with signed_in(house, house.maija) as client:
        await post(client, f"/inbox/case/{case.id}/access", ground="safety")
    async with signed_in(house, house.ville) as client:
        assert HEADING in await (await client.get(f"/inbox/case/{case.id}")).text()


async def test_the_list_shows_others_that_there_is_a_case_and_nothing_of_its_words(house, case):
    async with signed_in(house, house.maija) as client:
        await post(client, f"/inbox/case/{case.id}/access", ground="safety")
        page = await (await client.get("/inbox")).text()
    assert "Tiedot näkyvät vain tiimin jäsenille." in page
    assert "ateriapalvelu" not in page
    assert "Aino" not in page

    async with signed_in(house, house.ville) as client:
        assert "Mitä ateriapalvelu maksaa" in await (await client.get("/inbox")).text()


@pytest.mark.parametrize("act", ["claim", "note", "reply", "call", "resolve", "task", "promise", "correct"])
async def test_nobody_acts_on_what_is_kept_from_them(house, case, act):
    async with signed_in(house, house.maija) as client:
        done = await post(client, f"/inbox/case/{case.id}/{act}", revision=str(case.revision), text="Moi", task=case.id)

    assert (done.status, done.headers["Location"]) == (303, f"/inbox/case/{case.id}")
    assert (await house.case(case.id)).revision == case.revision


async def test_neither_original_nor_identity_code_nor_the_line_goes_around_the_restriction(house, case):
    async with signed_in(house, house.ville) as client:
        page = await (await client.get(f"/inbox/case/{case.id}")).text()
        version = re.search(r'name="version" value="([^"]+)"', page)[1]
    async with house.services.readers() as session:
        contact = await session.scalar(select(TaskRow.contact_id).where(TaskRow.case_id == case.id))

    async with signed_in(house, house.maija) as client:
        origin = str(client.make_url("/")).rstrip("/")
        asked = [
            await client.get(f"/inbox/case/{case.id}/original/{contact}", allow_redirects=False),
            await client.get(f"/inbox/case/{case.id}/file/{contact}", allow_redirects=False),
            await post(client, f"/inbox/case/{case.id}/identity-code", version=version, token="[hetu-0001]"),
            await client.get(f"/inbox/case/{case.id}/line", headers={"Origin": origin}, allow_redirects=False),
        ]

    assert [answer.status for answer in asked] == [303, 303, 303, 303]
    assert not {"identity_code_shown", "original_opened", "chat_opened"} & set(await audited(house, case.id))


async def test_an_alarm_of_a_restricted_case_can_be_seen_by_everybody(house):
    house.services = where_every_contact_asks_for(house.services, Action.RESTRICT_ACCESS, Action.ALARM_ADVISOR)
    case = await house.receives_mail(WORDS)

    async with signed_in(house, house.maija) as client:
        await post(client, f"/inbox/case/{case.id}/alarm-seen", revision="0")

    assert not (await house.case(case.id)).alarm


async def test_consent_lifts_the_restriction_for_everybody(house, case):
    async with house.services.readers() as session:
        task = await session.scalar(select(TaskRow.id).where(TaskRow.case_id == case.id))
    async with signed_in(house, house.ville) as client:
        fields = {"revision": str(case.revision), "task": str(task), "outcome": TaskOutcome.NOT_NEEDED}
        lifted = await post(client, f"/inbox/case/{case.id}/task", **fields)
        assert lifted.headers["Location"] == f"/inbox/case/{case.id}?done=ticked#remember"

    async with signed_in(house, house.maija) as client:
        assert "Mitä ateriapalvelu maksaa" in await (await client.get(f"/inbox/case/{case.id}")).text()


async def test_a_team_that_owns_no_case_and_a_user_that_there_is_not_are_refused(house):
    with pytest.raises(RefusedError, match="team-unknown"):
        await accounts.set_teams(house.services, "maija", ["astronauts"])
    with pytest.raises(UserNotFoundError):
        await accounts.set_teams(house.services, "nobody", ["advice"])


async def test_teams_are_replaced_and_not_added_to(house):
    await accounts.set_teams(house.services, "maija", ["advice", "home_care"])
    await accounts.set_teams(house.services, "maija", ["home_care"])

    async with house.services.readers() as session:
        assert await memberships.of(session, house.maija) == ["home_care"]
