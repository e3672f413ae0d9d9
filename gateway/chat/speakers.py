"""The two sides of a conversation: a visitor by their token, an advisor by their session."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from channels.chat.frames import Alarm, Say, Side, Tick
from channels.codes import Language
from gateway.casework import chatting
from gateway.casework.chatting import Advisor
from gateway.chat import danger
from gateway.chat.attending import NotAdmittedError, NotWelcomeError, Place
from gateway.chat.hub import Hub
from gateway.chat.saying import Utterance
from gateway.chat.tokens import new_token, new_visitor, read_token
from gateway.faults import Step
from gateway.services import Services
from gateway.store import conversations
from gateway.store.conversations import Standing

log = structlog.get_logger()

OPENED_WITHOUT_DATABASE: Final = "chat_opened_without_database"

Admit = Callable[[], Awaitable[bool]]

_NEXT: Final = 60  # seconds until one more conversation may be begun


class VisitorSpeaker:
    """Whoever holds the token. Without one, somebody new."""

    side = Side.VISITOR

    def __init__(self, services: Services, hub: Hub, language: Language, admit: Admit) -> None:
        self._services = services
        self._hub = hub
        self._admit = admit
        self._visitor = new_visitor(language)
        self._danger = danger.NONE

    async def enter(self, token: str) -> Place:
        """The conversation that the token names, with a token for another day. Raises NotWelcomeError."""
        visitor = read_token(self._services, token) if token else self._visitor
        if visitor is None:
            raise NotWelcomeError
        self._visitor = visitor
        own, fresh = visitor.conversation_id, new_token(self._services, visitor)
        try:
            async with self._services.readers() as session:
                found = await conversations.find(session, own)
        except (SQLAlchemyError, OSError) as problem:
            # Their words can be heard without it, and 112 be said.
            log.warning(OPENED_WITHOUT_DATABASE, error=type(problem).__name__)
            return Place(conversation_id=own, token=fresh, last_seq=None, reference=None, ended=False)
        if found is None:
            return Place(conversation_id=own, token=fresh, last_seq=0, reference=None, ended=False)
        self._hub.room(own).admitted = True
        self._visitor = replace(visitor, has_begun=True)
        return Place(
            conversation_id=own, token=fresh, last_seq=found.last_seq, reference=found.reference, ended=found.ended
        )

    async def alarm(self, message: Say) -> Alarm | None:
        """112, where the words ask for it."""
        self._danger = await danger.danger_in(self._services, message.text, self._visitor.language)
        return self._danger.alarm

    async def say(self, message: Say) -> Tick:
        """Store the message. Raises NotAdmittedError where this address has begun too many conversations."""
        room = self._hub.room(self._visitor.conversation_id)
        if not room.admitted and not await self._admit():
            raise NotAdmittedError(_NEXT)
        room.admitted = True
        tick = await self._say(message)
        self._visitor = replace(self._visitor, has_begun=True)
        return tick

    async def _say(self, message: Say) -> Tick:
        own, talk = self._visitor.conversation_id, self._hub.talk
        if not self._visitor.has_begun and (tick := await talk.begin(self._visitor, message, self._danger.urgency)):
            return tick
        return await talk.go_on(Utterance(conversation_id=own, message=message, urgency=self._danger.urgency))


class AdvisorSpeaker:
    """Somebody of ours who works on the Case."""

    side = Side.ADVISOR

    def __init__(self, services: Services, hub: Hub, advisor: Advisor) -> None:
        self._services = services
        self._hub = hub
        self._advisor = advisor
        self._standing: Standing | None = None

    async def enter(self, token: str) -> Place:
        """The newest conversation of the Case; the look is written down. Raises NotWelcomeError where there is none."""
        del token  # the session has spoken for them
        async with self._services.writing(Step.LOOK) as session:
            self._standing = await chatting.look(session, self._services, self._advisor)
        found = self._standing
        if found is None:
            raise NotWelcomeError
        return Place(
            conversation_id=found.id, token="", last_seq=found.last_seq, reference=found.reference, ended=found.ended
        )

    async def alarm(self, message: Say) -> Alarm | None:
        """An advisor knows whom to call."""
        del message
        return None

    async def say(self, message: Say) -> Tick:
        """Store the answer. Raises TakenError, RefusedError, ChangedError."""
        if self._standing is None:
            raise NotWelcomeError
        said = Utterance(conversation_id=self._standing.id, message=message, advisor=self._advisor)
        return await self._hub.talk.go_on(said)
