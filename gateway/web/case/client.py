"""Beside a Case: what else the client has with us, who may be the same client, and whether one worker is wanted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.casework.access import HOLDS
from gateway.casework.casefile import OpenCase
from gateway.casework.clients import client_of
from gateway.casework.coordinating import Question, question, rules_now
from gateway.casework.resembling import Likeness, Suggestion, suggest
from gateway.i18n import HELSINKI, short_time
from gateway.services import Services
from gateway.store import casework, inbox, memberships, persons
from gateway.store.cases import CaseRow
from gateway.store.states import CoordinationAnswer
from gateway.web.inbox.index import team_name
from gateway.web.inbox.words import Speaker
from routing.decision import Decision
from routing.rule import Action
from routing.triggers import PROFESSIONAL_FLAG, Count, words

_FEW: Final = 5
_AGREED: Final = frozenset({CoordinationAnswer.WILL_ASK, CoordinationAnswer.CONSENTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCase:
    """Another Case: when, with whom, how far. What it is about stands on its own page."""

    id: str
    title: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a person has said: the client's other Cases, and what is counted over all of them."""

    cases: tuple[OtherCase, ...]
    more: int  # older ones that are not listed
    confirmed_by: str
    confirmed_at: str
    contacts: int
    open: int
    transfers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Maybe:
    """Cases that may be the same client's, and what speaks for it."""

    cases: tuple[OtherCase, ...]
    reasons: tuple[str, ...]  # keys of texts, strongest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordination:
    """Whether one worker should look after everything."""

    asked: bool  # a trigger asks now
    because: tuple[str, ...]  # the triggers, in words
    answer: CoordinationAnswer | None
    answered_by: str
    answered_at: str
    offered: tuple[str, ...]  # the answers that can be given, each with the end of its text's key


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesNow:
    """Where the rules would send the Case with what people have said of the client."""

    destination: str
    label: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPane:
    """Everything of it. Each part is empty or None where there is nothing to say."""

    known: Known | None
    maybe: tuple[Maybe, ...]
    maybe_more: int
    coordination: Coordination | None
    rules_now: RulesNow | None

    @property
    def mergeable(self) -> tuple[OtherCase, ...]:
        """The open Cases that this one can be merged with, the client's own first."""
        known = self.known.cases if self.known else ()
        return tuple(one for one in (*known, *(case for maybe in self.maybe for case in maybe.cases)) if one.open)


async def client_pane(
    session: AsyncSession, services: Services, opened: OpenCase, reader_id: UUID, speaker: Speaker
) -> ClientPane:
    """The pane for *reader_id*. That other Cases were listed stands in the audit; opening one is a look of its own."""
    client = await client_of(session, opened.file.case)
    suggestions = await suggest(session, services, opened, client)
    named = (*client.others, *(case for suggestion in suggestions for case in suggestion.cases))
    hidden = await _restricted(session, services, named, reader_id)
    others = tuple(case for case in client.others if case.id not in hidden)
    maybe = tuple(one for one in suggestions if not hidden & {case.id for case in one.cases})
    shown = (*others[:_FEW], *(case for one in maybe[:_FEW] for case in one.cases[:_FEW]))
    await _audit(session, speaker, shown, reader_id)
    asked = await question(session, services, opened, client)
    advised = await rules_now(session, services, opened) if opened.file.case.open else None
    return ClientPane(
        known=await _known(session, services, opened, others, asked, speaker),
        maybe=tuple(_maybe(services, one, speaker) for one in maybe[:_FEW]),
        maybe_more=len(maybe[_FEW:]),
        coordination=await _coordination(session, asked, speaker),
        rules_now=_rules_now(services, advised, speaker) if advised else None,
    )


async def _restricted(
    session: AsyncSession, services: Services, cases: Iterable[CaseRow], reader_id: UUID
) -> frozenset[UUID]:
    ids, since = [case.id for case in cases], services.now() - HOLDS
    return await memberships.kept_from(session, ids, reader_id, Action.RESTRICT_ACCESS, since) if ids else frozenset()


async def _audit(session: AsyncSession, speaker: Speaker, cases: Iterable[CaseRow], reader_id: UUID) -> None:
    await inbox.audit_once_a_day(session, reader_id, [case.id for case in cases], speaker.now)


async def _known(
    session: AsyncSession,
    services: Services,
    opened: OpenCase,
    others: tuple[CaseRow, ...],
    asked: Question,
    speaker: Speaker,
) -> Known | None:
    link = next(iter(await persons.links_of(session, [opened.file.case.id])), None)
    if link is None or not others:
        return None
    counts: Mapping[Count, int] = asked.counted.counts
    return Known(
        cases=tuple(_other(services, case, speaker) for case in others[:_FEW]),
        more=len(others[_FEW:]),
        confirmed_by=await casework.name_of(session, link.linked_by),
        confirmed_at=short_time(link.linked_at, speaker.language),
        contacts=counts[Count.CONTACTS_30D],
        open=sum(case.open for case in (opened.file.case, *others)),
        transfers=counts[Count.TRANSFERS_SAME_MATTER],
    )


def _rules_now(services: Services, advised: Decision, speaker: Speaker) -> RulesNow:
    return RulesNow(
        destination=advised.destination,
        label=services.destinations[advised.destination].labels[speaker.language],
        because=advised.because_in(speaker.language)[0],
    )


def _maybe(services: Services, suggestion: Suggestion, speaker: Speaker) -> Maybe:
    return Maybe(
        cases=tuple(_other(services, case, speaker) for case in suggestion.cases[:_FEW]),
        reasons=tuple(dict.fromkeys(_reason(likeness) for likeness in suggestion.likenesses)),
    )


def _reason(likeness: Likeness) -> str:
    key = f"client-sign-{likeness.sign}"
    if likeness.shared:
        return f"{key}-shared"
    return f"{key}-other" if likeness.by_other else key


def _other(services: Services, case: CaseRow, speaker: Speaker) -> OtherCase:
    local = case.opened_at.astimezone(HELSINKI)
    title = speaker.say(
        "client-case",
        day=f"{local.day}.{local.month}.{local.year}",
        team=team_name(services, case.team, speaker.language),
        state=speaker.say(f"inbox-state-{case.state}"),
    )
    return OtherCase(id=str(case.id), title=title, open=case.open)


async def _coordination(session: AsyncSession, asked: Question, speaker: Speaker) -> Coordination | None:
    answered = asked.answered
    if not asked.eligible and answered is None:
        return None
    reasons = tuple(words(trigger, speaker.language) for trigger in asked.triggers)
    if answered and not asked.triggers and PROFESSIONAL_FLAG in answered.triggers:
        reasons = (speaker.say("coordination-professional_flag"),)
    return Coordination(
        asked=asked.asked,
        because=reasons,
        answer=answered.answer if answered else None,
        answered_by=await casework.name_of(session, answered.user_id) if answered else "",
        answered_at=short_time(answered.at, speaker.language) if answered else "",
        offered=_offered(asked),
    )


def _offered(asked: Question) -> tuple[str, ...]:
    """The answers that there are now: who was asked can only say yes or no, and take a yes back."""
    given = asked.answered.answer if asked.answered else None
    if not asked.eligible:
        return ("withdrawn",) if given in _AGREED else ()
    match given:
        case CoordinationAnswer.CONSENTED:
            return ("withdrawn",)
        case CoordinationAnswer.WILL_ASK:
            return ("consented", "declined")
        case CoordinationAnswer.DECLINED:
            return ("consented",)
        case _:
            return ("consented", "will_ask", "not_needed") if asked.asked else ("consented", "will_ask")
