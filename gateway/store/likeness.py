"""Likenesses: Cases that share an identity code, a telephone number or a mail address, found by keyed hashes alone.

A likeness is no more than that. Who the client is, a person says.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow, ContactVersionRow, IdentityCodeRow
from gateway.store.conversations import ConversationRow, EntryCodeRow, EntryRow
from gateway.store.states import CaseState, View

_MOST: Final = 20  # of one kind: a number that a whole ward shares would bring thousands


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A contact of another Case that has one of the hashes asked for."""

    key_hash: bytes
    contact_id: UUID
    case: CaseRow


class _Where(StrEnum):
    """Where a keyed hash stands."""

    CODES = "codes"
    CHAT = "chat"
    SENDERS = "senders"
    PHONES = "phones"


_COLUMNS: Final[dict[_Where, InstrumentedAttribute[Any]]] = {
    _Where.CODES: IdentityCodeRow.code_hash,
    _Where.CHAT: EntryCodeRow.code_hash,
    _Where.SENDERS: ContactVersionRow.sender_hash,
    _Where.PHONES: ContactVersionRow.phone_hash,
}


async def codes_of(session: AsyncSession, case_id: UUID) -> dict[bytes, UUID]:
    """The keyed hashes of the identity codes in a Case, each with the contact in which it stands."""
    found: dict[bytes, UUID] = {}
    for where in (_Where.CODES, _Where.CHAT):
        found |= dict((await session.execute(_of_case(where), {"of_case": case_id})).all())
    return found


async def by_code(session: AsyncSession, case_id: UUID, hashes: Collection[bytes]) -> tuple[Alike, ...]:
    """Contacts of other Cases in which one of these identity codes stands, newest first."""
    return await _found(session, (_Where.CODES, _Where.CHAT), case_id, hashes)


async def by_sender(session: AsyncSession, case_id: UUID, hashes: Collection[bytes]) -> tuple[Alike, ...]:
    """Contacts of other Cases that came from one of these numbers or addresses, newest first."""
    return await _found(session, (_Where.SENDERS, _Where.PHONES), case_id, hashes)


async def _found(
    session: AsyncSession, places: Collection[_Where], case_id: UUID, hashes: Collection[bytes]
) -> tuple[Alike, ...]:
    asked = {"not_in_case": case_id, "hashes": list(hashes)}
    rows = [row for where in places for row in await session.execute(_elsewhere(where), asked)]
    return tuple(Alike(key_hash=key, contact_id=contact, case=case) for key, contact, case in rows)


@cache
def _of_case(where: _Where) -> Select[Any]:
    return _joined(where, select(_COLUMNS[where], ContactRow.id)).where(ContactRow.case_id == bindparam("of_case"))


@cache
def _elsewhere(where: _Where) -> Select[Any]:
    wanted = _joined(where, select(_COLUMNS[where], ContactRow.id, CaseRow))
    return (
        wanted.join(CaseRow, CaseRow.id == ContactRow.case_id)
        .where(_COLUMNS[where].in_(bindparam("hashes", expanding=True)))
        .where(CaseRow.id != bindparam("not_in_case"), CaseRow.view != View.MACHINES)
        .where(CaseRow.state != CaseState.DISSOLVED)
        .order_by(ContactRow.arrived_at.desc(), ContactRow.id.desc())
        .limit(_MOST)
    )


def _joined(where: _Where, query: Select[Any]) -> Select[Any]:
    """*query* with the contacts in which the hashes stand."""
    if where is _Where.CHAT:
        return (
            query.join(EntryRow, EntryRow.id == EntryCodeRow.entry_id)
            .join(ConversationRow, ConversationRow.id == EntryRow.conversation_id)
            .join(ContactRow, ContactRow.id == ConversationRow.contact_id)
        )
    if where is _Where.CODES:
        query = query.join(ContactVersionRow, ContactVersionRow.id == IdentityCodeRow.version_id)
    # The newest version: an older one may have taken somebody else's number for theirs.
    newest = (ContactRow.id == ContactVersionRow.contact_id) & (ContactRow.version == ContactVersionRow.number)
    return query.join(ContactRow, newest)
