"""Deliveries: messages on their way out, and how far each got."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, Select, String, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.schema import Code, Row, Sealed, insert_many
from gateway.store.states import DeliveryState, Purpose


class DeliveryRow(Row):
    """One message to one address. Message-ID and bounce token are drawn when promised, so a repeat is the same mail."""

    __tablename__ = "deliveries"
    __table_args__ = (Index("ix_deliveries_lately", "purpose", "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contacts.id"))
    purpose: Mapped[Purpose] = mapped_column(Code(Purpose))
    state: Mapped[DeliveryState] = mapped_column(Code(DeliveryState), index=True)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    bounce_token: Mapped[str] = mapped_column(String(60), unique=True)
    to_hash: Mapped[bytes] = mapped_column(LargeBinary, index=True)  # keyed hash of the address
    # Keyed hashes for the brakes; None: from before they were noted.
    mailbox_hash: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)  # of the address without its tag
    domain_hash: Mapped[bytes | None] = mapped_column(LargeBinary)  # of its domain
    words_hash: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)  # of what an acknowledgement answers
    sealed_to: Mapped[bytes] = mapped_column(Sealed)
    sealed_message: Mapped[bytes] = mapped_column(Sealed)  # the whole mail as handed to the relay
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(String(200), default="")  # reply code or error class; no address
    created_at: Mapped[datetime]
    attempted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


async def add(session: AsyncSession, values: dict[str, Any]) -> None:
    """Promise a message."""
    await insert_many(session, DeliveryRow, [values])


async def begin_attempt(session: AsyncSession, delivery_id: UUID, now: datetime) -> DeliveryRow | None:
    """From promised to attempting; None where it is not promised, because an attempt was begun before."""
    return (await session.execute(_beginning(), {"of_id": delivery_id, "at": now})).scalar_one_or_none()


@cache
def _beginning() -> Any:  # noqa: ANN401  an UPDATE … RETURNING of rows has no name of its own in SQLAlchemy
    return (
        update(DeliveryRow)
        .where(DeliveryRow.id == bindparam("of_id"), DeliveryRow.state == DeliveryState.PROMISED)
        .values(state=DeliveryState.ATTEMPTING, attempted_at=bindparam("at"), attempts=DeliveryRow.attempts + 1)
        .returning(DeliveryRow)
    )


async def end(
    session: AsyncSession, delivery_id: UUID, state: DeliveryState, now: datetime, problem: str
) -> DeliveryRow | None:
    """From attempting to how it ended; None where it had ended already."""
    asked = {"of_id": delivery_id, "to_state": state, "at": now, "why": problem}
    return (await session.execute(_ending(), asked)).scalar_one_or_none()


@cache
def _ending() -> Any:  # noqa: ANN401  as above
    return (
        update(DeliveryRow)
        .where(DeliveryRow.id == bindparam("of_id"), DeliveryRow.state == DeliveryState.ATTEMPTING)
        .values(state=bindparam("to_state"), ended_at=bindparam("at"), problem=bindparam("why"))
        .returning(DeliveryRow)
    )


async def bounced(session: AsyncSession, delivery_id: UUID, now: datetime) -> None:
    """A report says that it did not arrive."""
    await session.execute(
        update(DeliveryRow).where(DeliveryRow.id == delivery_id).values(state=DeliveryState.BOUNCED, ended_at=now)
    )


async def find(session: AsyncSession, *, message_ids: Sequence[str], bounce_token: str = "") -> DeliveryRow | None:
    """The message of ours that a mail names, the first named first, or that its bounce address was made for."""
    if bounce_token:
        return (
            await session.scalars(select(DeliveryRow).where(DeliveryRow.bounce_token == bounce_token))
        ).one_or_none()
    if not message_ids:
        return None
    named = (await session.scalars(select(DeliveryRow).where(DeliveryRow.message_id.in_(message_ids)))).all()
    return min(named, key=lambda row: list(message_ids).index(row.message_id), default=None)


async def sent_to(session: AsyncSession, references: Sequence[str], to_hash: bytes) -> DeliveryRow | None:
    """A message of ours about one of *references*, sent to this very address. A forged one finds none."""
    wanted = (
        select(DeliveryRow)
        .join(ContactRow, ContactRow.id == DeliveryRow.contact_id)
        .where(ContactRow.reference.in_(references), DeliveryRow.to_hash == to_hash)
        .where(DeliveryRow.purpose != Purpose.ALARM)
        .order_by(DeliveryRow.created_at.desc())
        .limit(1)
    )
    return (await session.scalars(wanted)).one_or_none()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """How many acknowledgements went to one mailbox."""

    of_case: int
    of_mailbox: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lately:
    """How many acknowledgements went out in a short time."""

    to_domain: int
    to_all: int


async def acknowledged_since(
    session: AsyncSession, mailbox_hash: bytes, since: datetime, case_id: UUID
) -> Acknowledged:
    """How many acknowledgements went to this mailbox since then, of one Case and of all."""
    asked = {"mailbox_hash": mailbox_hash, "since": since, "case_id": case_id}
    of_case, of_mailbox = (await session.execute(_counting(), asked)).one()
    return Acknowledged(of_case=of_case, of_mailbox=of_mailbox)


@cache
def _counting() -> Select[int, int]:
    of_case = func.count().filter(DeliveryRow.case_id == bindparam("case_id"))
    return select(of_case, func.count()).where(
        DeliveryRow.mailbox_hash == bindparam("mailbox_hash"),
        DeliveryRow.purpose == Purpose.ACKNOWLEDGEMENT,
        DeliveryRow.created_at >= bindparam("since"),
    )


async def acknowledged_as(
    session: AsyncSession, message_ids: Sequence[str], references: Sequence[str], since: datetime
) -> bool:
    """Whether one of these messages, or of these references, is of an acknowledgement since then, to whomever."""
    if not message_ids and not references:
        return False
    of_reference = select(ContactRow.id).where(ContactRow.reference.in_(references))
    wanted = select(DeliveryRow.id).where(
        DeliveryRow.message_id.in_(message_ids) | DeliveryRow.contact_id.in_(of_reference),
        DeliveryRow.purpose == Purpose.ACKNOWLEDGEMENT,
        DeliveryRow.created_at >= since,
    )
    return await session.scalar(wanted.limit(1)) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A mail among those that say the same: by what it is known again, its address, and when it came."""

    words_hash: bytes
    to_hash: bytes
    arrived_at: datetime


async def acknowledged_alike(session: AsyncSession, mail: Alike, since: datetime) -> int:
    """How many acknowledgements of the same words went to other addresses since then, before *mail* came.

    What came before our letter left cannot answer it: many people who write the same at one moment are no loop.
    """
    asked = {"words": mail.words_hash, "own": mail.to_hash, "since": since, "came": mail.arrived_at}
    return (await session.execute(_counting_alike(), asked)).scalar_one()


@cache
def _counting_alike() -> Select[int]:
    return select(func.count()).where(
        DeliveryRow.words_hash == bindparam("words"),
        DeliveryRow.to_hash != bindparam("own"),
        DeliveryRow.purpose == Purpose.ACKNOWLEDGEMENT,
        DeliveryRow.created_at >= bindparam("since"),
        DeliveryRow.created_at < bindparam("came"),
    )


async def acknowledged_lately(session: AsyncSession, domain_hash: bytes, since: datetime) -> Lately:
    """How many acknowledgements went out since then, to one domain and to all."""
    to_domain, to_all = (await session.execute(_lately(), {"domain_hash": domain_hash, "since": since})).one()
    return Lately(to_domain=to_domain, to_all=to_all)


@cache
def _lately() -> Select[int, int]:
    to_domain = func.count().filter(DeliveryRow.domain_hash == bindparam("domain_hash"))
    return select(to_domain, func.count()).where(
        DeliveryRow.purpose == Purpose.ACKNOWLEDGEMENT, DeliveryRow.created_at >= bindparam("since")
    )


async def newest(session: AsyncSession, most: int, states: Sequence[DeliveryState] = ()) -> Sequence[DeliveryRow]:
    """The newest messages, of certain states or of all."""
    wanted = select(DeliveryRow).order_by(DeliveryRow.created_at.desc()).limit(most)
    if states:
        wanted = wanted.where(DeliveryRow.state.in_(states))
    return (await session.scalars(wanted)).all()


async def by_state(session: AsyncSession) -> dict[DeliveryState, int]:
    """How many messages stand in each state."""
    counted = select(DeliveryRow.state, func.count()).group_by(DeliveryRow.state)
    return dict((await session.execute(counted)).all())


async def close(session: AsyncSession, delivery_id: UUID, state: DeliveryState, now: datetime) -> DeliveryRow | None:
    """A person has found out how a message of unknown outcome ended; None where it was none."""
    closed = await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.id == delivery_id, DeliveryRow.state == DeliveryState.OUTCOME_UNKNOWN)
        .values(state=state, ended_at=now)
        .returning(DeliveryRow)
    )
    return closed.scalar_one_or_none()


async def arrived(session: AsyncSession, delivery_id: UUID, now: datetime) -> bool:
    """A report says that a message went through which the relay had refused, or of which nobody knew.

    Tells whether it was one.
    """
    sent = (
        update(DeliveryRow)
        .where(DeliveryRow.id == delivery_id)
        .where(DeliveryRow.state.in_((DeliveryState.OUTCOME_UNKNOWN, DeliveryState.FAILED)))
        .values(state=DeliveryState.SENT, ended_at=now)
        .returning(DeliveryRow.id)
    )
    return (await session.execute(sent)).scalar_one_or_none() is not None


async def any_undelivered(session: AsyncSession, case_id: UUID) -> bool:
    """Whether a message to the people of the Case has not arrived, as far as anybody knows."""
    # A message stays with the Case that it was sent in, also when that has gone into another.
    its_own = select(CaseRow.id).where((CaseRow.id == case_id) | (CaseRow.dissolved_into_id == case_id))
    wanted = select(DeliveryRow.id).where(
        DeliveryRow.case_id.in_(its_own),
        DeliveryRow.state.in_((DeliveryState.FAILED, DeliveryState.BOUNCED, DeliveryState.OUTCOME_UNKNOWN)),
        # A duty address that cannot be reached is no reason to think that the client was not.
        DeliveryRow.purpose != Purpose.ALARM,
    )
    return await session.scalar(wanted.limit(1)) is not None


async def step_back(session: AsyncSession, delivery_id: UUID, problem: str) -> None:
    """From attempting to promised: the relay took nothing, so a later attempt cannot double it."""
    await session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.id == delivery_id, DeliveryRow.state == DeliveryState.ATTEMPTING)
        .values(state=DeliveryState.PROMISED, problem=problem)
    )


async def move(session: AsyncSession, from_case: UUID, to_case: UUID) -> None:
    """What was sent in one Case stands in another from now on."""
    await session.execute(update(DeliveryRow).where(DeliveryRow.case_id == from_case).values(case_id=to_case))
