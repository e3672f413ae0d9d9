"""What is shipped is whole, and runs where nothing else is."""

import json
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tests.architecture.tree import ROOT, in_packages

QUESTION = {
    "id": "w1",
    "channel": "web_form",
    "subject": "",
    "text": "Äitini on 83-vuotias eikä enää pärjää kotona yksin. Tarvitsisimme kotihoitoa. Asumme Porissa.",
    "received_at": "2026-11-20T09:00:00+02:00",
}


def _run(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=300, **options)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (built,) = folder.glob("luotsi-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory) -> Path:
    """The folder of commands of an environment that holds the locked dependencies and the wheel, and no more."""
    environment = tmp_path_factory.mktemp("installed") / "environment"
    _run(sys.executable, "-m", "venv", "--without-pip", environment)
    (packages,) = environment.glob("lib/python*/site-packages")
    for entry in _entries_of(_locked()):
        (packages / entry.name).symlink_to(entry)
    _run(sys.executable, "-m", "pip", "--python", environment / "bin/python", "install", "--no-deps", wheel)
    return environment / "bin"


def _locked() -> list[str]:
    """The distributions that requirements.txt pins for this machine."""
    pinned = (line.partition("==") for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines())
    installed_here = {canonicalize_name(one.name) for one in metadata.distributions()}
    names = [name for name, separator, _ in pinned if separator and canonicalize_name(name) in installed_here]
    assert len(names) > 40
    return names


def _entries_of(distributions: list[str]) -> set[Path]:
    """What lies in our own environment of *distributions*: linked to, since to install them anew takes a minute."""
    found = set()
    for name in distributions:
        distribution = metadata.distribution(name)
        files = distribution.files or ()
        found |= {Path(str(distribution.locate_file(one.parts[0]))) for one in files if one.parts[0] != ".."}
    return found


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_packages_and_nothing_else(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if ".dist-info/" not in name}

    assert shipped == {str(path) for path in in_packages()}


@pytest.mark.slow
def test_the_wheel_carries_its_licence(wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        (licence,) = [name for name in archive.namelist() if name.endswith(".dist-info/licenses/LICENSE")]

        assert archive.read(licence) == (ROOT / "LICENSE").read_bytes()


@pytest.mark.slow
def test_the_installed_wheel_reads_and_routes_a_message(installed: Path, tmp_path):
    said = _run(
        installed / "luotsi", "triage", cwd=tmp_path, input=json.dumps(QUESTION) + "\n", env={"LANG": "C.UTF-8"}
    )

    (answer,) = map(json.loads, said.stdout.splitlines())
    assert (answer["id"], answer["language"], answer["municipality"]) == ("w1", "fi", "Pori")
    assert answer["destination"]
    assert "w1" in answer["acknowledgement"]["text"]
