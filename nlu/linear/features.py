"""Features of a text: its words and the letter groups inside them, hashed into a fixed number of places.

The hash is CRC-32, which is the same on every machine and in every run, so a trained model stays true.
"""

from collections import Counter
from zlib import crc32

import numpy as np
import numpy.typing as npt

from nlu.stems import Token, tokenise

SIZE = 1 << 16  # places; 24 reasons at half precision are 3 MiB
_SHORTEST, _LONGEST = 3, 5  # letters in a group
_WORDS_READ = 600  # words of one text; later ones change nothing that matters and cost time
_LETTERS_READ = 30  # letters of one word

Indices = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float32]


class Features:
    """Turns texts into features. Remembers words it has met, up to a bound."""

    def __init__(self) -> None:
        self._met: dict[str, tuple[int, ...]] = {}

    def of(self, text: str) -> tuple[Indices, Weights]:
        """Places and weights of *text*; the weights are of length one together, none for an empty text."""
        return self.of_tokens(tokenise(text[: _WORDS_READ * _LETTERS_READ]))

    def of_tokens(self, tokens: list[Token]) -> tuple[Indices, Weights]:
        """The same for words already cut."""
        counts: Counter[int] = Counter()
        before = ""
        for token in tokens[:_WORDS_READ]:
            counts.update(self._of_word(token.form))
            counts[_place(f"{before} {token.form}")] += 1
            before = token.form
        indices = np.fromiter(counts.keys(), np.int64, len(counts))
        weights = np.log1p(np.fromiter(counts.values(), np.float32, len(counts)))
        length = float(np.linalg.norm(weights))
        return indices, (weights / length if length else weights).astype(np.float32)

    def places(self, form: str) -> list[int]:
        """The places of one word."""
        return list(self._of_word(form))

    def _of_word(self, form: str) -> tuple[int, ...]:
        places = self._met.get(form)
        if places is None:
            places = tuple(_place(group) for group in groups(form))
            if len(self._met) < SIZE:
                self._met[form] = places
        return places


def groups(form: str) -> list[str]:
    """The word itself, and each group of letters in it with its edges marked."""
    edged = f"<{form[:_LETTERS_READ]}>"
    cut = [edged[at : at + size] for size in range(_SHORTEST, _LONGEST + 1) for at in range(len(edged) - size + 1)]
    return [f"={form[:_LETTERS_READ]}", *cut]


def _place(group: str) -> int:
    return crc32(group.encode()) % SIZE
