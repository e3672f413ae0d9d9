"""Announcements: the later dates that people were told, after the one in their acknowledgement."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, String, Text, UniqueConstraint, and_, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from channels.codes import Language
from channels.contact import Contact
from gateway.ids import new_id
from gateway.keys import Keyring
from gateway.records import open_contact
from gateway.store.acknowledgements import AcknowledgementRow
from gateway.store.contacts import ContactRow, ContactVersionRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.promises import PromiseRow
from gateway.store.schema import Code, Row, insert_many
from gateway.store.states import DeliveryState, PromiseKind, PromiseState


class AnnouncementRow(Row):
    """A later date that somebody was told, once each. Our own words only."""

    __tablename__ = "announcements"
    __table_args__ = (UniqueConstraint("contact_id", "date_by"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"))  # whose sender was told
    date_by: Mapped[datetime]
    delivery_id: Mapped[UUID | None] = mapped_column(ForeignKey("deliveries.id"))  # None: said in the chat
    template: Mapped[str] = mapped_column(String(60))
    language: Mapped[Language] = mapped_column(Code(Language))
    text_version: Mapped[str] = mapped_column(String(20))  # of the text files
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """What was told to whom."""

    contact_id: UUID
    date_by: datetime
    delivery_id: UUID | None
    template: str
    language: Language
    text_version: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaiting:
    """A contact whose sender has been told a date and waits for it."""

    row: ContactRow
    contact: Contact
    language: Language  # that they were told it in
    date_by: datetime  # the last date that they were told
    held_back: bool  # their acknowledgement was written in shadow mode, and not sent


async def add(session: AsyncSession, announced: Announced, now: datetime) -> None:
    """Store what is told."""
    await insert_many(session, AnnouncementRow, [asdict(announced) | {"id": new_id(now), "created_at": now}])


async def awaiting(session: AsyncSession, keys: Keyring, case_id: UUID) -> tuple[Awaiting, ...]:
    """Everybody in a Case who was told a date and has not been answered since, newest contact first."""
    answered_at = await _answered_at(session, case_id)
    later = await _told_later(session, case_id)
    newest = and_(ContactVersionRow.contact_id == ContactRow.id, ContactVersionRow.number == ContactRow.version)
    told = (
        select(ContactRow, ContactVersionRow.id, ContactVersionRow.sealed_record, AcknowledgementRow, _held_back())
        .join(ContactVersionRow, newest)
        .join(AcknowledgementRow, AcknowledgementRow.contact_id == ContactRow.id)
        .where(ContactRow.case_id == case_id, AcknowledgementRow.date_by.is_not(None))
        .order_by(ContactRow.arrived_at.desc(), ContactRow.id.desc())
    )
    found = []
    for row, version_id, sealed, first, held_back in (await session.execute(told)).all():
        told_at, date_by = max([(first.created_at, first.date_by), *later.get(row.id, ())])
        if answered_at is None or told_at > answered_at:
            contact = open_contact(keys, sealed, version_id)
            found.append(
                Awaiting(row=row, contact=contact, language=first.language, date_by=date_by, held_back=held_back)
            )
    return tuple(found)


def _held_back() -> ColumnElement[bool]:
    return exists(
        select(DeliveryRow.id)
        .where(DeliveryRow.contact_id == ContactRow.id, DeliveryRow.state == DeliveryState.SHADOWED)
        .correlate(ContactRow)
    )


async def of_case(session: AsyncSession, case_id: UUID) -> Sequence[AnnouncementRow]:
    """The later dates that were told in a Case, newest first."""
    told = select(AnnouncementRow).join(ContactRow, ContactRow.id == AnnouncementRow.contact_id)
    ordered = told.where(ContactRow.case_id == case_id).order_by(AnnouncementRow.id.desc())
    return (await session.scalars(ordered)).all()


async def _told_later(session: AsyncSession, case_id: UUID) -> dict[UUID, list[tuple[datetime, datetime]]]:
    """When and which later dates were told, by contact."""
    later: dict[UUID, list[tuple[datetime, datetime]]] = {}
    for row in await of_case(session, case_id):
        later.setdefault(row.contact_id, []).append((row.created_at, row.date_by))
    return later


async def _answered_at(session: AsyncSession, case_id: UUID) -> datetime | None:
    # A promise is broken by its date alone; it takes an answer to end it.
    ended = (PromiseState.KEPT, PromiseState.BROKEN)
    return await session.scalar(
        select(func.max(PromiseRow.ended_at)).where(
            PromiseRow.case_id == case_id, PromiseRow.kind != PromiseKind.VISIT, PromiseRow.state.in_(ended)
        )
    )
