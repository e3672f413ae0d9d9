"""How long a run took is told by part, by the folders of its tests."""

from collections import Counter
from types import SimpleNamespace

from tests.architecture.tree import ROOT, in_tests
from tests.plugins.parts import BUDGET, PART_OF, heaviest, part_of, pytest_collection_modifyitems, table


def test_a_test_belongs_to_the_part_of_its_folder():
    assert part_of("tests/gateway/web/public/test_contact.py::test_it[sqlite]") == "unit"
    assert part_of("tests/production/test_units.py::test_it") == "faults"
    assert part_of("test_alone.py::test_it") == "unit"


def test_every_folder_that_is_a_part_has_tests_and_a_budget():
    assert set(PART_OF) <= {path.parts[1] for path in in_tests("test_*.py")}
    assert set(PART_OF.values()) < set(BUDGET)


def test_what_runs_alone_stands_where_make_test_looks_for_it():
    marked = {path for path in in_tests("*.py") if "mark.alone" in (ROOT / path).read_text(encoding="utf-8")}
    whole = {path for path in marked if path.parts[1] not in {"architecture", "benchmarks"}}

    assert "-m alone tests/faults" in (ROOT / "Makefile").read_text(encoding="utf-8")
    assert whole
    assert {path.parts[1] for path in whole} == {"faults"}


def test_nothing_that_may_run_for_an_hour_is_ended_as_if_it_hung():
    make = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "faulthandler_timeout=0" in next(line for line in make.splitlines() if line.startswith("LONG :="))
    runs = [line for line in make.splitlines() if "$(PYTEST)" in line and "tests/benchmarks" in line]
    assert len(runs) == 3
    assert [line for line in runs if "$(LONG)" not in line] == []


def test_minutes_stand_beside_their_budget():
    shown = [line.split() for line in table("install 60\nunit 90.0\nunit 30.0\n")]

    assert shown == [
        ["part", "minutes", "budget"],
        ["install", "1.0", "4"],
        ["check", "0.0", "2"],
        ["rasa", "0.0", "3"],
        ["unit", "2.0", "4"],
        ["journeys", "0.0", "3"],
        ["faults", "0.0", "5"],
        ["browser", "0.0", "2"],
    ]


def test_the_file_that_took_most_stands_on_top():
    assert list(heaviest(Counter({"tests/a.py": 1.5, "tests/b.py": 61.0}))) == [
        "   61.0 s  tests/b.py",
        "    1.5 s  tests/a.py",
    ]


def _items(*names, slow=()):
    return [
        SimpleNamespace(nodeid=f"{name}::test_{number}", get_closest_marker=lambda mark, at=(name, number): at in slow)
        for name in names
        for number in (1, 2)
    ]


def _ordered(items):
    pytest_collection_modifyitems(items)
    return [item.nodeid.split("/")[2][0] + item.nodeid[-1] for item in items]


def test_each_file_that_waits_has_three_beside_it_that_work():
    works = [f"tests/nlu/{letter}.py" for letter in "abcd"]
    names = [*works, "tests/journeys/e.py", "tests/browser/f.py"]

    assert _ordered(_items(*names)) == ["e1", "e2", "a1", "a2", "b1", "b2", "c1", "c2", "f1", "f2", "d1", "d2"]


def test_files_with_a_slow_test_begin_first_on_either_side():
    names = ["tests/nlu/a.py", "tests/channels/b.py", "tests/browser/c.py", "tests/faults/d.py"]
    slow = {("tests/channels/b.py", 2), ("tests/faults/d.py", 1)}

    assert _ordered(_items(*names, slow=slow)) == ["d1", "d2", "b1", "b2", "a1", "a2", "c1", "c2"]
