"""Who is away, and who stands in: set by the person, or by a supervisor for anybody."""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from aiohttp import web

from gateway.auth.permissions import May, may
from gateway.faults import Step
from gateway.i18n import HELSINKI
from gateway.ids import read_id
from gateway.store import absences, audit, inbox, users
from gateway.store.absences import Away, Rota
from gateway.store.users import UserRow
from gateway.web.frame import RENDERER, User, services, typed, user
from gateway.web.inbox.index import alarm_notices, keys_on
from gateway.web.inbox.words import Speaker
from gateway.web.public.pages import Choice
from gateway.web.shell import shell_of
from gateway.web.team.pages import AwayPage, Colleague

_LONGEST: Final = timedelta(days=400)
_DAY: Final = timedelta(days=1)


async def index(request: web.Request) -> web.Response:
    """Who is away."""
    return await _respond(request, "", saved=request.query.get("done") == "saved")


async def save(request: web.Request) -> web.StreamResponse:
    """Somebody goes away until a day, and somebody stands in for them; or they are back."""
    house, reader, form = services(request), user(request), await typed(request)
    whose = read_id(form.get("user", "")) or reader.id
    if whose != reader.id and not may(reader.role, May.SUPERVISE):
        raise web.HTTPForbidden
    now = house.now()
    back, deputy_id = _date(form.get("until", "")), read_id(form.get("deputy", ""))
    problem = "" if form.get("back") == "yes" else _problem(back, now, whose, deputy_id)
    async with house.writing(Step.ACCOUNT) as session:
        known = {row.id for row in await users.everybody(session) if _works(row)}
        if whose not in known or (deputy_id is not None and deputy_id not in known):
            problem = "away-refused-deputy"
        elif form.get("back") == "yes":
            await absences.end(session, whose)
            await audit.write(session, now, "back_at_work", user_id=reader.id, whose=str(whose))
        elif not problem and back is not None:
            until = datetime.combine(back, time.min, tzinfo=HELSINKI)
            await absences.begin(session, whose, Away(until=until, deputy_id=deputy_id))
            deputy = str(deputy_id or "")
            await audit.write(session, now, "away", user_id=reader.id, whose=str(whose), deputy=deputy)
    if problem:
        return await _respond(request, problem, saved=False, status=422)
    await house.wakes.ring()
    return web.Response(status=303, headers={"Location": "/inbox/away?done=saved", "Cache-Control": "no-store"})


async def _respond(request: web.Request, problem: str, *, saved: bool, status: int = 200) -> web.Response:
    house, reader, now = services(request), user(request), services(request).now()
    async with house.readers() as session:
        people = [row for row in await users.everybody(session) if _works(row)]
        rota = await absences.rota(session, now)
        pulse = await inbox.pulse(session)
        notices = await alarm_notices(session, pulse, house, request)
    shell = shell_of(request)
    speaker = Speaker(texts=house.texts, language=shell.language, now=now)
    seen = [_colleague(row, rota, people, speaker) for row in people]
    page = AwayPage(
        me=next((one for one in seen if one.id == str(reader.id)), _stranger(reader)),
        others=tuple(one for one in seen if one.id != str(reader.id)),
        may_set_others=may(reader.role, May.SUPERVISE),
        deputies=tuple(Choice(code=str(row.id), label=row.name) for row in people),
        tomorrow=f"{now.astimezone(HELSINKI).date() + _DAY}",
        problem=problem,
        saved=saved,
        alarms=notices,
        after=pulse.seq,
        keys_on=keys_on(request),
    )
    return request.app[RENDERER].respond(page, shell, status=status)


def _colleague(row: UserRow, rota: Rota, people: list[UserRow], speaker: Speaker) -> Colleague:
    away = rota.away.get(row.id)
    names = {one.id: one.name for one in people}
    return Colleague(
        id=str(row.id),
        name=row.name,
        until=f"{away.until.astimezone(HELSINKI).date()}" if away else "",
        back=speaker.day(away.until) if away else "",
        deputy=names.get(away.deputy_id, "") if away and away.deputy_id else "",
        deputy_id=str(away.deputy_id) if away and away.deputy_id else "",
        gap=away is not None and rota.in_charge(row.id) is None,
    )


def _stranger(reader: User) -> Colleague:
    return Colleague(id=str(reader.id), name=reader.name, until="", back="", deputy="", deputy_id="", gap=False)


def _problem(back: date | None, now: datetime, whose: UUID, deputy_id: UUID | None) -> str:
    """The key of the text that says why this is no absence; empty where it is one."""
    today = now.astimezone(HELSINKI).date()
    if back is None or not today < back <= today + _LONGEST:
        return "away-refused-date"
    return "away-refused-deputy" if deputy_id == whose else ""


def _works(row: UserRow) -> bool:
    return row.active and may(row.role, May.WORK_CASES)


def _date(word: str) -> date | None:
    try:
        return date.fromisoformat(word.strip())
    except ValueError:
        return None
