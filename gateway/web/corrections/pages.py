"""What the page of corrections shows: codes in words, counts and dates. Nothing that a client wrote, and no client."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from channels.codes import Reason
from gateway.web.inbox.pages import AlarmNotice, Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class RateView:
    """How many of how many Cases have another reason now than was read, in whole percent."""

    worked_on: int
    overridden: int
    percent: int | None  # None of nothing
    low: int  # the bounds, 0..100
    high: int
    few: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonView:
    """One reason as it was read."""

    reason: Reason
    rate: RateView
    unsure: int  # of those changed: the machine had said that it was not sure


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfusionView:
    """What was read and what people chose in its place."""

    field: str
    read: str
    chosen: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionView:
    """One correction that holds. Who made it stands on the page of the Case: here it is the machine that is judged."""

    seq: int
    case_id: str
    reference: str
    field: str
    read: str
    chosen: str
    sure: int | None  # percent, as the machine gave it
    model: str
    at: datetime
    reviewed_at: datetime | None
    reviewed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestedView:
    """What became of the suggested replies of a time."""

    kept: int
    changed: int
    dropped: int
    rate: RateView  # how many of all were sent as they were


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresView:
    """What the contacts of a time say about what was read of them."""

    since: datetime
    since_day: str  # for a date field
    filters: tuple[Filter, ...]
    narrowed: bool
    total: RateView
    changed: tuple[ReasonView, ...]  # where people surely choose otherwise most often first
    unchanged: tuple[ReasonView, ...]
    confusions: tuple[ConfusionView, ...]
    more_confusions: int
    unreviewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage:
    """Override rates, confusions and the latest corrections."""

    template: ClassVar[str] = "corrections/page.html"

    figures: FiguresView
    suggested: SuggestedView
    corrections: tuple[CorrectionView, ...]
    next_href: str
    first_href: str
    reviewed: bool  # one has just been marked
    alarms: tuple[AlarmNotice, ...]
    after: int
    keys_on: bool
