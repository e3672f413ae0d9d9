"""What people see when something is not as they wanted, in the same look and with a way on."""

from typing import Final

from aiohttp import web

from gateway.web.frame import services
from gateway.web.public.county_words import advice_line
from gateway.web.public.pages import Failure, FailurePage
from gateway.web.public.visitor import language_of, respond

_STATUS: Final = {
    Failure.NOT_UNDERSTOOD: 400,
    Failure.NOT_SIGNED_IN: 401,
    Failure.NOT_ALLOWED: 403,
    Failure.NOT_FOUND: 404,
    Failure.TOO_LARGE: 413,
    Failure.TOO_MANY: 429,
    Failure.BROKEN: 500,
    Failure.UNAVAILABLE: 503,
}
_RETRY_AFTER: Final = {Failure.TOO_MANY: "60", Failure.UNAVAILABLE: "60"}  # seconds


def fail(request: web.Request, failure: Failure, status: int | None = None, *, words: str = "") -> web.Response:
    """The page for *failure*, with *status* or its usual one, and *words* to be copied. Needs no store, no network."""
    page = FailurePage(failure=failure, words=words, phone=advice_line(services(request), language_of(request)))
    # The language links lead home: the address may not exist, or not be one to look at.
    response = respond(request, page, status=status or _STATUS[failure], path="/")
    if failure in _RETRY_AFTER:
        response.headers["Retry-After"] = _RETRY_AFTER[failure]
    return response
