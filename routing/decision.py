"""Where a contact goes and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from channels.codes import Language
from routing.dates import spoken
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
    answered: bool = True  # whether the sender gets a further answer
    # The reasons of the rule and of the guards that held, as they stood then; a Decision from before they were kept
    # has none.
    because: tuple[Mapping[Language, str], ...] = ()

    def because_in(self, language: Language) -> tuple[str, ...]:
        """Why it was decided so, for the advisor: the reason of the rule first, then those of the guards."""
        return tuple(words[spoken(language)] for words in self.because)
