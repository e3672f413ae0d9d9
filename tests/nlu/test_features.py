"""What the model sees of a text: its words wherever they stand, and of a whole text how it begins and ends."""

from collections import Counter
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from channels.codes import ContacterType
from nlu.folding import tokenise
from nlu.linear import artefact
from nlu.linear.artefact import HeadName, Model
from nlu.linear.features import Features, Indices, Weights
from nlu.linear.score import Scorer

# The same words with the same neighbours, in another order.
GREETING = "olen sairaanhoitaja keskussairaalan osastolta ja kirjoitan potilaan asiasta"
SIGNATURE = "asun yksin kotona ja itse tarvitsen nyt apua"
ONE = f"terveisin {GREETING} terveisin {SIGNATURE} terveisin"
OTHER = f"terveisin {SIGNATURE} terveisin {GREETING} terveisin"

A_LITTLE = 0.01  # more than the same numbers added in another order come to


@pytest.fixture(scope="module")
def shipped() -> Model:
    return artefact.load(files("nlu").joinpath("linear", "model"))


@pytest.fixture(scope="module")
def whatever(shipped: Model) -> Scorer:
    """A model to which every place means something for every answer, whatever training makes of it."""
    weights = np.random.default_rng(1).integers(-127, 128, shipped.weights.shape).astype(np.int8)
    mild, unmoved = np.full_like(shipped.scale, 0.01), np.zeros_like(shipped.bias)
    return Scorer(replace(shipped, weights=weights, scale=mild, bias=unmoved, idf=np.ones_like(shipped.idf)))


def _seen(features: tuple[Indices, Weights]) -> Counter[tuple[int, float]]:
    return Counter((int(place), round(float(weight), 4)) for place, weight in zip(*features, strict=True))


def test_how_a_whole_text_begins_and_ends_is_seen_and_of_a_part_of_it_not() -> None:
    features = Features()

    assert _seen(features.of(ONE, tokenise(ONE))) == _seen(features.of(OTHER, tokenise(OTHER)))
    assert _seen(features.whole(ONE)) != _seen(features.whole(OTHER))


def test_what_a_part_says_is_seen_in_the_whole_as_well() -> None:
    features = Features()

    assert _seen(features.of(ONE, tokenise(ONE))) <= _seen(features.whole(ONE))


def test_parts_that_are_looked_at_together_have_the_features_that_each_has_by_itself() -> None:
    features, tokens = Features(), tokenise(ONE)
    parts = [range(len(tokens)), range(3), range(2, 9), range(4, 5), range(len(tokens) - 1, len(tokens))]

    at, weights = features.parts(ONE, tokens, parts)

    for part, row in zip(parts, weights, strict=True):
        by_itself = features.of(ONE, tokens[part.start : part.stop])
        assert _seen((at[row > 0], row[row > 0])) == _seen(by_itself)


def test_who_writes_is_read_from_how_a_whole_text_begins_and_ends(shipped: Model) -> None:
    scorer = Scorer(shipped)
    nurse, client = (scorer.score(text, tokenise(text)).heads[HeadName.CONTACTER] for text in (ONE, OTHER))

    assert nurse[ContacterType.HOSPITAL_WARD] > client[ContacterType.HOSPITAL_WARD] + A_LITTLE
    assert client[ContacterType.CLIENT] > nurse[ContacterType.CLIENT] + A_LITTLE


def test_danger_and_its_kind_are_read_without_regard_to_how_a_text_begins_and_ends(whatever: Scorer) -> None:
    one, other = (_of_danger(whatever, text) for text in (ONE, OTHER))

    assert one == pytest.approx(other, abs=A_LITTLE / 100)


def _of_danger(scorer: Scorer, text: str) -> dict[str, float]:
    tokens = tokenise(text)
    shares = {level: danger.share for level, danger in scorer.dangers(text, tokens).items()}
    return shares | scorer.flags(text, tokens)
