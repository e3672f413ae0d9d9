"""The hub: one per process. It looks when something was said, once for all clients, and gives each what it is owed."""

import asyncio
from collections.abc import Awaitable, Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import groupby, islice
from typing import Final
from uuid import UUID

import structlog
from aiohttp import WSCloseCode

from channels.chat.frames import Side
from channels.chat.line import Line
from gateway.chat.handling import handling
from gateway.chat.outlet import Outlet
from gateway.chat.room import Room
from gateway.chat.saying import Talk
from gateway.chat.sweeping import Sweep
from gateway.faults import Step
from gateway.services import Services
from gateway.steps.conversing import opened, towards_visitor
from gateway.store import conversations, presence

log = structlog.get_logger()

HUB_FAILED: Final = "chat_hub_failed"

LOOK_AGAIN: Final = 5.0  # seconds; wakes are a courtesy, this is the guarantee
_SAVE: Final = 1.0  # seconds; who types is told to other processes this often
_AT_ONCE: Final = 64  # conversations in one look
_MOST: Final = 500  # entries in one look
_KNOWN: Final = 500  # conversations in one statement of the general look
_MOST_LINES: Final = 16  # on one conversation in one process
_FORGOTTEN: Final = timedelta(minutes=2)  # how long the pace of a conversation is remembered when nobody is on it


class Hub:
    """The conversations that clients of this process are on."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.talk = Talk(services)
        self._sweep = Sweep(services)
        self._rooms: dict[UUID, Room] = {}
        self._wanted: dict[UUID, None] = {}  # to be looked at, in the order of asking
        self._asked = asyncio.Event()
        self._tasks: tuple[asyncio.Task[None], ...] = ()
        self._stopped = asyncio.Event()
        self._every: set[Outlet] = set()
        self.is_closing = False

    def start(self) -> None:
        """Look whenever somebody rings."""
        self._services.wakes.listen(self._heard)
        works = (self._look_when_asked(), self._look_at_all(), self._save_often())
        self._tasks = tuple(asyncio.create_task(work, name="chat hub") for work in works)

    def close(self) -> None:
        """Let every client go; it comes again, to another process or to the next of this one."""
        self.is_closing = True
        for outlet in tuple(self._every):
            outlet.close(WSCloseCode.GOING_AWAY)

    async def stop(self) -> None:
        """Look no more. What is being looked at is looked at to its end."""
        self._services.wakes.leave(self._heard)
        self._stopped.set()
        self._asked.set()
        await asyncio.gather(*self._tasks)

    def outlet(self, side: Side) -> Outlet:
        """A way out for a client that has just come and has not said where to."""
        outlet = Outlet(Line(side))
        self._every.add(outlet)
        if self.is_closing:
            outlet.close(WSCloseCode.GOING_AWAY)
        return outlet

    def room(self, conversation_id: UUID) -> Room:
        """What is known here of the conversation."""
        now = self._services.now()
        return self._rooms.setdefault(conversation_id, Room(id=conversation_id, used_at=now))

    def join(self, outlet: Outlet, room: Room, after: int) -> None:
        """The client is on the conversation and has everything up to *after*; the rest follows."""
        if outlet.conversation_id not in {None, room.id}:
            self._take_out(outlet)
        outlet.conversation_id = room.id
        if len(room.outlets) >= _MOST_LINES and outlet not in room.outlets:
            outlet.close(WSCloseCode.TRY_AGAIN_LATER)
            return
        outlet.line.opened(after, room.paces[outlet.line.side])
        outlet.is_fresh = True
        room.come(outlet, self._services.now())
        self.want(room.id)

    def leave(self, outlet: Outlet) -> None:
        """The client has gone. Its side's lease runs out by itself: often it comes right back."""
        self._every.discard(outlet)
        self._take_out(outlet)

    def type(self, outlet: Outlet) -> None:
        """The client's person is writing."""
        if outlet.conversation_id is not None:
            self.room(outlet.conversation_id).type(outlet.line.side, self._services.now())

    def see(self, outlet: Outlet, seq: int) -> None:
        """The client's person has seen everything up to *seq*."""
        if outlet.conversation_id is not None:
            self.room(outlet.conversation_id).see(outlet.line.side, seq, self._services.now())

    def want(self, conversation_id: UUID) -> None:
        """Look at the conversation, soon."""
        self._wanted[conversation_id] = None
        self._asked.set()

    def _take_out(self, outlet: Outlet) -> None:
        room = self._rooms.get(outlet.conversation_id) if outlet.conversation_id else None
        if room is not None:
            room.outlets.discard(outlet)
            room.used_at = self._services.now()

    def _heard(self, topic: UUID | None) -> None:
        room = self._rooms.get(topic) if topic else None
        if room is not None and room.outlets:
            self.want(room.id)

    async def _look_when_asked(self) -> None:
        while True:
            await self._asked.wait()
            if self._stopped.is_set():
                return
            wanted = tuple(islice(self._wanted, _AT_ONCE))
            for one in wanted:
                del self._wanted[one]
            if not self._wanted:
                self._asked.clear()
            rooms = [room for one in wanted if (room := self._rooms.get(one))]
            if not await self._survives(self._look(rooms)) and len(rooms) > 1:
                # One of them may be at fault: each by itself. Who is not served now is when all are looked at.
                for room in rooms:
                    await self._survives(self._look([room]))

    async def _look(self, rooms: Sequence[Room]) -> None:
        """Give the clients in *rooms* what was said since; tell how a conversation stands where nothing was."""
        cursors = {room.id: room.cursor for room in rooms if room.outlets}
        if not cursors:
            return
        async with self._services.readers() as session:
            found = await conversations.after(session, cursors, _MOST)
        # Two in three looks are for a new message; who is there is asked when it is not, and every five seconds.
        quiet = {room.id for room in rooms if room.has_fresh} | cursors.keys()
        for own, stored in groupby(found, key=lambda one: one.row.conversation_id):
            entries = [opened(self._services, one) for one in stored]
            to_visitor = [towards_visitor(self._services, entry) for entry in entries]
            room = self._rooms[own]
            room.has_begun = True
            room.distribute({Side.ADVISOR: entries, Side.VISITOR: to_visitor})
            if not room.has_fresh and not room.may_change(entries):
                quiet.discard(own)
        if len(found) == _MOST:
            for own in cursors:
                self.want(own)
        if quiet:
            await self._learn(quiet)

    async def _learn(self, ids: Iterable[UUID]) -> None:
        """Ask how conversations stand, tell their clients what is new, and look at those where something was said."""
        wanted, now = list(ids), self._services.now()
        async with self._services.readers() as session:
            standings = await conversations.standing(session, wanted)
            leases = await presence.of(session, wanted)
            floors = await handling(session, list(standings), now)
        of_room = {own: list(some) for own, some in groupby(leases, key=lambda lease: lease.conversation_id)}
        for own in wanted:
            room, standing = self._rooms.get(own), standings.get(own)
            if room is None:
                continue
            room.has_begun = room.has_begun or standing is not None
            ended = standing is not None and standing.ended
            room.learn(of_room.get(own, ()), floors.get(own), now, ended=ended)
            if standing is not None and room.outlets and standing.last_seq > room.cursor:
                self.want(own)

    async def _look_at_all(self) -> None:
        while not await self._stops_within(LOOK_AGAIN):
            now = self._services.now()
            for room in tuple(self._rooms.values()):
                if not room.outlets and room.used_at < now - _FORGOTTEN:
                    del self._rooms[room.id]
                room.renew(now)
            here = iter([room.id for room in self._rooms.values() if room.outlets])
            while some := tuple(islice(here, _KNOWN)):
                await self._survives(self._learn(some))
            await self._survives(self._sweep.look())

    async def _save_often(self) -> None:
        while not await self._stops_within(_SAVE):
            unsaved = [room for room in self._rooms.values() if room.unsaved and room.has_begun]
            if unsaved:
                await self._survives(self._save(unsaved))

    async def _save(self, rooms: Sequence[Room]) -> None:
        sides = {room.id: set(room.unsaved) for room in rooms}
        leases = [lease for room in rooms for lease in room.save()]
        try:
            async with self._services.writing(Step.PRESENCE) as session:
                await presence.renew(session, leases)
        except BaseException:
            for room in rooms:
                room.unsaved |= sides[room.id]
            raise
        for room in rooms:
            await self._services.wakes.ring(room.id)

    async def _survives(self, work: Awaitable[None]) -> bool:
        """Do *work*. What goes wrong is tried again when all are looked at. Tells whether it was done."""
        try:
            await work
        except Exception as problem:  # noqa: BLE001  every client of this process depends on its hub
            log.warning(HUB_FAILED, error=type(problem).__name__)
            return False
        return True

    async def _stops_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stopped.wait()
        return self._stopped.is_set()
