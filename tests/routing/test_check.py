import re
import shutil
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import ANSWER_LANGUAGES, Flag, Language, Reason
from routing.book import FIELDS, Kind, codes_of, steps_of
from routing.check import check, load_destinations, load_rules, read_rules
from routing.decide import decide
from routing.files import HERE, ConfigurationError
from routing.reach import can_hold
from routing.rule import Action, DeadlineCode, Rule
from routing.text_files import load_texts
from tests.routing.given import any_facts

BOOK = load_rules()
TEXTS = load_texts()
WORDS = dict.fromkeys(ANSWER_LANGUAGES, ".")

conditions = st.fixed_dictionaries(
    {},
    optional={
        field: st.frozensets(st.sampled_from(sorted(codes)), min_size=1, max_size=max(1, len(codes) - 1))
        for field, codes in FIELDS.items()
        if field in {"urgency", "contacter_professional", "consent", "office_hours", "nlu_confidence", "flag"}
    },
)


@pytest.fixture
def rules(tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(HERE / "rules", folder)
    return folder


def change(folder, name, written, instead):
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert written in text
    file.write_text(text.replace(written, instead, 1), encoding="utf-8")
    return file


def with_rule(rule_id, **fields):
    rules = tuple(replace(rule, **fields) if rule.id == rule_id else rule for rule in BOOK.rules)
    return replace(BOOK, rules=rules, steps=steps_of(rules))


def problems(book):
    return [problem.problem for problem in check(book, TEXTS)]


def test_the_rules_that_ship_have_no_problem():
    assert check(BOOK, TEXTS) == ()


def test_every_rule_of_the_table_is_there_in_its_order():
    assert " ".join(rule.id for rule in BOOK.rules) == (
        "R001 R002 R003 R010 R011 R012 R013 R014 R015 R030 R044 R043 R020 R021 R022 R031 R032 R033 R034 R035 R040 R041 "
        "R042 R050 R051 R052 R053 R060 R061 R062 R063 R064 R070 R071 R080 R081 R082 R083 R084 R085 R086 R087 R088 R089 "
        "R090 R091 R092 R093 R094 R095 R105 R106 R096 R097 R098 R099 R100 R101 R102 R110 R999"
    )


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_every_rule_says_why_in_each_language_and_in_its_own_words(rule):
    said = [rule.because[language] for language in ANSWER_LANGUAGES]

    assert len(set(said)) == 3
    assert all(text.endswith(".") for text in said)
    assert [other.id for other in BOOK.rules if other.because == rule.because] == [rule.id]


def test_there_are_thirty_destinations_and_each_case_has_an_internal_team():
    destinations = load_destinations()

    assert len(destinations) == 30
    assert all(destinations[one.team].kind is Kind.INTERNAL for one in destinations.values())


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_every_rule_can_hold(rule):
    earlier = [other.when for other in BOOK.rules[: BOOK.rules.index(rule)]]
    assert can_hold(rule.when, earlier)


@given(any_facts)
def test_the_rule_that_holds_is_one_that_the_arithmetic_says_can_hold(some):
    held = BOOK.rule(decide(some, BOOK).rule)
    earlier = [rule.when for rule in BOOK.rules[: BOOK.rules.index(held)]]
    point = {field: codes for field, codes in zip(FIELDS, codes_of(some), strict=True) if codes}
    assert can_hold(held.when, earlier, point)


@given(st.lists(conditions, min_size=1, max_size=4), conditions, any_facts)
def test_facts_never_reach_a_rule_that_the_arithmetic_calls_shadowed(earlier, last, some):
    codes = dict(zip(FIELDS, codes_of(some), strict=True))

    def holds(when):
        return all(codes[field] & wanted for field, wanted in when.items())

    if holds(last) and not any(holds(when) for when in earlier):
        assert can_hold(last, earlier)


@pytest.mark.parametrize(
    ("last", "earlier", "expected"),
    [
        ({"reason": {"home_care"}}, [{"reason": {"home_care", "informal_care"}}], False),
        ({"reason": {"home_care", "memory_concern"}}, [{"reason": {"home_care"}}], True),
        ({"reason": {"home_care"}}, [{"office_hours": {"true"}}, {"office_hours": {"false"}}], False),
        ({"reason": {"home_care"}}, [{"nlu_confidence": {"low"}}, {"nlu_confidence": {"high"}}], True),
        ({"flag": {"abuse"}}, [{"flag": {"abuse", "fire"}}], False),
        ({"flag": {"abuse", "fire"}}, [{"flag": {"abuse"}}], True),
        ({"contacter": {"hospital_ward"}}, [{"contacter_professional": {"true"}}], False),
        ({"contacter": {"client", "hospital_ward"}}, [{"contacter_professional": {"true"}}], True),
        ({"contacter": {"client"}, "contacter_professional": {"true"}}, [], False),
        ({}, [{"flag": {"abuse"}}], True),
        ({}, [{}], False),
    ],
)
def test_whether_a_rule_can_hold_is_exact(last, earlier, expected):
    assert can_hold(last, earlier) is expected


def test_a_rule_that_earlier_ones_catch_together_is_found():
    shadowed = with_rule("R110", when={"matter_type": frozenset({"application"})})
    assert problems(shadowed) == ["R110: can never hold: earlier rules catch everything that it asks for"]


def test_a_book_whose_last_rule_has_a_condition_is_refused():
    gap = with_rule("R999", when={"matter_type": frozenset({"advice"})})
    assert "R999: the last rule must have no condition, or some contacts would be decided by none" in problems(gap)


def test_a_rule_without_condition_in_the_middle_shadows_all_that_follow():
    assert len(problems(with_rule("R110", when={}))) == 1


@pytest.mark.parametrize(
    ("rule", "fields", "problem"),
    [
        ("R003", {"deadline": DeadlineCode.WD1}, "R003: could hold in an emergency, and would lower it"),
        ("R003", {"destination": "advice"}, "R003: could hold in an emergency, and would lower it"),
        ("R015", {"deadline": DeadlineCode.SAME_DAY}, "R015: could hold in an urgent matter, and would lower it"),
        ("R062", {"destination": "nowhere"}, "R062: there is no destination 'nowhere'"),
        ("R062", {"acknowledgement": "none"}, "R062: there is no text 'none'"),
        (
            "R105",
            {"when": {"nlu_confidence": frozenset({"high"}), "reason": frozenset({"loneliness_participation"})}},
            "R096: could send somebody to a partner on a guess: it can hold with nlu_confidence low",
        ),
        (
            "R070",
            {"also": (Action.START_STATUTORY_CLOCK, Action.START_CLOCK_WITHOUT_DELAY)},
            "R070: start_statutory_clock and start_clock_without_delay contradict each other",
        ),
        (
            "R021",
            {"also": (Action.HUMAN_CONFIRMS_TRANSFER,)},
            "R021: the text other_county says that the matter has been moved: add ack_after_transfer",
        ),
    ],
)
def test_a_rule_that_would_lose_lower_or_leak_something_is_found(rule, fields, problem):
    assert problem in problems(with_rule(rule, **fields))


@pytest.mark.parametrize("kept", [0, 1])
def test_a_book_that_forgets_danger_at_home_is_found(kept):
    assert any("no guard adds safe_contact_only" in one for one in problems(replace(BOOK, guards=(BOOK.guards[kept],))))


def test_a_book_that_answers_who_sends_a_notice_is_found():
    guards = tuple(guard for guard in BOOK.guards if Action.NO_DISCLOSURE_TO_SENDER not in guard.also)
    found = problems(replace(BOOK, guards=guards))
    assert "no guard adds no_disclosure_to_sender for matter_type concern_notice, need_notification" in found


def with_guard(guard_id, **fields):
    guards = tuple(replace(guard, **fields) if guard.id == guard_id else guard for guard in BOOK.guards)
    return replace(BOOK, guards=guards)


def test_a_guard_that_contradicts_a_rule_it_can_meet_is_found():
    everybody = with_guard("G006", when={"consent": frozenset({"not_asked"})})
    assert "R043: no_case_for_patient and contact_sender contradict each other under G006" in problems(everybody)


def test_a_guard_that_contradicts_only_where_its_exception_holds_is_none():
    without_exception = with_guard("G006", unless={})
    said = "R010: no_case_for_patient and open_need_notification contradict each other under G006"

    assert said in problems(without_exception)
    assert said not in problems(BOOK)


def test_two_guards_that_contradict_each_other_are_found():
    clash = with_guard("G004", when={"urgency": frozenset({"urgent"})})
    said = "start_statutory_clock and start_statutory_clock_if_need_expressed contradict each other under G003, G004"
    assert f"R013: {said}" in problems(clash)
    assert not [one for one in problems(clash) if one.startswith("R080")]  # no urgent matter reaches it


def test_a_guard_that_takes_back_the_answer_must_have_a_text_without_one():
    quiet = with_guard("G007", answered=False)
    assert problems(quiet) == ["G007: answered = false needs no_case_for_patient or no_disclosure_to_sender"]


@pytest.mark.parametrize(
    ("language", "words", "promises"),
    [
        ("fi", "Otamme sinuun yhteyttä pian.", True),
        ("fi", "Otamme yhteyttä.", True),
        ("fi", "Vastaamme sinulle.", True),
        ("fi", "Sinulle soitetaan.", True),
        ("fi", "Saat vastauksen huomenna.", True),
        ("fi", "Emme ota yhteyttä asiakkaaseen, emmekä vastaa.", False),
        ("fi", "Kerro, milloin sinuun voi ottaa yhteyttä.", False),
        ("fi", "Emme soita sinulle itse. Soita 112.", False),
        ("sv", "Vi kontaktar dig.", True),
        ("sv", "Vi hör av oss.", True),
        ("sv", "Du får ett svar.", True),
        ("sv", "Vi kontaktar inte klienten. Ring 112.", False),
        ("sv", "Ring 112 om ingen svarar.", False),
        ("en", "We will contact you.", True),
        ("en", "You will be called.", True),
        ("en", "We will not contact you. Call 112.", False),
    ],
)
def test_a_text_that_promises_an_answer_without_a_date_is_known_by_its_words(language, words, promises):
    own = TEXTS.texts[Language(language)]
    changed = replace(own, acknowledgements={**own.acknowledgements, "consent_refused": words})
    texts = replace(TEXTS, texts={**TEXTS.texts, Language(language): changed})
    said = "R030: the text consent_refused promises an answer, and answered = false says that none follows"

    assert ([problem.problem for problem in check(BOOK, texts)] == [said, said.replace("R030", "R044")]) == promises
    assert (check(BOOK, texts) == ()) != promises


def test_a_rule_that_stands_twice_is_found(rules):
    file = rules / "95-again.toml"
    file.write_text((rules / "90-otherwise.toml").read_text(encoding="utf-8"), encoding="utf-8")
    book = read_rules(rules, load_destinations())
    assert "R110: R110 is there twice" in problems(book)


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ('reason = ["memory_concern"]}', 'reason = ["memory"]}', "R088: reason has no code 'memory'"),
        ('reason = ["memory_concern"]}', 'raison = ["memory_concern"]}', "R088: no fact is called raison"),
        ('reason = ["memory_concern"]}', "reason = []}", "R088: reason needs a list of codes"),
        ('deadline = "wd3"', 'deadline = "wd4"', "R088: deadline has no code 'wd4'"),
        ('destination = "memory_guidance"', 'place = "memory_guidance"', "R088: unknown field place"),
        ('destination = "memory_guidance"', "", "R088: destination is missing"),
        ('because = {fi = "Muisti huolettaa, mutta', 'because = {fo = "Muisti huolettaa, mutta', "no text in fi"),
        ('source = "Vanhuspalvelulaki', 'also = ["dance"]\nsource = "Vanhuspalvelulaki', "also has no code 'dance'"),
        ('source = "Vanhuspalvelulaki', 'also = "x"\nsource = "Vanhuspalvelulaki', "also must be a list"),
        ('id = "R088"', "id = 88", "a rule has no id"),
    ],
)
def test_a_rule_file_with_a_mistake_is_refused(rules, written, instead, problem):
    file = rules / "76-memory.toml"
    head, tail = file.read_text(encoding="utf-8").split('[[rule]]\nid = "R088"')
    second = '[[rule]]\nid = "R088"' + tail
    assert written in second
    file.write_text(head + second.replace(written, instead, 1), encoding="utf-8")

    with pytest.raises(ConfigurationError, match=re.escape(problem)) as refused:
        load_rules(rules)
    assert refused.value.file == str(file)


def test_a_mistake_is_shown_at_its_line(rules):
    file = change(rules, "76-memory.toml", 'acknowledgement = "memory_guidance"', 'acknowledgement = "none"')
    with pytest.raises(ConfigurationError) as refused:
        load_rules(rules)

    assert file.read_text(encoding="utf-8").splitlines()[refused.value.line - 1] == 'id = "R088"'
    assert str(refused.value) == f"{file}:{refused.value.line}: R088: there is no text 'none'"


def test_an_unknown_code_is_shown_at_the_line_where_it_stands(rules):
    file = change(rules, "78-home-and-rehabilitation.toml", '"rehabilitation_falls"', '"falls"')
    with pytest.raises(ConfigurationError) as refused:
        load_rules(rules)
    assert '"falls"' in file.read_text(encoding="utf-8").splitlines()[refused.value.line - 1]


def test_a_file_that_is_not_toml_is_refused_with_its_line(rules):
    file = change(rules, "76-memory.toml", 'destination = "needs_assessment"', "destination = ")
    with pytest.raises(ConfigurationError, match="is not TOML") as refused:
        load_rules(rules)
    assert file.read_text(encoding="utf-8").splitlines()[refused.value.line - 1] == "destination = "


def test_a_folder_without_rules_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match="no rule files"):
        load_rules(tmp_path)


def test_the_version_is_that_of_the_files_whatever_folder_they_stand_in(rules):
    assert load_rules(rules).version == BOOK.version
    assert re.fullmatch(r"[0-9a-f]{12}", BOOK.version)


def test_any_change_of_a_file_changes_the_version(rules):
    change(rules, "76-memory.toml", "Worry about memory", "Worry about Memory")
    assert load_rules(rules).version != BOOK.version


def test_the_order_of_files_changes_the_version(rules):
    (rules / "76-memory.toml").rename(rules / "77-memory.toml")
    assert load_rules(rules).version != BOOK.version


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ('team = "advice"', 'team = "nobody"', "advice: team 'nobody' is no internal team"),
        ('team = "advice"', 'team = "own_worker"', "advice: team 'own_worker' is no internal team"),
        ('team = "advice"', 'team = "kela"', "advice: team 'kela' is no internal team"),
        ('kind = "internal"', 'kind = "outside"', "advice: kind has no code 'outside'"),
        ('code = "service_guidance"', 'code = "advice"', "two destinations have the same code"),
        ('sv = "Rådgivning"', 'se = "Rådgivning"', "advice: labels has no text in sv"),
    ],
)
def test_a_destination_with_a_mistake_is_refused(tmp_path, written, instead, problem):
    shutil.copy(HERE / "destinations.toml", tmp_path)
    file = change(tmp_path, "destinations.toml", written, instead)
    with pytest.raises(ConfigurationError, match=re.escape(problem)):
        load_destinations(file)


def test_a_rule_made_by_hand_is_asked_like_one_from_a_file():
    rule = Rule(
        id="R500",
        when={"reason": frozenset({Reason.HOME_CARE}), "flag": frozenset({Flag.FALL})},
        destination="home_care",
        deadline=DeadlineCode.WD1,
        acknowledgement="home_care",
        answered=True,
        also=(),
        because=WORDS,
        source="-",
    )
    (step,) = steps_of((rule,))
    assert [(asked.rule, asked.failed_on) for _, _, asked in step.conditions] == [("R500", "reason"), ("R500", "flag")]
