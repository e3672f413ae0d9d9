"""Jobs: durable work."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Index,
    Select,
    String,
    and_,
    case,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

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

_WAITING = literal(JobState.WAITING, Code(JobState))
_LEASED = literal(JobState.LEASED, Code(JobState))


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
    published_until: Mapped[datetime | None]  # a worker has been told of it and ought to have begun by then


_PRESSING = aliased(JobRow)  # once: making one costs more than the statement that it stands in


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A Job that a worker is to be told of."""

    id: UUID
    kind: JobKind


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
    await insert_many(session, JobRow, [new_job(kind, subject_id, now, due_at)])


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
    """Lease up to *most* due Jobs until *until*, the pressing kinds first; also those whose lease ran out."""
    wanted = _pressing_first(now).limit(most)
    if subject_id is not None:
        wanted = wanted.where(JobRow.subject_id == subject_id)
    return await _lease(session, now, until, wanted)


async def claim_these(
    session: AsyncSession, now: datetime, until: datetime, job_ids: Collection[UUID]
) -> tuple[Job, ...]:
    """Lease those of *job_ids* until *until* that are not done, due, and in nobody's hands."""
    return await _lease(session, now, until, _pressing_first(now).where(JobRow.id.in_(job_ids)))


async def publish(
    session: AsyncSession, now: datetime, until: datetime, *, most: int, kinds: Collection[JobKind]
) -> tuple[Due, ...]:
    """Mark up to *most* due Jobs of *kinds* as told of until *until*, the pressing first, and return them.

    Only those of which nobody was told, or too long ago: whoever was told may be dead, or the telling may be lost.
    """
    told = or_(JobRow.published_until.is_(None), JobRow.published_until <= now)
    wanted = _pressing_first(now).where(told, JobRow.kind.in_(kinds)).limit(most)
    published = await session.execute(
        update(JobRow)
        .where(JobRow.id.in_(wanted))
        .values(published_until=until)
        .returning(JobRow.id, JobRow.kind)
        .execution_options(synchronize_session=False)
    )
    due = (Due(id=row.id, kind=row.kind) for row in published)
    return tuple(sorted(due, key=lambda one: (FIRST_THINGS_FIRST.index(one.kind), one.id)))


async def bring_forward(session: AsyncSession, kind: JobKind, subject_id: UUID, due_at: datetime) -> bool:
    """Let what is promised of *kind* for *subject_id* be due at *due_at* already. Tells whether anything was."""
    standing = JobRow.state.in_((JobState.WAITING, JobState.LEASED))
    promised = update(JobRow).where(JobRow.kind == kind, JobRow.subject_id == subject_id, standing)
    moved = await session.execute(promised.values(due_at=due_at, published_until=None).returning(JobRow.id))
    return bool(moved.scalars().all())


async def is_promised(session: AsyncSession, subject_id: UUID, until: datetime) -> bool:
    """Whether anything for *subject_id* is at work somewhere, or will be due before *until*."""
    waiting = and_(JobRow.state == JobState.WAITING, JobRow.due_at < until)
    standing = or_(waiting, JobRow.state == JobState.LEASED)
    promised = select(JobRow.id).where(JobRow.subject_id == subject_id, standing, JobRow.kind.in_(FIRST_THINGS_FIRST))
    return await session.scalar(promised.limit(1)) is not None


def _pressing_first(now: datetime) -> Select[UUID]:
    """The ids of what is due and in nobody's hands.

    PostgreSQL skips what another is just taking; SQLite drops that clause and needs none, its writers take turns. Kinds
    that this program does not know were promised by a newer one, which will do them.
    """
    return (
        select(JobRow.id)
        .where(_is_ready(now), JobRow.kind.in_(FIRST_THINGS_FIRST))
        .order_by(JobRow.priority, JobRow.due_at, JobRow.id)
        .with_for_update(skip_locked=True)
    )


def _is_ready(now: datetime) -> ColumnElement[bool]:
    return or_(
        and_(JobRow.state == JobState.WAITING, JobRow.due_at <= now),
        and_(JobRow.state == JobState.LEASED, JobRow.leased_until <= now),
    )


async def _lease(session: AsyncSession, now: datetime, until: datetime, wanted: Select[UUID]) -> tuple[Job, ...]:
    """Lease what is *wanted*, in one statement: two workers never get the same Job."""
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


def _mine(job: Job) -> tuple[ColumnElement[bool], ...]:
    """*job* is leased to us, and has not become the next step."""
    return (JobRow.id == job.id, JobRow.kind == job.kind, JobRow.lease == job.lease, JobRow.state == JobState.LEASED)


async def is_ours(session: AsyncSession, job: Job) -> bool:
    """Whether *job* is still leased to us."""
    return await session.scalar(select(JobRow.id).where(*_mine(job))) is not None


async def finish(session: AsyncSession, job: Job) -> None:
    """*job* is done, in the transaction of what it did: its row goes, what it did stays. Raises LeaseLostError."""
    if (await session.execute(delete(JobRow).where(*_mine(job)).returning(JobRow.id))).scalar_one_or_none() is None:
        raise LeaseLostError(job.id)


async def hand_on(session: AsyncSession, job: Job, kind: JobKind, now: datetime, until: datetime) -> Job | None:
    """*job* is done, and its row promises *kind* for the same subject from now on. Raises LeaseLostError.

    It stays leased to us, until *until*, and is returned: unless something more pressing waits for anybody.
    """
    priority, other = FIRST_THINGS_FIRST.index(kind), _PRESSING
    ready = (other.state == JobState.WAITING, other.priority < priority, other.due_at <= now)
    waits = exists(select(other.id).where(*ready))
    handed = await session.execute(
        update(JobRow)
        .where(*_mine(job))
        .values(
            kind=kind,
            priority=priority,
            state=case((waits, _WAITING), else_=_LEASED),
            due_at=now,
            leased_until=until,
            attempts=case((waits, 0), else_=1),
            problem="",
            created_at=now,
            published_until=None,
        )
        .returning(JobRow.state)
    )
    state = handed.scalar_one_or_none()
    if state is None:
        raise LeaseLostError(job.id)
    return replace(job, kind=kind, attempts=1) if state is JobState.LEASED else None


async def retry(session: AsyncSession, job: Job, due_at: datetime, problem: str) -> None:
    """Put *job* back until *due_at*. Raises LeaseLostError."""
    await _end(session, job, {"state": JobState.WAITING, "due_at": due_at, "problem": problem})


async def give_up(session: AsyncSession, job: Job, now: datetime, problem: str) -> None:
    """Put *job* on the operator's list. Raises LeaseLostError."""
    await _end(session, job, {"state": JobState.GIVEN_UP, "ended_at": now, "problem": problem})


async def try_again(session: AsyncSession, job_id: UUID, now: datetime) -> bool:
    """An operator has mended the cause: let a Job that was given up, or waits after a failure, run now.

    Tells whether there was one.
    """
    failed = or_(JobRow.state == JobState.GIVEN_UP, and_(JobRow.state == JobState.WAITING, JobRow.problem != ""))
    renewed = await session.execute(
        update(JobRow)
        .where(JobRow.id == job_id, failed)
        .values(state=JobState.WAITING, due_at=now, attempts=0, problem="", ended_at=None, published_until=None)
        .returning(JobRow.id)
    )
    return renewed.scalar_one_or_none() is not None


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
    mine = update(JobRow).where(*_mine(job))
    # Nobody has been told of the next attempt.
    free = {"lease": None, "leased_until": None, "published_until": None}
    ended = await session.execute(mine.values(**values, **free).returning(JobRow.id))
    if ended.scalar_one_or_none() is None:
        raise LeaseLostError(job.id)


async def add(session: AsyncSession, values: list[dict[str, Any]]) -> None:
    """Promise Jobs, made by `new_job`."""
    await insert_many(session, JobRow, values)
