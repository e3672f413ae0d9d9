"""Telephone numbers in a text, as they are written: Finnish and foreign, with blanks, dashes and brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from channels.normalise import PhoneNumber, identity_codes, phone_number

_MOST = 50
_AREA = r"0\d{1,3}"  # or of a mobile network: "040/123456"
# From the first to the last digit; never part of a longer run of digits, and bounded, so that no text takes long.
_BETWEEN = r"[ \u00a0\u202f.\-–]"
_SHAPE = re.compile(
    rf"(?<![\w.,/+€-])(?:\+\(?|\(?(?=0))(?:{_AREA}/)?+\d{{1,15}}+\)?+"
    rf"(?:(?:{_BETWEEN}{{1,3}}+\(?+|\(|(?<=\)))\d{{1,15}}+\)?+){{0,14}}+(?![\w€])"
)
_NEXT = re.compile(r"(?<=\d)\s{1,3}(?=0\d)")  # between two numbers with nothing else between them
_BUSINESS_ID = r"\d{7}-\d(?!\d)"
_DAY_OR_TIME = r"\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?|\d{4}-\d{2}-\d{2}|\d{1,2}[.:]\d{2}\s?[-–]\s?\d{1,2}[.:]\d{2}"
_NO_PHONE = re.compile(f"{_BUSINESS_ID}|{_DAY_OR_TIME}")
_SHORTEST, _LONGEST = 6, 15  # digits
_ONE = 12  # more digits may be two numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A telephone number that somebody can be reached at, and where it stands."""

    number: PhoneNumber
    start: int
    end: int


def phones(text: str) -> tuple[Phone, ...]:
    """Every number in *text* behind which there is a subscriber, in order; no date, no sum and nobody's code."""
    personal = [(code.start, code.end) for code in identity_codes(text)]
    return tuple(islice(_found(text, personal), _MOST))


def _found(text: str, personal: list[tuple[int, int]]) -> Iterator[Phone]:
    for start, end in _shaped(text):
        if any(first < end and start < last for first, last in personal) or _NO_PHONE.match(text, start, end):
            continue
        number = phone_number(text[start:end].replace("/", " "))
        if number.e164 is not None:
            yield Phone(number=number, start=start, end=end)


def _shaped(text: str) -> Iterator[tuple[int, int]]:
    """Where something shaped like one telephone number stands."""
    for match in _SHAPE.finditer(text):
        cuts = [gap.span() for gap in _NEXT.finditer(match[0])] if _digits(match[0]) > _ONE else []
        starts = [match.start(), *(match.start() + after for _, after in cuts)]
        ends = [*(match.start() + before for before, _ in cuts), match.end()]
        for start, end in zip(starts, ends, strict=True):
            if _SHORTEST <= _digits(text[start:end]) <= _LONGEST:
                yield start, end


def _digits(text: str) -> int:
    return sum(letter.isdecimal() for letter in text)
