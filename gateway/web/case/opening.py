"""Opening a Case: its page as it stands now. Every look is written into the audit."""

from dataclasses import replace
from typing import Final

from aiohttp import web

from gateway.auth.permissions import May, may
from gateway.casework.access import RestrictedError, demand_access
from gateway.casework.casefile import open_case
from gateway.errors import CaseNotFoundError
from gateway.faults import Step
from gateway.store import audit, drafts, inbox
from gateway.web.case import acts, admission
from gateway.web.case.chat_pane import pane
from gateway.web.case.client import client_pane
from gateway.web.case.floor_pane import floor_pane
from gateway.web.case.show import Extra, case_page
from gateway.web.case.suggestion_pane import suggestion_pane
from gateway.web.frame import RENDERER, services, user
from gateway.web.inbox import desk
from gateway.web.inbox.index import alarm_notices
from gateway.web.inbox.words import Speaker
from gateway.web.shell import shell_of

OPENED: Final = "opened"


async def respond(request: web.Request, extra: Extra, *, status: int = 200) -> web.Response:
    """The page of the Case as it stands now; the look is audited in the transaction that reads."""
    house, reader = services(request), user(request)
    case_id = acts.case_id_of(request)
    async with house.writing(Step.LOOK) as session:
        try:
            await demand_access(session, house, case_id, reader.id)
            opened = await open_case(session, house, case_id)
        except CaseNotFoundError:
            raise web.HTTPNotFound from None
        except RestrictedError:
            return await admission.ask_why(request, case_id)
        await audit.write(session, house.now(), OPENED, user_id=reader.id, case_id=case_id)
        begun = await drafts.of(session, house.keys, case_id, reader.id)
        extra, at_desk = replace(extra, chat=await pane(session, house, case_id, begun, extra.shown)), None
        if may(reader.role, May.WORK_CASES):
            speaker = Speaker(texts=house.texts, language=shell_of(request).language, now=house.now())
            client = await client_pane(session, house, opened, reader.id, speaker)
            extra = replace(extra, client=client, suggestion=await suggestion_pane(session, house, opened))
            at_desk = await desk.view(session, request)
        floor = await floor_pane(session, request, extra.chat) if extra.chat else None
        pulse = await inbox.pulse(session)
        notices = await alarm_notices(session, pulse, house, request)
    page = case_page(request, opened, begun, (pulse.seq, notices), extra)
    page = replace(page, floor=floor, desk=at_desk)
    return request.app[RENDERER].respond(page, shell_of(request), status=status)
