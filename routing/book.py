"""The rules in order, made ready to be asked quickly."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from channels.codes import (
    AgeBand,
    ConsentState,
    ContacterType,
    Flag,
    Language,
    MatterType,
    Reason,
    Urgency,
)
from routing.decision import Asked
from routing.facts import Area, Confidence, Facts
from routing.rule import Action, Rule

_YES_NO = frozenset({"true", "false"})

# Every field that a rule may ask about, with the codes it can have, in the order of `codes_of`.
FIELDS: Mapping[str, frozenset[str]] = {
    "urgency": frozenset(Urgency),
    "reason": frozenset(Reason),
    "matter_type": frozenset(MatterType),
    "contacter": frozenset(ContacterType),
    "contacter_professional": _YES_NO,
    "consent": frozenset(ConsentState),
    "age": frozenset(AgeBand),
    "municipality": frozenset(Area),
    "existing_client": _YES_NO,
    "office_hours": _YES_NO,
    "nlu_confidence": frozenset(Confidence),
    "flag": frozenset(Flag),
}

_TRUE = frozenset({"true"})
_FALSE = frozenset({"false"})
_NONE: frozenset[str] = frozenset()


class Kind(StrEnum):
    """What sort of place a destination is."""

    INTERNAL = "internal"
    PARTNER = "partner"
    EMERGENCY = "emergency"
    AUTHORITY = "authority"


class Handover(StrEnum):
    """What moves there: the record, or only the person with contact details in hand."""

    DATA = "data"
    INFO_ONLY = "info_only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a contact can go."""

    code: str
    kind: Kind
    handover: Handover
    needs_consent: bool  # the client's recorded consent comes first (SR-43)
    team: str  # code of the internal team that owns the Case
    labels: Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What is added whenever its condition holds, whichever rule decides."""

    id: str  # "G001"
    when: Mapping[str, frozenset[str]]  # as in Rule
    unless: Mapping[str, frozenset[str]]  # does not hold where all of this does; empty: no exception
    answered: bool  # false: the sender gets no further answer, whatever the rule says
    also: tuple[Action, ...]
    because: Mapping[Language, str]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the data files something is written."""

    file: str
    line: int


# Position in `codes_of`, the codes wanted there, and what to record when none of them is met.
Condition = tuple[int, frozenset[str], Asked]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A rule made ready: its conditions in order, and the answers to them, built once and shared by all decisions."""

    rule: Rule
    conditions: tuple[Condition, ...]
    held: Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """All rules, in the order in which they are asked, with what they refer to."""

    version: str  # first 12 of the SHA-256 over the rule files
    rules: tuple[Rule, ...]
    guards: tuple[Guard, ...]
    destinations: Mapping[str, Destination]
    places: Mapping[str, Place]  # rule or guard id -> where it is written
    themes: Mapping[str, Mapping[Language, str]]  # file -> what its rules are about; not every file says so
    steps: tuple[Step, ...]

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id. Raises KeyError."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


def steps_of(rules: tuple[Rule, ...]) -> tuple[Step, ...]:
    """*rules* made ready to be asked."""
    position = {field: index for index, field in enumerate(FIELDS)}
    return tuple(
        Step(
            rule=rule,
            conditions=tuple(
                (position[field], codes, Asked(rule=rule.id, failed_on=field)) for field, codes in rule.when.items()
            ),
            held=Asked(rule=rule.id, failed_on=None),
        )
        for rule in rules
    )


def codes_of(facts: Facts) -> tuple[frozenset[str], ...]:
    """The codes that *facts* have in each of FIELDS, in that order; what is not known has none and meets nothing."""
    return (
        frozenset((facts.urgency,)),
        frozenset((facts.reason,)),
        frozenset((facts.matter_type,)),
        frozenset((facts.contacter,)),
        _TRUE if facts.contacter_professional else _FALSE,
        frozenset((facts.consent,)),
        frozenset((facts.age,)),
        frozenset((facts.municipality,)),
        _TRUE if facts.existing_client else _FALSE,
        _TRUE if facts.office_hours else _FALSE,
        frozenset((facts.nlu_confidence,)) if facts.nlu_confidence else _NONE,
        facts.flags,
    )
