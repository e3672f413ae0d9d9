"""A running Luotsi that fails where it is asked to, is started again when it dies, and is judged by its senders."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from gateway.faults import Failure
from gateway.store.states import DeliveryState
from tests.faults.sink import Sink
from tests.journeys.records import deliveries_of, settled
from tests.servers.luotsi import LuotsiProcess
from tests.servers.mails import Mail
from tests.servers.senders import Post, Tally, send_mails, send_posts
from tests.servers.waiting import eventually

LEASE = "1"  # seconds
OURS = "neuvonta@satakunta.example"
_WITHIN = 40.0  # seconds for one case, most of which take two


@dataclass(slots=True, kw_only=True)
class System:
    """One process, the folder in which failures are asked for, and the relay that it sends through."""

    luotsi: LuotsiProcess
    folder: Path
    sink: Sink
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
        await send_mails(mails, self.tally, port=port, connections=len(mails), deadline=_WITHIN, patience=3)

    async def posts(self, posts: Sequence[Post]) -> None:
        """The same with forms and calls."""
        self.sent += len(posts)
        await send_posts(posts, self.tally, connections=len(posts), deadline=_WITHIN, patience=3)

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
        """What was received against what is recorded, as `luotsi balance` has it."""
        told = await asyncio.to_thread(self.luotsi.command, "balance")
        balance = json.loads(told.stdout)
        assert (told.returncode, balance["unaccounted"], balance["received"]) == (0, 0, self.sent)

    async def states(self) -> Counter[DeliveryState]:
        """How the letters stand."""
        return Counter(row.state for row in await deliveries_of(self.luotsi))


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
