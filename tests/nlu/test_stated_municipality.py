"""A municipality typed into a field of its own."""

import pytest

from nlu.entities import Finder


@pytest.fixture(scope="module")
def finder():
    return Finder()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Pori", "Pori"),
        ("pori", "Pori"),
        ("  Björneborg ", "Pori"),
        ("Porissa", "Pori"),
        ("Noormarkku", "Pori"),
        ("eura", "Eura"),
        ("ii", "Ii"),
        ("", None),
        ("Hilkka Harmaja", None),
        ("130145-903X", None),
    ],
)
def test_a_stated_municipality_is_known_by_its_finnish_name_and_nothing_else_is_one(finder, typed, meant):
    assert finder.home(typed) == meant
