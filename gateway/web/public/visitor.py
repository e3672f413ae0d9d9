"""Who visits a public page: the language they read, what they typed, and the page as their answer."""

from typing import Final

from aiohttp import web

from channels.codes import ANSWER_LANGUAGES, Language
from gateway.web.frame import RENDERER
from gateway.web.look import shell
from gateway.web.pages import Page

COOKIE: Final = "lang"
_YEAR: Final = 365 * 24 * 60 * 60


def language_of(request: web.Request) -> Language:
    """The language chosen on this page, else before, else the browser's first that we write, else Finnish."""
    wished = (request.query.get("lang"), request.cookies.get(COOKIE), *_accepted(request))
    return next((language for code in wished for language in ANSWER_LANGUAGES if language == code), Language.FI)


def respond(request: web.Request, page: Page, *, status: int = 200, path: str = "") -> web.Response:
    """*page* in the visitor's language. A language chosen here is remembered by a cookie that says only that."""
    language = language_of(request)
    response = request.app[RENDERER].respond(page, shell(request, language, path=path), status=status)
    response.headers["Vary"] = "Accept-Language, Cookie"
    if request.query.get("lang") == language:
        response.set_cookie(COOKIE, language, max_age=_YEAR, path="/", httponly=True, samesite="Lax")
    return response


def _accepted(request: web.Request) -> tuple[str, ...]:
    """The languages of Accept-Language, best first, without region."""
    ranked = []
    for place, part in enumerate(request.headers.get("Accept-Language", "").split(",")):
        code, _, quality = part.strip().partition(";q=")
        try:
            weight = float(quality or 1)
        except ValueError:
            weight = 0.0
        ranked.append((-weight, place, code.split("-")[0].lower()))
    return tuple(code for weight, _, code in sorted(ranked) if weight)
