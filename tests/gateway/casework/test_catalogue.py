"""What the catalogue may answer, on the page of a Case: for the eyes of an advisor, and only where it may be sent."""

import re
from contextlib import asynccontextmanager
from dataclasses import replace

from gateway import demo
from gateway.app import catalogue_of
from gateway.store.cases import CaseRow
from tests.factories import deliver, mail, only
from tests.gateway.casework.test_pages import signed_in

MEALS = "Hei, mitä ateriapalvelu maksaa ja miten sitä haetaan?"


@asynccontextmanager
async def page_of(house, case, catalogue=demo.CATALOGUE):
    house.services = replace(house.services, catalogue=catalogue_of(catalogue))
    async with signed_in(house, house.maija) as client:
        yield await (await client.get(f"/inbox/case/{case.id}")).text()


async def test_the_likeliest_services_stand_there_with_price_source_and_that_they_are_invented(house):
    case = await house.receives_mail(MEALS)
    async with page_of(house, case) as page:
        (shown,) = re.findall(r'<section class="card" id="catalogue".*?</section>', page, re.DOTALL)

    assert re.search(r"<summary><span[^>]*>Ateriapalvelu", shown)
    assert 1 <= shown.count("<summary>") <= 3
    assert "Esimerkki: palvelu, hinnat ja ajat on keksitty." in shown
    assert "Maksu: " in shown
    assert "1.11.2026" in shown


async def test_into_ordinary_mail_no_service_is_put_and_the_advisor_is_told_to_use_the_phone(house):
    case = await house.receives_mail(MEALS)
    async with page_of(house, case) as page:
        assert "Kerro näistä puhelimessa." in page
        assert "data-answer" not in page


async def test_into_secure_mail_one_can_be_put(house):
    await deliver(house.services, mail(MEALS), "suojaposti@satakunta.example")
    await house.works()
    case = await only(house.services, CaseRow)
    async with page_of(house, case) as page:
        assert 'data-into="reply"' in page
        assert "Kerro näistä puhelimessa." not in page


async def test_the_answer_is_in_the_clients_language(house):
    case = await house.receives_mail("Hej! Vad kostar måltidsservicen och hur ansöker man om den åt min mamma?")
    async with page_of(house, case) as page:
        assert re.search(r'<summary><span lang="sv">Måltid', page)
        assert "Avgift: " in page


async def test_without_a_catalogue_and_for_what_no_service_answers_there_is_no_such_place(house):
    case = await house.receives_mail(MEALS)
    async with page_of(house, case, None) as page:
        assert 'id="catalogue"' not in page

    papers = await house.receives_mail("Lähetän liitteenä paperit.", sender="Toinen <toinen@example.org>")
    async with page_of(house, papers) as page:
        assert 'id="catalogue"' not in page


async def test_what_stands_in_the_subject_alone_counts(house):
    await deliver(house.services, mail("Paljonko se maksaa?", subject="Ateriapalvelu"))
    await house.works()
    async with page_of(house, await only(house.services, CaseRow)) as page:
        assert re.search(r"<summary><span[^>]*>Ateriapalvelu", page)


async def test_a_service_of_another_municipality_is_not_shown(house):
    case = await house.receives_mail("Asun Raumalla. " + MEALS)
    finder = catalogue_of(demo.CATALOGUE)
    elsewhere = [replace(one, municipalities=frozenset({"Pori"})) for one in finder.catalogue.services]
    house.services = replace(
        house.services, catalogue=type(finder)(replace(finder.catalogue, services=tuple(elsewhere)))
    )
    async with signed_in(house, house.maija) as client:
        page = await (await client.get(f"/inbox/case/{case.id}")).text()

    assert 'id="catalogue"' not in page
