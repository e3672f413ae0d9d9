"""The supervisors' page of deadlines: what will be late at this pace, what is late, and how it went."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from aiohttp import web

from gateway.condition.outlook import outlook
from gateway.faults import Step
from gateway.i18n import HELSINKI
from gateway.services import Services
from gateway.store import absences, casework, clocks, granted, inbox, rings
from gateway.store.absences import Rota
from gateway.store.cases import CaseRow
from gateway.store.granted import GrantedRow
from gateway.web.case.granted_pane import said
from gateway.web.frame import RENDERER, services, user
from gateway.web.inbox.index import alarm_notices, keys_on, team_name
from gateway.web.inbox.words import Speaker
from gateway.web.shell import shell_of
from gateway.web.team.pages import DeadlinesPage, DueLine, NearService, OverdueCase
from routing.forecast import Forecast
from routing.granting import near_until, pressure

_MOST: Final = 100
_RECORD_DAYS: Final = 90


async def index(request: web.Request) -> web.Response:
    """What will be late and what is. The Cases that it lists stand in the audit as a list's do."""
    house, now = services(request), services(request).now()
    today = now.astimezone(HELSINKI).date()
    speaker = Speaker(texts=house.texts, language=shell_of(request).language, now=now)
    async with house.writing(Step.LOOK) as session:
        forecast = await outlook(session, house)
        rows = await clocks.overdue_cases(session, now, _MOST)
        rota = await absences.rota(session, now)
        near = await granted.due_until(session, near_until(today), _MOST)
        seen = [*rows, *(case for _, case in near)]
        names = await casework.names_of(session, [rota.in_charge(row.owner_id) for row in seen])
        record = await clocks.record(session, now - timedelta(days=_RECORD_DAYS), now)
        figures = await granted.figures(session, today - timedelta(days=_RECORD_DAYS), today)
        pulse = await inbox.pulse(session)
        notices = await alarm_notices(session, pulse, house, request)
        await inbox.audit_once_a_day(session, user(request).id, [row.id for row in seen], now)
    late = forecast.first_late
    page = DeadlinesPage(
        forecast=forecast,
        first_late=_weekday(late.day, speaker) if late else "",
        pace=_number(forecast.pace.a_day, speaker),
        days=_lines(forecast, speaker),
        overdue=tuple(_overdue(house, row, names, rota, speaker) for row in rows),
        record=record,
        record_days=_RECORD_DAYS,
        services=tuple(_service(house, one, names, rota, speaker) for one in near),
        granted=figures,
        alarms=notices,
        after=pulse.seq,
        keys_on=keys_on(request),
    )
    return request.app[RENDERER].respond(page, shell_of(request))


def _lines(forecast: Forecast, speaker: Speaker) -> tuple[DueLine, ...]:
    return tuple(
        DueLine(day=one.day, words=speaker.day(_noon(one.day)), due=one.due, in_time=one.in_time, late=one.late)
        for one in forecast.days
    )


def _overdue(
    house: Services, row: CaseRow, names: Mapping[UUID | None, str], rota: Rota, speaker: Speaker
) -> OverdueCase:
    due_at = row.clock_due_at or row.order_at
    return OverdueCase(
        id=str(row.id),
        urgency=row.urgency,
        due_at=due_at,
        late=speaker.say("inbox-late", span=speaker.lasting(speaker.now - due_at)),
        team=team_name(house, row.team, speaker.language),
        owner=names.get(rota.in_charge(row.owner_id), ""),
    )


def _service(
    house: Services, near: tuple[GrantedRow, CaseRow], names: Mapping[UUID | None, str], rota: Rota, speaker: Speaker
) -> NearService:
    row, case = near
    return NearService(
        case_id=str(case.id),
        service=row.service,
        decided_on=said(row.decided_on),
        due_on=said(row.due_on),
        pressure=pressure(row.due_on, speaker.now.astimezone(HELSINKI).date()),
        team=team_name(house, case.team, speaker.language),
        owner=names.get(rota.in_charge(case.owner_id), "") if rings.in_hand(case, rota) else "",
    )


def _weekday(day: date, speaker: Speaker) -> str:
    """On which day, as a sentence says it."""
    name = speaker.say(f"deadlines-weekday-{day.isoweekday()}")
    return speaker.say("inbox-date", weekday=name, day=day.day, month=day.month)


def _number(value: float, speaker: Speaker) -> str:
    """With one decimal, as the language writes it."""
    written = f"{value:.1f}"
    return written if speaker.language == "en" else written.replace(".", ",")


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=HELSINKI)
