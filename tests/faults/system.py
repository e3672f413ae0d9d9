"""A running Luotsi that fails where it is asked to, is started again when it dies, and is judged by its senders."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.faults import Failure
from gateway.store import balance, engine
from gateway.store.states import DeliveryState
from tests.faults.sink import Sink
from tests.journeys.records import deliveries_of, reading, settings_of, settled
from tests.servers.luotsi import LuotsiProcess
from tests.servers.mails import Mail
from tests.servers.senders import Post, Tally, send_mails, send_posts
from tests.servers.waiting import eventually

OURS = "neuvonta@satakunta.example"
_WITHIN = 180.0  # seconds for one case; most take two, on a machine that does much else some take sixty
_LINES = 8  # of our senders, at once


@dataclass(slots=True, kw_only=True)
class System:
    """One process, the folder in which failures are asked for, and the relay that it sends through."""

    luotsi: LuotsiProcess
    folder: Path
    sink: Sink
    contacts: int  # of each case
    tally: Tally = field(default_factory=Tally)
    sent: int = 0  # of our senders' messages, all cases together

    def ask(self, point: str, failure: Failure) -> None:
        """Fail at *point*, once."""
        (self.folder / point).write_text(failure, "ascii")

    def has_failed(self, point: str) -> bool:
        """Whether it has."""
        return (self.folder / point).with_suffix(".taken").exists()

    async def failing(self, point: str) -> None:
        """Wait until it has."""
        await eventually(lambda: self.has_failed(point), within=_WITHIN, what=f"something reaches {point}")

    def forget(self) -> None:
        """No failure is asked for any more."""
        for file in self.folder.iterdir():
            file.unlink()

    async def mails(self, mails: Sequence[Mail]) -> None:
        """Send until each has been accepted."""
        self.sent += len(mails)
        port = self.luotsi.smtp_port
        await send_mails(mails, self.tally, port=port, connections=_lines(mails), deadline=_WITHIN, patience=3)

    async def posts(self, posts: Sequence[Post]) -> None:
        """The same with forms and calls."""
        self.sent += len(posts)
        await send_posts(posts, self.tally, connections=_lines(posts), deadline=_WITHIN, patience=3)

    async def judge(self, ids: Sequence[str]) -> None:
        """Nothing lost, nothing doubled, nobody told twice."""
        assert (self.tally.refused, self.tally.unanswered) == ({}, set())
        contacts = await settled(self.luotsi, self.sent, within=_WITHIN)
        words = [contact.original.decode() for contact in contacts]
        assert {one: sum(one in text for text in words) for one in ids} == dict.fromkeys(ids, 1)
        # A duty address is told of every emergency, a citizen once.
        citizens = [to for to in self.sink.arrived.elements() if to.endswith("@citizen.example")]
        assert len(citizens) == len(set(citizens))

    async def balance(self) -> None:
        """What our senders sent is what was received, and all of it is accounted for."""
        async with reading(self.luotsi) as (session, _):
            counted = await balance.count(session)
        assert (counted.unaccounted, counted.total.received) == (0, self.sent)

    async def states(self) -> Counter[DeliveryState]:
        """How the letters stand."""
        return Counter(row.state for row in await deliveries_of(self.luotsi))

    async def told_everybody(self, failure: Failure) -> None:
        """Each letter has gone. Where the whole process dies or stands still, another's may be left in doubt."""
        states = await self.states()
        in_doubt = states[DeliveryState.OUTCOME_UNKNOWN]
        assert in_doubt == 0 or failure is not Failure.RAISE
        assert states[DeliveryState.SENT] + in_doubt == self.sent
        assert sum(self.sink.arrived.values()) >= states[DeliveryState.SENT]

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A transaction of the test's own, beside those of the system."""
        database = engine.connect(settings_of(self.luotsi).database)
        try:
            async with database.sessions.begin() as session:
                yield session
        finally:
            await database.close()


def _lines(sent: Sequence[object]) -> int:
    return min(len(sent), _LINES)


@asynccontextmanager
async def revived(luotsi: LuotsiProcess) -> AsyncIterator[None]:
    """Whenever *luotsi* dies inside the block, it is started again, as systemd does."""

    async def watch() -> None:
        while True:
            if luotsi.has_died:
                await asyncio.to_thread(luotsi.start)
            await asyncio.sleep(0.02)

    watching = asyncio.create_task(watch())
    try:
        yield
        if luotsi.has_died:
            await asyncio.to_thread(luotsi.start)
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
