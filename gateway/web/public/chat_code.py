"""Coming back to a conversation by a code, from any device. Codes and tokens travel in bodies, never in addresses."""

import asyncio
import json
from typing import Final

from aiohttp import web

from gateway.chat.tokens import Visitor, new_token, read_token
from gateway.faults import Step
from gateway.ids import new_code, read_code
from gateway.services import Services
from gateway.store import return_codes
from gateway.web.frame import services
from gateway.web.public.limiting import LIMITER, STATUS_LIMITS, address_key
from gateway.web.public.status import AT_LEAST

_PURPOSE: Final = "chat_code"
_LONGEST: Final = 512  # characters of a token; no code comes near it
_NEVER_KEPT: Final = {"Cache-Control": "no-store"}


async def give(request: web.Request) -> web.Response:
    """A code for the conversation that the token names; the one that it had before is good no more.

    Raises HTTPForbidden where the token is not good any more, HTTPConflict where nothing has been said yet.
    """
    house, token = services(request), await _asked(request, "token")
    visitor = read_token(house, token)
    if visitor is None:
        raise web.HTTPForbidden
    await _demand_pace(request, "chat_code")
    code = new_code()
    async with house.writing(Step.PRESENCE) as session:
        has_begun = await return_codes.replace(session, visitor.conversation_id, house.index.of(_PURPOSE, code))
    if not has_begun:
        raise web.HTTPConflict
    return web.json_response({"code": code}, headers=_NEVER_KEPT)


async def go_on(request: web.Request) -> web.Response:
    """A token for the conversation that has the code. Unknown and mistyped are answered alike, and as slowly."""
    house, code = services(request), await _asked(request, "code")
    await _demand_pace(request, "chat_continue")
    # Asked even where it cannot be one of ours, so that the time taken tells nothing either.
    visitor, _ = await asyncio.gather(_look(house, read_code(code) or ""), asyncio.sleep(AT_LEAST))
    if visitor is None:
        raise web.HTTPNotFound
    return web.json_response({"token": new_token(house, visitor)}, headers=_NEVER_KEPT)


async def _look(house: Services, code: str) -> Visitor | None:
    async with house.readers() as session:
        found = await return_codes.find(session, house.index.of(_PURPOSE, code))
    return Visitor(conversation_id=found[0], language=found[1]) if found else None


async def _demand_pace(request: web.Request, what: str) -> None:
    if not await request.app[LIMITER].allows(address_key(request), what, STATUS_LIMITS):
        raise web.HTTPTooManyRequests


async def _asked(request: web.Request, name: str) -> str:
    """The word that the body holds under *name*. Raises HTTPBadRequest."""
    try:
        match json.loads(await request.read()):
            case {**asked} if isinstance(word := asked.get(name), str) and len(word) <= _LONGEST:
                return word
    except (ValueError, RecursionError):
        pass
    raise web.HTTPBadRequest
