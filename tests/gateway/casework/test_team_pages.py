"""The pages about deadlines and absences, and the clock on the pages of Cases, as a browser gets them."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select, update

from gateway.auth.permissions import Role
from gateway.casework import acting
from gateway.store import absences, clocks
from gateway.store.audit import AuditRow
from gateway.store.states import ClockOutcome
from gateway.store.users import UserRow
from gateway.web import sessions
from gateway.web.application import make_application

NEED = "Äitini on 82-vuotias eikä pärjää enää kotona. Tarvitsemme kotihoitoa. Asumme Ulvilassa."
QUESTION = "Hei! Mihin aikaan neuvonta on auki perjantaisin?"


@asynccontextmanager
async def browser_of(house, user_id, role=Role.ADVISOR):
    """A browser in which this person has signed in."""
    async with house.services.sessions.begin() as session:
        await session.execute(update(UserRow).where(UserRow.id == user_id).values(role=role))
        token = await sessions.begin(session, house.services, await session.get_one(UserRow, user_id))
    csrf = (await sessions.find(house.services, token)).csrf
    server = TestServer(make_application(house.services, demo=False))
    async with TestClient(server, headers={"Cookie": f"{sessions.COOKIE}={token}", "Accept": "text/html"}) as client:
        client.csrf = csrf
        yield client


async def text(client, address):
    response = await client.get(address)
    assert response.status == 200, response.status
    return await response.text()


async def post(client, address, **fields):
    return await client.post(address, data={"csrf": client.csrf, **fields}, allow_redirects=False)


async def audited(house):
    async with house.services.readers() as session:
        return [str(action) for action in await session.scalars(select(AuditRow.action).order_by(AuditRow.seq))]


async def away(house):
    async with house.services.readers() as session:
        return (await absences.rota(session, house.clock())).away


async def test_the_case_says_which_working_day_it_is_and_by_when_and_why(house):
    case = await house.receives_mail(NEED)
    house.clock.passes(days=6)  # Monday, working day 4

    async with browser_of(house, house.maija) as client:
        page, listed = await text(client, f"/inbox/case/{case.id}"), await text(client, "/inbox")

    for shown in (page, listed):
        assert "to 3.12. (arkipäivä 4/7)" in shown
        assert "aloita arviointi pian" in shown
    assert "Arviointi alkaa viimeistään 7. arkipäivänä" in page
    assert "75 vuotta täyttänyt" in page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (datetime(2026, 12, 1, 8, 0, tzinfo=UTC), "aloita arviointi nyt"),
        (datetime(2026, 12, 3, 8, 0, tzinfo=UTC), "viimeinen päivä"),
        (datetime(2026, 12, 4, 8, 0, tzinfo=UTC), "Myöhässä"),
    ],
)
async def test_how_near_the_end_is_is_said_in_words(house, day, words):
    await house.receives_mail(NEED)
    house.clock.at = day

    async with browser_of(house, house.maija) as client:
        assert words in await text(client, "/inbox")


async def test_the_beginning_of_the_assessment_is_recorded_on_the_page_of_the_case(house):
    case = await house.receives_mail(NEED)
    house.clock.passes(days=1)

    async with browser_of(house, house.maija) as client:
        address = f"/inbox/case/{case.id}/begun"
        revision = str((await house.case(case.id)).revision)
        refused = await post(client, address, revision=revision, begun_at="2026-11-25T09:30", note="Sama tieto")
        assert refused.status == 422
        body = await refused.text()
        assert "Määräaika pysähtyy vasta" in body
        assert "Sama tieto" in body
        done = await post(client, address, revision=revision, begun_at="2026-11-25T09:30", reached="yes")
        assert done.headers["Location"].endswith("?done=begun")
        page = await text(client, done.headers["Location"])

    assert "Arvioinnin alku on kirjattu" in page
    assert "määräajassa" in page
    async with house.services.readers() as session:
        clock = await clocks.current(session, case.id)
    assert (clock.outcome, clock.stopped_at) == (ClockOutcome.BEGUN, datetime(2026, 11, 25, 7, 30, tzinfo=UTC))


async def test_the_age_is_corrected_on_the_page_of_the_case(house):
    case = await house.receives_mail(NEED)

    async with browser_of(house, house.maija) as client:
        revision = str(case.revision)
        done = await post(
            client, f"/inbox/case/{case.id}/age", revision=revision, age="highest_care_allowance", why="Kelan päätös"
        )
        page = await text(client, done.headers["Location"])

    assert "Ikä on tallennettu." in page
    assert "Ylin hoitotuki" in page


# ------------------------------------------------------------------------------------------- what nobody has


async def rings(house):
    await house.receives_mail(QUESTION)
    house.clock.at = datetime(2026, 11, 26, 13, 30, tzinfo=UTC)
    await house.works()


async def test_what_nobody_has_is_noticed_at_the_top_without_a_sound_until_somebody_has_seen_it(house):
    await rings(house)

    async with browser_of(house, house.maija) as client:
        page = await text(client, "/inbox")
        assert "Yksi asia erääntyy pian tai on myöhässä" in page
        assert 'data-alarms=""' in page
        assert "erääntyy pian" in await text(client, "/inbox/alarms")
        seen = await post(client, "/inbox/rings-seen")
        assert "Muistutus on kuitattu" in await text(client, seen.headers["Location"])
        assert "erääntyy pian" not in await text(client, "/inbox")

    assert "ring_seen" in await audited(house)


async def test_the_notice_goes_when_somebody_takes_the_case(house):
    await rings(house)
    async with browser_of(house, house.maija) as client:
        page = await text(client, "/inbox")
        case_id = page.split("/inbox/case/")[1].split('"')[0]
        case = await house.case(type(house.maija)(case_id))
        async with house.services.sessions.begin() as session:
            await acting.claim(session, house.services.keys, house.act(case))

        assert "erääntyy pian" not in await text(client, "/inbox")


# ------------------------------------------------------------------------------------------------- deadlines


async def test_deadlines_are_for_supervisors(house):
    async with browser_of(house, house.maija) as client:
        assert (await client.get("/inbox/deadlines")).status == 403
        assert "/inbox/deadlines" not in await text(client, "/inbox")


async def test_without_any_clock_the_page_says_so(house):
    async with browser_of(house, house.maija, Role.SUPERVISOR) as client:
        page = await text(client, "/inbox/deadlines")

    assert "Yhtään arvioinnin määräaikaa ei ole käynnissä." in page
    assert "Yksikään arviointi ei ole myöhässä." in page


async def test_the_page_says_on_which_day_we_will_be_late_and_shows_the_numbers(house):
    for number in range(3):
        await house.receives_mail(NEED, sender=f"Asiakas <a{number}@example.org>")
    house.clock.passes(days=6)  # four working days without a single beginning

    async with browser_of(house, house.maija, Role.SUPERVISOR) as client:
        page = await text(client, "/inbox/deadlines")

    assert "Tällä tahdilla myöhästytään torstaina 3.12." in page
    assert "Kaikkiaan 3 arviointia alkaa myöhässä." in page
    assert "Viimeisten 4 työpäivän aikana alkoi 0 arviointia eli 0,0 työpäivässä." in page


async def test_what_is_overdue_is_listed_and_the_look_is_in_the_audit(house):
    case = await house.receives_mail(NEED)
    house.clock.passes(days=20)

    async with browser_of(house, house.maija, Role.SUPERVISOR) as client:
        page = await text(client, "/inbox/deadlines")

    assert f"/inbox/case/{case.id}" in page
    assert "ei kenelläkään" in page
    assert "Määräaika päättyi 1 asiassa. Niistä 1 myöhästyi." in page
    assert "listed" in await audited(house)


# -------------------------------------------------------------------------------------------------- absences


async def test_somebody_goes_away_with_a_deputy_and_comes_back(house):
    async with browser_of(house, house.maija) as client:
        saved = await post(client, "/inbox/away", until="2026-12-07", deputy=str(house.ville))
        page = await text(client, saved.headers["Location"])
        assert "Poissaolo on tallennettu." in page
        assert "Sijainen: Ville Vuori." in page
        assert (await away(house))[house.maija].until == datetime(2026, 12, 6, 22, 0, tzinfo=UTC)
        await post(client, "/inbox/away", back="yes")

    assert await away(house) == {}
    assert [action for action in await audited(house) if action in {"away", "back_at_work"}] == ["away", "back_at_work"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"until": "2026-11-24"}, "aikaisintaan huominen"),
        ({"until": "2029-01-01"}, "aikaisintaan huominen"),
        ({"until": "huomenna"}, "aikaisintaan huominen"),
        ({"until": "2026-12-07", "deputy": "self"}, "Valitse sijaiseksi joku toinen"),
        ({"until": "2026-12-07", "deputy": "00000000-0000-4000-8000-000000000000"}, "Valitse sijaiseksi joku toinen"),
    ],
)
async def test_an_absence_that_makes_no_sense_is_refused(house, fields, words):
    fields = {**fields, "deputy": str(house.maija)} if fields.get("deputy") == "self" else fields
    async with browser_of(house, house.maija) as client:
        refused = await post(client, "/inbox/away", **fields)

        assert (refused.status, words in await refused.text()) == (422, True)
    assert await away(house) == {}


async def test_only_a_supervisor_sends_others_away(house):
    fields = {"user": str(house.ville), "until": "2026-12-07"}
    async with browser_of(house, house.maija) as client:
        assert (await post(client, "/inbox/away", **fields)).status == 403
    assert await away(house) == {}
    async with browser_of(house, house.maija, Role.SUPERVISOR) as client:
        assert (await post(client, "/inbox/away", **fields)).status == 303
        assert "Sijaista ei ole töissä." in await text(client, "/inbox/away")
    assert set(await away(house)) == {house.ville}


async def test_the_list_and_the_case_say_who_is_away_and_who_stands_in(house):
    case = await house.receives_mail(QUESTION)
    async with house.services.sessions.begin() as session:
        await acting.claim(session, house.services.keys, house.act(case))
        until = house.clock() + timedelta(days=9)
        await absences.begin(session, house.maija, absences.Away(until=until, deputy_id=house.ville))

    async with browser_of(house, house.ville) as client:
        listed, page = await text(client, "/inbox?tab=mine"), await text(client, f"/inbox/case/{case.id}")

    assert "Maija Meri on poissa." in listed
    assert "Sijainen: Ville Vuori" in listed
    assert "Maija Meri on poissa (palaa to 3.12.)." in page
    assert "Sijainen: Ville Vuori." in page
