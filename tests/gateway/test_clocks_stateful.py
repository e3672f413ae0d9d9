"""Whatever is done with Cases in whatever order: clocks only get earlier, and no step of ours lowers urgency."""

import asyncio
import shutil
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select, update

from channels.codes import AgeBand, ContacterType, Direction, Reason, Resolution
from gateway.app import open_services
from gateway.casework import assessing, correcting, promising, remembering, replying, resolving
from gateway.casework.assessing import Beginning
from gateway.casework.remembering import Ticked
from gateway.errors import LuotsiError
from gateway.settings import Settings
from gateway.steps.actions import NEW_NEED
from gateway.store import cases, clocks
from gateway.store.cases import CaseRow
from gateway.store.clocks import ClockRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import CaseState, ClockOutcome, TaskOutcome
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
        self.senders = {}
        self.ids, self.clocks, self.ranks, self.people = [], {}, {}, {"begun": set(), "merged": set()}
        self.receives(TEXTS[0])
        self.time_passes(1, 1)
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
            sender = f"asiakas{len(self.senders)}@example.org"
            case = self.run(self.house.receives_mail(text, sender=f"Asiakas <{sender}>"))
            self.ids.append(case.id)
            self.senders[case.id] = sender

    @rule(number=which, text=texts)
    def answers(self, number: int, text: str) -> None:
        """The client answers our acknowledgement: whatever became of the Case meanwhile."""
        before = self.one(number)
        sender = self.senders[before.id]
        to_hash = self.house.services.index.of("address", sender)
        ours = select(DeliveryRow.message_id).where(DeliveryRow.case_id == before.id, DeliveryRow.to_hash == to_hash)

        async def answer():
            async with self.house.services.readers() as session:
                message_id = (await session.scalars(ours)).first()
            headers = f"In-Reply-To: <{message_id.strip('<>')}>\r\n"
            return await self.house.receives_mail(text, sender=f"Asiakas <{sender}>", headers=headers)

        after = self.run(answer())
        assert after.id == before.id
        self.went_on(before, after, text)

    def went_on(self, before: CaseRow, after: CaseRow, text: str) -> None:
        """What runs goes on. A need told to an ended Case starts a clock; while one is assessed, no words do."""
        assert before.clock_due_at is None or after.clock_due_at <= before.clock_due_at, "an answer reset the clock"
        if text != TEXTS[0]:
            return
        if before.state is CaseState.RESOLVED or before.clock_started_at is None:
            assert after.clock_due_at is not None, "a need was told, and no clock runs"
        elif before.clock_due_at is None:
            assert after.clock_due_at is None, "an answer restarted a clock that a person had stopped"

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
    def judge(self, number: int) -> None:
        """Yes, it is a new need: from then on a clock runs."""
        wanted = select(TaskRow).where(TaskRow.case_id == self.one(number).id, TaskRow.code == NEW_NEED)

        async def find():
            async with self.house.services.readers() as session:
                return (await session.scalars(wanted.where(TaskRow.done_at.is_(None)))).one_or_none()

        task = self.run(find())
        if task is not None and self.act(remembering.tick, number, Ticked(task_id=task.id, outcome=TaskOutcome.DONE)):
            assert self.one(number).clock_due_at is not None, "a person said yes, and no clock runs"

    @rule(number=which)
    def promise_later(self, number: int) -> None:
        self.act(promising.move, number, self.house.clock() + timedelta(days=30))

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

    @rule(number=which, text=texts)
    def comes_back(self, number: int, text: str) -> None:
        """Assessed, ended, and the client writes again."""
        self.begin(number, reached=True)
        self.resolve(number)
        self.answers(number, text)

    @rule(number=which)
    def is_mistaken(self, number: int) -> None:
        """More time was promised than the law gives, and what was said to have begun had not."""
        self.promise_later(number)
        self.begin(number, reached=True)
        self.take_back(number)

    @rule(number=which)
    def reopen(self, number: int) -> None:
        self.act(resolving.reopen, number)

    @rule(own=which, into=which)
    def merge(self, own: int, into: int) -> None:
        one, other = self.one(own), self.one(into)
        outcome = resolving.Outcome(
            contacter=ContacterType.CLIENT,
            direction=Direction.TO_SERVICE,
            reason=Reason.COPING_AT_HOME,
            resolution=Resolution.MERGED_DUPLICATE,
            into=str(other.id),
        )
        if self.act(resolving.resolve, own, outcome) is None:
            return
        self.ids.remove(one.id)
        self.people["merged"].add(one.id)
        after = self.run(self.house.case(other.id))
        for name in ("clock_due_at", "promise_due_at", "order_at"):
            dates = [date for date in (getattr(one, name), getattr(other, name)) if date is not None]
            assert not dates or getattr(after, name) <= min(dates), f"{name} is later than before"
        self.ranks[other.id] = min(self.ranks[one.id], self.ranks[other.id])

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
            assert row.past or row.case_id in self.ids, "a clock runs in a Case that is gone"

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
    often = settings(
        max_examples=10,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),  # a history is short enough to be read; making it shorter takes minutes
    )
    run_state_machine_as_test(Work, settings=often)
