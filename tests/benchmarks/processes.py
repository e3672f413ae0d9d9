"""A receiver in a process of its own, so that it and its senders do not share one interpreter."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.servers.ports import free_port
from tests.servers.programs import end
from tests.servers.waiting import wait_until

_ROOT = Path(__file__).parents[2]


@contextmanager
def running(directory: Path, *arguments: str, settings: Mapping[str, str]) -> Iterator[int]:
    """`python -m tests.benchmarks.<arguments…> PORT`, from when it listens to the end of the block; its port."""
    with started(directory, *arguments, settings=settings) as (port, _):
        yield port


@contextmanager
def started(directory: Path, *arguments: str, settings: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """The same; its port and its process id."""
    port = free_port()
    module, *rest = arguments
    directory.mkdir(parents=True, exist_ok=True)
    log_file = directory / "log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", f"tests.benchmarks.{module}", *rest, str(port)],
            cwd=_ROOT,
            env={"PATH": os.environ.get("PATH", os.defpath), "LUOTSI_DATA_DIR": str(directory), **settings},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        wait_until(lambda: _listens(process, log_file), within=30, what=f"{arguments} listens; its log is {log_file}")
        yield port, process.pid
    finally:
        end(process)


def processor_of(pids: Sequence[int]) -> float:
    """Seconds of processor time that these processes have used since they began."""
    ticks = 0
    for pid in pids:
        # Behind the name, which may hold anything: user and system time are the 12th and 13th field.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_of(pid: int) -> float:
    """Resident megabytes of a process and of all that it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    status = Path(f"/proc/{pid}/status").read_text()
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return own / 1024 + sum(memory_of(int(child)) for child in children)


def _listens(process: "subprocess.Popen[bytes]", log_file: Path) -> bool:
    assert process.poll() is None, log_file.read_text()
    return "listening" in log_file.read_text()
