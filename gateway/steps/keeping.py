"""Keeping: the transaction behind every yes. Receipt, Original, Contact, Case, Promise and Job, or nothing."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from channels.channel import Kept, Receipt, StoreUnavailableError
from gateway.faults import Step, after, before
from gateway.ids import new_reference
from gateway.services import Services, ToKeep
from gateway.steps.keeping_rows import Asked, Rows, fetched_of, receipts_of, rows_of
from gateway.store import at_once, cases, contacts, jobs, mailboxes, originals, promises, receipts, timeline
from gateway.store.engine import AWAY
from gateway.store.schema import Row

log = structlog.get_logger()

KEPT_ROW_BY_ROW: Final = "kept_row_by_row"

_GROUPS_BESIDE: Final = 8  # of the engine's 24 connections; the Jobs and the pages need theirs
_MOST_AS_NEW: Final = 4_000_000  # bytes; larger originals are not worth writing out as text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    """A group that is kept: id and reference of the contact behind each hash, and which of them are new."""

    contacts: Mapping[bytes, tuple[UUID, str]]
    new: Container[bytes]


def groups_beside(database: AsyncEngine) -> int:
    """How many groups to keep at a time: several where the database has several writers, which share its waits."""
    return _GROUPS_BESIDE if at_once.is_possible(database) else 1


async def keep_group(services: Services, group: Sequence[ToKeep]) -> Sequence[Kept]:
    """Keep *group* in one transaction. Raises StoreUnavailableError if nothing was stored."""
    hashes = {
        delivery.once: services.index.of("once", delivery.once) for asked in group for delivery in asked.deliveries
    }
    asked = Asked(group=group, now=services.now(), hashes=hashes)
    try:
        stored = await _keep_as_new(services, asked) or await _keep_what_is_new(services, asked)
    except (*AWAY, OSError) as problem:
        # Anything else is the fault of one of the group, and must not be taken for an outage.
        raise StoreUnavailableError from problem
    await services.wakes.ring()
    return [_kept(one, hashes, stored) for one in group]


async def _keep_as_new(services: Services, asked: Asked) -> _Stored | None:
    """Keep the group as if nothing of it had come before, which is nearly always so: one statement instead of ten.

    None where that failed for any reason, and where the database cannot do it: then nothing was stored, or all of it
    and only the answer was lost. `_keep_what_is_new` finds out which.
    """
    size = sum(len(one.original) for one in asked.group)
    if size > _MOST_AS_NEW or not at_once.is_possible(services.database):
        return None
    # In order of the keys: two processes that keep the same mails must not wait for each other in a circle.
    given = dict(sorted(receipts_of(asked).items()))
    new = {once: value["id"] for once, value in given.items()}
    rows = rows_of(services, asked, new)
    first = {original["content_hash"]: original for original in reversed(rows.originals)}
    for contact in rows.contacts:
        contact["original_id"] = first[contact.pop("original_hash")]["id"]
    named = {contact["receipt_id"]: (contact["id"], contact["reference"]) for contact in rows.contacts}
    stored = _Stored(contacts={once: named[receipt] for once, receipt in new.items()}, new=new)
    fetched = fetched_of(asked, stored.contacts)
    await services.faults.reached(before(Step.KEEP))
    try:
        # One statement is a transaction by itself; BEGIN and COMMIT would each be a way there and back.
        async with services.database.connect() as connection:
            await at_once.insert(
                await connection.execution_options(isolation_level="AUTOCOMMIT"),
                {
                    receipts.ReceiptRow: list(given.values()),
                    originals.OriginalRow: [first[content] for content in sorted(first)],
                    **_by_table(rows),
                    **({mailboxes.FetchedRow: fetched} if fetched else {}),
                },
            )
    except DBAPIError as problem:
        # Usual where something came twice (IntegrityError); anything else that comes often is a fault of ours.
        log.info(KEPT_ROW_BY_ROW, error=type(problem).__name__)
        return None
    await services.faults.reached(after(Step.KEEP))
    return stored


def _by_table(rows: Rows) -> dict[type[Row], list[dict[str, Any]]]:
    return {
        cases.CaseRow: rows.cases,
        contacts.ContactRow: rows.contacts,
        promises.PromiseRow: rows.promises,
        jobs.JobRow: rows.jobs,
        timeline.TimelineRow: rows.timeline,
    }


async def _keep_what_is_new(services: Services, asked: Asked) -> _Stored:
    """Keep what has not been kept before, and find what has."""
    async with services.writing(Step.KEEP) as session:
        return await _store(session, services, asked)


async def keep_in(session: AsyncSession, services: Services, asked: ToKeep) -> Kept:
    """Keep *asked* in the caller's transaction, with what else must be stored together with it or not at all.

    Who commits also wakes the readers.
    """
    hashes = {delivery.once: services.index.of("once", delivery.once) for delivery in asked.deliveries}
    stored = await _store(session, services, Asked(group=[asked], now=services.now(), hashes=hashes))
    return _kept(asked, hashes, stored)


async def _store(session: AsyncSession, services: Services, asked: Asked) -> _Stored:
    values = receipts_of(asked)
    # In order of the key: two processes that keep the same mails must not wait for each other in a circle.
    new = await receipts.add(session, [values[once] for once in sorted(values)])
    stored = await _insert(session, services, rows_of(services, asked, new))
    known = {once: stored[receipt] for once, receipt in new.items()}
    if repeated := [once for once in values if once not in new]:
        known |= await contacts.by_receipt(session, repeated)
    await mailboxes.add_fetched(session, fetched_of(asked, known))
    return _Stored(contacts=known, new=new)


async def _insert(session: AsyncSession, services: Services, rows: Rows) -> dict[UUID, tuple[UUID, str]]:
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


def _kept(asked: ToKeep, hashes: Mapping[str, bytes], stored: _Stored) -> Kept:
    return Kept(
        receipts=tuple(
            Receipt(contact_id=contact, reference=reference, repeated=once not in stored.new)
            for once in (hashes[delivery.once] for delivery in asked.deliveries)
            for contact, reference in (stored.contacts[once],)
        )
    )
