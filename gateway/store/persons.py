"""Clients whom a person has recognised in several Cases. A row is made by a person's word only, never by a likeness."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    ForeignKey,
    Index,
    Select,
    bindparam,
    func,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

from channels.codes import MACHINES, Direction
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow, ContactVersionRow
from gateway.store.schema import Code, Row, insert_many
from gateway.store.states import Sign, View

_Links = Select[UUID, UUID, UUID, datetime, UUID]
_STANDS = text("undone_at IS NULL")


class PersonRow(Row):
    """A client. It holds no name and no number: who it is, the linked contacts tell."""

    __tablename__ = "persons"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))


class LinkRow(Row):
    """Somebody has said that a contact is about this client. Never deleted: what was wrong is undone and stays."""

    __tablename__ = "person_links"
    __table_args__ = (
        Index("uq_person_links_standing", "contact_id", unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"), index=True)
    because: Mapped[Sign] = mapped_column(Code(Sign))  # the strongest likeness that was shown
    linked_at: Mapped[datetime]
    linked_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))


class DifferenceRow(Row):
    """Somebody has said that two contacts are about different clients: it is not asked again."""

    __tablename__ = "person_differences"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"), index=True)
    other_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.id"), index=True)
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One contact and whose it is; when and by whom that was said."""

    case_id: UUID
    contact_id: UUID
    person_id: UUID
    linked_at: datetime
    linked_by: UUID


async def links_of(session: AsyncSession, case_ids: Collection[UUID]) -> tuple[Link, ...]:
    """The links that stand in these Cases, oldest first."""
    return await _links(session, _linked_in(), case_ids)


async def links_to(session: AsyncSession, person_ids: Collection[UUID]) -> tuple[Link, ...]:
    """The links that stand to these clients, oldest first."""
    return await _links(session, _linked_to(), person_ids)


async def _links(session: AsyncSession, wanted: _Links, ids: Collection[UUID]) -> tuple[Link, ...]:
    rows = await session.execute(wanted, {"ids": list(ids)}) if ids else ()
    return tuple(
        Link(case_id=case, contact_id=contact, person_id=person, linked_at=at, linked_by=by)
        for case, contact, person, at, by in rows
    )


@cache
def _linked_in() -> _Links:
    return _standing().where(ContactRow.case_id.in_(bindparam("ids", expanding=True)))


@cache
def _linked_to() -> _Links:
    return _standing().where(LinkRow.person_id.in_(bindparam("ids", expanding=True)))


def _standing() -> _Links:
    return (
        select(ContactRow.case_id, ContactRow.id, LinkRow.person_id, LinkRow.linked_at, LinkRow.linked_by)
        .join(ContactRow, ContactRow.id == LinkRow.contact_id)
        .where(LinkRow.undone_at.is_(None))
        .order_by(LinkRow.linked_at, LinkRow.id)
    )


async def lock(session: AsyncSession, person_ids: Collection[UUID]) -> None:
    """Nobody links to these clients, or takes from them, before this transaction ends."""
    # In order of the key, as whoever locks several rows. SQLite has one writer at a time and drops this.
    await session.execute(
        select(PersonRow.id).where(PersonRow.id.in_(person_ids)).order_by(PersonRow.id).with_for_update()
    )


async def add(session: AsyncSession, person_id: UUID, user_id: UUID, at: datetime) -> None:
    """A client is known from now on."""
    await insert_many(session, PersonRow, [{"id": person_id, "created_at": at, "created_by": user_id}])


async def link(session: AsyncSession, values: Sequence[Mapping[str, Any]]) -> None:
    """Link contacts to clients."""
    await insert_many(session, LinkRow, values)


async def undo(session: AsyncSession, contact_ids: Collection[UUID], user_id: UUID, at: datetime) -> frozenset[UUID]:
    """These contacts are nobody's any more. Those of them that were somebody's."""
    undone = await session.execute(
        update(LinkRow)
        .where(LinkRow.contact_id.in_(contact_ids), LinkRow.undone_at.is_(None))
        .values(undone_at=at, undone_by=user_id)
        .returning(LinkRow.contact_id)
    )
    return frozenset(undone.scalars())


async def differ(session: AsyncSession, values: Mapping[str, Any]) -> None:
    """Remember that two contacts are about different clients."""
    await insert_many(session, DifferenceRow, [values])


async def differing(session: AsyncSession, case_ids: Collection[UUID]) -> frozenset[tuple[UUID, UUID]]:
    """The pairs of Cases, one of them among *case_ids*, that are about different clients; that one stands first."""
    rows = await session.execute(_asking_differences(), {"case_ids": list(case_ids)})
    return frozenset((one, other) for one, other in rows)


@cache
def _asking_differences() -> CompoundSelect[Any]:
    """Two halves, since whoever was asked about may stand on either side; each half goes by an index."""
    first, second = aliased(ContactRow), aliased(ContactRow)
    case_ids: BindParameter[Any] = bindparam("case_ids", expanding=True)
    halves = (
        select(one.case_id, other.case_id)
        .select_from(DifferenceRow)
        .join(first, first.id == DifferenceRow.contact_id)
        .join(second, second.id == DifferenceRow.other_id)
        .where(one.case_id.in_(case_ids))
        for one, other in ((first, second), (second, first))
    )
    return union_all(*halves)


async def cases(session: AsyncSession, case_ids: Collection[UUID]) -> tuple[CaseRow, ...]:
    """These Cases, newest first."""
    wanted = select(CaseRow).where(CaseRow.id.in_(case_ids)).order_by(CaseRow.opened_at.desc(), CaseRow.id.desc())
    return tuple((await session.scalars(wanted)).all()) if case_ids else ()


async def contacts_since(session: AsyncSession, case_ids: Collection[UUID], since: datetime) -> int:
    """How often somebody has turned to us in these Cases since then; a mail to two of our doors is one."""
    return await session.scalar(_counting(), {"case_ids": list(case_ids), "since": since}) or 0


@cache
def _counting() -> Select[int]:
    newest = (ContactVersionRow.contact_id == ContactRow.id) & (ContactVersionRow.number == ContactRow.version)
    return (
        select(func.count())
        .select_from(ContactRow)
        .outerjoin(ContactVersionRow, newest)
        .where(
            ContactRow.case_id.in_(bindparam("case_ids", expanding=True)),
            ContactRow.arrived_at >= bindparam("since", type_=ContactRow.arrived_at.type),
            ContactRow.direction != Direction.TO_CLIENT,
            ContactRow.same_as_id.is_(None),
            ContactVersionRow.kind.is_(None) | ContactVersionRow.kind.not_in(MACHINES),
        )
    )


async def teams_of_client(session: AsyncSession, case_id: UUID) -> frozenset[str]:
    """The teams of the other open Cases of the client whom a person has recognised in this one."""
    return frozenset(await session.scalars(_asking_teams(), {"case_id": case_id}))


@cache
def _asking_teams() -> Select[str]:
    mine, own, theirs, other = aliased(LinkRow), aliased(ContactRow), aliased(LinkRow), aliased(ContactRow)
    return (
        select(CaseRow.team)
        .select_from(mine)
        .join(own, own.id == mine.contact_id)
        .join(theirs, theirs.person_id == mine.person_id)
        .join(other, other.id == theirs.contact_id)
        .join(CaseRow, CaseRow.id == other.case_id)
        .where(own.case_id == bindparam("case_id"), CaseRow.id != bindparam("case_id"))
        .where(mine.undone_at.is_(None), theirs.undone_at.is_(None), CaseRow.open, CaseRow.view == View.WORK)
        .distinct()
    )
