"""Spoken, dialect and hurried spelling: read as what it stands for, each word in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu import spoken
from nlu.stems import Stems
from nlu.typos import is_slip


def _found(stem: str, text: str) -> list[str]:
    tokens = spoken.tokenise(text)
    return [text[tokens[hit.first].start : tokens[hit.last].end] for hit in Stems([stem], spoken.load()).hits(tokens)]


@pytest.mark.parametrize(
    ("stem", "text"),
    [
        ("jalka", "jalaka"),
        ("kolmas", "kolomas"),
        ("silmät", "silimät"),
        ("vanha", "vanaha"),
        ("kaatui", "kuatui"),
        ("pääsee", "piäsee"),
        ("pääsee", "paeaesee"),
        ("nuori", "nuari"),
        ("kotihoito", "kottihoitto"),
        ("itsensä", "ittensä"),
        ("metsässä", "mettäsä"),
        ("hengittä", "hengithä"),
        ("ei hengitä", "emmä hengitä"),
        ("ei ole", "ei oo"),
        ("=nyt", "ny"),
        ("=juuri", "justiisa"),
        ("sydän", "syän"),
        ("pudonnut", "puonnut"),
        ("ylös", "ülös"),
        ("inte upp", "int upp"),
        ("=jag", "ja"),
        ("får inte luft", "far inte luft"),
        ("not breathing", "isn't breathing"),
        ("not breathing", "isnt breathing"),
        ("not ~ get up", "can’t get up"),
        ("not ~ get up", "she cannot even get up"),
        ("väser", "waser"),
    ],
)
def test_what_is_said_is_read_as_what_it_means(stem: str, text: str) -> None:
    (found,) = _found(stem, text)

    assert found in text


@pytest.mark.parametrize(
    ("stem", "text"),
    [
        ("=häkä", "hakkaa"),
        ("=vuotaa", "kymmenen vuotta"),
        ("talo", "täällä"),
        ("rintakip", "rintakuva"),
        ("svimning", "swimming"),
        ("raiskattu", "raskaana"),
        ("kuristaa", "kuistilla"),
    ],
)
def test_a_word_that_only_looks_alike_stays_itself(stem: str, text: str) -> None:
    assert _found(stem, text) == []


@pytest.mark.parametrize(
    ("stem", "word"),
    [
        ("unconscious", "uncosncious"),
        ("unconscious", "unconcious"),
        ("unconscious", "unconscioud"),
        ("unconscious", "unconsciious"),
        ("hengenahdistus", "hengenahdsitusta"),
        ("medvetslös", "medvetslos"),
        ("medvetslös", "medvetlös"),
    ],
)
def test_one_slip_in_a_long_word_is_forgiven(stem: str, word: str) -> None:
    assert _found(stem, word) == [word]


@pytest.mark.parametrize(
    ("stem", "word", "slip"),
    [
        ("BLEEDING", "BLEEDIGN", True),
        ("BLEEDING", "BLEDING", True),
        ("BLEEDING", "BLEEDDING", True),
        ("BLEEDING", "BLEEDONG", True),
        ("BLEEDING", "BLEEDAMG", False),
        ("BLEEDING", "BEDDING", False),
        ("BLEEDING", "BLEEDING", False),
        ("BLEEDING", "WEEDING", False),
    ],
)
def test_a_slip_is_one_letter_and_none_of_the_first_two(stem: str, word: str, slip: bool) -> None:
    assert is_slip(stem, word) is slip


def test_numbers_are_read_within_their_bounds() -> None:
    assert _found("pulssi {20..39}", "pulssi 34") == ["pulssi 34"]
    assert _found("pulssi {20..39}", "pulssi 74") == []
    assert _found("pulssi {20..39}", "pulssi ３４") == ["pulssi ３４"]


@given(st.text(max_size=200))
def test_every_word_lies_where_it_says_and_is_read_as_itself_too(text: str) -> None:
    tokens = spoken.tokenise(text)
    readings = spoken.load().readings({token.form for token in tokens})

    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(readings[token.form][0] == token.form for token in tokens)


@given(st.text(alphabet="aeiouyhklmnprstwcxbdg", max_size=12))
def test_what_is_plain_stays_plain_but_for_double_letters(word: str) -> None:
    once = spoken.plain(word)

    assert len(spoken.plain(once)) <= len(once) <= len(word)
