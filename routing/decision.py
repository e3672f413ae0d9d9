"""Where a contact goes and why."""

from dataclasses import dataclass

from routing.facts import Facts
from routing.rule import Action, DeadlineCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One rule that was asked, and the first field that kept it from holding (None: it held)."""

    rule: str
    failed_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The outcome of asking the rules in order. It prepares; people decide (hallintolaki 53 e-g §)."""

    rule: str  # id of the rule that held
    rules_version: str  # first 12 of the SHA-256 over the rule files
    destination: str
    team: str  # the internal team that owns the Case
    deadline: DeadlineCode
    acknowledgement: str
    actions: tuple[Action, ...]
    facts: Facts
    asked: tuple[Asked, ...]  # in order, the last one held
