"""The client's side of a line, as every client of ours behaves: the page's script does the same in its own words.

Pure: it is told what happened and answers with the frames to send. One message is under way at a time, so that what
one person writes stays in the order in which they wrote it, however often the line breaks.
"""

from collections import deque
from dataclasses import dataclass
from uuid import UUID

from channels.chat.frames import ClientFrame, Entry, Hello, Refused, Say, ServerFrame, Tick, Welcome, Why

# What was refused so is not sent again: it would be refused again.
FINAL = frozenset({Why.TOO_LONG, Why.EMPTY, Why.MALFORMED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Send this again, but not before *after_seconds*."""

    frame: Say
    after_seconds: int


class Client:
    """What one client knows and still has to say. It outlives every line."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.entries: list[Entry] = []
        self.ticked: dict[UUID, int] = {}
        self.refused: dict[UUID, Why] = {}
        self._outbox: deque[Say] = deque()
        self._is_open = False
        self._under_way = False

    @property
    def after(self) -> int:
        """How far it has read."""
        return self.entries[-1].seq if self.entries else 0

    @property
    def unsaid(self) -> tuple[Say, ...]:
        """What was written and not yet ticked."""
        return tuple(self._outbox)

    def say(self, message_id: UUID, text: str) -> tuple[ClientFrame, ...]:
        """Its person wrote *text*."""
        self._outbox.append(Say(id=message_id, text=text))
        return self._next()

    def connected(self) -> tuple[ClientFrame, ...]:
        """There is a new line."""
        self._is_open = self._under_way = False
        return (Hello(token=self.token, after=self.after),)

    def disconnected(self) -> None:
        """The line is gone."""
        self._is_open = self._under_way = False

    def heard(self, frame: ServerFrame) -> tuple[ClientFrame | Later, ...]:
        """A frame came from the server."""
        match frame:
            case Welcome():
                self.token = frame.token
                self._is_open = True
                return self._next()
            case Tick(id=own, seq=seq):
                self.ticked[own] = seq
                return self._said(own)
            case Entry():
                return self._entry(frame)
            case Refused():
                return self._refused(frame)
        return ()

    def _entry(self, entry: Entry) -> tuple[ClientFrame | Later, ...]:
        if entry.seq <= self.after:
            return ()
        if entry.seq > self.after + 1:
            # Something is missing: the line goes on from what is known.
            return (Hello(token=self.token, after=self.after),)
        self.entries.append(entry)
        return ()

    def _refused(self, refused: Refused) -> tuple[ClientFrame | Later, ...]:
        if not self._outbox or refused.id != self._outbox[0].id:
            return ()
        if refused.why in FINAL:
            self.refused[self._outbox[0].id] = refused.why
            return self._said(self._outbox[0].id)
        return (Later(frame=self._outbox[0], after_seconds=refused.after_seconds or 1),)

    def _said(self, own: UUID) -> tuple[ClientFrame, ...]:
        if self._outbox and self._outbox[0].id == own:
            self._outbox.popleft()
            self._under_way = False
        return self._next()

    def _next(self) -> tuple[ClientFrame, ...]:
        if not self._is_open or self._under_way or not self._outbox:
            return ()
        self._under_way = True
        return (self._outbox[0],)
