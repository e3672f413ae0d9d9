"""Features of a text: its words, the letter groups inside them, and base forms, hashed into a fixed number of places.

The hash is CRC-32, which is the same on every machine and in every run, so a trained model stays true. What stands in
few texts weighs more (inverse document frequency, counted over the training sentences).
"""

from collections.abc import Sequence
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from nlu.linear import lemmas
from nlu.stems import Token, tokenise

ANYWHERE, _AT_EDGES = 1 << 17, 1 << 15  # places of what stands anywhere in a text, and at its edges
SIZE = ANYWHERE + _AT_EDGES
_SHORTEST, _LONGEST = 3, 5  # letters in a group
WORDS_READ = 600  # words of one text; later ones change nothing that matters and cost time
_LETTERS_READ = 30  # letters of one word
_LEMMAS_WEIGH = 0.5  # beside letter groups and words together
_EDGES_WEIGH = 0.4
_FIRST, _LAST = 8, 6  # words of a whole text in which its writer says who writes: a greeting, a signature
_REMEMBERED = 100_000  # words

Indices = npt.NDArray[np.int64]
Weights = npt.NDArray[np.float32]


class Features:
    """Turns texts into features. Remembers words it has met, up to a bound."""

    def __init__(self, idf: Weights | None = None, lemmatiser: lemmas.Lemmatiser | None = None) -> None:
        self._idf = idf
        self._lemmas = lemmatiser or lemmas.load()
        self._met: dict[str, Indices] = {}

    def whole(self, text: str, tokens: Sequence[Token] | None = None) -> tuple[Indices, Weights]:
        """Places and weights of a whole *text*, cut into *tokens*: what it says, and how it begins and ends."""
        tokens = tokenise(text) if tokens is None else tokens
        at, weights = self.of(text, tokens)
        at_edges, of_edges = self._edges(text, tokens)
        return np.concatenate([at, at_edges]), np.concatenate([weights, of_edges])

    def of(self, text: str, tokens: Sequence[Token]) -> tuple[Indices, Weights]:
        """Places and weights of those *tokens* of *text*; none where there are none."""
        read = tokens[:WORDS_READ]
        if not read:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        at, weights = self.parts(text, read, [range(len(read))])
        return at, weights[0]

    def parts(self, text: str, tokens: Sequence[Token], parts: Sequence[range]) -> tuple[Indices, Weights]:
        """The places that *parts* of *tokens* have between them, and a row of weights for each part, none empty.

        What the parts share is looked up once.
        """
        first, past = min(part.start for part in parts), max(part.stop for part in parts)
        read, here = tokens[first:past], [range(part.start - first, part.stop - first) for part in parts]
        # Between two words stands their pair, so that a part has the pairs inside it and not those at its ends.
        said = [self.places(read[0].form)]
        for one, other in pairwise(read):
            said += [np.array([_place(f"{one.form} {other.form}")]), self.places(other.form)]
        at, weights = self._weighed(said, [range(2 * part.start, 2 * part.stop - 1) for part in here])
        bases = [np.array([_place(base) for base in self._bases(text, token)], np.int64) for token in read]
        at_base, of_base = self._weighed(bases, here)
        return np.concatenate([at, at_base]), np.concatenate([weights, _LEMMAS_WEIGH * of_base], axis=1)

    def places(self, form: str) -> Indices:
        """The places of one word."""
        places = self._met.get(form)
        if places is None:
            places = np.array([_place(group) for group in groups(form)])
            if len(self._met) < _REMEMBERED:
                self._met[form] = places
        return places

    def _edges(self, text: str, tokens: Sequence[Token]) -> tuple[Indices, Weights]:
        """Of the first and the last words: who writes stands there, and the same words mean less in the middle."""
        marked = [("^", token) for token in tokens[:_FIRST]] + [("$", token) for token in tokens[-_LAST:]]
        said = [f"{mark}{word}" for mark, token in marked for word in (f"={token.form}", *self._bases(text, token))]
        places = np.array([ANYWHERE + crc32(one.encode()) % _AT_EDGES for one in said], np.int64)
        at, weights = self._weighed([places], [range(1)])
        return at, _EDGES_WEIGH * weights[0]

    def _bases(self, text: str, token: Token) -> Sequence[str]:
        return self._lemmas(text[token.start : token.end].lower())

    def _weighed(self, bags: Sequence[Indices], parts: Sequence[range]) -> tuple[Indices, Weights]:
        """The places in *bags*, and for each range of bags a row of weights of length one together."""
        ends = np.cumsum([0, *map(len, bags)])
        at, numbers = np.unique(np.concatenate(bags), return_inverse=True)
        counts = [np.bincount(numbers[ends[part.start] : ends[part.stop]], minlength=len(at)) for part in parts]
        weights = np.log1p(np.array(counts, np.float32))
        if self._idf is not None:
            weights *= self._idf[at]
        lengths = np.linalg.norm(weights, axis=1, keepdims=True)
        return at, (weights / np.where(lengths, lengths, 1)).astype(np.float32)


def groups(form: str) -> list[str]:
    """The word itself, and each group of letters in it with its edges marked."""
    edged = f"<{form[:_LETTERS_READ]}>"
    cut = [edged[at : at + size] for size in range(_SHORTEST, _LONGEST + 1) for at in range(len(edged) - size + 1)]
    return [f"={form[:_LETTERS_READ]}", *cut]


def _place(group: str) -> int:
    return crc32(group.encode()) % ANYWHERE
