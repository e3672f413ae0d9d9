"""What people say of the chat afterwards. Of whom and of which conversation is not kept, and cannot be found out."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from channels.codes import Language
from gateway.store.schema import Code, Row

FEWEST: Final = 5  # answers of a month that are shown: of fewer somebody could guess whose they are


class Helped(StrEnum):
    """Whether somebody got help."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class FeedbackRow(Row):
    """One answer. Its id is drawn, and tells no time; its day is all that is known of when."""

    __tablename__ = "chat_feedback"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date]  # in Helsinki
    language: Mapped[Language] = mapped_column(Code(Language))
    score: Mapped[int | None]  # 1 to 5
    helped: Mapped[Helped | None] = mapped_column(Code(Helped))


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The answers of a month. Of too few nothing is told but that there were some."""

    first: date
    count: int | None  # None: fewer than FEWEST
    mean: float | None  # of the scores; None of none
    helped: float | None  # the share of yes, 0..1
    partly: float | None


async def add(session: AsyncSession, day: date, language: Language, score: int | None, helped: Helped | None) -> None:
    """Keep an answer."""
    session.add(FeedbackRow(id=uuid4(), day=day, language=language, score=score, helped=helped))


async def months(session: AsyncSession, since: date) -> tuple[Month, ...]:
    """Every month since *since* in which somebody answered, the latest first."""
    columns = (FeedbackRow.day, FeedbackRow.score, FeedbackRow.helped)
    counted = select(*columns, func.count()).where(FeedbackRow.day >= since).group_by(*columns)
    found: defaultdict[date, list[tuple[int | None, Helped | None, int]]] = defaultdict(list)
    for day, score, helped, count in await session.execute(counted):
        found[day.replace(day=1)].append((score, helped, count))
    return tuple(_month(first, found[first]) for first in sorted(found, reverse=True))


def _month(first: date, answers: list[tuple[int | None, Helped | None, int]]) -> Month:
    if sum(count for _, _, count in answers) < FEWEST:
        return Month(first=first, count=None, mean=None, helped=None, partly=None)
    scores = [(score, count) for score, _, count in answers if score is not None]
    told = [(helped, count) for _, helped, count in answers if helped is not None]
    return Month(
        first=first,
        count=sum(count for _, _, count in answers),
        mean=_mean([(float(score), count) for score, count in scores]),
        helped=_mean([(float(helped is Helped.YES), count) for helped, count in told]),
        partly=_mean([(float(helped is Helped.PARTLY), count) for helped, count in told]),
    )


def _mean(values: list[tuple[float, int]]) -> float | None:
    """The mean of values with how often each came; None of fewer than FEWEST."""
    count = sum(times for _, times in values)
    return sum(value * times for value, times in values) / count if count >= FEWEST else None
