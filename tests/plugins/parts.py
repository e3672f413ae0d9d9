"""Says at the end of a run in CI how long each part took, beside what it may take. Nothing timed fails.

A part of the tests takes what its tests took one after another, divided by the processes that they were spread over.
"""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

TIMES = "LUOTSI_TIMES"  # the file in which `.ci/run` notes seconds, a part on a line, and so do we

# Part -> minutes that it may take from bare.
BUDGET = {"install": 4, "check": 2, "rasa": 3, "unit": 4, "journeys": 3, "faults": 5, "browser": 2}
_SHOWN = 20  # files
# Folders of tests that are no part of `unit`, which runs on two databases.
PART_OF = {"journeys": "journeys", "faults": "faults", "production": "faults", "browser": "browser"}


_WORKS = "unit"  # the part that works without waiting; the others wait for processes, servers and browsers
_BESIDE = 3  # files of it for each that waits: what waits is begun early, and leaves no processor idle


def part_of(nodeid: str) -> str:
    """The part to which a test belongs, by its folder."""
    _, folder, *_ = [*Path(nodeid.partition("::")[0]).parts, ""]
    return PART_OF.get(folder, "unit")


def table(noted: str) -> Iterator[str]:
    """A line for each part, from what was *noted* of it."""
    took: Counter[str] = Counter()
    for line in noted.splitlines():
        part, seconds = line.split()
        took[part] += float(seconds)
    yield f"{'part':<10}{'minutes':>9}{'budget':>9}"
    for part, budget in BUDGET.items():
        yield f"{part:<10}{took[part] / 60:>9.1f}{budget:>9}"


def heaviest(files: Counter[str]) -> Iterator[str]:
    """A line for each of the files that took most seconds, the first to shorten on top."""
    yield from (f"{seconds:>7.1f} s  {file}" for file, seconds in files.most_common(_SHOWN))


class Parts:
    """Adds up what the tests of a run take."""

    def __init__(self, file: Path, processes: int) -> None:
        self._file, self._processes = file, processes
        self._took: Counter[str] = Counter()
        self._files: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One test's set-up, call or tear-down is over."""
        self._took[part_of(report.nodeid)] += report.duration
        self._files[_file_of(report.nodeid)] += report.duration

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Note it, and show all that was noted so far: pytest's own summary still comes last."""
        with self._file.open("a", encoding="ascii") as file:
            file.writelines(f"{part} {seconds / self._processes:.1f}\n" for part, seconds in self._took.items())
        terminalreporter.section("time by part; tests: their sum, divided by the processes")
        for line in table(self._file.read_text("ascii")):
            terminalreporter.write_line(line)
        terminalreporter.section("the files that took most")
        for line in heaviest(self._files):
            terminalreporter.write_line(line)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file that waits, then some that work, and so on; of either those with slow tests first.

    Begun last, a slow file keeps everybody waiting.
    """
    slow = {_file_of(item.nodeid) for item in items if item.get_closest_marker("slow")}
    files: dict[str, list[pytest.Item]] = {}
    for item in sorted(items, key=lambda item: _file_of(item.nodeid) not in slow):
        files.setdefault(_file_of(item.nodeid), []).append(item)
    works = [file for file in files if part_of(file) == _WORKS]
    waits = [file for file in files if part_of(file) != _WORKS]
    mixed = (file for place, one in enumerate(waits) for file in (one, *works[place * _BESIDE : (place + 1) * _BESIDE]))
    items[:] = [item for file in (*mixed, *works[len(waits) * _BESIDE :]) for item in files[file]]


def _file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]


def pytest_configure(config: pytest.Config) -> None:
    """Measure where it is asked for, in the process that hears of every test."""
    file = os.environ.get(TIMES)
    if file and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Parts(Path(file), config.getoption("numprocesses", None) or 1))
