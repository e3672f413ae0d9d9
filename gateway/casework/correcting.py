"""Putting right what was understood or decided. Only a person lowers urgency, and says why."""

from dataclasses import dataclass, fields
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import URGENCY_RANK, ContacterType, Language, Reason, Urgency
from gateway.casework.acting import Act, demand, mine, tell, write, written
from gateway.errors import RefusedError
from gateway.services import Services
from gateway.store.cases import CaseRow
from gateway.store.states import CaseState, Event, View

LONGEST_MUNICIPALITY: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the advisor says is right; each field as the Case shall have it from now on."""

    reason: Reason | None
    urgency: Urgency
    municipality: str | None
    language: Language
    contacter: ContacterType
    destination: str | None  # a code in routing/destinations.toml
    why: str = ""  # needed where urgency is lowered

    @property
    def lasting(self) -> tuple[str, ...]:
        """The fields that are columns of the Case."""
        return tuple(field.name for field in fields(self) if field.name != "why")


async def correct(session: AsyncSession, services: Services, act: Act, correction: Correction) -> None:
    """Set what differs, move the Case to its new destination's team, keep old and new on the timeline.

    Raises as `casework.claim` does; RefusedError for an unknown destination, or urgency lowered without grounds.
    """
    case = await demand(session, act)
    changed = {
        name: getattr(correction, name)
        for name in correction.lasting
        if getattr(correction, name) != getattr(case, name)
    }
    _demand_reason(case, correction)
    if correction.municipality and len(correction.municipality) > LONGEST_MUNICIPALITY:
        raise RefusedError("refused-too-long", most=str(LONGEST_MUNICIPALITY))
    values: dict[str, object] = {**mine(case, act), **changed}
    if "urgency" in changed:
        values["urgency_rank"] = URGENCY_RANK[correction.urgency]
    if "destination" in changed:
        values |= _handed_over(services, case, correction.destination)
    if case.view is View.QUARANTINE and correction.reason is not None:
        values["view"] = View.WORK  # a person has read what the machine could not
    await write(session, act, **values)
    data = {name: str(value) if value is not None else "" for name, value in changed.items()}
    was = {f"{name}_was": str(getattr(case, name) or "") for name in changed}
    why = written(correction.why) if correction.why.strip() else None
    await tell(session, services.keys, act, Event.CORRECTED, text=why, **data, **was)


def _demand_reason(case: CaseRow, correction: Correction) -> None:
    lowered = URGENCY_RANK[correction.urgency] > URGENCY_RANK[case.urgency]
    if lowered and not correction.why.strip():
        raise RefusedError("refused-lowering")


def _handed_over(services: Services, case: CaseRow, destination: str | None) -> dict[str, object]:
    known = services.destinations.get(destination or "")
    if known is None:
        raise RefusedError("refused-destination")
    if known.team == case.team:
        return {}
    # Another team's work from now on: nobody of ours holds it any more.
    return {"team": known.team, "owner_id": None, "claimed_until": None, "state": CaseState.ASSIGNED}
