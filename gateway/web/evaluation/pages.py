"""What the report on a reader shows. The messages are made up for measuring; no client's words are in it."""

from dataclasses import dataclass
from typing import ClassVar

from channels.codes import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column's heading; `spoken` is the whole of it where only a number has room."""

    text: str
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. `shade` from 0 to 5 makes large numbers easier to see and says no more than the number does."""

    text: str
    shade: int = 0
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table."""

    head: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of figures."""

    id: str
    caption: str
    heads: tuple[Head, ...]  # that of the rows' heads first
    rows: tuple[Row, ...]
    is_dense: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A value at an edge of a chart."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a chart; `number` chooses its colour and its dashes, so that it is known without colour too."""

    name: str
    number: int
    name_at: float
    dots: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Lines over a grid, in units of its own. A table beside it holds the same figures."""

    id: str
    title: str
    left: float
    right: float
    bottom: float
    names_at: float
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """Whether more texts would help."""

    chart: Chart
    said: tuple[str, ...]  # a sentence for each language
    table: Table
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """Two reasons that are mixed up, how often and by whom, and what to do about it."""

    title: str
    engine: str
    people: str
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """Readers side by side, and why some are missing."""

    table: Table
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One message that was read wrongly, shortened, and what was said of it."""

    id: str
    language: Language
    writer: str
    said: str
    words: str  # those that patterns met
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Messages that were read wrongly in one way."""

    id: str
    title: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationFile:
    """The whole report as one file."""

    template: ClassVar[str] = "evaluation/report_file.html"

    county: str  # what stands after the title
    styles: str
    messages: str
    engine: str
    model: str
    aims: Table
    others: Table
    ceiling: Table | None
    emergencies: tuple[Table, ...]
    wrong: tuple[Examples, ...]
    reasons: tuple[Table, ...]
    confusions: Table
    advised: tuple[Advised, ...]
    matrix: Table
    learning: Learning | None
    engines: Engines
    sure: tuple[Table, ...]
    urgency: tuple[Table, ...]
    facts: Table
    flags: Table | None
    speed: str
