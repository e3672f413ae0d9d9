"""The page of a Case: frozen dataclasses, which its templates use."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from channels.chat.frames import Entry as Said
from channels.chat.frames import Side
from channels.codes import ChannelCode, ContacterType, Direction, Language, Reason, Resolution, Urgency
from gateway.casework.outgoing_check import Objection
from gateway.store.states import CaseState, DeliveryState, Event, PromiseKind, PromiseState, Purpose
from gateway.web.case.catalogue_view import CataloguePane
from gateway.web.case.checklist import Checklist
from gateway.web.case.client import ClientPane
from gateway.web.case.clock_pane import ClockPane
from gateway.web.case.evidence import Guess, Otherwise
from gateway.web.case.file_view import File
from gateway.web.case.floor_pages import FloorPane
from gateway.web.case.suggestion_view import SuggestionPane
from gateway.web.inbox.desk_pages import DeskView
from gateway.web.inbox.pages import AlarmNotice
from gateway.web.inbox.words import Due
from gateway.web.public.pages import Choice


class PartKind(StrEnum):
    """What a piece of a text is."""

    PLAIN = "plain"
    FOUND = "found"  # words of an emergency
    NEAR_MISS = "near_miss"  # the same words inside a frame that takes the emergency away
    CODE = "code"  # a personal identity code, hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a text."""

    kind: PartKind
    text: str
    shown: str = ""  # the identity code itself, after it was asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that was stated about the people; `key` names its text."""

    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """An emergency pattern that was met."""

    pattern: str
    words: str
    level: Urgency
    near_miss: str  # code of the frame; empty where it counts
    learnt: bool  # the model took it for that; no pattern did


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why the Case is where it is. A suggestion, and shown as one."""

    rule: str
    because: tuple[str, ...]
    destination: str
    facts: tuple[Fact, ...]
    guess: Guess | None
    words: tuple[str, ...]  # that spoke most for the guess, as they are written
    otherwise: tuple[Otherwise, ...]
    alternatives: tuple[Guess, ...]
    findings: tuple[FindingView, ...]
    abstained: bool
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldView:
    """What the person was told by machine, and how it got there."""

    text: str
    at: datetime
    delivery: DeliveryState | None  # None: shown on the page or read aloud
    delayed: bool  # a machine has reported that it is on its way still
    template: str
    version: str  # of the text files; empty where nobody knows


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """One Contact, the person's own words first."""

    id: str
    version_id: str
    reference: str
    channel: ChannelCode
    direction: Direction
    arrived_at: datetime
    title: tuple[Part, ...]
    words: tuple[Part, ...]
    whole: tuple[Part, ...]  # empty where it says no more than the words
    facts: tuple[Fact, ...]
    phones: tuple[str, ...]
    files: tuple[File, ...]
    files_are_scanned: bool
    quarantined: str
    erased_at: datetime | None  # since when nothing of its words is left
    told: ToldView | None
    linked_case: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """A commitment and how it fared."""

    kind: PromiseKind
    state: PromiseState
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SentView:
    """A mail of ours and how far it got."""

    purpose: Purpose
    state: DeliveryState
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the timeline."""

    event: Event
    at: datetime
    who: str
    details: tuple[str, ...]
    other: str  # the Case that was merged with this one; empty: none
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be chosen in the forms."""

    reasons: tuple[Choice, ...]
    matters: tuple[Choice, ...]
    urgencies: tuple[Choice, ...]
    contacters: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    destinations: tuple[Choice, ...]
    directions: tuple[Choice, ...]
    closing: tuple[Choice, ...]
    continuing: tuple[Choice, ...]
    municipalities: tuple[str, ...]
    confirming: tuple[Resolution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stood in the form that was sent and could not be carried out: nothing of it is lost."""

    panel: str = ""
    fields: tuple[tuple[str, str], ...] = ()

    def value(self, panel: str, name: str, otherwise: str) -> str:
        """What was typed into field *name* of *panel*, or *otherwise*."""
        if panel != self.panel:
            return otherwise
        return next((value for field, value in self.fields if field == name), otherwise)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why something was not carried out: a sentence, and the words that have to be changed."""

    text: str
    objections: tuple[Objection, ...] = ()
    undone: tuple[str, ...] = ()  # codes of tasks that stand in the way


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The way to answer by mail; `refused` names the text that says why there is none."""

    to: str
    text: str
    begun: str  # with what an answer begins that nobody has touched
    language: Language
    refused: str
    secure: bool  # by secure mail: nobody else reads it


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What the Case is about and where it stands."""

    state: CaseState
    ended: bool
    urgency: Urgency
    alarm: bool
    channel: ChannelCode
    contacter: ContacterType
    reason: Reason | None
    matter_type: str  # what it is in the eyes of the law; empty: not known yet
    municipality: str
    language: Language
    direction: Direction
    resolution: Resolution | None
    team: str
    destination: str
    destination_code: str
    safe_contact_only: bool
    undelivered: bool
    opened_at: datetime
    waiting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatCode:
    """An identity code that somebody wrote in the conversation."""

    id: str
    at: datetime
    side: Side
    shown: str  # the code itself, after it was asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatDanger:
    """A message of the conversation at which danger was found, in it or in it together with those just before."""

    at: datetime
    level: Urgency
    words: str
    patterns: tuple[str, ...]
    learnt: bool  # the model took it for that; no pattern did


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatPane:
    """The conversation of a Case that came by chat; scripts keep it up to date."""

    entries: tuple[Said, ...]
    heard: int  # the number of the last of them
    codes: tuple[ChatCode, ...]
    dangers: tuple[ChatDanger, ...]
    draft: str
    longest: int  # characters of a message


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """A Case as an advisor works on it."""

    template: ClassVar[str] = "case/case.html"

    id: str
    matter: Matter
    revision: int
    holder: str
    mine: bool
    held_until: str
    promise: Due | None
    clock: Due | None
    clock_pane: ClockPane
    newest: ContactView | None
    earlier: tuple[ContactView, ...]
    why: Why | None
    promises: tuple[PromiseView, ...]
    sent: tuple[SentView, ...]
    later: tuple[ToldView, ...]  # the later dates that people were told
    checklist: Checklist
    timeline: tuple[Entry, ...]
    calls: int  # attempts that reached nobody
    reply: Reply
    note: str  # draft
    chat: ChatPane | None
    catalogue: CataloguePane | None
    suggestion: SuggestionPane | None
    client: ClientPane | None
    next_due: str  # for a datetime-local field
    choices: Choices
    typed: Typed
    problem: Problem | None
    said: str
    alarms: tuple[AlarmNotice, ...]
    after: int
    keys_on: bool
    read_aloud: str
    floor: FloorPane | None = None  # of its conversation
    desk: DeskView | None = None  # for those who may work on Cases
