"""A test that fails fails alone: what it left open is no error of the next one."""

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import ROOT

TESTS = """
import socket

def test_with_a_line_open():
    line = socket.socket()
    assert line.fileno() {meets} 0

def test_beside_it():
    assert True
"""


def _told(folder: Path, *, meets: str) -> str:
    (folder / "test_lines.py").write_text(TESTS.format(meets=meets), encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    plugins = ["-p", "tests.plugins.leavings", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error", *plugins],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    return done.stdout


def test_a_line_that_a_failed_test_left_open_fails_no_other(tmp_path):
    told = _told(tmp_path, meets="<")

    assert "1 failed, 1 passed in " in told, told


def test_a_line_that_a_good_test_left_open_fails(tmp_path):
    told = _told(tmp_path, meets=">=")

    assert "unclosed <socket" in told, told
