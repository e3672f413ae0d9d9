from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from routing.book import FIELDS, Handover, Kind, RuleBook, codes_of, steps_of
from routing.check import load_rules
from routing.decide import NoRuleHeldError, decide
from routing.decision import Asked
from routing.facts import Area, Confidence, Facts
from routing.rule import Action, DeadlineCode
from tests.routing.given import ORDINARY, any_facts, facts, sample

BOOK = load_rules()
DECISIONS = sample("decisions.toml")
QUICK = {DeadlineCode.NOW, DeadlineCode.URGENT_15MIN, DeadlineCode.URGENT_1H}


def stated(codes: Mapping[str, Any]) -> Facts:
    both = DECISIONS["ordinary"] | codes
    return Facts(
        urgency=Urgency(both["urgency"]),
        reason=Reason(both["reason"]),
        matter_type=MatterType(both["matter_type"]),
        contacter=ContacterType(both["contacter"]),
        consent=ConsentState(both["consent"]),
        age=AgeBand(both["age"]),
        municipality=Area(both["municipality"]),
        existing_client=both["existing_client"],
        office_hours=both["office_hours"],
        nlu_confidence=Confidence(both["nlu_confidence"]),
        flags=frozenset(Flag(flag) for flag in both["flag"]),
    )


def test_there_are_as_many_examples_as_were_agreed():
    assert len(DECISIONS["example"]) == 31


@pytest.mark.parametrize("example", DECISIONS["example"], ids=lambda example: f"{example['rule']}-{example['given']}")
def test_an_agreed_example_is_decided_by_its_rule(example):
    assert decide(stated(example["given"]), BOOK).rule == example["rule"]


@given(any_facts)
def test_every_contact_gets_one_destination_one_deadline_and_one_text(some):
    decision = decide(some, BOOK)

    assert decision.destination in BOOK.destinations
    assert decision.deadline in DeadlineCode
    assert decision.acknowledgement
    assert BOOK.destinations[decision.team].kind is Kind.INTERNAL


@given(any_facts)
def test_deciding_twice_gives_the_same(some):
    assert decide(some, BOOK) == decide(some, BOOK)


@given(any_facts)
def test_the_trace_names_each_rule_asked_in_order_and_only_the_last_held(some):
    decision = decide(some, BOOK)

    assert [asked.rule for asked in decision.asked] == [rule.id for rule in BOOK.rules[: len(decision.asked)]]
    assert [asked.failed_on is None for asked in decision.asked] == [False] * (len(decision.asked) - 1) + [True]
    assert decision.asked[-1] == Asked(rule=decision.rule, failed_on=None)


@given(any_facts)
def test_the_field_that_a_rule_failed_on_really_has_none_of_its_codes(some):
    codes = dict(zip(FIELDS, codes_of(some), strict=True))
    for asked in decide(some, BOOK).asked[:-1]:
        assert not BOOK.rule(asked.rule).when[asked.failed_on] & codes[asked.failed_on]


@given(any_facts)
def test_facts_and_version_travel_with_the_decision(some):
    decision = decide(some, BOOK)

    assert decision.facts == some
    assert decision.rules_version == BOOK.version
    assert len(decision.rules_version) == 12


@given(any_facts)
def test_an_emergency_is_answered_with_112_at_once_whatever_else_is_known(some):
    decision = decide(replace(some, urgency=Urgency.EMERGENCY), BOOK)

    assert (decision.destination, decision.deadline) == ("emergency_112", DeadlineCode.NOW)
    assert Action.ALARM_ADVISOR in decision.actions


@given(any_facts)
def test_an_urgent_matter_is_looked_at_within_the_hour_whatever_else_is_known(some):
    assert decide(replace(some, urgency=Urgency.URGENT), BOOK).deadline in QUICK


@given(any_facts)
def test_an_urgent_matter_from_another_county_is_served_here(some):
    urgent = replace(some, urgency=Urgency.URGENT, municipality=Area.OUT_OF_AREA)
    assert decide(urgent, BOOK).destination != "other_county"


@given(any_facts)
def test_deciding_leaves_the_urgency_as_it_was(some):
    assert decide(some, BOOK).facts.urgency is some.urgency


@given(any_facts)
def test_a_guess_never_sends_anybody_to_a_partner(some):
    decision = decide(replace(some, nlu_confidence=Confidence.LOW), BOOK)
    assert BOOK.destinations[decision.destination].kind is not Kind.PARTNER


@pytest.mark.parametrize("matter", [MatterType.FEEDBACK, MatterType.CASE_ENQUIRY, MatterType.SUPPORT_NEED_CONTACT])
def test_a_guess_of_loneliness_is_read_by_a_person_today_whatever_the_matter_type(matter):
    wants = frozenset({Flag.WANTS_PARISH})
    sure = facts(matter_type=matter, reason=Reason.LONELINESS_PARTICIPATION, flags=wants)
    decision = decide(replace(sure, nlu_confidence=Confidence.LOW), BOOK)

    assert decide(sure, BOOK).destination == "parish"
    assert (decision.destination, decision.deadline) == ("advice", DeadlineCode.SAME_DAY)
    assert Action.HUMAN_TRIAGE in decision.actions


@given(any_facts, st.sampled_from(["reason", "abuse", "violence_now"]))
def test_danger_at_home_always_stops_messages_whichever_rule_held(some, sign):
    told = (
        replace(some, reason=Reason.ABUSE_NEGLECT)
        if sign == "reason"
        else replace(some, flags=some.flags | {Flag(sign)})
    )
    assert decide(told, BOOK).actions.count(Action.SAFE_CONTACT_ONLY) == 1


def test_messages_are_not_stopped_where_nothing_tells_of_danger():
    assert Action.SAFE_CONTACT_ONLY not in decide(ORDINARY, BOOK).actions


def test_an_action_that_a_guard_adds_is_explained_after_the_rule():
    ward = facts(matter_type=MatterType.WARD_REQUEST, consent=ConsentState.GIVEN, flags=frozenset({Flag.ABUSE}))
    decision = decide(ward, BOOK)

    assert decision.because_in(Language.EN) == (
        "The ward asks for help for a patient who goes home. The coordinator finds out what is needed there.",
        (
            "The message has signs of violence or ill-treatment. "
            "Nothing is sent and nobody is called until a safe way is known."
        ),
    )


def test_who_writes_in_a_language_we_do_not_have_is_explained_in_finnish():
    assert decide(ORDINARY, BOOK).because_in(Language.OTHER) == (
        "Ihminen kysyy neuvoa. Neuvoja vastaa kahden arkipäivän kuluessa.",
    )


@given(any_facts)
def test_where_only_information_is_given_the_case_stays_with_our_own_people(some):
    decision = decide(some, BOOK)
    destination = BOOK.destinations[decision.destination]
    if destination.handover is Handover.INFO_ONLY or destination.kind is Kind.PARTNER:
        assert decision.team == "advice"


@given(any_facts)
def test_nobody_is_coordinated_without_consent(some):
    decision = decide(some, BOOK)
    if BOOK.destinations[decision.destination].needs_consent:
        assert some.consent is ConsentState.GIVEN


@given(any_facts)
def test_partners_of_the_lonely_get_no_data_without_consent(some):
    decision = decide(some, BOOK)
    if decision.destination in {"parish", "ngo", "municipality_wellbeing"}:
        assert Action.NO_DATA_WITHOUT_CONSENT in decision.actions


def test_no_knowledge_of_confidence_is_not_low_confidence():
    assert decide(facts(nlu_confidence=None), BOOK).rule == "R999"


def test_a_book_in_which_no_rule_holds_says_so():
    only_emergencies = RuleBook(
        version="0",
        rules=BOOK.rules[:1],
        guards=(),
        destinations=BOOK.destinations,
        places={},
        themes={},
        steps=steps_of(BOOK.rules[:1]),
    )
    with pytest.raises(NoRuleHeldError):
        decide(ORDINARY, only_emergencies)
