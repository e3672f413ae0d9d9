"""Signed webhooks of telephony providers."""

from typing import Final

import structlog
from aiohttp import web

from channels.phone import callbacks
from channels.phone.callbacks import CallKind
from channels.phone.providers import PROVIDERS, MalformedEventError, SignedRequest, WrongSignatureError
from gateway import pipeline
from gateway.faults import Moment
from gateway.web.frame import services
from gateway.web.problems import problem

log = structlog.get_logger()

WEBHOOK_REFUSED: Final = "webhook_refused"
_KEPT: Final = frozenset({CallKind.CALLBACK_REQUESTED, CallKind.CALL_MISSED})


async def receive(request: web.Request) -> web.Response:
    """Keep a callback request or a missed call. 2xx only when it is durable; the provider repeats anything else."""
    gateway, name = services(request), request.match_info["provider"]
    secret = gateway.settings.webhook_secret.get_secret_value()
    if name not in PROVIDERS or not secret:
        raise web.HTTPNotFound
    signed = SignedRequest(
        headers={key.lower(): value for key, value in request.headers.items()}, body=await request.read()
    )
    try:
        event = PROVIDERS[name](signed, secret.encode(), gateway.now())
    except WrongSignatureError as wrong:
        log.warning(WEBHOOK_REFUSED, provider=name, problem=wrong.problem)
        return problem(401, "Wrong signature", detail=wrong.problem)
    except MalformedEventError as malformed:
        log.warning(WEBHOOK_REFUSED, provider=name, problem=malformed.problem)
        return problem(400, "Malformed event", detail=malformed.problem, field=malformed.field)
    if event.line not in gateway.county.lines:
        return problem(422, "Unknown line", field="line")
    if event.kind not in _KEPT:
        return web.Response(status=204)  # nobody waits for an answer to a call that was begun or answered
    kept = await pipeline.keep(gateway, callbacks.encode(event), (callbacks.delivery(event),))
    await gateway.faults.reached(Moment.BEFORE_HTTP_YES)
    body = {"kept": True, "repeated": kept.receipts[0].repeated}
    return web.json_response(body, status=200, headers={"Cache-Control": "no-store"})
