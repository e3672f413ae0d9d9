"""The visitor's end of the chat line: a WebSocket, and requests that wait where no WebSocket gets through."""

import json
from typing import Final

from aiohttp import web
from limits import RateLimitItemPerHour, RateLimitItemPerMinute

from channels.chat.frames import LARGEST, Hello, as_json
from gateway.chat.attending import Attendant
from gateway.chat.speakers import VisitorSpeaker
from gateway.web.frame import is_invited, services
from gateway.web.public.limiting import LIMITER, address_key
from gateway.web.public.visitor import language_of
from gateway.web.sockets import HUB, demand_own_page, serve

# From one address: a library or a service home has one for all who sit there.
CONVERSATION_LIMITS: Final = (RateLimitItemPerMinute(20), RateLimitItemPerHour(120))
WAIT: Final = 20.0  # seconds that a request waits for something to be said
_LONGEST_BODY: Final = 4 * LARGEST
_MOST_FRAMES: Final = 20
_LONGEST_TOKEN: Final = 512


async def line(request: web.Request) -> web.StreamResponse:
    """The line itself."""
    if not is_invited(request):
        demand_own_page(request)
    return await serve(request, _attendant(request), None)


async def poll(request: web.Request) -> web.Response:
    """Hear some frames and answer with what there is; where there is nothing, with what comes in the next seconds."""
    token, after, frames = await _asked(request)
    with _attendant(request) as attendant:
        outlet = attendant.outlet
        await attendant.enter(Hello(token=token, after=after))
        for frame in frames:
            await attendant.hear(json.dumps(frame))
        # How things stand is told with what comes next; that alone would be no reason to answer at once.
        await outlet.wait_for_word(WAIT)
        said = outlet.take()
    answer = {"frames": [as_json(one) for one in said]}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


def _attendant(request: web.Request) -> Attendant:
    house, hub, limiter = services(request), request.app[HUB], request.app[LIMITER]
    who = address_key(request)

    async def admit() -> bool:
        return await limiter.allows(who, "chat", CONVERSATION_LIMITS)

    return Attendant(house, hub, VisitorSpeaker(house, hub, language_of(request), admit))


async def _asked(request: web.Request) -> tuple[str, int, list[object]]:
    """What the request holds: token, cursor and frames. Raises HTTPBadRequest, HTTPRequestEntityTooLarge."""
    body = await request.read()
    if len(body) > _LONGEST_BODY:
        raise web.HTTPRequestEntityTooLarge(max_size=_LONGEST_BODY, actual_size=len(body))
    try:
        asked = json.loads(body)
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest from None
    match asked:
        case {"token": str(token), "after": int(after), "frames": list(frames)} if (
            len(token) <= _LONGEST_TOKEN and after >= 0 and len(frames) <= _MOST_FRAMES
        ):
            return token, after, frames
    raise web.HTTPBadRequest
