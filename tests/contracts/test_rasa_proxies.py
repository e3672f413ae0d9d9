"""Whoever asks Rasa asks it straight: a proxy, named in the environment for other errands, would be told the token."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.benchmarks.readers import READERS
from tests.servers.ports import free_port
from tests.servers.rasa import MODEL, TOKEN

SIDECAR = Path(__file__).parents[2] / "nlu/rasa"
IS_READY = """
import sys
from pathlib import Path
from types import SimpleNamespace
import sidecar
sidecar.READY_WITHIN = 10
sys.exit(not sidecar.is_ready(SimpleNamespace(poll=lambda: None), sys.argv[1], Path(sys.argv[2])))
"""


@pytest.fixture(autouse=True)
def proxy(monkeypatch):
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free_port()}")
    monkeypatch.setattr("urllib.request._opener", None)  # it knows the proxies of when it was first used


def test_the_sidecar_asks_straight(rasa):
    status = f"http://127.0.0.1:{rasa.port}/status?token={quote(TOKEN, safe='')}"

    asked = subprocess.run(
        [sys.executable, "-c", IS_READY, status, f"{MODEL}.tar.gz"], cwd=SIDECAR, check=False, timeout=60
    )

    assert asked.returncode == 0


def test_the_benchmark_asks_straight(rasa, monkeypatch, tmp_path):
    monkeypatch.setenv("LUOTSI_RASA_URL", f"http://127.0.0.1:{rasa.port}")
    monkeypatch.setenv("LUOTSI_RASA_TOKEN", TOKEN)
    for name in ("cold.jsonl", "asked.jsonl"):
        (tmp_path / name).touch()
    (light,) = (one for one in READERS if one.name == "Rasa light")

    assert light.ask(tmp_path).said == []
    assert rasa.asked == ["Hei"]
