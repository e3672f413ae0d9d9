"""What the tests of nlu share: one loaded engine, and words cut as the engine cuts them."""

from collections.abc import Callable

import pytest

from channels.codes import Language
from nlu import cues, municipality, read
from nlu.cues import Cued
from nlu.entities import Entities, Finder
from nlu.folding import tokenise
from nlu.language import Detector
from tests.nlu.saying import Answers, saying


@pytest.fixture(scope="session")
def engine() -> read.Engine:
    return read.load()


@pytest.fixture(scope="session")
def engine_saying() -> Callable[[Answers], read.Engine]:
    """An engine whose model gives the same answers of every text; words are looked for as ever."""
    detector, finder = Detector(), Finder()
    return lambda answers: read.Engine(detector, finder, saying(answers))


@pytest.fixture(scope="session")
def entities() -> Callable[[str], Entities]:
    finder = Finder()
    return lambda text: finder.find(text, tokenise(text))


@pytest.fixture(scope="session")
def home() -> Callable[[str], str | None]:
    gazetteer = municipality.load()

    def find(text: str) -> str | None:
        named = gazetteer.find(text, tokenise(text))
        return named.name if named else None

    return find


@pytest.fixture(scope="session")
def cued() -> Callable[[str], tuple[Cued, ...]]:
    known = cues.load()
    return lambda text: known.find(tokenise(text))


@pytest.fixture(scope="session")
def language() -> Callable[[str], Language]:
    return Detector().detect
