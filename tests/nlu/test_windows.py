"""The parts of a text that are asked for danger one by one."""

from collections.abc import Callable

import pytest

from nlu.folding import tokenise
from nlu.linear.windows import lone_sentences, points, windows


def _said(text: str, parts: list[range]) -> list[str]:
    tokens = tokenise(text)
    return [text[tokens[part[0]].start : tokens[part[-1]].end] for part in parts]


def _windows(text: str) -> list[str]:
    return _said(text, windows(text, tokenise(text)))


def _alone(text: str) -> list[str]:
    return _said(text, lone_sentences(text, tokenise(text)))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("isä kaatui", ["isä kaatui"]),
        ("isä kaatui\n\nmoi", ["isä kaatui", "moi"]),
        ("isä kaatui\n \t\nmoi", ["isä kaatui", "moi"]),
        ("isä\nkaatui", ["isä", "isä\nkaatui", "kaatui"]),
        ("hei\n\nisä\nkaatui\n\nmoi", ["hei", "isä", "isä\nkaatui", "kaatui", "moi"]),
    ],
)
def test_each_block_is_a_part_and_each_line_of_it_by_itself(text: str, parts: list[str]) -> None:
    assert _windows(text) == parts


def test_each_sentence_that_says_something_is_a_part_by_itself() -> None:
    text = "Hei vaan teille. Isä kaatui eteiseen! Ei. Mistä saa apua?\n\nTerveisin Maija Porista"

    assert _alone(text) == ["Hei vaan teille", "Isä kaatui eteiseen", "Mistä saa apua", "Terveisin Maija Porista"]


@pytest.mark.parametrize("parts", [_windows, _alone])
def test_a_paragraph_more_takes_no_part_away(parts: Callable[[str], list[str]]) -> None:
    before, after = "Isä kaatui eteiseen. Hän ei nouse.", "Mitä me teemme nyt? Terveisin Maija."

    assert set(parts(f"{before}\n\n{after}")) <= set(parts(f"{before}\n\nHauskaa joulua kaikille.\n\n{after}"))


def test_a_long_line_of_a_block_is_looked_at_in_stretches_too() -> None:
    long = " ".join(f"sana{number}" for number in range(80))

    parts = _windows(f"hei\n{long}")

    assert [len(part.split()) for part in parts] == [1, 60, 60, 51, 50]


def test_no_word_is_left_out_of_a_text_of_ordinary_length() -> None:
    text = "\n\n".join(f"sana{number} ja\ntoinen{number}" for number in range(60))

    assert {word for part in _windows(text) for word in part.split()} == set(text.split())


def test_of_a_long_text_the_first_and_the_last_words_are_always_looked_at() -> None:
    text = "\n".join(f"kappale {number} on tässä" for number in range(1_000))

    parts = _windows(text)

    assert len(parts) == 400
    assert ["0" in parts[0], "kappale 999" in parts[-1]] == [True, True]
    assert len(_alone(text)) == 400


def test_a_long_paragraph_is_looked_at_in_overlapping_stretches() -> None:
    text = " ".join(f"sana{number}" for number in range(100))

    parts = [part.split() for part in _windows(text)]

    assert [(part[0], part[-1]) for part in parts] == [("sana0", "sana59"), ("sana30", "sana89"), ("sana60", "sana99")]


def test_what_is_shown_of_a_window_is_a_sentence_or_fifteen_words_of_one() -> None:
    text = "Hei! Isä makaa lattialla. " + " ".join(f"sana{number}" for number in range(20))
    tokens = tokenise(text)

    shown = points(text, tokens, range(len(tokens)))

    assert _said(text, shown)[:2] == ["Hei", "Isä makaa lattialla"]
    assert [len(part) for part in shown[2:]] == [15, 12]


def test_of_a_part_of_a_text_only_that_part_is_shown() -> None:
    text = "Isä makaa lattialla. Kissa istui matolla."

    assert _said(text, points(text, tokenise(text), range(3, 6))) == ["Kissa istui matolla"]
