"""A copy of the service catalogue is read as PTV gives it, and refused where it is none."""

import json

import pytest

from channels.codes import ANSWER_LANGUAGES, Language
from gateway import demo
from gateway.catalogue import ptv
from gateway.errors import ConfigurationError

BARE = {"id": "b9a2", "serviceNames": [{"language": "fi", "value": " Ateriapalvelu ", "type": "Name"}]}


def written(folder, **parts):
    file = folder / "catalogue.json"
    held = {"source": "PTV", "date": "2026-11-20", "itemList": [BARE], **parts}
    file.write_text(json.dumps({key: value for key, value in held.items() if value is not None}), "utf-8")
    return file


def read(folder, **parts):
    return ptv.read(written(folder, **parts))


def test_the_sample_tells_all_of_forty_services_in_three_languages_and_says_that_it_is_invented():
    catalogue = ptv.read(demo.CATALOGUE)

    assert len(catalogue.services) >= 40
    assert catalogue.invented
    for one in catalogue.services:
        told = (one.names, one.what, one.more, one.for_whom, one.cost, one.how, one.page)
        assert [said.keys() for said in told] == [set(ANSWER_LANGUAGES)] * len(told), one.id
    assert len({one.id for one in catalogue.services}) == len(catalogue.services)


def test_nothing_but_a_name_need_be_there(tmp_path):
    (one,) = read(tmp_path).services

    assert (one.id, one.names, one.what, one.page, one.reasons) == ("b9a2", {Language.FI: "Ateriapalvelu"}, {}, {}, ())
    assert one.is_for("Pori")


@pytest.mark.parametrize(
    "left_out",
    [
        {**BARE, "publishingStatus": "Draft"},
        {**BARE, "serviceNames": [{"language": "fi", "value": "x", "type": "AlternativeName"}]},
        {**BARE, "serviceNames": [{"language": "ru", "value": "Питание", "type": "Name"}]},
        {**BARE, "serviceNames": None},
    ],
    ids=["a draft", "without a name", "in no language of ours", "without names"],
)
def test_what_is_not_for_people_to_read_is_left_out(tmp_path, left_out):
    assert len(read(tmp_path, itemList=[BARE, left_out]).services) == 1


def test_a_service_of_some_municipalities_is_for_them_alone(tmp_path):
    pori = {"code": "609", "name": [{"language": "fi", "value": "Pori"}, {"language": "sv", "value": "Björneborg"}]}
    (one,) = read(tmp_path, itemList=[{**BARE, "areas": [{"type": "Municipality", "municipalities": [pori]}]}]).services

    assert [one.is_for(name) for name in ("Pori", "Rauma", None)] == [True, False, True]


def test_an_address_that_would_run_something_is_no_page(tmp_path):
    pages = [{"language": "fi", "url": url} for url in ("javascript:alert(1)", "https://palvelut.example/ateriat")]
    (one,) = read(tmp_path, itemList=[{**BARE, "serviceChannels": [{"contactDetails": {"webPages": pages}}]}]).services

    assert one.page == {Language.FI: "https://palvelut.example/ateriat"}


@pytest.mark.parametrize(
    "parts",
    [
        {"itemList": None},
        {"source": None},
        {"date": None},
        {"date": "eilen"},
        {"itemList": []},
        {"itemList": [{**BARE, "publishingStatus": "Draft"}]},
        {"itemList": [{**BARE, "reasons": ["no_such_reason"]}]},
        {"itemList": ["x"]},
        {"itemList": [{**BARE, "id": None, "serviceNames": "x"}]},
    ],
)
def test_what_is_no_catalogue_is_refused_by_the_name_of_its_file(tmp_path, parts):
    with pytest.raises(ConfigurationError, match=r"catalogue\.json"):
        read(tmp_path, **parts)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"null"])
def test_a_file_that_is_no_json_object_is_refused(tmp_path, content):
    file = tmp_path / "catalogue.json"
    file.write_bytes(content)

    with pytest.raises(ConfigurationError, match=r"catalogue\.json"):
        ptv.read(file)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ConfigurationError, match=r"away\.json"):
        ptv.read(tmp_path / "away.json")
