"""What other sites' pages get of the chat: its script, its words, and the door for those that the county has named."""

import re
from dataclasses import replace

import pytest
from aiohttp import WSServerHandshakeError

from gateway.county_parts import Chat
from gateway.web.public import sites
from tests.architecture.tree import ROOT

SITE = "https://www.satakunta.example"
STRANGER = "https://evil.example"
SCRIPTS = ROOT / "gateway" / "web" / "scripts"
OF_THE_CHAT = ("asides", "asks", "component", "feedback", "news", "panel", "record", "talk")
CHOSEN = ("floor-", "why-", "helped-")  # by what comes over the line, or by a list
HELLO = {"token": "", "after": 0, "frames": [{"type": "ping"}]}


def naming(house, *names):
    return replace(house, county=house.county.model_copy(update={"chat": Chat(sites=names)}))


@pytest.fixture
async def visitor(house, visiting):  # in this order: the line is closed before its database
    return await visiting(naming(house, SITE))


async def answer(asking):
    """The answer, read to its end."""
    async with asking as response:
        await response.read()
        return response


def cors(response):
    return {name: value for name, value in response.headers.items() if name.startswith("Access-Control")}


async def test_any_page_may_load_the_script_and_asks_again_soon(visitor):
    first = await visitor.get("/chat/widget.js", headers={"Origin": STRANGER})
    again = await visitor.get("/chat/widget.js", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status, first.headers["Cache-Control"]) == (200, "public, max-age=300")
    assert first.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert first.headers["Content-Encoding"] in {"gzip", "deflate"}
    assert "luotsi-chat" in await first.text()
    assert (again.status, await again.read()) == (304, b"")


MACHINE = re.compile(r"automaatti|automatisk|automat|robott|maskin|machine|robot", re.IGNORECASE)
NO_ROBOT = ("ei robotti", "inte en robot", "not a robot")  # which is just what is said there


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("bot", [True, False])
async def test_a_county_without_a_bot_speaks_of_people_only(house, visiting, language, bot):
    county = house.county.model_copy(update={"chat": Chat(bot=bot)})
    browser = await visiting(replace(house, county=county))
    told = (await (await browser.get("/chat/words", params={"language": language})).json())["words"]
    page = await (await browser.get("/chat", params={"lang": language})).text()
    home = await (await browser.get("/", params={"lang": language})).text()

    # Who has the floor is told by the line, which never says that it is a bot where there is none.
    shown = [
        told["intro"],
        told["service"],
        *re.findall(r'<p class="lead">.*?</p>|<li>.*?</li>', page, re.DOTALL),
        home,
    ]
    spoken = " ".join(shown)
    for words in NO_ROBOT:
        spoken = spoken.replace(words, "")
    assert bool(MACHINE.search(spoken)) is bot


@pytest.mark.parametrize(("language", "person"), [("fi", "Puhu ihmiselle"), ("sv", "Prata med en människa")])
async def test_the_words_come_in_one_language_with_hours_and_number(visitor, language, person):
    response = await visitor.get("/chat/words", params={"language": language})
    told = await response.json()
    again = await visitor.get(
        "/chat/words", params={"language": language}, headers={"If-None-Match": response.headers["ETag"]}
    )

    assert (told["language"], told["words"]["person"], told["open"]) == (language, person, True)
    assert told["number"] in told["words"]["intro"]
    assert [text for text in told["words"].values() if "{" in text or not text.strip()] == []
    assert (response.headers["Cache-Control"], "Set-Cookie" in response.headers) == ("public, max-age=60", False)
    assert again.status == 304


async def test_an_unknown_language_is_finnish(visitor):
    told = await (await visitor.get("/chat/words", params={"language": "<b>"})).json()

    assert told["language"] == "fi"


async def test_the_scripts_name_exactly_the_words_that_they_are_told(visitor):
    told = (await (await visitor.get("/chat/words")).json())["words"]
    source = "".join((SCRIPTS / f"{name}.ts").read_text(encoding="utf-8") for name in OF_THE_CHAT)
    used = {name for name in told if f'"{name}"' in source or f"word.{name}" in source or name.startswith(CHOSEN)}
    asked = set(re.findall(r"\b(?:w|word)\(\s*\"([a-z0-9-]+)\"", source))

    assert told.keys() - used == {"service"}  # a side, named by the frame
    assert asked - told.keys() == {"longest"}  # a number


@pytest.mark.parametrize("path", sites.PATHS)
async def test_a_named_site_may_ask_and_nobody_else(visitor, path):
    asked = {"Access-Control-Request-Method": "POST", "Sec-Fetch-Site": "cross-site"}
    named = await answer(visitor.options(path, headers={"Origin": SITE, **asked}))
    stranger = await answer(visitor.options(path, headers={"Origin": STRANGER, **asked}))

    assert (named.status, named.headers["Access-Control-Allow-Origin"], named.headers["Vary"]) == (204, SITE, "Origin")
    assert named.headers["Access-Control-Allow-Headers"] == "Content-Type"
    assert (stranger.status, cors(stranger)) == (403, {})
    assert "Access-Control-Allow-Credentials" not in named.headers


async def test_a_named_site_carries_a_conversation_and_a_stranger_does_not(visitor):
    headers = {"Origin": SITE, "Sec-Fetch-Site": "cross-site"}
    polled = await answer(visitor.post("/chat/poll", json=HELLO, headers=headers))
    socket = await visitor.ws_connect("/chat/line", headers=headers)
    await socket.send_json({"type": "hello", "token": "", "after": 0})
    greeted = await socket.receive_json(timeout=10)
    await socket.close()

    assert (polled.status, polled.headers["Access-Control-Allow-Origin"]) == (200, SITE)
    assert (await polled.json())["frames"][0]["type"] == "welcome"
    assert greeted["type"] == "welcome"
    refused = {"Origin": STRANGER, "Sec-Fetch-Site": "cross-site"}
    response = await answer(visitor.post("/chat/poll", json=HELLO, headers=refused))
    assert (response.status, cors(response)) == (403, {})
    with pytest.raises(WSServerHandshakeError, match="403"):
        await visitor.ws_connect("/chat/line", headers=refused)


async def test_a_named_site_may_send_nothing_else(visitor):
    headers = {"Origin": SITE, "Sec-Fetch-Site": "cross-site"}
    response = await answer(visitor.post("/contact", data={"text": "Hei"}, headers=headers))

    assert (response.status, cors(response)) == (403, {})


async def test_where_no_site_is_named_all_others_are_refused_as_ever(visiting, house):
    visitor = await visiting(house)
    refused = await answer(
        visitor.post("/chat/poll", json=HELLO, headers={"Origin": SITE, "Sec-Fetch-Site": "cross-site"})
    )

    assert (refused.status, cors(refused)) == (403, {})


@pytest.mark.parametrize(
    "site",
    ["http://www.satakunta.example", "https://satakunta.example/", "*", "https://*.example", "www.satakunta.example"],
)
def test_a_site_is_an_origin_with_tls(site):
    with pytest.raises(ValueError, match="sites"):
        Chat(sites=(site,))
