"""On which line of a TOML file something stands, so that an editor can jump to what is wrong."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

_HEADER: Final = re.compile(r"\s*(\[\[?)([^\[\]]+)\]")
_KEY: Final = re.compile(r'\s*("[^"]*"|[\w.-]+)\s*=')


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line of what stands at *path*, such as ("service_points", 1, "address"); of the table it is missing from."""
    found = _lines(text)
    wanted = tuple(map(str, path))
    prefixes = (wanted[:length] for length in range(len(wanted), 0, -1))
    return next((found[prefix] for prefix in prefixes if prefix in found), 1)


def _lines(text: str) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    counted = Counter[str]()
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            name = header[2].strip()
            table = tuple(name.split("."))
            if header[1] == "[[":
                table = (*table, str(counted[name]))
                counted[name] += 1
            for length in range(1, len(table) + 1):
                found.setdefault(table[:length], number)
        elif key:
            found.setdefault((*table, key[1].strip('"')), number)
    return found
