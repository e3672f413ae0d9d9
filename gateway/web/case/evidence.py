"""From a Reading's evidence to the words that the page shows of it. A Reading is stored without its words."""

from collections.abc import Iterator
from dataclasses import dataclass

from channels.codes import Reason
from channels.contact import Contact
from nlu.reading import Reading, Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A reason and how sure the machine is, in whole percent."""

    reason: Reason
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """Without which word the guess would have been another."""

    word: str  # as it is written first
    reason: Reason


def telling_words(reading: Reading, contact: Contact) -> tuple[str, ...]:
    """The words that spoke most for the reason, each once."""
    return tuple(dict.fromkeys(words for theme, _, words in _said(reading, contact) if theme == "reason"))


def otherwise(reading: Reading, contact: Contact) -> tuple[Otherwise, ...]:
    """The words without which the reason would have been another, and which; one word in many spellings once."""
    first: dict[tuple[str, str], str] = {}
    for theme, code, words in _said(reading, contact):
        if theme == "without":
            first.setdefault((code, words.casefold()), words)
    return tuple(Otherwise(word=word, reason=Reason(code)) for (code, _), word in first.items())


def _said(reading: Reading, contact: Contact) -> Iterator[tuple[str, str, str]]:
    """Theme, code and words of each span that still fits its field."""
    fields = {Where.SUBJECT: contact.title, Where.TEXT: contact.new_words}
    for span in reading.evidence:
        theme, _, code = span.why.partition(":")
        if words := fields[span.where][span.start : span.end]:
            yield theme, code, words
