"""django-helpdesk beside us: from PyPI, in an environment of its own, on a database of the same kind."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.benchmarks.messages import MAILBOX
from tests.servers.programs import end

_ROOT = Path(__file__).parents[2]
ENVIRONMENTS = _ROOT / "build" / "peers"  # git ignores it, and `make clean` removes it
HELPDESK = "django-helpdesk==2.6.1"  # one version, so that figures of two days can be compared
_PACKAGES = (HELPDESK, "psycopg[binary]>=3.3")
_SECONDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one `get_email` did: how long it took, and how many tickets there are since the beginning."""

    seconds: float
    tickets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpdesk:
    """A running one. `folder` is the local mailbox of its only queue."""

    folder: Path
    process: "subprocess.Popen[str]"

    def take(self, mails: Sequence[bytes]) -> Taken:
        """Lay *mails* into its mailbox, have it take them, and see that the mailbox is empty."""
        for number, mail in enumerate(mails):
            (self.folder / f"{number:06}.eml").write_bytes(mail)
        taken = json.loads(self._ask("take\n"))
        assert not any(self.folder.iterdir()), "it left mails where they were"
        return Taken(**taken)

    def _ask(self, words: str) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(words)
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"it ended with {self.process.wait()}; its words are in {self.folder.parent / 'log'}"
        return answer


@contextmanager
def running_helpdesk(directory: Path, database_url: str, relay: str) -> Iterator[Helpdesk]:
    """django-helpdesk on an empty database, with a queue that reads a folder. Skips the test without PyPI."""
    python = environment("django-helpdesk", _PACKAGES)
    folder, media = directory / "mailbox", directory / "media"
    for each in (folder, media):
        each.mkdir(parents=True)
    told = {"folder": str(folder), "media": str(media), "relay": relay, "mailbox": MAILBOX}
    with (directory / "log").open("wb") as log:
        process = subprocess.Popen(
            # -P: the folder of the script, with our modules in it, is not where it looks for others.
            [python, "-P", Path(__file__).with_name("helpdesk_peer.py")],
            cwd=directory,
            env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "PYTHONUTF8": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    helpdesk = Helpdesk(folder=folder, process=process)
    try:
        assert helpdesk._ask(json.dumps({**told, "database": _django(database_url)}) + "\n") == "ready\n"
        yield helpdesk
    finally:
        end(process)
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def _django(database_url: str) -> dict[str, object]:
    """The same database in Django's words, with its own settings for everything else."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": url.database}
    where = {"NAME": url.database, "USER": url.username, "HOST": url.host, "PORT": url.port}
    # Connections are kept, as its manual advises for speed.
    return {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": None, **where}


def environment(name: str, packages: Sequence[str]) -> Path:
    """The Python of an environment that holds *packages*, made where there is none."""
    folder = ENVIRONMENTS / name
    python, marker = folder / "bin" / "python", folder / "packages"
    if marker.exists() and marker.read_text("utf-8").splitlines() == list(packages):
        return python
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    for command in _commands(folder, python, packages):
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            pytest.skip(f"{name} could not be installed from PyPI within {_SECONDS} seconds")
        if done.returncode:
            pytest.skip(f"{name} could not be installed from PyPI: {done.stderr.strip()[-300:]}")
    marker.write_text("\n".join(packages), "utf-8")
    return python


def _commands(folder: Path, python: Path, packages: Sequence[str]) -> list[list[str | Path]]:
    uv = shutil.which("uv")
    if uv:
        return [
            [uv, "venv", "--quiet", "--python", sys.executable, folder],
            [uv, "pip", "install", "--quiet", "--python", python, *packages],
        ]
    return [[sys.executable, "-m", "venv", folder], [python, "-m", "pip", "install", "--quiet", *packages]]
