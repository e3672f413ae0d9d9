"""Every rule has facts that reach it, and around them the rules decide as a reader of the files would."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest

from channels.codes import PROFESSIONALS, Flag
from routing.check import OWN_RULES, load_rules
from routing.decide import decide
from routing.facts import Facts
from routing.reach import can_hold
from routing.witness import BY_PROFESSION, BY_SOMEBODY_ELSE, witness
from tests.routing.given import ORDINARY, POSSIBLE, anybody

BOOK = load_rules()


class NaiveReader:
    """Reads the files as a person would, from top to bottom, with nothing of ours but the names of facts."""

    def __init__(self) -> None:
        tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(OWN_RULES.glob("*.toml"))]
        self.rules = [rule for table in tables for rule in table.get("rule", [])]
        self.guards = [guard for table in tables for guard in table.get("guard", [])]

    def first(self, facts: Facts) -> dict[str, Any]:
        return next(rule for rule in self.rules if self.holds(rule["when"], facts))

    def actions(self, rule: dict[str, Any], facts: Facts) -> list[str]:
        also = list(rule.get("also", []))
        for guard in self.guarding(facts):
            also += [action for action in guard["also"] if action not in also]
        return also

    def guarding(self, facts: Facts) -> list[dict[str, Any]]:
        held = [guard for guard in self.guards if self.holds(guard["when"], facts)]
        return [guard for guard in held if "unless" not in guard or not self.holds(guard["unless"], facts)]

    def holds(self, when: dict[str, Any], facts: Facts) -> bool:
        return all(self.meets(field, wanted, facts) for field, wanted in when.items())

    @staticmethod
    def meets(field: str, wanted: Any, facts: Facts) -> bool:
        if field == "flag":
            return any(flag in facts.flags for flag in wanted)
        if field == "contacter_professional":
            return (facts.contacter in PROFESSIONALS) == wanted
        if isinstance(wanted, bool):
            return getattr(facts, field) == wanted
        return getattr(facts, field) in wanted


READER = NaiveReader()


def assert_read_alike(facts):
    decision, rule = decide(facts, BOOK), READER.first(facts)
    assert (decision.rule, decision.destination, decision.deadline, decision.acknowledgement) == (
        rule["id"], rule["destination"], rule["deadline"], rule["acknowledgement"]
    )  # fmt: skip
    assert list(decision.actions) == READER.actions(rule, facts)
    assert decision.answered == all(one.get("answered", True) for one in (rule, *READER.guarding(facts)))
    return decision.rule


def neighbours(facts: Facts) -> Iterator[Facts]:
    """The same facts with one of them otherwise, in every way."""
    for field, codes in POSSIBLE.items():
        yield from (replace(facts, **{field: code}) for code in codes)
    yield from (replace(facts, flags=facts.flags ^ {flag}) for flag in Flag)


def test_every_fact_that_there_is_is_tried():
    assert set(POSSIBLE) | {"flags"} == {field.name for field in fields(Facts)}


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_every_rule_has_facts_that_reach_it(rule):
    assert decide(witness(rule, BOOK), BOOK).rule == rule.id


@pytest.mark.parametrize("given", [BY_PROFESSION, BY_SOMEBODY_ELSE], ids=["professional", "client"])
@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_facts_are_found_exactly_where_the_arithmetic_says_that_there_are_some(rule, given):
    earlier = [other.when for other in BOOK.rules[: BOOK.rules.index(rule)]]
    found = witness(rule, BOOK, given)

    assert (found is not None) == can_hold(rule.when, earlier, given)
    if found is not None:
        assert decide(found, BOOK).rule == rule.id
        assert found.contacter in given["contacter"]


def test_facts_tell_of_danger_at_home_only_where_the_rule_asks_for_it():
    dangerous = {
        rule.id
        for rule in BOOK.rules
        if (found := witness(rule, BOOK)) and READER.holds(READER.guards[0]["when"], found)
    }
    assert dangerous == {"R010", "R060"}


def test_what_is_left_open_is_the_most_ordinary():
    assert witness(BOOK.rule("R999"), BOOK) == ORDINARY


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_beside_each_rule_the_others_take_over_as_the_files_say(rule):
    for facts in neighbours(witness(rule, BOOK)):
        assert_read_alike(facts)


def test_fifty_thousand_contacts_are_decided_as_the_files_say():
    dice = random.Random(20261122)
    met = set()
    for _ in range(50_000):
        met.add(assert_read_alike(anybody(dice)))
    # Not a few rules again and again: nearly all of them have decided something.
    assert len(met) > 50
