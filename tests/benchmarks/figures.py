"""What a benchmark says: one JSON line for programs, and one row for people. Nothing timed fails."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import quantiles
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured thing; `peer` is the bare limit or the other program, measured in the same run."""

    what: str
    figure: float
    unit: str
    peer: float | None = None
    peer_name: str = ""
    budget: float | None = None  # in percent of the peer where there is one, else in `unit`
    budget_is: Literal["most", "least"] = "most"

    @property
    def ratio(self) -> float | None:
        """The figure in percent of the peer's."""
        return None if not self.peer else 100 * self.figure / self.peer

    @property
    def held(self) -> bool | None:
        """Whether the budget is held; None where there is none."""
        if self.budget is None:
            return None
        measured = self.figure if self.ratio is None else self.ratio
        return measured <= self.budget if self.budget_is == "most" else measured >= self.budget


def show(figure: Figure) -> None:
    """Print *figure*, for programs and for people."""
    line = {**asdict(figure), "ratio": figure.ratio, "held": figure.held}
    rounded = {name: round(value, 3) if isinstance(value, float) else value for name, value in line.items()}
    print("\n" + json.dumps(rounded))
    peer = "" if figure.peer is None else f"  of {figure.peer:,.1f} ({figure.peer_name}) = {figure.ratio:.0f} %"
    print(f"  {figure.what:<66} {figure.figure:>10,.1f} {figure.unit}{peer}{_budget(figure)}")


def _budget(figure: Figure) -> str:
    if figure.budget is None:
        return ""
    unit = "%" if figure.peer is not None else figure.unit
    sign = "≤" if figure.budget_is == "most" else "≥"
    return f"   budget {sign} {figure.budget:g} {unit}: {'held' if figure.held else 'NOT HELD'}"


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that *percent* of *values* do not exceed."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]
