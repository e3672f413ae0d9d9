"""What leads to asking about one worker for everything: rules as data, for each county its own."""

import pytest

from channels.codes import ANSWER_LANGUAGES, Language
from routing import triggers
from routing.files import HERE, ConfigurationError
from routing.triggers import Count, Counted, held, is_eligible, words

TEAMS = frozenset(
    {"intake", "advice", "home_care", "needs_assessment", "records_office", "disability_first_assessment"}
)
NOTHING = dict.fromkeys(Count, 0)
SHIPPED = (HERE / "triggers.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return triggers.load(tmp_path_factory.mktemp("no county of its own") / "triggers.toml", TEAMS)


def counted(team="advice", age=None, reasons=(), teams=("advice",), **counts):
    return Counted(
        team=team,
        counts=NOTHING | {Count(name): number for name, number in counts.items()},
        age=age,
        reasons=frozenset(reasons),
        teams=frozenset(teams),
    )


@pytest.mark.parametrize(
    ("count", "from_which_number_on", "code"),
    [
        ("contacts_30d", 4, "many_contacts"),
        ("active_services", 3, "many_services"),
        ("open_cases_different_units", 2, "parallel_processes"),
        ("transfers_same_matter", 2, "bounced_between"),
        ("emergency_directions_90d", 2, "repeated_emergency"),
        ("times_not_heard", 1, "not_heard"),
    ],
)
def test_each_trigger_holds_from_its_number_on(book, count, from_which_number_on, code):
    below, at = counted(**{count: from_which_number_on - 1}), counted(**{count: from_which_number_on})

    assert held(below, book) == ()
    assert [trigger.code for trigger in held(at, book)] == [code]


def test_several_hold_at_once(book):
    assert [one.code for one in held(counted(contacts_30d=9, transfers_same_matter=2), book)] == [
        "many_contacts",
        "bounced_between",
    ]


def test_the_way_is_open_to_adults_only(book):
    assert held(counted(contacts_30d=9, age=17), book) == ()
    assert not is_eligible(counted(age=17), book)
    assert is_eligible(counted(age=18), book)
    assert is_eligible(counted(age=None), book)


def test_clients_of_disability_services_are_left_out_where_the_county_says_so(book):
    assert not is_eligible(counted(reasons=["disability_services"]), book)
    assert not is_eligible(counted(teams=["advice", "disability_first_assessment"]), book)


def own(tmp_path, text):
    file = tmp_path / "triggers.toml"
    file.write_text(text, encoding="utf-8")
    return triggers.load(file, TEAMS)


def test_a_county_may_include_them_and_ask_sooner(tmp_path):
    text = SHIPPED.replace('["disability_services"]', "[]").replace('["disability_first_assessment"]', "[]")
    book = own(tmp_path, text.replace("at_least = 4", "at_least = 2"))

    assert is_eligible(counted(reasons=["disability_services"]), book)
    assert [one.code for one in held(counted(contacts_30d=2), book)] == ["many_contacts"]


def test_a_trigger_may_be_for_some_teams_only(tmp_path):
    book = own(tmp_path, SHIPPED.replace("at_least = 4", 'at_least = 4\nteams = ["home_care"]'))

    assert held(counted(team="advice", contacts_30d=4), book) == ()
    assert len(held(counted(team="home_care", contacts_30d=4), book)) == 1


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        ('count = "contacts_30d"', 'count = "moon"', 19, "nothing is counted as 'moon'"),
        ("at_least = 4", "at_least = 0", 20, "at_least must be a number from 1 on"),
        ("at_least = 4", "at_most = 4", 20, "unknown field at_most"),
        ('["disability_services"]', '["moon"]', 14, "there is no 'moon'"),
        ('"records_office"]', '"moon"]', 10, "there is no 'moon'"),
        ("adults_only = true", "adults_only = 1", 13, "adults_only must be true or false"),
        ('code = "many_services"', 'code = "many_contacts"', 1, "two triggers have the same code"),
        ("sv = ", "da = ", 21, "label needs fi, sv and en"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(tmp_path, right, wrong, line, said):
    with pytest.raises(ConfigurationError) as refused:
        own(tmp_path, SHIPPED.replace(right, wrong, 1))

    assert str(refused.value).startswith(f"{tmp_path / 'triggers.toml'}:{line}: ")
    assert said in str(refused.value)


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_every_trigger_is_said_with_its_number(book, language):
    said = [words(trigger, language) for trigger in book.triggers]

    assert all("{" not in one for one in said)
    assert words(book.triggers[0], Language.FI) == "Asiakas on ottanut yhteyttä ainakin 4 kertaa 30 päivän aikana"
