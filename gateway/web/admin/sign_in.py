"""Signing in and out."""

from typing import Final

import structlog
from aiohttp import web
from limits import RateLimitItemPerMinute

from gateway.auth.passwords import Passwords
from gateway.faults import Step
from gateway.store import audit, users
from gateway.web import sessions
from gateway.web.admin.pages import SignInPage
from gateway.web.frame import RENDERER, services, typed, user
from gateway.web.guard import demand_same_site
from gateway.web.look import LOOK
from gateway.web.public.limiting import LIMITER, address_key
from gateway.web.shell import shell_of

log = structlog.get_logger()

SIGNED_IN: Final = "signed_in"
SIGN_IN_REFUSED: Final = "sign_in_refused"
PASSWORDS = web.AppKey("passwords", Passwords)
_TRIES: Final = (RateLimitItemPerMinute(10),)  # from one address
_TRIES_AT_A_NAME: Final = (RateLimitItemPerMinute(20),)  # from anywhere; more, so that nobody is easily kept out
_HOME: Final = "/inbox"


async def show(request: web.Request) -> web.Response:
    """The form; whoever is signed in already goes on."""
    token, onward = request.cookies.get(sessions.COOKIE), _next(request.query.get("next", ""))
    if token and await sessions.find(services(request), token):
        return _go_on(onward)
    return _page(request, "", onward, "")


async def enter(request: web.Request) -> web.Response:
    """Sign in, or say no without saying which of name and password was wrong."""
    demand_same_site(request)
    gateway, form = services(request), await typed(request)
    # PostgreSQL knows no NUL; nobody's name has one.
    username = form.get("username", "").replace("\0", "").strip().lower()
    password = form.get("password", "")
    onward = _next(form.get("next", ""))
    limiter, address = request.app[LIMITER], address_key(request)
    name = services(request).index.of("sign_in", username).hex()
    allowed = await limiter.allows(address, "sign_in", _TRIES)
    if not await limiter.allows(name, "sign_in_name", _TRIES_AT_A_NAME) or not allowed:
        return _page(request, username, onward, "sign-in-too-many", status=429)
    async with gateway.readers() as session:
        row = await users.named(session, username)
    # An invented account with a printed password opens nothing but the demonstration.
    fits = row is not None and row.active and (not row.demo or request.app[LOOK].demo)
    known = row.password_hash if row is not None and fits else None
    if not await request.app[PASSWORDS].matches(known, password) or row is None:
        log.warning(SIGN_IN_REFUSED)
        return _page(request, username, onward, "sign-in-refused", status=403)
    async with gateway.writing(Step.SIGN_IN) as session:
        token = await sessions.begin(session, gateway, row)
        await audit.write(session, gateway.now(), "signed_in", user_id=row.id)
    await limiter.forget(address, "sign_in", _TRIES)
    await limiter.forget(name, "sign_in_name", _TRIES_AT_A_NAME)
    log.info(SIGNED_IN, user_id=str(row.id))
    response = _go_on(onward)
    sessions.set_cookie(response, token)
    return response


async def leave(request: web.Request) -> web.Response:
    """Sign out: the session is gone on our side too."""
    await sessions.end(services(request), request.cookies[sessions.COOKIE])
    async with services(request).writing(Step.SIGN_IN) as session:
        await audit.write(session, services(request).now(), "signed_out", user_id=user(request).id)
    response = _go_on("/sign-in")
    sessions.clear_cookie(response)
    return response


def _next(wanted: str) -> str:
    """Where to go after signing in: a page of ours, never another site."""
    # Browsers drop tabs and line ends from an address: "/\t/elsewhere" would be another site too.
    ours = wanted.isprintable() and wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if ours else _HOME


def _go_on(onward: str) -> web.Response:
    return web.Response(status=303, headers={"Location": onward, "Cache-Control": "no-store"})


def _page(request: web.Request, username: str, onward: str, refused: str, *, status: int = 200) -> web.Response:
    page = SignInPage(username=username, next=onward, refused=refused)
    return request.app[RENDERER].respond(page, shell_of(request), status=status)
