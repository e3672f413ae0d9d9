"""One line of a county's file that nobody could work with: refused by file and line, in both counties that ship."""

import shutil

import pytest

from gateway.commands import config_check
from gateway.county import FOLDER
from gateway.errors import ConfigurationError
from gateway.settings import Settings
from gateway.toml_lines import line_of


@pytest.fixture(params=["satakunta", "pohjois-pohjanmaa"])
def county(request, tmp_path):
    """A county's own file, to be spoilt."""
    shutil.copytree(FOLDER / request.param, tmp_path / request.param)
    return tmp_path / request.param / "county.toml"


def put(file, table, key, value):
    """Have *key* of *table* say *value*, in one line. Returns its number."""
    lines = file.read_text(encoding="utf-8").splitlines()
    number = line_of("\n".join(lines), (*table, key))
    if lines[number - 1].startswith("["):
        lines.insert(number, "")
        number += 1
    lines[number - 1] = f"{key} = {value}"
    file.write_text("\n".join(lines), encoding="utf-8")
    return number


def refused(file):
    """What `luotsi config check` says, line by line."""
    name = file.parent.name
    try:
        return list(config_check.problems(Settings(county=name), file.parents[1]))
    except ConfigurationError as problem:
        return [str(problem)]


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("alarm", "night_targets"), '[""]', "alarm.night_targets"),
        (("alarm", "targets"), '["soita Matille"]', "not a lower case mail address"),
        (("alarm", "targets"), '["paivystys@luotsi"]', "not a lower case mail address"),
        (("phone", "number"), '""', "phone.number"),
        (("phone", "number"), '"kysy vaihteesta"', "phone.number"),
        (("phone", "social_emergency"), '""', "phone.social_emergency"),
        (("phone", "caller_id"), '"  "', "phone.caller_id"),
        (("contacts", "health_centre", "number"), '""', "contacts.health_centre.number"),
        (("lines", "omaishoito", "number"), '""', "lines.omaishoito.number"),
        (("partners", "0", "number"), '"-"', "partners.0.number"),
        (("links", "kela"), '""', "links.kela"),
        (("post", "address"), '" "', "post.address"),
        (("privacy", "officer"), '"kirjaamo"', "privacy.officer"),
        (("deadlines", "default"), '"statutory_3m_service"', "deadlines.default"),
        (("deadlines", "default"), '"now"', "deadlines.default"),
        (("short_name",), '{fi = "Pohjois-Pohjanmaan ja Lapin yhteinen hyvinvointialue", sv = "P", en = "P"}',
         "short_name.fi: Pohjois-Pohjanmaan ja Lapin yhteinen hyvinvointialue makes the text message sms"),
        (("short_name",), '{fi = "Pohde", sv = "Pohde", en = "Oulu–Kuusamo"}',
         "short_name.en: – cannot stand in a text message"),
    ],
)  # fmt: skip
def test_one_line_that_nobody_could_work_with_is_refused_where_it_stands(county, path, value, problem):
    *table, key = path
    number = put(county, table, key, value)

    (found,) = refused(county)

    assert found.startswith(f"{county}:{number}: "), found
    assert problem in found


@pytest.mark.parametrize("key", ["targets", "night_targets"])
@pytest.mark.parametrize("ours", ["neuvonta@{}.example", "kotiutus@{}.example", "bounce+0a1b@{}.example"])
def test_an_alarm_that_would_come_back_to_us_is_refused(county, key, ours):
    number = put(county, ("alarm",), key, f'["{ours.format(county.parent.name)}"]')

    (found,) = refused(county)

    assert found.startswith(f"{county}:{number}: alarm.{key}: "), found
    assert "is a mailbox of ours" in found


def test_a_night_without_targets_of_its_own_is_the_days(county):
    put(county, ("alarm",), "night_targets", "[]")

    assert refused(county) == []
