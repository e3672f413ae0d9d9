"""What is known of one contact that was read, in one query."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from channels.contact import Contact
from gateway.errors import ContactNotFoundError
from gateway.keys import Keyring
from gateway.records import load_decision, load_reading, open_contact
from gateway.store.contacts import ContactRow, ContactVersionRow
from gateway.store.decisions import DecisionRow
from gateway.store.readings import ReadingRow
from nlu.reading import Reading
from routing.decision import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A contact as last understood, its newest Reading, and the newest Decision on it if there is one."""

    row: ContactRow
    contact: Contact
    reading: Reading
    reading_id: UUID
    decision: Decision | None


async def demand(session: AsyncSession, keys: Keyring, contact_id: UUID) -> Known:
    """What is known of the contact. Raises ContactNotFoundError where it has not been read yet."""
    found = (await session.execute(_asking(), {"contact_id": contact_id})).one_or_none()
    if found is None:
        raise ContactNotFoundError(contact_id)
    row, version_id, sealed, reading_id, reading, decision = found
    return Known(
        row=row,
        contact=open_contact(keys, sealed, version_id),
        reading=load_reading(reading),
        reading_id=reading_id,
        decision=None if decision is None else load_decision(decision),
    )


@cache
def _asking() -> Select[Any]:
    reading, decision = aliased(ReadingRow), aliased(DecisionRow)
    readings = select(reading.id).where(reading.contact_id == ContactRow.id).order_by(reading.id.desc())
    decisions = select(decision.id).where(decision.contact_id == ContactRow.id).order_by(decision.id.desc())
    newest_version = and_(ContactVersionRow.contact_id == ContactRow.id, ContactVersionRow.number == ContactRow.version)
    return (
        select(
            ContactRow,
            ContactVersionRow.id,
            ContactVersionRow.sealed_record,
            ReadingRow.id,
            ReadingRow.reading,
            DecisionRow.decision,
        )
        .join(ContactVersionRow, newest_version)
        .join(ReadingRow, ReadingRow.id == readings.limit(1).scalar_subquery())
        .outerjoin(DecisionRow, DecisionRow.id == decisions.limit(1).scalar_subquery())
        .where(ContactRow.id == bindparam("contact_id"))
    )
