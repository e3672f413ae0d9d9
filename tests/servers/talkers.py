"""Clients on the chat line that never give up: the reference client on real sockets, to whichever process answers."""

import asyncio
import json
import random
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, WSMsgType

from channels.chat.client import Client, Later
from channels.chat.frames import ClientFrame, Entry, Ping, Refused, ServerFrame, Side, Tick, Welcome, Why, write

_QUIET = 1.5  # seconds of silence after which it is asked whether the line lives
_SILENT = 3  # questions without an answer after which it is given up
_AGAIN = 0.3  # seconds; a person's client is told to wait longer


def told(frame: str) -> ServerFrame | None:
    """What the server says, as far as the reference client listens."""
    match json.loads(frame):
        case {"type": "welcome", "token": token, "after": after, "reference": reference, "ended": ended}:
            return Welcome(token=token, after=after, reference=reference, ended=ended)
        case {"type": "tick", "id": own, "seq": seq, "at": at}:
            return Tick(id=UUID(own), seq=seq, at=datetime.fromisoformat(at))
        case {"type": "entry", "seq": seq, "id": own, "from": side, "name": name, "text": text, "at": at}:
            moment = datetime.fromisoformat(at)
            return Entry(seq=seq, id=UUID(own), side=Side(side), name=name, text=text, at=moment)
        case {"type": "refused", "id": own, "why": why, "after_seconds": seconds}:
            return Refused(id=UUID(own) if own else None, why=Why(why), after_seconds=seconds)
    return None


@dataclass(slots=True, kw_only=True)
class Talker:
    """Somebody with a client: says what they have to say, over as many lines as it takes."""

    session: ClientSession
    ports: Sequence[int]
    chance: random.Random
    client: Client
    path: str = "/chat/line"
    headers: Mapping[str, str] = field(default_factory=dict)
    lines: int = 0  # how many it took
    welcomed: asyncio.Event = field(default_factory=asyncio.Event)
    _socket: ClientWebSocketResponse | None = None

    async def say(self, text: str) -> UUID:
        own = uuid4()
        await self._send(self.client.say(own, text))
        return own

    async def talk(self) -> None:
        """Be on the line until cancelled."""
        while True:
            with suppress(ClientError, OSError, TimeoutError):
                await self._one_line()
            self._socket = None
            self.client.disconnected()
            await asyncio.sleep(self.chance.uniform(0.05, 0.4))

    async def _one_line(self) -> None:
        address = f"127.0.0.1:{self.chance.choice(self.ports)}"
        headers = {"Origin": f"http://{address}", **self.headers}
        async with (
            asyncio.timeout(8) as opening,
            self.session.ws_connect(f"http://{address}{self.path}", headers=headers) as socket,
        ):
            opening.reschedule(None)
            self.lines += 1
            self._socket = socket
            await self._send(self.client.connected())
            await self._listen(socket)

    async def _listen(self, socket: ClientWebSocketResponse) -> None:
        unanswered = 0
        while unanswered < _SILENT:
            try:
                message = await socket.receive(timeout=_QUIET)
            except TimeoutError:
                unanswered += 1
                await self._send((Ping(),))
                continue
            if message.type is not WSMsgType.TEXT:
                return
            unanswered = 0
            frame = told(message.data)
            if frame is not None:
                await self._send(self.client.heard(frame))
            if isinstance(frame, Welcome):
                self.welcomed.set()
            if isinstance(frame, Refused) and frame.id is None:
                return

    async def _send(self, said: Sequence[ClientFrame | Later]) -> None:
        for frame in said:
            if isinstance(frame, Later):
                await asyncio.sleep(_AGAIN)
            if self._socket is not None and not self._socket.closed:
                with suppress(ClientError, ConnectionError):
                    await self._socket.send_str(write(frame.frame if isinstance(frame, Later) else frame))
