"""Where a matter stands, for whoever holds its reference. Unknown and mistyped are answered alike, and as slowly."""

import asyncio
from typing import Final

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from channels.codes import Language
from gateway.ids import read_reference
from gateway.services import Services
from gateway.store import progress
from gateway.store.progress import Progress, Step
from gateway.web.frame import services, typed
from gateway.web.public.failures import fail
from gateway.web.public.limiting import LIMITER, STATUS_LIMITS, address_key
from gateway.web.public.pages import Failure, StatusPage
from gateway.web.public.visitor import language_of, respond
from routing.dates import received

AT_LEAST: Final = 0.2  # seconds that every answer takes: more than any look needs, so that no look can be timed


async def show(request: web.Request) -> web.Response:
    """The question for a reference."""
    return respond(request, _page("", None, language_of(request), asked=False))


async def ask(request: web.Request) -> web.Response:
    """The step and its date. The reference comes in the body and stands in no address, log or history."""
    house = services(request)
    if not await request.app[LIMITER].allows(address_key(request), "status", STATUS_LIMITS):
        return fail(request, Failure.TOO_MANY)
    written = (await typed(request)).get("reference", "")
    reference = read_reference(written, house.county.reference_prefix)
    try:
        # Asked even where it cannot be one of ours, so that the time taken tells nothing either.
        found, _ = await asyncio.gather(_look(house, reference or ""), asyncio.sleep(AT_LEAST))
    except (SQLAlchemyError, OSError):
        return fail(request, Failure.UNAVAILABLE)
    return respond(request, _page(written, found, language_of(request), asked=True))


async def _look(house: Services, reference: str) -> Progress | None:
    async with house.readers() as session:
        return await progress.find(session, reference)


def _page(written: str, found: Progress | None, language: Language, *, asked: bool) -> StatusPage:
    steps = _steps(found.step) if found else ()
    return StatusPage(
        asked=asked,
        typed=written[:60],
        progress=found,
        steps=steps,
        at=steps.index(found.step) if found else 0,
        received=received(found.received_at, language) if found else "",
        done=received(found.done_at, language) if found and found.done_at else "",
    )


def _steps(at: Step) -> tuple[Step, ...]:
    # That we wait for somebody is a step only while it is so.
    return tuple(step for step in Step if step is not Step.WAITING or at is step)
