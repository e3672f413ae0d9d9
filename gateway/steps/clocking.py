"""The clock of a Case: started by a contact that expresses a need, brought forward, never reset.

`gateway/store/clocks.py` is the record; a Case carries the dates of its running clock, by which lists are ordered. A
stopped clock leaves the start there and no end; a need that is told after it was stopped has a clock of its own once a
person says that it is new. Whoever calls these functions has locked the Case, or writes it by
compare-and-set, and sets the columns that they return.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import AgeBand
from gateway.services import Services
from gateway.store import clocks, contacts, jobs
from gateway.store.cases import CaseRow
from gateway.store.clocks import ClockRow, Need
from gateway.store.states import ClockOutcome, JobKind
from routing.rule import DeadlineCode
from routing.statutory import Clock, begun, joined, of_age, presses_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a Case carries of its clock."""

    started_at: datetime | None
    due_at: datetime | None

    @property
    def columns(self) -> dict[str, object]:
        """As columns of the Case."""
        return {"clock_started_at": self.started_at, "clock_due_at": self.due_at}

    @property
    def is_stopped(self) -> bool:
        """Whether the assessment has begun."""
        return self.started_at is not None and self.due_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expressed:
    """A contact that expresses a need for services."""

    contact_id: UUID
    at: datetime  # when it arrived
    code: DeadlineCode
    age: AgeBand


def standing(case: CaseRow) -> Shown:
    """The clock that the Case has."""
    return Shown(started_at=case.clock_started_at, due_at=case.clock_due_at)


async def start(session: AsyncSession, services: Services, case: CaseRow, need: Expressed) -> Shown:
    """Start the clock of *case*, or bring forward the one that runs. One that was stopped stays as it is.

    Words that come while the need is being assessed may be about it: whether they tell of a new one, a person judges.
    """
    found = await _current(session, case)
    if found is not None and found.stopped_at is not None:
        return standing(case)
    return await _expressed(session, services, case, found, need)


async def start_judged(session: AsyncSession, services: Services, case: CaseRow, need: Expressed) -> Shown:
    """A person says that *need* is one: as `start`, but what was told after the assessment began has its own clock.

    A need that was told before the assessment began is part of it, and starts nothing.
    """
    found = await _current(session, case)
    if found is not None and found.stopped_at is not None and need.at > found.stopped_at:
        await clocks.change(session, found.id, past=True)
        found = None
    return await _expressed(session, services, case, found, need)


async def start_by_person(
    session: AsyncSession, services: Services, case: CaseRow, code: DeadlineCode, age: AgeBand
) -> Shown:
    """A person says that a need was expressed: the clock starts with the earliest Contact, whenever we noticed.

    In a Case whose need was assessed before, it is the newest Contact that speaks of a need anew. Nothing changes
    where a clock runs.
    """
    if case.clock_due_at is not None:
        return standing(case)
    earlier = await clocks.of_case(session, case.id)
    contact = await (contacts.newest_of if earlier else contacts.first_of)(session, case.id)
    at = contact.arrived_at if earlier else case.opened_at
    return await start_judged(session, services, case, Expressed(contact_id=contact.id, at=at, code=code, age=age))


async def _current(session: AsyncSession, case: CaseRow) -> ClockRow | None:
    return await clocks.current(session, case.id) if case.clock_started_at is not None else None


async def _expressed(
    session: AsyncSession, services: Services, case: CaseRow, found: ClockRow | None, need: Expressed
) -> Shown:
    """A clock of its own for *need* where there is none, else the one of *found* by both."""
    fresh = begun(need.code, need.at, services.hours, services.calendar)
    if found is None:
        of = Need(case_id=case.id, contact_id=need.contact_id, age=need.age)
        await clocks.add(session, of, fresh, services.now())
        return await _watched(session, services, case, fresh)
    clock = joined(found.clock, fresh, services.hours, services.calendar)
    if clock != found.clock:
        because = {"because_contact_id": need.contact_id} if clock.started_at < found.started_at else {}
        age = {"age": need.age} if clock.code is not found.code else {}
        await _keep(session, found, clock, **because, **age)
    if found.stopped_at is not None:
        return Shown(started_at=clock.started_at, due_at=None)
    return _shown(clock) if clock == found.clock else await _watched(session, services, case, clock)


async def correct_age(session: AsyncSession, services: Services, case: CaseRow, found: ClockRow, age: AgeBand) -> Shown:
    """The client's age is known better: the clock of *case* ends sooner by it, or as it did."""
    clock = of_age(found.clock, age, services.hours, services.calendar)
    await _keep(session, found, clock, age=age)
    return await _watched(session, services, case, clock)


async def take_up(session: AsyncSession, case: CaseRow) -> Shown:
    """An ended Case is open again: a clock that runs goes on, one that was stopped is past and the next need counts."""
    if case.clock_started_at is None:
        return standing(case)
    found = await clocks.current(session, case.id)
    if found is None or found.stopped_at is None:
        return standing(case)
    await clocks.change(session, found.id, past=True)
    return Shown(started_at=None, due_at=None)


async def merge(session: AsyncSession, services: Services, own: CaseRow, target: CaseRow) -> Shown:
    """The clock of *own* goes into *target* with its contacts. What the target shows from now on.

    Two that run become one, from the earliest contact. One that runs goes on running beside one that was stopped: only
    a person who says that the assessment has begun stops it.
    """
    if own.clock_started_at is None:
        return standing(target)
    mine, other = await clocks.current(session, own.id), await clocks.current(session, target.id)
    if mine is None:
        return standing(target)
    if other is not None and mine.stopped_at is None and other.stopped_at is None:
        clock = joined(mine.clock, other.clock, services.hours, services.calendar)
        because = {"because_contact_id": mine.because_contact_id} if mine.started_at < other.started_at else {}
        await clocks.change(session, mine.id, outcome=ClockOutcome.MERGED, past=True)
        await _keep(session, other, clock, **because)
        return await _watched(session, services, target, clock)
    return await _moved(session, services, mine, other, target)


async def _moved(
    session: AsyncSession, services: Services, mine: ClockRow, other: ClockRow | None, target: CaseRow
) -> Shown:
    """One of the two was stopped, or there is only one: it goes over as it is, and what runs is the current one."""
    if other is None or mine.stopped_at is None:
        if other is not None:
            await clocks.change(session, other.id, past=True)
        await clocks.change(session, mine.id, case_id=target.id)
        if mine.stopped_at is not None:
            return Shown(started_at=mine.started_at, due_at=None)
        return await _watched(session, services, target, mine.clock)
    await clocks.change(session, mine.id, case_id=target.id, past=True)
    return standing(target)


async def _keep(session: AsyncSession, found: ClockRow, clock: Clock, **more: object) -> None:
    dates = {"code": clock.code, "started_at": clock.started_at, "due_at": clock.due_at}
    await clocks.change(session, found.id, **dates, **more)


async def _watched(session: AsyncSession, services: Services, case: CaseRow, clock: Clock) -> Shown:
    """See that somebody is told when nobody has the Case in hand in its last days."""
    when, now = presses_from(clock.started_at, clock.due_at, services.calendar), services.now()
    # Whoever looks after its promise before that looks at the clock too.
    if case.promise_due_at is None or when < case.promise_due_at:
        await jobs.promise_by(session, JobKind.PROMISE_DUE, case.id, now, max(when, now))
    return _shown(clock)


def _shown(clock: Clock) -> Shown:
    return Shown(started_at=clock.started_at, due_at=clock.due_at)
