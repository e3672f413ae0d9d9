"""Who belongs to which team, and from whom a restricted Case is kept."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Final
from uuid import UUID

from sqlalchemy import ForeignKey, Select, String, bindparam, delete, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.store.audit import AuditRow
from gateway.store.cases import CaseRow
from gateway.store.schema import Row, insert_many
from gateway.store.tasks import TaskRow

ACCESS_REASONED: Final = "access_reasoned"  # audit: somebody outside the team said why they open a restricted Case


class MembershipRow(Row):
    """Somebody works in a team; in several, if need be."""

    __tablename__ = "memberships"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    team: Mapped[str] = mapped_column(String(60), primary_key=True)


async def of(session: AsyncSession, user_id: UUID) -> Sequence[str]:
    """The teams of a user."""
    teams = select(MembershipRow.team).where(MembershipRow.user_id == user_id)
    return (await session.scalars(teams.order_by(MembershipRow.team))).all()


async def replace(session: AsyncSession, user_id: UUID, teams: Collection[str]) -> None:
    """The user works in *teams* from now on, and in no other."""
    await session.execute(delete(MembershipRow).where(MembershipRow.user_id == user_id))
    if teams:
        await insert_many(session, MembershipRow, [{"user_id": user_id, "team": team} for team in sorted(set(teams))])


async def outside(session: AsyncSession, case_ids: Sequence[UUID], user_id: UUID, code: str) -> frozenset[UUID]:
    """Those of *case_ids* that are restricted (*code* is open in them) to a team in which the user does not work."""
    asked = {"case_ids": list(case_ids), "by_user": user_id, "of_code": code}
    return frozenset(await session.scalars(_restricting(), asked))


async def kept_from(
    session: AsyncSession, case_ids: Sequence[UUID], user_id: UUID, code: str, since: datetime
) -> frozenset[UUID]:
    """Those of `outside` of which the user has not said after *since* why they open them."""
    restricted = await outside(session, case_ids, user_id, code)
    if not restricted:
        return restricted
    reasoned = select(AuditRow.case_id).where(
        AuditRow.case_id.in_(restricted),
        AuditRow.user_id == user_id,
        AuditRow.action == ACCESS_REASONED,
        AuditRow.at > since,
    )
    return restricted - frozenset(await session.scalars(reasoned))


@cache
def _restricting() -> Select[UUID]:
    member = exists().where(MembershipRow.user_id == bindparam("by_user"), MembershipRow.team == CaseRow.team)
    return (
        select(TaskRow.case_id)
        .join(CaseRow, CaseRow.id == TaskRow.case_id)
        .where(TaskRow.case_id.in_(bindparam("case_ids", expanding=True)), TaskRow.done_at.is_(None))
        .where(TaskRow.code == bindparam("of_code"), ~member)
    )
