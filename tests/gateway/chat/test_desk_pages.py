import asyncio
import json

import pytest

from channels.chat.floor import Floor
from gateway.auth.permissions import Role
from gateway.chat.tokens import read_token
from tests.factories import sign_in, work
from tests.gateway.chat.peer import WITHIN, answers, origin_of, visits


async def post(browser, somebody, path, **fields):
    headers = {"Origin": origin_of(browser), **somebody.headers}
    answer = await browser.post(path, data={"csrf": somebody.csrf, **fields}, headers=headers, allow_redirects=False)
    return answer.status, answer.headers.get("Location")


async def page(browser, somebody, path="/inbox"):
    return await (await browser.get(path, headers=somebody.headers)).text()


@pytest.fixture
async def maija(services):
    return await sign_in(services)


@pytest.fixture
async def ville(services):
    return await sign_in(services, Role.SUPERVISOR)


async def two(at, clock):
    """Two who wait, the first for longer."""
    first = await at.waiting_visitor()
    clock.forward(seconds=1)
    return first, await at.waiting_visitor()


async def waiting(at, browser):
    """A visitor on an open line who waits for a person; the conversation."""
    visitor = await visits(browser)
    await visitor.say("Haluan puhua ihmiselle.")
    own = read_token(at.services, visitor.token).conversation_id
    await at.waits(own)
    await at.services.wakes.ring(own)
    return visitor, own


async def test_an_advisor_signs_on_takes_the_next_until_hands_are_full_and_is_told_why(at, browser, maija, clock):
    own, other = await two(at, clock)
    assert (await post(browser, maija, "/inbox/desk/next"))[1] == "/inbox?desk=absent"
    assert await post(browser, maija, "/inbox/desk/on", capacity="1") == (303, "/inbox")

    status, location = await post(browser, maija, "/inbox/desk/next")
    assert (status, location) == (303, f"/inbox/case/{(await at.case(own)).id}#act-chat")
    assert (await post(browser, maija, "/inbox/desk/next"))[1] == "/inbox?desk=full"
    shown = await page(browser, maija, "/inbox?desk=full")
    assert "Sinulla on jo 1 keskustelua" in shown
    assert "1 odottaa" in shown
    assert (await at.floor(other)).floor is Floor.QUEUE


async def test_two_who_take_the_same_one_get_it_and_word_and_the_next(at, browser, maija, ville, clock):
    own, other = await two(at, clock)
    for somebody in (maija, ville):
        await post(browser, somebody, "/inbox/desk/on", capacity="3")

    await post(browser, maija, "/inbox/desk/take", conversation=str(own))
    assert (await post(browser, ville, "/inbox/desk/take", conversation=str(own)))[1] == "/inbox?desk=late"
    await post(browser, ville, "/inbox/desk/next")

    assert [(await at.floor(one)).advisor_id for one in (own, other)] == [maija.id, ville.id]
    assert (await post(browser, ville, "/inbox/desk/next"))[1] == "/inbox?desk=nobody"


@pytest.mark.parametrize("capacity", ["", "0", "6", "12", "viisi"])
async def test_what_is_no_number_of_conversations_is_refused_kindly(browser, maija, capacity):
    assert (await post(browser, maija, "/inbox/desk/on", capacity=capacity))[1] == "/inbox?desk=capacity"


async def test_who_only_reads_sees_no_desk(browser, services):
    auditor = await sign_in(services, Role.AUDITOR)
    assert 'id="desk"' not in await page(browser, auditor)
    assert (await post(browser, auditor, "/inbox/desk/on", capacity="1"))[0] == 403


async def test_both_sides_are_told_who_has_the_floor_and_who_waits_their_place(at, browser, maija, clock):
    visitor, own = await waiting(at, browser)
    clock.forward(seconds=1)
    other, _ = await waiting(at, browser)
    assert (await visitor.hears("handling", floor="queue"))["place"] == 1
    assert (await other.hears("handling", floor="queue"))["place"] == 2
    await post(browser, maija, "/inbox/desk/on", capacity="2")
    await post(browser, maija, "/inbox/desk/next")

    assert (await visitor.hears("handling", floor="advisor"))["place"] is None
    assert (await other.hears("handling", place=1))["floor"] == "queue"
    advisor = await answers(browser, maija, (await at.case(own)).id)
    assert (await advisor.hears("handling"))["floor"] == "advisor"


async def test_an_open_page_hears_who_waits_and_what_is_unread_and_keeps_its_advisor_at_the_desk(
    at, browser, maija, clock
):
    await post(browser, maija, "/inbox/desk/on", capacity="2")
    clock.forward(seconds=80)
    async with browser.get("/inbox/events", headers=maija.headers) as stream:
        own = await at.waiting_visitor()
        await at.services.wakes.ring()
        while (await event(stream))["waiting"] != [str(own)]:
            pass
        await at.take(maija.id, own)
        await at.services.wakes.ring()
        while (told := await event(stream))["waiting"]:
            pass
        assert told["unread"] == {str(own): 1}
        clock.forward(seconds=80)
        assert "Lähde chatista" in await page(browser, maija)


async def event(stream) -> dict:
    """The next event that an open page hears."""
    async with asyncio.timeout(WITHIN):
        while not (line := (await stream.content.readline()).decode()).startswith("data: "):
            pass
    return json.loads(line.removeprefix("data: "))


async def test_the_list_of_who_waits_says_nothing_of_the_matter(at, browser, maija, services):
    await at.waiting_visitor("Äitini Ulvilassa tarvitsee ateriapalvelua.")
    await work(services)
    strip = await page(browser, maija, "/inbox/desk")

    assert ("1 odottaa" in strip, "suomi" in strip) == (True, True)
    assert not any(word in strip for word in ("Ulvila", "ateria", "Tukipalvelut"))
