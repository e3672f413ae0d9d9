"""The operator's page: how the installation is, what is stuck, and what to do about each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from aiohttp import web

from gateway.condition.figures import Figures, measure
from gateway.condition.greeting import greets
from gateway.condition.judging import judge
from gateway.condition.limits import READY
from gateway.faults import Step
from gateway.services import Services
from gateway.steps import outbound
from gateway.store import audit, deliveries, jobs, vitals
from gateway.store.states import DeliveryState, JobKind
from gateway.web.admin.operate_lines import concerns, letter, mailbox, queue, waiting_job, well
from gateway.web.admin.operate_pages import OperatePage
from gateway.web.frame import RENDERER, services, typed, user
from gateway.web.shell import shell_of

_ENDINGS: Final = {"sent": DeliveryState.SENT, "failed": DeliveryState.FAILED}
_DID_NOT_ARRIVE: Final = (DeliveryState.FAILED, DeliveryState.BOUNCED)
_MOST: Final = 200
_MOST_SLOW: Final = 50
_NEWEST: Final = 20


async def index(request: web.Request) -> web.Response:
    """How everything is. Writes nothing and opens nothing sealed, so that it is there also when a key is not."""
    gateway = services(request)
    figures = await measure(gateway)
    findings = judge(gateway, figures, greets=await _relay_greets(gateway))
    async with gateway.readers() as session:
        given_up = await vitals.given_up(session, _MOST)
        slow = await vitals.slow(session, _due_before(figures), _MOST_SLOW)
        unknown = await deliveries.newest(session, _MOST, (DeliveryState.OUTCOME_UNKNOWN,))
        undelivered = await deliveries.newest(session, _NEWEST, _DID_NOT_ARRIVE)
    page = OperatePage(
        at=figures.at,
        worst=max(finding.level for finding in findings).code,
        concerns=concerns(findings),
        well=well(findings),
        received=figures.balance.total.received,
        queues=tuple(queue(figures, one) for one in figures.standing),
        mailboxes=tuple(mailbox(figures, one) for one in figures.mailboxes),
        given_up=tuple(waiting_job(row) for row in given_up),
        slow=tuple(waiting_job(row) for row in slow),
        unknown=tuple(letter(row) for row in unknown),
        undelivered=tuple(letter(row) for row in undelivered),
    )
    return request.app[RENDERER].respond(page, shell_of(request))


async def try_again(request: web.Request) -> web.Response:
    """Let a Job run now that was given up, or that waits after a failure."""
    gateway = services(request)
    async with gateway.writing(Step.OPERATE) as session:
        if await jobs.try_again(session, _id(request, "job"), gateway.now()):
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
        if await outbound.close(session, gateway, _id(request, "delivery"), ending):
            await audit.write(session, gateway.now(), "delivery_closed", user_id=user(request).id, ending=ending)
    await gateway.wakes.ring()
    return _back()


async def _relay_greets(gateway: Services) -> bool | None:
    way = gateway.settings.relay
    return await greets((way.host, way.port)) if way else None


def _due_before(figures: Figures) -> Mapping[JobKind, datetime]:
    return {kind: figures.at - limit.trouble for kind, limit in READY.items()}


def _back() -> web.Response:
    return web.Response(status=303, headers={"Location": "/operate", "Cache-Control": "no-store"})


def _id(request: web.Request, name: str) -> UUID:
    try:
        return UUID(request.match_info[name])
    except ValueError:
        raise web.HTTPNotFound from None
