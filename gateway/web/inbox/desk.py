"""The chat desk in the inbox: who waits, what is in hand, signing on and off, and taking the next one."""

from datetime import timedelta
from uuid import UUID

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework import handing
from gateway.casework.access import RestrictedError
from gateway.casework.handing import MOST, LateError
from gateway.errors import RefusedError, TakenError
from gateway.faults import Step
from gateway.services import Services
from gateway.steps.conversing import line_of
from gateway.store import attendance, desk
from gateway.store.desk import InHand, Waiting
from gateway.web.frame import RENDERER, services, typed, user
from gateway.web.inbox.desk_pages import DeskPart, DeskView, MineView, WaitingView
from gateway.web.inbox.words import Speaker
from gateway.web.shell import shell_of

# What may be told of a taking that did not come about; texts `refused-desk-…`.
_TOLD = frozenset({"late", "full", "absent", "nobody", "capacity"})
_PREFIX = "refused-desk-"


async def part(request: web.Request) -> web.Response:
    """The desk alone, for a page that is already open."""
    async with services(request).readers() as session:
        shown = await view(session, request)
    return request.app[RENDERER].respond(DeskPart(desk=shown), shell_of(request))


async def view(session: AsyncSession, request: web.Request) -> DeskView:
    """The desk as the reader has it."""
    house, reader = services(request), user(request)
    now = house.now()
    speaker = Speaker(texts=house.texts, language=shell_of(request).language, now=now)
    here = {one.user_id: one for one in await attendance.here(session, now)}
    own = here.get(reader.id)
    waiting = await desk.waiting(session, now)
    problem = request.query.get("desk", "")
    return DeskView(
        here=own is not None,
        capacity=own.capacity if own else 0,
        others=len(here) - (own is not None),
        is_open=house.hours_of(line_of(house)).is_open(now),
        waiting=tuple(_waiting(one, place, speaker) for place, one in enumerate(waiting, 1)),
        longest=speaker.lasting(max((now - one.since for one in waiting), default=timedelta(0))),
        mine=tuple(_mine(one, speaker) for one in await desk.in_hand(session, reader.id, now)),
        typical=await desk.typical_wait(session, now) or 0,
        problem=problem if problem in _TOLD else "",
        most=MOST,
    )


async def sign_on(request: web.Request) -> web.StreamResponse:
    """Be at the desk from now on."""
    house, reader, wanted = services(request), user(request), (await typed(request)).get("capacity", "")
    try:
        async with house.writing(Step.ACT) as session:
            await handing.sign_on(session, house, reader.id, int(wanted) if wanted in "12345" and wanted else 0)
    except RefusedError as problem:
        return _back(problem)
    await house.wakes.ring()
    return _back()


async def sign_off(request: web.Request) -> web.StreamResponse:
    """Leave the desk. What is in hand stays so while its line is open."""
    house, reader = services(request), user(request)
    async with house.writing(Step.ACT) as session:
        await attendance.end(session, reader.id)
    await house.wakes.ring()
    return _back()


async def take_next(request: web.Request) -> web.StreamResponse:
    """Take whoever is next. Where somebody else is quicker, the one after that."""
    house, reader = services(request), user(request)
    async with house.readers() as session:
        waiting = await desk.waiting(session, house.now())
    problem = RefusedError(f"{_PREFIX}nobody")
    for one in waiting:
        try:
            return await _take(house, reader.id, one.conversation_id)
        except (LateError, TakenError, RestrictedError):
            continue
        except RefusedError as refused:
            problem = refused
            break
    return _back(problem)


async def take(request: web.Request) -> web.StreamResponse:
    """Take one of those who wait."""
    house, reader, form = services(request), user(request), await typed(request)
    try:
        wanted = UUID(form.get("conversation", ""))
    except ValueError:
        raise web.HTTPNotFound from None
    try:
        return await _take(house, reader.id, wanted)
    except RestrictedError as problem:
        # The page of the Case asks why; then it may be taken there.
        raise web.HTTPSeeOther(f"/inbox/case/{problem.case_id}") from None
    except TakenError:
        return _back(LateError())
    except RefusedError as problem:
        return _back(problem)


async def _take(house: Services, user_id: UUID, conversation_id: UUID) -> web.StreamResponse:
    async with house.writing(Step.ACT) as session:
        case_id = await handing.take(session, house, user_id, conversation_id)
    await house.wakes.ring(conversation_id)
    await house.wakes.ring()
    return _to(f"/inbox/case/{case_id}#act-chat")


def _back(problem: RefusedError | None = None) -> web.Response:
    return _to(f"/inbox?desk={problem.key.removeprefix(_PREFIX)}" if problem else "/inbox")


def _to(location: str) -> web.Response:
    return web.Response(status=303, headers={"Location": location, "Cache-Control": "no-store"})


def _waiting(one: Waiting, place: int, speaker: Speaker) -> WaitingView:
    """Nothing of the matter: it is shown to who opens the Case, where the look is written down."""
    return WaitingView(
        conversation_id=str(one.conversation_id),
        case_id=str(one.case.id),
        place=place,
        urgency=one.case.urgency,
        waiting=speaker.lasting(speaker.now - one.since),
        language=one.language,
        here=one.here,
        holder=one.holder,
    )


def _mine(one: InHand, speaker: Speaker) -> MineView:
    reason = speaker.say(f"reason-{one.case.reason}") if one.case.reason else speaker.say("inbox-no-reason")
    return MineView(
        conversation_id=str(one.conversation_id),
        case_id=str(one.case.id),
        name=f"{reason} · {one.reference}",
        unread=one.unread,
        here=one.here,
    )
