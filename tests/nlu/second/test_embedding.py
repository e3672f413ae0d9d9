"""The process of the embedding dies, hangs and lies; whoever asks it gets a vector or nothing, and never waits long."""

import json
import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nlu.second import embedding as module
from nlu.second import worker
from nlu.second.embedding import Embedding, cut, package_command
from tests.nlu.second.hashing_worker import SHA256, SIZE, letters

ROOT = Path(__file__).parents[3]
WORKER = ROOT / "tests/nlu/second/hashing_worker.py"
TEXT = "Äidillä on taas huono päivä"
PATIENT = 30.0  # seconds: a busy machine is not what is tested

Making = Callable[[str], Embedding]


_there_before: set[Path] = set()


@pytest.fixture(autouse=True)
def without_those_of_others() -> None:
    """What other tests of this process have started is none of ours: it may live on, or die meanwhile."""
    _there_before.clear()
    _there_before.update(_own_processes())


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[Making]:
    """An embedding whose process behaves in the way that is asked for."""
    monkeypatch.setattr(module, "LIMIT", PATIENT)
    monkeypatch.setattr(module, "_TURN", PATIENT)
    monkeypatch.setattr(module, "_PAUSES", (0.0,))
    every: list[Embedding] = []

    def make(how: str) -> Embedding:
        every.append(Embedding([sys.executable, str(WORKER), how], SHA256, SIZE))
        return every[-1]

    yield make
    for one in every:
        one.close()


@pytest.fixture
def well(made: Making) -> Embedding:
    one = made("well")
    assert one.ready(PATIENT)
    return one


def _workers() -> list[int]:
    """The processes that this one has started with the worker of these tests, dead ones that nobody buried included."""
    own = [one for one in _own_processes() if one not in _there_before]
    return [int(one.name) for one in own if _is_dead(one) or str(WORKER) in _told(one, "cmdline")]


def _own_processes() -> list[Path]:
    return [Path(f"/proc/{child}") for task in Path("/proc/self/task").iterdir() for child in _children(task)]


def _children(task: Path) -> list[str]:
    return _told(task, "children").split()


def _is_dead(process: Path) -> bool:
    return _told(process, "stat").rpartition(")")[2].split()[:1] == ["Z"]


def _told(thread_or_process: Path, what: str) -> str:
    """What Linux tells of it; nothing where it has ended since it was listed."""
    try:
        return (thread_or_process / what).read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _is_right(vector: object) -> bool:
    return vector is not None and bool((vector == letters(TEXT)).all())


def test_a_text_has_the_same_vector_whenever_it_is_asked_for(well: Embedding) -> None:
    assert _is_right(well.vector(TEXT))
    assert _is_right(well.vector(TEXT))
    assert not well.missing


def test_after_a_death_another_process_gives_the_same_vector(well: Embedding) -> None:
    (before,) = _workers()
    os.kill(before, signal.SIGKILL)
    os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)

    assert _is_right(well.vector(TEXT))
    assert _workers() != [before]


def test_a_process_that_is_killed_while_it_is_asked_costs_one_answer_and_no_time(well: Embedding) -> None:
    (process,) = _workers()
    os.kill(process, signal.SIGSTOP)
    with ThreadPoolExecutor(1) as thread:
        asked = time.monotonic()
        answer = thread.submit(well.vector, TEXT)
        _wait_until_it_is_asked(process)
        os.kill(process, signal.SIGKILL)

        assert answer.result() is None
    assert time.monotonic() - asked < PATIENT / 2
    assert _is_right(well.vector(TEXT))


def _wait_until_it_is_asked(process: int) -> None:
    """Until a question lies in the pipe that the stopped *process* would read."""
    with Path(f"/proc/{process}/fd/0").open("rb", buffering=0) as asked:
        ready, _, _ = select.select([asked], [], [], PATIENT)
        assert ready


def test_a_process_that_hangs_is_killed_at_the_limit_and_replaced(
    well: Embedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    (before,) = _workers()
    os.kill(before, signal.SIGSTOP)
    monkeypatch.setattr(module, "LIMIT", 0.2)
    asked = time.monotonic()

    assert well.vector(TEXT) is None
    assert 0.2 <= time.monotonic() - asked < PATIENT / 2
    assert _workers() == []
    monkeypatch.setattr(module, "LIMIT", PATIENT)
    assert _is_right(well.vector(TEXT))


@pytest.mark.parametrize("how", ["nonsense", "endless", "unasked"])
def test_what_is_no_answer_is_none_and_ends_the_process(made: Making, how: str) -> None:
    lying = made(how)
    assert lying.ready(PATIENT)
    if how == "unasked":
        _wait_until_it_has_said_too_much(lying)

    assert lying.vector(TEXT) is None
    assert _workers() == []


def _wait_until_it_has_said_too_much(lying: Embedding) -> None:
    assert lying._pipes is not None
    assert lying._pipes._held or lying._pipes._poller.poll(PATIENT * 1000)


@pytest.mark.parametrize("how", ["refused", "another"])
def test_another_model_than_ours_is_never_asked_nor_started_again(
    made: Making, how: str, heard: pytest.LogCaptureFixture
) -> None:
    other = made(how)
    with heard.at_level(logging.WARNING, module.log.name):
        assert not other.ready(PATIENT)

    assert other.vector(TEXT) is None
    assert other.missing
    assert _workers() == []
    assert [record.message for record in heard.records] == ["embedding_unusable"]


def test_after_a_failure_nobody_starts_it_before_the_pause_is_over(
    well: Embedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PAUSES", (PATIENT,))
    (process,) = _workers()
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)

    assert well.vector(TEXT) is None
    assert well.missing
    assert _workers() == []


def test_looking_whether_it_is_missing_starts_it_again(well: Embedding) -> None:
    (process,) = _workers()
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    until = time.monotonic() + PATIENT

    assert well.missing
    while well.missing:
        assert time.monotonic() < until
        time.sleep(0.02)
    assert _is_right(well.vector(TEXT))


def test_two_threads_each_get_the_vector_of_their_own_text(well: Embedding) -> None:
    texts = [f"{TEXT}{'x' * number}" for number in range(40)]
    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(well.vector, texts))

    assert all(
        vector is not None and (vector == letters(text)).all() for vector, text in zip(found, texts, strict=True)
    )
    assert len(_workers()) == 1


def test_who_waits_too_long_for_another_gets_nothing_and_does_the_process_no_harm(
    well: Embedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _workers()
    monkeypatch.setattr(module, "_TURN", 0.05)
    with well._turn:
        assert well.vector(TEXT) is None

    assert _is_right(well.vector(TEXT))
    assert _workers() == before


_PARENT = """
import json, os, sys
from nlu.second.embedding import Embedding
one = Embedding([sys.executable, {worker!r}, "well"], {sha256!r}, {size})
assert one.ready(30)
(child,) = [int(pid) for pid in open(f"/proc/self/task/{{os.getpid()}}/children").read().split()]
if sys.argv[1] == "fork":
    one._turn.acquire()  # as another thread may, which is not there in the forked process
if sys.argv[1] == "fork" and os.fork() == 0:
    ready = one.ready(30)  # with a process of its own
    (own,) = [int(pid) for pid in open(f"/proc/self/task/{{os.getpid()}}/children").read().split()]
    print(json.dumps([ready, own != child, one.vector("ab") is not None]), flush=True)
    one.close()
    os._exit(0)
if sys.argv[1] == "fork":
    os.wait()
    one._turn.release()
    print(json.dumps([one.vector("ab") is not None]), flush=True)
else:
    print(json.dumps(child), flush=True)
    sys.stdin.read()
"""


def _parent(what: str) -> "subprocess.Popen[str]":
    program = _PARENT.format(worker=str(WORKER), sha256=SHA256, size=SIZE)
    return subprocess.Popen(
        [sys.executable, "-c", program, what], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_when_its_parent_is_killed_the_process_ends() -> None:
    with _parent("wait") as parent:
        assert parent.stdout is not None
        child = os.pidfd_open(json.loads(parent.stdout.readline()))
        parent.kill()
        ended, _, _ = select.select([child], [], [], PATIENT)
        os.close(child)

    assert ended


def test_a_forked_process_has_one_of_its_own() -> None:
    with _parent("fork") as parent:
        said, _ = parent.communicate(timeout=2 * PATIENT)

    assert [json.loads(line) for line in said.splitlines()] == [[True, True, True], [True]]


def test_no_module_of_the_folder_it_runs_in_is_taken_for_one_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "numpy.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w').close()\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    one = Embedding(package_command(worker.PINNED), worker.PINNED, 384)

    one.ready(30)
    one.close()

    assert not (tmp_path / "run").exists()


def test_the_process_is_told_neither_secrets_nor_texts(
    made: Making, monkeypatch: pytest.MonkeyPatch, heard: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("LUOTSI_KEYS", "one:secret")
    one = made("well")
    assert one.ready(PATIENT)
    one.vector(TEXT)
    (process,) = _workers()

    assert b"LUOTSI" not in Path(f"/proc/{process}/environ").read_bytes()
    assert TEXT not in Path(f"/proc/{process}/cmdline").read_text()
    assert "Äidillä" not in heard.text


def test_of_a_long_text_the_beginning_and_the_end_are_read() -> None:
    words = [f"sana{number}" for number in range(100)]

    assert cut("\n ".join(words)).split() == [*words[:45], *words[-15:]]
    assert cut(" ".join(words[:60])).split() == words[:60]
    assert len(cut("pitkä" * 100_000)) <= 2_000


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "🙂" * 9_000, "ä" * 5_000])
def test_any_text_can_be_asked_about(well: Embedding, text: str) -> None:
    before = _workers()

    assert well.vector(text) is not None
    assert _is_right(well.vector(TEXT))
    assert _workers() == before
