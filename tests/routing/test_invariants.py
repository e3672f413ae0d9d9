"""What the professionals agreed must always hold, sentence by sentence; each is tried on every rule, and at random."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import (
    ANSWER_LANGUAGES,
    OPENS_CASE,
    URGENCY_RANK,
    AgeBand,
    ConsentState,
    ContacterType,
    Flag,
    MatterType,
    Reason,
    Urgency,
)
from routing.acknowledgement import acknowledge, load_texts
from routing.book import Handover, Kind
from routing.check import load_rules
from routing.clocks import deadlines, starts_clock
from routing.decide import decide
from routing.facts import Area, Confidence
from routing.hours import WorkingCalendar
from routing.rule import Action, DeadlineCode
from routing.witness import witness
from tests.routing.given import OFFICE, VALUES, any_facts, facts, helsinki

BOOK, TEXTS = load_rules(), load_texts()
ON_MONDAY = helsinki("2026-11-16T09:30+02:00")
SAYS_MOVED = "other_county"
TELLS_OF_DANGER = ("abuse_neglect", "abuse", "violence_now")
BY_RULE = pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
languages = st.sampled_from(ANSWER_LANGUAGES)


def told(some, *, protected, live=True, language="fi"):
    return acknowledge(
        decide(some, BOOK), protected=protected, live=live, language=language, values=VALUES, texts=TEXTS
    )


def in_danger(some, sign):
    if sign == "abuse_neglect":
        return replace(some, reason=Reason.ABUSE_NEGLECT)
    return replace(some, flags=some.flags | {Flag(sign)})


# "Every contact gets exactly one destination, one deadline and one acknowledgement decision; R999 always matches."


@given(any_facts, languages)
def test_every_contact_has_one_destination_one_deadline_and_one_word_on_what_is_said(some, language):
    decision = decide(some, BOOK)
    answer = told(some, protected=True, language=language)

    assert decision.destination in BOOK.destinations
    assert decision.deadline in DeadlineCode
    assert TEXTS.has(decision.acknowledgement)
    assert answer is not None  # whoever is still there is always told something
    assert [asked.rule for asked in decision.asked if asked.failed_on is None] == [decision.rule]


def test_the_last_rule_asks_for_nothing():
    assert (BOOK.rules[-1].id, BOOK.rules[-1].when) == ("R999", {})


# "No routing rule and no model lowers an emergency or urgent level; only an advisor does."


@given(any_facts, st.sampled_from(Urgency))
def test_who_is_more_urgent_is_never_promised_later(some, urgency):
    worse, better = sorted((some.urgency, urgency), key=URGENCY_RANK.__getitem__)
    if better in {Urgency.EMERGENCY, Urgency.URGENT} or worse not in {Urgency.EMERGENCY, Urgency.URGENT}:
        return
    first, later = (
        deadlines(decide(replace(some, urgency=one, office_hours=True), BOOK), ON_MONDAY, OFFICE, WorkingCalendar())[0]
        for one in (worse, better)
    )
    assert first.due <= later.due


@given(any_facts)
def test_a_decision_keeps_the_urgency_that_it_was_given(some):
    assert decide(some, BOOK).facts.urgency is some.urgency


# "A matter type that opens a case starts the statutory clock whatever rule matched; the clock never pauses for missing
# data. Where consent is refused the clock runs on the contact and no case is opened for the person."


@BY_RULE
@pytest.mark.parametrize("matter", sorted(OPENS_CASE))
def test_a_need_that_is_expressed_starts_the_clock_whichever_rule_holds(rule, matter):
    some = witness(rule, BOOK, {"matter_type": frozenset({matter})})
    if some is not None:
        assert starts_clock(decide(some, BOOK)) in {DeadlineCode.STATUTORY_7WD_START, DeadlineCode.WITHOUT_DELAY}


@given(any_facts, st.sampled_from(sorted(OPENS_CASE)), st.sampled_from(ConsentState), st.sampled_from(Area))
def test_the_clock_is_the_same_whatever_is_still_missing(some, matter, consent, area):
    known = replace(some, matter_type=MatterType(matter), age=AgeBand.AGE_75PLUS)
    missing = replace(known, age=AgeBand.UNKNOWN, consent=consent, municipality=area, nlu_confidence=Confidence.LOW)

    assert starts_clock(decide(known, BOOK)) is starts_clock(decide(missing, BOOK)) is DeadlineCode.STATUTORY_7WD_START


@pytest.mark.parametrize("matter", [MatterType.WARD_REQUEST, MatterType.REFERRAL, MatterType.SUPPORT_NEED_CONTACT])
def test_where_consent_is_refused_the_clock_runs_and_no_case_is_opened_for_the_person(matter):
    some = facts(matter_type=matter, contacter=ContacterType.HOSPITAL_WARD, consent=ConsentState.REFUSED)
    decision = decide(some, BOOK)

    assert starts_clock(decision) is DeadlineCode.STATUTORY_7WD_START
    assert Action.NO_CASE_FOR_PATIENT in decision.actions
    assert Action.CONTACT_SENDER not in decision.actions or matter is MatterType.WARD_REQUEST


# "Destinations with handover info_only receive no data; partners receive data only with consent given and recorded."


@given(any_facts)
def test_data_goes_to_partners_by_consent_only_and_nowhere_where_information_is_enough(some):
    decision = decide(some, BOOK)
    destination = BOOK.destinations[decision.destination]
    if destination.handover is Handover.INFO_ONLY:
        assert decision.team == "advice"
    elif destination.kind is Kind.PARTNER or destination.needs_consent:
        assert some.consent is ConsentState.GIVEN


# "On an unprotected channel the outgoing text is a neutral template, whatever ack the rule names."


@BY_RULE
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_an_unprotected_channel_gets_a_neutral_text_whatever_the_rule_names(rule, language):
    answer = told(witness(rule, BOOK), protected=False, language=language)
    if Action.SAFE_CONTACT_ONLY in rule.also:
        assert answer is None
    else:
        assert answer.neutral
        assert answer.template == ("email_body" if rule.answered else "email_body_no_answer")


# "safe_contact_only suppresses every outgoing message, callback and letter until the advisor records a safe way; the
# safe_contact text is shown only inside the live session in which the person wrote."


@BY_RULE
@pytest.mark.parametrize("sign", TELLS_OF_DANGER)
def test_danger_at_home_silences_whichever_rule_holds(rule, sign):
    plain = witness(rule, BOOK)
    for contacter in (ContacterType.CLIENT, ContacterType.RELATIVE, ContacterType.INFORMAL_CARER):
        some = in_danger(replace(plain, contacter=contacter), sign)
        assert Action.SAFE_CONTACT_ONLY in decide(some, BOOK).actions
        assert told(some, protected=False) is None
        assert told(some, protected=False, live=False) is None
        assert told(some, protected=True, live=False) is None
        expected = {"emergency_112", "crisis_suicide"} if some.urgency is Urgency.EMERGENCY else {"safe_contact"}
        assert told(some, protected=True).template in expected


@BY_RULE
@pytest.mark.parametrize("sign", TELLS_OF_DANGER)
def test_a_professional_is_answered_on_a_line_of_their_own_and_nowhere_else(rule, sign):
    some = in_danger(replace(witness(rule, BOOK), contacter=ContacterType.HEALTH_PROFESSIONAL), sign)
    emergency = some.urgency is Urgency.EMERGENCY

    assert told(some, protected=False) is None
    for live in (True, False):
        answer = told(some, protected=True, live=live)
        expected = {"emergency_112", "crisis_suicide"} if emergency else {"notification_professional"}
        assert answer.template in expected


@given(any_facts, languages)
def test_the_safe_contact_text_is_shown_only_to_who_is_still_there(some, language):
    for protected in (True, False):
        answer = told(some, protected=protected, live=False, language=language)
        assert answer is None or answer.template != "safe_contact"


# "A text that says something has been done is sent only after it has been done."


@given(any_facts, st.booleans(), languages)
def test_nobody_is_told_of_a_transfer_before_it_is_made(some, protected, language):
    answer = told(some, protected=protected, language=language)
    assert answer is None or answer.template != SAYS_MOVED


# "Low classifier confidence never routes to a partner and never closes a contact."


@BY_RULE
def test_a_guess_reaches_no_partner_and_no_end_by_any_rule(rule):
    some = replace(witness(rule, BOOK), nlu_confidence=Confidence.LOW)
    decision = decide(some, BOOK)

    assert BOOK.destinations[decision.destination].kind is not Kind.PARTNER
    assert BOOK.destinations[decision.team].kind is Kind.INTERNAL
    assert decision.deadline in DeadlineCode


# "The matched rule id, rule set version, classifier version and input values are stored with the contact": what the
# gateway stores is tested beside it, in tests/gateway/test_routing_stored.py.
