"""How stems are written and found."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.folding import fold, tokenise
from nlu.stems import StemError, Stems


def _found(stem: str, text: str) -> list[str]:
    tokens = tokenise(text)
    return [text[tokens[hit.first].start : tokens[hit.last].end] for hit in Stems([stem]).hits(tokens)]


@pytest.mark.parametrize(
    ("stem", "text", "found"),
    [
        ("kaatu", "Äiti KAATUI eilen", ["KAATUI"]),
        ("ase", "asema ja ase", ["ase"]),
        ("ase*", "asema ja ase", ["asema", "ase"]),
        ("=pori", "Porissa on Pori", ["Pori"]),
        ("*lääk", "sydänlääkkeet", ["sydänlääkkeet"]),
        ("ei pääse ylös", "eikä pääse ylös", ["eikä pääse ylös"]),
        ("ei pääse ylös", "ei pääse enää ylös", []),
        ("ei pääse ~ ylös", "ei pääse enää itse ylös", ["ei pääse enää itse ylös"]),
        ("ei pääse ~ ylös", "ei pääse ylös", ["ei pääse ylös"]),
        ("ei pääse ~ ylös", "ei pääse yksi kaksi kolme neljä ylös", []),
        ("can't get up", "She can’t get up", ["can’t get up"]),
    ],
)
def test_a_stem_finds_what_it_says(stem: str, text: str, found: list[str]) -> None:
    assert _found(stem, text) == found


@pytest.mark.parametrize(
    ("word", "form"),
    [("Kankaanpää", "kankaanpaa"), ("apuaaaaa", "apuaa"), ("enkä", "ei"), ("ÅBO", "abo"), ("et", "et")],
)
def test_words_are_compared_folded(word: str, form: str) -> None:
    assert fold(word) == form


def test_a_stem_without_words_is_refused() -> None:
    with pytest.raises(StemError):
        Stems([" !"])


@given(st.text(max_size=200))
def test_every_word_lies_where_it_says(text: str) -> None:
    tokens = tokenise(text)

    assert all(token.start < token.end <= len(text) for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)
