"""Granted services in a professional's hands: granted on a day, begun on a day, not needed, or taken back.

The clock of vanhuspalvelulaki 980/2012, 18 § runs from the decision to the day on which the service begins. It is no
matter of whether the Case is open: everything here can be recorded after its end too.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework.acting import Act, demand_also_resolved, mine, tell, write, written
from gateway.errors import RefusedError
from gateway.i18n import HELSINKI
from gateway.ids import new_id
from gateway.services import Services
from gateway.steps import granting
from gateway.store import granted
from gateway.store.cases import CaseRow
from gateway.store.granted import GrantedRow
from gateway.store.states import Event, GrantOutcome, Service
from routing.clocks import service_due_on

# People contact us because a service that was granted long ago has not begun: the decision may be older than the
# Case. What is older than this is a slip of the year.
_OLDEST: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A decision by which a service was granted."""

    service: Service
    decided_on: date


async def grant(session: AsyncSession, services: Services, act: Act, what: Grant) -> None:
    """A service was granted: its clock runs from the day of the decision.

    Raises as `casework.claim` does, but not for a resolved Case; RefusedError for a day in the future, or one that is
    more than a year before the Case.
    """
    case = await demand_also_resolved(session, act)
    if what.decided_on > _today(act):
        raise RefusedError("refused-granted-in-future")
    if what.decided_on < case.opened_at.astimezone(HELSINKI).date() - _OLDEST:
        raise RefusedError("refused-granted-long-ago")
    due_on = service_due_on(what.decided_on, services.calendar)
    await _write(session, act, case)
    values = {"id": new_id(act.at), "case_id": case.id, "service": what.service, "decided_on": what.decided_on}
    await granted.add(session, {**values, "due_on": due_on})
    await granting.watch(session, services, case.id, due_on)
    days = {"decided_on": what.decided_on.isoformat(), "due_on": due_on.isoformat()}
    await tell(session, services.keys, act, Event.SERVICE_GRANTED, service=str(what.service), **days)


async def begin(session: AsyncSession, services: Services, act: Act, granted_id: UUID, began_on: date) -> None:
    """The service has begun: its clock stops, and whether in time stands in its days for ever.

    Raises as `grant` does; RefusedError for a day in the future or before the decision, and where its clock has ended.
    """
    case = await demand_also_resolved(session, act)
    found = await _running(session, case, granted_id)
    if began_on > _today(act):
        raise RefusedError("refused-service-begun-in-future")
    if began_on < found.decided_on:
        raise RefusedError("refused-service-begun-before-decision")
    await _write(session, act, case)
    await granted.change(session, found.id, outcome=GrantOutcome.BEGUN, ended_on=began_on)
    late = "yes" if began_on > found.due_on else "no"
    data = {"service": str(found.service), "began_on": began_on.isoformat(), "late": late}
    await tell(session, services.keys, act, Event.SERVICE_BEGUN, **data)


async def end(
    session: AsyncSession, services: Services, act: Act, granted_id: UUID, ending: tuple[GrantOutcome, str]
) -> None:
    """The service will not begin: it is not needed any more, or its record is a mistake; with the grounds for it.

    Raises as `grant` does; RefusedError without grounds, and where its clock has ended.
    """
    case = await demand_also_resolved(session, act)
    found = await _running(session, case, granted_id)
    outcome, why = ending
    if outcome is GrantOutcome.BEGUN:
        raise RefusedError("refused-codes")
    grounds = written(why)
    await _write(session, act, case)
    await granted.change(session, found.id, outcome=outcome, ended_on=_today(act))
    data = {"service": str(found.service), "outcome": str(outcome)}
    await tell(session, services.keys, act, Event.SERVICE_ENDED, text=grounds, **data)


async def take_back(session: AsyncSession, services: Services, act: Act, granted_id: UUID, why: str) -> None:
    """It has not begun or ended after all: its clock runs on to the same day.

    Raises as `grant` does; RefusedError without grounds, and where its clock runs.
    """
    case = await demand_also_resolved(session, act)
    found = await granted.find(session, case.id, granted_id)
    if found is None or found.outcome is None:
        raise RefusedError("refused-service-runs")
    grounds, was = written(why), str(found.outcome)
    await _write(session, act, case)
    await granted.change(session, found.id, outcome=None, ended_on=None)
    await granting.watch(session, services, case.id, found.due_on)
    data = {"service": str(found.service), "outcome_was": was}
    await tell(session, services.keys, act, Event.SERVICE_TAKEN_BACK, text=grounds, **data)


async def _running(session: AsyncSession, case: CaseRow, granted_id: UUID) -> GrantedRow:
    found = await granted.find(session, case.id, granted_id)
    if found is None or found.outcome is not None:
        raise RefusedError("refused-no-service")
    return found


async def _write(session: AsyncSession, act: Act, case: CaseRow) -> None:
    """Count the change up. Nobody comes to hold a Case that has ended."""
    await write(session, act, **(mine(case, act) if case.open else {}))


def _today(act: Act) -> date:
    return act.at.astimezone(HELSINKI).date()
