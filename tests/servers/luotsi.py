"""The real `luotsi serve`, or another of its processes, on its own: started, asked, killed and started again."""

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.servers.ports import free_port
from tests.servers.waiting import wait_until

_ROOT = Path(__file__).parents[2]
_STARTED = '"event": "started"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What it said over HTTP."""

    status: int
    text: str


class LuotsiDiedError(AssertionError):
    """It ended by itself before it was ready."""

    def __init__(self, exit_code: int, log: str) -> None:
        super().__init__(f"luotsi ended with {exit_code}:\n{log}")


class NotRunningError(AssertionError):
    """It was asked for something that only a running process has."""

    def __init__(self) -> None:
        super().__init__("luotsi is not running")


class LuotsiProcess:
    """One `luotsi serve`, with ports, folder and settings that stay the same over every restart.

    With *part* it is another process, such as `("listen", "email")`. Its methods wait; an asynchronous test calls them
    by `asyncio.to_thread`.
    """

    def __init__(
        self, directory: Path, settings: Mapping[str, str], *arguments: str, part: tuple[str, ...] = ("serve",)
    ) -> None:
        """*settings* are LUOTSI_… variables and prevail over those chosen here; *arguments* follow `serve`."""
        self.directory = directory
        self.data = Path(settings.get("LUOTSI_DATA_DIR", directory / "data"))
        self.log_file = directory / "luotsi.log"
        self._words = (*part, *arguments)
        self._has_pages = part == ("serve",)
        self._begun = 0  # how often its log must say that it has started
        # Nothing of the caller's own environment: a developer's settings must not decide a test.
        self.environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(directory),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(_ROOT),
            "LUOTSI_COUNTY": "satakunta",
            "LUOTSI_DATA_DIR": str(self.data),
            "LUOTSI_HTTP_HOST": "127.0.0.1",
            "LUOTSI_HTTP_PORT": str(free_port()),
            "LUOTSI_SMTP_PORT": str(free_port()),
            **settings,
        }
        self._process: subprocess.Popen[bytes] | None = None
        for folder in (directory, self.data):
            folder.mkdir(parents=True, exist_ok=True)

    @property
    def http_port(self) -> int:
        """Where its pages are."""
        return int(self.environment["LUOTSI_HTTP_PORT"])

    @property
    def smtp_port(self) -> int:
        """Where it takes mail."""
        return int(self.environment["LUOTSI_SMTP_PORT"])

    @property
    def url(self) -> str:
        """The root of its pages, without a slash at the end."""
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def pid(self) -> int:
        """The process, for those who measure it."""
        return self._running().pid

    @property
    def has_died(self) -> bool:
        """Whether it has ended without being asked to."""
        return self._process is not None and self._process.poll() is not None

    def start(self, *, timeout: float = 30) -> None:
        """Start it; returns when it is at work: for `serve`, when `/health` answers 200.

        Raises LuotsiDiedError with its log if it ends instead.
        """
        self.launch()
        what = f"luotsi {' '.join(self._words)} is ready; its log is {self.log_file}"
        wait_until(self._is_ready, within=timeout, what=what)

    def launch(self) -> None:
        """Start it and return at once, ready or not."""
        command = [sys.executable, "-m", "gateway.cli", *self._words]
        self._begun = self.log().count(_STARTED) + 1
        with self.log_file.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=self.directory,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """SIGKILL to it and to whatever it started: nothing of it runs another instruction."""
        process = self._running()
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
        self._process = None

    def terminate(self, *, timeout: float = 20) -> int:
        """Ask it to end in order; its exit code."""
        process = self._running()
        process.terminate()
        try:
            return process.wait(timeout)
        finally:
            self.stop()

    def restart(self) -> None:
        """End it in order if it runs, and start it."""
        if self._process is not None:
            self.terminate()
        self.start()

    def stop(self) -> None:
        """See that nothing of it is left, whatever happened before."""
        if self._process is not None and self._process.poll() is None:
            self.kill()
        self._process = None

    def get(self, path: str) -> Answer:
        """What it answers to a GET. Raises OSError or HTTPException where it does not."""
        connection = http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=10)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return Answer(status=response.status, text=response.read().decode("utf-8", errors="replace"))
        finally:
            connection.close()

    def command(self, *arguments: str, words: str = "") -> subprocess.CompletedProcess[str]:
        """Another `luotsi` command under the same settings, such as "balance"; *words* are its standard input."""
        return subprocess.run(
            [sys.executable, "-m", "gateway.cli", *arguments],
            cwd=self.directory,
            env=self.environment,
            input=words,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def log(self) -> str:
        """All that it has said since its first start, on both outputs."""
        return self.log_file.read_text(encoding="utf-8", errors="replace") if self.log_file.exists() else ""

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise NotRunningError
        return self._process

    def _is_ready(self) -> bool:
        exit_code = self._running().poll()
        if exit_code is not None:
            raise LuotsiDiedError(exit_code, self.log())
        if not self._has_pages:
            return self.log().count(_STARTED) >= self._begun
        try:
            return self.get("/health").status == 200
        except (OSError, http.client.HTTPException):
            return False
