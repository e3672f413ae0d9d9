"""What `.ci/run` starts beside the rest ends with it."""

import os
import select
import shutil
import subprocess
from pathlib import Path

from tests.architecture.tree import ROOT

FETCHING = """#!/usr/bin/env bash
# As uv does: a process of its own, for which the shell waits.
bash -c 'touch fetched; exec sleep 60'
"""
MAKE = """#!/usr/bin/env bash
until [[ -e fetched ]]; do sleep 0.05; done
exit 1
"""


def _script(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
    path.chmod(0o755)


def test_a_run_that_fails_leaves_nobody_fetching(tmp_path):
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci")
    _script(tmp_path / "nlu/rasa/environment", FETCHING)
    _script(tmp_path / "bin/make", MAKE)
    reading, writing = os.pipe()  # it ends when nobody holds it any more

    try:
        environ = os.environ | {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
        run = subprocess.run([tmp_path / ".ci/run"], env=environ, pass_fds=[writing], check=False, timeout=60)
        os.close(writing)
        ended, _, _ = select.select([reading], [], [], 20)
    finally:
        os.close(reading)

    assert run.returncode != 0
    assert ended
