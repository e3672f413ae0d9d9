"""What engines learn from: nothing stands there twice, nearly or exactly, and every text is one that somebody wrote."""

from collections import Counter
from pathlib import Path

import pytest

from channels.codes import Language
from channels.normalise import identity_codes
from nlu.linear.corpus import LANGUAGES, Example, read_examples
from nlu.phones import phones
from tests.nlu.near import resembling

DATA = Path("nlu/data")
WORDS = 4  # a question of three words is written by many alike


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return read_examples(DATA)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_near_another(examples: list[Example], language: Language) -> None:
    texts = [one.text for one in examples if one.language is language and len(one.text.split()) >= WORDS]

    assert sorted(resembling(texts)) == []


def test_no_short_text_is_there_twice(examples: list[Example]) -> None:
    counted = Counter((one.language, one.text.casefold()) for one in examples)

    assert [text for (_, text), count in counted.items() if count > 1] == []


def test_nobody_could_be_reached_or_known_by_a_text(examples: list[Example]) -> None:
    assert [one.text for one in examples if identity_codes(one.text) or phones(one.text)] == []
