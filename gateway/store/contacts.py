"""Contacts and their versions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ForeignKey,
    LargeBinary,
    Select,
    String,
    UniqueConstraint,
    Update,
    bindparam,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from channels.codes import ChannelCode, ContactKind, Direction
from channels.contact import Contact
from gateway.errors import ContactNotFoundError, OriginalNotFoundError
from gateway.keys import Keyring
from gateway.records import open_contact
from gateway.store.originals import AttachmentRow, OriginalRow
from gateway.store.receipts import ReceiptRow
from gateway.store.schema import Code, Row, Sealed, insert_for, insert_many, table_of


class ContactRow(Row):
    """One thing one person said to us, or we to them. Born with its Receipt, before anybody has read it."""

    __tablename__ = "contacts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    receipt_id: Mapped[UUID] = mapped_column(ForeignKey("receipts.id"), unique=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    original_id: Mapped[UUID | None] = mapped_column(ForeignKey("originals.id"), index=True)
    reference: Mapped[str] = mapped_column(String(30), unique=True)
    content_hash: Mapped[bytes] = mapped_column(LargeBinary, index=True)  # keyed hash of Delivery.content
    channel: Mapped[ChannelCode] = mapped_column(Code(ChannelCode), index=True)
    line: Mapped[str] = mapped_column(String(254))
    direction: Mapped[Direction] = mapped_column(Code(Direction))
    arrived_at: Mapped[datetime] = mapped_column(index=True)
    entered_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))  # an advisor, for calls, visits and letters
    version: Mapped[int] = mapped_column(default=0)  # newest version; 0: not read yet
    quarantined: Mapped[str | None] = mapped_column(String(60))  # code of what kept it from being read
    answers_id: Mapped[UUID | None]  # the delivery that it answers; no foreign key, deliveries point here already
    same_as_id: Mapped[UUID | None] = mapped_column(ForeignKey("contacts.id"))  # the same words at another door of ours
    message_id_hash: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)  # keyed hash of a mail's Message-ID
    erased_at: Mapped[datetime | None]  # since when nothing of its words is left


class ContactVersionRow(Row):
    """How one parser understood the original. The record itself is sealed; the codes beside it are not personal."""

    __tablename__ = "contact_versions"
    __table_args__ = (UniqueConstraint("contact_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"))
    number: Mapped[int]
    created_at: Mapped[datetime]
    kind: Mapped[ContactKind] = mapped_column(Code(ContactKind))
    may_acknowledge: Mapped[bool]
    sender_hash: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)  # keyed hash of mail address or number
    phone_hash: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)  # of the number, beside an address too
    sealed_record: Mapped[bytes] = mapped_column(Sealed)


class IdentityCodeRow(Row):
    """A personal identity code, taken out of the text: the text holds `token` in its place."""

    __tablename__ = "identity_codes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("contact_versions.id"), index=True)
    token: Mapped[str] = mapped_column(String(20))
    code_hash: Mapped[bytes] = mapped_column(LargeBinary, index=True)
    sealed: Mapped[bytes] = mapped_column(Sealed)


async def add(
    session: AsyncSession, values: list[dict[str, Any]], draw_reference: Callable[[], str]
) -> dict[UUID, tuple[UUID, str]]:
    """Insert contacts; returns id and reference by receipt.

    One whose reference another contact already has draws a new one, until all are in.
    """
    stored: dict[UUID, tuple[UUID, str]] = {}
    waiting, table = values, table_of(ContactRow)
    statement = insert_for(session)(table).on_conflict_do_nothing(index_elements=["reference"])
    while waiting:
        added = await session.execute(statement.returning(table.c.receipt_id, table.c.id, table.c.reference), waiting)
        stored |= {receipt: (contact, reference) for receipt, contact, reference in added}
        waiting = [{**value, "reference": draw_reference()} for value in waiting if value["receipt_id"] not in stored]
    return stored


async def by_receipt(session: AsyncSession, once_hashes: Iterable[bytes]) -> dict[bytes, tuple[UUID, str]]:
    """Id and reference of the contact that hangs on each receipt."""
    wanted = (
        select(ReceiptRow.once_hash, ContactRow.id, ContactRow.reference)
        .join(ContactRow, ContactRow.receipt_id == ReceiptRow.id)
        .where(ReceiptRow.once_hash.in_(list(once_hashes)))
    )
    return {once: (contact, reference) for once, contact, reference in (await session.execute(wanted))}


async def get(session: AsyncSession, contact_id: UUID) -> ContactRow:
    """The contact. Raises ContactNotFoundError."""
    row = await session.get(ContactRow, contact_id)
    if row is None:
        raise ContactNotFoundError(contact_id)
    return row


async def first_of(session: AsyncSession, case_id: UUID) -> ContactRow:
    """The earliest contact of a Case; none is without."""
    wanted = select(ContactRow).where(ContactRow.case_id == case_id).order_by(ContactRow.arrived_at, ContactRow.id)
    return (await session.scalars(wanted.limit(1))).one()


async def newest_of(session: AsyncSession, case_id: UUID) -> ContactRow:
    """The latest contact of a Case; none is without."""
    wanted = select(ContactRow).where(ContactRow.case_id == case_id)
    return (await session.scalars(wanted.order_by(ContactRow.arrived_at.desc(), ContactRow.id.desc()).limit(1))).one()


async def count_in(session: AsyncSession, case_id: UUID) -> int:
    """How many contacts stand in a Case."""
    wanted = select(func.count()).where(ContactRow.case_id == case_id)
    return (await session.scalars(wanted)).one()


async def read_in(session: AsyncSession, case_id: UUID) -> list[UUID]:
    """Each contact of a Case that has been read, newest first."""
    wanted = select(ContactRow.id).where(ContactRow.case_id == case_id, ContactRow.version > 0)
    return list(await session.scalars(wanted.order_by(ContactRow.arrived_at.desc(), ContactRow.id.desc())))


async def with_original(session: AsyncSession, contact_id: UUID) -> tuple[ContactRow, OriginalRow]:
    """The contact and the bytes that it came as. Raises ContactNotFoundError; OriginalNotFoundError if erased."""
    found = (await session.execute(_asking_with_original(), {"contact_id": contact_id})).one_or_none()
    if found is None:
        raise ContactNotFoundError(contact_id)
    row, original = found
    if original is None:
        raise OriginalNotFoundError(row.original_id)
    return row, original


@cache
def _asking_with_original() -> Select[ContactRow, OriginalRow]:
    wanted = select(ContactRow, OriginalRow).outerjoin(OriginalRow, OriginalRow.id == ContactRow.original_id)
    return wanted.where(ContactRow.id == bindparam("contact_id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What reading a contact has shown, apart from its words."""

    version: int
    quarantined: str | None
    answers_id: UUID | None
    arrived_at: datetime
    direction: Direction
    message_id_hash: bytes | None


async def note(session: AsyncSession, row: ContactRow, noted: Noted) -> None:
    """Note what reading the contact has shown, and whether the same content came to another door of ours before."""
    new = {f"new_{field.name}": getattr(noted, field.name) for field in fields(noted)}
    await session.execute(_noting(), {"of_contact": row.id, "same_content": row.content_hash, **new})


@cache
def _noting() -> Update:
    contacts, other = table_of(ContactRow), table_of(ContactRow).alias("other")
    first = (
        select(other.c.id)
        .where(other.c.content_hash == bindparam("same_content"))
        .order_by(other.c.arrived_at, other.c.id)
        .limit(1)
        .scalar_subquery()
    )
    values: dict[str, BindParameter[Any]] = {field.name: bindparam(f"new_{field.name}") for field in fields(Noted)}
    return (
        update(contacts)
        .where(contacts.c.id == bindparam("of_contact"))
        .values(**values, same_as_id=func.nullif(first, contacts.c.id))
    )


async def under_message_id(session: AsyncSession, row: ContactRow, since: datetime) -> ContactRow | None:
    """The newest other contact since then whose mail has the Message-ID of *row* and another content."""
    asked = {"own": row.id, "content": row.content_hash, "id_hash": row.message_id_hash, "since": since}
    return (await session.execute(_under_message_id(), asked)).scalar_one_or_none()


@cache
def _under_message_id() -> Select[ContactRow]:
    wanted = select(ContactRow).where(
        ContactRow.message_id_hash == bindparam("id_hash"),
        ContactRow.id != bindparam("own"),
        ContactRow.content_hash != bindparam("content"),
        ContactRow.arrived_at >= bindparam("since"),
    )
    return wanted.order_by(ContactRow.arrived_at.desc(), ContactRow.id.desc()).limit(1)


async def move_all(session: AsyncSession, from_case: UUID, to_case: UUID) -> None:
    """The contacts of one Case belong to another from now on."""
    await session.execute(update(ContactRow).where(ContactRow.case_id == from_case).values(case_id=to_case))


async def case_of_reference(session: AsyncSession, reference: str) -> UUID | None:
    """The Case of the contact that has this reference."""
    return await session.scalar(select(ContactRow.case_id).where(ContactRow.reference == reference))


async def add_version(
    session: AsyncSession,
    version: dict[str, Any],
    *,
    attachments: list[dict[str, Any]],
    codes: list[dict[str, Any]],
) -> None:
    """Add how a parser understood the original, with its files and hidden codes."""
    await insert_many(session, ContactVersionRow, [version])
    if attachments:
        await insert_many(session, AttachmentRow, attachments)
    if codes:
        await insert_many(session, IdentityCodeRow, codes)


async def newest_version(session: AsyncSession, contact_id: UUID) -> ContactVersionRow | None:
    """The newest version of the contact, None before it is read."""
    wanted = (
        select(ContactVersionRow)
        .where(ContactVersionRow.contact_id == contact_id)
        .order_by(ContactVersionRow.number.desc())
        .limit(1)
    )
    return (await session.scalars(wanted)).one_or_none()


async def record(session: AsyncSession, keys: Keyring, contact_id: UUID) -> Contact:
    """The contact as last understood. Raises ContactNotFoundError where it has not been read yet."""
    version = await newest_version(session, contact_id)
    if version is None:
        raise ContactNotFoundError(contact_id)
    return open_contact(keys, version.sealed_record, version.id)


async def named(session: AsyncSession, own_id: str, reference: str | None) -> ContactRow | None:
    """The contact with this id, or else with this reference."""
    try:
        wanted = ContactRow.id == UUID(own_id)
    except ValueError:
        wanted = ContactRow.reference == reference
    return (await session.scalars(select(ContactRow).where(wanted))).one_or_none()
