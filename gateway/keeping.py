"""Keeping: the transaction behind every yes. Receipt, Original, Contact, Case, Promise and Job, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncSession

from channels.channel import Delivery, Kept, Receipt, StoreUnavailableError
from channels.codes import URGENCY_RANK, ContacterType, Language, Urgency
from channels.registry import CHANNELS
from gateway.ids import new_id, new_reference
from gateway.services import Services, ToKeep
from gateway.store import cases, contacts, jobs, originals, promises, receipts, timeline
from gateway.store.schema import place
from gateway.store.states import CaseState, Event, JobKind, PromiseKind, PromiseState, View
from routing.clocks import due

INTAKE_TEAM = "intake"  # owns what nobody has decided on yet


@dataclass(slots=True, kw_only=True)
class _Rows:
    """The rows of a group, gathered to be inserted at once."""

    originals: list[dict[str, Any]] = field(default_factory=list)
    cases: list[dict[str, Any]] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)
    promises: list[dict[str, Any]] = field(default_factory=list)
    jobs: list[dict[str, Any]] = field(default_factory=list)
    timeline: list[dict[str, Any]] = field(default_factory=list)


async def keep_group(services: Services, group: Sequence[ToKeep]) -> Sequence[Kept]:
    """Keep *group* in one transaction. Raises StoreUnavailableError if nothing was stored."""
    now = services.now()
    hashes = {
        delivery.once: services.index.of("once", delivery.once) for asked in group for delivery in asked.deliveries
    }
    try:
        async with services.sessions.begin() as session:
            new = await _insert_receipts(session, group, hashes, now)
            stored = await _insert(session, services, _rows(services, group, new, now))
            known = {once: stored[receipt] for once, receipt in new.items()}
            if repeated := [once for once in hashes.values() if once not in new]:
                known |= await contacts.by_receipt(session, repeated)
    except (OperationalError, InterfaceError, PoolTimeoutError, OSError) as problem:
        # Anything else is the fault of one of the group, and must not be taken for an outage.
        raise StoreUnavailableError from problem
    await services.wakes.ring()
    return [_kept(asked, hashes, new, known) for asked in group]


async def _insert_receipts(
    session: AsyncSession, group: Sequence[ToKeep], hashes: dict[str, bytes], now: datetime
) -> dict[bytes, UUID]:
    """Insert a receipt for each delivery not kept before; returns the new ones by hash."""
    values = {
        hashes[delivery.once]: {
            "id": new_id(now),
            "once_hash": hashes[delivery.once],
            "channel": delivery.channel,
            "line": delivery.line,
            "received_at": now,
        }
        for asked in group
        for delivery in asked.deliveries
    }
    # In order of the key: two processes that keep the same mails must not wait for each other in a circle.
    return await receipts.add(session, [values[once] for once in sorted(values)])


def _rows(services: Services, group: Sequence[ToKeep], new: dict[bytes, UUID], now: datetime) -> _Rows:
    rows = _Rows()
    left = dict(new)
    for asked in group:
        fresh = []
        for delivery in asked.deliveries:
            receipt = left.pop(services.index.of("once", delivery.once), None)
            if receipt is not None:
                fresh.append((delivery, receipt))
        if fresh:
            original = _original(services, asked, fresh[0][0], now)
            rows.originals.append(original)
            for delivery, receipt in fresh:
                _add_contact(services, rows, asked, delivery, receipt, original)
    return rows


def _original(services: Services, asked: ToKeep, delivery: Delivery, now: datetime) -> dict[str, Any]:
    row = new_id(now)
    return {
        "id": row,
        "content_hash": services.index.of_bytes("original", asked.original),
        "media_type": CHANNELS[delivery.channel].media_type,
        "size": len(asked.original),
        "sealed": services.keys.seal(asked.original, place("originals", "sealed", row)),
        "created_at": now,
    }


def _add_contact(
    services: Services, rows: _Rows, asked: ToKeep, delivery: Delivery, receipt: UUID, original: dict[str, Any]
) -> None:
    now = original["created_at"]
    case, contact = new_id(now), new_id(now)
    due_at = due(services.county.deadlines.default, now, services.hours, services.calendar)
    rows.cases.append(_case(case, asked, delivery, now, due_at))
    rows.contacts.append(
        {
            "id": contact,
            "receipt_id": receipt,
            "case_id": case,
            "original_hash": original["content_hash"],
            "reference": new_reference(services.county.reference_prefix),
            "content_hash": services.index.of("content", delivery.content),
            "channel": delivery.channel,
            "line": delivery.line,
            "direction": asked.direction,
            "arrived_at": now,
            "entered_by": asked.entered_by,
        }
    )
    rows.promises.append(
        {
            "id": new_id(now),
            "case_id": case,
            "kind": PromiseKind.ANSWER_BY,
            "state": PromiseState.OPEN,
            "due_at": due_at,
            "made_at": now,
            "because": "default",
        }
    )
    rows.jobs.append(jobs.new_job(JobKind.READ, contact, now))
    rows.timeline.append(
        {
            "id": new_id(now),
            "case_id": case,
            "contact_id": contact,
            "user_id": asked.entered_by,
            "at": now,
            "event": Event.RECEIVED,
            "data": {"channel": delivery.channel, "line": delivery.line},
        }
    )


def _case(case: UUID, asked: ToKeep, delivery: Delivery, now: datetime, due_at: datetime) -> dict[str, Any]:
    return {
        "id": case,
        "state": CaseState.RECEIVED,
        "view": View.WORK,
        "team": INTAKE_TEAM,
        "channel": delivery.channel,
        "language": Language.UNKNOWN,
        "contacter": ContacterType.UNKNOWN,
        "direction": asked.direction,
        "urgency": Urgency.ROUTINE,
        "urgency_rank": URGENCY_RANK[Urgency.ROUTINE],
        "opened_at": now,
        "order_at": due_at,
        "promise_due_at": due_at,
    }


async def _insert(session: AsyncSession, services: Services, rows: _Rows) -> dict[UUID, tuple[UUID, str]]:
    """Insert *rows*; returns id and reference of each contact by its receipt."""
    if not rows.contacts:
        return {}
    stored = await originals.add(session, rows.originals)
    for contact in rows.contacts:
        contact["original_id"] = stored[contact.pop("original_hash")]
    await cases.add(session, rows.cases)
    kept = await contacts.add(session, rows.contacts, lambda: new_reference(services.county.reference_prefix))
    await promises.add(session, rows.promises)
    await jobs.add(session, rows.jobs)
    await timeline.add(session, rows.timeline)
    return kept


def _kept(asked: ToKeep, hashes: dict[str, bytes], new: Iterable[bytes], known: dict[bytes, tuple[UUID, str]]) -> Kept:
    fresh = set(new)
    return Kept(
        receipts=tuple(
            Receipt(contact_id=contact, reference=reference, repeated=once not in fresh)
            for once in (hashes[delivery.once] for delivery in asked.deliveries)
            for contact, reference in (known[once],)
        )
    )
