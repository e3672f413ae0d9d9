"""Dated commitments to people: made, moved, kept or broken, and never silently gone."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework.acting import Act, demand, mine, tell, write, written
from gateway.errors import RefusedError
from gateway.ids import new_id
from gateway.services import Services
from gateway.steps.announcing import announce, waiting_for_sooner
from gateway.store import casework, jobs, promises
from gateway.store.cases import CaseRow
from gateway.store.promises import PromiseRow
from gateway.store.states import Event, JobKind, PromiseKind, PromiseState
from routing.clocks import due
from routing.rule import DeadlineCode

ANSWERED: Final = frozenset({PromiseKind.ANSWER_BY, PromiseKind.CALL_BACK})  # what an answer keeps, however it goes out
_FARTHEST: Final = timedelta(days=366)
FOLLOW_UP: Final = DeadlineCode.WD5  # by then we look at an answered Case again, unless the advisor says sooner


def follow_up(services: Services, at: datetime, code: DeadlineCode = FOLLOW_UP) -> datetime:
    """When a Case is looked at again if nobody names a date."""
    return due(code, at, services.hours, services.calendar)


async def make(session: AsyncSession, act: Act, kind: PromiseKind, due_at: datetime, because: str) -> None:
    """Write a commitment, and the Job that notices when it is broken."""
    values = {
        "id": new_id(act.at),
        "case_id": act.case_id,
        "kind": kind,
        "state": PromiseState.OPEN,
        "due_at": due_at,
        "made_at": act.at,
        "because": because,
    }
    await promises.add(session, [values])
    await jobs.promise_by(session, JobKind.PROMISE_DUE, act.case_id, act.at, promises.first_look(act.at, due_at))


async def keep(
    session: AsyncSession, case: CaseRow, act: Act, kinds: frozenset[PromiseKind], next_due: datetime
) -> dict[str, object]:
    """End the open promises of *kinds*: kept, or broken if too late. Returns what the Case's row shows from now on.

    A Case that stays open is never without a date: where nothing else is promised, *next_due* is.
    """
    left = []
    for promise in await casework.open_promises(session, act.case_id):
        if promise.kind in kinds:
            await casework.end_promise(session, promise.id, _outcome(promise, act.at), act.at)
        else:
            left.append(promise.due_at)
    if not left:
        demand_future(next_due, act.at)
        await make(session, act, PromiseKind.ANSWER_BY, next_due, "follow_up")
        left = [next_due]
    return dates(case, min(left))


async def end_all(session: AsyncSession, act: Act) -> None:
    """The Case ends: every open promise is kept, or broken where its date has passed."""
    for promise in await casework.open_promises(session, act.case_id):
        await casework.end_promise(session, promise.id, _outcome(promise, act.at), act.at)


async def move(
    session: AsyncSession, services: Services, act: Act, due_at: datetime, untold: str | None = None
) -> None:
    """Promise another date in place of the soonest open promise. The statutory clock is not touched by it.

    Whoever was told an earlier one is told the new one, unless *untold* says why not.
    Raises as `casework.claim` does; RefusedError where the date has passed, or where nobody says why they are not told.
    """
    case = await demand(session, act)
    demand_future(due_at, act.at)
    standing = await casework.open_promises(session, act.case_id)
    kind = standing[0].kind if standing else PromiseKind.ANSWER_BY
    for promise in standing[:1]:
        await casework.end_promise(session, promise.id, PromiseState.MOVED, act.at)
    await make(session, act, kind, due_at, "advisor")
    soonest = min([due_at, *(promise.due_at for promise in standing[1:])])
    await write(session, act, **mine(case, act), **dates(case, soonest))
    why = await _tell_later(session, services, case, due_at, untold) if kind in ANSWERED else None
    await tell(session, services.keys, act, Event.PROMISED, text=why, due_at=due_at.isoformat(), kind=str(kind))


async def _tell_later(
    session: AsyncSession, services: Services, case: CaseRow, due_at: datetime, untold: str | None
) -> str | None:
    """Tell a later date to those who wait for an earlier one. Returns why they are not told, where they are not."""
    people = await waiting_for_sooner(session, services, case, due_at)
    if untold is None or all(person.silence for person in people):
        await announce(session, services, case, due_at, people)
        return None
    if not untold.strip():
        raise RefusedError("refused-untold")
    return written(untold)


async def sooner(session: AsyncSession, act: Act, due_at: datetime, because: str) -> datetime:
    """Promise an answer by *due_at* where nothing as soon is promised. Returns when the soonest open promise is due."""
    standing = await casework.open_promises(session, act.case_id)
    if standing and standing[0].due_at <= due_at:
        return standing[0].due_at
    for promise in standing[:1]:
        await casework.end_promise(session, promise.id, PromiseState.MOVED, act.at)
    await make(session, act, PromiseKind.ANSWER_BY, due_at, because)
    return due_at


def dates(case: CaseRow, promise_due_at: datetime) -> dict[str, object]:
    """What the list is ordered by: the sooner of promise and statutory clock."""
    order_at = min(promise_due_at, case.clock_due_at) if case.clock_due_at else promise_due_at
    return {"promise_due_at": promise_due_at, "order_at": order_at}


def demand_future(moment: datetime, at: datetime) -> None:
    """Raise RefusedError where *moment* has passed, or is too far away to be meant."""
    if moment <= at:
        raise RefusedError("refused-past")
    if moment > at + _FARTHEST:
        raise RefusedError("refused-far")


def _outcome(promise: PromiseRow, at: datetime) -> PromiseState:
    return PromiseState.KEPT if at <= promise.due_at else PromiseState.BROKEN
