"""At the door of every request: security headers, who is asking, whether they may, and whether it is really they."""

import hmac
from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import quote

import structlog
from aiohttp import web

from channels.channel import StoreUnavailableError
from gateway.auth.permissions import OPEN, May, may
from gateway.store.engine import AWAY
from gateway.web import sessions
from gateway.web.frame import OURS, USER, is_invited, is_same_site, services, typed
from gateway.web.routes import Handler

log = structlog.get_logger()

REQUEST_FAILED: Final = "request_failed"
CSRF_FIELD: Final = "csrf"
CSRF_HEADER: Final = "X-CSRF-Token"
_READING: Final = frozenset({"GET", "HEAD"})

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


async def add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the security headers on every response, streams and errors too."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)


def guarded(handler: Handler, permission: May) -> Handler:
    """*handler*, reached only by who holds *permission* and sent the request themselves."""

    async def guard(request: web.Request) -> web.StreamResponse:
        token = request.cookies.get(sessions.COOKIE)
        user = await sessions.find(services(request), token) if token else None
        if user is None:
            return _to_sign_in(request)
        if not may(user.role, permission):
            raise web.HTTPForbidden
        request[USER] = user
        if request.method not in _READING:
            await _demand_own(request, user.csrf)
        return await handler(request)

    if permission in {May.PUBLIC, May.VISIT}:
        return _open(handler, demand_same_site if permission is May.PUBLIC else demand_known_site)
    return handler if permission in OPEN else guard


def _open(handler: Handler, demand: Callable[[web.Request], None]) -> Handler:
    async def open_to_all(request: web.Request) -> web.StreamResponse:
        if request.method not in _READING:
            demand(request)
        return await handler(request)

    return open_to_all


async def _demand_own(request: web.Request, expected: str) -> None:
    """Refuse what another site made the browser send: by the browser's own word, and by a token only our pages know."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in OURS:
        raise web.HTTPForbidden
    given = request.headers.get(CSRF_HEADER, "") or (await typed(request)).get(CSRF_FIELD, "")
    if not hmac.compare_digest(given.encode(), expected.encode()):
        raise web.HTTPForbidden


def demand_same_site(request: web.Request) -> None:
    """For forms without a session: refuse what another site made the browser send."""
    if not is_same_site(request):
        raise web.HTTPForbidden


def demand_known_site(request: web.Request) -> None:
    """The same for what the pages of sites that the county has named may send too."""
    if not is_invited(request):
        demand_same_site(request)


def _to_sign_in(request: web.Request) -> web.Response:
    if request.method not in _READING or "text/html" not in request.headers.get("Accept", ""):
        raise web.HTTPUnauthorized
    headers = {"Location": f"/sign-in?next={quote(request.path)}", "Cache-Control": "no-store"}
    return web.Response(status=303, headers=headers)


Recover = Callable[[web.Request, int], Awaitable[web.StreamResponse]]


def recovering(show: Recover) -> Callable[..., Awaitable[web.StreamResponse]]:
    """A middleware that turns whatever goes wrong into a page that says so kindly; *show* makes the page."""

    @web.middleware
    async def recover(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as raised:
            if raised.status < web.HTTPBadRequest.status_code:
                raise
            response = await show(request, raised.status)
            if isinstance(raised, web.HTTPMethodNotAllowed):
                response.headers["Allow"] = ", ".join(sorted(raised.allowed_methods))
            return response
        except (StoreUnavailableError, *AWAY):
            return await show(request, web.HTTPServiceUnavailable.status_code)
        except ConnectionError:
            raise  # whoever asked has gone
        except Exception as problem:  # noqa: BLE001  nobody must see a traceback
            # The error's words may hold a person's: only its class and the route are logged.
            route = request.match_info.route.resource
            log.error(  # noqa: TRY400  a traceback may quote the person
                REQUEST_FAILED, error=type(problem).__name__, route=route.canonical if route else "?"
            )
            return await show(request, web.HTTPInternalServerError.status_code)

    return recover
