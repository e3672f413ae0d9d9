"""The real command in a process of its own."""

import subprocess
from pathlib import Path

import pytest

from tests.architecture.tree import text
from tests.servers.luotsi import LuotsiDiedError


def test_luotsi_serves_after_a_kill_and_a_restart(start_program, database_url):
    luotsi = start_program(LUOTSI_DATABASE_URL=database_url)
    first = luotsi.pid

    luotsi.kill()
    with pytest.raises(OSError, match="refused"):
        luotsi.get("/health")
    luotsi.restart()

    assert luotsi.pid != first
    assert luotsi.get("/health").status == 200
    assert luotsi.terminate() == 0


def test_luotsi_that_cannot_start_says_why(start_program):
    with pytest.raises(LuotsiDiedError, match="nowhere"):
        start_program(LUOTSI_COUNTY="nowhere")


def test_what_the_runbook_asks_the_chat_line_is_answered_as_it_says(start_program):
    chapter = text(Path("deploy/RUNBOOK.md")).partition("### The chat line is down")[2].partition("\n### ")[0]
    typed = "\n".join(line.strip() for line in chapter.splitlines() if line.startswith("    "))
    luotsi = start_program()
    assert "http://127.0.0.1:8080" in typed

    asked = typed.replace("http://127.0.0.1:8080", luotsi.url)
    answer = subprocess.run(["bash", "-c", asked], capture_output=True, encoding="utf-8", check=False, timeout=20)
    elsewhere = asked.replace('"Origin: $AT"', '"Origin: https://elsewhere.example"')
    refusal = subprocess.run(["bash", "-c", elsewhere], capture_output=True, encoding="utf-8", check=False, timeout=20)

    assert (answer.stdout, refusal.stdout) == ("101\n", "403\n")
