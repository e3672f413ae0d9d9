"""The language of a contact."""

from collections import Counter
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import Language
from nlu.language import Detector, _told_by_words


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hei, tarvitsisin apua kotiin", Language.FI),
        ("mää ny vaa kysysi et kuis", Language.FI),
        ("aiti kaatui", Language.FI),
        ("God kväll!", Language.SV),
        ("Jag behöver hjälp hemma", Language.SV),
        ("Hello, I need help for my mother", Language.EN),
        ("Здравствуйте, маме нужна помощь", Language.OTHER),
        ("أمي بحاجة إلى مساعدة", Language.OTHER),
        ("Bonjour, ma grand-mère habite seule et elle cherche une infirmière à domicile", Language.OTHER),
        ("", Language.UNKNOWN),
        ("12345 !!! 😀", Language.UNKNOWN),
    ],
)
def test_the_language_is_told(language: Callable[[str], Language], text: str, expected: Language) -> None:
    assert language(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        # Short sentences whose only small words are Norwegian too, or nothing but "i".
        "Min dotter bor i Helsingfors, själv bor jag i Raumo",
        "Mor bor i Kumo, jag i Stockholm",
        "Min man har fått tid hos er",
        "Kan ni ringa min mor i morgon",
        "Pappa ligger i sängen hela dagen",
        "Far sitter i rullstol i Raumo",
        "Min bror bor i Kumo",
        "I morse föll mor i köket",
    ],
)
def test_a_swedish_sentence_is_swedish_however_short(language: Callable[[str], Language], text: str) -> None:
    assert language(text) is Language.SV


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Meals on wheels in Pori", Language.EN),
        ("Kept on observation until tomorrow noon.", Language.EN),
        ("I live alone in Rauma", Language.EN),
        ("who do i ring", Language.EN),
        ("Isä on Satasairaalassa", Language.FI),
        ("äiti ja isä", Language.FI),
    ],
)
def test_one_small_word_of_another_language_does_not_decide(
    language: Callable[[str], Language], text: str, expected: Language
) -> None:
    assert language(text) is expected


def test_any_text_has_an_answer(language: Callable[[str], Language]) -> None:
    @given(st.text(max_size=200))
    def holds(text: str) -> None:
        assert language(text) in Language

    holds()


def test_what_small_words_tell_by_themselves_no_statistics_would_change(detector: Detector) -> None:
    each = product(product((0, 1, 2, 5), repeat=4), (0, 1, 5, 30, 80), ("fi", "sv", "en", "et", "no"), (0.1, 0.84, 0.9))
    asked = 0
    for hits, more, code, sure in each:
        seen = {name: count for name, count in zip(("fi", "sv", "en", "other"), hits, strict=True) if count}
        count = sum(hits) + more
        told = _told_by_words(Counter(seen), count)
        if told is not None:
            asked += 1
            assert told is detector._by_words(Counter(seen), count, code, sure), (seen, count, code, sure)

    assert asked > 1_000
