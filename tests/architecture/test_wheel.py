"""What is shipped is whole, and runs where nothing else is."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

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
    if shutil.which("uv") and subprocess.run(["uv", "--version"], check=False, capture_output=True).returncode == 0:
        install = ["uv", "pip", "install", "--no-config", "--python", environment / "bin/python"]
    else:
        install = [sys.executable, "-m", "pip", "--python", environment / "bin/python", "install"]
    _run(*install, "--require-hashes", "-r", ROOT / "requirements.txt")
    _run(*install, "--no-deps", wheel)
    return environment / "bin"


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
