"""The page of a Case put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from aiohttp import web

from channels.codes import (
    ANSWER_LANGUAGES,
    CLOSING_RESOLUTIONS,
    ContacterType,
    Direction,
    Language,
    MatterType,
    Reason,
    Resolution,
    Urgency,
)
from gateway.casework.acting import holder
from gateway.casework.casefile import OpenCase
from gateway.casework.promising import follow_up
from gateway.casework.replying import is_secure, language_of, why_not
from gateway.casework.resolving import NEEDS_CONFIRMING
from gateway.i18n import HELSINKI
from gateway.services import Services
from gateway.store.casefile import CaseFile
from gateway.store.states import ENDED, Event, PromiseState
from gateway.web.case.catalogue_pane import catalogue_pane
from gateway.web.case.checklist import checklist
from gateway.web.case.client import ClientPane
from gateway.web.case.clock_pane import clock_pane
from gateway.web.case.contacts import view, why
from gateway.web.case.pages import (
    CasePage,
    ChatPane,
    Choices,
    ContactView,
    Matter,
    Problem,
    PromiseView,
    Reply,
    SentView,
    Typed,
)
from gateway.web.case.suggestion_view import SuggestionPane
from gateway.web.case.timeline import entry
from gateway.web.case.told import told_later
from gateway.web.frame import services, user
from gateway.web.inbox.clock_words import clock_due
from gateway.web.inbox.index import keys_on, team_name
from gateway.web.inbox.pages import AlarmNotice
from gateway.web.inbox.words import Speaker
from gateway.web.public.pages import Choice
from gateway.web.shell import shell_of

SAID: Final = frozenset(
    {
        "entered-emergency",
        "claimed",
        "corrected",
        "noted",
        "replied",
        "called",
        "promised",
        "safe-way",
        "continues",
        "reopened",
        "alarm-seen",
        "entered",
        "ticked",
        "begun",
        "not-begun",
        "age",
        "service-granted",
        "service-begun",
        "service-ended",
        "service-taken-back",
        "same-client",
        "different-client",
        "undo-client",
        "coordination",
        "suggestion-taken",
        "suggestion-dropped",
        "read-again",
        "chat-join",
        "chat-pass-on",
        "chat-give-back",
    }
)
ENTERED_EMERGENCY: Final = "entered-emergency"


Live = tuple[int, tuple[AlarmNotice, ...]]  # where the timeline stood, and the alarms that nobody has acknowledged


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What a page shows besides the Case: how the last act went, and what was asked for."""

    typed: Typed = field(default_factory=Typed)
    problem: Problem | None = None
    said: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)  # identity codes that were asked for, by token
    chat: ChatPane | None = None  # of a Case that came by chat
    client: ClientPane | None = None  # for those who may work on Cases
    suggestion: SuggestionPane | None = None  # for them too


def case_page(request: web.Request, opened: OpenCase, drafts: Mapping[str, str], live: Live, extra: Extra) -> CasePage:
    """The whole page of *opened*."""
    house, speaker, file = services(request), _speaker(request), opened.file
    case, now, held_by = file.case, speaker.now, holder(file.case, speaker.now)
    views = tuple(view(house, one, file, extra.shown, speaker) for one in opened.by_people_first)
    return CasePage(
        id=str(case.id),
        matter=_matter(house, opened, speaker),
        revision=case.revision,
        holder=file.names.get(held_by, "") if held_by else "",
        mine=held_by == user(request).id,
        held_until=speaker.clock(case.claimed_until) if held_by and case.claimed_until else "",
        promise=speaker.due(case.promise_due_at, broken=_is_broken(file)),
        clock=clock_due(case, house.calendar, speaker),
        clock_pane=clock_pane(file, speaker),
        newest=views[0] if views else None,
        earlier=views[1:],
        why=why(house, opened.moved, speaker) if opened.moved else None,
        promises=tuple(PromiseView(kind=one.kind, state=one.state, due_at=one.due_at) for one in file.promises),
        sent=tuple(SentView(purpose=one.purpose, state=one.state, at=one.created_at) for one in file.deliveries),
        later=told_later(file),
        checklist=checklist(file, speaker),
        timeline=tuple(entry(house, row, file.names, speaker) for row in file.timeline),
        calls=_calls(file),
        reply=_reply(house, opened, drafts),
        note=drafts.get("note", ""),
        chat=extra.chat,
        catalogue=catalogue_pane(house, opened, extra.chat),
        suggestion=extra.suggestion,
        next_due=_local(follow_up(house, now)),
        choices=_choices(house, speaker),
        typed=extra.typed,
        problem=extra.problem,
        said=extra.said,
        alarms=live[1],
        after=live[0],
        keys_on=keys_on(request),
        client=extra.client,
        read_aloud=_read_aloud(house, extra, views, language_of(case)),
    )


def _speaker(request: web.Request) -> Speaker:
    house = services(request)
    return Speaker(texts=house.texts, language=shell_of(request).language, now=house.now())


def _is_broken(file: CaseFile) -> bool:
    due_at = file.case.promise_due_at
    return any(one.state is PromiseState.BROKEN and one.due_at == due_at for one in file.promises)


def _calls(file: CaseFile) -> int:
    return sum(row.event is Event.CALLED and row.data.get("reached") == "no" for row in file.timeline)


def _matter(house: Services, opened: OpenCase, speaker: Speaker) -> Matter:
    case = opened.file.case
    destination = house.destinations.get(case.destination or "")
    return Matter(
        state=case.state,
        ended=case.state in ENDED,
        urgency=case.urgency,
        alarm=case.alarm,
        channel=case.channel,
        contacter=case.contacter,
        reason=case.reason,
        matter_type=opened.matter_type,
        municipality=case.municipality or "",
        language=case.language,
        direction=case.direction,
        resolution=case.resolution,
        team=team_name(house, case.team, speaker.language),
        destination=destination.labels[speaker.language] if destination else "",
        destination_code=case.destination or "",
        safe_contact_only=case.safe_contact_only,
        undelivered=case.undelivered,
        opened_at=case.opened_at,
        waiting=speaker.lasting(speaker.now - case.opened_at),
    )


def _read_aloud(house: Services, extra: Extra, views: tuple[ContactView, ...], language: Language) -> str:
    """What the advisor says to whoever is on the line: 112 at once, without waiting for anything to be worked out."""
    if extra.said not in {"entered", ENTERED_EMERGENCY}:
        return ""
    told = views[0].told.text if views and views[0].told else ""
    if extra.said == ENTERED_EMERGENCY and not told:
        return house.acknowledgements.texts[language].acknowledgements["emergency_112"]
    return told


def _reply(house: Services, opened: OpenCase, drafts: Mapping[str, str]) -> Reply:
    case, recipient = opened.file.case, opened.recipient
    language = language_of(case)
    secure = is_secure(house, opened)
    key = "mail-reply-begun-secure" if secure else "mail-reply-begun"
    begun = house.texts.say(language, key, phone=house.county.phone.number, hours=house.hours.describe(language))
    return Reply(
        to=recipient.contact.contacter.email if recipient and recipient.contact else "",
        text=drafts.get("reply", begun),
        begun=begun,
        language=language,
        refused=why_not(house, opened),
        secure=secure,
    )


def _choices(house: Services, speaker: Speaker) -> Choices:
    def labelled(kind: str, codes: tuple[StrEnum, ...]) -> tuple[Choice, ...]:
        return tuple(Choice(code=code, label=speaker.say(f"{kind}-{code}")) for code in codes)

    return Choices(
        reasons=labelled("reason", tuple(Reason)),
        matters=labelled("matter", tuple(MatterType)),
        urgencies=labelled("urgency", tuple(Urgency)),
        contacters=labelled("contacter", tuple(ContacterType)),
        languages=labelled("language", (*ANSWER_LANGUAGES, Language.OTHER, Language.UNKNOWN)),
        destinations=tuple(
            Choice(code=one.code, label=one.labels[speaker.language]) for one in house.destinations.values()
        ),
        directions=labelled("direction", tuple(Direction)),
        closing=labelled("resolution", tuple(one for one in Resolution if one in CLOSING_RESOLUTIONS)),
        continuing=labelled("resolution", tuple(one for one in Resolution if one not in CLOSING_RESOLUTIONS)),
        municipalities=house.county.municipalities.names,
        confirming=tuple(one for one in Resolution if one in NEEDS_CONFIRMING),
    )


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(HELSINKI):%Y-%m-%dT%H:%M}"
