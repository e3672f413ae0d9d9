"""A person's words cut into pieces: what was found in them marked, identity codes hidden."""

import re
from collections.abc import Iterator, Mapping, Sequence

from gateway.web.case.pages import Part, PartKind
from nlu.reading import Finding, Where

_TOKEN = re.compile(r"\[hetu-\d{4}\]")


def parts(text: str, findings: Sequence[Finding], where: Where, shown: Mapping[str, str]) -> tuple[Part, ...]:
    """*text* in pieces. *shown* are the identity codes that were asked for, by token."""
    pieces: list[Part] = []
    end = 0
    for start, stop, kind in _marks(text, findings, where):
        if start < end:
            continue  # inside what is marked already
        pieces += _plain(text[end:start], shown)
        pieces.append(Part(kind=kind, text=text[start:stop]))
        end = stop
    return (*pieces, *_plain(text[end:], shown))


def _marks(text: str, findings: Sequence[Finding], where: Where) -> list[tuple[int, int, PartKind]]:
    spans = (
        (one.span.start, one.span.end, PartKind.NEAR_MISS if one.near_miss else PartKind.FOUND)
        for one in findings
        if one.span.where is where and 0 <= one.span.start < one.span.end <= len(text)
    )
    # What counts goes before what does not, where both begin together.
    return sorted(spans, key=lambda span: (span[0], span[2] is PartKind.NEAR_MISS))


def _plain(text: str, shown: Mapping[str, str]) -> Iterator[Part]:
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            yield Part(kind=PartKind.PLAIN, text=text[end : match.start()])
        yield Part(kind=PartKind.CODE, text=match[0], shown=shown.get(match[0], ""))
        end = match.end()
    if end < len(text):
        yield Part(kind=PartKind.PLAIN, text=text[end:])
