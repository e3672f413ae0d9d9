"""Facts that reach a rule: what to show, or to try, where somebody asks what the rule does."""

from collections.abc import Mapping
from typing import Final

from channels.codes import (
    PROFESSIONALS,
    AgeBand,
    ConsentState,
    ContacterType,
    Flag,
    MatterType,
    Reason,
    Urgency,
)
from routing.book import FIELDS, RuleBook
from routing.facts import Area, Confidence, Facts
from routing.reach import Box, free_part
from routing.rule import Rule

_YES: Final = "true"

# Of what a rule leaves open, the most ordinary is taken.
_ORDINARY: Final[Mapping[str, str]] = {
    "urgency": Urgency.ROUTINE,
    "reason": Reason.SERVICE_INFO,
    "matter_type": MatterType.ADVICE,
    "contacter": ContacterType.CLIENT,
    "consent": ConsentState.NOT_REQUIRED,
    "age": AgeBand.AGE_75PLUS,
    "municipality": Area.IN_AREA,
    "existing_client": "false",
    "office_hours": _YES,
    "nlu_confidence": Confidence.HIGH,
}

BY_PROFESSION: Final[Box] = {"contacter": frozenset(PROFESSIONALS)}
BY_SOMEBODY_ELSE: Final[Box] = {"contacter": frozenset(ContacterType) - PROFESSIONALS}


def witness(rule: Rule, book: RuleBook, given: Box | None = None) -> Facts | None:
    """The most ordinary facts by which *rule* is the first of *book* to hold, and which are as *given*; None for none.

    Where it can be, nothing in them tells of danger at home, so that no guard adds anything.
    """
    earlier = [other.when for other in book.rules[: book.rules.index(rule)]]
    given = given or {}
    quiet = {"reason": given.get("reason", FIELDS["reason"]) - {Reason.ABUSE_NEGLECT}}
    for narrower in ({**given, **quiet}, given):
        part = free_part(rule.when, earlier, narrower) if all(narrower.values()) else None
        if part is not None:
            return facts_in(part)
    return None


def facts_in(box: Box) -> Facts:
    """The most ordinary facts in *box*."""
    code = {field: _chosen(field, box) for field in _ORDINARY}
    return Facts(
        urgency=Urgency(code["urgency"]),
        reason=Reason(code["reason"]),
        matter_type=MatterType(code["matter_type"]),
        contacter=ContacterType(code["contacter"]),
        consent=ConsentState(code["consent"]),
        age=AgeBand(code["age"]),
        municipality=Area(code["municipality"]),
        existing_client=code["existing_client"] == _YES,
        office_hours=code["office_hours"] == _YES,
        nlu_confidence=None if code["nlu_confidence"] == "none" else Confidence(code["nlu_confidence"]),
        flags=frozenset(flag for flag in Flag if box.get(f"flag:{flag}") == frozenset({_YES})),
    )


def _chosen(field: str, box: Box) -> str:
    ordinary = _ORDINARY[field]
    codes = box.get(field)
    return ordinary if codes is None or ordinary in codes else min(codes)
