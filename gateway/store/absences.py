"""Who is away and who stands in for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.store.schema import Row, insert_for
from gateway.store.users import UserRow


class AbsenceRow(Row):
    """Somebody of ours is away until a moment. One row for each person, written over by the next absence."""

    __tablename__ = "absences"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    away_until: Mapped[datetime]
    deputy_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """An absence that lasts."""

    until: datetime
    deputy_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rota:
    """Who of us is at work at one moment, and in whose hands the work of the others is."""

    away: Mapping[UUID, Away] = field(default_factory=dict)
    closed: frozenset[UUID] = frozenset()  # accounts that nobody can sign in to any more
    names: Mapping[UUID, str] = field(default_factory=dict)  # of the deputies

    def in_charge(self, user_id: UUID | None) -> UUID | None:
        """Who has the work of *user_id* in hand: they, their deputy, the deputy's; None where nobody is there."""
        asked: set[UUID] = set()
        while user_id is not None and user_id not in asked:
            asked.add(user_id)
            if user_id not in self.away:
                return None if user_id in self.closed else user_id
            user_id = self.away[user_id].deputy_id
        return None

    def charges(self, user_id: UUID) -> frozenset[UUID]:
        """Whose work is that of *user_id* now: their own, and that of those for whom they stand in."""
        return frozenset({user_id, *(other for other in self.away if self.in_charge(other) == user_id)})

    def deputy_name(self, owner_id: UUID | None) -> str:
        """Who stands in for *owner_id*; empty where they are at work, or nobody does."""
        deputy = self.in_charge(owner_id) if owner_id in self.away else None
        return self.names.get(deputy, "") if deputy is not None else ""


async def rota(session: AsyncSession, now: datetime) -> Rota:
    """Who is at work at *now*."""
    rows = (await session.scalars(select(AbsenceRow).where(AbsenceRow.away_until > now))).all()
    closed = frozenset(await session.scalars(select(UserRow.id).where(UserRow.active.is_(False))))
    deputies = {row.deputy_id for row in rows if row.deputy_id}
    named = select(UserRow.id, UserRow.name).where(UserRow.id.in_(deputies))
    names = (await session.execute(named)).all() if deputies else ()
    return Rota(
        away={row.user_id: Away(until=row.away_until, deputy_id=row.deputy_id) for row in rows},
        closed=closed,
        names=dict(names),
    )


async def of(session: AsyncSession, user_id: UUID | None) -> Away | None:
    """The newest absence of somebody, over or not."""
    row = await session.get(AbsenceRow, user_id) if user_id else None
    return Away(until=row.away_until, deputy_id=row.deputy_id) if row else None


async def begin(session: AsyncSession, user_id: UUID, away: Away) -> None:
    """*user_id* is away from now on."""
    values = {"user_id": user_id, "away_until": away.until, "deputy_id": away.deputy_id}
    changed = {"away_until": away.until, "deputy_id": away.deputy_id}
    written = insert_for(session)(AbsenceRow).values(values)
    await session.execute(written.on_conflict_do_update(index_elements=["user_id"], set_=changed))


async def end(session: AsyncSession, user_id: UUID) -> None:
    """*user_id* is back at work."""
    await session.execute(delete(AbsenceRow).where(AbsenceRow.user_id == user_id))
