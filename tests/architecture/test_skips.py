"""In CI a skip is a hole in the proof, and fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.plugins import skips

SKIPPED_TEST = "import pytest\n\ndef test_it():\n    pytest.skip('no such server')\n"
SKIPPED_MODULE = "import pytest\n\npytest.importorskip('a_module_that_nobody_has')\n"
EXPECTED_FAILURE = "import pytest\n\n@pytest.mark.xfail\ndef test_it():\n    raise AssertionError\n"


def _outcome(folder: Path, test: str, **environment: str) -> int:
    (folder / "test_something.py").write_text(test, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    inherited = {name: value for name, value in os.environ.items() if name != skips.IN_CI and "PYTEST" not in name}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.plugins.skips", "-p", "no:cacheprovider"],
        cwd=folder,
        # Without the plugins that happen to be installed, which take longest to load and say nothing of skips.
        env=inherited | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"} | environment,
        check=False,
        capture_output=True,
        timeout=60,
    ).returncode


@pytest.mark.parametrize("test", [SKIPPED_TEST, SKIPPED_MODULE])
def test_a_skip_that_nobody_allowed_fails_in_ci(tmp_path, test: str):
    assert _outcome(tmp_path, test, LUOTSI_CI="1") != pytest.ExitCode.OK


def test_elsewhere_a_skip_stays_a_skip(tmp_path):
    assert _outcome(tmp_path, SKIPPED_TEST) == pytest.ExitCode.OK


def test_an_expected_failure_is_no_skip(tmp_path):
    assert _outcome(tmp_path, EXPECTED_FAILURE, LUOTSI_CI="1") == pytest.ExitCode.OK


def test_a_reason_is_allowed_by_its_beginning(monkeypatch):
    monkeypatch.setattr(skips, "ALLOWED", {"needs a moon": "there is none here"})

    assert skips.is_allowed("needs a moon that is full")
    assert not skips.is_allowed("needs a sun")
