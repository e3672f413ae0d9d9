"""Many services and matters at once: what is counted of a client, and a person's answer to what the triggers ask.

A trigger decides nothing. The rules hear of it only after somebody has said yes to the question.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import Flag, Resolution
from gateway.casework.acting import Act, demand, mine, tell, write
from gateway.casework.casefile import OpenCase, open_case
from gateway.casework.clients import Client, client_of
from gateway.errors import RefusedError
from gateway.i18n import HELSINKI
from gateway.services import Services
from gateway.steps.facts import area, as_people_said
from gateway.store import coordination, persons
from gateway.store.cases import CaseRow
from gateway.store.coordination import Answered
from gateway.store.states import CoordinationAnswer, Event
from gateway.store.timeline import TimelineRow
from nlu.reading import Reading
from routing.book import Destination, Kind
from routing.decide import decide
from routing.decision import Decision
from routing.facts import Confidence, Facts
from routing.triggers import PROFESSIONAL_FLAG, Count, Counted, Trigger, held, is_eligible

LATELY: Final = timedelta(days=30)
_QUARTER: Final = timedelta(days=90)
_NOT_ELIGIBLE: Final = "client-refused-gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whether one worker should look after everything: what leads to the question, and what was answered last."""

    counted: Counted
    eligible: bool
    triggers: tuple[Trigger, ...]
    answered: Answered | None

    @property
    def asked(self) -> bool:
        """Whether it is to be put to the advisor now. A no stands until something new turns up."""
        if self.answered is None:
            return bool(self.triggers)
        new = {trigger.code for trigger in self.triggers} - self.answered.triggers
        return self.answered.answer is CoordinationAnswer.NOT_NEEDED and bool(new)


async def question(session: AsyncSession, services: Services, opened: OpenCase, client: Client) -> Question:
    """How the question stands for the client of a Case."""
    counted = await count(session, services, opened, client)
    return Question(
        counted=counted,
        eligible=is_eligible(counted, services.triggers),
        triggers=held(counted, services.triggers),
        answered=await coordination.newest(session, client.case.id),
    )


async def answer(session: AsyncSession, services: Services, act: Act, given: CoordinationAnswer) -> None:
    """Somebody answers. Raises as `casework.claim` does; RefusedError where the way is not open to this client."""
    case = await demand(session, act)
    client = await client_of(session, case)
    asked = await question(session, services, await open_case(session, services, case.id), client)
    if not asked.eligible and given in {CoordinationAnswer.WILL_ASK, CoordinationAnswer.CONSENTED}:
        raise RefusedError(_NOT_ELIGIBLE)
    triggers = frozenset(trigger.code for trigger in asked.triggers) or frozenset({PROFESSIONAL_FLAG})
    kept = Answered(answer=given, triggers=triggers, at=act.at, user_id=act.user_id)
    await coordination.add(session, case.id, kept)
    await write(session, act, **mine(case, act))
    await tell(session, services.keys, act, Event.COORDINATION, answer=str(given), triggers=" ".join(sorted(triggers)))


async def rules_now(session: AsyncSession, services: Services, opened: OpenCase) -> Decision | None:
    """What the rules say with all that people have said of the Case and its client; None where they say nothing new."""
    moved, case = opened.moved, opened.file.case
    if moved is None or moved.decision is None:
        return None
    facts = await as_people_said(session, services, case.id, _as_it_stands(services, moved.decision.facts, case))
    # Without a word of people's about the client the rules have nothing to add to what was decided, or corrected since.
    if not facts.existing_client and Flag.MULTI_SERVICE_TRIGGERS not in facts.flags:
        return None
    decision = decide(facts, services.rules)
    return decision if decision.destination != case.destination else None


async def count(session: AsyncSession, services: Services, opened: OpenCase, client: Client) -> Counted:
    """What is known of the client: in all Cases that a person has said are theirs, else in this one alone."""
    now, case = services.now(), client.case
    still_open = tuple(one for one in client.cases if one.open)
    teams = {one.team for one in still_open}
    served = {one.destination for one in still_open if one.team not in services.triggers.no_service_teams}
    return Counted(
        team=case.team,
        counts={
            Count.CONTACTS_30D: await persons.contacts_since(session, client.case_ids, now - LATELY),
            Count.ACTIVE_SERVICES: len(served - {None}),
            Count.OPEN_CASES_DIFFERENT_UNITS: len(teams),
            Count.TRANSFERS_SAME_MATTER: transfers(opened.file.timeline, services.destinations),
            Count.EMERGENCY_DIRECTIONS_90D: _emergencies(client.cases, services.destinations, now - _QUARTER),
            Count.TIMES_NOT_HEARD: sum(_says_not_heard(one.reading) for one in opened.contacts),
        },
        age=_age(opened, now),
        reasons=frozenset(str(one.reason) for one in still_open if one.reason),
        teams=frozenset(teams),
    )


def transfers(timeline: Iterable[TimelineRow], destinations: Mapping[str, Destination]) -> int:
    """How often people have given the Case to another team; where the rules sent it first is no transfer."""

    def team(code: object) -> str:
        known = destinations.get(str(code))
        return known.team if known else ""

    moves = ((team(row.data.get("destination_was")), team(row.data.get("destination"))) for row in timeline)
    return sum(bool(was and now and was != now) for was, now in moves)


def _as_it_stands(services: Services, decided: Facts, case: CaseRow) -> Facts:
    """What was decided on, with what people have put right since."""
    return replace(
        decided,
        urgency=case.urgency,
        reason=case.reason or decided.reason,
        contacter=case.contacter,
        municipality=area(case.municipality, services.county),
        nlu_confidence=Confidence.HIGH,
    )


def _emergencies(cases: Iterable[CaseRow], destinations: Mapping[str, Destination], since: datetime) -> int:
    emergency = {code for code, one in destinations.items() if one.kind is Kind.EMERGENCY}
    return sum(
        case.opened_at >= since
        and (case.destination in emergency or case.resolution is Resolution.DIRECTED_TO_EMERGENCY)
        for case in cases
    )


def _says_not_heard(reading: Reading | None) -> bool:
    return reading is not None and Flag.MULTI_SERVICE_TRIGGERS in reading.flags


def _age(opened: OpenCase, now: datetime) -> int | None:
    """Of the client, in whole years, where a contact tells the day of birth."""
    born = next((one.subject.birth_date for one in opened.said if one.subject.birth_date), None)
    return None if born is None else _years(born, now.astimezone(HELSINKI).date())


def _years(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
