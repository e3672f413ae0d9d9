"""Every state that a Case's promises can get into, reached by every act from every state, on a real database.

From each state that is new a copy of the database is kept, and each act is tried on a copy of it; states are told
apart by what people see of them. The walk ends because there are few.
"""

import shutil
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from channels.codes import ContacterType, Direction, Reason, Resolution, Urgency
from gateway.casework import correcting, promising, replying, resolving
from gateway.casework.acting import claim
from gateway.errors import LuotsiError, RefusedError
from gateway.steps import joining
from gateway.store import contacts, inbox
from gateway.store.cases import CaseRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.inbox import Tab, Wanted
from gateway.store.jobs import JobRow
from gateway.store.promises import PromiseRow
from gateway.store.states import Event, JobKind, JobState, PromiseState, TaskOutcome
from gateway.store.tasks import TaskRow
from tests.factories import open_house, settings_for
from tests.gateway.casework.house import Clock, House
from tests.plugins.house import advisor

TEXT = "Äitini on 82-vuotias eikä pärjää enää kotona. Tarvitsemme kotihoitoa. Asumme Ulvilassa."
SENDER = "Aino Virtanen <aino.virtanen@example.org>"
MAIJA = advisor(Clock().at, "Maija Meri").id


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A state with a database in it."""

    file: Path
    at: object
    path: tuple[str, ...]  # the acts that led here
    broken: frozenset[object]  # promises that were broken on the way


@asynccontextmanager
async def house_on(loaded, file, at):
    clock = Clock(at)
    async with open_house(loaded, settings_for(file.parent, f"sqlite:///{file}"), clock, None) as services:
        yield House(services=services, clock=clock, maija=MAIJA, ville=MAIJA)


async def the_case(house) -> CaseRow:
    """The Case that began it all."""
    async with house.services.readers() as session:
        return (await session.scalars(select(CaseRow).order_by(CaseRow.opened_at, CaseRow.id).limit(1))).one()


async def promises_of(house, case):
    async with house.services.readers() as session:
        return list(await session.scalars(select(PromiseRow).where(PromiseRow.case_id == case.id)))


def act(do, *more) -> Callable[[House], Awaitable[None]]:
    async def acting(house):
        case = await the_case(house)
        async with house.services.sessions.begin() as session:
            await do(session, house.services, house.act(case), *more)

    return acting


async def move(house):
    await act(promising.move, house.clock() + timedelta(days=3))(house)


async def take(house):
    case = await the_case(house)
    async with house.services.sessions.begin() as session:
        await claim(session, house.services.keys, house.act(case))


async def correct(house):
    case = await the_case(house)
    names = ("reason", "municipality", "language", "contacter", "destination")
    values = {name: getattr(case, name) for name in names} | {"urgency": Urgency.URGENT}
    await act(correcting.correct, correcting.Correction(**values))(house)


async def further_contact(house):
    """The client answers our acknowledgement."""
    async with house.services.readers() as session:
        first = select(DeliveryRow.message_id).order_by(DeliveryRow.created_at).limit(1)
        message_id = (await session.scalars(first)).one().strip("<>")
    await house.receives_mail(TEXT, sender=SENDER, headers=f"In-Reply-To: <{message_id}>\r\n")


async def merge(house):
    """What somebody else wrote belongs to the Case as well."""
    case = await the_case(house)
    other = await house.receives_mail(TEXT, sender=f"Tytär <tytar{house.clock.at:%d%H%M}@example.org>")
    async with house.services.sessions.begin() as session:
        row = await contacts.first_of(session, other.id)
        await joining._dissolve(session, house.services, row, case.id, Event.JOINED)
    if not case.open:
        raise RefusedError("refused-ended")


async def its_day_comes(house):
    case = await the_case(house)
    house.clock.at = max(house.clock.at, case.promise_due_at or house.clock.at) + timedelta(minutes=1)


def resolve(resolution) -> Callable[[House], Awaitable[None]]:
    outcome = resolving.Outcome(
        contacter=ContacterType.CLIENT,
        direction=Direction.TO_SERVICE,
        reason=Reason.COPING_AT_HOME,
        resolution=resolution,
    )

    async def resolving_(house):
        async with house.services.sessions.begin() as session:
            await session.execute(update(TaskRow).values(done_at=house.clock(), outcome=TaskOutcome.DONE))
        await act(resolving.resolve, outcome)(house)

    return resolving_


ACTS: dict[str, Callable[[House], Awaitable[None]]] = {
    "reply": act(replying.reply, "Soitamme teille torstaina.", None),
    "call": act(replying.called, replying.Called(reached=True, note="")),
    "call in vain": act(replying.called, replying.Called(reached=False, note="")),
    "move": move,
    "take": take,
    "correct": correct,
    "resolve": resolve(Resolution.ADVICE_GIVEN),
    "go on": resolve(Resolution.APPOINTMENT_BOOKED),
    "reopen": act(resolving.reopen),
    "further contact": further_contact,
    "merge": merge,
    "break": its_day_comes,
}


async def state_of(house):
    """What people see of the Case's promises; two states that look the same are the same."""
    case, now = await the_case(house), house.clock()
    rows = await promises_of(house, case)
    return (
        case.state,
        frozenset(row.state for row in rows),
        frozenset(row.kind for row in rows if row.state is PromiseState.OPEN),
        len([row for row in rows if row.state is PromiseState.OPEN]),
        case.promise_due_at is not None and case.promise_due_at <= now,
        case.undelivered,
    )


async def demand(house, path):
    """What must hold of a Case in every state; returns the promises that are broken in it."""
    case, now, rows = await the_case(house), house.clock(), await promises_of(house, await the_case(house))
    standing = [row for row in rows if row.state is PromiseState.OPEN]
    assert all(row.due_at > now for row in standing), f"{path}: overdue, and nobody has said so"
    if not case.open:
        assert standing == [], f"{path}: an ended Case promises something"
        return frozenset(row.id for row in rows if row.state is PromiseState.BROKEN)
    assert case.team, path
    shown = [row.state for row in rows if row.due_at == case.promise_due_at]
    assert {PromiseState.OPEN, PromiseState.BROKEN} & set(shown), f"{path}: the date shown is nobody's promise"
    assert standing or PromiseState.BROKEN in shown, f"{path}: nobody is promised anything"
    assert case.order_at == min(case.promise_due_at, case.clock_due_at or case.promise_due_at), path
    async with house.services.readers() as session:
        watched = select(JobRow.due_at).where(JobRow.kind == JobKind.PROMISE_DUE, JobRow.subject_id == case.id)
        moments = list(await session.scalars(watched.where(JobRow.state == JobState.WAITING)))
        (listed,) = await inbox.page(session, Wanted(tab=Tab.WORK), MAIJA, now, after=None, most=2)
    assert len(moments) == 1, f"{path}: watched by {len(moments)} Jobs"
    assert all(moments[0] <= row.due_at for row in standing), f"{path}: nobody will notice that it is broken"
    late = case.promise_due_at <= now
    assert listed.broken is late, f"{path}: a broken promise that the list does not show"
    return frozenset(row.id for row in rows if row.state is PromiseState.BROKEN)


async def step(loaded, place, name, file):
    """Do one act on a copy of *place*. What is refused leads nowhere."""
    shutil.copyfile(place.file, file)
    async with house_on(loaded, file, place.at) as house:
        try:
            await ACTS[name](house)
        except LuotsiError:
            return None, None
        await house.works()
        path = (*place.path, name)
        broken = await demand(house, path)
        assert place.broken <= broken, f"{path}: a broken promise was made good"
        return await state_of(house), Place(file=file, at=house.clock(), path=path, broken=broken)


async def begin(loaded, migrated, folder):
    file = folder / "begin.db"
    shutil.copyfile(migrated, file)
    async with house_on(loaded, file, Clock().at) as house:
        async with house.services.sessions.begin() as session:
            person = advisor(house.clock(), "Maija Meri")
            person.id = MAIJA
            session.add(person)
        await house.receives_mail(TEXT, sender=SENDER)
        broken = await demand(house, ())
        return await state_of(house), Place(file=file, at=house.clock(), path=(), broken=broken)


@pytest.mark.slow
async def test_in_no_state_that_can_be_reached_is_anybody_promised_nothing(loaded, migrated_sqlite, tmp_path):
    first, place = await begin(loaded, migrated_sqlite, tmp_path)
    seen, left, tried, states, done = {first}, [place], 0, set(first[1]), set()
    while left:
        place = left.pop(0)
        for name in ACTS:
            tried += 1
            state, reached = await step(loaded, place, name, tmp_path / f"{tried}.db")
            if state is not None:
                done.add(name)
            if state is not None and state not in seen:
                seen.add(state)
                left.append(reached)
                states |= state[1]
        assert len(seen) < 200, "states are told apart by something that never ends"
    print(f"{len(seen)} states, {tried} acts tried, the last of them after {len(place.path)} acts")

    assert states >= {PromiseState.OPEN, PromiseState.KEPT, PromiseState.MOVED, PromiseState.BROKEN}
    assert done == set(ACTS)
    assert len(seen) > 20
