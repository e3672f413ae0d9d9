"""What the gateway works with, put together once in `gateway/app.py` and handed to everything."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from channels.channel import Delivery, Kept
from channels.codes import Direction
from gateway.antivirus import NO_SCANNER, Scanned
from gateway.catalogue.finding import Finder
from gateway.county import County
from gateway.faults import NO_FAULTS, Faults, Step
from gateway.group_commit import GroupCommit
from gateway.i18n import Texts
from gateway.imap_accounts import Box
from gateway.keys import Index, Keyring
from gateway.rulebook import RunningRules
from gateway.settings import Settings
from gateway.wakes import Wakes
from gateway.wording import House
from nlu.rasa_client import RasaClient
from nlu.reader import Reader
from routing.acknowledgement import TextBook
from routing.book import Destination, RuleBook
from routing.hours import ServiceHours, WorkingCalendar
from routing.triggers import TriggerBook

_TRANSACTION_SECONDS: Final = 30.0

Sessions = async_sessionmaker[AsyncSession]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToKeep:
    """One original to be kept, with its deliveries."""

    original: bytes
    deliveries: tuple[Delivery, ...]
    entered_by: UUID | None = None  # the advisor who writes down a call, a visit or a letter
    direction: Direction = Direction.TO_SERVICE


class RelayRefusedError(Exception):
    """The relay said no before it took the message. `again` tells whether a later attempt can succeed."""

    def __init__(self, code: int, *, again: bool) -> None:
        super().__init__(f"relay answered {code}")
        self.code = code
        self.again = again


class OutcomeUnknownError(Exception):
    """The connection broke after the message was handed over: it may or may not have gone."""


class Relay(Protocol):
    """The way out for mail."""

    async def send(self, message: bytes, sender: str, recipient: str) -> None:
        """Hand *message* over; when this returns the relay has taken responsibility.

        Raises RelayRefusedError where nothing was taken, OutcomeUnknownError where nobody can tell.
        """
        ...

    async def close(self) -> None:
        """Let go of whatever is held open."""
        ...


class Scanner(Protocol):
    """Who looks at files before anybody gets them."""

    async def scan(self, content: bytes) -> Scanned:
        """What is known of *content*. Raises nothing."""
        ...

    async def answers(self) -> bool:
        """Whether it can be asked."""
        ...


class LeaseClock(Protocol):
    """The clock that all processes hold their leases by."""

    async def now(self, session: AsyncSession, own: Callable[[], datetime]) -> datetime:
        """What that clock shows at this moment; *own* is that of our process."""
        ...


class OneClock:
    """All processes are on one machine."""

    async def now(self, session: AsyncSession, own: Callable[[], datetime]) -> datetime:
        """What its clock shows at this moment."""
        del session
        return own()


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything from outside and everything loaded, by name."""

    settings: Settings
    county: County
    hours: ServiceHours  # of the county's advice line
    database: AsyncEngine
    sessions: Sessions  # read and write
    readers: Sessions  # read only, for lists and pages
    keys: Keyring
    index: Index
    texts: Texts
    engine: Reader
    running: RunningRules
    destinations: Mapping[str, Destination]
    triggers: TriggerBook  # what leads to asking whether one worker should look after everything
    acknowledgements: TextBook
    our_sentences: frozenset[str]  # of those texts, as people send them back to us
    calendar: WorkingCalendar
    relay: Relay | None  # None: sent mail stays in the built-in outbox
    now: Callable[[], datetime]
    begun_at: datetime  # when this process began
    lease_clock: LeaseClock
    wakes: Wakes
    house: House  # what our texts say of us
    keeper: GroupCommit[ToKeep, Kept]
    antivirus: Scanner = NO_SCANNER
    catalogue: Finder | None = None  # of the county's services; None where it has given us none
    boxes: tuple[Box, ...] = ()  # mailboxes that mail is fetched from
    rasa: RasaClient | None = None  # beside our own engine, where it is set
    faults: Faults = NO_FAULTS

    def hours_of(self, door: str) -> ServiceHours:
        """When the line answers that something came by: *door* is a mailbox of ours or a line."""
        return self.house.hours_of(door)

    @property
    def rules(self) -> RuleBook:
        """The rules as they are at this moment; what needs them twice asks once."""
        return self.running.book

    @asynccontextmanager
    async def writing(self, step: Step) -> AsyncIterator[AsyncSession]:
        """The transaction of *step*: committed when the block ends, and nothing of it if the block raises.

        Raises TimeoutError where it takes too long: on SQLite a hanging writer would hold up every other.
        """
        limit = min(_TRANSACTION_SECONDS, self.settings.lease.total_seconds())
        async with asyncio.timeout(limit), self.faults.around(step, self.sessions) as session:
            yield session
