"""Which service is found for what people ask; the questions were written by eyes that have not seen the finder."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from channels.codes import Language, Reason
from gateway import demo
from gateway.catalogue import ptv
from gateway.catalogue.finding import LIKE_ENOUGH, Finder
from nlu.read import load
from nlu.reading import Message

_LINES = (Path(__file__).parent / "questions.jsonl").read_text("utf-8").splitlines()
QUESTIONS = [json.loads(line) for line in _LINES]


@pytest.fixture(scope="module")
def finder():
    return Finder(ptv.read(demo.CATALOGUE))


@pytest.fixture(scope="module")
def found(finder):
    """For each question what is found, as the page of a Case asks."""
    engine = load()
    return [finder.find(one["text"], engine.read(Message(text=one["text"]))) for one in QUESTIONS]


def share_right(found, among, language=None):
    asked = [
        (one, answer)
        for one, answer in zip(QUESTIONS, found, strict=True)
        if one["services"] and language in {None, one["language"]}
    ]
    right = [any(hit.service.id in one["services"] for hit in answer[:among]) for one, answer in asked]
    return sum(right) / len(right)


def test_three_questions_in_four_find_their_service_first_and_five_in_six_among_three(found):
    assert share_right(found, 1) >= 0.75
    assert share_right(found, 3) >= 0.85


@pytest.mark.parametrize("language", [Language.FI, Language.SV, Language.EN])
def test_no_language_is_left_behind(found, language):
    assert share_right(found, 3, language) >= 0.8


def test_what_answers_is_nearly_always_like_enough_to_be_shown(found):
    likeness = [answer[0].likeness for one, answer in zip(QUESTIONS, found, strict=True) if one["services"]]

    assert sum(one >= LIKE_ENOUGH for one in likeness) / len(likeness) >= 0.88


def test_a_name_is_found_in_whichever_language_it_is_asked_for(finder):
    for one in finder.catalogue.services:
        for name in one.names.values():
            assert finder.find(name)[0].likeness >= 0.9
            assert one.id in {hit.service.id for hit in finder.find(name)[:2]}, name


def test_what_elsewhere_only_is_offered_is_not_found(finder):
    one = finder.catalogue.services[0]
    elsewhere = replace(one, municipalities=frozenset({"Pori"}))
    small = Finder(replace(finder.catalogue, services=(elsewhere, *finder.catalogue.services[1:])))

    assert small.find(one.names[Language.FI], municipality="Pori")[0].service.id == one.id
    assert one.id not in {hit.service.id for hit in small.find(one.names[Language.FI], municipality="Rauma")}


def test_what_the_engine_reads_in_it_brings_a_service_forward(finder):
    transport = next(one for one in finder.catalogue.services if one.reasons[0] is Reason.TRANSPORT_MOBILITY)
    read = load().read(Message(text="Miten haen taksikorttia? En pääse bussilla kauppaan."))
    assert read.reason is Reason.TRANSPORT_MOBILITY
    places = [
        [hit.service.id for hit in finder.find("Miten tätä haetaan?", reading)].index(transport.id)
        for reading in (None, read)
    ]

    assert places[1] <= 1 < places[0]


@pytest.mark.parametrize("asked", ["", "…", "?" * 10_000, "äö" * 5_000])
def test_whatever_is_asked_every_service_has_a_finite_likeness(finder, asked):
    hits = finder.find(asked)

    assert len(hits) == len(finder.catalogue.services)
    assert all(0 <= hit.likeness <= 1 for hit in hits)


def test_a_catalogue_of_one_service_finds_it(finder):
    one = finder.catalogue.services[3]
    small = Finder(replace(finder.catalogue, services=(one,)))

    assert small.find(one.names[Language.SV])[0].likeness >= 0.9
    assert small.find("täysin muuta")[0].likeness < LIKE_ENOUGH


def test_of_an_endless_mail_its_beginning_is_asked(finder):
    asked = "Mitä ateriapalvelu maksaa? " + "Terveisiä kaikille. " * 200
    likeness = [[hit.likeness for hit in finder.find(asked + more)] for more in ("", "Omaishoidon tuki. " * 200_000)]

    assert likeness[0] == likeness[1]
