"""The house stands as ARCHITECTURE.md draws it, and no room in it is too large."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGES, ROOT, files, in_packages, in_tests, text, tree

FOLDERS = {*PACKAGES, "tests", "deploy", ".ci"}
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "deploy/RUNBOOK.md")
MODULE, TEST_MODULE, FUNCTION = 300, 400, 40


def _read_as_code() -> tuple[Path, ...]:
    # A migration is a list of what was done, once; it is never changed and nobody has to keep it in mind.
    return tuple(path for path in in_packages("*.py") if "migrations" not in path.parts)


def _lines(path: Path) -> int:
    return text(path).count("\n")


def _named_paths(document: str) -> set[str]:
    """Each path in backticks that begins with a folder of ours; `<name>` stands for any name."""
    quoted = re.findall(r"`([^`\s]+)`", text(Path(document)))
    return {re.sub(r"<[^>]+>", "*", path) for path in quoted if path.split("/")[0] in FOLDERS and "/" in path}


def test_no_module_is_longer_than_a_reader_keeps_in_mind():
    too_long = {str(path): _lines(path) for path in _read_as_code() if _lines(path) > MODULE}
    too_long |= {str(path): _lines(path) for path in in_tests() if _lines(path) > TEST_MODULE}

    assert too_long == {}


def test_no_function_is_longer_than_a_screen():
    too_long = {
        f"{path}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in _read_as_code()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION
    }

    assert too_long == {}


def test_there_is_no_fifth_package():
    roots = {path.parts[0] for path in files() if len(path.parts) > 1 and path.suffix == ".py"}

    assert roots == {*PACKAGES, "tests"}


def test_every_folder_at_the_root_has_its_place_in_the_drawing():
    assert {path.parts[0] for path in files() if len(path.parts) > 1} == FOLDERS


def test_tests_are_no_package_because_they_would_shadow_ours():
    assert [path for path in files() if path.parts[0] == "tests" and path.name == "__init__.py"] == []


def test_every_folder_of_modules_is_a_package():
    # Without it the wheel would import, but mypy and import-linter would pass the folder by.
    folders = {path.parent for path in in_packages("*.py") if "migrations" not in path.parts}

    assert [folder for folder in sorted(folders) if not (ROOT / folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_a_document_names_exists(document: str):
    missing = [path for path in sorted(_named_paths(document)) if not any(ROOT.glob(path.rstrip("/")))]

    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_between_documents_leads_somewhere(document: str):
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text(Path(document)))
    here = (ROOT / document).parent

    assert [target for target in targets if "://" not in target and not (here / target).exists()] == []
