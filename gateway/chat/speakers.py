"""The two sides of a conversation: a visitor by their token, an advisor by their session."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from channels.chat.floor import Floor
from channels.chat.frames import Alarm, Say, Side, Tick
from channels.chat.heard import Choice
from channels.codes import URGENCY_RANK, Language, Urgency
from gateway.casework import chatting
from gateway.casework.chatting import Advisor
from gateway.chat.attending import NotAdmittedError, NotWelcomeError, Place
from gateway.chat.hearing import Understood, understand
from gateway.chat.hub import Hub
from gateway.chat.lately import said_lately
from gateway.chat.room import Room
from gateway.chat.saying import Utterance
from gateway.chat.tokens import new_token, new_visitor, read_token
from gateway.chat.turning import answers
from gateway.danger import Danger, danger_in
from gateway.faults import Step
from gateway.services import Services
from gateway.store import conversations, floors
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
        self._danger = Danger()

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
                if found is not None:
                    self._hub.room(own).lately.learn(await said_lately(session, self._services, found))
                    self._hub.room(own).floor = (await floors.held(session, [own])).get(own, Floor.INBOX)
        except (SQLAlchemyError, OSError) as problem:
            # Their words can be heard without it, and 112 be said.
            log.warning(OPENED_WITHOUT_DATABASE, error=type(problem).__name__)
            return Place(conversation_id=own, token=fresh, last_seq=None, reference=None, ended=False)
        if found is None:
            self._hub.room(own).floor = Floor.BOT if answers(self._services) else Floor.INBOX
            return Place(conversation_id=own, token=fresh, last_seq=0, reference=None, ended=False)
        self._hub.room(own).admitted = True
        self._visitor = replace(visitor, has_begun=True)
        return Place(
            conversation_id=own, token=fresh, last_seq=found.last_seq, reference=found.reference, ended=found.ended
        )

    async def alarm(self, message: Say) -> Alarm | None:
        """112, where the words ask for it, alone or with those just before: people say one thing in many messages.

        Two matters that are told within ten minutes are read together too: who writes of a slippery floor and then of
        stairs that their mother cannot climb is shown 112. Nothing in the words tells that from a fall, and a number
        shown in vain costs less.
        """
        own = self._room.lately.hear(message.id, message.text, self._services.now())
        self._danger = await self._danger_in(message.text)
        told = self._room.lately.around(own)
        if len(told) > 1 and self._danger.urgency is not Urgency.EMERGENCY:
            together = await self._danger_in("\n".join(one.text for one in told))
            # What was found at another of them raises nothing again: a person may have judged it meanwhile.
            known = (self._danger.urgency, *(one.urgency for one in told if one.id != own.id))
            if all(URGENCY_RANK[together.urgency] < URGENCY_RANK[one] for one in known):
                self._danger = together
        return Alarm(paragraphs=self._danger.first) if self._danger.first else None

    async def _danger_in(self, words: str) -> Danger:
        return await danger_in(self._services, words, self._visitor.language)

    async def say(self, message: Say) -> Tick:
        """Store the message. Raises NotAdmittedError where this address has begun too many conversations."""
        room = self._room
        if not room.admitted and not await self._admit():
            raise NotAdmittedError(_NEXT)
        room.admitted = True
        tick = await self._say(message)
        self._visitor = replace(self._visitor, has_begun=True)
        room.lately.stored(message.id, self._danger.urgency)
        return tick

    @property
    def _room(self) -> Room:
        return self._hub.room(self._visitor.conversation_id)

    async def _say(self, message: Say) -> Tick:
        talk, danger = self._hub.talk, self._danger
        said = Utterance(
            conversation_id=self._visitor.conversation_id,
            message=message,
            urgency=danger.urgency,
            patterns=danger.patterns,
            understood=await self._understood(message),
        )
        if not self._visitor.has_begun and (tick := await talk.begin(self._visitor, said)):
            return tick
        return await talk.go_on(said)

    async def _understood(self, message: Say) -> Understood | None:
        """The message as the bot takes it, before the transaction: nothing is promised yet, so nothing can be lost."""
        room = self._room
        asks_again = room.floor is Floor.INBOX and message.choice is Choice.PERSON
        # Not known, where the database was away when they came: the transaction will see whether the bot has the floor.
        if room.floor not in {Floor.BOT, None} and not (asks_again and answers(self._services)):
            return None
        before = [one.text for one in room.lately.before(message.id)]
        return await understand(self._services, message, self._danger.urgency, self._visitor.language, before)


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
