from dataclasses import replace

import pytest

from gateway.auth.permissions import Role
from gateway.commands import accounts
from gateway.store.audit import AuditRow
from gateway.web import sessions
from gateway.web.application import make_application
from tests.factories import all_of, sign_in

PASSWORD = "hyvä pitkä salasana"


@pytest.fixture
def database_kind():
    """One is enough, where nothing else is said."""
    return "sqlite"


@pytest.fixture
async def aino(services):
    await accounts.add(services, "aino", "Aino Neuvoja", Role.ADVISOR, PASSWORD)


async def enter(browser, username="aino", password=PASSWORD, headers=None, **more):
    form = {"username": username, "password": password} | more
    return await browser.post("/sign-in", data=form, headers=headers or {}, allow_redirects=False)


def cookie_of(response):
    return response.headers.get("Set-Cookie", "")


async def actions(services):
    return [row.action for row in await all_of(services, AuditRow)]


async def test_signing_in_opens_the_inbox_and_is_audited(browser, services, aino):
    response = await enter(browser, "  Aino ")

    assert (response.status, response.headers["Location"]) == (303, "/inbox")
    token = cookie_of(response).partition("=")[2].partition(";")[0]
    assert (await sessions.find(services, token)).username == "aino"
    assert (await actions(services))[-1] == "signed_in"


async def test_the_cookie_is_for_our_pages_alone(browser, aino):
    cookie = cookie_of(await enter(browser))

    assert cookie.startswith("__Host-luotsi=")
    for attribute in ("HttpOnly", "Path=/", "SameSite=Strict", "Secure"):
        assert attribute in cookie
    for attribute in ("Domain=", "Max-Age=", "expires="):
        assert attribute not in cookie


@pytest.mark.parametrize(
    ("username", "password"), [("aino", "väärä salasana"), ("eino", PASSWORD), ("", ""), ("aino", "")]
)
async def test_a_wrong_name_and_a_wrong_password_are_refused_alike(browser, services, aino, username, password):
    response = await enter(browser, username, password)

    page = await response.text()
    assert response.status == 403
    assert cookie_of(response) == ""
    assert password == "" or password not in page
    assert "signed_in" not in await actions(services)


@pytest.mark.parametrize("database_kind", ["sqlite", "postgresql"])
async def test_a_name_that_a_database_cannot_hold_is_refused_like_any_other(browser, database_kind):
    assert (await enter(browser, "ai\0no")).status == 403


async def test_a_closed_account_cannot_sign_in(browser, services, aino):
    await accounts.set_active(services, "aino", active=False)

    assert (await enter(browser)).status == 403


async def test_an_account_of_the_demonstration_opens_nothing_else(browser, services):
    async with services.sessions.begin() as session:
        await accounts.insert_user(session, services, "aino", "Aino", Role.ADVISOR, PASSWORD, demo=True)

    assert (await enter(browser)).status == 403


async def test_after_ten_tries_a_minute_nobody_guesses_on(browser, aino):
    for _ in range(10):
        await enter(browser, password="arvaus arvaus")

    response = await enter(browser)

    assert response.status == 429
    assert cookie_of(response) == ""


@pytest.mark.parametrize(
    ("wanted", "onward"),
    [
        ("/inbox/case/1", "/inbox/case/1"),
        ("", "/inbox"),
        ("https://elsewhere.example/", "/inbox"),
        ("//elsewhere.example/", "/inbox"),
        ("/\\elsewhere.example/", "/inbox"),
        ("/\t/elsewhere.example/", "/inbox"),
        ("/\r\nSet-Cookie: a=b", "/inbox"),
        ("javascript:alert(1)", "/inbox"),
    ],
)
async def test_signing_in_leads_on_to_a_page_of_ours_only(browser, services, aino, wanted, onward):
    person = await sign_in(services, username="eino")

    response = await browser.get("/sign-in", params={"next": wanted}, headers=person.headers, allow_redirects=False)

    assert (response.status, response.headers["Location"]) == (303, onward)


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=str,
)
async def test_another_site_cannot_sign_anybody_in(browser, aino, headers):
    response = await enter(browser, headers=headers)

    assert (response.status, cookie_of(response)) == (403, "")


async def test_signing_out_ends_the_session_on_our_side_too(browser, services):
    person = await sign_in(services)

    response = await browser.post(
        "/sign-out", headers=person.headers, data={"csrf": person.csrf}, allow_redirects=False
    )

    assert (response.status, response.headers["Location"]) == (303, "/sign-in")
    assert await sessions.find(services, person.cookie) is None
    assert await actions(services) == ["signed_out"]


async def test_the_form_never_shows_a_name_as_markup(browser, aino):
    page = await (await enter(browser, username='"><script>alert(1)</script>')).text()

    assert "<script>alert" not in page


async def test_signing_in_rightly_is_never_too_often(browser, aino):
    answers = [(await enter(browser)).status for _ in range(12)]

    assert answers == [303] * 12


async def test_a_name_is_not_guessed_at_from_many_addresses(aiohttp_client, services, aino):
    behind_nginx = replace(services, settings=services.settings.model_copy(update={"trusted_proxy": True}))
    browser = await aiohttp_client(make_application(behind_nginx, demo=False), cookies={})
    for number in range(20):
        await enter(browser, password="arvaus arvaus", headers={"X-Forwarded-For": f"192.0.2.{number}"})

    response = await enter(browser, headers={"X-Forwarded-For": "192.0.2.99"})

    assert response.status == 429
