"""A client on the chat line, as tests hold it: frames go out as they are, and what comes is kept."""

import asyncio
import json
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from aiohttp import ClientWebSocketResponse, WSMsgType
from aiohttp.test_utils import TestClient

from tests.factories import SignedIn

WITHIN = 10  # seconds


@dataclass(slots=True)
class Peer:
    """One open line."""

    socket: ClientWebSocketResponse
    token: str = ""
    heard: list[dict] = field(default_factory=list)

    async def send(self, **frame: object) -> None:
        await self.socket.send_str(json.dumps(frame))

    async def hello(self, token: str = "", after: int = 0) -> dict:
        await self.send(type="hello", token=token, after=after)
        welcome = await self.hears("welcome")
        self.token = welcome["token"]
        return welcome

    async def say(self, text: str, message_id: UUID | None = None, **more: object) -> dict:
        """Say it and wait for the tick, or for the refusal."""
        own = str(message_id or uuid4())
        await self.send(type="say", id=own, text=text, **more)
        return await self.hears("tick", "refused", id=own)

    async def hears(self, *types: str, **values: object) -> dict:
        """The next frame of one of *types* that has these values, among those not yet looked at."""
        async with asyncio.timeout(WITHIN):
            while True:
                frame = json.loads(await self.socket.receive_str())
                self.heard.append(frame)
                if frame["type"] in types and all(frame.get(name) == value for name, value in values.items()):
                    return frame

    async def entries(self, most: int) -> list[dict]:
        """The first *most* entries that this line has brought."""
        while len(self.all("entry")) < most:
            await self.hears("entry")
        return self.all("entry")

    def all(self, kind: str) -> list[dict]:
        return [frame for frame in self.heard if frame["type"] == kind]

    async def ends(self) -> int:
        """Read until it is closed; the code."""
        async with asyncio.timeout(WITHIN):
            while (message := await self.socket.receive()).type is WSMsgType.TEXT:
                self.heard.append(json.loads(message.data))
        return self.socket.close_code


def origin_of(client: TestClient) -> str:
    return f"http://{client.host}:{client.port}"


async def visits(client: TestClient, **hello: object) -> Peer:
    """A visitor on an open line, welcomed."""
    peer = await connects(client)
    await peer.hello(**hello)
    return peer


async def connects(client: TestClient) -> Peer:
    return Peer(await client.ws_connect("/chat/line", headers={"Origin": origin_of(client)}))


async def answers(client: TestClient, somebody: SignedIn, case_id: UUID, after: int = 0) -> Peer:
    """An advisor on the line of a Case, welcomed."""
    headers = {"Origin": origin_of(client), **somebody.headers}
    peer = Peer(await client.ws_connect(f"/inbox/case/{case_id}/line", headers=headers))
    await peer.hello(after=after)
    return peer
