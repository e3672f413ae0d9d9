"""How a Case comes to its end, and how it is taken up again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import CLOSING_RESOLUTIONS, ContacterType, Direction, Reason, Resolution
from gateway.casework import overriding
from gateway.casework.access import demand_access
from gateway.casework.acting import Act, demand, demand_free, demand_of, mine, tell, write, written
from gateway.casework.promising import end_all, follow_up, make
from gateway.casework.remembering import demand_done
from gateway.errors import ChangedError, RefusedError
from gateway.ids import read_id, read_reference
from gateway.services import Services
from gateway.steps import clocking, erasing, merging
from gateway.steps.joining import both
from gateway.steps.transferring import tell_moved
from gateway.store import casework, contacts, drafts, floors
from gateway.store.cases import CaseRow
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
    into: str = ""  # where it is merged with another: that Case's id, or a reference of its


async def resolve(session: AsyncSession, services: Services, act: Act, outcome: Outcome) -> None:
    """Record the outcome; the Case ends where it closes the matter, else it stays open with its promise.

    Merged with another, it ends nothing: everything of it goes on there.

    Raises as `casework.claim` does; RefusedError where a code is missing or a confirmation is, or where the client has
    said more in the chat than the advisor was shown; UndoneError where something is left that must be done first.
    """
    if outcome.resolution is Resolution.MERGED_DUPLICATE:
        await _merge(session, services, act, outcome)
        return
    case = await demand(session, act)
    resolution = _complete(outcome)
    closes = resolution in CLOSING_RESOLUTIONS
    values = _codes(outcome)
    if closes:
        await demand_done(session, act.case_id)
        await end_all(session, act)
        await casework.close_callbacks(session, act.case_id)
        await casework.see_alarms(session, act.case_id, act.user_id, act.at)
        await floors.rest(session, act.case_id)
        values |= {"state": CaseState.RESOLVED, "open": False, "resolved_at": act.at, "owner_id": act.user_id}
        values |= {"claimed_until": None, "promise_due_at": None, "alarm": False}
    else:
        held = mine(case, act)
        values |= {**held, "state": _GOES_ON.get(resolution, held["state"])}
    await write(session, act, **values)
    await overriding.keep(session, services, act, _judged(case, outcome))
    # Words do not count up a Case that somebody holds, so its revision does not tell. After our write: from here on the
    # Case is ours until we commit, so that later words find it ended and open it again.
    if await casework.client_spoke_after(session, act.case_id, outcome.heard):
        raise RefusedError("refused-unheard")
    note = written(outcome.note) if outcome.note.strip() else None
    event = Event.RESOLVED if closes else Event.CORRECTED
    await tell(session, services.keys, act, event, text=note, resolution=str(resolution), reason=str(outcome.reason))
    if resolution is Resolution.TRANSFERRED_TO_AUTHORITY:
        await tell_moved(session, services, case)
    if closes:
        await drafts.drop_all(session, act.case_id)
        await erasing.promise(session, services, act.case_id)


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


async def _merge(session: AsyncSession, services: Services, act: Act, outcome: Outcome) -> None:
    """The Case goes into the other one with all that is due, promised and to be done in it; nothing ends by that.

    Raises as `casework.claim` does, for the other Case too; RestrictedError where that is kept from the user;
    RefusedError where none is named, or where it has ended.
    """
    other_id = await _named(session, services, outcome.into)
    own, target = await both(session, act.case_id, other_id)
    await demand_of(session, own, act)
    _complete(outcome)
    if target.id == own.id:
        raise RefusedError("refused-merge-other")
    await demand_access(session, services, target.id, act.user_id)
    await demand_free(session, target, act)
    if not target.open:
        raise RefusedError("refused-merge-ended")
    values = {**_codes(outcome), "state": CaseState.DISSOLVED, "open": False, "alarm": False}
    await write(session, act, **values, claimed_until=None, dissolved_into_id=target.id)
    # Before its contacts are the other Case's: what was read of them is judged here.
    await overriding.keep(session, services, act, _judged(own, outcome))
    await merging.absorb_with_promises(session, services, own, target)
    note = written(outcome.note) if outcome.note.strip() else None
    await tell(session, services.keys, act, Event.MERGED, text=note, into=str(target.id))
    there = replace(act, case_id=target.id)
    await tell(session, services.keys, there, Event.MERGED, text=note, merged=str(own.id))
    await drafts.drop_all(session, act.case_id)


async def _named(session: AsyncSession, services: Services, word: str) -> UUID:
    """The Case that *word* names, by its id or by the reference of one of its contacts."""
    reference = read_reference(word, services.county.reference_prefix)
    named = await contacts.case_of_reference(session, reference) if reference else read_id(word)
    if named is None:
        raise RefusedError("refused-merge-other")
    return named


def _codes(outcome: Outcome) -> dict[str, object]:
    return {name: getattr(outcome, name) for name in ("contacter", "direction", "reason", "resolution")}


def _judged(case: CaseRow, outcome: Outcome) -> dict[str, tuple[str | None, str | None]]:
    """What was read and is chosen anew at the end, as it was and as it is."""
    return {name: (getattr(case, name), getattr(outcome, name)) for name in ("reason", "contacter")}


def _complete(outcome: Outcome) -> Resolution:
    if outcome.resolution is None or None in (outcome.contacter, outcome.direction, outcome.reason):
        raise RefusedError("refused-codes")
    if outcome.resolution in NEEDS_CONFIRMING and not outcome.confirmed:
        raise RefusedError("refused-unconfirmed")
    return outcome.resolution
