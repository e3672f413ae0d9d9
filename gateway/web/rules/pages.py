"""The pages on which the rules are read: as they are, and as they would be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from gateway.rulebook import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that a rule asks for."""

    field: str
    codes: tuple[str, ...]  # in words; one of them is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody is told."""

    key: str  # text key of whom and when
    words: str  # empty where it is one of the common texts
    subject: str = ""  # of a mail


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """One rule in words."""

    id: str
    conditions: tuple[Condition, ...]
    destination: str
    where: str  # text key of what else is to be said about the destination; may be empty
    team: str  # who looks after the matter, where that is somebody else; may be empty
    deadline: str  # code
    told: tuple[Told, ...]
    by_mail: str  # text key of what ordinary mail says
    actions: tuple[str, ...]  # codes
    because: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardWords:
    """What is added to every rule, in words."""

    id: str
    conditions: tuple[Condition, ...]
    unless: tuple[Condition, ...]  # where all of these hold, nothing is added
    answered: bool  # false: the sender gets no further answer
    actions: tuple[str, ...]  # codes
    because: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The rules of one file."""

    anchor: str
    title: str
    guards: tuple[GuardWords, ...]
    rules: tuple[RuleWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBookPage:
    """The rules that decide now, in words, among our other pages."""

    template: ClassVar[str] = "rules/page.html"
    version: str
    county: str
    printed_at: datetime
    themes: tuple[Theme, ...]
    common: tuple[Told, ...]  # texts that belong to no single rule
    refusal: Refusal | None  # of newer ones


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBookFile(RuleBookPage):
    """The same as a file of its own, to be printed, sent and commented on."""

    template: ClassVar[str] = "rules/book_file.html"
    styles: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A line of the summary: how many would go from here to there."""

    start: str
    end: str
    rules: str  # "R081 → R080"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that would be otherwise."""

    key: str  # text key of what
    was: str
    would_be: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A rule's reason, and its conditions."""

    rule: str
    because: str  # empty where the rule is gone
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Contacts that would change in the same way, for the same reason."""

    anchor: str
    start: str
    end: str
    moves: bool
    differences: tuple[Difference, ...]
    added: tuple[str, ...]  # codes of actions
    removed: tuple[str, ...]
    was: Why
    would_be: Why
    already: bool  # the rules that run now say the same
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialFile:
    """What other rules would have done with contacts that were decided on."""

    template: ClassVar[str] = "rules/trial_file.html"
    styles: str
    county: str
    printed_at: datetime
    tried: str  # version
    running: str  # version
    counts: Mapping[str, int]  # looked_at, moved, changed, same, already
    dates: tuple[str, str]  # of the first and the last arrival
    moves: tuple[Move, ...]
    groups: tuple[Group, ...]
