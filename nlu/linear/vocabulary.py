"""Which words the model has met: whoever writes none of them writes of something that it knows nothing of.

A word is known by its beginning, so that an ending or a slip late in it makes it no stranger. The beginnings are a set
of bits by CRC-32, as places of features are: a few words in a hundred are taken for known that never were met.
"""

from collections.abc import Iterable, Sequence
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from nlu.folding import Token

BITS: Final = 1 << 19
BYTES: Final = BITS // 8
_BEGINNING: Final = 5  # letters
_SAYS_SOMETHING: Final = 3  # letters; shorter words are alike in many languages

Known = npt.NDArray[np.uint8]  # BYTES; bit n of byte m is place 8 m + n


def known(texts: Iterable[Sequence[Token]]) -> Known:
    """The set of beginnings that words of *texts* have."""
    places = {_place(token.form) for tokens in texts for token in tokens}
    bits = np.zeros(BITS, np.bool_)
    bits[list(places)] = True
    return np.packbits(bits, bitorder="little")


def everything() -> Known:
    """The set of all beginnings: nothing is strange to a model that was not told which words it has met."""
    return np.full(BYTES, 255, np.uint8)


def familiar(met: Known, tokens: Sequence[Token]) -> float:
    """How many of the words that say something are known, 0 to 1; 1 where there are none."""
    said = [_place(token.form) for token in tokens if len(token.form) >= _SAYS_SOMETHING]
    if not said:
        return 1.0
    places = np.array(said)
    return float(((met[places >> 3] >> (places & 7)) & 1).mean())


def _place(form: str) -> int:
    return crc32(form[:_BEGINNING].encode()) % BITS
