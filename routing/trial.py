"""Trying rules on what was decided before: what would have come out otherwise, and for how many."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from routing.book import RuleBook
from routing.decide import decide
from routing.decision import Decision
from routing.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a Decision means for the person and for us; codes."""

    rule: str
    destination: str
    deadline: str
    acknowledgement: str
    answered: bool
    actions: frozenset[str]

    def is_like(self, other: "Outcome") -> bool:
        """Whether nothing but the rule's own id differs."""
        return self.said() == other.said()

    def said(self) -> tuple[object, ...]:
        """Everything but the rule's id."""
        return (self.destination, self.deadline, self.acknowledgement, self.answered, self.actions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was decided, and what would be."""

    was: Outcome
    would_be: Outcome
    already: bool  # the rules that run now say the same as those that are tried

    @property
    def moves(self) -> bool:
        """Whether the contact would go elsewhere."""
        return self.was.destination != self.would_be.destination


@dataclass(slots=True)
class Tally:
    """What a trial has found so far. Its size grows with what changes, not with what is looked at."""

    tried: RuleBook
    running: RuleBook
    looked_at: int = 0
    changes: dict[Change, list[str]] = field(default_factory=dict)  # with the references of the contacts

    def add(self, reference: str, facts: Facts, was: Outcome) -> None:
        """Decide anew on *facts*, on which *was* was decided."""
        self.looked_at += 1
        would_be = outcome_of(decide(facts, self.tried))
        if would_be.is_like(was):
            return
        already = outcome_of(decide(facts, self.running)).is_like(would_be)
        change = Change(was=was, would_be=would_be, already=already)
        self.changes.setdefault(change, []).append(reference)

    @property
    def ordered(self) -> tuple[tuple[Change, list[str]], ...]:
        """The changes, those that move somebody first, then those of most contacts."""
        return tuple(sorted(self.changes.items(), key=lambda one: (not one[0].moves, -len(one[1]), one[0].was.rule)))

    @property
    def counts(self) -> Mapping[str, int]:
        """How many contacts were looked at, would move, would change in their place, stay, and have changed already."""
        changes = self.changes.items()
        moved = sum(len(references) for change, references in changes if change.moves)
        changed = sum(len(references) for change, references in changes if not change.moves)
        already = sum(len(references) for change, references in changes if change.already)
        same = self.looked_at - moved - changed
        return {"looked_at": self.looked_at, "moved": moved, "changed": changed, "same": same, "already": already}


def outcome_of(decision: Decision) -> Outcome:
    """The part of a Decision that matters to people."""
    return Outcome(
        rule=decision.rule,
        destination=decision.destination,
        deadline=decision.deadline,
        acknowledgement=decision.acknowledgement,
        answered=decision.answered,
        actions=frozenset(decision.actions),
    )
