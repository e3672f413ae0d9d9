"""A process that has everything loaded and forks a `luotsi` whenever it is asked to: a start without the importing.

Run as a program it reads one order a line and answers with the id of the process that it made. What it makes is a
process like any other: it has its own database connections, it can be killed, and nothing of it survives.
"""

import gc
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gateway import app, cli
from tests.servers.luotsi import LuotsiProcess

_ROOT = Path(__file__).parents[2]


class Forked:
    """A process that the zygote made; asked as a `subprocess.Popen` is."""

    def __init__(self, pid: int, exit_file: Path) -> None:
        self.pid = pid
        self._exit_file = exit_file
        try:
            self._alive: int | None = os.pidfd_open(pid)
        except ProcessLookupError:
            self._alive = None

    def poll(self) -> int | None:
        """Its exit code, if it has ended; that of a kill where it left none."""
        return self._ended_within(0)

    def wait(self, timeout: float) -> int:
        """Its exit code, as soon as it has ended."""
        code = self._ended_within(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("luotsi", timeout)
        return code

    def terminate(self) -> None:
        """Ask it to end."""
        if self._alive is not None:
            signal.pidfd_send_signal(self._alive, signal.SIGTERM)

    def _ended_within(self, seconds: float) -> int | None:
        if self._alive is not None:
            ended, _, _ = select.select([self._alive], [], [], seconds)
            if not ended:
                return None
            os.close(self._alive)
            self._alive = None
        return int(self._exit_file.read_text("ascii")) if self._exit_file.exists() else -signal.SIGKILL


@dataclass(frozen=True, slots=True, kw_only=True)
class Zygote:
    """The running program."""

    process: subprocess.Popen[str]
    taking: threading.Lock

    def fork(
        self,
        words: Sequence[str],
        environment: Mapping[str, str],
        log: Path,
        *,
        typed: str = "",
        errors: Path | None = None,
    ) -> Forked:
        """A `luotsi` with these *words*, in the folder of the *log* that it goes on; *typed* is its standard input.

        *errors* is where its standard error goes, if not to the log too.
        """
        exit_file = log.with_suffix(f".{time.monotonic_ns()}.exit")
        order = {"words": [*words], "environment": {**environment}, "typed": typed}
        files = {"log": str(log), "errors": str(errors or log), "exit": str(exit_file)}
        with self.taking:
            assert self.process.stdin is not None
            assert self.process.stdout is not None
            self.process.stdin.write(json.dumps(order | files) + "\n")
            self.process.stdin.flush()
            pid = int(self.process.stdout.readline())
        return Forked(pid, exit_file)


class QuickLuotsi(LuotsiProcess):
    """A Luotsi that starts in a fraction of a second."""

    def __init__(
        self,
        zygote: Zygote,
        directory: Path,
        settings: Mapping[str, str],
        *arguments: str,
        part: tuple[str, ...] = ("serve",),
    ) -> None:
        """As for LuotsiProcess; *zygote* makes its process."""
        super().__init__(directory, settings, *arguments, part=part)
        self._zygote = zygote

    def launch(self) -> None:
        """Start it and return at once, ready or not."""
        self._process = self.begin(*self._words)

    def command(self, *arguments: str, words: str = "") -> subprocess.CompletedProcess[str]:
        """Another `luotsi` command under the same settings, from its start to its end."""
        said, errors = (self.directory / f"command-{time.monotonic_ns()}.{output}" for output in ("out", "err"))
        process = self._zygote.fork(arguments, self.environment, said, typed=words, errors=errors)
        code = process.wait(120)
        return subprocess.CompletedProcess(arguments, code, said.read_text("utf-8"), errors.read_text("utf-8"))

    def begin(self, *words: str, log: str = "luotsi.log", typed: str = "") -> Forked:
        """Another `luotsi` under the same settings; it runs when this returns."""
        return self._zygote.fork(words, self.environment, self.directory / log, typed=typed)


@contextmanager
def running_zygote() -> Iterator[Zygote]:
    """One, ended afterwards. What it made lives on."""
    command = [sys.executable, "-m", "tests.servers.zygote"]
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", "PYTHONPATH": str(_ROOT)}
    with subprocess.Popen(
        command, cwd=_ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Zygote(process=process, taking=threading.Lock())


def _fork_as_asked() -> None:
    app.load_books()
    gc.freeze()  # nobody who is made looks through it again, and so all of them share it
    # The kernel buries those who die: nobody here waits for them.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in iter(sys.stdin.readline, ""):
        order = json.loads(line)
        pid = os.fork()
        if not pid:
            _be(order)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


def _be(order: Mapping[str, str]) -> None:
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setsid()
        os.chdir(Path(order["log"]).parent)
        os.environ.clear()
        os.environ.update(order["environment"])
        typed = os.memfd_create("typed")
        os.write(typed, order["typed"].encode())
        os.lseek(typed, 0, os.SEEK_SET)
        os.dup2(typed, 0)
        for output, file in ((1, order["log"]), (2, order["errors"])):
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), output)
        # Not the zygote's own, which may have read ahead.
        sys.stdin = os.fdopen(0, encoding="utf-8")
        sys.argv = ["luotsi", *order["words"]]
        cli.main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        Path(order["exit"]).write_text(str(code), encoding="ascii")
        os._exit(code)


if __name__ == "__main__":
    _fork_as_asked()
