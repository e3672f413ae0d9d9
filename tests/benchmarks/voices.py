"""Clients on the line by the reference client's rules: what each says is timed until its tick and until it is read."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from functools import partial
from uuid import UUID, uuid4

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from channels.chat.client import Client, Later
from channels.chat.frames import ClientFrame, Entry, Say, Tick, Welcome, write
from tests.servers.talkers import told

WORDS = "Äiti on jäänyt yksin kotiin ja kysyy, milloin kotihoidon käynti on, kun eilen ei tullut kukaan."


Dial = Callable[[], Awaitable[ClientWebSocketResponse]]


@dataclass(slots=True, kw_only=True)
class Clock:
    """When each message was to be said, and how long after that it was ticked and read."""

    due: dict[UUID, float] = field(default_factory=dict)
    ticked: dict[UUID, float] = field(default_factory=dict)
    read: dict[UUID, float] = field(default_factory=dict)
    last: float = 0.0  # when the last of these was heard

    def tick(self, message_id: UUID) -> None:
        self._hear(self.ticked, message_id)

    def entry(self, message_id: UUID) -> None:
        self._hear(self.read, message_id)

    def _hear(self, times: dict[UUID, float], message_id: UUID) -> None:
        begun = self.due.get(message_id)
        # What was said again is ticked again: the first time counts.
        if begun is not None and message_id not in times:
            self.last = time.perf_counter()
            times[message_id] = self.last - begun


@dataclass(slots=True, kw_only=True)
class Voice:
    """One client of ours. A line that breaks is opened again, as every client does, and is counted."""

    clock: Clock
    dial: Dial
    socket: ClientWebSocketResponse
    client: Client = field(default_factory=lambda: Client(""))
    said: dict[UUID, str] = field(default_factory=dict)  # in order
    refused: int = 0  # frames that were told to come again
    broken: int = 0  # lines that the server closed
    welcomed: asyncio.Event = field(default_factory=asyncio.Event)

    async def say(self, text: str, due: float) -> None:
        """Say *text*, which was to be said at *due*; what waits for an earlier tick counts from there too."""
        own = uuid4()
        self.said[own] = text
        self.clock.due[own] = due
        await self._send(self.client.say(own, text))

    async def talk(self) -> None:
        """Be on the line until cancelled."""
        while True:
            await self._send(self.client.connected())
            await self._listen()
            self.broken += 1
            self.client.disconnected()
            self.socket = await self.dial()

    async def _listen(self) -> None:
        async for message in self.socket:
            assert message.type is WSMsgType.TEXT, message
            frame = told(message.data)
            match frame:
                case None:
                    continue
                case Welcome():
                    self.welcomed.set()
                case Tick(id=said):
                    self.clock.tick(said)
                case Entry(id=said) if said not in self.said and frame.seq == self.client.after + 1:
                    self.clock.entry(said)
            await self._send(self.client.heard(frame))

    async def _send(self, frames: tuple[ClientFrame | Later, ...]) -> None:
        for frame in frames:
            if isinstance(frame, Later):
                self.refused += 1
                asyncio.get_running_loop().call_later(frame.after_seconds, self._again, frame.frame)
            else:
                await self._write(frame)

    def _again(self, frame: Say) -> None:
        task = asyncio.ensure_future(self._write(frame))
        task.add_done_callback(asyncio.Future.result)

    async def _write(self, frame: ClientFrame) -> None:
        # What is not sent on a line that is gone is said again on the next.
        with suppress(ConnectionError):
            await self.socket.send_str(write(frame))


@dataclass(slots=True, kw_only=True)
class EchoVoice:
    """The same frames to a server that sends each back."""

    clock: Clock
    socket: ClientWebSocketResponse
    said: list[UUID] = field(default_factory=list)
    heard: list[UUID] = field(default_factory=list)

    async def say(self, text: str, due: float) -> None:
        own = uuid4()
        self.said.append(own)
        self.clock.due[own] = due
        await self.socket.send_str(write(Say(id=own, text=text)))

    async def talk(self) -> None:
        async for message in self.socket:
            own = UUID(json.loads(message.data)["id"])
            self.heard.append(own)
            self.clock.tick(own)


@dataclass(slots=True, kw_only=True)
class Choir:
    """Voices over sockets of one process, all open until the block ends."""

    session: ClientSession
    stack: AsyncExitStack
    clock: Clock = field(default_factory=Clock)
    talks: list[asyncio.Task[None]] = field(default_factory=list)

    async def ours(self, port: int, path: str, headers: dict[str, str]) -> Voice:
        """A welcomed client of ours; *headers* tell who it is."""
        dial = partial(self._socket, port, path, headers)
        voice = Voice(clock=self.clock, dial=dial, socket=await dial())
        self._start(voice.talk())
        return voice

    async def echo(self, port: int) -> EchoVoice:
        """A client of the bare echo."""
        voice = EchoVoice(clock=self.clock, socket=await self._socket(port, "/echo", {}))
        self._start(voice.talk())
        return voice

    def check(self) -> None:
        """Raise what went wrong on a line."""
        for talk in self.talks:
            if talk.done():
                talk.result()

    async def close(self) -> None:
        """Let every line go."""
        for talk in self.talks:
            talk.cancel()
        await asyncio.gather(*self.talks, return_exceptions=True)

    async def _socket(self, port: int, path: str, headers: dict[str, str]) -> ClientWebSocketResponse:
        address = f"http://127.0.0.1:{port}"
        opening = self.session.ws_connect(address + path, headers={"Origin": address, **headers}, max_msg_size=0)
        return await self.stack.enter_async_context(opening)

    def _start(self, talk: "asyncio.Future[None]") -> None:
        self.talks.append(asyncio.ensure_future(talk))
