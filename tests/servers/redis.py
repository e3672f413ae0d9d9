"""A real Redis of the tests' own, which can be wiped, stopped and started again."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers.ports import free_port
from tests.servers.programs import ProgramFailedError, end, require, run
from tests.servers.waiting import wait_until


class RedisServer:
    """One Redis server that appends what it is told to a file in its own folder."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._server = require("redis-server", "redis-server")
        self._client = require("redis-cli", "redis-tools")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it on its port, the same one every time; returns when it answers."""
        options = {"port": self.port, "bind": "127.0.0.1", "save": "", "appendonly": "yes", "dir": self.directory}
        command = [self._server, *(word for name, value in options.items() for word in (f"--{name}", str(value)))]
        with (self.directory / "redis.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        wait_until(self.answers, within=10, what="redis-server answers")

    def stop(self) -> None:
        """Stop it in order; stopping twice does nothing."""
        if self._process is not None:
            end(self._process)
            self._process = None

    def answers(self) -> bool:
        """Whether it is up."""
        try:
            return self.command("PING") == "PONG"
        except ProgramFailedError:
            return False

    def wipe(self) -> None:
        """Forget everything, as a lost Redis would."""
        self.command("FLUSHALL")

    def command(self, *words: str) -> str:
        """What it answers to one command."""
        return run(self._client, "-p", str(self.port), *words, directory=self.directory).strip()


@contextmanager
def running_redis() -> Iterator[RedisServer]:
    """A started server, stopped and removed afterwards."""
    require("redis-server", "redis-server")
    directory = Path(tempfile.mkdtemp(prefix="luotsi-redis-"))
    server = RedisServer(directory)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(directory, ignore_errors=True)
