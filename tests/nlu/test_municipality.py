"""The client's municipality: inflected, in dialect, by village; and the traps."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

_FILE = Path("nlu/data/municipalities.toml")


def test_all_308_municipalities_are_there_once() -> None:
    entries = tomllib.loads(_FILE.read_text("utf-8"))["municipality"]

    assert len({one["code"] for one in entries}) == 308
    assert len({one["fi"] for one in entries}) == 308
    assert {"Honkajoki", "Pertunmaa", "Valtimo"}.isdisjoint(one["fi"] for one in entries)


def test_every_municipality_is_found_by_its_name(home: Callable[[str], str | None]) -> None:
    names = [one["fi"] for one in tomllib.loads(_FILE.read_text("utf-8"))["municipality"]]

    assert [home(f"kotikunta {name}") for name in names] == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Asun Porissa", "Pori"),
        ("asun poris", "Pori"),
        ("Mää asun Raumal", "Rauma"),
        ("Haluaisimme hänet Harjavaltaan hoitoon", "Harjavalta"),
        ("isän koti on Kokemäellä", "Kokemäki"),
        ("aiti asuu Kankaanpaassa", "Kankaanpää"),
        ("ASUN HUITTISISSA", "Huittinen"),
        ("Pot. 79 v, Ulvila.", "Ulvila"),
        ("Iissä asuva äitini", "Ii"),
        ("Muhoksella, kirkonkylällä", "Muhos"),
        ("täällä Oulus on kylmä", "Oulu"),
        ("Lahdessa asuva täti", "Lahti"),
        ("Sastamalassa asuva veljeni", "Sastamala"),
        ("Hän asuu Uudessakaupungissa", "Uusikaupunki"),
        ("täällä Siikaisissa", "Siikainen"),
        ("vaari on Kauniaisissa", "Kauniainen"),
        ("anoppi on Virroilla", "Virrat"),
        ("täti Hangossa", "Hanko"),
        ("Mamma bor i Björneborg", "Pori"),
        ("finns det något i Raumo", "Rauma"),
        ("She lives in Kuusamo", "Kuusamo"),
        ("a cottage near Ulvila", "Ulvila"),
    ],
)
def test_a_municipality_is_found_as_people_write_it(home: Callable[[str], str | None], text: str, name: str) -> None:
    assert home(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Asun Noormarkussa", "Pori"),
        ("Mummo on Pulkkilassa", "Siikalatva"),
        ("Köyliössä", "Säkylä"),
        ("Haukiputaalla", "Oulu"),
        ("asuu Luvialla", "Eurajoki"),
        ("Lappi T.L. on kotini", "Rauma"),
        ("Honkajoella", "Kankaanpää"),
        ("Ylikiimingissä", "Oulu"),
        ("Pertunmaalla", "Mäntyharju"),
    ],
)
def test_a_village_or_a_former_municipality_means_the_one_of_today(
    home: Callable[[str], str | None], text: str, name: str
) -> None:
    assert home(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "maksaa kolme euroa eli euro kerta",
        "koiran karvia on joka paikassa",
        "vaalit tulevat, kuka vaalii vanhuksia",
        "mukava porukka ja porinat",
        "menimme Lappiin ja Lapissa oli lunta",
        "Varkaus tapahtui viime yönä",
        "lahti on jäässä ja kotka lensi",
        "Salla soitti, Simo vastasi ja Kaarina nukkuu",
        "virrat poikki koko talosta",
        "soitin Nokian puhelimella",
        "Aamulla en jaksanut nousta",
        "I am sorry, it is in the hall",
        "Jag ingår inte i gruppen",
    ],
)
def test_a_common_word_is_no_municipality(home: Callable[[str], str | None], text: str) -> None:
    assert home(text) is None


def test_the_home_counts_more_than_the_hospital(home: Callable[[str], str | None]) -> None:
    assert home("Isä on Tampereen keskussairaalassa, mutta asuu Eurassa") == "Eura"


def test_where_somebody_lives_counts_more_than_where_others_go(home: Callable[[str], str | None]) -> None:
    text = "Poika opiskelee Porissa ja tulee aina viikonloppuisin käymään meillä, me asumme Euran kirkonkylällä"

    assert home(text) == "Eura"
