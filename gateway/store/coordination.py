"""Answers to the question whether one worker should look after all matters of a client; each is a person's."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Integer, Select, String, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.store.schema import Code, Row, insert_many
from gateway.store.states import CoordinationAnswer


class CoordinationRow(Row):
    """One answer, with the triggers that led to the question. The newest of a Case is the one that holds."""

    __tablename__ = "coordination_answers"

    seq: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), index=True)
    answer: Mapped[CoordinationAnswer] = mapped_column(Code(CoordinationAnswer))
    triggers: Mapped[str] = mapped_column(String(400))  # codes with a blank between them
    at: Mapped[datetime]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Somebody's answer."""

    answer: CoordinationAnswer
    triggers: frozenset[str]
    at: datetime
    user_id: UUID


async def add(session: AsyncSession, case_id: UUID, answered: Answered) -> None:
    """Keep an answer."""
    values = {
        "case_id": case_id,
        "answer": answered.answer,
        "triggers": " ".join(sorted(answered.triggers)),
        "at": answered.at,
        "user_id": answered.user_id,
    }
    await insert_many(session, CoordinationRow, [values])


async def newest(session: AsyncSession, case_id: UUID) -> Answered | None:
    """The answer that holds, if anybody has given one."""
    row = (await session.scalars(_asking(), {"case_id": case_id})).one_or_none()
    if row is None:
        return None
    return Answered(answer=row.answer, triggers=frozenset(row.triggers.split()), at=row.at, user_id=row.user_id)


@cache
def _asking() -> Select[CoordinationRow]:
    wanted = select(CoordinationRow).where(CoordinationRow.case_id == bindparam("case_id"))
    return wanted.order_by(CoordinationRow.seq.desc()).limit(1)


async def move(session: AsyncSession, from_case: UUID, to_case: UUID) -> None:
    """The answers given in one Case go to another; the newest of both is the one that holds."""
    await session.execute(update(CoordinationRow).where(CoordinationRow.case_id == from_case).values(case_id=to_case))
