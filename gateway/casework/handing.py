"""The chat desk: how conversations come to an advisor, go on to another, and are never nobody's.

At any moment one has the floor in a conversation (`channels/chat/floor.py`):

- QUEUE waits for whoever is free: the most urgent first, then who has waited longest. When the waiting began is written
  down the first time and kept, so that whoever comes back into the queue has the place that they had.
- ADVISOR is one named advisor, INBOX are all of us by the promised date, BOT is the bot.

An advisor signs on to the desk and says how many conversations they take at a time; their open page keeps them there
(`LEASE`), and whoever closes it is gone. They take the next one, or one by name: that claims the Case as any claim
does, and of two who take the same one gets it. Who answers takes the floor by that, from bot, queue or inbox, in the
answer's transaction; never from another advisor. They pass a conversation on to a colleague at the desk, or back into
the queue.

What nobody does, `settle` does. An advisor whose line and page are both gone for a minute has lost the floor: back to
the queue with its place, or to the inbox where nobody else is at the desk or it is out of hours. A visitor who has left
the queue for ten minutes is in the inbox; so is everybody when the desk closes, each with a Case and its dated promise.
Whoever waits when hours end is still taken for a quarter of an hour while somebody is at the desk. An end of the Case
takes the floor from everybody; a further message opens the Case again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.chat.floor import Floor
from channels.codes import ANSWER_LANGUAGES, Language
from gateway.casework.access import demand_access
from gateway.casework.acting import CLAIM, Act, demand, demand_of, mine, tell, write, written
from gateway.errors import RefusedError, TakenError
from gateway.services import Services
from gateway.steps.conversing import line_of, service_says
from gateway.store import attendance, cases, casework, conversations, desk, floors, timeline
from gateway.store.cases import CaseRow
from gateway.store.conversations import Standing
from gateway.store.desk import Manned
from gateway.store.states import ENDED, CaseState, Event
from gateway.store.timeline import Happened

MOST: Final = 5  # conversations at a time
LEASE: Final = timedelta(seconds=90)  # at the desk without a sign of life: the page gives one every twenty seconds
GONE: Final = timedelta(minutes=1)  # without a line, after its lease
_LEFT: Final = timedelta(minutes=10)  # a visitor
_LAST_CALL: Final = timedelta(minutes=15)


class LateError(RefusedError):
    """Somebody else was quicker, or nobody waits in this conversation any more: there may be a next one."""

    def __init__(self) -> None:
        super().__init__("refused-desk-late")


@dataclass(frozen=True, slots=True, kw_only=True)
class Becomes:
    """What becomes of a conversation that nobody looks after, and what its visitor is told."""

    floor: Floor
    says: str | None = None  # key of a text


async def sign_on(session: AsyncSession, services: Services, user_id: UUID, capacity: int) -> None:
    """Be at the desk, for up to *capacity* conversations. Raises RefusedError."""
    if not 1 <= capacity <= MOST:
        raise RefusedError("refused-desk-capacity", most=str(MOST))
    now = services.now()
    await attendance.begin(session, user_id, capacity, now + LEASE)


async def take(session: AsyncSession, services: Services, user_id: UUID, conversation_id: UUID) -> UUID:
    """Take one who waits. Returns their Case.

    Raises RefusedError where the advisor is not at the desk or has their hands full, LateError, TakenError,
    RestrictedError.
    """
    now = services.now()
    # First of all, as whoever takes does: two takings of one advisor count each other.
    own = await attendance.lock(session, user_id, now)
    if own is None:
        raise RefusedError("refused-desk-absent")
    if await desk.busy(session, user_id) >= own.capacity:
        raise RefusedError("refused-desk-full", capacity=str(own.capacity))
    await floors.lock(session, conversation_id)
    standing = await conversations.find(session, conversation_id)
    if standing is None:
        raise LateError
    await demand_access(session, services, standing.case_id, user_id)
    act, case = await _act(session, services, standing.case_id, user_id)
    if case.state in ENDED or not await floors.take_from_queue(session, conversation_id, user_id, now):
        raise LateError
    await demand_of(session, case, act)
    await write(session, act, **mine(case, act))
    await tell(session, services.keys, act, Event.CHAT_TAKEN)
    await _says(session, services, standing, "bot-person-comes", user_id)
    return case.id


async def join(session: AsyncSession, services: Services, act: Act) -> None:
    """Take the floor from the bot or the inbox, before anything is said. Raises as `casework.claim` does; LateError."""
    standing = await _conversation(session, act.case_id)
    case = await demand(session, act)
    free = standing and (await floors.held(session, [standing.id])).get(standing.id) in {None, Floor.BOT, Floor.INBOX}
    if standing is None or not free or not await floors.take(session, standing.id, act.user_id, act.at):
        raise LateError
    await write(session, act, **mine(case, act))
    await tell(session, services.keys, act, Event.CHAT_TAKEN)
    await _says(session, services, standing, "bot-person-comes", act.user_id)


async def answers(session: AsyncSession, services: Services, case: CaseRow, act: Act, conversation_id: UUID) -> None:
    """Whoever answers has the floor. Raises TakenError where another advisor has it."""
    standing = (await floors.of(session, [conversation_id])).get(conversation_id)
    if standing is not None and standing.advisor_id == act.user_id:
        return
    if not await floors.take(session, conversation_id, act.user_id, act.at):
        other = await casework.name_of(session, standing.advisor_id if standing else None)
        raise TakenError(case.id, other, case.claimed_until or act.at)
    await tell(session, services.keys, act, Event.CHAT_TAKEN)


async def pass_on(session: AsyncSession, services: Services, act: Act, to: UUID, text: str) -> UUID:
    """Give the conversation and its Case to a colleague at the desk, with a note where there is one to give.

    Returns the conversation. Raises as `casework.claim` does; RefusedError where the colleague is not at the desk, or
    the floor is not the acting advisor's.
    """
    here = {one.user_id: one.name for one in await attendance.here(session, act.at)}
    if to == act.user_id or to not in here:
        raise RefusedError("refused-desk-colleague")
    standing = await _leave(session, services, act, Floor.ADVISOR, text, to)
    await tell(session, services.keys, act, Event.CHAT_PASSED_ON, to=str(to))
    await _says(session, services, standing, "bot-transferred", to)
    return standing.id


async def give_back(session: AsyncSession, services: Services, act: Act, text: str) -> UUID:
    """Back into the queue, with the place that it had. Returns and raises as `pass_on` does."""
    standing = await _leave(session, services, act, Floor.QUEUE, text, None)
    await tell(session, services.keys, act, Event.CHAT_GIVEN_BACK, to=str(Floor.QUEUE))
    await _says(session, services, standing, "bot-person-gone")
    return standing.id


async def let_go(session: AsyncSession, services: Services, act: Act) -> None:
    """The advisor is about to release the Case: a conversation that they have waits for somebody else."""
    standing = await _conversation(session, act.case_id)
    if standing and await floors.leave(session, standing.id, act.user_id, Floor.QUEUE, act.at):
        await tell(session, services.keys, act, Event.CHAT_GIVEN_BACK, to=str(Floor.QUEUE))
        await _says(session, services, standing, "bot-person-gone")


def becomes(one: Manned, now: datetime, *, is_open: bool) -> Becomes | None:
    """What becomes of a conversation as it stands; None where all is well. *is_open*: somebody may come to it."""
    here = _is_after(one.visitor_until, now)
    has_left = max(one.since, one.visitor_until or one.since) <= now - _LEFT
    if one.floor is Floor.QUEUE:
        if not is_open:
            return Becomes(floor=Floor.INBOX, says="bot-queue-over")
        return Becomes(floor=Floor.INBOX) if has_left else None
    if _is_after(one.at_desk_until, now) or _is_after(one.advisor_until, now - GONE):
        return Becomes(floor=Floor.INBOX) if has_left and not one.unanswered else None
    if not (here or one.unanswered):
        return Becomes(floor=Floor.INBOX)
    if is_open:
        return Becomes(floor=Floor.QUEUE, says="bot-person-gone")
    return Becomes(floor=Floor.INBOX, says="bot-queue-over")


async def is_open(session: AsyncSession, services: Services) -> bool:
    """Whether somebody may still come to who waits: somebody is at the desk, and hours are not long over."""
    now, hours = services.now(), services.hours_of(line_of(services))
    return (hours.is_open(now) or hours.is_open(now - _LAST_CALL)) and await attendance.anybody(session, now)


async def settle(session: AsyncSession, services: Services, conversation_id: UUID) -> bool:
    """Do what becomes of the conversation, if anything still does. Tells whether it did.

    Two that settle the same do it once: the Case is held, and what stands is looked at anew.
    """
    await floors.lock(session, conversation_id)
    await conversations.lock_cases(session, [conversation_id])
    now = services.now()
    one = next(iter(await desk.manned(session, conversation_id)), None)
    to = becomes(one, now, is_open=await is_open(session, services)) if one else None
    if one is None or to is None:
        return False
    if one.advisor_id is None:
        await floors.give(session, conversation_id, Floor.QUEUE, floor=to.floor)
    else:
        await floors.leave(session, conversation_id, one.advisor_id, to.floor, now)
        await _unhand(session, one)
    data = {"to": str(to.floor), "because": "settled"}
    await timeline.append(
        session, services.keys, Happened(case_id=one.case_id, event=Event.CHAT_GIVEN_BACK, at=now, data=data)
    )
    if to.says:
        await service_says(session, services, one.contact_id, _text(services, one.language, to.says))
    return True


async def _unhand(session: AsyncSession, one: Manned) -> None:
    """The Case is not the advisor's any more who is gone: whoever takes the conversation may claim it."""
    case = await cases.get(session, one.case_id)
    if case.owner_id == one.advisor_id and case.state not in ENDED:
        state = CaseState.ASSIGNED if case.state is CaseState.IN_PROGRESS else case.state
        await cases.change(session, case.id, owner_id=None, claimed_until=None, state=state)


async def _act(session: AsyncSession, services: Services, case_id: UUID, user_id: UUID) -> tuple[Act, CaseRow]:
    """An act on the Case as it stands at this moment: the advisor takes whatever it is by now."""
    case = await casework.look(session, case_id)
    return Act(case_id=case_id, revision=case.revision, user_id=user_id, at=services.now()), case


async def _leave(
    session: AsyncSession, services: Services, act: Act, to: Floor, text: str, by: UUID | None
) -> Standing:
    """The floor goes from the acting advisor to the queue, or to *by*; so does the Case."""
    standing = await _conversation(session, act.case_id)
    case = await demand(session, act)
    if standing is None or not await floors.leave(session, standing.id, act.user_id, to, act.at, by):
        raise RefusedError("refused-desk-not-yours")
    until = act.at + CLAIM if by else None
    state = CaseState.ASSIGNED if case.state is CaseState.IN_PROGRESS and by is None else case.state
    await write(session, act, owner_id=by, claimed_until=until, state=state)
    if text.strip():
        await tell(session, services.keys, act, Event.NOTED, text=written(text))
    return standing


async def _conversation(session: AsyncSession, case_id: UUID) -> Standing | None:
    """The newest conversation of the Case, in which nobody says anything meanwhile."""
    standing = await conversations.of_case(session, case_id)
    if standing is not None:
        await floors.lock(session, standing.id)
    return standing


async def _says(
    session: AsyncSession, services: Services, standing: Standing, key: str, user_id: UUID | None = None
) -> None:
    name = await casework.name_of(session, user_id) if user_id else ""
    shown = services.county.towards_clients(name) if name else None
    language = standing.language
    # A county may show no names: the text stands without one.
    text = _text(services, language, key, shown) if user_id else _text(services, language, key)
    await service_says(session, services, standing.contact_id, text)


def _text(services: Services, language: Language, key: str, name: str | None = None) -> str:
    spoken = language if language in ANSWER_LANGUAGES else Language.FI
    return services.texts.say(spoken, key, name=name or services.texts.say(spoken, "desk-an-advisor"))


def _is_after(until: datetime | None, moment: datetime) -> bool:
    return until is not None and until > moment
