"""A table of HTML in columns of text, for Inscriptis.

Its own pads every line of every cell to the widest line of the column: one long paragraph above thousands of short rows
took gigabytes, and a sheet of a hundred columns five seconds.
"""

from typing import Any, Final

_BETWEEN: Final = "  "
_WIDEST = 80  # characters for which the next column waits; what is longer pushes it on in its own line


class Table:
    """What Inscriptis asks of a table, in the names it asks by."""

    def __init__(self) -> None:
        self._rows: list[list[Any]] = []

    def add_row(self) -> None:
        """Begin another row."""
        self._rows.append([])

    def add_cell(self, cell: Any) -> None:  # noqa: ANN401 - a cell of Inscriptis, which ships no types
        """Put *cell* behind the others of its row."""
        if not self._rows:
            self.add_row()
        self._rows[-1].append(cell)

    def get_text(self) -> str:
        """All rows, cells that belong together below one another."""
        if not self._rows:
            return "\n"
        rows = [[cell.get_text().split("\n") for cell in row] for row in self._rows]
        widths = _widths(rows)
        laid_out = (_row(cells, row, widths) for cells, row in zip(self._rows, rows, strict=True))
        return "\n".join("\n".join(lines) for lines in laid_out) + "\n"

    def get_annotations(self, _start: int, _margin: int) -> list[Any]:
        """Nothing: none are asked for."""
        return []


def _widths(rows: list[list[list[str]]]) -> list[int]:
    widths: list[int] = []
    for row in rows:
        widths.extend([0] * (len(row) - len(widths)))
        for column, lines in enumerate(row):
            widths[column] = max(widths[column], min(_WIDEST, max(map(len, lines))))
    return widths


def _row(cells: list[Any], texts: list[list[str]], widths: list[int]) -> list[str]:
    """The lines of a row; only what is there is written, so that they cost what their words do."""
    height = max(map(len, texts), default=1)
    lines: list[list[str]] = [[] for _ in range(height)]
    ends = [0] * height
    start = 0
    for cell, text, width in zip(cells, texts, widths, strict=False):
        top = (height - len(text)) * cell.valign.value // 2
        for at, words in enumerate(text, top):
            if words:
                # Behind what is too wide for its column, but never right at it.
                begins = max(start, ends[at] + len(_BETWEEN) if lines[at] else 0)
                aligned = cell.align.format(words, width)
                lines[at].append(f"{' ' * (begins - ends[at])}{aligned}")
                ends[at] = begins + len(aligned)
        start += width + len(_BETWEEN)
    return ["".join(line) for line in lines]
