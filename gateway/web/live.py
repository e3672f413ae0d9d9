"""Live updates: server-sent events that tell a page to look again. The events carry no data of any person."""

import asyncio
import json
from contextlib import suppress
from datetime import timedelta
from typing import Final

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from gateway.auth.permissions import May, may
from gateway.casework.handing import LEASE
from gateway.faults import Step
from gateway.services import Services
from gateway.store import attendance, desk, inbox
from gateway.store.desk import Stir
from gateway.store.inbox import Pulse
from gateway.web import sessions
from gateway.web.frame import SERVICES, User, services, user

CLOSING = web.AppKey("closing", asyncio.Event)

_LOOK_AGAIN: Final = 5.0  # seconds; other processes commit too, and nobody rings for them here
_HEARTBEAT: Final = 15.0  # seconds; proxies drop a line on which nothing comes
_STILL_SIGNED_IN: Final = timedelta(seconds=20)
_RETRY: Final = 2_000  # milliseconds until a browser connects again
QUIET: Final = Stir(waiting=(), unread=())
_HEADERS: Final = {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def install(app: web.Application) -> None:
    """Let open streams end when *app* shuts down, so that stopping does not wait for browsers."""
    app.on_startup.append(_open)
    app.on_shutdown.append(_close)


async def events(request: web.Request) -> web.StreamResponse:
    """One event whenever something was committed after `after` (or Last-Event-ID), with the open emergencies."""
    response = web.StreamResponse(headers=_HEADERS)
    await response.prepare(request)
    await response.write(f"retry: {_RETRY}\n\n".encode())
    # Whatever ends it, the browser connects again and says where it was.
    with suppress(SQLAlchemyError, ConnectionError):
        await _tell(request, response)
    return response


async def _tell(request: web.Request, response: web.StreamResponse) -> None:
    house, reader = services(request), user(request)
    told: tuple[Pulse, Stir] | None = None
    after = _cursor(request)
    quiet, looked = 0.0, house.now()
    await _stay(house, reader)
    while not request.app[CLOSING].is_set():
        rung = house.wakes.count
        found = await _look(house, reader)
        # The first look is told only if something has happened since the page was made.
        if found != told and (told is not None or found[0].seq > after or found[1] != QUIET):
            await response.write(_event(*found))
            quiet = 0.0
        told = found
        if not await house.wakes.wait(rung, _LOOK_AGAIN):
            quiet += _LOOK_AGAIN
        if house.now() - looked >= _STILL_SIGNED_IN:
            # Who looks at the list is known to be there (an alarm rings here first); who has signed out looks no more.
            if _is_gone(request) or await sessions.find(house, request.cookies.get(sessions.COOKIE, "")) is None:
                break
            await _stay(house, reader)
            looked = house.now()
        if quiet >= _HEARTBEAT:
            await response.write(b": still here\n\n")
            quiet = 0.0


def _is_gone(request: web.Request) -> bool:
    """Whether the browser has hung up: a page that is closed keeps nobody at the desk."""
    return request.transport is None or request.transport.is_closing()


async def _look(house: Services, reader: User) -> tuple[Pulse, Stir]:
    async with house.readers() as session:
        pulse = await inbox.pulse(session)
        works = may(reader.role, May.WORK_CASES)
        return pulse, await desk.stir(session, reader.id, house.now()) if works else QUIET


async def _stay(house: Services, reader: User) -> None:
    """Whoever is at the chat desk stays there while their page is open."""
    async with house.readers() as session:
        is_here = any(one.user_id == reader.id for one in await attendance.here(session, house.now()))
    if is_here:
        async with house.writing(Step.PRESENCE) as session:
            await attendance.stay(session, reader.id, house.now(), house.now() + LEASE)


def _event(pulse: Pulse, stir: Stir) -> bytes:
    told = {
        "seq": pulse.seq,
        "alarms": [str(case) for case in pulse.alarms],
        "waiting": [str(one) for one in stir.waiting],
        "unread": {str(one): count for one, count in stir.unread},
    }
    return f"id: {pulse.seq}\nevent: changed\ndata: {json.dumps(told)}\n\n".encode()


def _cursor(request: web.Request) -> int:
    given = request.headers.get("Last-Event-ID") or request.query.get("after", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0  # noqa: PLR2004  fits 64 bits


async def _open(app: web.Application) -> None:
    app[CLOSING] = asyncio.Event()


async def _close(app: web.Application) -> None:
    app[CLOSING].set()
    await app[SERVICES].wakes.ring()
