"""The sentences of our texts, as they come back to us in what people send."""

import re
from collections.abc import Iterator
from itertools import chain

from routing.acknowledgement import PLACEHOLDER, TextBook, Texts

_BETWEEN = re.compile(r"(?<=[.!?])\s+|\n+")
_PHONE = "{social_emergency_phone}"  # the one value that is the same in every text


def our_sentences(texts: TextBook, social_emergency_phone: str) -> frozenset[str]:
    """Every sentence of our texts whose words we know beforehand; a greeting of one word is anybody's."""
    known = (
        sentence
        for text in chain.from_iterable(map(_texts, texts.texts.values()))
        for sentence in _BETWEEN.split(text.replace(_PHONE, social_emergency_phone))
    )
    return frozenset(one for one in known if " " in one and not PLACEHOLDER.search(one))


def _texts(texts: Texts) -> Iterator[str]:
    yield from (*texts.neutral.values(), *texts.acknowledgements.values(), texts.emergency_footer, texts.health_footer)
