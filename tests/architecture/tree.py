"""The repository as git sees it: what is committed, and what would be."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("channels", "nlu", "routing", "gateway")


@cache
def files() -> tuple[Path, ...]:
    """Every file that git tracks or would add, relative to the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
    return tuple(sorted(path for path in map(Path, listed.split("\0")) if path.name and (ROOT / path).is_file()))


def in_packages(pattern: str = "*") -> tuple[Path, ...]:
    """The files of the four packages whose name matches *pattern*. The Rasa sidecar is a project of its own."""
    ours = (path for path in files() if path.parts[0] in PACKAGES and path.match(pattern))
    return tuple(path for path in ours if path.parts[:2] != ("nlu", "rasa"))


def in_tests(pattern: str = "*.py") -> tuple[Path, ...]:
    """The files of the tests whose name matches *pattern*."""
    return tuple(path for path in files() if path.parts[0] == "tests" and path.match(pattern))


def text(path: Path) -> str:
    """What stands in a file of ours."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file of ours."""
    return ast.parse(text(path), str(path))
