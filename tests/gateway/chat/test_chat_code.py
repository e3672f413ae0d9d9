"""A visitor comes back to a conversation by a code, whenever and from wherever they like."""

import re

import pytest

from channels.codes import Language
from gateway.chat.tokens import new_token, new_visitor
from gateway.ids import new_code
from gateway.store.conversations import ConversationRow
from tests.factories import QUESTION, only, sign_in, work
from tests.gateway.chat.ending import ends, pass_
from tests.gateway.chat.peer import visits
from tests.leaks.columns import plain
from tests.leaks.places import where


@pytest.fixture
async def visitor(browser, services):
    """Somebody who has asked."""
    peer = await visits(browser)
    await peer.say(QUESTION)
    await work(services)
    return peer


async def code_of(browser, token):
    answer = await browser.post("/chat/code", json={"token": token})
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    return (await answer.json())["code"]


async def continues(browser, code):
    """The status of the answer, and the token where there is one."""
    answer = await browser.post("/chat/continue", json={"code": code})
    return answer.status, (await answer.json()).get("token", "")


async def test_whoever_has_the_code_goes_on_where_it_was_left(browser, services, clock, visitor):
    code = await code_of(browser, visitor.token)
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}", code)
    clock.forward(days=3)  # no token lives as long

    status, token = await continues(browser, code)
    peer = await visits(browser, token=token)

    assert status == 200
    assert (await peer.entries(2))[0]["text"] == QUESTION
    assert (await peer.say("Kiitos!"))["seq"] == 3
    assert (await only(services, ConversationRow)).last_seq == 3


@pytest.mark.parametrize("spoil", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", "")])
async def test_a_code_is_understood_as_people_type_it(browser, visitor, spoil):
    code = await code_of(browser, visitor.token)

    assert (await continues(browser, f"  {spoil(code)} "))[0] == 200


async def test_a_new_code_makes_the_old_one_void(browser, visitor):
    old = await code_of(browser, visitor.token)
    new = await code_of(browser, visitor.token)

    assert [(await continues(browser, code))[0] for code in (old, new)] == [404, 200]


async def test_the_code_stands_nowhere(browser, services, visitor):
    code = await code_of(browser, visitor.token)
    await continues(browser, code)

    columns = await plain(services)
    assert [found for word in (code, code.replace("-", "")) for found in where(word, columns)] == []
    assert len((await only(services, ConversationRow)).code_hash) == 32


async def test_what_is_no_code_and_what_is_nobodys_are_answered_alike(browser, services, visitor):
    reference = visitor.all("welcome")[-1]["reference"] or ""
    words = ["", "hei", "OOOO-OOOO-OOO", new_code(), reference, reference.removeprefix("SAT-"), "\ud800" * 11]

    found = [await browser.post("/chat/continue", json={"code": word}) for word in words]

    assert {(one.status, await one.text()) for one in found} == {(404, await found[0].text())}


async def test_codes_cannot_be_tried_out(browser, visitor):
    statuses = [(await continues(browser, new_code()))[0] for _ in range(11)]

    assert statuses == [404] * 10 + [429]
    # Asking for a code is counted by itself.
    assert await code_of(browser, visitor.token)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"code": 1, "token": 1}', b"[" * 100_000, b'{"code": "%s"}' % (b"0" * 600)]
)
async def test_what_asks_for_nothing_is_refused(browser, body):
    for path in ("/chat/code", "/chat/continue"):
        assert (await browser.post(path, data=body)).status == 400


async def test_a_code_is_given_for_a_conversation_that_has_begun_by_whoever_takes_part(
    browser, services, clock, visitor
):
    unbegun = new_token(services, new_visitor(Language.FI))
    forged = visitor.token[:-2] + ("AA" if visitor.token[-2:] != "AA" else "BB")

    statuses = [(await browser.post("/chat/code", json={"token": token})).status for token in (unbegun, forged, "")]
    clock.forward(days=2)
    statuses.append((await browser.post("/chat/code", json={"token": visitor.token})).status)

    assert statuses == [409, 403, 403, 403]
    assert (await only(services, ConversationRow)).code_hash is None


async def test_no_other_site_can_ask(browser, visitor):
    asked = await browser.post(
        "/chat/code",
        json={"token": visitor.token},
        headers={"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    )

    assert asked.status == 403


async def test_the_code_of_a_conversation_whose_text_is_gone_leads_to_who_says_so(browser, services, clock, visitor):
    code = await code_of(browser, visitor.token)
    await ends(services, await sign_in(services))
    await pass_(services, clock, days=20)

    peer = await visits(browser, token=(await continues(browser, code))[1])
    entries = await peer.entries(3)

    assert peer.all("welcome")[0]["ended"] is True
    assert [QUESTION in entry["text"] for entry in entries] == [False, False, False]
    assert "sen teksti on poistettu" in entries[-1]["text"]
