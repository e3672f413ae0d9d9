"""Jobs: durable work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String, and_, delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.errors import LeaseLostError
from gateway.ids import new_id
from gateway.store.schema import Code, Row, insert_many
from gateway.store.states import JobKind, JobState

# Under load everything is read before anything is decided on: an emergency must not wait in a queue unread.
FIRST_THINGS_FIRST = (
    JobKind.ALARM,
    JobKind.READ,
    JobKind.DECIDE,
    JobKind.ACKNOWLEDGE,
    JobKind.DELIVER,
    JobKind.PROMISE_DUE,
)


class JobRow(Row):
    """One piece of work for one row elsewhere. Whoever holds the lease may finish it; a finished one is gone."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_due", "state", "priority", "due_at"), Index("ix_jobs_subject", "subject_id"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[JobKind] = mapped_column(Code(JobKind))
    subject_id: Mapped[UUID]
    priority: Mapped[int]  # place of its kind in FIRST_THINGS_FIRST
    state: Mapped[JobState] = mapped_column(Code(JobState))
    due_at: Mapped[datetime]
    lease: Mapped[UUID | None]
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(String(200), default="")  # class of the last error; never its words
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A claimed Job. `lease` proves that it is ours."""

    id: UUID
    kind: JobKind
    subject_id: UUID
    lease: UUID
    attempts: int  # this one included


async def promise(
    session: AsyncSession, kind: JobKind, subject_id: UUID, now: datetime, due_at: datetime | None = None
) -> None:
    """Promise *kind* for *subject_id*, in the transaction of what causes it."""
    await session.execute(insert(JobRow).values(new_job(kind, subject_id, now, due_at)))


def new_job(kind: JobKind, subject_id: UUID, now: datetime, due_at: datetime | None = None) -> dict[str, object]:
    """The values of a Job's row, for inserting many at once."""
    return {
        "id": new_id(now),
        "kind": kind,
        "priority": FIRST_THINGS_FIRST.index(kind),
        "subject_id": subject_id,
        "state": JobState.WAITING,
        "due_at": due_at or now,
        "created_at": now,
    }


async def claim(
    session: AsyncSession, now: datetime, until: datetime, *, most: int, subject_id: UUID | None = None
) -> tuple[Job, ...]:
    """Lease up to *most* due Jobs until *until*, the pressing kinds first; also those whose lease ran out.

    One statement, so that two workers never get the same Job. PostgreSQL skips what another is just claiming; SQLite
    drops that clause and needs none, its writers take turns.
    """
    ready = or_(
        and_(JobRow.state == JobState.WAITING, JobRow.due_at <= now),
        and_(JobRow.state == JobState.LEASED, JobRow.leased_until <= now),
    )
    wanted = (
        select(JobRow.id)
        .where(ready)
        .order_by(JobRow.priority, JobRow.due_at, JobRow.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    if subject_id is not None:
        wanted = wanted.where(JobRow.subject_id == subject_id)
    lease = new_id(now)
    claimed = await session.execute(
        update(JobRow)
        .where(JobRow.id.in_(wanted))
        .values(state=JobState.LEASED, lease=lease, leased_until=until, attempts=JobRow.attempts + 1)
        .returning(JobRow.id, JobRow.kind, JobRow.subject_id, JobRow.attempts)
        .execution_options(synchronize_session=False)
    )
    jobs = (
        Job(id=row.id, kind=row.kind, subject_id=row.subject_id, lease=lease, attempts=row.attempts) for row in claimed
    )
    return tuple(sorted(jobs, key=lambda job: (FIRST_THINGS_FIRST.index(job.kind), job.id)))


async def is_ours(session: AsyncSession, job: Job) -> bool:
    """Whether *job* is still leased to us."""
    mine = select(JobRow.id).where(JobRow.id == job.id, JobRow.lease == job.lease, JobRow.state == JobState.LEASED)
    return await session.scalar(mine) is not None


async def finish(session: AsyncSession, job: Job) -> None:
    """*job* is done, in the transaction of what it did: its row goes, what it did stays. Raises LeaseLostError."""
    mine = delete(JobRow).where(JobRow.id == job.id, JobRow.lease == job.lease, JobRow.state == JobState.LEASED)
    if (await session.execute(mine.returning(JobRow.id))).scalar_one_or_none() is None:
        raise LeaseLostError(job.id)


async def retry(session: AsyncSession, job: Job, due_at: datetime, problem: str) -> None:
    """Put *job* back until *due_at*. Raises LeaseLostError."""
    await _end(session, job, {"state": JobState.WAITING, "due_at": due_at, "problem": problem})


async def give_up(session: AsyncSession, job: Job, now: datetime, problem: str) -> None:
    """Put *job* on the operator's list. Raises LeaseLostError."""
    await _end(session, job, {"state": JobState.GIVEN_UP, "ended_at": now, "problem": problem})


async def try_again(session: AsyncSession, job_id: UUID, now: datetime) -> bool:
    """An operator has mended the cause: let a given-up Job run again. Tells whether there was one."""
    renewed = await session.execute(
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.state == JobState.GIVEN_UP)
        .values(state=JobState.WAITING, due_at=now, attempts=0, ended_at=None)
        .returning(JobRow.id)
    )
    return renewed.scalar_one_or_none() is not None


async def given_up(session: AsyncSession, most: int = 200) -> Sequence[JobRow]:
    """The operator's list, newest first."""
    rows = select(JobRow).where(JobRow.state == JobState.GIVEN_UP).order_by(JobRow.ended_at.desc()).limit(most)
    return (await session.scalars(rows)).all()


async def next_due(session: AsyncSession) -> datetime | None:
    """When the next Job is due or a lease runs out; None when there is none."""
    waiting = await session.scalar(select(func.min(JobRow.due_at)).where(JobRow.state == JobState.WAITING))
    leased = await session.scalar(select(func.min(JobRow.leased_until)).where(JobRow.state == JobState.LEASED))
    return min((moment for moment in (waiting, leased) if moment is not None), default=None)


async def counts(session: AsyncSession, now: datetime) -> dict[str, int]:
    """How many Jobs wait, are at work, are late by more than a minute, and were given up."""
    by_state = dict((await session.execute(select(JobRow.state, func.count()).group_by(JobRow.state))).all())
    late = select(func.count()).where(JobRow.state == JobState.WAITING, JobRow.due_at < now - timedelta(minutes=1))
    return {
        "waiting": by_state.get(JobState.WAITING, 0),
        "leased": by_state.get(JobState.LEASED, 0),
        "late": await session.scalar(late) or 0,
        "given_up": by_state.get(JobState.GIVEN_UP, 0),
    }


async def _end(session: AsyncSession, job: Job, values: Mapping[str, object]) -> None:
    mine = update(JobRow).where(JobRow.id == job.id, JobRow.lease == job.lease, JobRow.state == JobState.LEASED)
    ended = await session.execute(mine.values(**values, lease=None, leased_until=None).returning(JobRow.id))
    if ended.scalar_one_or_none() is None:
        raise LeaseLostError(job.id)


async def add(session: AsyncSession, values: list[dict[str, Any]]) -> None:
    """Promise Jobs, made by `new_job`."""
    await insert_many(session, JobRow, values)
