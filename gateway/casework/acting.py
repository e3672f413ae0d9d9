"""What advisors do with a Case: each act is one transaction that holds only if nobody was quicker.

A claim is a lock of fifteen minutes. Whoever acts on a free Case holds it from then on; what somebody else holds cannot
be changed. The functions here write; the web handler commits.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.errors import ChangedError, RefusedError, TakenError
from gateway.keys import Keyring
from gateway.store import audit, casework, drafts
from gateway.store.cases import CaseRow
from gateway.store.states import ENDED, CaseState, Event
from gateway.store.timeline import Happened, append

CLAIM: Final = timedelta(minutes=15)
LONGEST_NOTE: Final = 10_000
_NOT_BEGUN = frozenset({CaseState.RECEIVED, CaseState.TRIAGED, CaseState.ASSIGNED, CaseState.REOPENED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Somebody's act on a Case as their page showed it."""

    case_id: UUID
    revision: int
    user_id: UUID
    at: datetime


def holder(case: CaseRow, at: datetime) -> UUID | None:
    """Who holds the Case at this moment, if anybody does."""
    held = case.claimed_until is not None and case.claimed_until > at
    return case.owner_id if held else None


async def demand(session: AsyncSession, act: Act) -> CaseRow:
    """The Case, if *act* may change it.

    Raises CaseNotFoundError, TakenError, ChangedError; RefusedError if it has ended.
    """
    case = await casework.look(session, act.case_id)
    await demand_of(session, case, act)
    return case


async def demand_of(session: AsyncSession, case: CaseRow, act: Act) -> None:
    """See that *act* may change the Case, which was just looked at. Raises as `demand` does."""
    await _demand_unchanged(session, case, act)
    if case.state in ENDED:
        raise RefusedError("refused-ended")


async def demand_free(session: AsyncSession, case: CaseRow, act: Act) -> None:
    """Raise TakenError where somebody else holds the Case."""
    held_by = holder(case, act.at)
    if held_by is not None and held_by != act.user_id and case.claimed_until is not None:
        raise TakenError(case.id, await casework.name_of(session, held_by), case.claimed_until)


async def demand_also_resolved(session: AsyncSession, act: Act) -> CaseRow:
    """The Case, if *act* may change what goes on after its end. Raises as `demand` does, but not for a resolved one."""
    case = await casework.look(session, act.case_id)
    await _demand_unchanged(session, case, act)
    if case.state is CaseState.DISSOLVED:
        raise RefusedError("refused-ended")
    return case


async def write(session: AsyncSession, act: Act, **values: object) -> None:
    """Set *values* on the Case that `demand` looked at. Raises TakenError, ChangedError if somebody was quicker."""
    if await casework.change(session, act.case_id, act.revision, **values):
        return
    # The other one has committed between our look and our write: only now can we see who it was.
    await demand_free(session, await casework.look(session, act.case_id), act)
    raise ChangedError(act.case_id)


async def tell(
    session: AsyncSession, keys: Keyring, act: Act, event: Event, *, text: str | None = None, **data: str
) -> None:
    """Put the act on the timeline and into the audit, in the transaction of the act."""
    happened = Happened(case_id=act.case_id, event=event, at=act.at, user_id=act.user_id, text=text, data=data)
    await append(session, keys, happened)
    await audit.write(session, act.at, event, user_id=act.user_id, case_id=act.case_id)


def mine(case: CaseRow, act: Act) -> dict[str, object]:
    """What holding the Case sets: it is the acting person's for the next fifteen minutes, and work on it has begun."""
    state = CaseState.IN_PROGRESS if case.state in _NOT_BEGUN else case.state
    return {"owner_id": act.user_id, "claimed_until": act.at + CLAIM, "state": state}


async def claim(session: AsyncSession, keys: Keyring, act: Act) -> None:
    """Hold the Case, or hold it longer. Raises TakenError, ChangedError, CaseNotFoundError, RefusedError."""
    case = await demand(session, act)
    renewed = holder(case, act.at) == act.user_id
    await write(session, act, **mine(case, act))
    if not renewed:
        await tell(session, keys, act, Event.CLAIMED)


async def release(session: AsyncSession, keys: Keyring, act: Act) -> None:
    """Let the Case go back to its team. Raises as `claim` does."""
    case = await demand(session, act)
    state = CaseState.ASSIGNED if case.state is CaseState.IN_PROGRESS else case.state
    await write(session, act, owner_id=None, claimed_until=None, state=state)
    await tell(session, keys, act, Event.RELEASED)


async def note(session: AsyncSession, keys: Keyring, act: Act, text: str) -> None:
    """Keep a note for ourselves. Raises as `claim` does; RefusedError where it is empty or too long."""
    case = await demand(session, act)
    await write(session, act, **mine(case, act))
    await tell(session, keys, act, Event.NOTED, text=written(text))
    await drafts.drop(session, act.case_id, act.user_id, "note")


async def record_safe_way(session: AsyncSession, keys: Keyring, act: Act, text: str) -> None:
    """The person has told how and when it is safe to reach them: messages may go out again. Raises as `note` does."""
    case = await demand(session, act)
    await write(session, act, safe_contact_only=False, **mine(case, act))
    await tell(session, keys, act, Event.CORRECTED, text=written(text), safe_contact_only="no")


async def see_alarm(session: AsyncSession, keys: Keyring, act: Act) -> None:
    """Somebody has seen the emergency: it is not passed on any further. Seeing it twice is no error.

    Whoever holds the Case, and whatever has changed meanwhile: an alarm must never wait for a lock.
    """
    case = await casework.look(session, act.case_id)
    seen = await casework.see_alarms(session, act.case_id, act.user_id, act.at)
    if not seen and not case.alarm:
        return
    while not await casework.change(session, act.case_id, case.revision, alarm=False):
        case = await casework.look(session, act.case_id)
    await tell(session, keys, act, Event.ALARM_SEEN)


def written(text: str) -> str:
    """*text* as it will be kept. Raises RefusedError where there is none, or too much."""
    kept = text.replace("\r\n", "\n").strip()
    if not kept:
        raise RefusedError("refused-empty")
    if len(kept) > LONGEST_NOTE:
        raise RefusedError("refused-too-long", most=str(LONGEST_NOTE))
    return kept


async def _demand_unchanged(session: AsyncSession, case: CaseRow, act: Act) -> None:
    await demand_free(session, case, act)
    if case.revision != act.revision:
        raise ChangedError(act.case_id)
