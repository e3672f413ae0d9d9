"""What people said otherwise than a machine had read: codes only, a row for each change, and no row is ever removed.

The last row of a contact and field is its last word; with what was read as chosen, the machine was right after all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, ScalarSelect, Select, String, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.store.contacts import ContactRow
from gateway.store.readings import ReadingRow
from gateway.store.schema import Code, Row, insert_many
from gateway.store.states import Event, ReadField
from gateway.store.timeline import TimelineRow


class CorrectionRow(Row):
    """One change of what was read of one contact. Nothing of it is anybody's words, name or number.

    When those of a contact are erased, it stays as it is and goes on counting, as the Reading does.
    """

    __tablename__ = "corrections"
    __table_args__ = (Index("ix_corrections_word", "contact_id", "field", "seq"),)

    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"))  # not the Case: a contact can go into another
    reading_id: Mapped[UUID] = mapped_column(ForeignKey("readings.id"))  # with version, engine and model
    field: Mapped[ReadField] = mapped_column(Code(ReadField))
    read: Mapped[str] = mapped_column(String(60))
    confidence: Mapped[float | None]  # 0..1, as the machine gave it; only reasons have one
    chosen: Mapped[str] = mapped_column(String(60))  # empty: nothing
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What was read of the contacts of a Case, and what people have said of it last."""

    # First of the contact that the Case began with, then of the oldest; of each the oldest version first. Unreadable
    # ones are left out.
    readings: Sequence[ReadingRow]
    last: Mapping[tuple[UUID, ReadField], CorrectionRow]  # by contact and field


async def judged(session: AsyncSession, case_id: UUID) -> Judged:
    """What was read and said so far of the contacts of a Case."""
    said = await session.scalars(_said(), {"case_id": case_id})
    return Judged(
        readings=(await session.scalars(_read(), {"case_id": case_id})).all(),
        last={(row.contact_id, row.field): row for row in said},
    )


@cache
def _read() -> Select[ReadingRow]:
    wanted = select(ReadingRow).join(ContactRow, ContactRow.id == ReadingRow.contact_id)
    wanted = wanted.where(ContactRow.case_id == bindparam("case_id"), ContactRow.quarantined.is_(None))
    return wanted.order_by(ContactRow.id != _began(), ContactRow.arrived_at, ContactRow.id, ReadingRow.id)


def _began() -> ScalarSelect[UUID | None]:
    """The contact of the Case's own first Decision; one that a merger brought may have arrived earlier."""
    decided = TimelineRow.case_id == bindparam("case_id"), TimelineRow.event == Event.DECIDED
    return select(TimelineRow.contact_id).where(*decided).order_by(TimelineRow.seq).limit(1).scalar_subquery()


@cache
def _said() -> Select[CorrectionRow]:
    wanted = select(CorrectionRow).join(ContactRow, ContactRow.id == CorrectionRow.contact_id)
    return wanted.where(ContactRow.case_id == bindparam("case_id")).order_by(CorrectionRow.seq)


async def add(session: AsyncSession, values: list[dict[str, Any]]) -> None:
    """Keep what a person has changed."""
    await insert_many(session, CorrectionRow, values)


async def review(session: AsyncSession, seq: int, user_id: UUID, at: datetime) -> UUID | None:
    """Somebody has looked at the correction; who was first stands there. Its Case, None where there is none."""
    first = update(CorrectionRow).where(CorrectionRow.seq == seq, CorrectionRow.reviewed_at.is_(None))
    await session.execute(first.values(reviewed_at=at, reviewed_by=user_id))
    case = select(ContactRow.case_id).join(CorrectionRow, CorrectionRow.contact_id == ContactRow.id)
    return await session.scalar(case.where(CorrectionRow.seq == seq))
