"""The web application: every route with its guard, and what stands around them."""

from typing import Final

from aiohttp import web

from gateway.auth.passwords import Passwords
from gateway.services import Services
from gateway.web import live, sockets
from gateway.web.admin.routes import ROUTES as ADMIN
from gateway.web.admin.sign_in import PASSWORDS
from gateway.web.api.routes import ROUTES as API
from gateway.web.case.routes import ROUTES as CASE
from gateway.web.corrections.routes import ROUTES as CORRECTIONS
from gateway.web.frame import RENDERER, SERVICES
from gateway.web.guard import add_headers, guarded, recovering
from gateway.web.inbox.routes import ROUTES as INBOX
from gateway.web.look import LOOK, STATIC, Look, version_of
from gateway.web.pages import Renderer, environment
from gateway.web.problems import show
from gateway.web.public import sites
from gateway.web.public.limiting import LIMITER, new_limiter
from gateway.web.public.routes import ROUTES as PUBLIC
from gateway.web.routes import Route
from gateway.web.rules.routes import ROUTES as RULES
from gateway.web.shadow.routes import ROUTES as SHADOW
from gateway.web.team.routes import ROUTES as TEAM

LARGEST_BODY: Final = 1024 * 1024  # bytes; a form's text is at most 20,000 characters, and we say so kindly above that
# A HEAD of these would never be answered.
_ENDLESS: Final = frozenset({"/inbox/events", "/chat/line", "/inbox/case/{case}/line"})
ROUTES: Final[tuple[Route, ...]] = (*PUBLIC, *INBOX, *CASE, *RULES, *SHADOW, *CORRECTIONS, *TEAM, *ADMIN, *API)


def make_application(services: Services, *, demo: bool) -> web.Application:
    """The application, ready to be run."""
    app = web.Application(client_max_size=LARGEST_BODY, middlewares=[recovering(show)])
    app[SERVICES] = services
    app[RENDERER] = Renderer(environment=environment(), texts=services.texts)
    app[LOOK] = Look(version=version_of(), demo=demo)
    app[LIMITER] = new_limiter()
    app[PASSWORDS] = Passwords()
    live.install(app)
    sockets.install(app)
    for route in ROUTES:
        handler = guarded(route.handler, route.may)
        if route.method == "GET" and route.path not in _ENDLESS:
            app.router.add_get(route.path, handler, allow_head=True)
        else:
            app.router.add_route(route.method, route.path, handler)
    app.router.add_static("/static", STATIC)
    app.on_response_prepare.append(add_headers)
    app.on_response_prepare.append(sites.add_headers)
    return app
