"""Vectors of texts, made by another process; or none, where that is dead, late, missing or not the one we know.

Whoever asks never waits longer than a fixed time, and nothing that the process does can harm them. It is started when
it is first needed, killed when it is late or talks nonsense, and started again after a pause that grows.
"""

import logging
import os
import sys
import threading
import time
import weakref
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from nlu.second.pipes import BrokenPipesError, Pipes
from nlu.second.wire import GREETING, REFUSAL, Vector, as_vector

log = logging.getLogger(__name__)

LIMIT = 0.5  # seconds that one text may take
_TURN = 0.25  # seconds that it may wait for others to be done, and again for a process that is being started
_START_LIMIT: Final = 60.0  # seconds until a new process must have read its model
_PAUSES: Final = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0)  # seconds until it is tried again, after each failure
_FIRST_WORDS, _LAST_WORDS = 45, 15  # that are read of a text: a small model takes a millisecond or two for each
_LETTERS = 2_000  # at most, of those words
_LOOKED_AT = 10_000  # letters at each end of a text
_ROOT = Path(__file__).parents[2]


def package_command(sha256: str) -> tuple[str, ...]:
    """The command that starts the package's embedding, if its model has that SHA-256."""
    # -P: the folder that a service runs in holds data, and no module of it may be taken for one of ours.
    return (sys.executable, "-P", "-m", "nlu.second.worker", sha256)


def cut(text: str) -> str:
    """What is read of *text*: how it begins and how it ends."""
    seen = text if len(text) <= 2 * _LOOKED_AT else f"{text[:_LOOKED_AT]} {text[-_LOOKED_AT:]}"
    words = seen.split()
    if len(words) > _FIRST_WORDS + _LAST_WORDS:
        words = [*words[:_FIRST_WORDS], *words[-_LAST_WORDS:]]
    # A NUL would end the text early, and half a character cannot be sent.
    return " ".join(words)[:_LETTERS].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


class Embedding:
    """The process and what is known of it. May be asked by several threads, and in processes forked from this one."""

    def __init__(self, command: Sequence[str], sha256: str, size: int) -> None:
        self._command = tuple(command)
        self._sha256 = sha256
        self._size = size
        self._turn = threading.Lock()
        self._pipes: Pipes | None = None
        self._at_exit: weakref.finalize[..., Embedding] | None = None
        self._started_at = 0.0
        self._failures = 0
        self._not_before = 0.0
        self._refused = False
        os.register_at_fork(after_in_child=partial(_begin_anew, weakref.ref(self)))

    @property
    def missing(self) -> bool:
        """Whether it does not answer now. Looking starts it, or starts it again, and waits for nothing."""
        if not self._turn.acquire(blocking=False):
            return False  # somebody is being answered
        try:
            return not self._greeted(time.monotonic())
        finally:
            self._turn.release()

    def vector(self, text: str) -> Vector | None:
        """The vector of *text*, or None: soon, whatever is the matter. Raises nothing."""
        if not self._turn.acquire(timeout=_TURN):
            return None
        try:
            return self._ask(cut(text))
        finally:
            self._turn.release()

    def ready(self, within: float) -> bool:
        """Start it and wait until it answers, for so many seconds at most; whether it does."""
        deadline = time.monotonic() + within
        while not self._refused and time.monotonic() < deadline:
            with self._turn:
                if self._greeted(deadline):
                    return True
            time.sleep(0.05)
        return False

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def _ask(self, text: str) -> Vector | None:
        if not self._greeted(time.monotonic() + _TURN) or self._pipes is None:
            return None
        try:
            self._pipes.send(text.encode("utf-8"))
            answer = self._pipes.frame(time.monotonic() + LIMIT)
        except BrokenPipesError:
            self._lost("died")
            return None
        vector = None if answer is None else as_vector(answer, self._size)
        if vector is None:
            self._lost("late" if answer is None else "nonsense")
        else:
            self._failures = 0
        return vector

    def _greeted(self, deadline: float) -> bool:
        """Whether the process is there and can be asked; it is started where it may be, and waited for until then."""
        pipes = self._running()
        if pipes is None or pipes.greeted:
            return pipes is not None
        try:
            said = pipes.frame(deadline)
        except BrokenPipesError:
            self._lost("died")
            return False
        if said is None:
            # Reading a model takes longer than reading a text, and a busy machine takes its time: it may go on.
            if time.monotonic() > self._started_at + _START_LIMIT:
                self._lost("late")
            return False
        pipes.greeted = said == GREETING + self._sha256.encode("ascii")
        if not pipes.greeted:
            self._refuse(said)
        return pipes.greeted

    def _running(self) -> Pipes | None:
        if self._pipes is not None and self._pipes.ended:
            self._lost("died")
        now = time.monotonic()
        if self._pipes is None and not self._refused and now >= self._not_before:
            try:
                self._pipes = Pipes(self._command, _environment())
            except OSError:
                self._lost("not started")
            else:
                self._started_at = now
                self._at_exit = weakref.finalize(self, self._pipes.end)
        return self._pipes

    def _lost(self, why: str) -> None:
        """It is of no use any more: another may be started after a pause."""
        log.warning("embedding_lost", extra={"why": why})
        self._end()
        self._not_before = time.monotonic() + _PAUSES[min(self._failures, len(_PAUSES) - 1)]
        self._failures += 1

    def _refuse(self, said: bytes) -> None:
        """It is not the one we know. That stays so until somebody installs another and starts us again."""
        why = said.removeprefix(REFUSAL).decode("ascii", "replace") if said.startswith(REFUSAL) else "changed"
        log.warning("embedding_unusable", extra={"why": why})
        self._end()
        self._refused = True

    def _end(self) -> None:
        if self._at_exit is not None:
            self._at_exit()
        self._pipes = self._at_exit = None

    def begin_anew(self) -> None:
        """In a forked process: the pipes are the other's, and the lock may be held by a thread that is not here."""
        if self._pipes is not None and self._at_exit is not None:
            self._at_exit.detach()
            self._pipes.leave()
        self._turn, self._pipes, self._at_exit = threading.Lock(), None, None
        self._failures, self._not_before = 0, 0.0


def _begin_anew(reference: "weakref.ref[Embedding]") -> None:
    embedding = reference()
    if embedding is not None:
        embedding.begin_anew()


def _environment() -> dict[str, str]:
    """What the process is told of ours: where our modules are, and none of our secrets. It works on one core."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "PYTHONPATH": str(_ROOT), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
