"""Erasing words. Rows, codes and dates stay, so that what came is counted for ever; what a person said does not.

Where a column must hold something sealed, whoever calls gives what it holds from now on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import ChannelCode, Language
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow, ContactVersionRow, IdentityCodeRow
from gateway.store.conversations import ConversationRow, EntryCodeRow, EntryRow
from gateway.store.drafts import DraftRow
from gateway.store.originals import AttachmentRow, OriginalRow
from gateway.store.readings import ReadingRow
from gateway.store.schema import table_of
from gateway.store.timeline import TimelineRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One version of a contact, as it lies in the database."""

    id: UUID
    contact_id: UUID
    channel: ChannelCode
    sealed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One conversation of a Case."""

    id: UUID
    contact_id: UUID
    language: Language


async def channels(session: AsyncSession, case_id: UUID) -> set[ChannelCode]:
    """The ways by which the contacts of a Case came."""
    return set(await session.scalars(select(ContactRow.channel).where(ContactRow.case_id == case_id)))


async def lock_talks(session: AsyncSession, case_id: UUID) -> Sequence[Talk]:
    """The conversations of a Case; nothing is said in them before this transaction ends."""
    wanted = (
        select(ConversationRow.id, ContactRow.id, ConversationRow.language)
        .join(ContactRow, ContactRow.id == ConversationRow.contact_id)
        .where(ContactRow.case_id == case_id)
        # In order of the key, and before the Case: so does whoever says something (gateway/chat/saying.py).
        .order_by(ConversationRow.id)
        .with_for_update(of=ConversationRow)
    )
    return [
        Talk(id=own, contact_id=contact, language=language) for own, contact, language in await session.execute(wanted)
    ]


async def records(session: AsyncSession, case_id: UUID) -> Sequence[Record]:
    """All versions of the contacts of a Case."""
    wanted = (
        select(ContactVersionRow.id, ContactRow.id, ContactRow.channel, ContactVersionRow.sealed_record)
        .join(ContactRow, ContactRow.id == ContactVersionRow.contact_id)
        .where(ContactRow.case_id == case_id)
    )
    rows = await session.execute(wanted)
    return [
        Record(id=own, contact_id=contact, channel=channel, sealed=sealed) for own, contact, channel, sealed in rows
    ]


async def rewrite_records(session: AsyncSession, fresh: Mapping[UUID, bytes]) -> None:
    """The versions hold *fresh* from now on; nothing leads from them to a person, and their hidden codes are gone."""
    versions = table_of(ContactVersionRow)
    emptied = versions.update().where(versions.c.id == bindparam("own"))
    emptied = emptied.values(sealed_record=bindparam("fresh"), sender_hash=None, phone_hash=None)
    await _rewrite(session, emptied, fresh)
    await session.execute(delete(IdentityCodeRow).where(IdentityCodeRow.version_id.in_(fresh)))


async def readings(session: AsyncSession, case_id: UUID) -> dict[UUID, dict[str, Any]]:
    """All Readings of the contacts of a Case, as stored, by id."""
    wanted = select(ReadingRow.id, ReadingRow.reading).join(ContactRow, ContactRow.id == ReadingRow.contact_id)
    return dict((await session.execute(wanted.where(ContactRow.case_id == case_id))).all())


async def rewrite_readings(session: AsyncSession, fresh: Mapping[UUID, dict[str, Any]]) -> None:
    """The Readings are *fresh* from now on."""
    rows = table_of(ReadingRow)
    await _rewrite(
        session, rows.update().where(rows.c.id == bindparam("own")).values(reading=bindparam("fresh")), fresh
    )


async def entries(session: AsyncSession, conversation_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """What was said in these conversations: the conversation of each entry."""
    wanted = select(EntryRow.id, EntryRow.conversation_id).where(EntryRow.conversation_id.in_(conversation_ids))
    return dict((await session.execute(wanted)).all())


async def rewrite_entries(session: AsyncSession, fresh: Mapping[UUID, bytes]) -> None:
    """The entries say *fresh* from now on, and the codes that were taken out of them are gone."""
    rows = table_of(EntryRow)
    said = rows.update().where(rows.c.id == bindparam("own")).values(sealed_text=bindparam("fresh"))
    await _rewrite(session, said, fresh)
    await session.execute(delete(EntryCodeRow).where(EntryCodeRow.entry_id.in_(fresh)))


async def drop_originals(session: AsyncSession, case_id: UUID, at: datetime) -> None:
    """The contacts of a Case have no original any more, and say since when; what no other contact has is gone."""
    contacts, others = table_of(ContactRow), table_of(ContactRow).alias("others")
    ours = select(contacts.c.original_id).where(contacts.c.case_id == case_id, contacts.c.original_id.is_not(None))
    originals = list(await session.scalars(ours))
    await session.execute(contacts.update().where(contacts.c.case_id == case_id).values(original_id=None, erased_at=at))
    used = or_(
        exists().where(others.c.original_id == OriginalRow.id),
        exists().where(AttachmentRow.content_id == OriginalRow.id),
    )
    await session.execute(delete(OriginalRow).where(OriginalRow.id.in_(originals), ~used))


async def drop_notes(session: AsyncSession, case_id: UUID) -> None:
    """What advisors wrote about a Case is gone, in those too that were merged into it; that they did so stays told."""
    within = await _within(session, case_id)
    await session.execute(update(TimelineRow).where(_written_in(within)).values(sealed_text=None))
    await session.execute(delete(DraftRow).where(DraftRow.case_id.in_(within)))


def _written_in(case_ids: set[UUID]) -> ColumnElement[bool]:
    return and_(TimelineRow.case_id.in_(case_ids), TimelineRow.sealed_text.is_not(None))


async def _within(session: AsyncSession, case_id: UUID) -> set[UUID]:
    """The Case and all that were dissolved into it, at whatever depth."""
    within, fresh = {case_id}, {case_id}
    while fresh:
        fresh = set(await session.scalars(select(CaseRow.id).where(CaseRow.dissolved_into_id.in_(fresh)))) - within
        within |= fresh
    return within


async def _rewrite(session: AsyncSession, how: Any, fresh: Mapping[UUID, object]) -> None:  # noqa: ANN401
    if fresh:
        await session.execute(how, [{"own": own, "fresh": value} for own, value in fresh.items()])
