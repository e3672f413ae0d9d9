"""Acknowledgements: what senders are told, at most one per Contact."""

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Executable, ForeignKey, LargeBinary, String, Text, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from channels.codes import Language
from gateway.ids import new_id
from gateway.store.schema import Code, Row, insert_for, table_of


class AcknowledgementRow(Row):
    """The text that was given, in the version that was given. Our own words only."""

    __tablename__ = "acknowledgements"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"), unique=True)
    once_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)  # the same words at two doors: told once
    template: Mapped[str] = mapped_column(String(60))
    language: Mapped[Language] = mapped_column(Code(Language))
    neutral: Mapped[bool]
    text_version: Mapped[str | None] = mapped_column(String(20))  # of the text files; None: from before they had one
    date_by: Mapped[datetime | None]  # by when the text promises an answer; None where it promises none
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was told to whom."""

    contact_id: UUID
    once_hash: bytes
    template: str
    language: Language
    neutral: bool
    subject: str
    text: str
    text_version: str | None
    date_by: datetime | None


async def add(session: AsyncSession, told: Told, now: datetime) -> bool:
    """Store what is told. False where this contact, or the same words at another door of ours, were told already."""
    values = asdict(told) | {"id": new_id(now), "created_at": now}
    return (await session.execute(_adding(insert_for(session)), [values])).scalar_one_or_none() is not None


@cache
def _adding(insert: Any) -> Executable:  # noqa: ANN401  as in `insert_for`
    table = table_of(AcknowledgementRow)
    return cast("Executable", insert(table).on_conflict_do_nothing().returning(table.c.id))


async def of_contact(session: AsyncSession, contact_id: UUID) -> Told | None:
    """What this contact was told."""
    row = (
        await session.scalars(select(AcknowledgementRow).where(AcknowledgementRow.contact_id == contact_id))
    ).one_or_none()
    if row is None:
        return None
    return Told(
        contact_id=row.contact_id,
        once_hash=row.once_hash,
        template=row.template,
        language=row.language,
        neutral=row.neutral,
        subject=row.subject,
        text=row.text,
        text_version=row.text_version,
        date_by=row.date_by,
    )
