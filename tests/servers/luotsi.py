"""The real `luotsi serve` in a process of its own: started, asked, killed and started again."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What it said over HTTP."""

    status: int
    text: str


class LuotsiDiedError(AssertionError):
    """It ended by itself before it was ready."""

    def __init__(self, exit_code: int, log: str) -> None:
        super().__init__(f"luotsi serve ended with {exit_code}:\n{log}")


class NotRunningError(AssertionError):
    """It was asked for something that only a running process has."""

    def __init__(self) -> None:
        super().__init__("luotsi serve is not running")


class LuotsiProcess:
    """One `luotsi serve`, with ports, folder and settings that stay the same over every restart.

    Its methods wait; an asynchronous test calls them by `asyncio.to_thread`.
    """

    def __init__(self, directory: Path, settings: Mapping[str, str], *arguments: str) -> None:
        """*settings* are LUOTSI_… variables and prevail over those chosen here; *arguments* follow `serve`."""
        self.directory = directory
        self.data = directory / "data"
        self.log_file = directory / "luotsi.log"
        self._arguments = arguments
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
        self.data.mkdir(parents=True, exist_ok=True)

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

    def start(self, *, timeout: float = 30) -> None:
        """Start it; returns when `/health` answers 200. Raises LuotsiDiedError with its log if it ends instead."""
        self.launch()
        wait_until(self._is_ready, within=timeout, what=f"luotsi serve is ready; its log is {self.log_file}")

    def launch(self) -> None:
        """Start it and return at once, ready or not."""
        command = [sys.executable, "-m", "gateway.cli", "serve", *self._arguments]
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
        try:
            return self.get("/health").status == 200
        except (OSError, http.client.HTTPException):
            return False
