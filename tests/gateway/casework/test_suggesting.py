"""A suggested reply is taken, changed or dropped by a person, sent by nobody else, and counted once."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from gateway import demo
from gateway.app import catalogue_of
from gateway.auth.permissions import Role
from gateway.casework import acting, replying, suggesting
from gateway.casework.casefile import open_case
from gateway.casework.replying import MustChangeError
from gateway.errors import RefusedError, TakenError
from gateway.store import drafts, suggestions
from gateway.store.suggestions import SuggestionRow
from gateway.store.users import UserRow
from tests.gateway.casework.test_pages import post, signed_in

MEALS = "Hei, mitä ateriapalvelu maksaa ja miten sitä haetaan?"
FINDER = catalogue_of(demo.CATALOGUE)


@pytest.fixture
async def case(house):
    house.services = replace(house.services, catalogue=FINDER)
    return await house.receives_mail(MEALS)


async def suggested(house, case):
    async with house.services.readers() as session:
        return await suggesting.current(session, house.services, await open_case(session, house.services, case.id))


async def take(house, case, contact_id):
    async with house.services.sessions.begin() as session:
        await suggesting.take(session, house.services, house.act(case), contact_id)


async def drop(house, case, contact_id, user_id=None):
    async with house.services.sessions.begin() as session:
        await suggesting.drop(session, house.services, house.act(case, user_id), contact_id)


async def reply(house, case, text):
    async with house.services.sessions.begin() as session:
        await replying.reply(session, house.services, house.act(case), text, None)


async def begun(house, case):
    async with house.services.readers() as session:
        return (await drafts.of(session, house.services.keys, case.id, house.maija)).get("reply")


async def counted(house, since=None):
    async with house.services.readers() as session:
        found = await suggestions.counted(session, since)
    return {str(outcome): count for outcome, count in found.items() if count}


async def test_taken_it_stands_in_the_advisors_draft_and_nothing_is_sent_or_counted(house, case):
    told = await suggested(house, case)
    await take(house, case, told.contact_id)
    await take(house, case, told.contact_id)

    assert await begun(house, case) == told.text
    assert await house.sent(case.id) == ["acknowledgement"]
    assert await counted(house) == {}
    assert (await house.case(case.id)).revision == case.revision  # the page that it was taken on can send


async def test_what_somebody_has_written_stays_above_it(house, case):
    told = await suggested(house, case)
    async with house.services.sessions.begin() as session:
        await drafts.save(session, house.services.keys, (case.id, house.maija, "reply"), "Hei taas!\n", house.clock())
    await take(house, case, told.contact_id)

    assert await begun(house, case) == f"Hei taas!\n\n{told.text}"


@pytest.mark.parametrize(("more", "outcome"), [("", "kept"), ("\r\n", "kept"), (" Hyvää päivänjatkoa!", "changed")])
async def test_sent_word_for_word_it_was_kept_and_otherwise_changed(house, case, more, outcome):
    told = await suggested(house, case)
    await take(house, case, told.contact_id)
    # As a browser sends it.
    await reply(house, case, told.text.replace("\n", "\r\n") + more)
    await house.works()

    assert await counted(house) == {outcome: 1}
    assert await house.sent(case.id) == ["acknowledgement", "reply"]
    assert await suggested(house, case) is None
    async with house.services.readers() as session:
        row = (await session.scalars(select(SuggestionRow))).one()
    assert row.text_hash is None
    assert not [column for column in SuggestionRow.__table__.columns if "user" in column.name]


async def test_a_reply_that_is_not_sent_counts_nothing(house, case):
    told = await suggested(house, case)
    await take(house, case, told.contact_id)
    with pytest.raises(MustChangeError):
        await reply(house, case, "Hei Aino!")

    assert await counted(house) == {}
    await reply(house, case, told.text)
    assert await counted(house) == {"kept": 1}


async def test_somebodys_own_reply_counts_nothing_and_ends_the_suggestion(house, case):
    await reply(house, case, "Hei! Soita meille numeroon 02 555 0100.")

    assert await counted(house) == {}
    assert await suggested(house, case) is None


async def test_a_second_reply_is_not_counted_again(house, case):
    told = await suggested(house, case)
    await take(house, case, told.contact_id)
    await reply(house, case, told.text)
    await reply(house, await house.case(case.id), "Hei! Soita meille numeroon 02 555 0100.")

    assert await counted(house) == {"kept": 1}


async def test_dropped_it_comes_back_to_nobody_and_is_counted_once(house, case):
    told = await suggested(house, case)
    await drop(house, case, told.contact_id)

    assert await suggested(house, case) is None
    with pytest.raises(RefusedError, match="refused-suggestion"):
        await drop(house, case, told.contact_id)
    with pytest.raises(RefusedError, match="refused-suggestion"):
        await take(house, case, told.contact_id)
    await reply(house, case, told.text)
    assert await counted(house) == {"dropped": 1}


async def test_what_was_taken_can_still_be_dropped(house, case):
    told = await suggested(house, case)
    await take(house, case, told.contact_id)
    await drop(house, case, told.contact_id)

    assert await counted(house) == {"dropped": 1}


async def test_the_figures_are_of_a_time(house, case):
    told = await suggested(house, case)
    await drop(house, case, told.contact_id)
    before = house.clock()
    house.clock.passes(days=1)

    assert await counted(house, before) == {"dropped": 1}
    assert await counted(house, house.clock()) == {}


async def test_of_a_case_that_somebody_else_holds_nothing_is_dropped(house, case):
    told = await suggested(house, case)
    async with house.services.sessions.begin() as session:
        await acting.claim(session, house.services.keys, house.act(case))
    with pytest.raises(TakenError):
        await drop(house, await house.case(case.id), told.contact_id, house.ville)

    assert await suggested(house, case) == told


async def test_the_page_shows_it_with_its_sources_and_the_field_of_the_reply_does_not_hold_it(house, case):
    told = await suggested(house, case)
    async with signed_in(house, house.maija) as client:
        page = await (await client.get(f"/inbox/case/{case.id}")).text()
        taken = await post(client, f"/inbox/case/{case.id}/take-suggestion", contact=str(told.contact_id))
        after = await (await client.get(taken.headers["Location"])).text()

    (shown,) = re.findall(r'<section class="card" id="suggestion".*?</section>', page, re.DOTALL)
    assert told.text.splitlines()[2] in shown
    assert "Kerro puhelimessa" in shown
    assert "1.11.2026" in shown
    assert "Meillä on tietoa" not in _field(page)
    assert taken.headers["Location"].endswith("?done=suggestion-taken#reply-text")
    assert _field(after) == told.text


def _field(page):
    return re.search(r'<textarea[^>]*id="reply-text"[^>]*>(.*?)</textarea>', page, re.DOTALL)[1]


async def test_by_a_form_it_is_dropped_and_a_form_that_names_none_is_refused(house, case):
    told = await suggested(house, case)
    async with signed_in(house, house.maija) as client:
        assert (await post(client, f"/inbox/case/{case.id}/drop-suggestion", contact="?")).status == 422
        dropped = await post(client, f"/inbox/case/{case.id}/drop-suggestion", contact=str(told.contact_id))
        assert dropped.headers["Location"].endswith("?done=suggestion-dropped")
        page = await (await client.get(dropped.headers["Location"])).text()

    assert "Ehdotus on hylätty." in page
    assert 'id="suggestion"' not in page


async def test_who_may_only_read_sees_no_suggestion_and_acts_on_none(house, case):
    told = await suggested(house, case)
    async with house.services.sessions.begin() as session:
        (await session.get_one(UserRow, house.ville)).role = Role.AUDITOR
    async with signed_in(house, house.ville) as client:
        page = await client.get(f"/inbox/case/{case.id}")
        assert 'id="suggestion"' not in await page.text()
        for act in ("take-suggestion", "drop-suggestion"):
            assert (await post(client, f"/inbox/case/{case.id}/{act}", contact=str(told.contact_id))).status == 403

    assert await suggested(house, case) == told


async def test_where_somebody_is_in_danger_the_reply_panel_says_why_nothing_is_suggested(house):
    danger = await house.receives_mail("Isä makaa lattialla eikä hengitä, apua!")
    async with signed_in(house, house.maija) as client:
        page = await (await client.get(f"/inbox/case/{danger.id}")).text()

    assert 'id="suggestion"' not in page
    assert "Vastausta ei ehdoteta, koska viestissä on jotain kiireellistä tai vaarallista." in page


async def test_supervisors_and_the_metrics_see_what_became_of_them(house, case):
    told = await suggested(house, case)
    await take(house, case, told.contact_id)
    await reply(house, case, told.text)
    async with house.services.sessions.begin() as session:
        (await session.get_one(UserRow, house.ville)).role = Role.SUPERVISOR
    async with signed_in(house, house.ville) as client:
        page = await (await client.get("/corrections")).text()
        metrics = await (await client.get("/metrics")).text()

    assert "lähetettiin sellaisenaan 1, muutettuna 0, ja hylättiin 0." in page
    assert 'luotsi_suggestions{outcome="kept"} 1.0' in metrics
    assert 'luotsi_suggestions{outcome="dropped"} 0.0' in metrics
