"""One running process that is asked through pipes, frame by frame, with a time limit."""

import os
import select
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO, cast

from nlu.second.wire import LENGTH, MOST, framed


class BrokenPipesError(Exception):
    """The process has ended, or what it says is no frame."""


class Pipes:
    """A process and the two pipes to it. Not for two threads at once."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        # A session of its own: Ctrl-C is ours, and it ends when its input does. What it complains of goes nowhere.
        self._process = subprocess.Popen(  # noqa: S603 - our own worker, by our own Python
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=environment,
            start_new_session=True,
        )
        self._asked, self._answers = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)
        self._poller = select.poll()
        self._poller.register(self._answers, select.POLLIN)
        self._held = bytearray()
        self.greeted = False  # whether it has said what it is

    @property
    def ended(self) -> bool:
        """Whether the process is no more."""
        return self._process.poll() is not None

    def send(self, content: bytes) -> None:
        """Send a frame. It fits into an empty pipe, so nobody waits. Raises BrokenPipesError."""
        if self._held:
            raise BrokenPipesError  # it has said something unasked: its answers are not to our questions
        try:
            os.write(self._asked.fileno(), framed(content))
        except OSError:
            raise BrokenPipesError from None

    def frame(self, deadline: float) -> bytes | None:
        """The next frame; None where it is not there by *deadline* (time.monotonic). Raises BrokenPipesError."""
        while (whole := self._whole()) is None:
            left = deadline - time.monotonic()
            if not self._poller.poll(max(0.0, left * 1000)):
                return None
            more = os.read(self._answers.fileno(), MOST)
            if not more:
                raise BrokenPipesError
            self._held += more
        return whole

    def end(self) -> None:
        """Kill the process, if it lives, and keep nothing of it."""
        self._process.kill()
        self.leave()
        self._process.wait()

    def leave(self) -> None:
        """Close our ends of the pipes."""
        for pipe in (self._asked, self._answers):
            with suppress(OSError):
                pipe.close()

    def _whole(self) -> bytes | None:
        if len(self._held) < LENGTH.size:
            return None
        (length,) = LENGTH.unpack_from(self._held)
        if length > MOST:
            raise BrokenPipesError
        past = LENGTH.size + length
        if len(self._held) < past:
            return None
        whole = bytes(self._held[LENGTH.size : past])
        del self._held[:past]
        return whole
