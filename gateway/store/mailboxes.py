"""Mailboxes that we read by IMAP: who reads each now and how it goes, and which of its mails are kept already."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, PrimaryKeyConstraint, String, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from channels.email.imap import Trouble
from gateway.errors import MailboxTakenError
from gateway.store.leases import Term
from gateway.store.schema import Code, Row, insert_for, table_of


class MailboxRow(Row):
    """One mailbox. Whoever holds the lease reads it; everybody else waits."""

    __tablename__ = "mailboxes"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    lease: Mapped[UUID | None]
    leased_until: Mapped[datetime | None]
    looked_at: Mapped[datetime | None]  # when all that was in it had last been seen
    kept_at: Mapped[datetime | None]  # when something of it was last kept
    waiting: Mapped[int]  # mails in it that are not kept yet
    stuck: Mapped[int]  # of these, what could not be had: a person has to look there
    trouble: Mapped[Trouble | None] = mapped_column(Code(Trouble))
    trouble_since: Mapped[datetime | None]  # since when it cannot be read


class FetchedRow(Row):
    """One mail of a mailbox that is kept, written in the transaction that kept it: it is never fetched again."""

    __tablename__ = "fetched"
    __table_args__ = (PrimaryKeyConstraint("mailbox", "validity", "number", name="pk_fetched"),)

    mailbox: Mapped[str] = mapped_column(String(60))  # host, user and folder, hashed
    validity: Mapped[int] = mapped_column(BigInteger)  # UIDVALIDITY
    number: Mapped[int] = mapped_column(BigInteger)  # UID
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"))  # what became of it, or of its first copy
    at: Mapped[datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was found in a mailbox."""

    waiting: int
    stuck: int
    kept: bool  # something has been kept since the last look
    trouble: Trouble | None  # what goes wrong although it can be read
    whole: bool  # everything that was in it has been seen


async def known(session: AsyncSession) -> Sequence[MailboxRow]:
    """Every mailbox that was ever read, by name."""
    return (await session.scalars(select(MailboxRow).order_by(MailboxRow.name))).all()


async def claim(session: AsyncSession, name: str, lease: UUID, term: Term) -> bool:
    """Whether the mailbox is ours to read until the end of *term*."""
    born = {"name": name, "waiting": 0, "stuck": 0}
    await session.execute(insert_for(session)(table_of(MailboxRow)).values(born).on_conflict_do_nothing())
    free = or_(MailboxRow.lease.is_(None), MailboxRow.lease == lease, MailboxRow.leased_until <= term.begins)
    claiming = update(MailboxRow).where(MailboxRow.name == name, free).values(lease=lease, leased_until=term.ends)
    return await session.scalar(claiming.returning(MailboxRow.name)) is not None


async def release(session: AsyncSession, name: str, lease: UUID) -> None:
    """Leave the mailbox to whoever comes, if it is still ours."""
    ours = (MailboxRow.name == name, MailboxRow.lease == lease)
    await session.execute(update(MailboxRow).where(*ours).values(lease=None, leased_until=None))


async def looked(session: AsyncSession, name: str, lease: UUID, look: Look, now: datetime) -> bool:
    """Write down how the mailbox stands; tells whether it could not be read before.

    Raises MailboxTakenError where somebody else reads it now.
    """
    values: dict[str, Any] = {"waiting": look.waiting, "stuck": look.stuck, "trouble": look.trouble}
    if look.kept:
        values["kept_at"] = now
    if look.whole:
        values["looked_at"] = now
    ours = (MailboxRow.name == name, MailboxRow.lease == lease)
    row = await session.scalar(select(MailboxRow).where(*ours).with_for_update())
    if row is None:
        raise MailboxTakenError(name)
    unread = look.trouble not in {None, Trouble.NOT_MOVED}
    values["trouble_since"] = (row.trouble_since or now) if unread else None
    recovered = row.trouble is not None and look.trouble is None
    await session.execute(update(MailboxRow).where(*ours).values(**values))
    return recovered


async def troubled(session: AsyncSession, name: str, lease: UUID, trouble: Trouble, now: datetime) -> None:
    """Write down that the mailbox cannot be read, and since when, if it is still ours."""
    ours = (MailboxRow.name == name, MailboxRow.lease == lease)
    await session.execute(update(MailboxRow).where(*ours).values(trouble=trouble))
    since = update(MailboxRow).where(*ours, MailboxRow.trouble_since.is_(None))
    await session.execute(since.values(trouble_since=now))


async def kept_of(session: AsyncSession, mailbox: str, validity: int, numbers: Collection[int]) -> set[int]:
    """Those of *numbers* (a few hundred at most) that are kept already."""
    rows = select(FetchedRow.number).where(
        FetchedRow.mailbox == mailbox, FetchedRow.validity == validity, FetchedRow.number.in_(numbers)
    )
    return set(await session.scalars(rows))


async def add_fetched(session: AsyncSession, values: Sequence[Mapping[str, Any]]) -> None:
    """Write mails down as kept. Two who have fetched the same one say the same."""
    if values:
        await session.execute(insert_for(session)(table_of(FetchedRow)).on_conflict_do_nothing(), values)
