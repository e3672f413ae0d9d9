"""The other end of a chat line, made to misbehave: it speaks the real frames and forgets, repeats and goes silent."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

from aiohttp import WSMsgType, web

from channels.chat.frames import (
    Alarm,
    Button,
    Entry,
    FrameError,
    Hello,
    Ping,
    Pong,
    Presence,
    Refused,
    Say,
    SeenBy,
    ServerFrame,
    Side,
    Tick,
    TypingBy,
    Welcome,
    Why,
    as_json,
    read,
    write,
)
from gateway.services import Services
from gateway.web.frame import RENDERER, SERVICES
from gateway.web.guard import add_headers
from gateway.web.look import LOOK, STATIC, Look
from gateway.web.pages import Renderer, environment
from gateway.web.public import chat_page, chat_widget, sites

TOKEN = "token-of-the-peer"
REFERENCE = "SAT-7F3K-9QXR-MD4"
AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@dataclass(slots=True)
class Peer:
    """One conversation with one visitor. What it is told to do wrong, it does until told otherwise."""

    entries: list[Entry] = field(default_factory=list)
    heard: list[object] = field(default_factory=list)  # every frame of the client, in order
    lines: set[web.WebSocketResponse] = field(default_factory=set)
    opened: int = 0  # lines, so far
    away: bool = False  # refuses every line
    no_sockets: bool = False
    deaf: bool = False  # hears, stores nothing and answers nothing
    forgets_ticks: bool = False  # stores and does not say so
    doubles: bool = False  # says everything twice
    holds_back: set[int] = field(default_factory=set)  # numbers that are left out, until a line asks for them again
    refuses: Why | None = None
    expired: bool = False  # the next token is refused
    codes: dict[str, str] = field(default_factory=dict)  # a code to continue with -> token
    code_status: int = 200
    told: list[object] = field(default_factory=list)  # feedback
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def line(self, request: web.Request) -> web.StreamResponse:
        """`GET /chat/line`."""
        self._demand_presence()
        if self.no_sockets:
            raise web.HTTPForbidden
        line = web.WebSocketResponse()
        await line.prepare(request)
        self.opened += 1
        self.lines.add(line)
        async for message in line:
            if message.type is WSMsgType.TEXT:
                for answer in self.answers(message.data):
                    await self._tell(line, answer)
        self.lines.discard(line)
        return line

    async def poll(self, request: web.Request) -> web.Response:
        """`POST /chat/poll`: answers at once where there is something to say, else after a moment."""
        self._demand_presence()
        asked = await request.json()
        after = asked["after"]
        frames = [answer for one in asked["frames"] for answer in self.answers(json.dumps(one))]
        if not frames and after >= len(self.entries) and asked["token"]:
            self.changed.clear()
            try:
                async with asyncio.timeout(2):
                    await self.changed.wait()
            except TimeoutError:
                pass
        told = [self._welcome(after), *frames, *self.entries[after:]]
        return web.json_response({"frames": [as_json(one) for one in told]})

    async def code(self, request: web.Request) -> web.Response:
        """`POST /chat/code`."""
        token = (await request.json())["token"]
        self.codes["HK7M-2QWX"] = token
        return web.json_response({"code": "HK7M-2QWX"})

    async def resume(self, request: web.Request) -> web.Response:
        """`POST /chat/continue`."""
        token = self.codes.get((await request.json())["code"])
        if token is None or self.code_status != 200:
            return web.json_response({}, status=404 if self.code_status == 200 else self.code_status)
        return web.json_response({"token": token})

    async def feedback(self, request: web.Request) -> web.Response:
        """`POST /chat/feedback`."""
        self.told.append(await request.json())
        return web.Response(status=204)

    def answers(self, words: str) -> list[ServerFrame]:
        """What is said to one frame."""
        try:
            frame = read(words)
        except FrameError as problem:
            return [Refused(id=problem.id, why=problem.why)]
        self.heard.append(frame)
        if self.deaf:
            return []
        match frame:
            case Hello():
                return self._greeted(frame)
            case Say():
                return self._said(frame)
        return [Pong()] if isinstance(frame, Ping) else []

    async def says(self, text: str) -> None:
        """The advisor writes."""
        entry = self._keep(uuid4(), Side.ADVISOR, "Maija Meri", text)
        await self.tells(entry)

    async def asks(self, text: str, *buttons: Button) -> None:
        """The bot writes, and offers buttons."""
        entry = replace(self._keep(uuid4(), Side.SERVICE, None, text), buttons=buttons)
        self.entries[-1] = entry
        await self.tells(entry)

    async def tells(self, frame: ServerFrame) -> None:
        """Say *frame* on every open line."""
        self.changed.set()
        if isinstance(frame, Entry) and frame.seq in self.holds_back:
            return
        for line in tuple(self.lines):
            await self._tell(line, frame)

    async def cut(self) -> None:
        """Every line breaks, without a word."""
        for line in tuple(self.lines):
            transport = line._req.transport  # aiohttp has no way to break a line, only to close it
            transport.abort()

    @property
    def texts(self) -> list[str]:
        """What was said, in its order."""
        return [entry.text for entry in self.entries]

    def _greeted(self, hello: Hello) -> list[ServerFrame]:
        if self.expired:
            self.expired = False
            return [Refused(id=None, why=Why.ENDED)]
        if hello.after:
            self.holds_back.clear()
        there = Presence(advisor=True, visitor=True)
        return [self._welcome(hello.after), there, *self.entries[hello.after :]]

    def _said(self, say: Say) -> list[ServerFrame]:
        if self.refuses is not None:
            return [Refused(id=say.id, why=self.refuses, after_seconds=1)]
        known = next((entry for entry in self.entries if entry.id == say.id), None)
        entry = known or self._keep(say.id, Side.VISITOR, None, say.text)
        if self.forgets_ticks:
            return []
        alarm = [Alarm(paragraphs=("Soita heti 112.", "Älä odota vastausta."))] if "hengitä" in say.text else []
        return [*alarm, Tick(id=say.id, seq=entry.seq, at=AT), self._welcome(0), entry]

    def _keep(self, own: UUID, side: Side, name: str | None, text: str) -> Entry:
        entry = Entry(seq=len(self.entries) + 1, id=own, side=side, name=name, text=text, at=AT)
        self.entries.append(entry)
        return entry

    def _welcome(self, after: int) -> Welcome:
        return Welcome(token=TOKEN, after=after, reference=REFERENCE if self.entries else None, ended=False)

    def _demand_presence(self) -> None:
        if self.away:
            raise web.HTTPServiceUnavailable

    async def _tell(self, line: web.WebSocketResponse, frame: ServerFrame) -> None:
        for _ in range(2 if self.doubles else 1):
            with suppress(ConnectionError):
                await line.send_str(write(frame))


def peer_application(services: Services, peer: Peer) -> web.Application:
    """Our chat page under our headers, with *peer* at the other end of its line."""
    app = web.Application()
    app[SERVICES] = services
    app[RENDERER] = Renderer(environment=environment(), texts=services.texts)
    app[LOOK] = Look(version="test", demo=False)
    app.router.add_get("/chat", chat_page.show)
    app.router.add_get("/chat/widget.js", chat_widget.script)
    app.router.add_get("/chat/words", chat_widget.words)
    app.router.add_get("/chat/line", peer.line)
    app.router.add_post("/chat/poll", peer.poll)
    app.router.add_post("/chat/code", peer.code)
    app.router.add_post("/chat/continue", peer.resume)
    app.router.add_post("/chat/feedback", peer.feedback)
    for path in sites.PATHS:
        app.router.add_route("OPTIONS", path, sites.preflight)
    app.router.add_static("/static", STATIC)
    app.on_response_prepare.append(add_headers)
    app.on_response_prepare.append(sites.add_headers)
    return app


def typing() -> ServerFrame:
    return TypingBy(side=Side.ADVISOR)


def seen(seq: int) -> ServerFrame:
    return SeenBy(side=Side.ADVISOR, seq=seq)


def presence(*, advisor: bool) -> ServerFrame:
    return Presence(advisor=advisor, visitor=True)
