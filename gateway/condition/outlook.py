"""How the clocks by law stand: what is overdue, and what will be late at the pace at which assessments begin now."""

from collections import Counter
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.i18n import HELSINKI
from gateway.services import Services
from gateway.store import clocks
from routing.forecast import Forecast, forecast, pace

_LOOKING_BACK = timedelta(days=40)  # ten working days lie in it, whatever holidays there are


async def outlook(session: AsyncSession, services: Services) -> Forecast:
    """The forecast from what is stored now."""
    now, calendar = services.now(), services.calendar
    today = _day(now)
    open_by_due: Counter[date] = Counter()
    for due_at, number in (await clocks.open_by_due(session)).items():
        # What ran out earlier today is overdue already, and not something that can still be kept.
        open_by_due[_day(due_at) if due_at >= now else min(_day(due_at), today - timedelta(days=1))] += number
    begun_on = [_day(at) for at in await clocks.begun_since(session, now - _LOOKING_BACK)]
    first = await clocks.first_started(session)
    recent = pace(begun_on, today, calendar, since=_day(first) if first else today)
    return forecast(open_by_due, recent, begun_on.count(today), today, calendar)


def _day(moment: datetime) -> date:
    return moment.astimezone(HELSINKI).date()
