"""One client on the line: what it sends is heard, done and answered, the same over a socket and a request."""

from dataclasses import dataclass
from typing import Final, Protocol, Self
from uuid import UUID

import structlog
from aiohttp import WSCloseCode
from sqlalchemy.exc import SQLAlchemyError

from channels.chat.frames import Alarm, Hello, Refused, Say, Side, Tick, Welcome, Why
from gateway.chat.hub import Hub
from gateway.errors import RefusedError, TakenError
from gateway.services import Services

log = structlog.get_logger()

NOT_SAID: Final = "chat_message_not_stored"
NOT_WELCOMED: Final = "chat_hello_not_answered"
AGAIN: Final = 5  # seconds after which saying it again makes sense


class NotAdmittedError(Exception):
    """The client may not begin one more conversation now."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"not before {seconds} s")
        self.seconds = seconds


class NotWelcomeError(Exception):
    """The line is not open to the client: its token, or its session, is no longer good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a client comes in: the conversation and how it stands."""

    conversation_id: UUID
    token: str
    last_seq: int | None  # None where the database is away: it will be seen
    reference: str | None
    ended: bool


class Speaker(Protocol):
    """One side of the conversation: who a client speaks for."""

    @property
    def side(self) -> Side:
        """Which."""
        ...

    async def enter(self, token: str) -> Place:
        """Find the conversation. Raises NotWelcomeError."""
        ...

    async def alarm(self, message: Say) -> Alarm | None:
        """What must be said first. Needs no store."""
        ...

    async def say(self, message: Say) -> Tick:
        """Store *message*. Raises NotAdmittedError, TakenError, RefusedError, or whatever the database raises."""
        ...


class Attendant:
    """Serves one client until it goes."""

    def __init__(self, services: Services, hub: Hub, speaker: Speaker) -> None:
        self._services = services
        self._hub = hub
        self._speaker = speaker
        self._place: Place | None = None
        self.outlet = hub.outlet(speaker.side)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._hub.leave(self.outlet)

    def sent(self) -> None:
        """What waited for the client is sent: where more was said than could wait, it gets the rest."""
        if self.outlet.is_behind and self.outlet.conversation_id is not None:
            self.outlet.is_behind = False
            self._hub.want(self.outlet.conversation_id)

    async def hear(self, frame: str) -> None:
        """Do what *frame* asks for, and have the answers ready. Raises nothing for what goes wrong in the house."""
        heard = self.outlet.line.heard(frame, self._services.now())
        self.outlet.put(*heard.answers)
        if heard.hello is not None:
            await self.enter(heard.hello)
        elif heard.say is not None:
            await self._say(heard.say)
        elif heard.typing:
            self._hub.type(self.outlet)
        elif heard.seen is not None:
            self._hub.see(self.outlet, heard.seen)

    async def enter(self, hello: Hello) -> None:
        """The client says who it is and what it has; it gets the rest."""
        try:
            place = await self._speaker.enter(hello.token)
        except NotWelcomeError:
            self.outlet.put(Refused(id=None, why=Why.ENDED))
            self.outlet.close(WSCloseCode.POLICY_VIOLATION)
            return
        except Exception as problem:  # noqa: BLE001  whatever it is, the client asks again
            log.warning(NOT_WELCOMED, error=type(problem).__name__)
            self.outlet.put(Refused(id=None, why=Why.UNAVAILABLE, after_seconds=AGAIN))
            return
        self._place = place
        # Nobody has more than was said; who thinks so would wait for ever.
        after = hello.after if place.last_seq is None else min(hello.after, place.last_seq)
        self._welcome(place, after)
        self._hub.join(self.outlet, self._hub.room(place.conversation_id), after)

    async def _say(self, message: Say) -> None:
        alarm = await self._speaker.alarm(message)
        if alarm is not None:
            self.outlet.put(alarm)
        try:
            tick = await self._speaker.say(message)
        except NotAdmittedError as refused:
            self.outlet.put(Refused(id=message.id, why=Why.TOO_MANY, after_seconds=refused.seconds))
        except TakenError:
            self.outlet.put(Refused(id=message.id, why=Why.TAKEN))
        except RefusedError:
            self.outlet.put(Refused(id=message.id, why=Why.ENDED))
        except Exception as problem:  # noqa: BLE001  whatever it is, see below
            # Whatever it is, the same message comes again under its own id: nothing is lost, nothing is kept twice.
            log.error(NOT_SAID, error=type(problem).__name__)  # noqa: TRY400  a traceback may quote the person
            self.outlet.put(Refused(id=message.id, why=Why.UNAVAILABLE, after_seconds=AGAIN))
        else:
            self.outlet.put(tick)
            await self._tell_reference()

    async def _tell_reference(self) -> None:
        """After the first message there is a reference, which the client could not be told before."""
        place = self._place
        if place is None or place.reference is not None:
            return
        try:
            place = self._place = await self._speaker.enter(place.token)
        except (NotWelcomeError, SQLAlchemyError, OSError):
            return  # it is told at the next hello
        self._welcome(place, self.outlet.line.after)

    def _welcome(self, place: Place, after: int) -> None:
        welcome = Welcome(token=place.token, after=after, reference=place.reference, ended=place.ended)
        self.outlet.tell(welcome)
