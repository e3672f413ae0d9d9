"""Every state that a Case's promises can get into, reached by every act from every state, on a real database.

From each state that is new a copy of the database is kept, and each act is tried on a copy of it, by one gateway whose
database is put back under it; states are told apart by what people see of them. The walk ends because there are few.
"""

import shutil
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from channels.codes import ContacterType, Direction, Reason, Resolution, Urgency
from gateway.casework import correcting, promising, replying, resolving
from gateway.casework.acting import claim
from gateway.errors import LuotsiError
from gateway.store import inbox
from gateway.store.cases import CaseRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.inbox import Tab, Wanted
from gateway.store.jobs import JobRow
from gateway.store.promises import PromiseRow
from gateway.store.states import JobKind, JobState, PromiseState, TaskOutcome
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


def copy(source, target):
    """Make *target* what *source* is, under the connections that are open to either."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


FIRST = select(CaseRow).order_by(CaseRow.opened_at, CaseRow.id).limit(1)  # the Case that began it all


async def the_case(house) -> CaseRow:
    async with house.services.readers() as session:
        return (await session.scalars(FIRST)).one()


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
    outcome = replace(ended_by(Resolution.MERGED_DUPLICATE), into=str(case.id))
    async with house.services.sessions.begin() as session:
        await resolving.resolve(session, house.services, house.act(other), outcome)


async def its_day_comes(house):
    case = await the_case(house)
    house.clock.at = max(house.clock.at, case.promise_due_at or house.clock.at) + timedelta(minutes=1)


def ended_by(resolution):
    return resolving.Outcome(
        contacter=ContacterType.CLIENT,
        direction=Direction.TO_SERVICE,
        reason=Reason.COPING_AT_HOME,
        resolution=resolution,
    )


def resolve(resolution) -> Callable[[House], Awaitable[None]]:
    async def resolving_(house):
        async with house.services.sessions.begin() as session:
            await session.execute(update(TaskRow).values(done_at=house.clock(), outcome=TaskOutcome.DONE))
        await act(resolving.resolve, ended_by(resolution))(house)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What there is of the Case's promises at one moment."""

    case: CaseRow
    promises: list[PromiseRow]
    moments: list[object]  # when somebody looks at it
    listed: list[object]
    now: object

    @property
    def standing(self):
        return [row for row in self.promises if row.state is PromiseState.OPEN]

    @property
    def broken(self):
        return frozenset(row.id for row in self.promises if row.state is PromiseState.BROKEN)


async def look(house):
    async with house.services.readers() as session:
        case = (await session.scalars(FIRST)).one()
        watched = select(JobRow.due_at).where(JobRow.kind == JobKind.PROMISE_DUE, JobRow.subject_id == case.id)
        return Seen(
            case=case,
            promises=list(await session.scalars(select(PromiseRow).where(PromiseRow.case_id == case.id))),
            moments=list(await session.scalars(watched.where(JobRow.state == JobState.WAITING))),
            listed=await inbox.page(session, Wanted(tab=Tab.WORK), MAIJA, house.clock(), after=None, most=2),
            now=house.clock(),
        )


def state_of(seen):
    """What people see of the Case's promises; two states that look the same are the same."""
    return (
        seen.case.state,
        frozenset(row.state for row in seen.promises),
        frozenset(row.kind for row in seen.standing),
        min(len(seen.standing), 2),  # none, one, several
        seen.case.promise_due_at is not None and seen.case.promise_due_at <= seen.now,
        seen.case.undelivered,
    )


def demand(seen, path):
    """What must hold of a Case in every state."""
    case, standing = seen.case, seen.standing
    assert all(row.due_at > seen.now for row in standing), f"{path}: overdue, and nobody has said so"
    if not case.open:
        assert standing == [], f"{path}: an ended Case promises something"
        return
    assert case.team, path
    shown = [row.state for row in seen.promises if row.due_at == case.promise_due_at]
    assert {PromiseState.OPEN, PromiseState.BROKEN} & set(shown), f"{path}: the date shown is nobody's promise"
    assert standing or PromiseState.BROKEN in shown, f"{path}: nobody is promised anything"
    assert case.order_at == min(case.promise_due_at, case.clock_due_at or case.promise_due_at), path
    assert len(seen.moments) == 1, f"{path}: watched by {len(seen.moments)} Jobs"
    assert all(seen.moments[0] <= row.due_at for row in standing), f"{path}: nobody will notice that it is broken"
    (listed,) = seen.listed
    late = case.promise_due_at <= seen.now
    assert listed.broken is late, f"{path}: a broken promise that the list does not show"


async def reached(house, file, path, broken_before):
    """The state that *path* leads to, and the place that it is in, its database kept in *file*."""
    seen = await look(house)
    demand(seen, path)
    assert broken_before <= seen.broken, f"{path}: a broken promise was made good"
    return state_of(seen), Place(file=file, at=house.clock(), path=path, broken=seen.broken)


async def step(house, file, place, name):
    """Do one act on a copy of *place*. What is refused leads nowhere."""
    copy(place.file, file)
    house.clock.at = place.at
    try:
        await ACTS[name](house)
    except LuotsiError:
        return None
    await house.works()
    return await reached(house, file, (*place.path, name), place.broken)


async def begin(house, file):
    async with house.services.sessions.begin() as session:
        person = advisor(house.clock(), "Maija Meri")
        person.id = MAIJA
        session.add(person)
    await house.receives_mail(TEXT, sender=SENDER)
    return await reached(house, file, (), frozenset())


async def walk(house, file):
    """Every state by every act from every state: the place of each, and the acts that could be done."""
    places, left, done = {}, [], set()

    def keep(state, place):
        if state not in places:
            places[state] = replace(place, file=file.with_name(f"{len(places)}.db"))
            copy(file, places[state].file)
            left.append(places[state])
        assert len(places) < 200, "states are told apart by something that never ends"

    keep(*await begin(house, file))
    while left:
        place = left.pop(0)
        for name in ACTS:
            found = await step(house, file, place, name)
            if found is not None:
                done.add(name)
                keep(*found)
    return places, done


@pytest.mark.slow
async def test_in_no_state_that_can_be_reached_is_anybody_promised_nothing(loaded, migrated_sqlite, tmp_path):
    file, clock = tmp_path / "luotsi.db", Clock()
    shutil.copyfile(migrated_sqlite, file)
    async with open_house(loaded, settings_for(tmp_path, f"sqlite:///{file}"), clock, None) as services:
        places, done = await walk(House(services=services, clock=clock, maija=MAIJA, ville=MAIJA), file)
    longest = max(len(place.path) for place in places.values())
    print(f"{len(places)} states, {len(places) * len(ACTS)} acts tried, the last of them after {longest} acts")

    assert {state for seen in places for state in seen[1]} >= {
        PromiseState.OPEN,
        PromiseState.KEPT,
        PromiseState.MOVED,
        PromiseState.BROKEN,
    }
    assert done == set(ACTS)
    assert len(places) > 20
