"""One client's WebSocket on the chat line, from the handshake to the last word."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from aiohttp import WSCloseCode, WSMsgType, web

from channels.chat.frames import LARGEST, write
from gateway.chat.attending import Attendant
from gateway.chat.hub import Hub
from gateway.web.frame import OURS, SERVICES, services

HUB = web.AppKey("hub", Hub)

_HEARTBEAT: Final = 10.0  # seconds; a client that does not answer within half of that is gone
_PATIENCE: Final = 20.0  # seconds for the first frame
_GOODBYE: Final = 2.0  # seconds for a client to take its last frames
_STILL: Final = 20.0  # seconds after which it is asked again whether the line may be held

Still = Callable[[], Awaitable[bool]]


def install(app: web.Application) -> None:
    """Give *app* a hub, and let its clients go when it shuts down, so that they come again elsewhere."""
    app.on_startup.append(_open)
    app.on_shutdown.append(_close)
    app.on_cleanup.append(_stop)


def demand_own_page(request: web.Request) -> None:
    """Refuse a line that another site's page opens: browsers let every page open one, with our cookies."""
    # A browser names the origin of every WebSocket, whatever it hides elsewhere.
    origin = urlsplit(request.headers.get("Origin", "")).netloc
    ours = {request.host, urlsplit(services(request).settings.link).netloc}
    if origin not in ours or request.headers.get("Sec-Fetch-Site", "same-origin") not in OURS:
        raise web.HTTPForbidden


async def serve(request: web.Request, attendant: Attendant, still: Still | None) -> web.StreamResponse:
    """Carry frames both ways until one side goes. *still* tells whether the client may stay."""
    # Not compressed: frames are small, and lengths would tell what they have in common.
    socket = web.WebSocketResponse(heartbeat=_HEARTBEAT, max_msg_size=LARGEST, compress=False, timeout=_GOODBYE)
    await socket.prepare(request)
    with attendant:
        says = asyncio.create_task(_say(socket, attendant), name="chat says")
        works = [_hear(socket, attendant), *([_stay(attendant, still)] if still else [])]
        tasks = [asyncio.create_task(work, name="chat hears") for work in works]
        await attendant.outlet.gone.wait()
        # What was heard is answered before the line is closed, if the client still takes it.
        await asyncio.wait({says}, timeout=_GOODBYE)
        says.cancel()
        await _end(request, socket, attendant.outlet.closed or WSCloseCode.OK)
        # Not cancelled: what they ask the database is asked to its end. They hear nothing more.
        await asyncio.gather(*tasks, says, return_exceptions=True)
    return socket


async def _end(request: web.Request, socket: web.WebSocketResponse, code: int) -> None:
    try:
        async with asyncio.timeout(2 * _GOODBYE):
            await socket.close(code=code)
    except (ConnectionError, TimeoutError):
        # It takes nothing any more, not even a goodbye.
        if request.transport is not None:
            request.transport.abort()


async def _hear(socket: web.WebSocketResponse, attendant: Attendant) -> None:
    outlet = attendant.outlet
    try:
        while outlet.closed is None:
            message = await socket.receive(timeout=None if outlet.line.is_open else _PATIENCE)
            if message.type is WSMsgType.TEXT:
                # One after another: who sends faster than we store waits, and the network makes the sender wait.
                await attendant.hear(message.data)
            else:
                outlet.close(WSCloseCode.UNSUPPORTED_DATA if message.type is WSMsgType.BINARY else WSCloseCode.OK)
    except TimeoutError:
        outlet.close(WSCloseCode.POLICY_VIOLATION)
    finally:
        outlet.close(WSCloseCode.INTERNAL_ERROR)


async def _say(socket: web.WebSocketResponse, attendant: Attendant) -> None:
    outlet = attendant.outlet
    with suppress(ConnectionError):
        while True:
            await outlet.wait()
            frames = outlet.take()
            for frame in frames:
                await socket.send_str(write(frame))
            attendant.sent()
            if outlet.closed is not None and not frames:
                return


async def _stay(attendant: Attendant, still: Still) -> None:
    gone = attendant.outlet.gone
    while not gone.is_set():
        with suppress(TimeoutError):
            async with asyncio.timeout(_STILL):
                await gone.wait()
        if not gone.is_set() and not await still():
            attendant.outlet.close(WSCloseCode.POLICY_VIOLATION)


async def _open(app: web.Application) -> None:
    app[HUB] = Hub(app[SERVICES])
    app[HUB].start()


async def _close(app: web.Application) -> None:
    app[HUB].close()


async def _stop(app: web.Application) -> None:
    await app[HUB].stop()
