"""What was decided by machine on channels that people work by hand, and what people did: codes and dates only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from channels.codes import ChannelCode
from gateway.store.acknowledgements import AcknowledgementRow
from gateway.store.contacts import ContactRow
from gateway.store.decisions import DecisionRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.states import DeliveryState, Event, Purpose
from gateway.store.timeline import TimelineRow

# What people do that shows what they think of a Case, or that they have answered; and what would have been said.
_TELLING = (
    *(Event.CORRECTED, Event.REPLIED, Event.CALLED, Event.RESOLVED),
    *(Event.ACKNOWLEDGED, Event.NOT_ACKNOWLEDGED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedRow:
    """One contact with its newest Decision."""

    contact_id: UUID
    case_id: UUID
    reference: str
    channel: ChannelCode
    arrived_at: datetime
    decision: dict[str, Any]
    first: bool  # its Case began with it; the Decision on a later one moved nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class HappenedRow:
    """One entry of a timeline; `data` holds codes."""

    case_id: UUID
    contact_id: UUID | None
    by_person: bool
    at: datetime
    event: Event
    data: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """A message that was written and held back."""

    contact_id: UUID
    purpose: Purpose
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    """What an acknowledgement that was written says: our own words only."""

    contact_id: UUID
    template: str
    language: str
    text: str
    date_by: datetime | None


async def decided(session: AsyncSession, since: datetime, modes: Sequence[str]) -> tuple[DecidedRow, ...]:
    """The contacts since then that were decided on while their channel was in one of *modes*, oldest first."""
    row = ContactRow
    query = (
        _decisions(since, modes)
        .with_only_columns(
            row.id, row.case_id, row.reference, row.channel, row.arrived_at, DecisionRow.decision, ~_began_before()
        )
        .order_by(row.arrived_at, DecisionRow.id)
    )
    found = {}
    for contact_id, case_id, reference, channel, arrived_at, decision, first in await session.execute(query):
        found[contact_id] = DecidedRow(
            contact_id=contact_id,
            case_id=case_id,
            reference=reference,
            channel=channel,
            arrived_at=arrived_at,
            # The rules that were asked are most of it, and nobody looks at them here.
            decision={name: value for name, value in decision.items() if name != "asked"},
            first=first,
        )
    return tuple(found.values())


async def happened(session: AsyncSession, since: datetime, modes: Sequence[str]) -> tuple[HappenedRow, ...]:
    """What happened to the Cases of those contacts, in order."""
    cases = _decisions(since, modes).with_only_columns(ContactRow.case_id)
    query = (
        select(
            TimelineRow.case_id,
            TimelineRow.contact_id,
            TimelineRow.user_id.is_not(None),
            TimelineRow.at,
            TimelineRow.event,
            TimelineRow.data,
        )
        .where(TimelineRow.case_id.in_(cases), TimelineRow.event.in_(_TELLING))
        .order_by(TimelineRow.seq)
    )
    return tuple(
        HappenedRow(case_id=case_id, contact_id=contact_id, by_person=by_person, at=at, event=event, data=data)
        for case_id, contact_id, by_person, at, event, data in (await session.execute(query)).all()
    )


async def said(session: AsyncSession, since: datetime, modes: Sequence[str]) -> tuple[SaidRow, ...]:
    """What the acknowledgements of those contacts say, where any were written."""
    row = AcknowledgementRow
    query = select(row.contact_id, row.template, row.language, row.text, row.date_by).where(
        row.contact_id.in_(_ids(since, modes))
    )
    return tuple(
        SaidRow(contact_id=contact_id, template=template, language=language, text=text, date_by=date_by)
        for contact_id, template, language, text, date_by in (await session.execute(query)).all()
    )


async def held(session: AsyncSession, since: datetime, modes: Sequence[str]) -> tuple[HeldRow, ...]:
    """The messages about those contacts that were written and held back."""
    query = (
        select(DeliveryRow.contact_id, DeliveryRow.purpose, DeliveryRow.created_at)
        .where(DeliveryRow.contact_id.in_(_ids(since, modes)), DeliveryRow.state == DeliveryState.SHADOWED)
        .order_by(DeliveryRow.created_at)
    )
    return tuple(
        HeldRow(contact_id=contact_id, purpose=purpose, at=at)
        for contact_id, purpose, at in (await session.execute(query)).all()
        if contact_id is not None
    )


def _ids(since: datetime, modes: Sequence[str]) -> Select[Any]:
    return _decisions(since, modes).with_only_columns(ContactRow.id)


def _decisions(since: datetime, modes: Sequence[str]) -> Select[Any]:
    return (
        select(ContactRow, DecisionRow.decision)
        .join(DecisionRow, DecisionRow.contact_id == ContactRow.id)
        .where(ContactRow.arrived_at >= since, DecisionRow.decision["mode"].as_string().in_(modes))
    )


def _began_before() -> ColumnElement[bool]:
    """Whether another contact of the same Case, with a Decision too, came before."""
    other, decision = aliased(ContactRow), aliased(DecisionRow)
    sooner = tuple_(other.arrived_at, other.id) < tuple_(ContactRow.arrived_at, ContactRow.id)
    return exists(
        select(decision.id)
        .join(other, and_(other.id == decision.contact_id, other.case_id == ContactRow.case_id))
        .where(sooner)
        .correlate(ContactRow)
    )
