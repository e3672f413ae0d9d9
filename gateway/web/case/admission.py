"""Before a restricted Case: who is not of its team says why, and goes in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework.access import Ground, RestrictedError, demand_access, say_why
from gateway.faults import Step
from gateway.store import casework, inbox
from gateway.web.case.acts import case_id_of
from gateway.web.case.checklist import RestrictedPage
from gateway.web.frame import RENDERER, services, typed, user
from gateway.web.inbox.index import alarm_notices, keys_on, team_name
from gateway.web.shell import shell_of


@asynccontextmanager
async def looking(request: web.Request) -> AsyncIterator[AsyncSession]:
    """A transaction that reads a Case and writes down who looked. Raises HTTPSeeOther where it is kept from them."""
    house, case_id = services(request), case_id_of(request)
    async with house.writing(Step.LOOK) as session:
        try:
            await demand_access(session, house, case_id, user(request).id)
        except RestrictedError:
            raise web.HTTPSeeOther(f"/inbox/case/{case_id}") from None
        yield session


async def ask_why(request: web.Request, case_id: UUID, *, unsaid: bool = False) -> web.Response:
    """The page that says that the Case is restricted, and asks for a reason."""
    house = services(request)
    async with house.readers() as session:
        case = await casework.look(session, case_id)
        pulse = await inbox.pulse(session)
        notices = await alarm_notices(session, pulse, house, request)
    shell = shell_of(request)
    page = RestrictedPage(
        id=str(case_id),
        team=team_name(house, case.team, shell.language),
        grounds=tuple(Ground),
        unsaid=unsaid,
        alarms=notices,
        after=pulse.seq,
        keys_on=keys_on(request),
    )
    return request.app[RENDERER].respond(page, shell, status=422 if unsaid else 200)


async def admit(request: web.Request) -> web.Response:
    """Write down why somebody opens the Case, and let them in."""
    house, case_id, form = services(request), case_id_of(request), await typed(request)
    try:
        ground = Ground(form.get("ground", ""))
    except ValueError:
        return await ask_why(request, case_id, unsaid=True)
    async with house.writing(Step.LOOK) as session:
        case = await casework.look(session, case_id)
        await say_why(session, house, case.id, user(request).id, ground)
    raise web.HTTPSeeOther(f"/inbox/case/{case_id}")
