"""Jobs: durable work. What is done with those in hand is in `gateway/store/leases.py`."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Index, String, Update, and_, bindparam, case, func, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.ids import new_id
from gateway.store.schema import Code, Row, insert_many, table_of
from gateway.store.states import JobKind, JobState

# Under load everything is read before anything is decided on: an emergency must not wait in a queue unread.
FIRST_THINGS_FIRST = (
    JobKind.ALARM,
    JobKind.READ,
    JobKind.DECIDE,
    JobKind.ACKNOWLEDGE,
    JobKind.DELIVER,
    JobKind.PROMISE_DUE,
    JobKind.ERASE,
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
    published_until: Mapped[datetime | None]  # a worker has been told of it and ought to have begun by then


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


async def promise_by(session: AsyncSession, kind: JobKind, subject_id: UUID, now: datetime, due_at: datetime) -> None:
    """See that *kind* is done for *subject_id* at *due_at* at the latest: one Job, however often it is asked for.

    One that is just being done knows nothing of what this transaction changes: it is taken from whoever does it.
    """
    asked = {"due_by": due_at, "of_kind": kind, "of_subject": subject_id}
    if (await session.execute(_moving_forward(), asked)).first() is None:
        await promise(session, kind, subject_id, now, due_at)


@cache
def _moving_forward() -> Update:
    jobs = table_of(JobRow)
    by: BindParameter[datetime] = bindparam("due_by", type_=jobs.c.due_at.type)
    standing = jobs.c.state.in_((JobState.WAITING, JobState.LEASED))
    return (
        update(jobs)
        .where(jobs.c.kind == bindparam("of_kind"), jobs.c.subject_id == bindparam("of_subject"), standing)
        .values(
            due_at=case((jobs.c.due_at < by, jobs.c.due_at), else_=by),
            state=JobState.WAITING,
            attempts=0,
            problem="",
            lease=null(),
            leased_until=null(),
            published_until=null(),
        )
        .returning(jobs.c.id)
    )


async def is_promised(session: AsyncSession, subject_id: UUID, until: datetime) -> bool:
    """Whether anything for *subject_id* is at work somewhere, or will be due before *until*."""
    waiting = and_(JobRow.state == JobState.WAITING, JobRow.due_at < until)
    standing = or_(waiting, JobRow.state == JobState.LEASED)
    promised = select(JobRow.id).where(JobRow.subject_id == subject_id, standing, JobRow.kind.in_(FIRST_THINGS_FIRST))
    return await session.scalar(promised.limit(1)) is not None


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


async def next_due(session: AsyncSession, ahead: timedelta = timedelta()) -> datetime | None:
    """When the next Job is due or a lease runs out, by our clock; None when there is none.

    Leases run out by the clock of all, which ours is *ahead* of.
    """
    waiting = await session.scalar(select(func.min(JobRow.due_at)).where(JobRow.state == JobState.WAITING))
    leased = await session.scalar(select(func.min(JobRow.leased_until)).where(JobRow.state == JobState.LEASED))
    ends = None if leased is None else leased + ahead
    return min((moment for moment in (waiting, ends) if moment is not None), default=None)


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


async def add(session: AsyncSession, values: list[dict[str, Any]]) -> None:
    """Promise Jobs, made by `new_job`."""
    await insert_many(session, JobRow, values)
