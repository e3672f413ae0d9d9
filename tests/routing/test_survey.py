import shutil

import pytest

from routing.check import OWN_RULES, load_destinations, load_rules
from routing.files import ConfigurationError
from routing.survey import survey
from routing.text_files import load_texts

TEXTS, DESTINATIONS = load_texts(), load_destinations()


@pytest.fixture
def rules(tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(OWN_RULES, folder)
    return folder


def change(folder, name, written, instead):
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert written in text
    file.write_text(text.replace(written, instead, 1), encoding="utf-8")


def found(folder):
    """Each problem as the name of its file, the line that is shown, and its words."""
    problems = []
    for problem in survey(folder, DESTINATIONS, TEXTS):
        lines = (folder / problem.file.rpartition("/")[2]).read_text(encoding="utf-8").splitlines()
        problems.append((problem.file.rpartition("/")[2], lines[problem.line - 1].strip()[:30], problem.problem))
    return problems


def test_the_rules_that_ship_have_no_problem():
    assert survey(OWN_RULES, DESTINATIONS, TEXTS) == ()


def test_every_problem_of_every_file_is_found_at_once_each_at_its_line(rules):
    change(rules, "20-urgent.toml", 'deadline = "urgent_15min"', 'deadline = "soonish"')
    change(rules, "76-memory.toml", '"not_coping"', '"not_copin"')
    change(rules, "76-memory.toml", 'destination = "memory_guidance"', 'destination = "memory"')
    change(rules, "84-health-and-feedback.toml", "[[rule]]", "[[rules]]")
    change(rules, "90-otherwise.toml", 'acknowledgement = "needs_assessment"', "acknowledgement = ")

    assert found(rules) == [
        ("20-urgent.toml", 'deadline = "soonish"', "R010: deadline has no code 'soonish'"),
        ("76-memory.toml", 'when = {reason = ["memory_conc', "R087: flag has no code 'not_copin'"),
        ("76-memory.toml", 'id = "R088"', "R088: there is no destination 'memory'"),
        ("84-health-and-feedback.toml", "[[rules]]", "a rule file has no rules"),
        ("90-otherwise.toml", "acknowledgement =", "is not TOML: Invalid value (at line 9, column 19)"),
    ]


def test_what_only_follows_from_a_rule_that_cannot_be_read_is_not_told(rules):
    # Without R999 some contacts would be decided by none; mended, it is as it should be.
    change(rules, "90-otherwise.toml", "when = {}", "when = []")

    assert found(rules) == [("90-otherwise.toml", "when = []", "R999: when must be a table")]


def test_what_the_rules_mean_beside_each_other_is_looked_at_when_all_can_be_read(rules):
    change(rules, "70-coping-at-home.toml", 'urgency = ["soon"]', 'urgency = ["soon", "routine"]')
    change(rules, "82-partners.toml", 'nlu_confidence = ["low"], reason = ["loneliness', 'reason = ["loneliness')

    assert [problem for _, _, problem in found(rules)] == [
        "R081: can never hold: earlier rules catch everything that it asks for",
        "R096: can never hold: earlier rules catch everything that it asks for",
        "R097: can never hold: earlier rules catch everything that it asks for",
        "R098: can never hold: earlier rules catch everything that it asks for",
    ]


def test_a_partner_that_would_get_data_without_consent_is_refused(rules):
    change(rules, "50-known-clients.toml", 'consent = ["given"]', 'consent = ["given", "not_asked"]')

    assert [problem for _, _, problem in found(rules)] == [
        "R050: could hand a client's data over without consent: ask for consent given"
    ]


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ('id = "R088"', 'name = "R088"', "a rule has no id"),
        ('theme = {fi = "Muisti"', 'theme = {fx = "Muisti"', "theme has no text in fi"),
        ('theme = {fi = "Muisti"', 'title = {fi = "Muisti"', "a rule file has no title"),
    ],
)
def test_a_file_that_loses_a_rule_or_its_theme_is_refused_at_its_line(rules, written, instead, problem):
    change(rules, "76-memory.toml", written, instead)
    lines = (rules / "76-memory.toml").read_text(encoding="utf-8").splitlines()

    (one,) = survey(rules, DESTINATIONS, TEXTS)

    assert one.problem == problem
    expected = instead if "theme" in written else "[[rule]]"
    assert lines[one.line - 1].startswith(expected)
    assert one.line > 10 or "theme" in written  # of the second rule in its file
    with pytest.raises(ConfigurationError):
        load_rules(rules)


def test_a_folder_without_rules_has_nothing_to_survey(tmp_path):
    with pytest.raises(ConfigurationError, match="no rule files"):
        survey(tmp_path, DESTINATIONS, TEXTS)


def test_every_file_of_ours_says_what_it_is_about():
    book = load_rules()

    assert {place.file for place in book.places.values()} == set(book.themes)
    assert len({theme["fi"] for theme in book.themes.values()}) == 20
