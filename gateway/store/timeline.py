"""The timeline: what happened to a Case, in order. Its sequence is the cursor that live lists read by."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.ids import new_id
from gateway.keys import Keyring, place
from gateway.store.schema import Code, Row, Sealed, insert_many
from gateway.store.states import Event

_DECIDED: Final = "event = 'decided'"


class TimelineRow(Row):
    """One thing that happened. `data` holds codes and ids, never a person's words; words are sealed."""

    __tablename__ = "timeline"
    __table_args__ = (
        # Only of this event: who counts over many contacts looks for it, and intake writes no further index for it.
        Index("ix_timeline_decided", "contact_id", sqlite_where=text(_DECIDED), postgresql_where=text(_DECIDED)),
    )

    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contacts.id"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    event: Mapped[Event] = mapped_column(Code(Event))
    data: Mapped[dict[str, Any]]
    sealed_text: Mapped[bytes | None] = mapped_column(Sealed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something to be put on a timeline."""

    case_id: UUID
    event: Event
    at: datetime
    contact_id: UUID | None = None
    user_id: UUID | None = None
    data: dict[str, Any] = field(default_factory=dict)
    text: str | None = None  # words to be sealed: a note, a reply


async def append(session: AsyncSession, keys: Keyring, *events: Happened) -> None:
    """Put *events* on their timelines."""
    await insert_many(session, TimelineRow, [_values(keys, event) for event in events])


def _values(keys: Keyring, event: Happened) -> dict[str, Any]:
    row = new_id(event.at)
    sealed = None if event.text is None else keys.seal(event.text.encode(), place("timeline", "sealed_text", row))
    return {
        "id": row,
        "case_id": event.case_id,
        "contact_id": event.contact_id,
        "user_id": event.user_id,
        "at": event.at,
        "event": event.event,
        "data": event.data,
        "sealed_text": sealed,
    }


async def corrected(session: AsyncSession, case_id: UUID, name: str) -> str:
    """What a person has said last that *name* is, or nothing."""
    wanted = select(TimelineRow.data).where(TimelineRow.case_id == case_id, TimelineRow.event == Event.CORRECTED)
    found = await session.scalars(wanted.order_by(TimelineRow.seq.desc()))
    return next((str(data[name]) for data in found if data.get(name)), "")


async def contacts_with(session: AsyncSession, contact_ids: Sequence[UUID], events: Sequence[Event]) -> set[UUID]:
    """Those of the contacts to which one of *events* has happened, in whichever Case they stood then."""
    happened = TimelineRow.contact_id.in_(contact_ids), TimelineRow.event.in_(events)
    return {row for row in await session.scalars(select(TimelineRow.contact_id).where(*happened)) if row is not None}


async def add(session: AsyncSession, values: list[dict[str, Any]]) -> None:
    """Put rows on timelines; their text is sealed already."""
    await insert_many(session, TimelineRow, values)
