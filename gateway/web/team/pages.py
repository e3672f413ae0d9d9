"""The pages about who does what by when: deadlines for supervisors, and who is away."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from channels.codes import Urgency
from gateway.store.clocks import Record
from gateway.store.granted import Figures
from gateway.store.states import Service
from gateway.web.inbox.pages import AlarmNotice
from gateway.web.public.pages import Choice
from routing.forecast import Forecast
from routing.statutory import Pressure


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One day on which assessments must have begun."""

    day: date
    words: str
    due: int
    in_time: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueCase:
    """An open Case whose clock has run out."""

    id: str
    urgency: Urgency
    due_at: datetime
    late: str  # "3 pv sitten"
    team: str
    owner: str  # who has it in hand: the owner, or who stands in for them; empty: nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class NearService:
    """A granted service that must begin soon, or should have."""

    case_id: str
    service: Service
    decided_on: str
    due_on: str
    pressure: Pressure
    team: str
    owner: str  # who has the Case in hand; empty: nobody, or it has ended


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesPage:
    """What will be late, with the numbers behind it, and what is."""

    template: ClassVar[str] = "team/deadlines.html"

    forecast: Forecast
    first_late: str  # the day in words; empty where nothing will be late
    pace: str  # assessments a working day, as people write it
    days: tuple[DueLine, ...]
    overdue: tuple[OverdueCase, ...]
    record: Record  # of the clocks that were due in the last 90 days
    record_days: int
    services: tuple[NearService, ...]  # the longest overdue first
    granted: Figures
    alarms: tuple[AlarmNotice, ...]
    after: int
    keys_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who works here, and whether they are away."""

    id: str
    name: str
    until: str  # the first day back, as a date field has it; empty: at work
    back: str  # the same in words
    deputy: str  # name
    deputy_id: str
    gap: bool  # away, and nobody who is at work stands in


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayPage:
    """Who is away, and who stands in for them."""

    template: ClassVar[str] = "team/away.html"

    me: Colleague
    others: tuple[Colleague, ...]
    may_set_others: bool
    deputies: tuple[Choice, ...]
    tomorrow: str  # for a date field
    problem: str  # key of a text; empty
    saved: bool
    alarms: tuple[AlarmNotice, ...]
    after: int
    keys_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackLine:
    """What people said of the chat in a month."""

    month: str
    count: int | None  # None: too few to tell
    mean: str
    helped: str
    partly: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPage:
    """What people said of the chat, by months."""

    template: ClassVar[str] = "team/feedback.html"

    lines: tuple[FeedbackLine, ...]
    fewest: int
