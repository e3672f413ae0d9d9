"""Whatever cannot be taken back has a point at which tests fail it, and every point has a test that does."""

import ast
from collections.abc import Iterator
from pathlib import Path

from gateway.faults import POINTS, Moment, Step
from gateway.store.states import JobKind
from tests.architecture.tree import in_packages, in_tests, tree
from tests.faults import points

# What takes something out of our hands, as it stands in the code -> the points that the same function must pass.
SENDING = {
    "relay.send": {"Moment.BEFORE_RELAY", "Moment.AFTER_RELAY"},
    "broker.publish": {"Moment.AFTER_PUBLISH"},
    "Step.SAY": {"Moment.BEFORE_TICK"},
    "'AUTOCOMMIT'": {"before(Step.KEEP)", "after(Step.KEEP)"},
}
# Who says yes to whoever sent something: by SMTP in one place, by HTTP everywhere else.
KEEPING = "pipeline.keep"
SMTP_YES, HTTP_YES = "Moment.BEFORE_SMTP_YES", "Moment.BEFORE_HTTP_YES"
# The demo talks to nobody but itself.
TALKS_TO_NOBODY = Path("gateway/demo")
MAILBOX_YES, FETCHES = "Moment.BEFORE_MOVE", Path("gateway/emptying.py")
ENGINES = Path("gateway/store/engine.py")
# Modules that can reach out at all -> the only file of ours that may use them.
WAYS_OUT = {
    "aiosmtplib": "gateway/relay.py",
    "aioclamd": "gateway/antivirus.py",
    "imapclient": "channels/email/imap.py",
    "smtplib": None,
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def _words(function: Function) -> list[str]:
    """Every attribute and constant in *function*, as written, without those of functions inside it."""
    found, left = [], list(ast.iter_child_nodes(function))
    while left:
        node = left.pop()
        if isinstance(node, ast.Attribute | ast.Constant):
            found.append(ast.unparse(node))
        if not isinstance(node, Function):
            left.extend(ast.iter_child_nodes(node))
    return found


def _reached(function: Function) -> set[str]:
    """The points that *function* passes by name."""
    return {
        ast.unparse(node.args[0])
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "reached"
    }


def _ours() -> list[tuple[Path, Function]]:
    return [(path, function) for path in in_packages("*.py") for function in _functions(path)]


def _without_point(word: str, wanted: set[str], where: list[tuple[Path, Function]]) -> list[str]:
    senders = [(path, one) for path, one in where if any(found.endswith(word) for found in _words(one))]
    # The engines are made there, and nothing is written by them.
    senders = [(path, one) for path, one in senders if path != ENGINES]
    assert senders, f"nothing of ours holds {word!r}: this test looks for something that has another name now"
    return [f"{path}:{one.lineno} {one.name}" for path, one in senders if not wanted <= _reached(one)]


def test_nothing_is_sent_without_a_point():
    ours = _ours()

    assert [found for word, wanted in SENDING.items() for found in _without_point(word, wanted, ours)] == []


def test_nobody_is_told_yes_without_a_point():
    pages = [(path, one) for path, one in _ours() if path.is_relative_to("gateway/web")]
    rest = [(path, one) for path, one in _ours() if not path.is_relative_to("gateway/web")]
    rest = [(path, one) for path, one in rest if not path.is_relative_to(TALKS_TO_NOBODY)]
    # Whoever fetches says yes to a mailbox, by taking the mail out of it.
    fetching = [(path, one) for path, one in rest if path == FETCHES]
    rest = [(path, one) for path, one in rest if path != FETCHES]

    assert _without_point(".put_away", {MAILBOX_YES}, fetching) == []
    assert _without_point(KEEPING, {HTTP_YES}, pages) + _without_point(KEEPING, {SMTP_YES}, rest) == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def test_each_way_out_has_one_door():
    users = {
        (name.partition(".")[0], str(path))
        for path in in_packages("*.py")
        for node in ast.walk(tree(path))
        for name in _imported(node)
        if name.partition(".")[0] in WAYS_OUT
    }

    assert users == {(module, path) for module, path in WAYS_OUT.items() if path}


def test_every_step_and_every_moment_is_in_the_code():
    written = {word for _, function in _ours() for word in _words(function)}

    of_jobs = {f"Step.{Step(kind).name}" for kind in JobKind}
    assert {f"Step.{step.name}" for step in Step} <= written | of_jobs
    assert {f"Moment.{moment.name}" for moment in Moment} <= written


def test_every_point_stands_in_exactly_one_group():
    grouped = [point for group in _groups().values() for point in group]

    assert sorted(grouped) == sorted(POINTS)
    assert sorted(points.ALL) == sorted(_groups().values())


def test_every_group_is_failed_at_in_every_way():
    tested = {
        word.removeprefix("points.")
        for path in in_tests("test_matrix_*.py")
        for test in _functions(path)
        if test.name.startswith("test_") and "failure" in {argument.arg for argument in test.args.args}
        for word in _iterated(test)
    }

    assert tested == set(_groups())


def _groups() -> dict[str, tuple[str, ...]]:
    return {name: group for name, group in vars(points).items() if name.isupper() and name != "ALL"}


def _iterated(test: Function) -> Iterator[str]:
    """The groups over which *test* goes, in a loop or as its parameters."""
    loops: list[ast.AST] = [node.iter for node in ast.walk(test) if isinstance(node, ast.For)]
    for place in loops + list(test.decorator_list):
        for node in ast.walk(place):
            if isinstance(node, ast.Attribute) and ast.unparse(node).startswith("points."):
                yield ast.unparse(node)
