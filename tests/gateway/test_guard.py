import re
from io import BytesIO

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from gateway.auth.permissions import GRANTED, OPEN, May, Role, may
from gateway.store.audit import AuditRow
from gateway.web.application import ROUTES
from tests.factories import all_of, sign_in

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SOMEBODY = "01a1e343-48c0-7daf-94c9-1f2b28d3bee5"
GUARDED = [route for route in ROUTES if route.may not in OPEN]
PUBLIC_PATHS = {
    "/", "/contact", "/contact/answer", "/callback", "/status", "/privacy", "/accessibility", "/sign-in",
    "/health", "/health/live", "/balance", "/metrics", "/api/v1/phone/{provider}",
    "/chat", "/chat/line", "/chat/poll", "/chat/widget.js", "/chat/words",
    "/chat/feedback", "/chat/code", "/chat/continue",
}  # fmt: skip


@pytest.fixture
def database_kind():
    """One is enough: who may is decided before any query that differs."""
    return "sqlite"


def path_of(route):
    return re.sub(r"\{[a-z]+\}", SOMEBODY, route.path)


class MaijaMeikalainenError(Exception):
    """As if an error told whom it was about."""


def named(route):
    return f"{route.method} {route.path}"


async def answer_to(browser, route, person=None, **form):
    """Status and caching of the answer to whoever asks."""
    headers = person.headers if person else {}
    response = await browser.request(
        route.method, path_of(route), headers=headers, data=form or None, allow_redirects=False
    )
    return response.status, response.headers.get("Cache-Control")


def test_only_these_addresses_are_open_to_strangers():
    assert {route.path for route in ROUTES if route.may in OPEN} == PUBLIC_PATHS


def test_every_address_stands_once_in_the_table():
    assert len({(route.method, route.path) for route in ROUTES}) == len(ROUTES)


async def test_a_stranger_is_turned_away_from_every_other_address(browser, services):
    answers = {named(route): await answer_to(browser, route) for route in GUARDED}

    assert {name: answer for name, answer in answers.items() if answer != (401, "no-store")} == {}
    assert len(answers) > 15
    assert await all_of(services, AuditRow) == []


async def test_nothing_is_changed_without_the_token_of_our_own_pages(browser, services):
    person = await sign_in(services, Role.ADMINISTRATOR)
    changing = [route for route in GUARDED if route.method != "GET"]

    answers = {named(route): await answer_to(browser, route, person, csrf="guessed") for route in changing}

    assert {name: status for name, (status, _) in answers.items() if status != 403} == {}
    assert len(answers) > 7


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.SUPERVISOR, Role.AUDITOR])
async def test_operating_is_for_administrators(browser, services, role):
    person = await sign_in(services, role)
    operating = [route for route in GUARDED if route.may is May.OPERATE]

    answers = {named(route): await answer_to(browser, route, person, csrf=person.csrf) for route in operating}

    assert {name: status for name, (status, _) in answers.items() if status != 403} == {}
    assert len(answers) == 5


def test_an_auditor_reads_and_changes_nothing():
    assert GRANTED[Role.AUDITOR] == {May.READ_INBOX}
    assert not may(Role.AUDITOR, May.WORK_CASES)


def test_every_role_has_its_permissions():
    assert set(GRANTED) == set(Role)


async def test_who_opens_a_page_without_signing_in_is_led_there_and_back(browser):
    response = await browser.get("/inbox", headers={"Accept": "text/html"}, allow_redirects=False)

    assert (response.status, response.headers["Location"]) == (303, "/sign-in?next=/inbox")


async def test_a_cookie_that_we_never_gave_opens_nothing(browser):
    response = await browser.get("/inbox", headers={"Cookie": "__Host-luotsi=0123"}, allow_redirects=False)

    assert response.status == 401


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_what_another_site_made_the_browser_send_is_refused_even_with_the_token(browser, services, site):
    person = await sign_in(services)

    response = await browser.post(
        "/sign-out", headers=person.headers | {"Sec-Fetch-Site": site}, data={"csrf": person.csrf}
    )

    assert response.status == 403


@pytest.mark.parametrize("way", ["form", "header"])
async def test_the_token_comes_in_the_form_or_in_a_header(browser, services, way):
    person = await sign_in(services)
    headers = person.headers | ({"X-CSRF-Token": person.csrf} if way == "header" else {})

    response = await browser.post(
        "/sign-out", headers=headers, data={"csrf": person.csrf} if way == "form" else {}, allow_redirects=False
    )

    assert response.status == 303


@pytest.mark.parametrize("path", ["/", "/sign-in", "/inbox", "/no-such-page", "/health", "/static/luotsi.css"])
async def test_every_answer_carries_the_security_headers(browser, path):
    response = await browser.get(path, allow_redirects=False)

    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "'unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/sign-in", "/inbox", "/no-such-page", "/api/v1/no-such"])
async def test_nothing_but_the_static_files_may_be_kept_by_a_browser(browser, path):
    response = await browser.get(path, allow_redirects=False)

    assert response.headers["Cache-Control"] == "no-store"


async def test_a_wrong_method_names_the_right_ones(browser):
    response = await browser.delete("/contact")

    assert response.status == 405
    assert response.headers["Allow"] == "GET, HEAD, POST"


async def test_a_program_gets_a_problem_document(browser):
    response = await browser.get("/api/v1/no-such")

    assert response.content_type == "application/problem+json"
    assert (await response.json())["status"] == 404


@pytest.mark.parametrize("path", ["/inbox", "/balance"])
async def test_a_database_that_is_away_is_an_outage_and_no_mistake_of_ours(browser, services, path):
    person = await sign_in(services)

    def away(*_arguments):
        raise OperationalError("SELECT", {}, ConnectionResetError())

    async with services.readers() as session:
        engine = session.get_bind()
    event.listen(engine, "begin", away)
    try:
        response = await browser.get(path, headers=person.headers, allow_redirects=False)
    finally:
        event.remove(engine, "begin", away)

    assert (response.status, response.headers["Retry-After"]) == (503, "60")


async def test_what_goes_wrong_shows_nobody_how(browser, services):
    person = await sign_in(services)

    def broken(*_arguments):
        raise MaijaMeikalainenError

    async with services.readers() as session:
        engine = session.get_bind()
    event.listen(engine, "begin", broken)
    try:
        response = await browser.get("/inbox", headers=person.headers, allow_redirects=False)
    finally:
        event.remove(engine, "begin", broken)

    text = await response.text()
    assert response.status == 500
    assert "Traceback" not in text
    assert "Meikalainen" not in text


async def test_a_body_too_large_is_refused(browser):
    response = await browser.post("/contact", data=BytesIO(b"text=" + b"x" * 1_100_000), headers=FORM)

    assert response.status == 413


@pytest.mark.parametrize("path", ["/", "/contact", "/health", "/sign-in"])
async def test_a_look_without_a_body_is_answered(browser, path):
    response = await browser.head(path)

    assert response.status == 200
    assert await response.read() == b""


@pytest.mark.parametrize("path", ["/contact", "/callback", "/status", "/contact/answer"])
async def test_another_site_cannot_make_a_browser_send_our_forms(browser, path):
    response = await browser.post(path, data={"text": "x"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status == 403


@pytest.mark.parametrize("path", ["/sign-out", f"/inbox/case/{SOMEBODY}/note", "/inbox/new", "/inbox/keys"])
async def test_a_body_that_no_browser_sends_is_a_bad_request(browser, services, path):
    person = await sign_in(services)

    response = await browser.post(path, data=b"x", headers={**person.headers, "Content-Type": "multipart/form-data"})

    assert response.status == 400


async def test_what_was_written_when_the_session_had_ended_is_given_back(browser):
    response = await browser.post(f"/inbox/case/{SOMEBODY}/reply", data={"text": "Hei, soitamme teille huomenna."})
    page = await response.text()

    assert response.status == 401
    assert "Kirjaudu sisään uudelleen" in page
    assert "Hei, soitamme teille huomenna.</textarea>" in page


async def test_what_another_site_sent_is_not_shown_back(browser):
    response = await browser.post(
        f"/inbox/case/{SOMEBODY}/reply", data={"text": "Soita 0600 12345"}, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert response.status == 401
    assert "0600 12345" not in await response.text()
