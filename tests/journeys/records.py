"""What stands in an installation's database, its words opened with the installation's own keys."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from channels.contact import Contact
from gateway import app as house
from gateway.keys import Keyring, place
from gateway.settings import Settings
from gateway.store import contacts, engine, jobs, originals
from gateway.store.acknowledgements import AcknowledgementRow
from gateway.store.callbacks import CallbackRow
from gateway.store.contacts import ContactRow
from gateway.store.deliveries import DeliveryRow
from tests.servers.luotsi import LuotsiProcess
from tests.servers.waiting import eventually


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One contact: its row, its original, and what was understood of it (None before it is read)."""

    row: ContactRow
    original: bytes
    understood: Contact | None

    @property
    def words(self) -> str:
        """Everything that the person wrote, subject line first."""
        return "" if self.understood is None else f"{self.understood.title}\n{self.understood.text}"


def settings_of(luotsi: LuotsiProcess) -> Settings:
    """The settings that *luotsi* runs under, as far as its database and its keys go."""
    return Settings(data_dir=luotsi.data, database_url=luotsi.environment.get("LUOTSI_DATABASE_URL", ""))


@asynccontextmanager
async def reading(luotsi: LuotsiProcess) -> AsyncIterator[tuple[AsyncSession, Keyring]]:
    """A look into the database of *luotsi*, whether it runs or not."""
    settings = settings_of(luotsi)
    database = engine.connect(settings.database)
    try:
        async with database.readers() as session:
            yield session, house.load_keys(settings)
    finally:
        await database.close()


async def contacts_of(luotsi: LuotsiProcess) -> list[Recorded]:
    """Every contact, the oldest first."""
    async with reading(luotsi) as (session, keys):
        rows = (await session.scalars(select(ContactRow).order_by(ContactRow.arrived_at, ContactRow.id))).all()
        return [await _recorded(session, keys, row) for row in rows]


async def _recorded(session: AsyncSession, keys: Keyring, row: ContactRow) -> Recorded:
    kept = await originals.get(session, row.original_id)
    return Recorded(
        row=row,
        original=keys.open(kept.sealed, place("originals", "sealed", kept.id)),
        understood=await contacts.record(session, keys, row.id) if row.version else None,
    )


async def deliveries_of(luotsi: LuotsiProcess) -> Sequence[DeliveryRow]:
    """Every message that went out or was to go, the oldest first."""
    async with reading(luotsi) as (session, _):
        return (await session.scalars(select(DeliveryRow).order_by(DeliveryRow.created_at))).all()


async def acknowledgements_of(luotsi: LuotsiProcess) -> Sequence[AcknowledgementRow]:
    """What senders were told."""
    async with reading(luotsi) as (session, _):
        return (await session.scalars(select(AcknowledgementRow))).all()


async def callbacks_of(luotsi: LuotsiProcess) -> Sequence[CallbackRow]:
    """The requests to be called, the oldest first."""
    async with reading(luotsi) as (session, _):
        return (await session.scalars(select(CallbackRow).order_by(CallbackRow.first_at))).all()


# What was begun and put back is for now, whenever it is tried again. A chat with the bot is promised to be read anew
# when its visitor has been silent for long: that is for then.
IS_FOR_NOW = or_(jobs.JobRow.attempts > 0, jobs.JobRow.due_at <= jobs.JobRow.created_at)


async def settled(luotsi: LuotsiProcess, count: int, *, within: float = 20) -> list[Recorded]:
    """The contacts as soon as there are *count* and nothing that was promised about them is left to do now."""
    await eventually(lambda: _is_settled(luotsi, count), within=within, what=f"{count} contact(s), all work done")
    return await contacts_of(luotsi)


async def _is_settled(luotsi: LuotsiProcess, count: int) -> bool:
    async with reading(luotsi) as (session, _):
        there = await session.scalar(select(func.count()).select_from(ContactRow))
        at_once = (jobs.JobKind.READ, jobs.JobKind.DECIDE, jobs.JobKind.ACKNOWLEDGE, jobs.JobKind.DELIVER)
        unfinished = select(func.count()).where(
            jobs.JobRow.kind.in_(at_once),
            jobs.JobRow.state.in_((jobs.JobState.WAITING, jobs.JobState.LEASED)),
            IS_FOR_NOW,
        )
        return (there or 0) >= count and await session.scalar(unfinished) == 0
