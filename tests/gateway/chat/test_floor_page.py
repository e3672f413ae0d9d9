"""The conversation on the page of its Case: who has the floor, what the bot hands over, and what may be done."""

import re

import pytest

from channels.chat.floor import Floor
from channels.codes import ANSWER_LANGUAGES
from gateway import observe
from gateway.county import FOLDER, load
from gateway.errors import ConfigurationError
from tests.factories import sign_in
from tests.gateway.chat.peer import origin_of

MEALS = "Äitini on 84-vuotias ja asuu Ulvilassa. Saako hän kotiin ateriapalvelua?"


@pytest.fixture
async def outi(services):
    """Somebody with an open browser who is not at the desk."""
    return await sign_in(services, username="outi")


async def page(browser, at, somebody, own):
    answer = await browser.get(f"/inbox/case/{(await at.case(own)).id}", headers=somebody.headers)
    return await answer.text()


async def act(browser, at, somebody, own, name, **fields):
    case = await at.case(own)
    headers = {"Origin": origin_of(browser), **somebody.headers}
    form = {"csrf": somebody.csrf, "revision": str(case.revision), **fields}
    path = f"/inbox/case/{case.id}/{name}"
    answer = await browser.post(path, data=form, headers=headers, allow_redirects=False)
    return answer.status, await answer.text()


class TestWithTheBot:
    @pytest.fixture
    def bot(self):
        return True

    async def test_what_the_bot_was_told_and_what_it_asked_in_vain_stands_in_one_card(self, at, browser, outi):
        own = await at.visitor(MEALS)
        shown = await page(browser, at, outi, own)
        card = shown.partition('id="chat-floor"')[2].partition("</section>")[0]

        assert "Automaattinen neuvoja vastaa." in card
        for words in ("Ulvila", "jostakusta toisesta", "75 vuotta täyttänyt", "kysyttiin, ei vastausta"):
            assert words in card
        assert "84" not in re.sub(r"<[^>]*>", " ", card), "what is shown, beside ids in the markup"

    async def test_an_advisor_who_goes_on_in_its_place_is_announced_and_the_bot_is_silent(self, at, browser, outi):
        own = await at.visitor(MEALS)
        status, _ = await act(browser, at, outi, own, "chat-join")
        said = len(await at.said(own))
        await at.says(own, "Kyllä hän tietää.")

        assert (status, (await at.floor(own)).advisor_id) == (303, outi.id)
        assert len(await at.said(own)) == said + 1
        assert "Sinä vastaat." in await page(browser, at, outi, own)


async def test_a_conversation_of_a_colleague_is_not_joined(at, browser, maija, outi):
    own = await at.waiting_visitor()
    await at.take(maija.id, own)
    assert (await act(browser, at, outi, own, "chat-join"))[0] == 409
    assert (await at.floor(own)).advisor_id == maija.id


async def test_who_waits_in_the_queue_is_taken_from_the_desk_and_not_beside_it(at, browser, outi):
    own = await at.waiting_visitor()
    status, shown = await act(browser, at, outi, own, "chat-join")

    assert (status, "Joku toinen ehti ottaa" in shown) == (422, True)
    assert "Jonossa 1." in await page(browser, at, outi, own)
    assert (await at.floor(own)).floor is Floor.QUEUE


async def test_it_is_handed_to_a_colleague_or_back_by_form_and_what_cannot_be_is_told(at, browser, ville, outi):
    await at.sign_on(outi.id)
    own = await at.waiting_visitor()
    await at.take(outi.id, own)
    assert "supervisor Neuvonen (0/3)" in await page(browser, at, outi, own)

    status, shown = await act(browser, at, outi, own, "chat-pass-on", to="ei kukaan")
    assert (status, "Työkaveri ei ole enää chatissa" in shown) == (422, True)
    assert (await act(browser, at, outi, own, "chat-pass-on", to=str(ville.id), note="Kuulee huonosti."))[0] == 303
    assert (await at.floor(own)).advisor_id == ville.id
    assert "Kuulee huonosti." in await page(browser, at, outi, own)

    other = await at.waiting_visitor()
    await at.take(outi.id, other)
    assert (await act(browser, at, outi, other, "chat-give-back"))[0] == 303
    assert (await at.floor(other)).floor is Floor.QUEUE


async def test_who_lets_go_of_the_case_lets_the_next_one_come(at, browser, outi):
    await at.sign_on(outi.id)
    own = await at.waiting_visitor()
    await at.take(outi.id, own)
    assert (await act(browser, at, outi, own, "release"))[0] == 303

    assert ((await at.floor(own)).floor, (await at.case(own)).owner_id) == (Floor.QUEUE, None)


async def test_how_full_it_is_at_the_desk_is_measured_and_nobody_is_named(at, maija, services, clock):
    await at.waiting_visitor()
    clock.forward(seconds=40)
    text = (await observe.metrics(services)).decode()

    for line in ("luotsi_chat_waiting 1.0", "luotsi_chat_longest_wait_seconds 40.0", "luotsi_chat_advisors 1.0"):
        assert line in text
    assert "maija" not in text
    assert "Neuvonen" not in text


@pytest.mark.parametrize("county", ["satakunta", "pohjois-pohjanmaa"])
def test_a_county_has_twelve_short_answers_in_three_languages(county):
    replies = load(county).replies
    assert len({one.code for one in replies}) == len(replies) == 12
    assert all(len(one.text[language]) <= 200 for one in replies for language in ANSWER_LANGUAGES)


def test_an_answer_that_lacks_a_language_is_refused_with_file_and_line(tmp_path):
    for name in ("county.toml", "replies.toml"):
        (tmp_path / "satakunta").mkdir(exist_ok=True)
        source = FOLDER / "satakunta" / name
        (tmp_path / "satakunta" / name).write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    file = tmp_path / "satakunta" / "replies.toml"
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if "Hej!" not in line]
    file.write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(ConfigurationError, match=r"replies\.toml:\d+.*needs fi, sv and en"):
        load("satakunta", tmp_path)
