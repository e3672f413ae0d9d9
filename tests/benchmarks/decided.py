"""A hundred thousand contacts on which something was decided: one goes through the pipeline, the others are like it."""

import asyncio
import random
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway import records
from gateway.app import open_services
from gateway.ids import new_id, new_reference
from gateway.services import Services
from gateway.settings import Settings
from gateway.store.contacts import ContactRow
from gateway.store.decisions import DecisionRow
from gateway.store.receipts import ReceiptRow
from gateway.store.schema import Row, insert_many, table_of
from routing.decide import decide
from tests.factories import deliver, mail, work
from tests.routing.test_witness import anybody

_AT_ONCE = 2_000
_KINDS = 500  # different facts, each really decided on


def decided_contacts(url: str, data: Path, most: int) -> None:
    """Fill the database at *url* with *most* contacts and a Decision on each."""
    asyncio.run(_fill(Settings(data_dir=data, database_url=url, smtp_port=0), most))


async def _fill(settings: Settings, most: int) -> None:
    async with open_services(settings) as services:
        await deliver(services, mail())
        await work(services)
        dice = random.Random(most)
        kinds = [records.dump_decision(decide(anybody(dice), services.rules)) for _ in range(_KINDS)]
        for first in range(1, most, _AT_ONCE):
            async with services.sessions.begin() as session:
                await _add(session, services, [dice.choice(kinds) for _ in range(first, min(first + _AT_ONCE, most))])


async def _add(session: AsyncSession, services: Services, decisions: list[dict[str, Any]]) -> None:
    receipt, contact, decision = [await _first(session, row) for row in (ReceiptRow, ContactRow, DecisionRow)]
    now = services.now()
    receipts = [receipt | {"id": new_id(now), "once_hash": new_id(now).bytes} for _ in decisions]
    contacts = [
        contact | {"id": new_id(now), "receipt_id": one["id"], "reference": new_reference("SAT")} for one in receipts
    ]
    made = [
        decision | {"id": new_id(now), "contact_id": one["id"], "rule": kind["rule"], "decision": kind}
        for one, kind in zip(contacts, decisions, strict=True)
    ]
    for row, values in ((ReceiptRow, receipts), (ContactRow, contacts), (DecisionRow, made)):
        await insert_many(session, row, values)


async def _first(session: AsyncSession, row: type[Row]) -> dict[str, Any]:
    table = table_of(row)
    found = await session.execute(select(table).order_by(table.c.id).limit(1))
    return dict(found.mappings().one())
