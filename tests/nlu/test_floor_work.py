"""What the floor does with a text grows in step with its length, whatever signs it is written in. Work is counted."""

import unicodedata
from typing import Literal

import pytest

from channels.codes import Urgency
from nlu import emergency, folding, spoken
from nlu.reading import Message

_SIGNS = 100_000
_TEXTS = {
    "one sign for eighteen": "\ufdfa" * _SIGNS,
    "words of such signs": "\ufdfa\ufdfa\ufdfa " * (_SIGNS // 4),
    "marks of two kinds in turn": "a" + "\u0301\u0323" * (_SIGNS // 2),
    "marks on every letter": "o\u0323\u0301" * (_SIGNS // 3),
    "one long word": "abcdefghij" * (_SIGNS // 10),
    "another script": "мама упала дома " * (_SIGNS // 16),
    "syllables": "".join(chr(0xAC00 + number % 11_172) for number in range(_SIGNS)),
}


class _Counted:
    """The standard library's tables of signs, counting the signs that are taken apart and the marks among them."""

    def __init__(self) -> None:
        self.signs = 0
        self.marks = 0

    def normalize(self, form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
        taken = unicodedata.normalize(form, text)
        self.signs += len(taken)
        self.marks += len(folding.INVISIBLE.findall(text))
        return taken


@pytest.mark.parametrize("text", _TEXTS.values(), ids=_TEXTS)
def test_few_signs_are_taken_apart_and_no_marks_are_put_in_order(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = _Counted()
    monkeypatch.setattr(folding, "unicodedata", counted)

    spoken.tokenise(text)

    assert counted.signs <= len(text)
    assert counted.marks == 0


@pytest.mark.parametrize("text", _TEXTS.values(), ids=_TEXTS)
def test_what_is_compared_is_no_longer_than_what_was_written(text: str) -> None:
    tokens = spoken.tokenise(text)

    assert sum(len(token.form) for token in tokens) <= len(text)
    assert all(len(token.form) <= 200 for token in tokens)


def test_words_of_another_script_are_compared_as_one() -> None:
    text = "".join(f"{chr(0x4E00 + number)}{chr(0x5E00 + number)} " for number in range(2_000))

    assert len({token.form for token in spoken.tokenise(text)}) == 1


@pytest.mark.parametrize("before", _TEXTS.values(), ids=_TEXTS)
def test_no_place_is_lost_behind_such_signs(before: str) -> None:
    text = f"{before}\n\nPappa ei hengita\u0308"

    (finding,) = emergency.find(Message(text=text))

    assert finding.level is Urgency.EMERGENCY
    assert text[finding.span.start : finding.span.end] == finding.span.text == "ei hengita\u0308"
