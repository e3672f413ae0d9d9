"""The clock by law in a professional's hands: the assessment has begun, the client's age is known better.

Nothing else stops the clock, and nothing lengthens it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import AgeBand
from gateway.casework import overriding
from gateway.casework.acting import Act, demand, mine, tell, write, written
from gateway.errors import RefusedError
from gateway.services import Services
from gateway.steps import clocking
from gateway.store import clocks
from gateway.store.cases import CaseRow
from gateway.store.clocks import ClockRow
from gateway.store.states import ClockOutcome, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """How an assessment began."""

    at: datetime
    reached: bool  # the client or somebody close to them; a call that nobody answered is no beginning
    note: str = ""  # needed where it is recorded after the clock has run out, and in time as is said


async def begin(session: AsyncSession, services: Services, act: Act, beginning: Beginning) -> None:
    """The assessment has begun: the clock stops. Whether in time, and when that was said, stands there for ever.

    Raises as `casework.claim` does; RefusedError where nobody was reached, for a moment in the future or before the
    clock began, where no clock runs, and without grounds where what stands overdue is said to have begun in time.
    """
    case = await demand(session, act)
    found = await _running(session, case)
    if not beginning.reached:
        raise RefusedError("refused-not-reached")
    recorded_late = _demand_possible(found, act, beginning)
    # Without an end of the clock the list goes by what was promised.
    order_at = case.promise_due_at or case.order_at
    await write(session, act, **mine(case, act), clock_due_at=None, order_at=order_at)
    stopped = {"stopped_at": beginning.at, "stopped_by": act.user_id, "recorded_at": act.at}
    await clocks.change(session, found.id, **stopped, outcome=ClockOutcome.BEGUN)
    note = written(beginning.note) if beginning.note.strip() else None
    data = {"begun_at": beginning.at.isoformat(), "late": "yes" if beginning.at > found.due_at else "no"}
    data |= {"recorded_late": "yes"} if recorded_late else {}
    await tell(session, services.keys, act, Event.ASSESSMENT_BEGUN, text=note, **data)


async def take_back(session: AsyncSession, services: Services, act: Act, why: str) -> None:
    """That the assessment had begun was a mistake: the clock runs on, from where it began and to the same end.

    Raises as `casework.claim` does; RefusedError without grounds, and where no beginning was recorded.
    """
    case = await demand(session, act)
    found = await clocks.current(session, case.id)
    if found is None or found.outcome is not ClockOutcome.BEGUN:
        raise RefusedError("refused-not-begun")
    grounds = written(why)
    order_at = min(case.order_at, found.due_at)
    await write(session, act, **mine(case, act), clock_due_at=found.due_at, order_at=order_at)
    await clocks.change(session, found.id, stopped_at=None, stopped_by=None, recorded_at=None, outcome=None)
    await tell(session, services.keys, act, Event.ASSESSMENT_TAKEN_BACK, text=grounds)


async def correct_age(session: AsyncSession, services: Services, act: Act, age: AgeBand, why: str) -> None:
    """The client's age group is known better. The clock ends sooner by it, or stays: nobody loses days they had.

    Raises as `casework.claim` does; RefusedError without grounds, and where no clock runs.
    """
    case = await demand(session, act)
    found = await _running(session, case)
    grounds = written(why)
    was = str(found.age)
    clock = await clocking.correct_age(session, services, case, found, age)
    due_at = clock.due_at or found.due_at
    await write(session, act, **mine(case, act), **clock.columns, order_at=min(case.order_at, due_at))
    await overriding.keep(session, services, act, {"age_band": (was, str(age))})
    data = {"age": str(age), "age_was": was, "due_at": due_at.isoformat()}
    await tell(session, services.keys, act, Event.AGE_CORRECTED, text=grounds, **data)


async def _running(session: AsyncSession, case: CaseRow) -> ClockRow:
    found = await clocks.current(session, case.id)
    if found is None or found.stopped_at is not None:
        raise RefusedError("refused-no-clock")
    return found


def _demand_possible(found: ClockRow, act: Act, beginning: Beginning) -> bool:
    """Raise RefusedError where it cannot have been so. Tells whether it is recorded late, and began in time."""
    if beginning.at > act.at:
        raise RefusedError("refused-begun-in-future")
    # People state whole minutes.
    if beginning.at < found.started_at.replace(second=0, microsecond=0):
        raise RefusedError("refused-begun-before-clock")
    recorded_late = beginning.at <= found.due_at < act.at
    if recorded_late and not beginning.note.strip():
        raise RefusedError("refused-begun-grounds")
    return recorded_late
