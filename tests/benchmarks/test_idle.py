"""Thousands of open chats in which nobody writes: what each costs in memory, beside a bare echo's."""

import asyncio
import json
import os
import resource
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.benchmarks.figures import Figure, show
from tests.benchmarks.processes import memory_of, processor_of, started
from tests.plugins.servers import StartLuotsi
from tests.servers.luotsi import LuotsiProcess
from tests.servers.waiting import eventually

pytestmark = [pytest.mark.alone, pytest.mark.soak]

_SOCKETS = 5_000
_BEGUN = 500  # who begin a conversation after the first pause, and write again after the second
_FILES = _SOCKETS + 1_000  # that one process holds open
_PAUSE = 25.0  # seconds: every line is asked at least twice whether it lives
_WARM = 100  # lines that were open and are closed before anything is measured
_KIB = 1_024
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """What so many lines cost one server."""

    before: float  # megabytes
    opened: float  # right after the last was opened
    after: float  # when they have been idle for a while
    cores: float  # processor time a second while nobody wrote
    begun_cores: float  # the same when some conversations have begun
    seconds: float  # until those who wrote at the end were all answered

    @property
    def each(self) -> float:
        """Kilobytes a line."""
        return (self.after - self.before) * _KIB / _SOCKETS


@pytest.fixture
def many_files() -> Iterator[None]:
    """Every process that is started from here may hold as many files open as there are lines."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < _FILES:
        pytest.skip(f"only {hard} open files are allowed here, and {_FILES} are needed (ulimit -Hn)")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, _FILES), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


class Lines:
    """Open lines in a process of their own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._in, self._out = process.stdin, process.stdout

    async def are_open(self) -> None:
        assert await self._out.readline() == b"open\n", "what went wrong stands above"

    async def speak(self, most: int, sockets: int) -> float:
        """Have *most* of them write; the seconds until all is ticked and read. None of the *sockets* is closed."""
        self._in.write(f"{most}\n".encode())
        answer = await self._out.readline()
        assert answer, "what went wrong stands above"
        told = json.loads(answer)
        assert told["open"] == sockets, "every line has lived until now"
        return float(told["seconds"])

    def end(self) -> None:
        self._in.close()


@asynccontextmanager
async def _open(kind: str, port: int, sockets: int) -> AsyncIterator[Lines]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.benchmarks.idlers", kind, str(port), str(sockets)),
        cwd=_ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    lines = Lines(process)
    try:
        await lines.are_open()
        yield lines
    finally:
        lines.end()
        assert await process.wait() == 0, "what went wrong stands above"


async def _idle(pid: int) -> float:
    """The processor time a second that it uses while nobody writes."""
    used, began = processor_of([pid]), time.perf_counter()
    await asyncio.sleep(_PAUSE)
    return (processor_of([pid]) - used) / (time.perf_counter() - began)


async def _measured(kind: str, port: int, pid: int, is_quiet: Callable[[], bool]) -> Idle:
    async with _open(kind, port, _WARM) as lines:
        await lines.speak(_WARM, _WARM)
    before = memory_of(pid)
    async with _open(kind, port, _SOCKETS) as lines:
        opened, cores, after = memory_of(pid), await _idle(pid), memory_of(pid)
        await lines.speak(_BEGUN, _SOCKETS)
        await eventually(lambda: asyncio.to_thread(is_quiet), within=300, what="what follows from it is done")
        begun_cores = await _idle(pid)
        seconds = await lines.speak(_BEGUN, _SOCKETS)
    return Idle(before=before, opened=opened, after=after, cores=cores, begun_cores=begun_cores, seconds=seconds)


def _balance(luotsi: LuotsiProcess) -> int:
    return int(json.loads(luotsi.get("/balance").text)["acknowledged"])


@pytest.mark.usefixtures("many_files")
async def test_an_open_chat_costs_little_memory_and_still_gets_its_messages(start_program: StartLuotsi, tmp_path: Path):
    # So that the visitors of a whole county are not one address.
    luotsi = await asyncio.to_thread(start_program, LUOTSI_TRUSTED_PROXY="true")
    ours = await _measured("ours", luotsi.http_port, luotsi.pid, lambda: _balance(luotsi) == _WARM + _BEGUN)
    balance = await asyncio.to_thread(luotsi.command, "balance")
    assert balance.returncode == 0, balance.stdout
    with started(tmp_path / "echo", "echo", settings={}) as (port, pid):
        echo = await _measured("echo", port, pid, lambda: True)

    print(f"\n{_SOCKETS} idle sockets, {os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}")
    for name, one in (("ours", ours), ("bare aiohttp echo", echo)):
        print(
            f"  {name:<18} before {one.before:6.1f} MB, opened {one.opened:6.1f}, after {_PAUSE:g} s {one.after:6.1f};"
            f" idle {one.cores:.2f} cores, with {_BEGUN} begun {one.begun_cores:.2f};"
            f" {_BEGUN} then wrote at once and were answered in {one.seconds:.2f} s"
        )
    what = f"memory of one idle chat socket, of {_SOCKETS}, one process, SQLite"
    show(Figure(what=what, figure=ours.each, unit="KB", peer=echo.each, peer_name="bare aiohttp echo"))
