"""Every open Case is looked after: a promise whose day has come is broken, and what nobody has in hand rings.

One Job a Case looks at whichever date comes next. It rings for people at work, once a working day, and never at night:
emergencies alone do (gateway/steps/alarming.py).
"""

from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.i18n import HELSINKI
from gateway.jobs import completing
from gateway.services import Services
from gateway.steps import granting, recording
from gateway.store import absences, cases, promises, rings, timeline
from gateway.store.cases import CaseRow
from gateway.store.leases import Job
from gateway.store.states import Event, View
from gateway.store.timeline import Happened
from routing.statutory import presses_from

_DAY: Final = timedelta(days=1)


async def look(services: Services, job: Job) -> None:
    """Break the promises whose day has come, ring where nobody has the Case in hand, and look again in time."""
    async with completing(services, job) as done:
        session, now = done.session, services.now()
        if await promises.break_due(session, job.subject_id, now):
            await recording.promise_broken(session, services, await cases.get(session, job.subject_id))
        case = await cases.get(session, job.subject_id)
        moments = (await promises.open_until(session, case.id), await _rung(session, services, case))
        done.again_at = min((moment for moment in moments if moment is not None), default=None)


def presses(services: Services, case: CaseRow) -> datetime | None:
    """From when on somebody must have the Case in hand; None where nothing of it is promised."""
    moments = []
    if case.promise_due_at is not None:
        moments.append(case.promise_due_at - promises.NEAR)
    if case.clock_started_at is not None and case.clock_due_at is not None:
        moments.append(presses_from(case.clock_started_at, case.clock_due_at, services.calendar))
    return min(moments, default=None)


async def _rung(session: AsyncSession, services: Services, case: CaseRow) -> datetime | None:
    """Ring now, if it is time to. When to look again; None where nobody has to."""
    # What was granted goes on when the Case has ended.
    services_press = await granting.presses(session, case.id)
    case_presses = presses(services, case) if case.open and case.view is not View.MACHINES else None
    from_when = min((moment for moment in (case_presses, services_press) if moment is not None), default=None)
    if from_when is None:
        return None
    now = services.now()
    opens = services.hours.next_open(max(from_when, now))
    if opens > now:
        return opens
    rota = await absences.rota(session, now)
    if not rings.in_hand(case, rota) and await rings.ring(session, case.id, _today(now), now):
        rang = Happened(case_id=case.id, event=Event.RANG, at=now)
        await timeline.append(session, services.keys, rang)
    return services.hours.next_open(_midnight_after(now))


def _today(now: datetime) -> date:
    return now.astimezone(HELSINKI).date()


def _midnight_after(now: datetime) -> datetime:
    return datetime.combine(_today(now) + _DAY, time.min, tzinfo=HELSINKI)
