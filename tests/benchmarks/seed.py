"""Ten thousand open Cases in a minute: kept by `keep`, their records sealed, read and decided as always, in bulk."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, update
from sqlalchemy.ext.asyncio import AsyncSession

from channels.channel import Delivery, Receipt
from channels.codes import URGENCY_RANK, ChannelCode
from channels.contact import Contact
from gateway import records
from gateway.ids import new_id
from gateway.services import Services, ToKeep
from gateway.steps import facts
from gateway.steps.keeping import keep_group
from gateway.steps.understanding import arrival_of, understand
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow, ContactVersionRow
from gateway.store.decisions import DecisionRow
from gateway.store.jobs import JobRow
from gateway.store.readings import ReadingRow
from gateway.store.schema import Row, insert_many, table_of
from gateway.store.states import CaseState
from nlu.reading import Reading
from routing.decide import decide
from routing.decision import Decision
from tests.benchmarks import messages

_GROUP = 100
_KINDS = 100  # texts that are really read; every Case has one of them, sealed for itself
_SPREAD = timedelta(days=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    contact: Contact
    reading: Reading
    decision: Decision


async def open_cases(services: Services, most: int) -> tuple[UUID, ...]:
    """*most* open Cases of the last four weeks, decided on and waiting for advisors; their ids."""
    kinds = [_kind(services, number) for number in range(_KINDS)]
    dice = random.Random(most)
    cases: list[UUID] = []
    for first in range(0, most, _GROUP):
        numbers = range(first, min(first + _GROUP, most))
        kept = await keep_group(services, [_to_keep(number) for number in numbers])
        chosen = [(receipt, dice.choice(kinds), dice.random()) for one in kept for receipt in one.receipts]
        async with services.sessions.begin() as session:
            cases += await _decide(session, services, chosen)
    async with services.sessions.begin() as session:
        await session.execute(delete(JobRow))
    return tuple(cases)


def _to_keep(number: int) -> ToKeep:
    once = f"seed:{number}"
    delivery = Delivery(channel=ChannelCode.EMAIL, line="neuvonta", once=once, content=once)
    return ToKeep(original=messages.mail(number, size=1_000), deliveries=(delivery,))


def _kind(services: Services, number: int) -> _Kind:
    arrival = arrival_of(ChannelCode.EMAIL, "neuvonta", services.now(), services.county, services.our_sentences)
    understood = understand(messages.mail(number, size=1_000), arrival, services.engine)
    known = facts.build(understood.contact, understood.reading, services.county, services.hours, arrival.arrived_at)
    return _Kind(contact=understood.contact, reading=understood.reading, decision=decide(known, services.rules))


async def _decide(
    session: AsyncSession, services: Services, chosen: Sequence[tuple[Receipt, _Kind, float]]
) -> list[UUID]:
    """Write what was understood of and decided on each contact, and move its Case; the ids of the Cases."""
    now = services.now()
    contacts = [await session.get_one(ContactRow, receipt.contact_id) for receipt, _, _ in chosen]
    rows = [_rows(services, row.id, kind, now) for row, (_, kind, _) in zip(contacts, chosen, strict=True)]
    for place, table in enumerate((ContactVersionRow, ReadingRow, DecisionRow)):
        await insert_many(session, table, [row[place] for row in rows])
    moved = [
        {"own": row.case_id, **_moved(kind, now - chance * _SPREAD)}
        for row, (_, kind, chance) in zip(contacts, chosen, strict=True)
    ]
    await _change(session, CaseRow, moved)
    await _change(session, ContactRow, [{"own": row.id, "version": 1} for row in contacts])
    return [row.case_id for row in contacts]


async def _change(session: AsyncSession, row: type[Row], values: list[dict[str, Any]]) -> None:
    table = table_of(row)
    await session.execute(update(table).where(table.c.id == bindparam("own")), values)


def _rows(services: Services, contact: UUID, kind: _Kind, now: datetime) -> tuple[dict[str, Any], ...]:
    """A version, a Reading and a Decision of *contact*."""
    version, reading = new_id(now), new_id(now)
    return (
        {
            "id": version,
            "contact_id": contact,
            "number": 1,
            "created_at": now,
            "kind": kind.contact.kind,
            "may_acknowledge": True,
            "sender_hash": services.index.of("address", kind.contact.contacter.email),
            "sealed_record": records.seal_contact(services.keys, kind.contact, version),
        },
        {
            "id": reading,
            "contact_id": contact,
            "version": 1,
            "engine": kind.reading.engine,
            "model": kind.reading.model,
            "created_at": now,
            "reading": records.dump_reading(kind.reading),
        },
        {
            "id": new_id(now),
            "contact_id": contact,
            "reading_id": reading,
            "rule": kind.decision.rule,
            "rules_version": kind.decision.rules_version,
            "created_at": now,
            "decision": records.dump_decision(kind.decision),
        },
    )


def _moved(kind: _Kind, opened_at: datetime) -> dict[str, Any]:
    asked = kind.decision.facts
    due_at = opened_at + timedelta(days=7)
    return {
        "state": CaseState.TRIAGED,
        "team": kind.decision.team,
        "destination": kind.decision.destination,
        "reason": asked.reason,
        "contacter": asked.contacter,
        "language": kind.reading.language,
        "urgency": asked.urgency,
        "urgency_rank": URGENCY_RANK[asked.urgency],
        "opened_at": opened_at,
        "order_at": due_at,
        "promise_due_at": due_at,
    }
