"""The language of a contact."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.codes import Language


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


def test_any_text_has_an_answer(language: Callable[[str], Language]) -> None:
    @given(st.text(max_size=200))
    def holds(text: str) -> None:
        assert language(text) in Language

    holds()
