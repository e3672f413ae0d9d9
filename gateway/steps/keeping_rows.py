"""What is written when something is kept: the rows of a Receipt, Original, Contact, Case, Promise, Job and timeline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from channels.channel import Delivery
from channels.codes import URGENCY_RANK, ContacterType, Language, Urgency
from channels.registry import CHANNELS
from gateway.ids import new_id, new_reference
from gateway.keys import place
from gateway.services import Services, ToKeep
from gateway.store import jobs, promises
from gateway.store.states import CaseState, Event, JobKind, PromiseKind, PromiseState, View
from routing.clocks import due

INTAKE_TEAM = "intake"  # owns what nobody has decided on yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A group to be kept: what, when, and the hash of each idempotency key in it."""

    group: Sequence[ToKeep]
    now: datetime
    hashes: Mapping[str, bytes]


@dataclass(slots=True, kw_only=True)
class Rows:
    """The rows of a group, gathered to be inserted at once."""

    originals: list[dict[str, Any]] = field(default_factory=list)
    cases: list[dict[str, Any]] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)
    promises: list[dict[str, Any]] = field(default_factory=list)
    jobs: list[dict[str, Any]] = field(default_factory=list)
    timeline: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Born:
    """A contact that is about to be: what was asked, at which door, and what it hangs on."""

    asked: ToKeep
    delivery: Delivery
    receipt_id: UUID
    original_hash: bytes
    now: datetime
    due_at: datetime


def receipts_of(asked: Asked) -> dict[bytes, dict[str, Any]]:
    """The values of a receipt for each delivery, by hash."""
    return {
        asked.hashes[delivery.once]: {
            "id": new_id(asked.now),
            "once_hash": asked.hashes[delivery.once],
            "channel": delivery.channel,
            "line": delivery.line,
            "received_at": asked.now,
        }
        for one in asked.group
        for delivery in one.deliveries
    }


def rows_of(services: Services, asked: Asked, new: Mapping[bytes, UUID]) -> Rows:
    """The rows behind the *new* receipts, given by hash."""
    rows, left = Rows(), dict(new)
    for one in asked.group:
        fresh = []
        for delivery in one.deliveries:
            receipt = left.pop(asked.hashes[delivery.once], None)
            if receipt is not None:
                fresh.append((delivery, receipt))
        if fresh:
            original = _original(services, one, fresh[0][0], asked.now)
            rows.originals.append(original)
            for delivery, receipt in fresh:
                born = _Born(
                    asked=one,
                    delivery=delivery,
                    receipt_id=receipt,
                    original_hash=original["content_hash"],
                    now=asked.now,
                    due_at=_default_due(services, delivery, asked.now),
                )
                _add_contact(services, rows, born)
    return rows


def fetched_of(asked: Asked, contacts: Mapping[bytes, tuple[UUID, str]]) -> list[dict[str, Any]]:
    """A row for each mail that was fetched from a mailbox, with what became of it; *contacts* by hash."""
    return [
        {
            "mailbox": fetched.mailbox,
            "validity": fetched.validity,
            "number": fetched.number,
            "contact_id": contacts[asked.hashes[delivery.once]][0],
            "at": asked.now,
        }
        for one in asked.group
        for delivery in one.deliveries
        if (fetched := delivery.fetched) is not None
    ]


def _default_due(services: Services, delivery: Delivery, now: datetime) -> datetime:
    return due(services.county.deadlines.default, now, services.hours_of(delivery.line), services.calendar)


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


def _add_contact(services: Services, rows: Rows, born: _Born) -> None:
    asked, delivery, now = born.asked, born.delivery, born.now
    case, contact = new_id(now), new_id(now)
    rows.cases.append(_case(case, born))
    rows.contacts.append(_contact(services, contact, case, born))
    rows.promises.append(
        {
            "id": new_id(now),
            "case_id": case,
            "kind": PromiseKind.ANSWER_BY,
            "state": PromiseState.OPEN,
            "due_at": born.due_at,
            "made_at": now,
            "because": "default",
        }
    )
    rows.jobs.append(jobs.new_job(JobKind.READ, contact, now))
    rows.jobs.append(jobs.new_job(JobKind.PROMISE_DUE, case, now, promises.first_look(now, born.due_at)))
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


def _contact(services: Services, contact: UUID, case: UUID, born: _Born) -> dict[str, Any]:
    asked, delivery = born.asked, born.delivery
    return {
        "id": contact,
        "receipt_id": born.receipt_id,
        "case_id": case,
        "original_hash": born.original_hash,
        "reference": new_reference(services.county.reference_prefix),
        "content_hash": services.index.of("content", delivery.content),
        "channel": delivery.channel,
        "line": delivery.line,
        "direction": asked.direction,
        "arrived_at": born.now,
        "entered_by": asked.entered_by,
    }


def _case(case: UUID, born: _Born) -> dict[str, Any]:
    return {
        "id": case,
        "state": CaseState.RECEIVED,
        "view": View.WORK,
        "team": INTAKE_TEAM,
        "channel": born.delivery.channel,
        "language": Language.UNKNOWN,
        "contacter": ContacterType.UNKNOWN,
        "direction": born.asked.direction,
        "urgency": Urgency.ROUTINE,
        "urgency_rank": URGENCY_RANK[Urgency.ROUTINE],
        "opened_at": born.now,
        "order_at": born.due_at,
        "promise_due_at": born.due_at,
    }
