"""The operator's page: what is stuck, and what to do about each."""

from uuid import UUID

from aiohttp import web

from gateway import observe
from gateway.faults import Step
from gateway.store import audit, balance, deliveries, jobs
from gateway.store.states import DeliveryState
from gateway.web.admin.outbox import mail_of
from gateway.web.admin.pages import OperatePage, StuckJob
from gateway.web.frame import RENDERER, services, typed, user
from gateway.web.shell import shell_of

_LOOK_AT = (DeliveryState.OUTCOME_UNKNOWN, DeliveryState.FAILED, DeliveryState.BOUNCED)
_ENDINGS = {"sent": DeliveryState.SENT, "failed": DeliveryState.FAILED}
_MOST = 200


async def index(request: web.Request) -> web.Response:
    """Everything that waits for an operator."""
    gateway = services(request)
    seen = await observe.health(gateway)
    async with gateway.writing(Step.LOOK) as session:
        await audit.write(session, gateway.now(), "operate_seen", user_id=user(request).id)
        stuck = await jobs.given_up(session)
        rows = await deliveries.newest(session, _MOST, _LOOK_AT)
        counted = await jobs.counts(session, gateway.now())
        total = await balance.count(session)
    page = OperatePage(
        degraded=seen.degraded,
        counts=counted,
        jobs=tuple(
            StuckJob(id=str(row.id), kind=row.kind, attempts=row.attempts, problem=row.problem, since=row.created_at)
            for row in stuck
        ),
        mails=tuple(mail_of(gateway, row) for row in rows),
        unaccounted=total.unaccounted,
        received=total.total.received,
    )
    return request.app[RENDERER].respond(page, shell_of(request))


async def try_again(request: web.Request) -> web.Response:
    """Let a given-up Job run again."""
    gateway = services(request)
    async with gateway.writing(Step.OPERATE) as session:
        await jobs.try_again(session, _id(request, "job"), gateway.now())
        await audit.write(session, gateway.now(), "job_tried_again", user_id=user(request).id)
    await gateway.wakes.ring()
    return _back()


async def close(request: web.Request) -> web.Response:
    """A person has found out how a message of unknown outcome ended."""
    gateway, form = services(request), await typed(request)
    ending = _ENDINGS.get(form.get("ending", ""))
    if ending is None:
        raise web.HTTPBadRequest
    async with gateway.writing(Step.OPERATE) as session:
        await deliveries.close(session, _id(request, "delivery"), ending, gateway.now())
        await audit.write(session, gateway.now(), "delivery_closed", user_id=user(request).id, ending=ending)
    return _back()


def _back() -> web.Response:
    return web.Response(status=303, headers={"Location": "/operate", "Cache-Control": "no-store"})


def _id(request: web.Request, name: str) -> UUID:
    try:
        return UUID(request.match_info[name])
    except ValueError:
        raise web.HTTPNotFound from None
