"""What a text promises in words, as far as words can be listed: so that none says we answer where we do not."""

import re
from collections.abc import Mapping
from typing import Final

from channels.codes import Language
from routing.acknowledgement import TextBook

# "We do not contact" is no such promise in any of the languages, nor is a number that the reader may call.
_WE_ANSWER: Final[Mapping[Language, re.Pattern[str]]] = {
    Language.FI: re.compile(
        r"\b(otamme|ottaa (sinuun|teihin)|ottavat|otetaan)\b[^.!?]*\byhteyttä"
        r"|\b(vastaamme|vastataan|soitamme|soitetaan|palaamme)\b"
        r"|\b(vastaa|soittaa) sinulle\b|\bsaat (ensi)?vastauksen\b"
    ),
    Language.SV: re.compile(
        r"(?<!ingen )\b(kontaktar|svarar|ringer|återkommer|hör av oss)\b(?! (inte|ingen))|\btar (vi )?kontakt\b"
        r"|\bfår (ett )?(första )?svar\b"
    ),
    Language.EN: re.compile(
        r"\bwill (contact|answer|call|ring|phone|reply|get back|get in touch|be in touch)\b"
        r"|\bget an? (first )?(answer|response|reply)\b|\bbe (contacted|called|answered)\b"
    ),
}


def speaks_of_answer(texts: TextBook, key: str) -> bool:
    """Whether the text says, in any language, that we answer or get in touch, with a date or without."""
    said = ((language, of.acknowledgements[key].casefold()) for language, of in texts.texts.items())
    return texts.promises_answer(key) or any(_WE_ANSWER[language].search(text) for language, text in said)
