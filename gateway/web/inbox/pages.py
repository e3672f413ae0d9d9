"""The inbox's pages: a frozen dataclass for each template, which uses these fields only."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from channels.codes import ChannelCode, ContacterType, Language, Reason, Urgency
from channels.form.definitions import Form
from gateway.store.inbox import Tab
from gateway.store.states import CaseState
from gateway.web.inbox.desk_pages import DeskView
from gateway.web.inbox.words import Due
from gateway.web.public.pages import Alarm, Choice, Filled


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmNotice:
    """An alarm that nobody has acknowledged; with `unheld`, the notice of so many Cases that nobody has in hand."""

    case_id: str
    urgency: Urgency
    waiting: str
    unheld: int = 0
    late: int = 0  # of those


@dataclass(frozen=True, slots=True, kw_only=True)
class TabLink:
    """A list and how much stands in it."""

    tab: Tab
    count: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A way to narrow the list."""

    name: str
    value: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One Case in the list, ready to be read."""

    id: str
    revision: int
    alarm: bool
    urgency: Urgency
    channel: ChannelCode
    contacter: ContacterType
    who: str  # the contacter's name as stated; empty where none is known
    about: str  # "self", "other", or nothing
    about_whom: str  # the client's name, where it is somebody else
    reason: Reason | None
    municipality: str
    words: str  # the beginning of what the person newly said
    quarantined: bool
    waiting: str
    opened_at: datetime
    promise: Due | None
    clock: Due | None
    away: str  # whose it is, where they are away
    deputy: str  # who stands in for them
    state: CaseState
    holder: str  # who has it, if somebody has
    mine: bool
    held_until: str
    language: Language
    undelivered: bool
    safe_contact_only: bool
    in_chat: bool  # the client is on the chat line now
    restricted: bool  # to its team, and the reader is not of it: no words, no names
    tasks: int  # what is to be done
    task_due: Due | None  # the first of it


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage:
    """The list."""

    template: ClassVar[str] = "inbox/list.html"

    tab: Tab
    tabs: tuple[TabLink, ...]
    filters: tuple[Filter, ...]
    filtered: bool
    rows: tuple[Row, ...]
    next_href: str  # empty on the last page
    first_href: str  # empty on the first page
    alarms: tuple[AlarmNotice, ...]
    after: int
    said: str  # what has just been done; empty
    keys_on: bool
    desk: DeskView | None  # for those who may work on Cases


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmsPart:
    """The emergencies alone, for a page that is already open."""

    template: ClassVar[str] = "inbox/alarms.html"

    alarms: tuple[AlarmNotice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContactPage:
    """A call, visit or letter to be written down."""

    template: ClassVar[str] = "inbox/new.html"

    form: Form
    filled: Filled
    submission_id: str
    alarm: Alarm | None
    unavailable: bool
    municipalities: tuple[str, ...]
    alarms: tuple[AlarmNotice, ...]
    after: int
    keys_on: bool
