"""Whatever people at the desk and their visitors do in whatever order: no conversation is ever nobody's."""

import asyncio
import shutil
from collections.abc import Awaitable
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run

from channels.chat.floor import Floor
from channels.chat.frames import Side
from channels.codes import ContacterType, Direction, Reason, Resolution
from gateway.casework import handing, resolving
from gateway.casework.resolving import Outcome
from gateway.errors import LuotsiError
from gateway.services import Services
from gateway.store import attendance, desk, floors
from gateway.store.desk import Manned
from tests.factories import add_user, open_house, settings_for
from tests.fakes import Clock
from tests.gateway.chat.desk_house import Desk

NAMES = ("maija", "ville", "outi")
DONE = Outcome(
    contacter=ContacterType.CLIENT,
    direction=Direction.TO_SERVICE,
    reason=Reason.SERVICE_INFO,
    resolution=Resolution.ADVICE_GIVEN,
    heard=10**6,
)
which, who = st.integers(0, 3), st.sampled_from(NAMES)
spans = st.sampled_from((20, 60, 100, 100, 5 * 60, 11 * 60, 16 * 60, 7 * 60 * 60))  # seconds


class Day(RuleBasedStateMachine):
    """Three advisors and up to four visitors. A line or page that is open gives its signs of life."""

    migrated: Path
    loaded: Services

    @initialize()
    def open(self) -> None:
        self.runner, self.folder, self.clock = asyncio.Runner(), TemporaryDirectory(), Clock()
        folder = Path(self.folder.name)
        shutil.copyfile(self.migrated, folder / "own.db")
        self.opening = open_house(self.loaded, settings_for(folder, f"sqlite:///{folder / 'own.db'}"), self.clock, None)
        self.at = Desk(services=self.do(self.opening.__aenter__()))
        self.staff = {name: self.do(add_user(self.at.services, username=name)).id for name in NAMES}
        self.chats: list[UUID] = []
        self.lines: set[tuple[UUID, Side]] = set()
        self.pages: set[str] = set()
        self.since: dict[UUID, object] = {}  # when those who wait, or have waited, first asked
        self.comes()

    def teardown(self) -> None:
        if hasattr(self, "opening"):
            self.do(self.opening.__aexit__(None, None, None))
            self.runner.close()
            self.folder.cleanup()

    def do(self, doing: Awaitable[object]) -> object:
        return self.runner.run(doing)

    def may(self, doing: Awaitable[object]) -> bool:
        """Do it, if it may be done; what is refused must change nothing, as the invariants see."""
        try:
            self.do(doing)
        except LuotsiError:
            return False
        return True

    def one(self, number: int) -> UUID:
        return self.chats[number % len(self.chats)]

    # ------------------------------------------------------------------------------------------------ visitors

    @precondition(lambda self: len(self.chats) < 4)
    @rule()
    def comes(self) -> None:
        self.chats.append(self.do(self.at.visitor()))
        self.lines.add((self.chats[-1], Side.VISITOR))

    @rule(number=which)
    def asks_for_a_person(self, number: int) -> None:
        """The bot asks advisors only where somebody may come."""
        own = self.one(number)
        if (
            self.do(self.is_open())
            and self.do(self.floor(own)) in {Floor.BOT, Floor.INBOX}
            and self.do(self.at.case(own)).open
        ):
            self.do(self.at.waits(own))
            self.since[own] = self.clock()

    @rule(number=which)
    def speaks(self, number: int) -> None:
        self.do(self.at.says(self.one(number)))

    @rule(number=which)
    def leaves(self, number: int) -> None:
        self.lines.discard((self.one(number), Side.VISITOR))

    @rule(number=which)
    def comes_back(self, number: int) -> None:
        self.lines.add((self.one(number), Side.VISITOR))
        self.breathe()

    # ------------------------------------------------------------------------------------------------ advisors

    @rule(name=who, capacity=st.sampled_from((1, 1, 2, 5)))
    def signs_on(self, name: str, capacity: int) -> None:
        self.pages.add(name)
        self.do(self.at.sign_on(self.staff[name], capacity))

    @rule(name=who)
    def signs_off(self, name: str) -> None:
        self.pages.discard(name)
        self.do(self.at.sign_off(self.staff[name]))

    @rule(name=who)
    def closes_the_page(self, name: str) -> None:
        self.pages.discard(name)

    @rule(number=which)
    def closes_the_line(self, number: int) -> None:
        self.lines.discard((self.one(number), Side.ADVISOR))

    @rule(name=who, number=which)
    def takes(self, name: str, number: int) -> None:
        waiting = self.do(self.at.places()) or self.chats
        own = waiting[number % len(waiting)]
        if self.may(self.at.take(self.staff[name], own)):
            colleague = self.do(self.colleague(name))
            assert colleague.busy <= colleague.capacity, "more was taken than there are hands"
            self.lines.add((own, Side.ADVISOR))

    @rule(name=who, number=which)
    def is_on_duty(self, name: str, number: int) -> None:
        """Comes to the desk for one conversation, takes it, thinks for a quarter of an hour and gives it back."""
        own = self.one(number)
        self.lines.add((own, Side.VISITOR))
        self.breathe()
        self.signs_on(name, 1)
        self.asks_for_a_person(number)
        self.takes(name, 0)
        self.time_passes(16 * 60)
        self.takes(name, 0)
        self.gives_back(name, number)

    @rule(name=who, number=which)
    def answers(self, name: str, number: int) -> None:
        own, user = self.one(number), self.staff[name]
        before = self.do(self.row(own))
        if self.may(self.at.answer(user, own)):
            assert before is None or before.advisor_id in {None, user}, "two advisors talked over each other"
            assert self.do(self.row(own)).advisor_id == user
            self.lines.add((own, Side.ADVISOR))
            self.breathe()

    @rule(name=who, number=which, to=who)
    def passes_on(self, name: str, number: int, to: str) -> None:
        self.may(self.at.pass_on(self.staff[name], self.one(number), self.staff[to], "Muistiinpano"))

    @rule(name=who, number=which)
    def gives_back(self, name: str, number: int) -> None:
        self.may(self.at.give_back(self.staff[name], self.one(number)))

    @rule(name=who, number=which)
    def closes(self, name: str, number: int) -> None:
        self.may(self.act(name, self.one(number), resolving.resolve, DONE))

    @rule(name=who, number=which)
    def reopens(self, name: str, number: int) -> None:
        self.may(self.act(name, self.one(number), resolving.reopen))

    async def act(self, name: str, own: UUID, do, *more) -> None:
        act = await self.at.act(self.staff[name], own)
        async with self.at.services.sessions.begin() as session:
            await do(session, self.at.services, act, *more)

    # ------------------------------------------------------------------------------------------------- the clock

    @rule(seconds=spans)
    def time_passes(self, seconds: int) -> None:
        # In steps that an open page and an open line live through.
        for _ in range(min(seconds // 20, 3)):
            self.clock.forward(seconds=20)
            self.breathe()
        self.clock.forward(seconds=max(seconds - 60, 0))
        for name in self.pages:
            self.do(self.at.sign_on(self.staff[name], self.do(self.capacity(name))))
        self.breathe()
        self.do(self.at.settles())
        self.do(self.everybody_is_looked_after())

    def breathe(self) -> None:
        for own, side in self.lines:
            self.do(self.at.is_there(own, side))
        for name in self.pages:
            self.do(self.stays(name))

    async def stays(self, name: str) -> None:
        async with self.at.services.sessions.begin() as session:
            await attendance.stay(session, self.staff[name], self.clock(), self.clock() + handing.LEASE)

    # ---------------------------------------------------------------------------------------- what always holds

    async def everybody_is_looked_after(self) -> None:
        now, is_open = self.clock(), await self.is_open()
        for one in await self.manned():
            if one.floor is Floor.QUEUE:
                assert is_open, "somebody waits, and nobody may come"
            else:
                signs = (one.at_desk_until, one.advisor_until and one.advisor_until + handing.GONE)
                assert any(until is not None and until > now for until in signs), "an advisor who is gone has the floor"

    @invariant()
    def nobody_is_forgotten(self) -> None:
        if hasattr(self, "chats"):
            self.do(self.look())

    async def look(self) -> None:
        for own in self.chats:
            row, case = await self.row(own), await self.at.case(own)
            floor = row.floor if row else Floor.INBOX
            assert case.promise_due_at is not None or not case.open, "an open Case without a date"
            assert case.open or floor is Floor.INBOX, "an ended Case keeps somebody's floor"
            if floor is Floor.INBOX:
                self.since.pop(own, None)
            if floor is Floor.QUEUE:
                assert row.waiting_since == self.since.setdefault(own, row.waiting_since), "a place was lost"

    # --------------------------------------------------------------------------------------------------- looking

    async def row(self, own: UUID):
        async with self.at.services.readers() as session:
            return (await floors.of(session, [own])).get(own)

    async def floor(self, own: UUID) -> Floor:
        row = await self.row(own)
        return row.floor if row else Floor.INBOX

    async def manned(self) -> list[Manned]:
        async with self.at.services.readers() as session:
            return list(await desk.manned(session))

    async def is_open(self) -> bool:
        async with self.at.services.readers() as session:
            return await handing.is_open(session, self.at.services)

    async def colleague(self, name: str):
        async with self.at.services.readers() as session:
            here = await attendance.here(session, self.clock())
        return next(one for one in here if one.user_id == self.staff[name])

    async def capacity(self, name: str) -> int:
        async with self.at.services.readers() as session:
            return (await session.get_one(attendance.AttendanceRow, self.staff[name])).capacity


@pytest.mark.slow
def test_no_conversation_is_ever_nobodys(migrated_sqlite, loaded):
    Day.migrated, Day.loaded = migrated_sqlite, loaded
    often = settings(
        max_examples=30,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),  # a history is short enough to be read; making it shorter takes minutes
    )
    run(Day, settings=often)
