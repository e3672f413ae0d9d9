"""Which words are known, and that nobody acts on a reason read in words that are not."""

from pathlib import Path

import numpy as np
import pytest

from nlu.evaluation import samples
from nlu.folding import tokenise
from nlu.linear import artefact, vocabulary
from nlu.read import Engine
from nlu.reading import Message

MODEL = artefact.load(Path("nlu/linear/model"))
NONSENSE = [
    "Xqvzk plorfti gnemmu wrattel siqobu dreffat kolzuw",
    "grumbflötz hnakkl wopsitu zzyx kotihoito flemtuq brrazz dwimmel",
    "asdfgh qwerty zxcvbn poiuyt lkjhgf mnbvcx",
    "trololoo pimpeli pompeli hilavitkutin räpätäpä",
]


def test_a_word_is_known_by_its_beginning_and_a_stranger_is_not() -> None:
    met = vocabulary.known([tokenise("kotihoito kävisi"), tokenise("Mummo")])

    assert vocabulary.familiar(met, tokenise("kotihoidossa kävisimme mummolle")) == 1.0
    assert vocabulary.familiar(met, tokenise("kotihoitoa zxqwy")) == 0.5
    assert vocabulary.familiar(met, tokenise("zxqwy vrrtn")) == 0.0


def test_words_too_short_to_say_anything_are_not_counted() -> None:
    met = vocabulary.known([tokenise("kotihoito")])

    assert vocabulary.familiar(met, tokenise("kotihoito ja on ei")) == 1.0
    assert vocabulary.familiar(met, tokenise("ja on")) == 1.0


def test_a_layer_by_itself_takes_every_word_for_known() -> None:
    assert vocabulary.familiar(vocabulary.everything(), tokenise("zxqwy vrrtn")) == 1.0


def test_few_beginnings_are_taken_for_known_by_chance() -> None:
    assert MODEL.known.shape == (vocabulary.BYTES,)
    assert np.unpackbits(MODEL.known).mean() < 0.1


def test_what_people_write_is_known_to_the_model() -> None:
    strange = [
        one.id
        for one in samples.read(Path("tests/samples/development"))
        if vocabulary.familiar(MODEL.known, tokenise(f"{one.subject}\n{one.text}")) < 0.5
    ]

    assert strange == []


@pytest.mark.parametrize("text", NONSENSE)
def test_what_nobody_can_read_goes_to_a_person(engine: Engine, text: str) -> None:
    assert vocabulary.familiar(MODEL.known, tokenise(text)) < 0.5
    assert engine.read(Message(text=text)).abstained


def test_a_sure_answer_about_unknown_words_is_no_answer(engine: Engine) -> None:
    known = engine.read(Message(text="Isälle kotihoito aamuun, kotihoidon hoitaja jakamaan lääkkeet"))
    drowned = engine.read(Message(text=f"kotihoito kotihoidon {NONSENSE[0]} {NONSENSE[2]}"))

    assert not known.abstained
    assert drowned.abstained
