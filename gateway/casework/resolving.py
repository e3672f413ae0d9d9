"""How a Case comes to its end, and how it is taken up again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import CLOSING_RESOLUTIONS, ContacterType, Direction, Reason, Resolution
from gateway.casework.acting import Act, demand, mine, tell, write, written
from gateway.casework.promising import end_all, follow_up, make
from gateway.casework.remembering import demand_done
from gateway.errors import ChangedError, RefusedError
from gateway.services import Services
from gateway.steps import clocking
from gateway.store import casework, drafts
from gateway.store.states import CaseState, Event, PromiseKind

# A person looks twice before these are written (domain reference 3.4).
NEEDS_CONFIRMING: Final = frozenset(
    {
        Resolution.DIRECTED_TO_EMERGENCY,
        Resolution.NO_SERVICE_NEED,
        Resolution.CLIENT_DECLINED,
        Resolution.NOT_REACHED,
        Resolution.MISDIRECTED_OR_SPAM,
    }
)

# What does not close the matter says who is waited for; the promise stays.
_GOES_ON: Final[Mapping[Resolution, CaseState]] = {
    Resolution.MOVED_TO_SERVICE_GUIDANCE: CaseState.TRANSFERRED,
    Resolution.ASSESSMENT_OPENED: CaseState.TRANSFERRED,
    Resolution.FORWARDED_TO_OWN_WORKER: CaseState.TRANSFERRED,
    Resolution.CONSULTED_SPECIALIST: CaseState.WAITING_PARTNER,
    Resolution.APPOINTMENT_BOOKED: CaseState.WAITING_CLIENT,
    Resolution.CALLBACK_AGREED: CaseState.WAITING_CLIENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How it went. None is what the advisor has not chosen."""

    contacter: ContacterType | None
    direction: Direction | None
    reason: Reason | None
    resolution: Resolution | None
    confirmed: bool = False
    note: str = ""
    heard: int = 0  # the number of the last entry of the conversation that the advisor was shown


async def resolve(session: AsyncSession, services: Services, act: Act, outcome: Outcome) -> None:
    """Record the outcome; the Case ends where it closes the matter, else it stays open with its promise.

    Raises as `casework.claim` does; RefusedError where a code is missing or a confirmation is, or where the client has
    said more in the chat than the advisor was shown; UndoneError where something is left that must be done first.
    """
    case = await demand(session, act)
    resolution = _complete(outcome)
    closes = resolution in CLOSING_RESOLUTIONS
    values: dict[str, object] = {
        "contacter": outcome.contacter,
        "direction": outcome.direction,
        "reason": outcome.reason,
        "resolution": resolution,
    }
    if closes:
        await demand_done(session, act.case_id)
        await end_all(session, act)
        await casework.close_callbacks(session, act.case_id)
        await casework.see_alarms(session, act.case_id, act.user_id, act.at)
        values |= {"state": CaseState.RESOLVED, "open": False, "resolved_at": act.at, "owner_id": act.user_id}
        values |= {"claimed_until": None, "promise_due_at": None, "alarm": False}
    else:
        held = mine(case, act)
        values |= {**held, "state": _GOES_ON.get(resolution, held["state"])}
    await write(session, act, **values)
    # Words do not count up a Case that somebody holds, so its revision does not tell. After our write: from here on the
    # Case is ours until we commit, so that later words find it ended and open it again.
    if await casework.client_spoke_after(session, act.case_id, outcome.heard):
        raise RefusedError("refused-unheard")
    note = written(outcome.note) if outcome.note.strip() else None
    event = Event.RESOLVED if closes else Event.CORRECTED
    await tell(session, services.keys, act, event, text=note, resolution=str(resolution), reason=str(outcome.reason))
    if closes:
        await drafts.drop_all(session, act.case_id)


async def reopen(session: AsyncSession, services: Services, act: Act) -> None:
    """Take an ended Case up again, with a new promise. The statutory clock runs on from where it began.

    Raises CaseNotFoundError, ChangedError; RefusedError where the Case has not ended.
    """
    case = await casework.look(session, act.case_id)
    if case.revision != act.revision:
        raise ChangedError(act.case_id)
    if case.state is not CaseState.RESOLVED:
        raise RefusedError("refused-not-ended")
    promised = follow_up(services, act.at, services.county.deadlines.default)
    await make(session, act, PromiseKind.ANSWER_BY, promised, "reopened")
    clock = await clocking.take_up(session, case)
    values: dict[str, object] = {"state": CaseState.REOPENED, "open": True, "resolved_at": None, "resolution": None}
    values |= {"owner_id": None, "claimed_until": None, "promise_due_at": promised, **clock.columns}
    await write(session, act, **values, order_at=min(promised, clock.due_at or promised))
    await tell(session, services.keys, act, Event.REOPENED, due_at=promised.isoformat())


def _complete(outcome: Outcome) -> Resolution:
    if outcome.resolution is None or None in (outcome.contacter, outcome.direction, outcome.reason):
        raise RefusedError("refused-codes")
    if outcome.resolution in NEEDS_CONFIRMING and not outcome.confirmed:
        raise RefusedError("refused-unconfirmed")
    return outcome.resolution
