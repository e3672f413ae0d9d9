"""A service told to a client: in their language, with its source, and never as if it were real when it is not."""

from dataclasses import replace

import pytest

from channels.codes import ANSWER_LANGUAGES, Language
from gateway import demo, i18n
from gateway.catalogue import ptv
from gateway.catalogue.answering import answer

TEXTS = i18n.load()
SAMPLE = ptv.read(demo.CATALOGUE)
INVENTED = {Language.FI: "on keksitty", Language.SV: "är påhittade", Language.EN: "are invented"}


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_every_answer_from_the_sample_says_that_it_is_invented_and_of_which_day(language):
    for one in SAMPLE.services:
        told = answer(TEXTS, SAMPLE, one, language)
        assert INVENTED[language] in told.splitlines()[1]
        assert "2026" in told.splitlines()[-1]
        assert one.cost[language] in told


def test_a_countys_own_says_from_where_it_is_and_nothing_of_inventing():
    own = replace(SAMPLE, invented=False, source="Palvelutietovaranto")
    told = answer(TEXTS, own, own.services[0], Language.FI)

    assert told.splitlines()[-1] == "Lähde: Palvelutietovaranto, 1.11.2026."
    assert "keksitty" not in told


def test_what_was_not_written_in_a_language_is_told_in_finnish_and_what_was_not_written_at_all_not():
    one = SAMPLE.services[3]
    bare = replace(one, cost={Language.FI: one.cost[Language.FI]}, takes={}, page={})
    told = answer(TEXTS, SAMPLE, bare, Language.SV)

    assert f"Avgift: {one.cost[Language.FI]}" in told
    assert "Hur länge" not in told
    assert "Läs mer" not in told
