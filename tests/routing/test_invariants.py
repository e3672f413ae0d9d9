"""What the professionals agreed must always hold, sentence by sentence; each is tried on every rule, and at random."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import (
    ANSWER_LANGUAGES,
    OPENS_CASE,
    PROFESSIONALS,
    URGENCY_RANK,
    AgeBand,
    ConsentState,
    ContacterType,
    Flag,
    Language,
    MatterType,
    Reason,
    Urgency,
)
from routing.acknowledgement import FOR_ANYBODY, FOR_PROFESSIONALS, acknowledge
from routing.book import Handover, Kind
from routing.check import load_rules
from routing.clocks import deadlines, starts_clock
from routing.decide import decide
from routing.facts import Area, Confidence
from routing.hours import WorkingCalendar
from routing.rule import Action, DeadlineCode
from routing.text_files import load_texts
from routing.text_promises import speaks_of_answer
from routing.witness import BY_PROFESSION, BY_SOMEBODY_ELSE, witness
from tests.routing.given import OFFICE, VALUES, any_facts, anybody, facts, helsinki

BOOK, TEXTS = load_rules(), load_texts()
ON_MONDAY = helsinki("2026-11-16T09:30+02:00")
ON_MONDAY_NIGHT = helsinki("2026-11-16T22:00+02:00")
JUDGED = {Action.START_STATUTORY_CLOCK_IF_NEED_EXPRESSED, Action.START_STATUTORY_CLOCK_IF_NEED_CHANGED}
NOTICES = (MatterType.CONCERN_NOTICE, MatterType.NEED_NOTIFICATION)
# What a professional sends on for a client, who may have refused.
PASSED_ON = frozenset(
    {
        *(MatterType.ADVICE, MatterType.APPLICATION, MatterType.REFERRAL),
        *(MatterType.SUPPORT_NEED_CONTACT, MatterType.WARD_REQUEST),
    }
)
KEYS = sorted(TEXTS.texts[Language.FI].acknowledgements)
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


@given(any_facts, st.sampled_from(Urgency), st.sampled_from([(True, ON_MONDAY), (False, ON_MONDAY_NIGHT)]))
def test_who_is_more_urgent_is_never_promised_later_by_day_or_by_night(some, urgency, moment):
    office_hours, at = moment
    worse, better = sorted((some.urgency, urgency), key=URGENCY_RANK.__getitem__)
    first, later = (
        deadlines(decide(replace(some, urgency=one, office_hours=office_hours), BOOK), at, OFFICE, WorkingCalendar())[0]
        for one in (worse, better)
    )
    assert first.due <= later.due


@given(any_facts, st.sampled_from([Urgency.EMERGENCY, Urgency.URGENT]))
def test_what_is_urgent_is_decided_only_by_a_rule_for_what_is_urgent(some, urgency):
    decision = decide(replace(some, urgency=urgency), BOOK)

    assert decision.facts.urgency is urgency
    assert BOOK.rule(decision.rule).when["urgency"] == {urgency}
    assert decision.deadline in {DeadlineCode.NOW, DeadlineCode.URGENT_15MIN, DeadlineCode.URGENT_1H}


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


def force(decision):
    """How far a clock is: it runs, or a person must say whether it does, or neither."""
    if starts_clock(decision) is not None:
        return 2
    return 1 if JUDGED & set(decision.actions) else 0


def test_more_urgency_or_a_closed_office_takes_no_clock_away_nor_the_question_about_one():
    dice = random.Random(20261122)
    for _ in range(3000):
        some = anybody(dice)
        forces = [
            force(decide(replace(some, urgency=urgency, office_hours=office_hours), BOOK))
            for office_hours in (True, False)
            for urgency in sorted(Urgency, key=URGENCY_RANK.__getitem__, reverse=True)
        ]
        by_day, by_night = forces[:4], forces[4:]
        assert by_day == sorted(by_day), some
        assert by_night == sorted(by_night), some
        assert all(night >= day for day, night in zip(by_day, by_night, strict=True)), some


@pytest.mark.parametrize("office_hours", [True, False])
@pytest.mark.parametrize("matter", [MatterType.ADVICE, MatterType.SUPPORT_NEED_CONTACT])
def test_a_visit_that_did_not_come_starts_the_clock_by_day_and_by_night(matter, office_hours):
    flags = frozenset({Flag.MISSED_VISIT})
    some = facts(urgency=Urgency.URGENT, reason=Reason.HOME_CARE, matter_type=matter, flags=flags)
    assert starts_clock(decide(replace(some, office_hours=office_hours), BOOK)) is DeadlineCode.STATUTORY_7WD_START


def passed_on(some, urgency, reason):
    """A professional's contact about somebody who refused: neither danger to life nor what the law says to notify."""
    return (
        some.contacter_professional
        and some.consent is ConsentState.REFUSED
        and some.matter_type in PASSED_ON
        and urgency is not Urgency.EMERGENCY
        and not (urgency is Urgency.URGENT and reason is Reason.ABUSE_NEGLECT)
    )


@given(any_facts, st.sampled_from(sorted(PASSED_ON)), st.sampled_from(sorted(PROFESSIONALS)), languages)
def test_where_consent_is_refused_the_clock_runs_and_nobody_contacts_or_asks_the_person(some, matter, who, language):
    some = replace(some, matter_type=matter, contacter=who, consent=ConsentState.REFUSED)
    decision = decide(some, BOOK)

    if matter in OPENS_CASE:
        assert starts_clock(decision) in {DeadlineCode.STATUTORY_7WD_START, DeadlineCode.WITHOUT_DELAY}
    if passed_on(some, some.urgency, some.reason):
        assert {Action.NO_CASE_FOR_PATIENT, Action.RESTRICT_ACCESS} <= set(decision.actions)
        assert not {Action.CONTACT_SENDER, Action.REGISTER_APPLICATION, Action.OPEN_NEED_NOTIFICATION} & set(
            decision.actions
        )
        assert not decision.answered
        answer = told(some, protected=True, language=language)
        assert answer.template in {"consent_refused", "notification_professional"}


@given(any_facts, st.sampled_from([Urgency.SOON, Urgency.ROUTINE]), st.sampled_from(sorted(PROFESSIONALS)), languages)
def test_where_a_place_is_sought_for_somebody_who_refuses_nobody_contacts_them(some, urgency, who, language):
    some = replace(some, matter_type=MatterType.PLACE_ENQUIRY, urgency=urgency, contacter=who)
    answer = told(replace(some, consent=ConsentState.REFUSED), protected=True, language=language)

    # Where somebody is feared, a professional hears only that it has arrived.
    assert answer.template in {"consent_refused", "notification_professional"}


@given(any_facts, st.sampled_from(sorted(PROFESSIONALS)), st.sampled_from([*Area]))
def test_who_was_not_asked_is_asked_wherever_they_live(some, who, area):
    some = replace(some, contacter=who, municipality=area, consent=ConsentState.NOT_ASKED, urgency=Urgency.ROUTINE)
    decision = decide(replace(some, matter_type=MatterType.REFERRAL), BOOK)

    assert {Action.CONTACT_SENDER, Action.RESTRICT_ACCESS} <= set(decision.actions)
    assert (Action.ASK_MUNICIPALITY in decision.actions) == (area is Area.UNKNOWN)


@given(any_facts)
def test_danger_to_life_and_what_must_be_notified_stand_above_a_refusal(some):
    emergency = decide(replace(some, urgency=Urgency.EMERGENCY, consent=ConsentState.REFUSED), BOOK)
    notified = decide(replace(some, matter_type=MatterType.NEED_NOTIFICATION, consent=ConsentState.REFUSED), BOOK)

    for decision in (emergency, notified):
        assert Action.NO_CASE_FOR_PATIENT not in decision.actions
        assert starts_clock(decision) or JUDGED & set(decision.actions)
    assert Action.ALARM_ADVISOR in emergency.actions


# "Concern-notice senders see 'received'", and so do those who notify by law (25 §): that it came, never what follows.


@given(any_facts, st.sampled_from(NOTICES), st.booleans(), languages)
def test_who_sends_a_notice_is_promised_no_answer_whichever_rule_holds(some, matter, protected, language):
    some = replace(some, matter_type=matter)
    decision, answer = decide(some, BOOK), told(some, protected=protected, language=language)

    assert not decision.answered
    assert Action.NO_DISCLOSURE_TO_SENDER in decision.actions
    if answer is not None:
        assert not TEXTS.names_date(answer)
        assert not (not answer.neutral and speaks_of_answer(TEXTS, answer.template))


# "Destinations with handover info_only receive no data; partners receive data only with consent given and recorded."


@given(any_facts)
def test_data_goes_to_partners_by_consent_only_and_nowhere_where_information_is_enough(some):
    decision = decide(some, BOOK)
    destination = BOOK.destinations[decision.destination]

    assert BOOK.destinations[decision.team].kind is Kind.INTERNAL  # whoever else gets it, the Case stays ours
    if destination.handover is Handover.INFO_ONLY:
        assert decision.team == "advice"
        assert Action.HUMAN_CONFIRMS_TRANSFER not in decision.actions  # nothing is handed over that could be confirmed
    elif destination.kind is Kind.PARTNER or destination.needs_consent:
        assert some.consent is ConsentState.GIVEN
    if destination.kind is Kind.PARTNER:
        assert Action.NO_DATA_WITHOUT_CONSENT in decision.actions or some.consent is ConsentState.GIVEN
    if decision.destination == "other_county":
        assert Action.HUMAN_CONFIRMS_TRANSFER in decision.actions


# "On an unprotected channel the outgoing text is a neutral template, whatever ack the rule names."


@BY_RULE
@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_an_unprotected_channel_gets_a_neutral_text_whatever_the_rule_names(rule, language):
    for somebody in (BY_SOMEBODY_ELSE, BY_PROFESSION):
        some = witness(rule, BOOK, somebody)
        if some is None:
            continue
        answer = told(some, protected=False, language=language)
        if Action.SAFE_CONTACT_ONLY in rule.also:
            assert answer is None
        else:
            assert answer.neutral
            assert answer.template in {"email_body", "email_body_call", "email_body_no_answer"}


@given(any_facts, languages)
def test_ordinary_mail_promises_a_date_only_where_the_protected_text_does(some, language):
    mail, shown = (told(some, protected=protected, language=language) for protected in (False, True))
    if mail is not None:
        assert TEXTS.names_date(mail) == TEXTS.names_date(shown)
        nothing_follows = not decide(some, BOOK).answered and some.urgency is not Urgency.EMERGENCY
        assert (mail.template == "email_body_no_answer") == nothing_follows


# A professional is told about the client, never as if they were the client.


@given(any_facts, st.sampled_from(sorted(PROFESSIONALS)), st.sampled_from(KEYS), languages)
def test_whatever_text_a_rule_names_a_professional_gets_one_for_professionals(some, who, key, language):
    decision = replace(decide(replace(some, contacter=who), BOOK), acknowledgement=key)
    answer = acknowledge(decision, protected=True, live=True, language=language, values=VALUES, texts=TEXTS)
    assert answer.template in FOR_PROFESSIONALS | FOR_ANYBODY


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


@given(any_facts)
def test_a_guess_reaches_no_partner_and_no_end_without_a_person(some):
    some = replace(some, nlu_confidence=Confidence.LOW)
    decision = decide(some, BOOK)
    due = deadlines(decision, ON_MONDAY, OFFICE, WorkingCalendar())[0].due

    assert BOOK.destinations[decision.destination].kind is not Kind.PARTNER
    # The Case stays open with people of ours, who have a time by which to look at it.
    assert BOOK.destinations[decision.team].kind is Kind.INTERNAL
    assert ON_MONDAY <= due <= ON_MONDAY + timedelta(days=9)
    if some.matter_type is MatterType.ADVICE and some.urgency in {Urgency.SOON, Urgency.ROUTINE}:
        assert Action.HUMAN_TRIAGE in decision.actions
    if BOOK.destinations[decision.destination].handover is Handover.DATA and decision.destination == "other_county":
        assert Action.HUMAN_CONFIRMS_TRANSFER in decision.actions


# "The matched rule id, rule set version, classifier version and input values are stored with the contact": what the
# gateway stores is tested beside it, in tests/gateway/test_routing_stored.py.
