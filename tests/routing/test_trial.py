from dataclasses import replace

from channels.codes import Reason, Urgency
from routing.book import steps_of
from routing.check import load_rules
from routing.decide import decide
from routing.rule import DeadlineCode
from routing.trial import Tally, outcome_of
from tests.routing.given import ORDINARY, facts

BOOK = load_rules()
MEMORY = facts(reason=Reason.MEMORY_CONCERN)
HOME = facts(reason=Reason.HOME_CARE, urgency=Urgency.SOON)


def with_rule(rule_id, **changed):
    rules = tuple(replace(rule, **changed) if rule.id == rule_id else rule for rule in BOOK.rules)
    return replace(BOOK, rules=rules, steps=steps_of(rules), version="tried")


def tried(book, *known, running=BOOK, by=BOOK):
    tally = Tally(tried=book, running=running)
    for number, some in enumerate(known, start=1):
        tally.add(f"SAT-{number}", some, outcome_of(decide(some, by)))
    return tally


def test_the_same_rules_change_nothing():
    tally = tried(BOOK, ORDINARY, MEMORY, HOME)

    assert tally.counts == {"looked_at": 3, "moved": 0, "changed": 0, "same": 3, "already": 0}
    assert tally.ordered == ()


def test_who_would_move_and_who_would_only_be_answered_sooner_are_told_apart():
    book = with_rule("R088", destination="service_guidance")
    rules = tuple(replace(rule, deadline=DeadlineCode.WD1) if rule.id == "R080" else rule for rule in book.rules)
    tally = tried(replace(book, rules=rules, steps=steps_of(rules)), HOME, MEMORY, ORDINARY, MEMORY)

    assert tally.counts == {"looked_at": 4, "moved": 2, "changed": 1, "same": 1, "already": 0}
    (first, moved), (second, changed) = tally.ordered
    assert (first.was.destination, first.would_be.destination, moved) == (
        "memory_guidance", "service_guidance", ["SAT-2", "SAT-4"]
    )  # fmt: skip
    assert (second.was.deadline, second.would_be.deadline, changed) == ("wd3", "wd1", ["SAT-1"])


def test_another_rule_with_the_same_outcome_is_no_change():
    renamed = tuple(replace(rule, id="R188") if rule.id == "R088" else rule for rule in BOOK.rules)

    assert tried(replace(BOOK, rules=renamed, steps=steps_of(renamed)), MEMORY).counts["same"] == 1


def test_what_the_running_rules_do_already_is_not_counted_as_news():
    newer = with_rule("R088", destination="service_guidance")

    assert tried(newer, MEMORY, running=newer).counts == {
        "looked_at": 1, "moved": 1, "changed": 0, "same": 0, "already": 1
    }  # fmt: skip
