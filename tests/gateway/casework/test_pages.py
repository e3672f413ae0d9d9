"""The pages as a browser gets them, without scripts."""

import asyncio
import json
import re
from contextlib import asynccontextmanager

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from gateway.auth.permissions import Role
from gateway.casework import acting as casework
from gateway.store.audit import AuditRow
from gateway.store.users import UserRow
from gateway.web import sessions
from gateway.web.application import make_application
from tests.factories import without_commits

QUESTION = "Mitä ateriapalvelu maksaa Raumalla? Tunnukseni on 131052-308T. Terveisin Aino Virtanen"


@asynccontextmanager
async def signed_in(house, user_id):
    """A browser in which this advisor has signed in, and the token that its forms send."""
    async with house.services.sessions.begin() as session:
        user = await session.get_one(UserRow, user_id)
        token = await sessions.begin(session, house.services, user)
    found = await sessions.find(house.services, token)
    server = TestServer(make_application(house.services, demo=False))
    async with TestClient(server, headers={"Cookie": f"{sessions.COOKIE}={token}", "Accept": "text/html"}) as client:
        client.csrf = found.csrf
        yield client


async def post(client, address, **fields):
    return await client.post(address, data={"csrf": client.csrf, **fields}, allow_redirects=False)


async def audited(house, case_id):
    async with house.services.readers() as session:
        rows = select(AuditRow.action).where(AuditRow.case_id == case_id).order_by(AuditRow.seq)
        return [str(action) for action in await session.scalars(rows)]


async def test_the_list_shows_the_persons_own_words_without_the_identity_code(house):
    await house.receives_mail(QUESTION)

    async with signed_in(house, house.maija) as client:
        page = await (await client.get("/inbox")).text()

    assert "Mitä ateriapalvelu maksaa Raumalla?" in page
    assert "131052" not in page
    assert "[hetu-" not in page


async def test_every_opening_of_a_case_is_in_the_audit(house):
    case = await house.receives_mail(QUESTION)

    async with signed_in(house, house.maija) as client:
        await client.get("/inbox")
        await client.get("/inbox")
        assert (await client.get(f"/inbox/case/{case.id}")).status == 200

    assert [action for action in await audited(house, case.id) if action in {"listed", "opened"}] == [
        "listed",
        "opened",
    ]


async def test_an_identity_code_is_hidden_until_asked_for_and_the_asking_is_audited(house):
    case = await house.receives_mail(QUESTION)

    async with signed_in(house, house.maija) as client:
        page = await (await client.get(f"/inbox/case/{case.id}")).text()
        version = re.search(r'name="version" value="([^"]+)"', page)[1]
        shown = await (
            await post(client, f"/inbox/case/{case.id}/identity-code", version=version, token="[hetu-0001]")
        ).text()

    assert "131052-308T" not in page
    assert "131052-308T" in shown
    assert "identity_code_shown" in await audited(house, case.id)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_who_loses_the_race_is_told_and_keeps_what_was_typed(house):
    case = await house.receives_mail(QUESTION)
    async with house.services.sessions.begin() as session:
        await casework.claim(session, house.services.keys, house.act(case, house.ville))

    async with signed_in(house, house.maija) as client:
        answer = await post(client, f"/inbox/case/{case.id}/note", revision=case.revision, text="Pitkä & tärkeä teksti")
        page = await answer.text()

    assert answer.status == 409
    assert "Ville Vuori käsittelee tätä klo 10.15 asti" in page
    assert "Pitkä &amp; tärkeä teksti</textarea>" in page


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_a_changed_case_shows_its_newest_state_and_what_was_typed(house):
    case = await house.receives_mail(QUESTION)
    async with house.services.sessions.begin() as session:
        await casework.note(session, house.services.keys, house.act(case), "Toinen välilehti")

    async with signed_in(house, house.maija) as client:
        answer = await post(client, f"/inbox/case/{case.id}/note", revision=case.revision, text="Tämä ei saa kadota")
        page = await answer.text()
        revision = re.search(r'data-revision="(\d+)"', page)[1]
        again = await post(client, f"/inbox/case/{case.id}/note", revision=revision, text="Tämä ei saa kadota")

    assert answer.status == 409
    assert "Tämä ei saa kadota</textarea>" in page
    assert "Toinen välilehti" in page
    assert again.status == 303


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_a_leaking_reply_comes_back_with_its_words_named_and_its_text_whole(house):
    case = await house.receives_mail(QUESTION)

    async with signed_in(house, house.maija) as client:
        answer = await post(client, f"/inbox/case/{case.id}/reply", revision=case.revision, text="Hei Aino, soitamme.")
        page = await answer.text()

    assert answer.status == 422
    assert "<strong>Aino</strong> – nimi" in page
    assert "Hei Aino, soitamme.</textarea>" in page


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_a_form_without_our_token_changes_nothing(house):
    case = await house.receives_mail(QUESTION)

    async with signed_in(house, house.maija) as client:
        answer = await client.post(f"/inbox/case/{case.id}/claim", data={"revision": case.revision})

    assert answer.status == 403
    assert (await house.case(case.id)).revision == case.revision


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_a_draft_is_there_after_a_reload(house):
    case = await house.receives_mail(QUESTION)

    async with signed_in(house, house.maija) as client:
        saved = await post(client, f"/inbox/case/{case.id}/draft", field="note", text="Kesken jäänyt")
        page = await (await client.get(f"/inbox/case/{case.id}")).text()
        unknown = await post(client, f"/inbox/case/{case.id}/draft", field="anything", text="x")

    assert saved.status == 204
    assert "Kesken jäänyt</textarea>" in page
    assert unknown.status == 422


async def test_an_entered_call_gets_its_case_and_a_text_to_read_aloud(house):
    async with signed_in(house, house.maija) as client:
        form = await (await client.get("/inbox/new")).text()
        entered = await post(
            client,
            "/inbox/new",
            submission_id=re.search(r'name="submission_id" value="([^"]+)"', form)[1],
            channel="phone",
            direction="to_service",
            arrived_at="2026-11-24T09:55",
            contacter_type="relative",
            identity_level="stated",
            text="Äiti on 84-vuotias eikä pärjää enää kotona Porissa.",
        )
        page = await (await client.get(entered.headers["Location"])).text()

    assert entered.status == 303
    assert "Lue tämä ääneen" in page
    assert "Neuvoja lukee viestisi." in page
    assert "Äiti on 84-vuotias eikä pärjää enää kotona Porissa." in page


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_an_entered_emergency_shows_112_before_the_form_is_complete(house):
    async with signed_in(house, house.maija) as client:
        answer = await post(client, "/inbox/new", text="Hän ei hengitä, apua!")
        page = await answer.text()

    assert answer.status == 422
    assert "Lue tämä nyt ääneen" in page
    assert "112" in page


async def test_live_updates_tell_of_a_new_emergency_and_end_when_the_house_closes(house):
    async with signed_in(house, house.maija) as client:
        stream = await client.get("/inbox/events?after=0")
        case = await house.receives_mail("Isä makaa lattialla eikä hengitä, apua!")
        alarms = []
        while not alarms:
            line = (await asyncio.wait_for(stream.content.readline(), 10)).decode()
            alarms = json.loads(line.removeprefix("data: "))["alarms"] if line.startswith("data: ") else []
        closing = asyncio.create_task(client.server.close())
        await asyncio.wait_for(stream.content.read(), 10)
        await closing

    assert alarms == [str(case.id)]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("arrived_at", ["1990-01-01T10:00", "2026-11-25T10:00", "9999-12-31T23:59"])
async def test_nobody_can_enter_a_call_of_tomorrow_or_of_another_age(house, arrived_at):
    async with signed_in(house, house.maija) as client:
        entered = await post(
            client,
            "/inbox/new",
            submission_id="0b9c7a52-5a0f-4f0e-8f5e-9d3c1a2b4c5d",
            channel="phone",
            direction="to_service",
            arrived_at=arrived_at,
            contacter_type="relative",
            identity_level="stated",
            text="Äiti on 84-vuotias.",
        )
        page = await entered.text()

    assert entered.status == 422
    assert "Ajan pitää olla viimeisen vuoden ajalta" in page
    assert "Äiti on 84-vuotias." in page


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
async def test_an_auditor_sees_an_alarm_and_no_button_to_silence_it(house):
    await house.receives_mail("Isä makaa lattialla eikä hengitä, apua!")
    pages = {}
    for role in (Role.ADVISOR, Role.AUDITOR):
        async with house.services.sessions.begin() as session:
            (await session.get_one(UserRow, house.maija)).role = role
        async with signed_in(house, house.maija) as client:
            pages[role] = await (await client.get("/inbox")).text()

    assert "alarm-seen" in pages[Role.ADVISOR]
    assert "alarm-box" in pages[Role.AUDITOR]
    assert "alarm-seen" not in pages[Role.AUDITOR]


async def test_an_original_that_no_machine_could_read_can_be_opened_and_that_is_audited(house):
    levels = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(60))
    case = await house.receives_mail("Apua kaivataan.", headers=levels)

    async with signed_in(house, house.maija) as client:
        page = await (await client.get(f"/inbox/case/{case.id}")).text()
        link = re.search(r'href="(/inbox/case/[^"]+/original/[^"]+)"', page)[1]
        original = await client.get(link)
        content = await original.read()
        elsewhere = await client.get(link.replace(str(case.id), "0b9c7a52-5a0f-4f0e-8f5e-9d3c1a2b4c5d"))

    assert original.status == 200
    assert original.headers["Content-Disposition"].endswith('.eml"')
    assert "Apua kaivataan." in content.decode()
    assert elsewhere.status == 404
    assert (await audited(house, case.id))[-1] == "original_opened"


async def test_what_was_written_while_the_store_went_away_is_given_back(house):
    case = await house.receives_mail(QUESTION)

    async with signed_in(house, house.maija) as client:
        with without_commits(house.services):
            answer = await post(client, f"/inbox/case/{case.id}/note", revision=case.revision, text="Tytär soittaa.")
            page = await answer.text()

    assert answer.status == 503
    assert "Tytär soittaa.</textarea>" in page
