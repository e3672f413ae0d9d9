"""What a county's file must hold beyond being readable, each fault named with file and line."""

import shutil
import tomllib

import pytest

from channels.codes import Language
from gateway.commands import config_check
from gateway.county import FOLDER, load
from gateway.county_parts import Recording
from gateway.errors import ConfigurationError
from gateway.settings import Settings
from gateway.toml_lines import line_of
from routing.hours import WorkingCalendar

NAMES = ("satakunta", "pohjois-pohjanmaa")
# Tables that each county names as it likes.
ITS_OWN = {"areas", "mailboxes", "exceptions"}
# What a county may do without: by day and by night the same people are told.
OPTIONAL = {"night_targets"}


@pytest.fixture
def county(tmp_path):
    """Pohjois-Pohjanmaa's own file, to be spoilt."""
    shutil.copytree(FOLDER / "pohjois-pohjanmaa", tmp_path / "pohjois-pohjanmaa")
    return tmp_path / "pohjois-pohjanmaa" / "county.toml"


def spoil(file, before, after):
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def problems(file):
    return list(config_check.problems(Settings(county="pohjois-pohjanmaa"), file.parents[1]))


def shape(value, name=""):
    """Which fields there are, whatever stands in them."""
    if isinstance(value, dict):
        if name in ITS_OWN:
            return [shape(next(iter(value.values())))]
        return {key: shape(one, key) for key, one in value.items() if key not in OPTIONAL}
    return "…"


def line(file, number):
    return file.read_text(encoding="utf-8").splitlines()[number - 1]


def test_what_one_county_says_the_other_says_too():
    satakunta, pohjanmaa = (
        tomllib.loads((FOLDER / name / "county.toml").read_text(encoding="utf-8")) for name in NAMES
    )

    assert shape(satakunta) == shape(pohjanmaa)
    assert {one["destination"] for one in satakunta["partners"]} == {
        one["destination"] for one in pohjanmaa["partners"]
    }


def test_pohjois_pohjanmaa_has_its_six_areas_and_satakunta_three():
    pohjanmaa, satakunta = load("pohjois-pohjanmaa"), load("satakunta")

    assert {code: len(area.municipalities) for code, area in pohjanmaa.areas.items()} == {
        "koillismaa": 2, "oulu": 1, "lakeus": 6, "oulunkaari": 4, "rannikkoseutu": 5, "oulun-etelainen": 12
    }  # fmt: skip
    assert sum(len(area.municipalities) for area in satakunta.areas.values()) == 16
    assert (pohjanmaa.area_of("Kuusamo"), satakunta.area_of("Rauma"), satakunta.area_of("Oulu")) == (
        "koillismaa", "rauma", None
    )  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_wherever_somebody_lives_there_is_a_partner_of_each_kind(name):
    county = load(name)
    for place in county.municipalities.names:
        for destination in ("parish", "ngo", "municipality_wellbeing", "private_services"):
            assert county.partners_of(destination, place), (destination, place)


def test_a_partner_may_stand_for_one_municipality():
    names = [one.name[Language.FI] for one in load("satakunta").partners_of("municipality_wellbeing", "Pori")]

    assert names == [
        "Porin seudun kuntien liikunta- ja kulttuurineuvonta", "Porin kaupungin liikunta- ja kulttuurineuvonta"
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_line_has_its_own_hours_or_those_of_the_advice_line(name):
    county, calendar = load(name), WorkingCalendar()

    assert county.line_hours("neuvonta", calendar) == county.service_hours(calendar)
    assert county.line_hours("omaishoito", calendar).describe(Language.FI) == (
        "ma klo 9–12, ti klo 9–12 ja 13–15, ke–to klo 9–12"
    )
    assert county.line_hours("kotiutus", calendar).describe(Language.FI) == "ma–pe klo 8–16, la klo 9–13"


@pytest.mark.parametrize("name", NAMES)
def test_only_the_line_of_disability_services_is_recorded_without_names(name):
    modes = {code: line.recording for code, line in load(name).lines.items()}

    assert [code for code, mode in modes.items() if mode is Recording.ANONYMOUS_STATISTICS] == ["vammaispalvelut"]


@pytest.mark.parametrize(
    ("before", "after", "at", "problem"),
    [
        ('"Kuusamo", "Taivalkoski"', '"Kuusamo"', "[areas.koillismaa]", "areas: Taivalkoski is in no area"),
        ('"Kuusamo", "Taivalkoski"', '"Kuusamo", "Taivalkoski", "Oulu"', "municipalities = [",
         "areas.koillismaa.municipalities: Oulu is in more than one area"),
        ('"Kuusamo", "Taivalkoski"', '"Kuusamo", "Taivalkoski", "Posio"', "municipalities = [",
         "Posio is not among the county's municipalities"),
        ('areas = ["koillismaa"]', 'areas = ["lappi"]', "areas = [", "there is no area lappi"),
        ('destination = "parish"', 'destination = "kela"', "destination =", "kela is no destination of kind partner"),
        ('guardianship = "https', 'gardianship = "https', "[links]", "there is none for guardianship"),
        ("[contacts.health_centre]", "[contacts.hospital]", "[contacts.hospital]", "there is none for health_centre"),
        ('targets = ["paivystava.neuvoja@pohjois-pohjanmaa.example", "sosiaalipaivystys@pohjois-pohjanmaa.example"]',
         "targets = []", "[alarm]", "answers day and night"),
        ('"kotiutus@pohjois-pohjanmaa.example" = "kotiutus"', '"kotiutus@pohjois-pohjanmaa.example" = "ghost"',
         '"kotiutus@', "leads to ghost"),
    ],
)  # fmt: skip
def test_what_is_missing_or_leads_nowhere_is_found_at_its_line(county, before, after, at, problem):
    spoil(county, before, after)

    found = problems(county)

    assert problem in found[0]
    place, _, number = found[0].partition(": ")[0].rpartition(":")
    assert place == str(county)
    assert line(county, int(number)).startswith(at)


def test_a_destination_without_a_partner_somewhere_is_named_with_the_municipalities(county):
    spoil(county, 'areas = ["koillismaa"]', 'municipalities = ["Kuusamo"]')

    (found,) = problems(county)

    assert found.endswith("partners: no parish for Taivalkoski")


@pytest.mark.parametrize(
    ("before", "after", "at", "problem"),
    [
        ('recording = "named"', 'recording = "sometimes"', "recording =", "lines.neuvonta.recording"),
        ('number = "08 555 0110"\n', "", "[lines.omaishoito]", "lines.omaishoito.number: Field required"),
        ('name = {fi = "Oulunkaari", sv = "Oulunkaari", en = "Oulunkaari"}', 'name = {fi = "Oulunkaari"}', "name =",
         "areas.oulunkaari.name: Value error, needs fi, sv and en"),
        ('tue = ["09:00-12:00", "13:00-15:00"]', 'tue = ["09:00-12:00", "11:00-15:00"]', "[lines.omaishoito.hours]",
         "must not overlap"),
        ('wed = ["12:00-14:00"]', 'wed = ["noon"]', "wed =", "opening hours must look like 9:00-15:00"),
        ('sat = ["09:00-13:00"]', 'saturday = ["09:00-13:00"]', "saturday =", "Extra inputs are not permitted"),
        ("2026-12-24 = ", "2026-13-24 = ", "2026-13-24 =", "lines.kotiutus.hours.exceptions"),
        ('address = "Mallitie 2, Ylivieska"\n', "", "[[service_points]]", "service_points.1.address: Field required"),
        ('code = "pohjois-pohjanmaa"', 'code = "lappi"', "code =", "must be pohjois-pohjanmaa, as the folder"),
        ("[phone]", "[phone", "[phone", "is not TOML"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_at_the_line_that_is_wrong(county, before, after, at, problem):
    spoil(county, before, after)

    with pytest.raises(ConfigurationError) as refused:
        load("pohjois-pohjanmaa", county.parents[1])

    place, _, number = refused.value.place.rpartition(":")
    assert (place, problem in str(refused.value)) == (str(county), True), str(refused.value)
    assert line(county, int(number)).startswith(at)


TABLES = """\
name = "x"

[mail]
address = "a"
[mail.boxes]
"a@b.example" = "a"
[[points]]
name = 1
[[points]]
name = 2
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("name",), 1),
        (("mail",), 3),
        (("mail", "address"), 4),
        (("mail", "boxes", "a@b.example"), 6),
        (("mail", "missing"), 3),
        (("points", 0, "name"), 8),
        (("points", 1, "name"), 10),
        (("points", 1, "missing"), 9),
        (("elsewhere",), 1),
    ],
)
def test_a_line_is_found_by_the_path_to_it(path, expected):
    assert line_of(TABLES, path) == expected
