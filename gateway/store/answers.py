"""Answer pages: where somebody who has just sent a form can look at the answer for ten minutes."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.store.contacts import ContactRow
from gateway.store.schema import Row

LIFETIME: Final = timedelta(minutes=10)


class AnswerRow(Row):
    """One page. The random name that the browser holds is kept as a hash only."""

    __tablename__ = "answers"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"))
    expires_at: Mapped[datetime]


async def add(session: AsyncSession, token_hash: bytes, contact_id: UUID, now: datetime) -> None:
    """Open a page for *contact_id*. Pages that have died are swept away on the way."""
    await session.execute(delete(AnswerRow).where(AnswerRow.expires_at <= now))
    session.add(AnswerRow(token_hash=token_hash, contact_id=contact_id, expires_at=now + LIFETIME))


async def contact_of(session: AsyncSession, token_hash: bytes, now: datetime) -> ContactRow | None:
    """The contact whose answer this page shows, or None where there is no such living page."""
    wanted = (
        select(ContactRow)
        .join(AnswerRow, AnswerRow.contact_id == ContactRow.id)
        .where(AnswerRow.token_hash == token_hash, AnswerRow.expires_at > now)
    )
    return (await session.scalars(wanted)).first()
