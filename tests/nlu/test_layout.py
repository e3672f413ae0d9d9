"""How far a word about another time or another case reaches: in speech without full stops a clause has no end."""

import pytest

from channels.codes import Urgency
from tests.nlu.floor import level_of

_FI = "meillä kotona Ulvilassa siellä järven takana ihan siinä vanhan sillan luona pienessä punaisessa talossa äidin"
_SV = "hemma hos oss borta vid sjön bakom den gamla röda kvarnen nära bron i det"
_EN = "over at the old house by the lake behind the little red mill near the"


# How many words may stand between, so that the word speaks of every part of what is told up to fourteen words from it.
@pytest.mark.parametrize(
    ("before", "words", "most", "after"),
    [
        ("jos", _FI, 12, "isä ei herää"),
        ("ifall", _SV, 12, "pappa inte andas"),
        ("what if", _EN, 10, "dad is not breathing"),
        ("viime talvena", _FI, 10, "mummo kaatui eikä päässyt ylös"),
        ("förra vintern", _SV, 8, "mormor föll och kom inte upp"),
        ("mummo kaatui eikä päässyt ylös", _FI, 10, "viime talvena"),
        ("mormor föll och kom inte upp", _SV, 9, "förra vintern"),
        ("isä sai sydänkohtauksen", _FI, 13, "viime talvena"),
        ("mormor fick stroke", _SV, 13, "förra vintern"),
    ],
)
def test_a_word_of_another_time_or_case_hides_no_danger_more_than_fourteen_words_from_it(
    before: str, words: str, most: int, after: str
) -> None:
    near, far = (" ".join((before, *words.split()[:between], after)) for between in (most, most + 1))

    assert level_of(near) is Urgency.ROUTINE
    assert level_of(far) is Urgency.EMERGENCY


def test_a_verb_of_the_past_far_from_the_danger_does_not_tell_that_it_is_over() -> None:
    near = "Savua keittiössä meillä kotona Ulvilassa siellä järven takana ihan siinä vanhan sillan luona oli"
    far = "Savua keittiössä meillä kotona Ulvilassa siellä järven takana ihan siinä vanhan sillan luona pienessä oli"

    assert level_of(f"{near}. Palo sammutettiin heti.") is Urgency.ROUTINE
    assert level_of(f"{far}. Palo sammutettiin heti.") is Urgency.EMERGENCY
