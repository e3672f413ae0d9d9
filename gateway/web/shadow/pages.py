"""What the comparison shows. References, codes and dates; nothing that a person wrote, and no name."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from channels.codes import ChannelCode, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """How many of how many; `percent` is None of nothing."""

    agreed: int
    of: int
    percent: int | None
    few: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """One thing in which a person and the machine can differ; `key` names its text."""

    key: str
    share: ShareView


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelView:
    """One channel."""

    channel: ChannelCode
    mode: str
    contacts: int
    cases: int
    worked_on: int
    agreement: tuple[AgreementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLink:
    """A Case by its reference."""

    reference: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLinks:
    """Cases by their references, and how many more there are."""

    shown: tuple[CaseLink, ...]
    more: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceView:
    """What people chose in place of what a rule suggested."""

    key: str
    suggested: str
    chosen: str
    cases: CaseLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A rule that people went against."""

    rule: str
    because: str
    share: ShareView
    differences: tuple[DifferenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A text that would have been sent or shown, with blanks for what belongs to one contact."""

    template: str
    language: Language
    channel: ChannelCode
    count: int
    title: str  # a mail's subject, else the first sentence; empty where there is no such text any more
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceView:
    """Why nothing would have been said, and how often."""

    silence: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimingView:
    """How promised dates would have fared; `key` names its text."""

    key: str
    cases: CaseLinks


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedView:
    """One contact: where it would have gone and what would have been said, beside what people did."""

    case: CaseLink
    arrived_at: datetime
    channel: ChannelCode
    rule: str
    destination: str
    due_at: datetime | None
    told_at: datetime | None
    template: str
    chosen: str  # destination; empty where nobody has worked on it
    differs: bool
    resolution: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What page and file have in common."""

    county: str
    since: datetime
    since_day: str  # for a date field
    at: datetime
    contacts: int
    agreement: tuple[AgreementView, ...]
    channels: tuple[ChannelView, ...]
    rules: tuple[RuleView, ...]
    texts: tuple[TextView, ...]
    silences: tuple[SilenceView, ...]
    timing: tuple[TimingView, ...]
    newest: tuple[MovedView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage:
    """The comparison on our own page."""

    template: ClassVar[str] = "shadow/page.html"

    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonFile:
    """The comparison as one file."""

    template: ClassVar[str] = "shadow/comparison_file.html"

    comparison: Comparison
    county: str
    styles: str
