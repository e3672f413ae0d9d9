"""What colleagues of the demo do with a Case, by the same functions as the pages call."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework import acting as casework
from gateway.casework import correcting, promising, remembering, replying, resolving
from gateway.casework.acting import Act
from gateway.casework.correcting import Correction
from gateway.casework.remembering import Ticked
from gateway.casework.replying import Called
from gateway.casework.resolving import Outcome
from gateway.demo.script import Deed, Do
from gateway.faults import Step
from gateway.services import Services
from gateway.steps.actions import DUTIES, Does
from gateway.store import casework as store
from gateway.store import tasks
from gateway.store.cases import CaseRow
from gateway.store.states import TaskOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One deed about to be done, by somebody who has just looked at the Case."""

    services: Services
    act: Act
    case: CaseRow
    deed: Deed
    due: datetime | None

    @property
    def promised(self) -> datetime:
        """What is promised next: as the deed says, else as the house does."""
        return self.due or promising.follow_up(self.services, self.act.at)


async def do(services: Services, deed: Deed, case_id: UUID, user_id: UUID, due: datetime | None) -> None:
    """Do *deed*. Raises what the pages would show: RefusedError, TakenError, MustChangeError."""
    async with services.writing(Step.DEMO) as session:
        case = await store.look(session, case_id)
        act = Act(case_id=case_id, revision=case.revision, user_id=user_id, at=services.now())
        await _WAYS[deed.do](session, Doing(services=services, act=act, case=case, deed=deed, due=due))
    await services.wakes.ring()


async def _claim(session: AsyncSession, doing: Doing) -> None:
    await casework.claim(session, doing.services.keys, doing.act)


async def _see_alarm(session: AsyncSession, doing: Doing) -> None:
    await casework.see_alarm(session, doing.services.keys, doing.act)


async def _note(session: AsyncSession, doing: Doing) -> None:
    await casework.note(session, doing.services.keys, doing.act, doing.deed.text)


async def _reply(session: AsyncSession, doing: Doing) -> None:
    await replying.reply(session, doing.services, doing.act, doing.deed.text, doing.due)


async def _call(session: AsyncSession, doing: Doing) -> None:
    call = Called(reached=doing.deed.reached, note=doing.deed.text, next_due=doing.due, safe_way=True)
    await replying.called(session, doing.services, doing.act, call)


async def _move(session: AsyncSession, doing: Doing) -> None:
    await promising.move(session, doing.services, doing.act, doing.promised)


async def _correct(session: AsyncSession, doing: Doing) -> None:
    deed, case = doing.deed, doing.case
    correction = Correction(
        reason=deed.reason or case.reason,
        urgency=deed.urgency or case.urgency,
        municipality=case.municipality,
        language=case.language,
        contacter=deed.contacter or case.contacter,
        destination=case.destination,
        why=deed.text,
    )
    await correcting.correct(session, doing.services, doing.act, correction)


async def _resolve(session: AsyncSession, doing: Doing) -> None:
    deed, case = doing.deed, doing.case
    act = await _tick(session, doing)
    outcome = Outcome(
        contacter=deed.contacter or case.contacter,
        direction=case.direction,
        reason=deed.reason or case.reason,
        resolution=deed.resolution,
        confirmed=True,
        note=deed.text,
    )
    await resolving.resolve(session, doing.services, act, outcome)


async def _tick(session: AsyncSession, doing: Doing) -> Act:
    """Nobody ends a Case before they have said what became of its tasks. The act goes on from what that has changed."""
    act = doing.act
    for task in await tasks.required(session, act.case_id):
        judged = DUTIES[task.code].does is Does.JUDGEMENT
        outcome = TaskOutcome.NOT_NEEDED if judged else TaskOutcome.DONE
        await remembering.tick(session, doing.services, act, Ticked(task_id=task.id, outcome=outcome))
        act = replace(act, revision=act.revision + 1)
    return act


_WAYS: Final[Mapping[Do, Callable[[AsyncSession, Doing], Awaitable[None]]]] = {
    Do.CLAIM: _claim,
    Do.SEE_ALARM: _see_alarm,
    Do.NOTE: _note,
    Do.REPLY: _reply,
    Do.CALL: _call,
    Do.MOVE: _move,
    Do.CORRECT: _correct,
    Do.RESOLVE: _resolve,
}
