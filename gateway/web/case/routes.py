"""A Case: opening it, what came with it, and its acts. Every look and every act is written into the audit."""

from typing import Final

from aiohttp import web

from gateway.auth.permissions import May
from gateway.casework.access import RestrictedError, demand_access
from gateway.faults import Step
from gateway.keys import place
from gateway.store import audit, casefile, conversations, drafts
from gateway.store.contacts import IdentityCodeRow
from gateway.store.conversations import EntryCodeRow
from gateway.web.case import acts, admission, files, line
from gateway.web.case.opening import respond
from gateway.web.case.show import SAID, Extra
from gateway.web.frame import services, typed, user
from gateway.web.routes import Route

CODE_SHOWN: Final = "identity_code_shown"


async def show(request: web.Request) -> web.Response:
    """Open a Case."""
    done = request.query.get("done", "")
    return await respond(request, Extra(said=done if done in SAID else ""))


async def act(request: web.Request) -> web.Response:
    """Carry out one act. What cannot be carried out comes back with everything that was typed."""
    name = request.match_info["act"]
    if name not in acts.ACTS:
        raise web.HTTPNotFound
    done = await acts.carry_out(request, name)
    if isinstance(done, acts.Failed):
        extra = Extra(typed=done.typed, problem=done.problem)
        return await respond(request, extra, status=done.status)
    raise web.HTTPSeeOther(done.location)


async def show_code(request: web.Request) -> web.Response:
    """Show one hidden identity code on the page, once, and write down who asked."""
    house, reader, form = services(request), user(request), await typed(request)
    case_id, asked = acts.case_id_of(request), form.get("said", "") or form.get("token", "")
    async with admission.looking(request) as session:
        row: IdentityCodeRow | EntryCodeRow | None
        if "said" in form:
            row = await conversations.code_of_case(session, case_id, acts.uuid_of(asked))
        else:
            version_id = acts.uuid_of(form.get("version", ""))
            row = await casefile.identity_code(session, case_id, version_id, asked)
        if row is None:
            raise web.HTTPNotFound
        code = house.keys.open(row.sealed, place(row.__tablename__, "sealed", row.id)).decode()
        await audit.write(session, house.now(), CODE_SHOWN, user_id=reader.id, case_id=case_id, code=str(row.id))
    return await respond(request, Extra(shown={asked: code}))


async def save_draft(request: web.Request) -> web.Response:
    """Keep what somebody has begun to write."""
    house, writer, form = services(request), user(request), await typed(request)
    case_id, field, text = acts.case_id_of(request), form.get("field", ""), form.get("text", "")
    if field not in acts.DRAFTS or len(text) > acts.LONGEST_DRAFT:
        raise web.HTTPUnprocessableEntity
    async with house.writing(Step.DRAFT) as session:
        try:
            await demand_access(session, house, case_id, writer.id)
        except RestrictedError:
            raise web.HTTPForbidden from None
        if await casefile.is_open(session, case_id):
            await drafts.save(session, house.keys, (case_id, writer.id, field), text, house.now())
    return web.Response(status=204)


_CASE: Final = "/inbox/case/{case}"
ROUTES: tuple[Route, ...] = (
    Route("GET", _CASE, show, May.READ_INBOX),
    Route("GET", _CASE + "/file/{file}", files.download, May.READ_INBOX),
    Route("GET", _CASE + "/file/{file}/view", files.view, May.READ_INBOX),
    Route("GET", _CASE + "/original/{contact}", files.original, May.WORK_CASES),
    Route("GET", _CASE + "/line", line.line, May.WORK_CASES),
    Route("POST", _CASE + "/access", admission.admit, May.READ_INBOX),
    Route("POST", _CASE + "/identity-code", show_code, May.WORK_CASES),
    Route("POST", _CASE + "/draft", save_draft, May.WORK_CASES),
    Route("POST", _CASE + "/{act}", act, May.WORK_CASES),
)
