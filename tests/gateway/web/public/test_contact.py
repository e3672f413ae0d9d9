import html as markup
import re
from dataclasses import replace
from io import BytesIO
from uuid import UUID

import pytest
from sqlalchemy import func, select

from channels.channel import StoreUnavailableError
from channels.codes import Urgency
from gateway.group_commit import GroupCommit
from gateway.records import open_contact
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow, ContactVersionRow
from tests.factories import NO_ALARMING_WORD
from tests.gateway.web.public.given import (
    ANOTHER_PAGE,
    PAGE,
    message,
    page_name_in,
    reference_in,
    with_late_engine,
)

MEALS = "Haluaisin tietää, miten ateriapalvelua haetaan Porissa."
FIRE = "Isä kaatui eikä hengitä, tulkaa äkkiä!"
FORM = "application/x-www-form-urlencoded"
PART = b'--x\r\nContent-Disposition: form-data; name="text"\r\n%s\r\n\r\nabc\r\n--x--\r\n'
FRESH = re.compile(r'name="submission_id" value="([0-9a-f-]{36})"')


def _without_store(house):
    async def refuse(group):
        raise StoreUnavailableError

    return replace(house, keeper=GroupCommit(refuse, StoreUnavailableError))


async def _contacts(house):
    async with house.readers() as session:
        return await session.scalar(select(func.count()).select_from(ContactRow))


async def test_a_message_is_answered_on_the_same_page_with_reference_and_date(visitor, house):
    response = await visitor.post("/contact", data=message(MEALS))
    html = await response.text()

    assert response.status == 200
    assert re.fullmatch(r"SAT-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}", reference_in(html))
    assert "viimeistään" in html
    assert "Hätätilanteessa soita 112" in html
    assert await _contacts(house) == 1


async def test_the_reference_stands_in_no_address(visitor):
    response = await visitor.post("/contact", data=message(MEALS))
    html = await response.text()

    assert response.url.path_qs == "/contact"
    assert response.headers["Cache-Control"] == "no-store"
    addresses = re.findall(r'(?:href|action|hx-post|src)="([^"]*)"', html)
    assert [address for address in addresses if reference_in(html) in address] == []


async def test_the_same_page_sent_twice_is_one_message_with_one_reference(visitor, house):
    first = await (await visitor.post("/contact", data=message(MEALS))).text()
    again = await (await visitor.post("/contact", data=message(MEALS))).text()

    assert reference_in(first) == reference_in(again)
    assert await _contacts(house) == 1


async def test_two_people_who_write_the_same_words_are_two(visitor, house):
    await visitor.post("/contact", data=message(MEALS))
    await visitor.post("/contact", data=message(MEALS, submission_id=ANOTHER_PAGE))

    assert await _contacts(house) == 2


async def test_each_empty_form_has_an_id_of_its_own(visitor):
    first = FRESH.search(await (await visitor.get("/contact")).text())[1]
    second = FRESH.search(await (await visitor.get("/contact")).text())[1]

    assert UUID(first) != UUID(second)


async def test_nothing_is_lost_when_something_is_missing(visitor, house):
    typed = {
        "text": "",
        "about": "other",
        "matter": "concern",
        "subject_name": "Aino Esimerkki",
        "relation": "naapuri",
        "knows_of_contact": "no",
        "municipality": "Pori",
        "age_band": "age_75plus",
        "answer_by": "phone",
        "phone": "040 12",
        "safe_contact_note": "Soittakaa aamulla.",
        "other_language": "yes",
        "interpreter_language": "viro",
    }
    response = await visitor.post("/contact", data={"submission_id": PAGE, **typed})
    html = await response.text()

    assert response.status == 422
    assert 'href="#text">Kirjoita, mitä asiasi koskee.</a>' in html
    assert 'href="#phone">Puhelinnumerosta puuttuu numeroita. Tarkista numero.</a>' in html
    for words in ("Aino Esimerkki", "naapuri", "Pori", "040 12", "viro"):
        assert f'value="{words}"' in html
    for choice in ("other", "concern", "no", "age_75plus", "phone", "yes"):
        assert f'value="{choice}" checked' in html
    assert "Soittakaa aamulla.</textarea>" in html
    assert FRESH.search(html)[1] == PAGE
    assert "<title>Virhe: Lähetä viesti" in html
    assert await _contacts(house) == 0


async def test_a_text_of_100_000_characters_is_refused_kindly_and_still_there(visitor, house):
    response = await visitor.post("/contact", data=message("å" * 100_000))
    html = await response.text()

    assert response.status == 422
    assert "Siinä on 100\xa0000 merkkiä, ja tähän mahtuu 20\xa0000." in html
    assert "å" * 100_000 + "</textarea>" in html
    assert await _contacts(house) == 0


async def test_a_body_that_is_far_too_large_gets_a_kind_413(visitor, house):
    body = BytesIO(b"text=" + b"x" * 3_000_000)
    response = await visitor.post("/contact", data=body, headers={"Content-Type": FORM})

    assert response.status == 413
    assert "Viesti oli liian suuri" in await response.text()
    assert await _contacts(house) == 0


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        (FORM + "; charset=no-such", b"text=a", 400),
        ("multipart/form-data", b"--x\r\n", 400),
        ("multipart/form-data; boundary=x", b"--y\r\ngarbage", 400),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disp", 400),
        ("multipart/form-data; boundary=x", PART % b"Content-Transfer-Encoding: no-such", 400),
        ("application/json", b'{"text": "a"}', 422),
        (FORM, b"text=%ff%00%ed%a0%80", 422),
        ("", b"", 422),
    ],
)
async def test_what_no_browser_sends_is_refused_and_breaks_nothing(visitor, house, kind, body, status):
    response = await visitor.post("/contact", data=body, headers={"Content-Type": kind})

    assert response.status == status
    assert await _contacts(house) == 0


@pytest.mark.parametrize("page", ["", "not-a-uuid", "<script>alert(1)</script>"])
async def test_a_form_without_an_id_of_ours_comes_back_with_a_fresh_one(visitor, page):
    response = await visitor.post("/contact", data=message(MEALS, submission_id=page))
    html = await response.text()

    assert response.status == 422
    assert "Lähetä lomake nyt uudelleen" in html
    assert UUID(FRESH.search(html)[1])
    assert MEALS in html


async def test_hostile_words_are_shown_as_words(visitor):
    hostile = "</textarea><script>alert('1')</script>"
    given = message(hostile, answer_by="phone", phone="", name='"><img src=x onerror=alert(1)>')
    html = await (await visitor.post("/contact", data=given)).text()

    assert "<script>alert" not in html
    assert "<img" not in html
    assert markup.escape(hostile, quote=False).replace("'", "&#39;") in html


@pytest.mark.parametrize("words", [FIRE, NO_ALARMING_WORD])
async def test_words_of_an_emergency_are_answered_with_112_before_everything_else(visitor, house, words):
    html = await (await visitor.post("/contact", data=message(words))).text()

    main = html.split("<main", 1)[1]
    assert main.index("Soita heti hätänumeroon 112.") < main.index("<h1>")
    assert "hälytämme neuvojan" in main
    assert reference_in(html)
    assert await _contacts(house) == 1


async def test_an_emergency_is_answered_with_112_even_where_the_form_has_a_mistake(visitor):
    response = await visitor.post("/contact", data=message(FIRE, answer_by="phone", phone=""))
    main = (await response.text()).split("<main", 1)[1]

    assert response.status == 422
    assert main.index("Soita heti hätänumeroon 112.") < main.index("Tarkista nämä kohdat")


async def test_without_a_store_nobody_hears_yes_and_nothing_typed_is_lost(visiting, house):
    visitor = await visiting(_without_store(house))
    response = await visitor.post("/contact", data=message(MEALS, name="Aino Esimerkki"))
    html = await response.text()

    assert response.status == 503
    assert response.headers["Retry-After"] == "60"
    assert MEALS in html
    assert 'value="Aino Esimerkki"' in html
    assert "02 555 0100" in html
    assert "Saimme viestisi" not in html
    assert FRESH.search(html)[1] == PAGE


async def test_without_a_store_an_emergency_is_still_answered_with_112(visiting, house):
    visitor = await visiting(_without_store(house))
    response = await visitor.post("/contact", data=message(FIRE))

    assert response.status == 503
    assert "Soita heti hätänumeroon 112." in await response.text()


async def test_an_answer_that_is_not_ready_can_be_looked_at_by_a_button(visiting, house, clock):
    late_house, engine = with_late_engine(house)
    visitor = await visiting(late_house)
    waiting = await (await visitor.post("/contact", data=message(MEALS))).text()
    engine.ready = True
    clock.forward(minutes=1)
    ready = await (await visitor.post("/contact/answer", data={"page": page_name_in(waiting)})).text()

    assert "Näytä vastaus" in waiting
    assert "viimeistään" not in waiting
    assert "viimeistään" in ready
    assert "Näytä vastaus" not in ready
    assert reference_in(waiting) == reference_in(ready)


async def test_a_script_gets_only_the_part_that_changes(visiting, house):
    late_house, _ = with_late_engine(house)
    visitor = await visiting(late_house)
    waiting = await (await visitor.post("/contact", data=message(MEALS))).text()
    asked = {"page": page_name_in(waiting), "looked": "0"}
    part = await (await visitor.post("/contact/answer", data=asked, headers={"HX-Request": "true"})).text()

    assert "<html" not in part
    assert "load delay:3s" in part
    assert 'name="looked" value="1"' in part


async def test_a_page_does_not_ask_by_itself_for_ever(visiting, house):
    late_house, _ = with_late_engine(house)
    visitor = await visiting(late_house)
    waiting = await (await visitor.post("/contact", data=message(MEALS))).text()
    asked = {"page": page_name_in(waiting), "looked": "19"}
    part = await (await visitor.post("/contact/answer", data=asked, headers={"HX-Request": "true"})).text()

    assert "load delay" not in part
    assert "Näytä vastaus" in part


async def test_the_page_is_dead_after_ten_minutes(visiting, house, clock):
    late_house, engine = with_late_engine(house)
    visitor = await visiting(late_house)
    waiting = await (await visitor.post("/contact", data=message(MEALS))).text()
    engine.ready = True
    clock.forward(minutes=10)
    response = await visitor.post("/contact/answer", data={"page": page_name_in(waiting)})
    html = await response.text()

    assert response.status == 200
    assert "Vastaus ei enää näy tällä sivulla" in html
    assert reference_in(waiting) not in html


@pytest.mark.parametrize("asked", [{}, {"page": ""}, {"page": "a" * 40}, {"page": "x", "looked": "9" * 5000}])
async def test_a_page_that_never_was_says_what_a_dead_one_says(visitor, asked):
    response = await visitor.post("/contact/answer", data=asked)

    assert response.status == 200
    assert "Vastaus ei enää näy tällä sivulla" in await response.text()


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(
    ("danger", "said"),
    [
        ("Mieheni on lyönyt minua. Hän ei saa tietää, että otin yhteyttä.", "Emme soita emmekä lähetä viestejä"),
        ("Mieheni lyö minua juuri nyt, hän ei saa tietää.", "Soita heti hätänumeroon 112."),
    ],
)
async def test_whoever_is_in_danger_at_home_sees_the_text_and_nothing_more(visitor, danger, said):
    html = await (await visitor.post("/contact", data=message(danger))).text()

    assert said in html
    assert "reference-shown" not in html
    assert "Mitä seuraavaksi tapahtuu" not in html


async def test_an_anonymous_person_is_told_what_is_not_kept(visitor):
    html = await (await visitor.get("/contact")).text()

    assert "Silloin emme tallenna nimeäsi, puhelinnumeroasi, sähköpostiasi emmekä tietoa laitteestasi" in html


@pytest.mark.usefixtures("patient")
async def test_the_answer_comes_in_the_language_of_the_page(visitor):
    given = message("Hur ansöker jag om måltidsservice?", language="fi")
    html = await (await visitor.post("/contact", params={"lang": "sv"}, data=given)).text()

    assert "Vi har fått ditt meddelande" in html
    assert "Ditt referensnummer är" in html


async def test_a_fault_of_ours_while_keeping_gives_the_page_back_as_typed(visiting, house):
    async def fail(_group):
        raise RuntimeError

    broken = replace(house, keeper=GroupCommit(fail, StoreUnavailableError))
    visitor = await visiting(broken)
    response = await visitor.post("/contact", data=message(MEALS))
    html = await response.text()
    again = await (await (await visiting(house)).post("/contact", data=message(MEALS))).text()

    assert response.status == 503
    assert MEALS in html
    assert FRESH.search(html)[1] == PAGE
    assert reference_in(again)
    assert await _contacts(house) == 1


async def test_a_fault_of_ours_after_keeping_still_says_that_it_is_kept(visiting, house):
    class Broken:
        def __getitem__(self, _language):
            raise RuntimeError

    texts = replace(house.acknowledgements, texts=Broken())
    response = await (await visiting(replace(house, acknowledgements=texts))).post("/contact", data=message(MEALS))

    assert response.status == 200
    assert reference_in(await response.text())
    assert await _contacts(house) == 1


async def test_a_body_that_is_not_packed_as_it_says_is_refused(visitor, house):
    headers = {"Content-Type": FORM, "Content-Encoding": "gzip"}
    response = await visitor.post("/contact", data=BytesIO(b"text=abc"), headers=headers)

    assert response.status == 400
    assert await _contacts(house) == 0


async def test_danger_told_in_what_an_anonymous_form_does_not_keep_alarms_people_all_the_same(visitor, house):
    note = "Soittakaa 040 765 4321, äiti ei hengitä!"
    await visitor.post("/contact", data=message(MEALS, anonymous="yes", safe_contact_note=note))
    async with house.readers() as session:
        case = (await session.scalars(select(CaseRow))).one()
        version = (await session.scalars(select(ContactVersionRow))).one()
    contact = open_contact(house.keys, version.sealed_record, version.id)

    assert (case.urgency, case.alarm) == (Urgency.EMERGENCY, True)
    assert "ei hengitä" in contact.text
    assert "765" not in contact.text
