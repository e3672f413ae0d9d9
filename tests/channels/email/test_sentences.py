"""Our own sentences are told from a person's words exactly, and in time that grows in step with a text."""

import time

import pytest

from channels.email.view.sentences import without_ours
from routing.sentences import our_sentences
from routing.text_files import load_texts

OURS = our_sentences(load_texts(), "02 555 0112")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("isä ei hengitä\nHätätilanteessa soita 112.\nKiitos", "isä ei hengitä\n \nKiitos"),
        ("Ring 112 i en\nnödsituation. Tack", "\n Tack"),
        ("Jos isä ei hengitä, soita 112.", "Jos isä ei hengitä, soita 112."),
        ("My father is not breathing, call 112.", "My father is not breathing, call 112."),
        ("Ring 02 555 0112 om du behöver hjälp genast.", " "),
        ("Hei!", "Hei!"),
    ],
)
def test_only_our_sentences_go_word_for_word_and_over_broken_lines(text, rest):
    assert without_ours(text, OURS) == rest


def test_no_sentence_has_a_hole_in_it():
    assert [one for one in OURS if "{" in one] == []
    assert len(OURS) > 100


@pytest.mark.parametrize(
    "piece", ["Hätätilanteessa ", "Hätätilanteessa soita" + " " * 99, "Ring Jos Om In ", "x\n", " "]
)
def test_nothing_endless_takes_long(piece):
    began = time.thread_time()
    without_ours(piece * (300_000 // len(piece)), OURS)

    assert time.thread_time() - began < 2
