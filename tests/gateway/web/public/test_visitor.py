import pytest
from aiohttp.test_utils import make_mocked_request
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import ANSWER_LANGUAGES, Language
from gateway.web.public.visitor import language_of


@pytest.mark.parametrize(
    ("path", "headers", "language"),
    [
        ("/", {}, Language.FI),
        ("/", {"Accept-Language": "sv-FI,sv;q=0.9,fi;q=0.5"}, Language.SV),
        ("/", {"Accept-Language": "de,en-GB;q=0.4,fi;q=0.8"}, Language.FI),
        ("/", {"Accept-Language": "en;q=0"}, Language.FI),
        ("/", {"Accept-Language": "en", "Cookie": "lang=sv"}, Language.SV),
        ("/?lang=fi", {"Accept-Language": "en", "Cookie": "lang=sv"}, Language.FI),
        ("/?lang=xx", {"Cookie": "lang=sv"}, Language.SV),
        ("/?lang=other", {}, Language.FI),
    ],
)
def test_the_language_is_the_one_chosen_here_then_before_then_by_the_browser_then_finnish(path, headers, language):
    assert language_of(make_mocked_request("GET", path, headers=headers)) is language


@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"])))
def test_no_header_of_a_browser_can_leave_somebody_without_a_language(header):
    assert language_of(make_mocked_request("GET", "/", headers={"Accept-Language": header})) in ANSWER_LANGUAGES


async def test_a_chosen_language_is_remembered_by_a_cookie_that_says_only_that(visitor):
    chosen = await visitor.get("/", params={"lang": "sv"})
    later = await visitor.get("/contact")

    assert chosen.cookies["lang"].value == "sv"
    assert chosen.cookies["lang"]["samesite"] == "Lax"
    assert len(chosen.cookies) == 1
    assert '<html lang="sv">' in await later.text()


async def test_nobody_gets_a_cookie_without_choosing(visitor):
    response = await visitor.get("/contact")

    assert "Set-Cookie" not in response.headers
