"""The file of one Case: everything that its page shows, as stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.errors import CaseNotFoundError
from gateway.keys import place
from gateway.store import absences, announcements, clocks, granted, originals
from gateway.store.absences import Away
from gateway.store.acknowledgements import AcknowledgementRow
from gateway.store.alarms import AlarmRow
from gateway.store.announcements import AnnouncementRow
from gateway.store.cases import CaseRow
from gateway.store.clocks import ClockRow
from gateway.store.contacts import ContactRow, ContactVersionRow, IdentityCodeRow
from gateway.store.decisions import DecisionRow
from gateway.store.deliveries import DeliveryRow
from gateway.store.granted import GrantedRow
from gateway.store.originals import AttachmentRow, OriginalRow
from gateway.store.promises import PromiseRow
from gateway.store.readings import ReadingRow
from gateway.store.tasks import TaskRow
from gateway.store.timeline import TimelineRow
from gateway.store.users import UserRow

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One Contact of the Case with what was made of it. Without a version it has not been read yet, or could not be."""

    contact: ContactRow
    version: ContactVersionRow | None
    reading: ReadingRow | None
    decision: DecisionRow | None
    acknowledgement: AcknowledgementRow | None
    attachments: tuple[AttachmentRow, ...]  # without their content


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A Case with all that hangs on it, newest Contact first, the timeline from the newest entry."""

    case: CaseRow
    contacts: tuple[Filed, ...]
    promises: tuple[PromiseRow, ...]
    deliveries: tuple[DeliveryRow, ...]
    announcements: tuple[AnnouncementRow, ...]
    timeline: tuple[TimelineRow, ...]
    alarms: tuple[AlarmRow, ...]
    tasks: tuple[TaskRow, ...]
    clocks: tuple[ClockRow, ...]  # oldest first
    granted: tuple[GrantedRow, ...]  # by the day of the decision
    away: Away | None  # the owner's newest absence; it may be over
    linked: Mapping[UUID, UUID]  # Contact -> Case of the same words at another door of ours
    names: Mapping[UUID, str]  # of the people on the timeline, of the owner and of their deputy


async def load(session: AsyncSession, case_id: UUID) -> CaseFile:
    """The whole file. Raises CaseNotFoundError."""
    case = await session.get(CaseRow, case_id, populate_existing=True)
    if case is None:
        raise CaseNotFoundError(case_id)
    contacts = await _all(
        session, select(ContactRow).where(ContactRow.case_id == case_id).order_by(ContactRow.arrived_at.desc())
    )
    timeline = await _all(
        session, select(TimelineRow).where(TimelineRow.case_id == case_id).order_by(TimelineRow.seq.desc())
    )
    away = await absences.of(session, case.owner_id)
    deputy = away.deputy_id if away else None
    users = {user for user in (case.owner_id, deputy, *(row.user_id for row in timeline)) if user}
    return CaseFile(
        case=case,
        contacts=await _filed(session, contacts),
        promises=await _all(
            session, select(PromiseRow).where(PromiseRow.case_id == case_id).order_by(PromiseRow.made_at)
        ),
        deliveries=await _all(
            session, select(DeliveryRow).where(DeliveryRow.case_id == case_id).order_by(DeliveryRow.created_at.desc())
        ),
        announcements=tuple(await announcements.of_case(session, case_id)),
        timeline=timeline,
        alarms=await _all(session, select(AlarmRow).where(AlarmRow.case_id == case_id)),
        tasks=await _all(
            session, select(TaskRow).where(TaskRow.case_id == case_id).order_by(TaskRow.created_at, TaskRow.id)
        ),
        clocks=tuple(await clocks.of_case(session, case_id)),
        granted=tuple(await granted.of_case(session, case_id)),
        away=away,
        linked=await _linked(session, contacts),
        names=dict((await session.execute(select(UserRow.id, UserRow.name).where(UserRow.id.in_(users)))).all()),
    )


async def identity_code(session: AsyncSession, case_id: UUID, version_id: UUID, token: str) -> IdentityCodeRow | None:
    """The identity code that stands behind *token* in a version of a Contact of this Case."""
    query = (
        select(IdentityCodeRow)
        .join(ContactVersionRow, ContactVersionRow.id == IdentityCodeRow.version_id)
        .join(ContactRow, ContactRow.id == ContactVersionRow.contact_id)
        .where(ContactRow.case_id == case_id, IdentityCodeRow.version_id == version_id, IdentityCodeRow.token == token)
    )
    return (await session.scalars(query)).first()


async def attachment(session: AsyncSession, case_id: UUID, attachment_id: UUID) -> AttachmentRow | None:
    """A file that came with a Contact of this Case."""
    query = (
        select(AttachmentRow)
        .join(ContactVersionRow, ContactVersionRow.id == AttachmentRow.version_id)
        .join(ContactRow, ContactRow.id == ContactVersionRow.contact_id)
        .where(ContactRow.case_id == case_id, AttachmentRow.id == attachment_id)
    )
    return (await session.scalars(query)).one_or_none()


async def content(session: AsyncSession, row: AttachmentRow) -> tuple[bytes, str]:
    """The sealed content of a file, and the place that it is sealed to."""
    if row.sealed is not None:  # from before each content was kept once
        return row.sealed, place("attachments", "sealed", row.id)
    kept = await originals.get(session, row.content_id)
    return kept.sealed, place("originals", "sealed", kept.id)


async def original(session: AsyncSession, case_id: UUID, contact_id: UUID) -> OriginalRow | None:
    """The original of a Contact of this Case; None where there is none, or it was erased."""
    query = (
        select(OriginalRow)
        .join(ContactRow, ContactRow.original_id == OriginalRow.id)
        .where(ContactRow.case_id == case_id, ContactRow.id == contact_id)
    )
    return (await session.scalars(query)).one_or_none()


async def case_of(session: AsyncSession, contact_id: UUID) -> UUID | None:
    """The Case that a Contact stands in."""
    return await session.scalar(select(ContactRow.case_id).where(ContactRow.id == contact_id))


async def is_open(session: AsyncSession, case_id: UUID) -> bool:
    """Whether there is such a Case and it has not ended."""
    return bool(await session.scalar(select(CaseRow.open).where(CaseRow.id == case_id)))


async def _filed(session: AsyncSession, contacts: Sequence[ContactRow]) -> tuple[Filed, ...]:
    ids = [contact.id for contact in contacts]
    newest = and_(ContactVersionRow.contact_id == ContactRow.id, ContactVersionRow.number == ContactRow.version)
    versions = _by(
        await _all(session, select(ContactVersionRow).join(ContactRow, newest).where(ContactRow.id.in_(ids))),
        "contact_id",
    )
    readings = _by(
        await _all(session, select(ReadingRow).where(ReadingRow.contact_id.in_(ids)).order_by(ReadingRow.created_at)),
        "contact_id",
    )
    decisions = _by(
        await _all(
            session, select(DecisionRow).where(DecisionRow.contact_id.in_(ids)).order_by(DecisionRow.created_at)
        ),
        "contact_id",
    )
    told = _by(
        await _all(session, select(AcknowledgementRow).where(AcknowledgementRow.contact_id.in_(ids))), "contact_id"
    )
    files = await _attachments(session, [version.id for version in versions.values()])
    return tuple(
        Filed(
            contact=contact,
            version=versions.get(contact.id),
            reading=readings.get(contact.id),
            decision=decisions.get(contact.id),
            acknowledgement=told.get(contact.id),
            attachments=tuple(
                file for file in files if (version := versions.get(contact.id)) and file.version_id == version.id
            ),
        )
        for contact in contacts
    )


async def _attachments(session: AsyncSession, version_ids: Sequence[UUID]) -> tuple[AttachmentRow, ...]:
    # The content can be many megabytes: it is read only when somebody opens the file.
    from_row = AttachmentRow
    query = select(
        from_row.id, from_row.version_id, from_row.position, from_row.media_type, from_row.size, from_row.sealed_name
    ).where(from_row.version_id.in_(version_ids))
    rows = (await session.execute(query.order_by(from_row.position))).mappings()
    return tuple(AttachmentRow(**row) for row in rows)


async def _linked(session: AsyncSession, contacts: Sequence[ContactRow]) -> Mapping[UUID, UUID]:
    """By Contact of this Case: the Case of the same words at another door, in whichever direction they are linked."""
    ids = [contact.id for contact in contacts]
    older = {contact.same_as_id: contact.id for contact in contacts if contact.same_as_id}
    query = select(ContactRow.id, ContactRow.case_id, ContactRow.same_as_id).where(
        ContactRow.same_as_id.in_(ids) | ContactRow.id.in_(older)
    )
    links: dict[UUID, UUID] = {}
    for other, case, same_as in await session.execute(query):
        ours = older.get(other) or same_as
        if ours is not None and not any(contact.case_id == case for contact in contacts):
            links[ours] = case
    return links


async def _all(session: AsyncSession, query: Select[T]) -> tuple[T, ...]:
    return tuple((await session.scalars(query)).all())


def _by(rows: Sequence[T], name: str) -> dict[Any, T]:
    """The last of *rows* for each value of *name*."""
    return {getattr(row, name): row for row in rows}
