"""The balance: what was received against what hangs on a Contact or an entry. Zero at any moment, or we lost it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import ChannelCode
from gateway.store.acknowledgements import AcknowledgementRow
from gateway.store.contacts import ContactRow
from gateway.store.conversations import EntryRow
from gateway.store.receipts import ReceiptRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Receipts, and where they are. `unaccounted` must be 0."""

    received: int
    recorded: int
    quarantined: int

    @property
    def unaccounted(self) -> int:
        """Receipts on which neither a Contact nor an entry of a conversation hangs."""
        return self.received - self.recorded - self.quarantined

    def as_json(self) -> dict[str, int]:
        """The figures by name."""
        return {
            "received": self.received,
            "recorded": self.recorded,
            "quarantined": self.quarantined,
            "unaccounted": self.unaccounted,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """All channels, and each."""

    total: Sides
    acknowledged: int
    channels: Mapping[ChannelCode, Sides]

    @property
    def unaccounted(self) -> int:
        """Receipts on which nothing hangs, counted by channel so that one cannot hide another's."""
        return sum(abs(sides.unaccounted) for sides in self.channels.values())

    def as_json(self) -> dict[str, object]:
        """As other programs read it: `luotsi balance` and `/balance`."""
        return {
            "received": self.total.received,
            "recorded": self.total.recorded,
            "quarantined": self.total.quarantined,
            "unaccounted": self.unaccounted,
            "acknowledged": self.acknowledged,
            "channels": {str(channel): sides.as_json() for channel, sides in sorted(self.channels.items())},
        }


async def count(session: AsyncSession) -> Balance:
    """Count, in one statement and so at one moment."""
    quarantined = func.count(case((ContactRow.quarantined.is_not(None), ContactRow.id)))
    hangs = or_(ContactRow.id.is_not(None), EntryRow.id.is_not(None))
    # A conversation's first message is a Contact and an entry: one Receipt, counted once.
    recorded = func.count(case((and_(ContactRow.quarantined.is_(None), hangs), ReceiptRow.id)))
    wanted = (
        select(ReceiptRow.channel, func.count(), recorded, quarantined)
        .outerjoin(ContactRow, ContactRow.receipt_id == ReceiptRow.id)
        .outerjoin(EntryRow, EntryRow.receipt_id == ReceiptRow.id)
        .group_by(ReceiptRow.channel)
    )
    channels = {
        channel: Sides(received=received, recorded=kept, quarantined=aside)
        for channel, received, kept, aside in (await session.execute(wanted))
    }
    total = Sides(
        received=sum(sides.received for sides in channels.values()),
        recorded=sum(sides.recorded for sides in channels.values()),
        quarantined=sum(sides.quarantined for sides in channels.values()),
    )
    acknowledged = await session.scalar(select(func.count()).select_from(AcknowledgementRow)) or 0
    return Balance(total=total, acknowledged=acknowledged, channels=channels)
