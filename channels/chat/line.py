"""The server's side of one line: which frame asks for what, and which entries one client is still owed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from channels.chat.frames import (
    ClientFrame,
    Entry,
    FrameError,
    Hello,
    Ping,
    Pong,
    Refused,
    Say,
    Seen,
    ServerFrame,
    Side,
    Typing,
    Why,
    read,
)
from channels.chat.pace import Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What a frame came to: what is answered at once, and what has to be done for it."""

    answers: tuple[ServerFrame, ...] = ()
    hello: Hello | None = None
    say: Say | None = None
    typing: bool = False
    seen: int | None = None


class Line:
    """One client on a conversation. Before its hello it is owed nothing and can do nothing."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.after = 0
        self._pace: Pace | None = None

    def heard(self, frame: str, now: datetime) -> Heard:
        """What *frame* asks for. What is no frame of ours is refused, and the line stays."""
        try:
            return self._asked(read(frame), now)
        except FrameError as error:
            return _refused(error.why, error)

    @property
    def is_open(self) -> bool:
        """Whether it has said hello."""
        return self._pace is not None

    def opened(self, after: int, pace: Pace) -> None:
        """The client has said what it knows; everything later is owed to it. All lines of a side share one *pace*."""
        self.after = after
        self._pace = pace

    def due(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Those of *entries* that come next for this client, in order and without a gap; it is owed them no more.

        What it has already is left out. What stands behind a gap waits until what is missing comes with it.
        """
        if not self.is_open:
            return ()
        owed = []
        for entry in sorted(entries, key=lambda one: one.seq):
            if entry.seq == self.after + 1:
                owed.append(entry)
                self.after = entry.seq
        return tuple(owed)

    def _asked(self, frame: ClientFrame, now: datetime) -> Heard:
        match frame:
            case Hello():
                return Heard(hello=frame)
            case Ping():
                return Heard(answers=(Pong(),))
            case Say() if self.is_open:
                return self._say(frame, now)
            case Typing() if self.is_open:
                return Heard(typing=True)
            case Seen(seq=seq) if self.is_open:
                # Nobody has seen what was not sent to them.
                return Heard(seen=min(seq, self.after))
        return Heard(answers=(Refused(id=frame.id if isinstance(frame, Say) else None, why=Why.MALFORMED),))

    def _say(self, say: Say, now: datetime) -> Heard:
        seconds = self._pace.wait(now) if self._pace else 0
        if seconds:
            return Heard(answers=(Refused(id=say.id, why=Why.TOO_MANY, after_seconds=seconds),))
        return Heard(say=say)


def _refused(why: Why, error: FrameError) -> Heard:
    return Heard(answers=(Refused(id=error.id, why=why),))
