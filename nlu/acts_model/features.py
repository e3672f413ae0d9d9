"""What is seen of a chat message when its acts are learnt: letter groups, words and their pairs, and how it is built.

Hashed by CRC-32 into a fixed number of places, as those of `nlu.linear` are. Messages are a few words long, so that
here first and last words, punctuation and length say much, and how rare a word is says nothing.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from nlu.folding import tokenise

SIZE: Final = 1 << 16
MOST_WORDS: Final = 40  # of a longer text little more would be seen than that it is long
_SHORTEST, _LONGEST = 2, 5  # letters in a group
_LETTERS_READ = 30  # letters of one word
_LENGTHS = (1, 2, 3, 5, 8, 13, 21)  # words; a length is told by the first of these that it does not pass
_EDGE = 2  # words
_SIGNS = "?!,"
_BUILD_WEIGHS = 0.7  # beside letter groups and words

Indices = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float32]


def features(text: str) -> tuple[Indices, Weights] | None:
    """Places and weights of a *text*; None where it has no words, or too many."""
    words = [token.form[:_LETTERS_READ] for token in tokenise(text)]
    if not 0 < len(words) <= MOST_WORDS:
        return None
    kinds = ((_groups(words), 1.0), (_words(words), 1.0), (_build(text, words), _BUILD_WEIGHS))
    parts = [_weighed(seen, weigh) for seen, weigh in kinds]
    return np.concatenate([at for at, _ in parts]), np.concatenate([weights for _, weights in parts])


def _weighed(seen: Iterator[str], weigh: float) -> tuple[Indices, Weights]:
    """All of one kind together have the length that the kind weighs."""
    at, counts = np.unique([crc32(one.encode()) % SIZE for one in seen], return_counts=True)
    weights = 1 + np.log(counts)
    return at, (weigh * weights / np.linalg.norm(weights)).astype(np.float32)


def _groups(words: Sequence[str]) -> Iterator[str]:
    for edged in (f"<{word}>" for word in words):
        for size in range(_SHORTEST, _LONGEST + 1):
            yield from (f"c{edged[at : at + size]}" for at in range(len(edged) - size + 1))


def _words(words: Sequence[str]) -> Iterator[str]:
    yield from (f"w{word}" for word in words)
    yield from (f"b{one} {other}" for one, other in pairwise(["^", *words, "$"]))
    yield from (f"s{one} {other}" for one, other in zip(words, words[2:], strict=False))


def _build(text: str, words: Sequence[str]) -> Iterator[str]:
    length = next((most for most in _LENGTHS if len(words) <= most), 0)
    yield f"length {length}"
    yield f"whole {' '.join(words)}"
    yield f"opens {' '.join(words[:_EDGE])}"
    yield from (f"^{number} {word}" for number, word in enumerate(words[:_EDGE]))
    yield from (f"${number} {word}" for number, word in enumerate(words[-_EDGE:]))
    yield from (f"sign {sign}" for sign in _SIGNS if sign in text)
    if "?" in text:
        yield f"asks {length}"
    if text.isupper() and len(words) > 1:
        yield "capitals"
