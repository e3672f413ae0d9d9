"""A text as Rasa is trained with it and asked about it: one line, bounded, and no commands in it.

Both sides use this one function, and it needs nothing but Python: training runs in Rasa's own environment.
"""

import re
import unicodedata
from typing import Final

_FIRST: Final = 1_500  # characters of a longer text, and of its end
_LAST: Final = 500
# Rasa reads "[words](entity)" in training texts, "/reason" at the beginning of a message as an order of its
# developers, and neither is something that a writer or a text may say to it.
_MARKS: Final = str.maketrans("[]{}", "    ")
_BEFORE_WORDS: Final = re.compile(r"^[\W_]+")
_UNSEEN: Final = frozenset("CZ")  # controls, halves of characters, what has no width; blanks and ends of lines


def cleaned(text: str) -> str:
    """*text* as one line that begins with a letter or digit, at most some 2,000 characters; "" where it says nothing.

    Idempotent but for what it cuts from a long text.
    """
    ends = text if len(text) <= _FIRST + _LAST else f"{text[:_FIRST]} {text[-_LAST:]}"
    composed = unicodedata.normalize("NFC", ends).translate(_MARKS)
    seen = "".join(" " if unicodedata.category(sign)[0] in _UNSEEN else sign for sign in composed)
    return _BEFORE_WORDS.sub("", " ".join(seen.split()))
