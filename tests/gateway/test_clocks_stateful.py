"""Whatever is done with Cases in whatever order: clocks only get earlier, and no step of ours lowers urgency."""

import asyncio
import shutil
from collections.abc import Awaitable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select, update

from channels.codes import AgeBand, ContacterType, Direction, Reason, Resolution
from gateway.app import open_services
from gateway.casework import assessing, correcting, replying, resolving
from gateway.casework.assessing import Beginning
from gateway.errors import LuotsiError
from gateway.settings import Settings
from gateway.steps import joining
from gateway.store import cases, clocks, contacts
from gateway.store.cases import CaseRow
from gateway.store.clocks import ClockRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import ClockOutcome, Event, TaskOutcome
from gateway.store.tasks import TaskRow
from tests.gateway.casework.house import Clock, House
from tests.plugins.house import advisor

TEXTS = (
    "Äitini on 82-vuotias eikä pärjää enää kotona. Tarvitsemme kotihoitoa. Asumme Ulvilassa.",
    "Olen 70-vuotias enkä pärjää enää kotona. Tarvitsen kotihoitoa. Asun Ulvilassa.",
    "Mihin aikaan neuvonta on auki perjantaisin?",
    "Olen omaishoitaja ja aivan uupunut. En jaksa enää. Mieheni on 79-vuotias. Asumme Ulvilassa.",
)
PLACES = ("memory_guidance", "needs_assessment", "service_guidance")
texts, which, ages, places = (
    st.sampled_from(TEXTS),
    st.integers(0, 5),
    st.sampled_from(AgeBand),
    st.sampled_from(PLACES),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A clock as it was after an earlier step."""

    started_at: object
    due_at: object
    ended: bool


class Work(RuleBasedStateMachine):
    """An advisor's and the post's steps on a few Cases, in any order."""

    migrated: Path

    @initialize()
    def open(self) -> None:
        self.runner, self.folder = asyncio.Runner(), TemporaryDirectory()
        file = Path(self.folder.name) / "luotsi.db"
        shutil.copyfile(self.migrated, file)
        clock, settings_ = Clock(), Settings(data_dir=file.parent, database_url=f"sqlite:///{file}", smtp_port=0)
        self.opening = open_services(settings_, now=clock)
        services = self.run(self.opening.__aenter__())
        maija = advisor(clock(), "Maija Meri")
        self.run(self.add(services, maija))
        self.house = House(services=services, clock=clock, maija=maija.id, ville=maija.id)
        self.ids, self.clocks, self.ranks, self.people = [], {}, {}, {"begun": set(), "merged": set()}
        self.receives(TEXTS[0])

    def run(self, doing: Awaitable[object]) -> object:
        return self.runner.run(doing)

    async def add(self, services, row) -> None:
        async with services.sessions.begin() as session:
            session.add(row)

    def teardown(self) -> None:
        if hasattr(self, "opening"):
            self.run(self.opening.__aexit__(None, None, None))
            self.runner.close()
            self.folder.cleanup()

    def one(self, number: int) -> CaseRow:
        return self.run(self.house.case(self.ids[number % len(self.ids)]))

    def act(self, do, number: int, *more) -> CaseRow | None:
        """Do it, if it may be done; what is refused must change nothing, as the invariants see."""

        async def acting():
            async with self.house.services.sessions.begin() as session:
                await do(session, self.house.services, self.house.act(case), *more)

        case = self.one(number)
        try:
            self.run(acting())
        except LuotsiError:
            return None
        return case

    # ------------------------------------------------------------------------------------------------ steps

    @rule(text=texts)
    def receives(self, text: str) -> None:
        if len(self.ids) < 4:
            sender = f"Asiakas <asiakas{len(self.ids)}@example.org>"
            self.ids.append(self.run(self.house.receives_mail(text, sender=sender)).id)

    @rule(number=which, text=texts)
    def answers(self, number: int, text: str) -> None:
        """The client answers our acknowledgement: whatever became of the Case meanwhile."""
        index = number % len(self.ids)
        ours = select(DeliveryRow.message_id).where(DeliveryRow.case_id == self.ids[index])

        async def answer():
            async with self.house.services.readers() as session:
                message_id = (await session.scalars(ours)).first()
            if message_id:
                headers = f"In-Reply-To: <{message_id.strip('<>')}>\r\n"
                sender = f"Asiakas <asiakas{index}@example.org>"
                await self.house.receives_mail(text, sender=sender, headers=headers)

        self.run(answer())

    @rule(days=st.integers(0, 4), hours=st.integers(1, 23))
    def time_passes(self, days: int, hours: int) -> None:
        self.house.clock.passes(days=days, hours=hours)
        self.run(self.house.works())

    @rule(number=which, place=places)
    def transfer(self, number: int, place: str) -> None:
        case = self.one(number)
        names = ("reason", "urgency", "municipality", "language", "contacter")
        values = {name: getattr(case, name) for name in names} | {"destination": place}
        self.act(correcting.correct, number, correcting.Correction(**values))

    @rule(number=which, age=ages)
    def correct_age(self, number: int, age: AgeBand) -> None:
        self.act(assessing.correct_age, number, age, "Kerrottiin puhelimessa.")

    @rule(number=which, reached=st.booleans())
    def call(self, number: int, reached: bool) -> None:
        self.act(replying.called, number, replying.Called(reached=reached, note=""))

    @rule(number=which, reached=st.booleans())
    def begin(self, number: int, reached: bool) -> None:
        case = self.act(assessing.begin, number, Beginning(at=self.house.clock(), reached=reached))
        if case is not None:
            assert reached
            self.people["begun"].add(case.id)

    @rule(number=which)
    def take_back(self, number: int) -> None:
        self.act(assessing.take_back, number, "Väärä asia.")

    @rule(number=which)
    def resolve(self, number: int) -> None:
        ended = update(TaskRow).values(done_at=self.house.clock(), outcome=TaskOutcome.DONE)

        async def tick():
            async with self.house.services.sessions.begin() as session:
                await session.execute(ended.where(TaskRow.case_id == self.ids[number % len(self.ids)]))

        self.run(tick())
        outcome = resolving.Outcome(
            contacter=ContacterType.CLIENT,
            direction=Direction.TO_SERVICE,
            reason=Reason.COPING_AT_HOME,
            resolution=Resolution.ADVICE_GIVEN,
        )
        self.act(resolving.resolve, number, outcome)

    @rule(number=which)
    def reopen(self, number: int) -> None:
        self.act(resolving.reopen, number)

    @rule(own=which, into=which)
    def merge(self, own: int, into: int) -> None:
        one, other = self.one(own), self.one(into)
        if one.id == other.id or not (one.open and other.open):
            return

        async def dissolve():
            async with self.house.services.sessions.begin() as session:
                row = await contacts.first_of(session, one.id)
                await joining._dissolve(session, self.house.services, row, other.id, Event.JOINED)

        self.run(dissolve())
        self.people["merged"].add(one.id)
        self.ids.remove(one.id)

    # ----------------------------------------------------------------------------------------- what always holds

    @invariant()
    def everything_holds(self) -> None:
        if hasattr(self, "ids"):
            self.run(self.look())

    async def look(self) -> None:
        async with self.house.services.readers() as session:
            rows = (await session.scalars(select(ClockRow))).all()
            for case_id in self.ids:
                await self.case_holds(session, await cases.get(session, case_id))
        assert set(self.clocks) <= {row.id for row in rows}, "a clock is gone from the record"
        for row in rows:
            self.clock_holds(row)

    def clock_holds(self, row: ClockRow) -> None:
        before = self.clocks.get(row.id)
        if before is not None:
            assert row.started_at <= before.started_at, "a clock began later"
            assert row.due_at <= before.due_at, "a clock is due later"
        if row.outcome is ClockOutcome.BEGUN:
            assert self.people["begun"], "a clock stopped, and nobody said that an assessment has begun"
        assert (row.stopped_at is None) is (row.outcome is not ClockOutcome.BEGUN)
        assert row.outcome is not ClockOutcome.MERGED or self.people["merged"]
        self.clocks[row.id] = Seen(started_at=row.started_at, due_at=row.due_at, ended=row.outcome is not None)

    async def case_holds(self, session, case: CaseRow) -> None:
        current = await clocks.current(session, case.id)
        shown = (None, None) if current is None else (current.started_at, current.due_at)
        if current is not None and current.stopped_at is not None:
            shown = (current.started_at, None)
        assert (case.clock_started_at, case.clock_due_at) == shown, "the Case shows another clock than the record"
        assert case.promise_due_at is not None or not case.open, "an open Case without a date"
        assert case.urgency_rank <= self.ranks.get(case.id, 9), "urgency fell, and no person said why"
        if case.open and case.clock_due_at is not None:
            assert case.order_at <= case.clock_due_at
        self.ranks[case.id] = case.urgency_rank


@pytest.mark.slow
def test_clocks_only_get_earlier_whatever_happens(migrated_sqlite):
    Work.migrated = migrated_sqlite
    often = settings(max_examples=10, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Work, settings=often)
