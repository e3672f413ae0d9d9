"""People at the chat desk and people who wait for them, without sockets."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from channels.chat.floor import Floor
from channels.chat.frames import Say, Side
from channels.codes import Language
from gateway.casework import handing
from gateway.casework.acting import Act
from gateway.casework.chatting import Advisor
from gateway.chat.hub import Hub
from gateway.chat.speakers import AdvisorSpeaker, VisitorSpeaker
from gateway.chat.sweeping import Sweep
from gateway.chat.tokens import Visitor, new_token
from gateway.services import Services
from gateway.steps.conversing import opened
from gateway.store import attendance, cases, conversations, desk, floors, presence
from gateway.store.cases import CaseRow
from gateway.store.floors import FloorRow
from gateway.store.presence import Lease
from tests.factories import QUESTION

LINE = timedelta(seconds=25)  # a lease, as the hub gives it


async def _yes() -> bool:
    return True


@dataclass(slots=True, kw_only=True)
class Desk:
    """The desk of one house: each method is one transaction, as at its edge."""

    services: Services
    sweep: Sweep = field(init=False)
    hub: Hub = field(init=False)

    def __post_init__(self) -> None:
        self.sweep, self.hub = Sweep(self.services), Hub(self.services)

    async def visitor(self, text: str = QUESTION, *, language: Language = Language.FI) -> UUID:
        """Somebody begins a conversation, and is there."""
        speaker = VisitorSpeaker(self.services, self.hub, language, _yes)
        place = await speaker.enter("")
        await _say(speaker, text)
        await self.is_there(place.conversation_id, Side.VISITOR)
        return place.conversation_id

    async def says(self, own: UUID, text: str = "Onko siellä ketään?") -> None:
        """The visitor says more."""
        speaker = VisitorSpeaker(self.services, self.hub, Language.FI, _yes)
        await speaker.enter(new_token(self.services, Visitor(conversation_id=own, language=Language.FI)))
        await _say(speaker, text)

    async def answer(self, user_id: UUID, own: UUID, text: str = "Hei, olen täällä.") -> None:
        """The advisor answers; raises what the line would refuse."""
        speaker = AdvisorSpeaker(self.services, self.hub, Advisor(user_id=user_id, case_id=(await self.case(own)).id))
        await speaker.enter("")
        await speaker.say(Say(id=uuid4(), text=text))

    async def waits(self, own: UUID) -> None:
        """The visitor asks for a person, as the bot has it; it may have called one by itself."""
        now = self.services.now()
        waiting = {"floor": Floor.QUEUE, "waiting_since": now}
        async with self.services.sessions.begin() as session:
            held = (await floors.of(session, [own]))[own].floor
            assert held is Floor.QUEUE or await floors.give(session, own, held, **waiting)

    async def waiting_visitor(self, text: str = QUESTION) -> UUID:
        own = await self.visitor(text)
        await self.waits(own)
        return own

    async def is_there(self, own: UUID, side: Side, seen: int = 0) -> None:
        """That side's line is renewed."""
        until = self.services.now() + LINE
        lease = Lease(conversation_id=own, side=side, expires_at=until, typing_until=None, seen=seen)
        async with self.services.sessions.begin() as session:
            await presence.renew(session, [lease])

    async def sign_on(self, user_id: UUID, capacity: int = 3) -> None:
        async with self.services.sessions.begin() as session:
            await handing.sign_on(session, self.services, user_id, capacity)

    async def sign_off(self, user_id: UUID) -> None:
        async with self.services.sessions.begin() as session:
            await attendance.end(session, user_id)

    async def take(self, user_id: UUID, own: UUID) -> None:
        async with self.services.sessions.begin() as session:
            await handing.take(session, self.services, user_id, own)

    async def pass_on(self, user_id: UUID, own: UUID, to: UUID, note: str = "") -> None:
        act = await self.act(user_id, own)
        async with self.services.sessions.begin() as session:
            await handing.pass_on(session, self.services, act, to, note)

    async def give_back(self, user_id: UUID, own: UUID, note: str = "") -> None:
        act = await self.act(user_id, own)
        async with self.services.sessions.begin() as session:
            await handing.give_back(session, self.services, act, note)

    async def settles(self) -> None:
        """Two looks of one process."""
        await self.sweep.look()
        await self.sweep.look()

    async def act(self, user_id: UUID, own: UUID) -> Act:
        case = await self.case(own)
        return Act(case_id=case.id, revision=case.revision, user_id=user_id, at=self.services.now())

    async def case(self, own: UUID) -> CaseRow:
        async with self.services.readers() as session:
            standing = await conversations.find(session, own)
            return await cases.get(session, standing.case_id)

    async def floor(self, own: UUID) -> FloorRow:
        async with self.services.readers() as session:
            return (await floors.of(session, [own]))[own]

    async def places(self) -> list[UUID]:
        async with self.services.readers() as session:
            return list(await desk.places(session))

    async def said(self, own: UUID) -> list[str]:
        """Everything that stands in the conversation, oldest first."""
        async with self.services.readers() as session:
            return [opened(self.services, one).text for one in await conversations.after(session, {own: 0}, 100)]


async def _say(speaker: VisitorSpeaker, text: str) -> None:
    message = Say(id=uuid4(), text=text)
    await speaker.alarm(message)
    await speaker.say(message)
