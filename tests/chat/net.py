"""A conversation without sockets and without a database: the real lines and clients, and between them a world that
cuts, repeats and mixes up what is on its way, loses transactions and forgets what was only in memory."""

import json
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from channels.chat import frames
from channels.chat.client import Client, Later
from channels.chat.frames import ClientFrame, Entry, Refused, Say, ServerFrame, Side, Tick, Welcome, Why
from channels.chat.line import Line
from channels.chat.pace import Limit, Pace

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FAST = Limit(most=1_000_000, within=timedelta(seconds=1))


class CrashError(Exception):
    """The process is gone, and with it the transaction."""


@dataclass(slots=True)
class Ledger:
    """What is durable. A message is stored once, under the next number."""

    entries: list[Entry] = field(default_factory=list)

    def store(self, side: Side, say: Say) -> Tick:
        known = next((entry for entry in self.entries if entry.id == say.id), None)
        if known is None:
            known = Entry(seq=len(self.entries) + 1, id=say.id, side=side, name=None, text=say.text, at=AT)
            self.entries.append(known)
        return Tick(id=say.id, seq=known.seq, at=AT)


@dataclass(slots=True)
class Wire:
    """One line between a client and a process: what is on its way, in both directions."""

    line: Line
    process: int
    up: list[str] = field(default_factory=list)
    down: list[ServerFrame] = field(default_factory=list)


class World:
    """Two processes, clients, and chance."""

    def __init__(self, chance: random.Random, sides: tuple[Side, ...]) -> None:
        self.chance = chance
        self.ledger = Ledger()
        self.clients = [Client(token="t") for _ in sides]
        self.sides = sides
        self.wires: list[Wire | None] = [None] * len(sides)
        self.paces = [Pace([FAST]) for _ in range(2)]
        self.calm = False
        self.written = 0

    def connect(self, number: int) -> None:
        self.wires[number] = wire = Wire(line=Line(self.sides[number]), process=self.chance.randrange(2))
        self.send(number, self.clients[number].connected())
        assert wire.up

    def cut(self, number: int) -> None:
        """Everything on its way is lost."""
        self.wires[number] = None
        self.clients[number].disconnected()

    def crash(self, process: int) -> None:
        """A process dies with its objects: every line of it is cut."""
        for number, wire in enumerate(self.wires):
            if wire is not None and wire.process == process:
                self.cut(number)

    def write(self, number: int, message_id: UUID, text: str) -> None:
        self.send(number, self.clients[number].say(message_id, text))

    def send(self, number: int, said: tuple[ClientFrame | Later, ...]) -> None:
        wire = self.wires[number]
        for frame in said:
            if wire is not None:
                wire.up.append(frames.write(frame.frame if isinstance(frame, Later) else frame))

    def up(self, number: int) -> None:
        """A frame arrives at the server; now and then another one first, and now and then once more."""
        wire = self.wires[number]
        if wire is None or not wire.up:
            return
        frame = self._pick(wire.up)
        heard = wire.line.heard(frame, AT)
        wire.down += heard.answers
        if heard.hello is not None:
            after = min(heard.hello.after, len(self.ledger.entries))
            wire.down.append(Welcome(token="t", after=after, reference=None, ended=False))
            wire.line.opened(after, self.paces[wire.process])
        if heard.say is not None:
            try:
                wire.down.append(self._store(wire, heard.say))
            except CrashError:
                self.crash(wire.process)
        self.look(number)

    def _store(self, wire: Wire, say: Say) -> Tick | Refused:
        fate = (
            "commit"
            if self.calm
            else self.chance.choices(["commit", "lost", "crash before", "crash after", "no answer"], [12, 2, 1, 1, 1])[
                0
            ]
        )
        if fate == "lost":
            return Refused(id=say.id, why=Why.UNAVAILABLE, after_seconds=1)
        if fate == "crash before":
            raise CrashError
        tick = self.ledger.store(wire.line.side, say)
        if fate == "crash after":
            raise CrashError
        return Refused(id=say.id, why=Why.UNAVAILABLE, after_seconds=1) if fate == "no answer" else tick

    def look(self, number: int) -> None:
        """The hub gives a line what it is owed, from a look that may be older than the newest commit."""
        wire = self.wires[number]
        if wire is None:
            return
        known = len(self.ledger.entries) if self.calm else self.chance.randint(0, len(self.ledger.entries))
        wire.down += wire.line.due(self.ledger.entries[:known])

    def down(self, number: int) -> None:
        wire = self.wires[number]
        if wire is not None and wire.down:
            self.send(number, self.clients[number].heard(self._pick(wire.down)))

    def _pick(self, waiting: list) -> object:
        fate = 1.0 if self.calm else self.chance.random()
        place = self.chance.randrange(len(waiting)) if fate < 0.1 else 0
        return waiting[place] if 0.1 <= fate < 0.15 else waiting.pop(place)

    def settle(self) -> None:
        """The world comes to rest: every line is new, and everything on its way arrives."""
        self.calm = True
        for number in range(len(self.clients)):
            self.cut(number)
            self.connect(number)
        for _ in range(10_000):
            busy = [wire for wire in self.wires if wire and (wire.up or wire.down)]
            for number in range(len(self.clients)):
                self.up(number)
                self.look(number)
                self.down(number)
            if not busy:
                return
        raise AssertionError(json.dumps([len(client.unsaid) for client in self.clients]))
