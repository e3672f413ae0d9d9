"""How we are: for load balancers, monitoring and the other programs of this machine."""

import hmac
from typing import Final

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from channels.channel import StoreUnavailableError
from gateway import observe
from gateway.settings import LOOPBACK
from gateway.store import balance as store
from gateway.web.frame import services
from gateway.web.public.limiting import address_of

_NO_STORE: Final = {"Cache-Control": "no-store"}


async def live(_request: web.Request) -> web.Response:
    """We run. Says nothing of the database: a restart would not mend that."""
    return web.json_response({"live": True}, headers=_NO_STORE)


async def health(request: web.Request) -> web.Response:
    """200 while we can keep what comes, else 503; with the parts that are not well."""
    seen = await observe.health(services(request))
    body = {"live": True, "ready": seen.ready, "degraded": list(seen.degraded)}
    return web.json_response(body, status=200 if seen.ready else 503, headers=_NO_STORE)


async def balance(request: web.Request) -> web.Response:
    """What was received against what is recorded; 500 when something is unaccounted for."""
    _demand_observer(request)
    try:
        async with services(request).readers() as session:
            counted = await store.count(session)
    except (SQLAlchemyError, OSError) as problem:
        raise StoreUnavailableError from problem
    return web.json_response(counted.as_json(), status=500 if counted.unaccounted else 200, headers=_NO_STORE)


async def metrics(request: web.Request) -> web.Response:
    """Prometheus text."""
    _demand_observer(request)
    body = await observe.metrics(services(request))
    return web.Response(body=body, headers=_NO_STORE | {"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})


def _demand_observer(request: web.Request) -> None:
    """Only this machine, or who holds the token: the figures are nobody else's business."""
    settings = services(request).settings
    token = settings.observe_token.get_secret_value()
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and hmac.compare_digest(given.encode(), token.encode()):
        return
    # A proxy on this machine speaks for strangers.
    if "X-Forwarded-For" in request.headers or address_of(request, trusted_proxy=False) not in LOOPBACK:
        raise web.HTTPNotFound
