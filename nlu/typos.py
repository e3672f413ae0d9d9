"""Slips of the finger in long words: two letters changed round, one left out, one twice or one from the key beside.

Whoever writes in an emergency writes badly. Only long stems are looked for this way: among short words nearly every
slip is another word.
"""

from collections.abc import Iterable

LONG = 7  # letters a stem must have; with fewer, "raskaana" would be "raiskata"
_SURE = 2  # letters at the beginning that hold no slip: the eye falls on these
_START = 4  # letters by which stems are sorted; and, where the slip is among them, those after them
_AFTER = slice(4, 7)
_ROWS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM")


def _neighbours() -> frozenset[str]:
    """The pairs of keys that lie side by side or one above the other."""
    places = {key: (row, place) for row, keys in enumerate(_ROWS) for place, key in enumerate(keys)}
    return frozenset(
        one + other
        for one, (row, place) in places.items()
        for other, (low, beside) in places.items()
        if one != other and abs(row - low) <= 1 and abs(place - beside) <= 1
    )


_BESIDE = _neighbours()


class Slips:
    """Stems ready to be found again in words with one slip. In capitals, and from their beginning."""

    def __init__(self, stems: Iterable[str]) -> None:
        self._by_start: dict[str, list[str]] = {}
        self._by_middle: dict[str, list[str]] = {}
        for stem in stems:
            if len(stem) >= LONG:
                self._by_start.setdefault(stem[:_START], []).append(stem)
                self._by_middle.setdefault(stem[:_SURE] + stem[_AFTER], []).append(stem)

    @property
    def known(self) -> bool:
        """Whether there is any stem long enough."""
        return bool(self._by_start)

    def near(self, word: str) -> list[str]:
        """The stems with which *word* begins but for one slip."""
        if len(word) < LONG - 1:
            return []
        begins = word[:_SURE]
        candidates = list(self._by_start.get(word[:_START], ()))
        candidates += self._by_start.get(word[: _START - 1] + word[_START], ())
        for place in (3, 4, 5):  # a letter left out or put in moves what follows by one
            candidates += self._by_middle.get(begins + word[place : place + 3], ())
        return [stem for stem in dict.fromkeys(candidates) if is_slip(stem, word)] if candidates else []


def is_slip(stem: str, word: str) -> bool:
    """Whether *word* begins as *stem* does, but for one slip after its first two letters."""
    at = next((place for place, (one, other) in enumerate(zip(stem, word, strict=False)) if one != other), None)
    if at is None or at < _SURE:
        return False
    rest, written = stem[at + 1 :], word[at + 1 :]
    if word.startswith(stem[at:], at + 1):  # a letter too many: it lies beside one that was meant
        return _beside(word[at], stem[at]) or _beside(word[at], stem[at - 1])
    if word.startswith(rest, at):  # a letter too few: of a short stem that is too often another word
        return len(stem) > LONG
    if written.startswith(rest):
        return _beside(stem[at], word[at])
    return stem[at : at + 2] == word[at : at + 2][::-1] and word.startswith(stem[at + 2 :], at + 2)


def _beside(one: str, other: str) -> bool:
    return one == other or one + other in _BESIDE
