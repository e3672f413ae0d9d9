"""Jobs in hand: told of, leased, done, handed on or put back. Every statement here runs several times for each contact.

So each is built once and kept: to build one takes longer than to run it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Boolean,
    ColumnElement,
    Executable,
    Select,
    Table,
    Update,
    and_,
    bindparam,
    case,
    delete,
    exists,
    literal,
    not_,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.errors import LeaseLostError
from gateway.ids import new_id
from gateway.store.jobs import FIRST_THINGS_FIRST, JobRow
from gateway.store.schema import Code, table_of
from gateway.store.states import JobKind, JobState

_STATE: Final = Code(JobState)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """From when until when a lease goes, by the clock that all processes hold their leases by."""

    begins: datetime
    ends: datetime


async def claim(session: AsyncSession, now: datetime, term: Term, *, most: int) -> tuple[Job, ...]:
    """Lease up to *most* due Jobs for *term*, the pressing kinds first; also those whose lease ran out."""
    return await _lease(session, _claiming(), now, term, most=most)


async def claim_of(session: AsyncSession, now: datetime, term: Term, subject_id: UUID) -> Job | None:
    """Lease the most pressing due Job for *subject_id* for *term*."""
    claimed = await _lease(session, _claiming_of(), now, term, of_subject=subject_id, most=1)
    return claimed[0] if claimed else None


async def claim_these(session: AsyncSession, now: datetime, term: Term, job_ids: Collection[UUID]) -> tuple[Job, ...]:
    """Lease those of *job_ids* for *term* that are not done, due, and in nobody's hands."""
    return await _lease(session, _claiming_these(), now, term, job_ids=list(job_ids))


async def publish(
    session: AsyncSession, now: datetime, until: datetime, *, most: int, kinds: Collection[JobKind]
) -> tuple[Due, ...]:
    """Mark up to *most* due Jobs of *kinds* as told of until *until*, the pressing first, and return them.

    Only those of which nobody was told, or too long ago: whoever was told may be dead, or the telling may be lost.
    """
    # Whoever is told of what another still holds finds nothing to claim.
    asked = {"now": now, "run_out": now, "until": until, "most": most, "told": list(kinds)}
    published = await session.execute(_publishing(), asked)
    due = (Due(id=row.id, kind=row.kind) for row in published)
    return tuple(sorted(due, key=lambda one: (FIRST_THINGS_FIRST.index(one.kind), one.id)))


async def is_ours(session: AsyncSession, job: Job) -> bool:
    """Whether *job* is still leased to us; nobody takes it before this transaction ends."""
    return await session.scalar(_asking(), _who(job)) is not None


async def finish(session: AsyncSession, job: Job) -> None:
    """*job* is done, in the transaction of what it did: its row goes, what it did stays. Raises LeaseLostError."""
    if (await session.execute(_finishing(), _who(job))).scalar_one_or_none() is None:
        raise LeaseLostError(job.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What a Job becomes when it is done."""

    kind: JobKind
    subject_id: UUID
    kept: bool  # by whoever did the Job, if nothing more pressing waits


async def hand_on(session: AsyncSession, job: Job, to: Handed, now: datetime, until: datetime) -> Job | None:
    """*job* is done, and its row promises what it is handed on to from now on. Raises LeaseLostError.

    It stays leased to us, until *until*, and is returned, where it is kept and nothing more pressing waits for anybody.
    """
    promised = {
        "to_kind": to.kind,
        "to_priority": FIRST_THINGS_FIRST.index(to.kind),
        "to_subject": to.subject_id,
        "kept": to.kept,
        "now": now,
        "until": until,
    }
    state = (await session.execute(_handing_on(), _who(job) | promised)).scalar_one_or_none()
    if state is None:
        raise LeaseLostError(job.id)
    return replace(job, kind=to.kind, subject_id=to.subject_id, attempts=1) if state is JobState.LEASED else None


async def postpone(session: AsyncSession, job: Job, due_at: datetime) -> None:
    """*job* is done for now, and promised again for *due_at*. Raises LeaseLostError."""
    await _end(session, job, state=JobState.WAITING, due_at=due_at, attempts=0, problem="")


async def retry(session: AsyncSession, job: Job, due_at: datetime, problem: str) -> None:
    """Put *job* back until *due_at*. Raises LeaseLostError."""
    await _end(session, job, state=JobState.WAITING, due_at=due_at, problem=problem)


async def give_up(session: AsyncSession, job: Job, now: datetime, problem: str) -> None:
    """Put *job* on the operator's list. Raises LeaseLostError."""
    await _end(session, job, state=JobState.GIVEN_UP, ended_at=now, problem=problem)


async def _end(session: AsyncSession, job: Job, **values: object) -> None:
    # Nobody has been told of the next attempt.
    free = {"lease": None, "leased_until": None, "published_until": None}
    ended = update(_jobs()).where(*_mine()).values(**values, **free).returning(_jobs().c.id)
    if (await session.execute(ended, _who(job))).scalar_one_or_none() is None:
        raise LeaseLostError(job.id)


async def _lease(session: AsyncSession, how: Update, now: datetime, term: Term, **which: object) -> tuple[Job, ...]:
    """Lease what is wanted, in one statement: two workers never get the same Job."""
    lease = new_id(now)
    asked = {"now": now, "run_out": term.begins, "until": term.ends, "new_lease": lease, **which}
    claimed = await session.execute(how, asked)
    jobs = (
        Job(id=row.id, kind=row.kind, subject_id=row.subject_id, lease=lease, attempts=row.attempts) for row in claimed
    )
    return tuple(sorted(jobs, key=lambda job: (FIRST_THINGS_FIRST.index(job.kind), job.id)))


def _who(job: Job) -> dict[str, Any]:
    return {"our_id": job.id, "our_kind": job.kind, "our_lease": job.lease}


def _jobs() -> Table:
    return table_of(JobRow)


def _now() -> BindParameter[datetime]:
    return bindparam("now", type_=_jobs().c.due_at.type)


def _mine() -> tuple[ColumnElement[bool], ...]:
    """The Job is leased to us, and has not become the next step."""
    jobs = _jobs().c
    return (
        jobs.id == bindparam("our_id"),
        jobs.kind == bindparam("our_kind"),
        jobs.lease == bindparam("our_lease"),
        jobs.state == JobState.LEASED,
    )


def _pressing_first() -> Select[UUID]:
    """The ids of what is due and in nobody's hands.

    PostgreSQL skips what another is just taking; SQLite drops that clause and needs none, its writers take turns. Kinds
    that this program does not know were promised by a newer one, which will do them.
    """
    jobs, now, run_out = _jobs().c, _now(), bindparam("run_out", type_=_jobs().c.leased_until.type)
    ready = or_(
        and_(jobs.state == JobState.WAITING, jobs.due_at <= now),
        and_(jobs.state == JobState.LEASED, jobs.leased_until <= run_out),
    )
    return (
        select(jobs.id)
        .where(ready, jobs.kind.in_(FIRST_THINGS_FIRST))
        .order_by(jobs.priority, jobs.due_at, jobs.id)
        .with_for_update(skip_locked=True)
    )


def _leasing(wanted: Select[UUID]) -> Update:
    jobs = _jobs()
    return (
        update(jobs)
        .where(jobs.c.id.in_(wanted))
        .values(
            state=JobState.LEASED,
            lease=bindparam("new_lease"),
            leased_until=bindparam("until"),
            attempts=jobs.c.attempts + 1,
        )
        .returning(jobs.c.id, jobs.c.kind, jobs.c.subject_id, jobs.c.attempts)
    )


@cache
def _claiming() -> Update:
    return _leasing(_pressing_first().limit(bindparam("most")))


@cache
def _claiming_of() -> Update:
    return _leasing(_pressing_first().where(_jobs().c.subject_id == bindparam("of_subject")).limit(bindparam("most")))


@cache
def _claiming_these() -> Update:
    return _leasing(_pressing_first().where(_jobs().c.id.in_(bindparam("job_ids", expanding=True))))


@cache
def _publishing() -> Update:
    jobs = _jobs()
    told = or_(jobs.c.published_until.is_(None), jobs.c.published_until <= bindparam("now"))
    ours = jobs.c.kind.in_(bindparam("told", expanding=True))
    wanted = _pressing_first().where(told, ours).limit(bindparam("most"))
    marked = update(jobs).where(jobs.c.id.in_(wanted)).values(published_until=bindparam("until"))
    return marked.returning(jobs.c.id, jobs.c.kind)


@cache
def _asking() -> Select[UUID]:
    return select(_jobs().c.id).where(*_mine()).with_for_update()  # SQLite has one writer at a time and drops this


@cache
def _finishing() -> Executable:
    return delete(_jobs()).where(*_mine()).returning(_jobs().c.id)


@cache
def _handing_on() -> Update:
    jobs, other, now = _jobs(), _jobs().alias("other"), _now()
    ready = (other.c.state == JobState.WAITING, other.c.priority < bindparam("to_priority"), other.c.due_at <= now)
    leave = or_(not_(bindparam("kept", type_=Boolean())), exists(select(other.c.id).where(*ready)))
    return (
        update(jobs)
        .where(*_mine())
        .values(
            kind=bindparam("to_kind"),
            priority=bindparam("to_priority"),
            subject_id=bindparam("to_subject"),
            state=case((leave, literal(JobState.WAITING, _STATE)), else_=literal(JobState.LEASED, _STATE)),
            due_at=now,
            leased_until=bindparam("until"),
            attempts=case((leave, 0), else_=1),
            problem="",
            created_at=now,
            published_until=null(),
        )
        .returning(jobs.c.state)
    )
