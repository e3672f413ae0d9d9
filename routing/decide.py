"""Deciding where a contact goes: pure, total, with a trace. It prepares, people decide (hallintolaki, 53 e §)."""

from collections.abc import Mapping

from routing.book import FIELDS, Guard, RuleBook, codes_of
from routing.decision import Asked, Decision
from routing.facts import Facts
from routing.rule import Action, Rule

_POSITION = {field: index for index, field in enumerate(FIELDS)}


class NoRuleHeldError(Exception):
    """No rule held. What `load_rules` returns ends with a rule that always holds; a book made by hand may not."""

    def __init__(self, version: str) -> None:
        super().__init__(f"no rule of book {version} held; its last rule must have no condition")
        self.version = version


def decide(facts: Facts, book: RuleBook) -> Decision:
    """Ask the rules in order; the first that holds decides, and the guards that hold add what they ask for."""
    codes = codes_of(facts)
    asked: list[Asked] = []
    for step in book.steps:
        for position, wanted, failed in step.conditions:
            if wanted.isdisjoint(codes[position]):
                asked.append(failed)
                break
        else:
            asked.append(step.held)
            return _decision(step.rule, facts, book, tuple(asked))
    raise NoRuleHeldError(book.version)


def _decision(rule: Rule, facts: Facts, book: RuleBook, asked: tuple[Asked, ...]) -> Decision:
    guards = _holding(facts, book)
    return Decision(
        rule=rule.id,
        rules_version=book.version,
        destination=rule.destination,
        team=book.destinations[rule.destination].team,
        deadline=rule.deadline,
        acknowledgement=rule.acknowledgement,
        actions=_actions(rule, guards),
        facts=facts,
        asked=asked,
        answered=rule.answered and all(guard.answered for guard in guards),
        because=(rule.because, *(guard.because for guard in guards)),
    )


def _actions(rule: Rule, guards: tuple[Guard, ...]) -> tuple[Action, ...]:
    # A contact that tells of danger at home can be caught by a rule that knows nothing of it (a ward's request, a case
    # enquiry). An answer to a shared mailbox or telephone could then reach the one who is feared: hence the guards.
    added = (action for guard in guards for action in guard.also if action not in rule.also)
    return (*rule.also, *dict.fromkeys(added))


def _holding(facts: Facts, book: RuleBook) -> tuple[Guard, ...]:
    codes = codes_of(facts)
    return tuple(
        guard
        for guard in book.guards
        if _meets(codes, guard.when) and not (guard.unless and _meets(codes, guard.unless))
    )


def _meets(codes: tuple[frozenset[str], ...], condition: Mapping[str, frozenset[str]]) -> bool:
    return not any(wanted.isdisjoint(codes[_POSITION[field]]) for field, wanted in condition.items())
