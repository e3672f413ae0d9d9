"""What is installed is what was tried: every dependency pinned, with hashes."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import ROOT

LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-build.txt")


def _entries(lock: str) -> list[str]:
    """Each pinned requirement with its hashes, on one line."""
    joined = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]


def _pins(lock: str) -> dict[str, set[str]]:
    pins: dict[str, set[str]] = {}
    for entry in _entries(lock):
        requirement = Requirement(entry.split(" --hash=")[0])
        (pin,) = requirement.specifier
        pins.setdefault(canonicalize_name(requirement.name), set()).add(pin.version)
    return pins


def _unlocked(requirements: list[str], lock: str) -> list[str]:
    pins = _pins(lock)
    unlocked = []
    for requirement in map(Requirement, requirements):
        versions = pins.get(canonicalize_name(requirement.name), set())
        if not versions or not all(requirement.specifier.contains(version) for version in versions):
            unlocked.append(str(requirement))
    return unlocked


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_one_version_with_its_hashes(lock: str):
    loose = [
        entry for entry in _entries(lock) if not re.match(r"[a-z0-9-]+==[^ ]+ .*--hash=sha256:[0-9a-f]{64}", entry)
    ]

    assert loose == []


def test_the_lock_holds_everything_that_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    development = [line for line in project["optional-dependencies"]["dev"] if not line.startswith("luotsi")]

    assert _unlocked(project["dependencies"], "requirements.txt") == []
    assert _unlocked(project["dependencies"] + development, "requirements-dev.txt") == []


def test_development_runs_on_the_versions_that_are_shipped():
    shipped, tried = _pins("requirements.txt"), _pins("requirements-dev.txt")

    assert {name: tried.get(name) for name, versions in shipped.items() if tried.get(name) != versions} == {}
