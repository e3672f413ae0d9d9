"""What is said on the line: one transaction, then the tick. What is said at the same moment shares it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.channel import StoreUnavailableError
from channels.chat import first
from channels.chat.frames import Say, Side, Tick
from channels.codes import URGENCY_RANK, Urgency, more_urgent
from gateway.casework import chatting
from gateway.casework.acting import holder
from gateway.casework.chatting import Advisor, Answer
from gateway.chat import turning
from gateway.chat.hearing import Understood
from gateway.chat.tokens import Visitor
from gateway.chat.turning import Heard
from gateway.faults import Moment, Step
from gateway.group_commit import GroupCommit
from gateway.services import Services, ToKeep
from gateway.steps import conversing
from gateway.steps.conversing import Words
from gateway.steps.keeping import keep_in
from gateway.store import alarms, at_once, cases, contacts, conversations, jobs, promises, timeline
from gateway.store.cases import CaseRow
from gateway.store.engine import AWAY
from gateway.store.states import CaseState, Event, JobKind, PromiseKind
from gateway.store.timeline import Happened
from routing.clocks import due

_MOST: Final = 32  # messages in one transaction
_SECONDS: Final = 20.0  # after which a client may say it again
_BESIDE: Final = 4  # such transactions at a time, where the database has several writers


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A message in a conversation that has begun: the visitor's, or that of somebody of ours."""

    conversation_id: UUID
    message: Say
    advisor: Advisor | None = None
    urgency: Urgency = Urgency.ROUTINE
    patterns: tuple[str, ...] = ()  # that found it to be as urgent
    understood: Understood | None = None  # as the bot takes it, where it may have the floor

    @property
    def words(self) -> Words:
        """What will stand in the conversation."""
        return Words(
            conversation_id=self.conversation_id,
            message_id=self.message.id,
            side=Side.ADVISOR if self.advisor else Side.VISITOR,
            text=self.message.text,
            user_id=self.advisor.user_id if self.advisor else None,
            urgency=self.urgency,
            patterns=self.patterns,
        )


@dataclass(slots=True, kw_only=True)
class _Stored:
    """What has come of a group so far."""

    ticks: dict[int, Tick] = field(default_factory=dict)  # by place in the group
    work: bool = False  # for others than those who are on the line


class Talk:
    """Stores what this process's clients say. When it gives a tick, the message cannot be lost."""

    def __init__(self, services: Services) -> None:
        self._services = services
        beside = _BESIDE if at_once.is_possible(services.database) else 1
        within = min(_SECONDS, services.settings.lease.total_seconds())
        self._together = GroupCommit(self._store, StoreUnavailableError, most=_MOST, beside=beside, within=within)

    async def begin(self, visitor: Visitor, said: Utterance) -> Tick | None:
        """Begin the conversation with its first message, which makes Contact and Case; None where it has begun.

        Raises whatever the database raises; then nothing was stored, or all of it and saying it again is a repeat.
        """
        services = self._services
        async with services.writing(Step.SAY) as session:
            if not await conversations.begin(session, visitor.conversation_id, visitor.language, services.now()):
                return None
            await turning.begin(session, services, visitor.conversation_id)
            tick = await _first(session, services, visitor, said)
        await services.wakes.ring(visitor.conversation_id)
        await services.wakes.ring()
        await services.faults.reached(Moment.BEFORE_TICK)
        return tick

    async def go_on(self, said: Utterance) -> Tick:
        """Store a later message, once: said again it gets the same tick.

        Raises TakenError, RefusedError or ChangedError where an advisor may not answer, StoreUnavailableError or
        whatever the database raises; then nothing was stored, or all of it and only the answer was lost.
        """
        return await self._together.ask(said)

    async def _store(self, group: Sequence[Utterance]) -> Sequence[Tick]:
        services, stored = self._services, _Stored()
        try:
            async with services.writing(Step.SAY) as session:
                for some in _one_of_each(group):
                    await _store(session, services, some, stored)
        except (*AWAY, OSError) as problem:
            # Anything else is the fault of one of the group, and must not be taken for an outage.
            raise StoreUnavailableError from problem
        for conversation_id in {one.conversation_id for one in group}:
            await services.wakes.ring(conversation_id)
        if stored.work:
            await services.wakes.ring()
        await services.faults.reached(Moment.BEFORE_TICK)
        return [stored.ticks[place] for place in range(len(group))]


def _one_of_each(group: Sequence[Utterance]) -> Iterator[dict[int, Utterance]]:
    """The group by its places, in order, in parts that hold each conversation once."""
    left = dict(enumerate(group))
    while left:
        nearest = {one.conversation_id: place for place, one in reversed(left.items())}
        yield {place: left.pop(place) for place in sorted(nearest.values())}


async def _store(session: AsyncSession, services: Services, said: dict[int, Utterance], stored: _Stored) -> None:
    """Store messages of as many conversations, given by their places in the group, and see to what follows."""
    asked = [(one.conversation_id, one.message) for one in said.values()]
    received = zip(said, await conversing.receive(session, services, asked), strict=True)
    receipts = {place: receipt for place, receipt in received if receipt is not None}
    for place in said.keys() - receipts.keys():
        stored.ticks[place] = await conversing.repeated(session, said[place].conversation_id, said[place].message)
    fresh = {place: said[place] for place in receipts}
    if not fresh:
        return
    answered = [one.conversation_id for one in fresh.values() if one.advisor]
    spoke_last = await conversations.last_sides(session, answered) if answered else {}
    words = [one.words for one in fresh.values()]
    ticks = await conversing.write(session, services, words, list(receipts.values()))
    stored.ticks.update(zip(fresh, ticks, strict=True))
    locked = await conversations.lock_cases(session, [one.conversation_id for one in fresh.values()])
    touched: set[UUID] = set()
    for tick, one in zip(ticks, fresh.values(), strict=True):
        case = locked[one.conversation_id]
        if case.id in touched:  # by another conversation of the same Case
            case = await cases.get(session, case.id)
        touched.add(case.id)
        went_on = spoke_last.get(one.conversation_id) is Side.ADVISOR
        stored.work |= await _see_to(session, services, case, one, tick, went_on=went_on)
    stored.work |= await turning.take_turns(session, services, _for_the_bot(fresh.values()))


def _for_the_bot(said: Iterable[Utterance]) -> list[Heard]:
    """What of *said* the bot may answer."""
    return [
        Heard(conversation_id=one.conversation_id, understood=one.understood)
        for one in said
        if one.understood is not None
    ]


async def _first(session: AsyncSession, services: Services, visitor: Visitor, said: Utterance) -> Tick:
    delivery = first.delivery(said.conversation_id, said.message.id, conversing.line_of(services))
    original = first.encode(said.conversation_id, said.message, visitor.language)
    kept = await keep_in(session, services, ToKeep(original=original, deliveries=(delivery,)))
    contact = await contacts.get(session, kept.receipts[0].contact_id)
    await conversations.hang(session, said.conversation_id, contact.id)
    (tick,) = await conversing.write(session, services, [said.words], [contact.receipt_id])
    if said.urgency is not Urgency.ROUTINE:
        # Known already: people must not wait for it until it is read.
        await _raise(session, services, said, await cases.get(session, contact.case_id))
    await turning.take_turns(session, services, _for_the_bot([said]))
    return tick


async def _see_to(
    session: AsyncSession, services: Services, case: CaseRow, said: Utterance, tick: Tick, *, went_on: bool
) -> bool:
    """What words ask of the Case. Tells whether that is work for others than those on the line."""
    if said.advisor is None:
        taken_up = await _take_up(session, services, case)
        return await _raise(session, services, said, case) or taken_up
    answer = Answer(advisor=said.advisor, conversation_id=said.conversation_id, seq=tick.seq, went_on=went_on)
    await chatting.answered(session, services, case, answer)
    return True


async def _take_up(session: AsyncSession, services: Services, case: CaseRow) -> bool:
    """See that people look at the Case again: open it where it had ended, and promise an answer."""
    now = services.now()
    held = holder(case, now) is not None
    if case.state is CaseState.RESOLVED:
        state, event, because = CaseState.REOPENED, Event.REOPENED, "reopened"
    elif case.state is CaseState.WAITING_CLIENT:
        state, event, because = CaseState.IN_PROGRESS if held else CaseState.ASSIGNED, Event.JOINED, "chat"
    else:
        if not held:
            # Who has the page open and wants to end the Case is shown these words first.
            await cases.change(session, case.id)
        return False
    hours = services.hours_of(conversing.line_of(services))
    due_at = due(services.county.deadlines.default, now, hours, services.calendar)
    standing = await promises.open_until(session, case.id)
    if standing is None or standing > due_at:
        await promises.replace(session, case.id, PromiseKind.ANSWER_BY, due_at, because, now)
        await jobs.promise_by(session, JobKind.PROMISE_DUE, case.id, now, promises.first_look(now, due_at))
        standing = due_at
    dates = {"promise_due_at": standing, "order_at": min(standing, case.clock_due_at or standing)}
    ended = {"resolved_at": None, "resolution": None, "owner_id": None, "claimed_until": None}
    reopened = ended if event is Event.REOPENED else {}
    await cases.change(session, case.id, state=state, open=True, **dates, **reopened)
    happened = Happened(case_id=case.id, event=event, at=now, data={"due_at": standing.isoformat()})
    await timeline.append(session, services.keys, happened)
    return True


async def _raise(session: AsyncSession, services: Services, said: Utterance, case: CaseRow) -> bool:
    """Raise the Case as far as these words ask, never lower it; alarm people of an emergency that nobody looks at."""
    urgency = said.urgency
    if urgency is Urgency.EMERGENCY:
        return await _alarm_people(session, services, said, case)
    if more_urgent(case.urgency, urgency) is case.urgency:
        return False
    await cases.change(session, case.id, urgency=urgency, urgency_rank=URGENCY_RANK[urgency])
    return True


async def _alarm_people(session: AsyncSession, services: Services, said: Utterance, case: CaseRow) -> bool:
    now, contact_id = services.now(), await conversations.contact_of(session, said.conversation_id)
    fresh = await alarms.raise_(session, case.id, contact_id, now)
    # Seen once is not seen for ever: new words of danger ring again. So do the first of danger to life where people
    # were alarmed of something less.
    if not fresh and not await alarms.raise_again(session, contact_id, now) and case.urgency is Urgency.EMERGENCY:
        return False
    rank = URGENCY_RANK[Urgency.EMERGENCY]
    await cases.change(session, case.id, alarm=True, urgency=Urgency.EMERGENCY, urgency_rank=rank)
    happened = Happened(case_id=case.id, contact_id=contact_id, event=Event.EMERGENCY, at=now)
    await timeline.append(session, services.keys, happened)
    # One chain of calls to the duty addresses, not two: what waits from before goes on, sooner.
    await jobs.promise_by(session, JobKind.ALARM, contact_id, now, now)
    return True
