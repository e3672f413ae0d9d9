"""The style sheets of an HTML text: what they declare for which selector."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST_SHEETS = 100_000  # characters of all style sheets together
_COMMENT = re.compile(r"/\*(?:.*?\*/|.*)|<!--|-->", re.DOTALL)
_BRACE = re.compile(r"([{}])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is declared for one selector; both in lower case."""

    selector: str
    declarations: str
    always: bool  # under no condition such as @media


def rules_of(sheets: str) -> Iterator[Rule]:
    """The rules of *sheets* in their order, one for each selector of a list."""
    around: list[str] = []
    pieces = _BRACE.split(_COMMENT.sub(" ", sheets[:_LONGEST_SHEETS].lower()))
    for text, brace in zip(pieces[::2], pieces[1::2], strict=False):
        if brace == "{":
            around.append(text.rpartition(";")[2].strip())
        elif around:
            selectors = around.pop().split(",")
            yield from (Rule(selector=one.strip(), declarations=text, always=not around) for one in selectors)
