"""What a person must do or remember in a Case: ticked off as done or not needed, and in the way of ending it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import AgeBand
from gateway import records
from gateway.casework.acting import Act, demand, mine, tell, write
from gateway.errors import RefusedError
from gateway.services import Services
from gateway.steps import clocking
from gateway.steps.actions import DUTIES, UNDELIVERED, Does
from gateway.steps.clocking import Expressed, Shown
from gateway.steps.transferring import tell_moved
from gateway.store import contacts, decisions, tasks
from gateway.store.cases import CaseRow
from gateway.store.states import Event, TaskOutcome
from gateway.store.tasks import Ending, TaskRow
from routing.rule import Action
from routing.statutory import code_for


class UndoneError(RefusedError):
    """The Case cannot be resolved yet; `codes` names each task that stands in the way."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        super().__init__("refused-undone")
        self.codes = codes


class ClockWord(StrEnum):
    """What became of the clock by law when somebody said yes to a need."""

    BEGAN = "began"
    RUNS = "runs"  # it ran already
    ASSESSED = "assessed"  # it was stopped: the need had been told before the assessment began


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """What somebody says of a task."""

    task_id: UUID
    outcome: TaskOutcome


async def tick(session: AsyncSession, services: Services, act: Act, ticked: Ticked) -> None:
    """The task is done, or was not needed; a reminder no longer holds.

    Whoever says yes to a need starts the clock, from the contact that spoke of it. Raises as `casework.claim` does;
    RefusedError where somebody else has ticked it, or nobody may.
    """
    case = await demand(session, act)
    task = await tasks.find(session, act.case_id, ticked.task_id)
    if task is None or DUTIES[task.code].does is Does.RULE:
        raise RefusedError("refused-task")
    values, data = mine(case, act), {"task": task.code, "outcome": str(ticked.outcome)}
    if DUTIES[task.code].does is Does.JUDGEMENT and ticked.outcome is TaskOutcome.DONE:
        shown = await _clock(session, services, case, task)
        values |= {**shown.columns, "order_at": min(case.order_at, shown.due_at or case.order_at)}
        data["clock"] = str(_became(case, shown))
    if task.code == UNDELIVERED:
        values["undelivered"] = False
    await write(session, act, **values)
    await tasks.end(session, case.id, task.code, Ending(outcome=ticked.outcome, by=act.user_id, at=act.at))
    await tell(session, services.keys, act, Event.TASK_DONE, **data)
    if task.code == Action.HUMAN_CONFIRMS_TRANSFER and ticked.outcome is TaskOutcome.DONE:
        await tell_moved(session, services, case)


async def demand_done(session: AsyncSession, case_id: UUID) -> None:
    """Raise UndoneError while there is something in the Case that must not be left undone."""
    left = await tasks.required(session, case_id)
    if left:
        raise UndoneError(tuple(task.code for task in left))


async def _clock(session: AsyncSession, services: Services, case: CaseRow, task: TaskRow) -> Shown:
    """The clock that the contact of *task* starts; never later than what runs already."""
    contact = await (contacts.get(session, task.contact_id) if task.contact_id else contacts.first_of(session, case.id))
    decided = await decisions.newest(session, contact.id)
    age = records.load_decision(decided.decision).facts.age if decided else AgeBand.UNKNOWN
    need = Expressed(contact_id=contact.id, at=contact.arrived_at, code=code_for(age), age=age)
    return await clocking.start_judged(session, services, case, need)


def _became(case: CaseRow, shown: Shown) -> ClockWord:
    if shown.is_stopped:
        return ClockWord.ASSESSED
    return ClockWord.BEGAN if case.clock_due_at is None else ClockWord.RUNS
