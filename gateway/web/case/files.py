"""Files that came with a contact: saved, or looked at in the browser where that is safe; and originals."""

from typing import Final
from urllib.parse import quote

from aiohttp import web

from gateway.antivirus import Verdict
from gateway.keys import place
from gateway.store import audit, casefile
from gateway.web.case import acts, admission
from gateway.web.case.file_view import kind_of
from gateway.web.case.opening import respond
from gateway.web.case.pages import Problem
from gateway.web.case.show import Extra
from gateway.web.frame import services, user
from gateway.web.inbox.words import Speaker
from gateway.web.shell import shell_of

FILE_OPENED: Final = "attachment_opened"
FILE_REFUSED: Final = "attachment_refused"
ORIGINAL_OPENED: Final = "original_opened"

_LONGEST_NAME: Final = 120
_SUFFIXES: Final = {"message/rfc822": "eml", "application/json": "json"}
_NEVER_KEPT: Final = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
# Whatever the sender's program claims, a browser saves the file and never runs it.
_DOWNLOAD: Final = {
    **_NEVER_KEPT,
    "Content-Type": "application/octet-stream",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}
# Chromium shows no PDF in a sandbox; its viewer is one.
_VIEW: Final = {**_NEVER_KEPT, "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'"}
_VIEW_PDF: Final = {
    **_NEVER_KEPT,
    "Content-Security-Policy": "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'",
}


async def download(request: web.Request) -> web.Response:
    """One file, to be saved."""
    found = await _asked_for(request)
    if isinstance(found, web.Response):
        return found
    name, content = found
    safe = quote(name[-_LONGEST_NAME:].replace("/", "_").replace("\\", "_"), safe="")
    return web.Response(
        body=content, headers={**_DOWNLOAD, "Content-Disposition": f"attachment; filename*=UTF-8''{safe}"}
    )


async def view(request: web.Request) -> web.Response:
    """One file in the browser, if it is a picture or a PDF; whatever it calls itself."""
    found = await _asked_for(request)
    if isinstance(found, web.Response):
        return found
    _, content = found
    shown = kind_of(content)
    if shown is None:
        return await _refuse(request, "file-no-view")
    headers = _VIEW_PDF if shown == "application/pdf" else _VIEW
    return web.Response(body=content, headers={**headers, "Content-Type": shown, "Content-Disposition": "inline"})


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
    content = house.keys.open(row.sealed, place("originals", "sealed", row.id))
    # The scanner looks into a mail: what is not given out as a file is not given out with its mail either.
    if (refused := await _refused(request, content, original=str(row.id))) is not None:
        return refused
    suffix = _SUFFIXES.get(row.media_type, "bin")
    return web.Response(
        body=content,
        headers={**_DOWNLOAD, "Content-Disposition": f'attachment; filename="{contact_id}.{suffix}"'},
    )


async def _asked_for(request: web.Request) -> tuple[str, bytes] | web.Response:
    """Name and content of the file that was asked for; the page that says why it is not given out."""
    house, reader = services(request), user(request)
    case_id, file_id = acts.case_id_of(request), acts.uuid_of(request.match_info["file"])
    async with admission.looking(request) as session:
        row = await casefile.attachment(session, case_id, file_id)
        if row is None:
            raise web.HTTPNotFound
        stored = await casefile.content(session, row)
        await audit.write(session, house.now(), FILE_OPENED, user_id=reader.id, case_id=case_id, attachment=str(row.id))
    content = house.keys.open(*stored)
    if (refused := await _refused(request, content, attachment=str(row.id))) is not None:
        return refused
    name = house.keys.open(row.sealed_name, place("attachments", "sealed_name", row.id)).decode()
    return name, content


async def _refused(request: web.Request, content: bytes, **noted: str) -> web.Response | None:
    """The page that says why *content* is not given out, which the audit keeps; None where it may be."""
    house = services(request)
    scanned = await house.antivirus.scan(content)
    if scanned.verdict in {Verdict.CLEAN, Verdict.NOT_ASKED}:
        return None
    case_id, reader = acts.case_id_of(request), user(request)
    async with admission.looking(request) as session:
        noted |= {"why": str(scanned.verdict)}
        await audit.write(session, house.now(), FILE_REFUSED, user_id=reader.id, case_id=case_id, **noted)
    return await _refuse(request, f"file-{scanned.verdict}", virus=scanned.virus)


async def _refuse(request: web.Request, why: str, **given: str) -> web.Response:
    house = services(request)
    speaker = Speaker(texts=house.texts, language=shell_of(request).language, now=house.now())
    return await respond(request, Extra(problem=Problem(text=speaker.say(f"case-{why}", **given))), status=409)
