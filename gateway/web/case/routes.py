"""A Case: opening it, what came with it, and its acts. Every look and every act is written into the audit."""

from dataclasses import replace
from typing import Final
from urllib.parse import quote

from aiohttp import web

from gateway.auth.permissions import May, may
from gateway.casework.access import RestrictedError, demand_access
from gateway.casework.casefile import open_case
from gateway.errors import CaseNotFoundError
from gateway.faults import Step
from gateway.keys import place
from gateway.store import audit, casefile, conversations, drafts, inbox
from gateway.store.contacts import IdentityCodeRow
from gateway.store.conversations import EntryCodeRow
from gateway.web.case import acts, admission, line
from gateway.web.case.chat_pane import pane
from gateway.web.case.client import client_pane
from gateway.web.case.show import SAID, Extra, case_page
from gateway.web.frame import RENDERER, services, typed, user
from gateway.web.inbox.index import alarm_notices
from gateway.web.inbox.words import Speaker
from gateway.web.routes import Route
from gateway.web.shell import shell_of

OPENED: Final = "opened"
CODE_SHOWN: Final = "identity_code_shown"
FILE_OPENED: Final = "attachment_opened"
ORIGINAL_OPENED: Final = "original_opened"
_LONGEST_NAME: Final = 120
_SUFFIXES: Final = {"message/rfc822": "eml", "application/json": "json"}
# Whatever the sender's program claims, a browser saves the file and never runs it.
_DOWNLOAD: Final = {
    "Content-Type": "application/octet-stream",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


async def show(request: web.Request) -> web.Response:
    """Open a Case."""
    done = request.query.get("done", "")
    return await respond(request, Extra(said=done if done in SAID else ""))


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
        chat = await pane(session, house, case_id, begun, extra.shown)
        if may(reader.role, May.WORK_CASES):
            speaker = Speaker(texts=house.texts, language=shell_of(request).language, now=house.now())
            extra = replace(extra, client=await client_pane(session, house, opened, reader.id, speaker))
        pulse = await inbox.pulse(session)
        notices = await alarm_notices(session, pulse, house, request)
    page = case_page(request, opened, begun, (pulse.seq, notices), extra, chat)
    return request.app[RENDERER].respond(page, shell_of(request), status=status)


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


async def download(request: web.Request) -> web.Response:
    """One file, to be saved."""
    house, reader = services(request), user(request)
    case_id, file_id = acts.case_id_of(request), acts.uuid_of(request.match_info["file"])
    async with admission.looking(request) as session:
        row = await casefile.attachment(session, case_id, file_id)
        if row is None:
            raise web.HTTPNotFound
        await audit.write(session, house.now(), FILE_OPENED, user_id=reader.id, case_id=case_id, attachment=str(row.id))
    name = house.keys.open(row.sealed_name, place("attachments", "sealed_name", row.id)).decode()
    content = house.keys.open(row.sealed, place("attachments", "sealed", row.id))
    safe = quote(name[-_LONGEST_NAME:].replace("/", "_").replace("\\", "_"), safe="")
    return web.Response(
        body=content, headers={**_DOWNLOAD, "Content-Disposition": f"attachment; filename*=UTF-8''{safe}"}
    )


async def original(request: web.Request) -> web.Response:
    """The bytes of one contact as they came, to be saved: what no machine could read, a person can."""
    house, reader = services(request), user(request)
    case_id, contact_id = acts.case_id_of(request), acts.uuid_of(request.match_info["contact"])
    async with admission.looking(request) as session:
        row = await casefile.original(session, case_id, contact_id)
        if row is None:
            raise web.HTTPNotFound
        await audit.write(
            session, house.now(), ORIGINAL_OPENED, user_id=reader.id, case_id=case_id, original=str(row.id)
        )
    suffix = _SUFFIXES.get(row.media_type, "bin")
    return web.Response(
        body=house.keys.open(row.sealed, place("originals", "sealed", row.id)),
        headers={**_DOWNLOAD, "Content-Disposition": f'attachment; filename="{contact_id}.{suffix}"'},
    )


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
    Route("GET", _CASE + "/file/{file}", download, May.READ_INBOX),
    Route("GET", _CASE + "/original/{contact}", original, May.WORK_CASES),
    Route("GET", _CASE + "/line", line.line, May.WORK_CASES),
    Route("POST", _CASE + "/access", admission.admit, May.READ_INBOX),
    Route("POST", _CASE + "/identity-code", show_code, May.WORK_CASES),
    Route("POST", _CASE + "/draft", save_draft, May.WORK_CASES),
    Route("POST", _CASE + "/{act}", act, May.WORK_CASES),
)
