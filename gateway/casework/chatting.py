"""An advisor's side of a conversation: looking at it is audited, answering in it claims the Case and keeps promises.

Whoever answers has the floor from then on: the bot and colleagues are silent.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework import handing
from gateway.casework.acting import Act, demand_of, mine, tell, write
from gateway.casework.promising import ANSWERED, follow_up, keep
from gateway.services import Services
from gateway.steps import actions
from gateway.store import audit, conversations
from gateway.store.cases import CaseRow
from gateway.store.conversations import Standing
from gateway.store.states import CaseState, Event

OPENED: Final = "chat_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisor:
    """Who of us speaks, and in which Case."""

    user_id: UUID
    case_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an advisor has said, and where it stands."""

    advisor: Advisor
    conversation_id: UUID
    seq: int
    went_on: bool  # an advisor had spoken last


async def look(session: AsyncSession, services: Services, advisor: Advisor) -> Standing | None:
    """The newest conversation of the Case, the look written down; None where the Case has none."""
    found = await conversations.of_case(session, advisor.case_id)
    if found is not None:
        await audit.write(session, services.now(), OPENED, user_id=advisor.user_id, case_id=advisor.case_id)
    return found


async def answered(session: AsyncSession, services: Services, case: CaseRow, answer: Answer) -> None:
    """An advisor's words stand in the conversation: they count as an answer, and what we promised is kept.

    Raises TakenError where somebody else holds the Case or has the floor, RefusedError where it has ended, ChangedError
    where it was changed at this moment.
    """
    act = Act(case_id=case.id, revision=case.revision, user_id=answer.advisor.user_id, at=services.now())
    await demand_of(session, case, act)
    await handing.answers(session, services, case, act, answer.conversation_id)
    if answer.went_on and case.state is CaseState.WAITING_CLIENT:
        # One answer in several messages: the promise was kept by the first.
        await write(session, act, **{**mine(case, act), "state": CaseState.WAITING_CLIENT})
        return
    shown = await keep(session, case, act, ANSWERED, follow_up(services, act.at))
    state = {**mine(case, act), "state": CaseState.WAITING_CLIENT, "undelivered": False}
    await write(session, act, **state, **shown)
    if case.undelivered:
        await actions.reached(session, services, act.case_id, act.user_id)
    await tell(
        session, services.keys, act, Event.REPLIED, conversation=str(answer.conversation_id), seq=str(answer.seq)
    )
