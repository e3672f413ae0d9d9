"""The bot's turn, in the transaction of the message that it answers: message, turn and state are stored together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.ext.asyncio import AsyncSession

from channels.chat import bot
from channels.chat.dialogue import BEGUN, Deed, Step, Turn, dump, load
from channels.chat.floor import Floor
from channels.chat.frames import Side
from channels.chat.heard import Way
from channels.codes import ChannelCode
from gateway.chat.hearing import Understood
from gateway.chat.wording import Known, words
from gateway.county import Mode
from gateway.services import Services
from gateway.steps import conversing
from gateway.steps.conversing import Words
from gateway.store import acknowledgements, conversations, desk, floors, jobs, promises
from gateway.store.conversations import Standing
from gateway.store.floors import FloorRow
from gateway.store.states import JobKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message that the bot is to answer, if it still has the floor."""

    conversation_id: UUID
    understood: Understood


def answers(services: Services) -> bool:
    """Whether the bot speaks first in conversations that begin now."""
    return services.county.chat.bot and services.county.mode(ChannelCode.CHAT) is Mode.LIVE


async def begin(session: AsyncSession, services: Services, conversation_id: UUID) -> None:
    """Give the floor of a conversation that begins to the bot, or to people where there is none."""
    if answers(services):
        await floors.begin(session, conversation_id, Floor.BOT, dump(BEGUN))
    else:
        await floors.begin(session, conversation_id, Floor.INBOX, None)


async def take_turns(session: AsyncSession, services: Services, heard: Sequence[Heard]) -> bool:
    """Answer each message whose conversation is the bot's; whoever has taken the floor meanwhile is not talked over.

    Tells whether that is work for others than those on the line.
    """
    if not heard:
        return False
    standing = await conversations.standing(session, [one.conversation_id for one in heard])
    held = await floors.of(session, list(standing))
    said, work = [], False
    for one in heard:
        row = held.get(one.conversation_id)
        turn = _turn(row, one.understood) if row is not None else None
        if row is None or turn is None:
            continue
        moved = {"dialogue": dump(turn.dialogue), **_floor(turn, row.waiting_since or services.now())}
        if await floors.give(session, one.conversation_id, row.floor, **moved):
            said.append(await _words(session, services, standing[one.conversation_id], turn, one.understood))
            work |= await _see_to(session, services, standing[one.conversation_id], turn)
    if said:
        await conversing.write(session, services, said, [None] * len(said))
    return work


def _turn(row: FloorRow, understood: Understood) -> Turn | None:
    """What is said to the visitor; None where the floor is people's.

    Who was told that somebody answers later may ask for a person again when the desk is open.
    """
    if row.floor is Floor.BOT and row.dialogue is not None:
        return bot.answer(load(row.dialogue), understood.heard, understood.offer)
    if row.floor is Floor.INBOX and understood.heard.way is Way.PERSON and understood.offer.person_now:
        return bot.answer(load(row.dialogue) if row.dialogue else BEGUN, understood.heard, understood.offer)
    return None


def _floor(turn: Turn, since: datetime) -> Mapping[str, Any]:
    """Who has the floor after *turn*, where that is not the bot."""
    if turn.deed is Deed.NOW:
        return {"floor": Floor.QUEUE, "waiting_since": since}
    return {"floor": Floor.INBOX} if turn.dialogue.step is Step.HANDED else {}


async def _words(
    session: AsyncSession, services: Services, standing: Standing, turn: Turn, understood: Understood
) -> Words:
    known = await _known(session, services, standing, turn)
    return Words(
        conversation_id=standing.id,
        message_id=uuid4(),
        side=Side.SERVICE,
        text=words(services, standing.language, turn, understood, known),
        buttons=turn.choices,
    )


async def _known(session: AsyncSession, services: Services, standing: Standing, turn: Turn) -> Known:
    """What this turn tells of the matter; nothing else is asked for."""
    if turn.deed is Deed.NOW:
        place = (await desk.places(session)).get(standing.id, 0)
        return Known(place=place, minutes=await desk.typical_wait(session, services.now()) or 0)
    is_told = await acknowledgements.of_contact(session, standing.contact_id) if _is_over(turn) else None
    if is_told is not None:
        return Known(reference=standing.reference, told_by=await promises.open_until(session, standing.case_id))
    return Known()


async def _see_to(session: AsyncSession, services: Services, standing: Standing, turn: Turn) -> bool:
    """Have all that was said read as one, decided on and acknowledged, where the bot has come to an end."""
    if not _is_over(turn):
        return False
    now = services.now()
    await jobs.promise_by(session, JobKind.READ, standing.contact_id, now, now)
    return True


def _is_over(turn: Turn) -> bool:
    """Whether the bot has just come to an end: what happens next is told below, if it was not told before."""
    return turn.dialogue.step in {Step.HANDED, Step.ENDED} and turn.deed is not None
