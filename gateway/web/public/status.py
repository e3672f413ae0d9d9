"""Where a matter stands, for whoever holds its reference. Unknown and mistyped are answered alike."""

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from channels.codes import Language
from gateway.ids import read_reference
from gateway.store import progress
from gateway.store.progress import Progress
from gateway.web.frame import services, typed
from gateway.web.public.failures import fail
from gateway.web.public.limiting import LIMITER, STATUS_LIMITS, address_key
from gateway.web.public.pages import Failure, StatusPage
from gateway.web.public.visitor import language_of, respond
from routing.dates import received


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
        async with house.readers() as session:
            # Asked even where it cannot be one of ours, so that the time taken tells nothing either.
            found = await progress.find(session, reference or "")
    except (SQLAlchemyError, OSError):
        return fail(request, Failure.UNAVAILABLE)
    return respond(request, _page(written, found, language_of(request), asked=True))


def _page(written: str, found: Progress | None, language: Language, *, asked: bool) -> StatusPage:
    return StatusPage(
        asked=asked,
        typed=written[:60],
        progress=found,
        received=received(found.received_at, language) if found else "",
        closed=received(found.closed_at, language) if found and found.closed_at else "",
    )
