"""Features of a text: its words, the letter groups inside them, and base forms, hashed into a fixed number of places.

The hash is CRC-32, which is the same on every machine and in every run, so a trained model stays true. What stands in
few texts weighs more (inverse document frequency, counted over the training sentences).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from nlu.folding import Token, tokenise
from nlu.linear import lemmas

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Features of one kind as parts of a text hold them, before what is rare weighs more."""

    at: Indices
    amounts: Weights  # a row for each part: logarithms of counts
    weigh: float  # of this kind beside the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Which word holds the features of one kind: an entry for each time that one is met."""

    at: Indices  # places
    words: Indices  # numbers of words
    portions: Weights  # of what is met there; a pair is half of each of its words


class Features:
    """Turns texts into features. Remembers words it has met, up to a bound."""

    def __init__(self, idf: Weights | None = None, lemmatiser: lemmas.Lemmatiser | None = None) -> None:
        self._idf = idf
        self._lemmas = lemmatiser or lemmas.load()
        self._met: dict[str, Indices] = {}
        self._met_bases: dict[str, Indices] = {}

    def whole(self, text: str, tokens: Sequence[Token] | None = None) -> tuple[Indices, Weights]:
        """Places and weights of a whole *text*, cut into *tokens*: what it says, and how it begins and ends."""
        at, weights = weighed(self.counted(text, tokens), self._idf)
        return at, weights[0]

    def counted(self, text: str, tokens: Sequence[Token] | None = None) -> tuple[Counted, ...]:
        """What `whole` weighs."""
        tokens = tokenise(text) if tokens is None else tokens
        read = tokens[:WORDS_READ]
        return (*(self._inside(text, read, [range(len(read))]) if read else ()), self._edges(text, tokens))

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
        return weighed(self._inside(text, tokens, parts), self._idf)

    def _inside(self, text: str, tokens: Sequence[Token], parts: Sequence[range]) -> tuple[Counted, Counted]:
        """Words with their pairs, and base forms, wherever they stand in each of *parts*."""
        first, past = min(part.start for part in parts), max(part.stop for part in parts)
        read, here = tokens[first:past], [range(part.start - first, part.stop - first) for part in parts]
        return (
            _counted(self._said(read), [range(2 * part.start, 2 * part.stop - 1) for part in here], 1.0),
            _counted([self._base_places(text, token) for token in read], here, _LEMMAS_WEIGH),
        )

    def held(self, text: str, tokens: Sequence[Token]) -> Iterator[Held]:
        """Which of *tokens* hold what `counted` counts, kind by kind."""
        if read := tokens[:WORDS_READ]:
            said = self._said(read)
            pairs = ((first + side, pair, 0.5) for first, pair in enumerate(said[1::2]) for side in (0, 1))
            yield _held([*((number, one, 1.0) for number, one in enumerate(said[::2])), *pairs])
            yield _held([(number, self._base_places(text, token), 1.0) for number, token in enumerate(read)])
        yield _held([(number, places, 1.0) for number, places in self._at_edges(text, tokens)])

    def _said(self, read: Sequence[Token]) -> list[Indices]:
        """The places of each word, and between two those of their pair: a part has the pairs inside it only."""
        said = [self.places(read[0].form)]
        for one, other in pairwise(read):
            said += [np.array([_place(f"{one.form} {other.form}")]), self.places(other.form)]
        return said

    def _base_places(self, text: str, token: Token) -> Indices:
        word = text[token.start : token.end]
        places = self._met_bases.get(word)
        if places is None:
            places = np.array([_place(base) for base in self._bases(text, token)], np.int64)
            if len(self._met_bases) < _REMEMBERED:
                self._met_bases[word] = places
        return places

    def places(self, form: str) -> Indices:
        """The places of one word."""
        places = self._met.get(form)
        if places is None:
            places = np.array([_place(group) for group in groups(form)])
            if len(self._met) < _REMEMBERED:
                self._met[form] = places
        return places

    def _edges(self, text: str, tokens: Sequence[Token]) -> Counted:
        """Of the first and the last words: who writes stands there, and the same words mean less in the middle."""
        places = [places for _, places in self._at_edges(text, tokens)]
        return _counted([np.concatenate([np.zeros(0, np.int64), *places])], [range(1)], _EDGES_WEIGH)

    def _at_edges(self, text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, Indices]]:
        """The numbers of the first and the last words, and their places."""
        last = max(len(tokens) - _LAST, 0)
        marked = [("^", number) for number in range(min(_FIRST, len(tokens)))]
        for mark, number in (*marked, *(("$", number) for number in range(last, len(tokens)))):
            words = (f"={tokens[number].form}", *self._bases(text, tokens[number]))
            said = (f"{mark}{word}".encode() for word in words)
            yield number, np.array([ANYWHERE + crc32(one) % _AT_EDGES for one in said], np.int64)

    def _bases(self, text: str, token: Token) -> Sequence[str]:
        return self._lemmas(text[token.start : token.end].lower())


def _counted(bags: Sequence[Indices], parts: Sequence[range], weigh: float) -> Counted:
    """The places in *bags*, and for each range of bags how much of each."""
    ends = np.cumsum([0, *map(len, bags)])
    at, numbers = np.unique(np.concatenate(bags), return_inverse=True)
    counts = [np.bincount(numbers[ends[part.start] : ends[part.stop]], minlength=len(at)) for part in parts]
    return Counted(at=at, amounts=np.log1p(np.array(counts, np.float32)), weigh=weigh)


def _held(bags: Sequence[tuple[int, Indices, float]]) -> Held:
    sizes = [len(places) for _, places, _ in bags]
    return Held(
        at=np.concatenate([np.zeros(0, np.int64), *(places for _, places, _ in bags)]),
        words=np.repeat(np.array([number for number, _, _ in bags], np.int64), sizes),
        portions=np.repeat(np.array([portion for _, _, portion in bags], np.float32), sizes),
    )


def weighed(kinds: Sequence[Counted], idf: Weights | None) -> tuple[Indices, Weights]:
    """The places of all *kinds* side by side, and their weights: of each kind a row has the length that it weighs."""
    rows = []
    for kind in kinds:
        amounts = kind.amounts if idf is None else kind.amounts * idf[kind.at]
        lengths = np.linalg.norm(amounts, axis=1, keepdims=True)
        rows.append(kind.weigh * (amounts / np.where(lengths, lengths, 1)).astype(np.float32))
    return np.concatenate([kind.at for kind in kinds]), np.concatenate(rows, axis=1)


def groups(form: str) -> list[str]:
    """The word itself, and each group of letters in it with its edges marked."""
    edged = f"<{form[:_LETTERS_READ]}>"
    cut = [edged[at : at + size] for size in range(_SHORTEST, _LONGEST + 1) for at in range(len(edged) - size + 1)]
    return [f"={form[:_LETTERS_READ]}", *cut]


def _place(group: str) -> int:
    return crc32(group.encode()) % ANYWHERE
