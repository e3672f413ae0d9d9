"""Putting right what was understood or decided. Only a person lowers urgency, and says why.

The rules are asked again with what the person says is right: by it a promise only gets sooner, and a clock only starts.
"""

import re
from dataclasses import dataclass, fields, replace
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import (
    OPENS_CASE,
    URGENCY_RANK,
    AgeBand,
    ConsentState,
    ContacterType,
    Language,
    MatterType,
    Reason,
    Urgency,
)
from gateway import records
from gateway.casework import overriding
from gateway.casework.acting import Act, demand, mine, tell, write, written
from gateway.casework.promising import sooner
from gateway.errors import RefusedError
from gateway.services import Services
from gateway.steps import actions, clocking
from gateway.steps.facts import area, as_people_said
from gateway.store import alarms, clocks, contacts, decisions, jobs, timeline
from gateway.store.cases import CaseRow
from gateway.store.states import CaseState, Event, JobKind, View
from routing.clocks import answer_by, starts_clock
from routing.decide import decide
from routing.decision import Decision
from routing.facts import Confidence, Facts
from routing.hours import ServiceHours
from routing.rule import Action

LONGEST_MUNICIPALITY: Final = 60
_IS_A_PLACE: Final = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")  # nothing that could be a number
ASSESSMENT: Final = "needs_assessment"  # in routing/destinations.toml


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
    matter_type: MatterType | None = None  # what it is in the eyes of the law; None: as it was understood

    @property
    def lasting(self) -> tuple[str, ...]:
        """The fields that are columns of the Case."""
        return tuple(field.name for field in fields(self) if field.name not in {"why", "matter_type"})


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
    _demand_sound(case, correction)
    matter = await _matter_type(session, case)
    other_matter = correction.matter_type not in {None, matter}
    values: dict[str, object] = {**mine(case, act), **changed}
    if "urgency" in changed:
        values["urgency_rank"] = URGENCY_RANK[correction.urgency]
    if "destination" in changed:
        values |= _handed_over(services, case, correction.destination)
    if case.view is not View.WORK and (changed or other_matter):
        values["view"] = View.WORK  # a person has read what the machine could not, or took for a machine's
    if changed or other_matter:
        duties = await _duties(session, services, act, case, correction)
        values |= duties.values
        if duties.alarm:
            values["alarm"] = True
            await _ring(session, act, emergency=correction.urgency is Urgency.EMERGENCY)
        await _begin(session, services, act, duties.fresh)
    await write(session, act, **values)
    data = {name: str(value) if value is not None else "" for name, value in changed.items()}
    was = {f"{name}_was": str(getattr(case, name) or "") for name in changed}
    judged = {name: (getattr(case, name), value) for name, value in changed.items()}
    if other_matter:
        data["matter_type"], was["matter_type_was"] = str(correction.matter_type), str(matter or "")
        judged["matter_type"] = (matter, correction.matter_type)
    await overriding.keep(session, services, act, judged)
    why = written(correction.why) if correction.why.strip() else None
    await tell(session, services.keys, act, Event.CORRECTED, text=why, **data, **was)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Duties:
    """What the rules want for what is right: columns of the Case, and whether people must be alarmed."""

    values: dict[str, object]
    alarm: bool
    fresh: frozenset[Action]  # what only the correction asks for


async def _duties(
    session: AsyncSession, services: Services, act: Act, case: CaseRow, correction: Correction
) -> _Duties:
    moved = await decisions.that_moved(session, case.id)
    hours = services.hours_of((await contacts.first_of(session, case.id)).line)
    known = records.load_decision(moved.decision).facts if moved else _facts_of(services, case, hours)
    known = replace(known, matter_type=await _matter_type(session, case) or known.matter_type)
    as_it_was = Correction(**{name: getattr(case, name) for name in correction.lasting})
    # What the rules asked for already has been done, or undone by a person: only what is new counts.
    before = decide(_corrected(services, known, as_it_was), services.rules) if moved else None
    said = await as_people_said(session, services, case.id, known)
    decision = decide(_corrected(services, said, correction), services.rules)
    fresh = frozenset(decision.actions) - frozenset(before.actions if before else ())
    clock = await _clock(session, services, case, decision, before)
    answer_due = answer_by(decision, act.at, hours, services.calendar)
    if case.promise_due_at is not None and case.promise_due_at <= act.at:
        promise_due_at = case.promise_due_at  # broken: putting something else right does not mend it
    else:
        promise_due_at = await sooner(session, act, answer_due, decision.deadline)
    became_emergency = correction.urgency is Urgency.EMERGENCY and case.urgency is not Urgency.EMERGENCY
    return _Duties(
        values={
            **clock.columns,
            "promise_due_at": promise_due_at,
            "order_at": min(promise_due_at, clock.due_at or promise_due_at),
            "safe_contact_only": case.safe_contact_only or Action.SAFE_CONTACT_ONLY in fresh,
        },
        alarm=became_emergency or Action.ALARM_ADVISOR in fresh,
        fresh=fresh,
    )


async def _clock(
    session: AsyncSession, services: Services, case: CaseRow, decision: Decision, before: Decision | None
) -> clocking.Shown:
    """The clock by law that the Case has from now on. A correction starts one, and never stops or lengthens one."""
    code = starts_clock(decision)
    if code is None or case.clock_due_at is not None:
        return clocking.standing(case)
    known_before = before is None or starts_clock(before) is not None
    if known_before and await clocks.of_case(session, case.id):
        return clocking.standing(case)  # that need was assessed, and this is about something else
    return await clocking.start_by_person(session, services, case, code, decision.facts.age)


async def _begin(session: AsyncSession, services: Services, act: Act, fresh: frozenset[Action]) -> None:
    """Open what is to be done because of the correction; its dates are counted from now, a clock from the contact."""
    if fresh:
        contact = await contacts.first_of(session, act.case_id)
        cause = actions.Cause(case_id=act.case_id, contact_id=contact.id, since=act.at, door=contact.line)
        await actions.begin(session, services, cause, fresh)


async def _ring(session: AsyncSession, act: Act, *, emergency: bool) -> None:
    """Alarm people once more, whatever was seen before; an emergency goes on to the duty addresses."""
    contact = await contacts.first_of(session, act.case_id)
    if not await alarms.raise_(session, act.case_id, contact.id, act.at):
        await alarms.raise_again(session, contact.id, act.at)
    # One chain of calls to the duty addresses, not two: what waits from before goes on, sooner.
    if emergency:
        await jobs.promise_by(session, JobKind.ALARM, contact.id, act.at, act.at)


def _facts_of(services: Services, case: CaseRow, hours: ServiceHours) -> Facts:
    """Of a Case on which nothing was decided: unread, or taken for a machine's."""
    return Facts(
        urgency=case.urgency,
        reason=case.reason or Reason.OTHER_UNCLEAR,
        matter_type=MatterType.ADVICE,
        contacter=case.contacter,
        consent=ConsentState.NOT_REQUIRED,
        age=AgeBand.UNKNOWN,
        municipality=area(case.municipality, services.county),
        existing_client=False,
        office_hours=hours.is_open(case.opened_at),
        nlu_confidence=Confidence.HIGH,
        flags=frozenset(),
    )


async def _matter_type(session: AsyncSession, case: CaseRow) -> MatterType | None:
    """What the Case is in the eyes of the law: as a person has said last, else as it was understood."""
    said = await timeline.corrected(session, case.id, "matter_type")
    if said:
        return MatterType(said)
    moved = await decisions.that_moved(session, case.id)
    return records.load_decision(moved.decision).facts.matter_type if moved else None


def _corrected(services: Services, known: Facts, correction: Correction) -> Facts:
    matter = correction.matter_type or known.matter_type
    # Whoever moves a Case to assessment says that a need for services was expressed.
    to_assessment = correction.destination == ASSESSMENT and matter not in OPENS_CASE
    return replace(
        known,
        urgency=correction.urgency,
        reason=correction.reason or known.reason,
        contacter=correction.contacter,
        municipality=area(correction.municipality, services.county),
        matter_type=MatterType.SUPPORT_NEED_CONTACT if to_assessment else matter,
        nlu_confidence=Confidence.HIGH,
    )


def _demand_sound(case: CaseRow, correction: Correction) -> None:
    if case.destination is None and correction.destination is None:
        # Nothing has decided on it yet, and what decides later must not overwrite what a person has said.
        raise RefusedError("refused-destination")
    if correction.municipality and not _IS_A_PLACE.fullmatch(correction.municipality):
        raise RefusedError("refused-municipality")
    if correction.municipality and len(correction.municipality) > LONGEST_MUNICIPALITY:
        raise RefusedError("refused-too-long", most=str(LONGEST_MUNICIPALITY))
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
