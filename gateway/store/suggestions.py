"""What became of suggested replies: a code for each contact whose suggestion was acted upon, and nobody's name."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.store.schema import Code, Row
from gateway.store.states import SuggestionOutcome

DECIDED = tuple(outcome for outcome in SuggestionOutcome if outcome is not SuggestionOutcome.TAKEN)


class SuggestionRow(Row):
    """The suggestion that answers one contact. Who acted is not kept: this measures texts, not people."""

    __tablename__ = "suggestions"

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    outcome: Mapped[SuggestionOutcome] = mapped_column(Code(SuggestionOutcome))
    text_hash: Mapped[bytes | None] = mapped_column(LargeBinary)  # keyed; while it is taken and not yet sent


async def take(session: AsyncSession, contact_id: UUID, text_hash: bytes, at: datetime) -> None:
    """Somebody has put it into a reply. What it said is known again when the reply goes. Whoever has the Case calls."""
    await session.merge(
        SuggestionRow(contact_id=contact_id, at=at, outcome=SuggestionOutcome.TAKEN, text_hash=text_hash)
    )


async def drop(session: AsyncSession, contact_id: UUID, at: datetime) -> None:
    """Nobody wants it. Whoever has the Case calls."""
    await session.merge(SuggestionRow(contact_id=contact_id, at=at, outcome=SuggestionOutcome.DROPPED, text_hash=None))


async def sent(session: AsyncSession, contact_id: UUID, text_hash: bytes, at: datetime) -> None:
    """A reply to the contact goes out: where a suggestion was taken, it was kept or changed."""
    row = await session.get(SuggestionRow, contact_id)
    if row is None or row.outcome is not SuggestionOutcome.TAKEN:
        return
    row.outcome = SuggestionOutcome.KEPT if row.text_hash == text_hash else SuggestionOutcome.CHANGED
    row.at, row.text_hash = at, None


async def is_decided(session: AsyncSession, contact_id: UUID) -> bool:
    """Whether the suggestion for this contact has been sent, changed or dropped."""
    row = await session.get(SuggestionRow, contact_id)
    return row is not None and row.outcome in DECIDED


async def counted(session: AsyncSession, since: datetime | None) -> Mapping[SuggestionOutcome, int]:
    """How many were decided which way, since that moment or ever."""
    query = select(SuggestionRow.outcome, func.count()).where(SuggestionRow.outcome.in_(DECIDED))
    if since is not None:
        query = query.where(SuggestionRow.at >= since)
    found = dict((await session.execute(query.group_by(SuggestionRow.outcome))).all())
    return {outcome: found.get(outcome, 0) for outcome in DECIDED}
