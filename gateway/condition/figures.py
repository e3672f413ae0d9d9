"""The figures: what the database, the disk and this process tell, at one moment."""

import asyncio
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.condition.limits import UNSEEN
from gateway.condition.outlook import outlook
from gateway.errors import ConfigurationError, SealedError
from gateway.imap_accounts import Box
from gateway.services import Services
from gateway.settings import Settings
from gateway.store import alarms, balance, deliveries, desk, jobs, mailboxes, suggestions, vitals
from gateway.store.balance import Balance
from gateway.store.desk import Crowd
from gateway.store.mailboxes import MailboxRow
from gateway.store.states import DeliveryState, SuggestionOutcome
from gateway.store.vitals import Standing
from routing.forecast import Forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class Disk:
    """The disk under the data folder, or under the database where that is a file."""

    free: int  # bytes
    total: int

    @property
    def share(self) -> float:
        """How much of it is free, 0..1."""
        return self.free / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A mailbox that we fetch mail from, and how its reading goes."""

    box: Box
    row: MailboxRow | None  # None: nobody has begun to read it

    @property
    def seen_at(self) -> datetime | None:
        """When all that was in it had last been seen, or something of it was kept."""
        if self.row is None:
            return None
        return max((at for at in (self.row.looked_at, self.row.kept_at) if at is not None), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Everything that is counted and measured."""

    at: datetime
    begun_at: datetime  # this process
    standing: tuple[Standing, ...]
    jobs: Mapping[str, int]
    deliveries: Mapping[DeliveryState, int]
    balance: Balance
    alarms_unseen: int
    unread: int  # Cases with what no machine could read
    clocks: Forecast  # by law
    revision: str  # of the database's schema
    keys_missing: bool  # something is sealed with a key that we do not have
    skew: timedelta  # of the clock that is furthest from the database's; positive is ahead
    disk: Disk
    rasa_away: bool  # it is set, and does not answer as it must
    mailboxes: tuple[Watched, ...]
    suggestions: Mapping[SuggestionOutcome, int]  # that were sent or dropped, ever
    chat: Crowd


async def measure(services: Services) -> Figures:
    """Count and measure. Raises SQLAlchemyError or OSError where the database cannot be asked."""
    disk = measure_disk(services.settings)
    rasa_away = services.rasa is not None and not await asyncio.to_thread(services.rasa.look)
    async with services.readers() as session:
        now = services.now()
        standing = await vitals.standing(session, now)
        return Figures(
            at=now,
            begun_at=services.begun_at,
            standing=standing,
            jobs=await jobs.counts(session, now),
            deliveries=await deliveries.by_state(session),
            balance=await balance.count(session),
            alarms_unseen=await alarms.unseen(session, now - UNSEEN),
            unread=await vitals.unread(session),
            clocks=await outlook(session, services),
            revision=await vitals.revision(session),
            keys_missing=await _keys_missing(session, services),
            skew=await _skew(session, services, standing),
            disk=disk,
            rasa_away=rasa_away,
            mailboxes=await _mailboxes(session, services),
            suggestions=await suggestions.counted(session, None),
            chat=await desk.crowd(session, now),
        )


async def _mailboxes(session: AsyncSession, services: Services) -> tuple[Watched, ...]:
    if not services.boxes:
        return ()
    rows = {row.name: row for row in await mailboxes.known(session)}
    return tuple(Watched(box=box, row=rows.get(box.name)) for box in services.boxes)


def measure_disk(settings: Settings) -> Disk:
    """The disk that fills up when we keep things."""
    url = make_url(settings.database)
    file = url.database if url.get_backend_name() == "sqlite" else None
    folder = Path(file).parent if file else settings.data_dir
    usage = shutil.disk_usage(folder if folder.exists() else Path())
    return Disk(free=usage.free, total=usage.total)


async def _keys_missing(session: AsyncSession, services: Services) -> bool:
    try:
        return not await vitals.keys_in_use(session) <= {key.id for key in services.keys.keys}
    except (SealedError, ConfigurationError, FileNotFoundError, PermissionError):  # also a key file that is gone
        return True


async def _skew(session: AsyncSession, services: Services, standing: tuple[Standing, ...]) -> timedelta:
    """How far our own clock is from the database's, or another process' that promised something in the future."""
    before = services.now()
    true = await vitals.clock(session)
    after = services.now()
    if true is None:  # one machine, one clock
        return timedelta()
    ours = before + (after - before) / 2 - true
    promised = (one.promised_at for one in standing if one.promised_at is not None)
    theirs = max((at - true for at in promised), default=timedelta())
    return theirs if theirs > abs(ours) else ours
