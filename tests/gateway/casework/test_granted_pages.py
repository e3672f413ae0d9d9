"""Granted services on the page of the Case, on the page of deadlines and in the reminder, as a browser gets them."""

from datetime import UTC, date, datetime

import pytest

from gateway.auth.permissions import Role
from gateway.casework import granting, resolving
from gateway.store.states import GrantOutcome, Service
from tests.gateway.casework.test_granting import ENDED, QUESTION, acts, grants, of, until
from tests.gateway.casework.test_team_pages import audited, browser_of, post, text


async def test_a_service_is_granted_begun_and_taken_back_on_the_page_of_the_case(house):
    case = await house.receives_mail(QUESTION)

    async with browser_of(house, house.maija) as client:
        page = await text(client, f"/inbox/case/{case.id}")
        assert "Palvelu myönnettiin" in page
        assert "Palvelu alkoi" not in page
        fields = {"revision": str(case.revision), "service": "home_care", "decided_on": "2026-11-20"}
        done = await post(client, f"/inbox/case/{case.id}/service-granted", **fields)
        page = await text(client, done.headers["Location"])
        assert "Päätös on kirjattu." in page
        assert "Kotihoito (päätös 20.11.2026)" in page
        assert "alettava viimeistään 22.2.2027." in page

        (row,) = await of(house, case)
        revision = str((await house.case(case.id)).revision)
        fields = {"revision": revision, "granted": str(row.id), "began_on": "2026-11-24"}
        done = await post(client, f"/inbox/case/{case.id}/service-begun", **fields)
        page = await text(client, done.headers["Location"])
        assert "alkoi 24.11.2026" in page
        assert "määräajassa" in page
        assert "Piti alkaa viimeistään 22.2.2027." in page

        revision = str((await house.case(case.id)).revision)
        fields = {"revision": revision, "granted": str(row.id), "why": "Väärä asiakas"}
        done = await post(client, f"/inbox/case/{case.id}/service-taken-back", **fields)
        assert "Kirjaus on peruttu." in await text(client, done.headers["Location"])

    assert (await of(house, case))[0].outcome is None


@pytest.mark.parametrize(
    ("act", "fields", "words"),
    [
        ("service-granted", {"service": "home_care", "decided_on": "2026-11-25"}, "ei voi olla tulevaisuudessa"),
        ("service-granted", {"service": "home_care", "decided_on": "eilen"}, "refused-date"),
        ("service-granted", {"service": "hovipalvelu", "decided_on": "2026-11-20"}, "refused-codes"),
        ("service-begun", {"granted": "se", "began_on": "2026-11-20"}, "refused-codes"),
        ("service-ended", {"granted": "", "outcome": "not_needed"}, "refused-codes"),
        ("service-ended", {"outcome": "ohi"}, "refused-codes"),
    ],
)
async def test_what_makes_no_sense_is_refused_in_words_and_stays_typed(house, act, fields, words):
    case = await house.receives_mail(QUESTION)
    words = house.services.texts.say("fi", words) if words.startswith("refused") else words

    async with browser_of(house, house.maija) as client:
        refused = await post(client, f"/inbox/case/{case.id}/{act}", revision=str(case.revision), **fields)

        body = await refused.text()
    assert (refused.status, words in body) == (422, True)
    assert fields.get("decided_on", "") in body
    assert await of(house, case) == []


@pytest.mark.parametrize("role", [Role.AUDITOR])
async def test_who_may_not_work_on_cases_records_nothing(house, role):
    case = await house.receives_mail(QUESTION)
    fields = {"revision": str(case.revision), "service": "home_care", "decided_on": "2026-11-20"}

    async with browser_of(house, house.maija, role) as client:
        assert (await post(client, f"/inbox/case/{case.id}/service-granted", **fields)).status == 403

    assert await of(house, case) == []


async def test_an_ended_case_still_takes_the_beginning_of_its_service(house):
    case = await house.receives_mail(QUESTION)
    row = await grants(house, case)
    ended = await acts(house, resolving.resolve, case, ENDED)

    async with browser_of(house, house.ville) as client:
        page = await text(client, f"/inbox/case/{case.id}")
        assert 'id="act-service-begun"' in page
        assert 'id="act-reply"' not in page
        fields = {"revision": str(ended.revision), "granted": str(row.id), "began_on": "2026-11-24"}
        done = await post(client, f"/inbox/case/{case.id}/service-begun", **fields)
        assert "Palvelu on kirjattu alkaneeksi." in await text(client, done.headers["Location"])

    assert (await of(house, case))[0].outcome is GrantOutcome.BEGUN


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", ("Kuljetuspalvelu (päätös 24.11.2026)", "Aikaa on enintään viikko.", "Palvelu myönnettiin")),
        ("sv", ("Färdtjänst (beslut 24.11.2026)", "Högst en vecka återstår.", "Tjänst beviljades")),
        ("en", ("Transport service (decision 24.11.2026)", "At most a week left.", "Service granted")),
    ],
)
async def test_the_page_says_it_in_all_three_languages(house, language, words):
    case = await house.receives_mail(QUESTION)
    await grants(house, case, Service.TRANSPORT)
    house.clock.at = datetime(2027, 2, 20, 8, 0, tzinfo=UTC)

    async with browser_of(house, house.maija) as client:
        page = await text(client, f"/inbox/case/{case.id}?lang={language}")

    assert [word for word in words if word not in page] == []


# --------------------------------------------------------------------------------------- the page of deadlines


async def test_the_page_of_deadlines_shows_what_is_near_or_late_also_of_ended_cases_and_audits_the_look(house):
    case, calm = await house.receives_mail(QUESTION), await house.receives_mail(QUESTION, sender="B <b@example.org>")
    await grants(house, case)
    await grants(house, case, Service.TRANSPORT, date(2026, 8, 3))
    await acts(house, resolving.resolve, case, ENDED)
    house.clock.at = datetime(2027, 2, 1, 8, 0, tzinfo=UTC)
    await grants(house, calm, Service.DAY_ACTIVITY, date(2027, 2, 1))

    async with browser_of(house, house.maija, Role.SUPERVISOR) as client:
        page = await text(client, "/inbox/deadlines")

    assert "3 myönnettyä palvelua odottaa alkamista." in page
    assert "Niistä yksi on myöhässä." in page
    late, near = page.index("Kuljetuspalvelu (päätös 3.8.2026)"), page.index("Kotihoito (päätös 24.11.2026)")
    assert late < near
    assert "Myöhässä: ei ole alkanut." in page
    assert "Aikaa on enintään neljä viikkoa." in page
    assert "Päivätoiminta" not in page
    assert f"/inbox/case/{calm.id}" not in page
    assert "päättyi 1 palvelun määräaika. Niistä 1 ei ollut alkanut ajoissa." in page  # 3 November: 90 days ago
    assert "listed" in await audited(house)


async def test_what_began_late_stays_in_the_figures_of_the_page(house):
    case = await house.receives_mail(QUESTION)
    row = await grants(house, case, decided_on=date(2026, 7, 31))
    await acts(house, granting.begin, case, row.id, date(2026, 11, 24))

    async with browser_of(house, house.maija, Role.SUPERVISOR) as client:
        page = await text(client, "/inbox/deadlines")

    assert "Viimeisten 90 päivän aikana päättyi 1 palvelun määräaika. Niistä 1 ei ollut alkanut ajoissa." in page
    assert "Yksikään myönnetty palvelu ei odota alkamista." in page


# ------------------------------------------------------------------------------------------------ the reminder


async def test_an_ended_case_with_a_service_that_is_late_is_in_the_reminder_until_it_has_begun(house):
    case = await house.receives_mail(QUESTION)
    row = await grants(house, case)
    await acts(house, resolving.resolve, case, ENDED)
    await until(house, datetime(2027, 2, 25, 10, 0, tzinfo=UTC))

    async with browser_of(house, house.ville) as client:
        page = await text(client, "/inbox")
        assert "Yksi asia erääntyy pian tai on myöhässä" in page
        assert "Yksi niistä on jo myöhässä." in page
        assert f"/inbox/case/{case.id}" in page
        ended = await house.case(case.id)
        fields = {"revision": str(ended.revision), "granted": str(row.id), "began_on": "2027-02-25"}
        await post(client, f"/inbox/case/{case.id}/service-begun", **fields)

        assert "erääntyy pian" not in await text(client, "/inbox")


async def test_in_the_last_week_it_is_not_called_late(house):
    case = await house.receives_mail(QUESTION)
    await grants(house, case)
    await acts(house, resolving.resolve, case, ENDED)
    await until(house, datetime(2027, 2, 18, 10, 0, tzinfo=UTC))

    async with browser_of(house, house.ville) as client:
        page = await text(client, "/inbox")

    assert "Yksi asia erääntyy pian tai on myöhässä" in page
    assert "on jo myöhässä." not in page


async def test_a_case_that_was_ended_in_time_is_not_kept_in_the_reminder_by_a_service_of_next_year(house):
    case = await house.receives_mail(QUESTION)
    house.clock.at = datetime(2026, 11, 26, 13, 30, tzinfo=UTC)
    await house.works()
    await grants(house, case)
    await acts(house, resolving.resolve, case, ENDED)

    async with browser_of(house, house.ville) as client:
        assert "erääntyy pian" not in await text(client, "/inbox")
