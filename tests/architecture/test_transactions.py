"""The edge commits: whoever reads the edge sees every transaction."""

import ast
from pathlib import Path

from tests.architecture.tree import in_packages, tree

# Where a transaction may be opened. Everything else is handed a session and leaves its end to the caller.
EDGES = (
    "gateway/app.py",
    "gateway/pipeline.py",
    "gateway/chat/*.py",
    "gateway/steps/keeping.py",
    "gateway/steps/outbound.py",
    "gateway/commands/accounts.py",  # whole commands of the command line
    "gateway/commands/rotation.py",
    "gateway/commands/corrections.py",
    "gateway/commands/shadow.py",
    "gateway/commands/trial.py",
    "gateway/web/sessions.py",  # at the door, before any handler
    "gateway/jobs.py",
    "gateway/relaying.py",
    "gateway/emptying.py",
    "gateway/fetching.py",
    "gateway/cli*.py",
    "gateway/cli/*.py",
    "gateway/demo/*.py",
    "gateway/web/*.py",
    "gateway/web/*/*.py",
)
# The one place where a transaction begins, with its fault points; Alembic's own connection; BEGIN IMMEDIATE.
BELOW = ("gateway/faults.py", "gateway/services.py", "gateway/store/migrate.py", "gateway/store/engine.py")


def _calls(path: Path, *names: str) -> list[str]:
    return [
        f"{path}:{node.lineno} .{node.func.attr}()"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names
        # A signed-in session begins too, with arguments; a transaction takes none.
        if node.func.attr != "begin" or not node.args
    ]


def _is_one_of(path: Path, patterns: tuple[str, ...]) -> bool:
    return any(path.match(pattern) for pattern in patterns)


def test_only_the_edge_opens_a_transaction():
    inside = [path for path in in_packages("*.py") if not _is_one_of(path, EDGES + BELOW)]

    assert [call for path in inside for call in _calls(path, "begin", "writing", "around")] == []


def test_every_transaction_is_a_step_with_fault_points():
    anywhere = [path for path in in_packages("*.py") if not _is_one_of(path, BELOW)]

    assert [call for path in anywhere for call in _calls(path, "begin", "begin_nested", "commit")] == []


def test_nobody_opens_a_session_that_writes_but_a_step():
    anywhere = [path for path in in_packages("*.py") if not _is_one_of(path, BELOW)]
    opened = [
        f"{path}:{node.lineno}"
        for path in anywhere
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "sessions"
    ]

    assert opened == []


def test_the_store_never_ends_a_transaction():
    store = [path for path in in_packages("*.py") if path.parts[:2] == ("gateway", "store")]
    inside = [path for path in store if not _is_one_of(path, BELOW)]

    assert len(inside) > 5
    assert [call for path in inside for call in _calls(path, "begin", "commit", "rollback", "close")] == []


def test_nobody_but_the_store_writes_queries():
    outside = [path for path in in_packages("*.py") if path.parts[:2] != ("gateway", "store")]
    words = {"select", "insert", "update", "delete", "text"}
    queries = [
        f"{path}:{node.lineno}"
        for path in outside
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and node.module == "sqlalchemy"
        and words & {name.name for name in node.names}
    ]

    assert queries == []
