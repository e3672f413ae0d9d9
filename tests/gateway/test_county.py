import shutil
from pathlib import Path

import pytest

from channels.codes import ChannelCode, Language
from gateway import demo
from gateway.commands import config_check
from gateway.county import FOLDER, Mode, load
from gateway.errors import ConfigurationError
from gateway.settings import Settings
from routing.hours import WorkingCalendar

COUNTIES = sorted(file.parent.name for file in FOLDER.glob("*/county.toml"))


@pytest.fixture
def county_file(tmp_path):
    """Satakunta's own file, to be spoilt."""
    shutil.copytree(FOLDER / "satakunta", tmp_path / "satakunta")
    return tmp_path / "satakunta" / "county.toml"


def spoil(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def problems(folder: Path | None = None, **settings: object) -> list[str]:
    return list(config_check.problems(Settings(**settings), *([folder] if folder else [])))


def test_the_two_counties_that_ship_are_fit_for_use():
    assert COUNTIES == ["pohjois-pohjanmaa", "satakunta"]
    assert [problems(county=name) for name in COUNTIES] == [[], []]


@pytest.mark.parametrize(
    ("name", "mailbox"),
    [("satakunta", "neuvonta@satakunta.example"), ("pohjois-pohjanmaa", "neuvonta@pohjois-pohjanmaa.example")],
)
def test_a_countys_main_mailbox_is_one_of_its_own(name, mailbox):
    county = load(name)

    assert county.mail.address == mailbox
    assert mailbox in county.our_addresses
    assert county.mail.mailboxes[mailbox] == "neuvonta"
    assert {county.name[language] != "" for language in (Language.FI, Language.SV, Language.EN)} == {True}


def test_a_bounce_address_is_ours_and_nothing_else_is():
    county = load("satakunta")

    assert county.is_bounce_address("Bounce+0a1b@Satakunta.example")
    assert not county.is_bounce_address("bounce+0a1b@elsewhere.example")
    assert not county.is_bounce_address("neuvonta@satakunta.example")


@pytest.mark.parametrize(
    ("policy", "shown"),
    [
        ("first_name", ["Maija", "Anna-Liisa", "Maija", "Maija", None]),
        ("full_name", ["Maija Meri", "Anna-Liisa af Meri", "Meri, Maija", "Maija", "Meri,"]),
        ("team", [None, None, None, None, None]),
    ],
)
def test_clients_are_shown_of_an_advisors_name_what_the_county_wants_them_to(county_file, policy, shown):
    spoil(county_file, 'advisors_named = "first_name"', f'advisors_named = "{policy}"')
    county = load("satakunta", county_file.parent.parent)

    names = ["Maija Meri", "Anna-Liisa af Meri", "Meri, Maija", "Maija", "Meri,"]
    assert [county.towards_clients(name) for name in names] == shown


def test_clients_are_shown_first_names_where_a_county_says_nothing(county_file):
    spoil(county_file, 'advisors_named = "first_name"', "")

    assert load("satakunta", county_file.parent.parent).towards_clients("Maija Meri") == "Maija"


def test_a_channel_is_live_unless_the_county_says_otherwise():
    county = load("satakunta")

    assert (county.mode(ChannelCode.EMAIL), county.mode(ChannelCode.SMS)) == (Mode.LIVE, Mode.MANUAL)


def test_the_countys_hours_are_understood():
    hours = load("satakunta").service_hours(WorkingCalendar())

    assert "8" in hours.describe(Language.FI)


def test_an_unknown_county_is_refused_with_those_there_are():
    with pytest.raises(ConfigurationError, match="LUOTSI_COUNTY: no county 'kainuu'; there are pohjois-pohjanmaa, sat"):
        load("kainuu")


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ('reference_prefix = "SAT"', 'reference_prefix = "sat"', "reference_prefix"),
        ("minutes = 5", "minutes = 0", "alarm.minutes"),
        ('mon = ["08:00-16:00"]', 'mon = ["16:00-08:00"]', "hours"),
        ('sms = "manual"', 'sms = "off"', "modes.sms"),
        ('sms = "manual"', 'fax = "manual"', "modes.fax"),
        ('"kotiutus@satakunta.example"', '"Kotiutus@satakunta.example"', "mail.mailboxes"),
        ("bilingual = false", "bilingual = false\ntypo = 1", "typo"),
        ('default = "wd2"', 'default = "soonish"', "deadlines.default"),
        ("text_days = 14", "text_days = 0", "chat.text_days"),
        ("text_days = 14", "text_days = 91", "chat.text_days"),
        ("[phone]", "[phone", "county.toml"),
    ],
)
def test_a_mistake_in_a_countys_file_is_found_at_start_and_named(county_file, before, after, named):
    spoil(county_file, before, after)

    with pytest.raises(ConfigurationError) as refused:
        load("satakunta", county_file.parents[1])

    assert named in str(refused.value)
    assert "county.toml" in str(refused.value)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("round_the_clock = true", "round_the_clock = false", "answers day and night"),
        ('targets = ["paivystava.neuvoja@satakunta.example", "sosiaalipaivystys@satakunta.example"]',
         "targets = []", "answers day and night"),
        ('"Eurajoki"', '"Kuusamoski"', "Kuusamoski is no Finnish municipality"),
        ('"kotiutus@satakunta.example" = "kotiutus"', '"kotiutus@satakunta.example" = "ghost"', "leads to ghost"),
        ('address = "neuvonta@satakunta.example"', 'address = "muu@satakunta.example"', "make it a mailbox"),
    ],
)  # fmt: skip
def test_a_county_that_people_cannot_rely_on_is_not_fit_for_use(county_file, before, after, problem):
    spoil(county_file, before, after)

    (found,) = problems(county_file.parents[1])

    assert problem in found


@pytest.mark.parametrize(
    ("settings", "variable"),
    [
        (
            {"http_host": "::", "public_url": "http://luotsi.example", "smtp_relay": "mail.example:25"},
            "LUOTSI_PUBLIC_URL",
        ),
        ({"public_url": "https://luotsi.example"}, "LUOTSI_SMTP_RELAY"),
        ({"redis_url": "redis://localhost"}, "LUOTSI_REDIS_URL"),
    ],
)
def test_a_machine_that_people_cannot_rely_on_is_not_fit_for_use(settings, variable):
    (found,) = problems(**settings)

    assert found.startswith(variable)


def test_several_processes_on_postgresql_are_fit_for_use():
    several = {"redis_url": "redis://localhost", "database_url": "postgresql://luotsi@localhost/luotsi"}
    assert problems(**several) == []


def test_invented_services_are_refused_where_people_are_answered_from_them(county_file):
    (found,) = problems(county_file.parents[1], catalogue=demo.CATALOGUE)
    assert found.startswith("LUOTSI_CATALOGUE: ")
    assert "is invented, and chat, secure_email is live" in found

    text = county_file.read_text(encoding="utf-8")
    tried_out = '[modes]\nchat = "manual"\nsecure_email = "shadow"\n#'
    county_file.write_text(text.replace("[modes]", tried_out, 1), encoding="utf-8")
    assert problems(county_file.parents[1], catalogue=demo.CATALOGUE) == []
    with pytest.raises(ConfigurationError, match="is no copy of the service catalogue"):
        problems(county_file.parents[1], catalogue=county_file)
