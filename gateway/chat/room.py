"""What one process knows of one conversation that clients of its own are on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from channels.chat.floor import Floor
from channels.chat.frames import Ended, Entry, Handling, Presence, SeenBy, ServerFrame, Side, TypingBy
from channels.chat.pace import Pace
from gateway.chat.lately import Lately
from gateway.chat.outlet import Outlet
from gateway.store.presence import Lease, PresenceRow

LEASE: Final = timedelta(seconds=25)  # two renewals may fail before somebody is taken for gone
RENEW: Final = timedelta(seconds=10)
TYPING: Final = timedelta(seconds=6)
_TYPING_AGAIN: Final = timedelta(seconds=3)
_OTHER: Final[Mapping[Side, Side]] = {Side.VISITOR: Side.ADVISOR, Side.ADVISOR: Side.VISITOR}


@dataclass(slots=True, kw_only=True)
class Room:
    """One conversation with the clients of this process. It sends nothing twice and knows nothing that is not stored.

    Only whether somebody types is told before it is stored.
    """

    id: UUID
    used_at: datetime
    paces: dict[Side, Pace] = field(default_factory=lambda: {side: Pace() for side in _OTHER})
    outlets: set[Outlet] = field(default_factory=set)
    has_begun: bool = False
    floor: Floor | None = None  # who had it when we last looked
    admitted: bool = False  # may begin: this address has not begun too many
    ended: bool = False
    leases: dict[Side, Lease] = field(default_factory=dict)
    unsaved: set[Side] = field(default_factory=set)
    lately: Lately = field(default_factory=Lately)  # what the visitor has said, stored or about to be
    _told: Presence | None = None
    _handling: Handling | None = None  # as was told last

    @property
    def cursor(self) -> int:
        """What the client that is furthest behind has."""
        return min((outlet.line.after for outlet in self.outlets), default=0)

    @property
    def has_fresh(self) -> bool:
        """Whether a client waits to be told how the conversation stands."""
        return any(outlet.is_fresh for outlet in self.outlets)

    def may_change(self, entries: Sequence[Entry]) -> bool:
        """Whether *entries* may have come with another floor: we say it when it goes on, and an advisor's is theirs."""
        return any(
            entry.side is Side.SERVICE or (entry.side is Side.ADVISOR and self.floor is not Floor.ADVISOR)
            for entry in entries
        )

    def come(self, outlet: Outlet, now: datetime) -> None:
        """A client is on the line: its side is there."""
        self.outlets.add(outlet)
        self.used_at = now
        self.renew(now)

    def distribute(self, entries: Mapping[Side, Sequence[Entry]]) -> None:
        """Give each client what it is owed of *entries*, as its side gets them."""
        for outlet in tuple(self.outlets):
            missing = [entry for entry in entries[outlet.line.side] if entry.seq > outlet.line.after]
            now, later = missing[: outlet.room], missing[outlet.room :]
            outlet.is_behind = bool(later)
            outlet.put(*outlet.line.due(now))

    def type(self, side: Side, now: datetime) -> None:
        """Somebody of *side* types."""
        lease = self._lease(side, now)
        if lease.typing_until is not None and lease.typing_until > now + _TYPING_AGAIN:
            return
        self._keep(replace(lease, typing_until=now + TYPING))
        self._send(_OTHER[side], TypingBy(side=side))

    def see(self, side: Side, seq: int, now: datetime) -> None:
        """*side* has seen everything up to *seq*."""
        lease = self._lease(side, now)
        if seq > lease.seen:
            self._keep(replace(lease, seen=seq))
            self._send(_OTHER[side], SeenBy(side=side, seq=seq))

    def renew(self, now: datetime) -> None:
        """Say again that those who are here are here, where that was said too long ago."""
        for side in {outlet.line.side for outlet in self.outlets}:
            lease = self._lease(side, now)
            if lease.expires_at < now + LEASE - RENEW:
                self._keep(replace(lease, expires_at=now + LEASE))

    def learn(self, rows: Iterable[PresenceRow], handling: Handling | None, now: datetime, *, ended: bool) -> None:
        """Take in how the conversation stands in the database, and tell the clients what is new."""
        for row in rows:
            self._learn(row, now)
        self._tell_handling(handling)
        if ended and not self.ended:
            self._tell_all(Ended())
        self.ended = ended
        self.tell_presence(now)

    def tell_presence(self, now: datetime) -> None:
        """Tell who is there, where that has changed or somebody has not been told."""
        here = Presence(advisor=self._is_here(Side.ADVISOR, now), visitor=self._is_here(Side.VISITOR, now))
        for outlet in tuple(self.outlets):
            if outlet.is_fresh:
                outlet.is_fresh = False
                other = self.leases.get(_OTHER[outlet.line.side])
                seen = (SeenBy(side=other.side, seq=other.seen),) if other and other.seen else ()
                outlet.tell(here, *seen)
            elif here != self._told:
                outlet.put(here)
        self._told = here

    def _tell_handling(self, handling: Handling | None) -> None:
        """Tell who has the floor, where that has changed or somebody has not been told."""
        if handling is None:
            return
        for outlet in tuple(self.outlets):
            if outlet.is_fresh:
                outlet.tell(handling)
            elif handling != self._handling:
                outlet.put(handling)
        self._handling, self.floor = handling, handling.floor

    def save(self) -> tuple[Lease, ...]:
        """What has to be written now; it counts as written unless it is given back to `unsaved`."""
        if not self.has_begun:
            return ()
        leases = tuple(self.leases[side] for side in self.unsaved)
        self.unsaved.clear()
        return leases

    def _learn(self, row: PresenceRow, now: datetime) -> None:
        known = self.leases.get(row.side)
        told = row.typing_until and row.typing_until > now and (known is None or known.typing_until != row.typing_until)
        lease = Lease(
            conversation_id=self.id,
            side=row.side,
            expires_at=max(row.expires_at, known.expires_at) if known else row.expires_at,
            typing_until=_later(row.typing_until, known.typing_until if known else None),
            seen=max(row.seen, known.seen) if known else row.seen,
        )
        self.leases[row.side] = lease
        if told and (known is None or lease.typing_until != known.typing_until):
            self._send(_OTHER[row.side], TypingBy(side=row.side))
        if known is not None and lease.seen > known.seen:
            self._send(_OTHER[row.side], SeenBy(side=row.side, seq=lease.seen))

    def _lease(self, side: Side, now: datetime) -> Lease:
        fresh = Lease(conversation_id=self.id, side=side, expires_at=now, typing_until=None, seen=0)
        return self.leases.get(side, fresh)

    def _keep(self, lease: Lease) -> None:
        self.leases[lease.side] = lease
        self.unsaved.add(lease.side)

    def _is_here(self, side: Side, now: datetime) -> bool:
        lease = self.leases.get(side)
        return lease is not None and lease.expires_at > now

    def _send(self, side: Side, frame: ServerFrame) -> None:
        for outlet in tuple(self.outlets):
            if outlet.line.side is side:
                outlet.put(frame)

    def _tell_all(self, frame: ServerFrame) -> None:
        for outlet in tuple(self.outlets):
            if not outlet.is_fresh:
                outlet.put(frame)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((moment for moment in (one, other) if moment is not None), default=None)
