"""Durable work: claim by lease, do, retry with back-off, give up where an operator sees it.

The jobs table is the truth. A handler does its work and marks its Job done in one transaction (`completing`), so that
work is done once however often a worker dies. Embedded, `dispatch` finds what is due; with many processes
`gateway/relaying.py` tells workers, and each does `work_on` the Jobs that it was told of.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.errors import LeaseLostError
from gateway.faults import Step
from gateway.services import Services
from gateway.store import jobs as promised
from gateway.store import leases
from gateway.store.leases import Job, Term
from gateway.store.states import JobKind

log = structlog.get_logger()

Handler = Callable[[Services, Job], Awaitable[Job | None]]  # returns what follows, where it is ours already
Handlers = Mapping[JobKind, Handler]

JOB_FAILED: Final = "job_failed"
JOB_GIVEN_UP: Final = "job_given_up"
LEASE_LOST: Final = "job_lease_lost"
DISPATCHER_WAITS: Final = "dispatcher_waits_for_database"

LEASE: Final = timedelta(seconds=45)  # LUOTSI_LEASE_SECONDS where nothing else is set
_STOPPED_BEFORE: Final = 8 / 9  # of the lease: a Job is stopped before another may take it over
_MOST_ATTEMPTS: Final = 12
_MOST_TO_DELIVER: Final = 100  # about a day: a relay may be away for a night
_STEADY: Final = 1.0  # seconds of rest after the database was away
_FIRST_WAIT: Final = 2.0  # seconds, doubled at each attempt
_LONGEST_WAIT: Final = 900.0
_AT_ONCE: Final = 12
_CLAIMED_AT_LEAST: Final = 4  # where as many wait: each claim is a transaction of its own
_LOOK_AGAIN: Final = 5.0  # seconds; wakes are a courtesy, this is the guarantee


class FinalError(Exception):
    """Another attempt cannot succeed: give the Job up at once."""


class DeadlyError(FinalError):
    """Whoever takes this Job up dies of it, again and again."""


@dataclass(slots=True, kw_only=True)
class Completion:
    """A transaction in which a Job is done."""

    session: AsyncSession
    then: tuple[JobKind, UUID] | None = None  # what is promised next, and for which subject
    elsewhere: bool = False  # what is promised next is for workers of its own
    again_at: datetime | None = None  # when the same is to be done once more
    following: Job | None = None  # what is promised next, where it is ours already


@asynccontextmanager
async def completing(services: Services, job: Job) -> AsyncIterator[Completion]:
    """A transaction in which *job* is done. Raises LeaseLostError, and nothing has happened, if another took it."""
    async with services.writing(Step(job.kind)) as session:
        done = Completion(session=session)
        yield done
        if done.then is not None:
            term = await lease_term(services, session)
            handed = leases.Handed(kind=done.then[0], subject_id=done.then[1], kept=not done.elsewhere)
            done.following = await leases.hand_on(session, job, handed, services.now(), term.ends)
        elif done.again_at is not None:
            await leases.postpone(session, job, done.again_at)
        else:
            await leases.finish(session, job)
    await services.wakes.ring()


async def execute(services: Services, handlers: Handlers, job: Job) -> None:
    """Do *job*, and what follows from it at once unless something more pressing waits for anybody.

    Whatever is raised becomes a later attempt, or an entry on the operator's list; nothing comes out.
    """
    following: Job | None = job
    while following is not None:
        following = await _attempt(services, handlers, following)


async def _attempt(services: Services, handlers: Handlers, job: Job) -> Job | None:
    try:
        if job.attempts > most_attempts(job.kind):
            raise DeadlyError  # noqa: TRY301  ended the same way as what a handler raises
        async with asyncio.timeout(_time_limit(services)):
            return await handlers[job.kind](services, job)
    except LeaseLostError:
        log.warning(LEASE_LOST, job_id=str(job.id), kind=job.kind)
    except Exception as problem:  # noqa: BLE001  a worker outlives whatever its work raises
        await _put_back(services, job, problem)
    return None


async def work_on(services: Services, handlers: Handlers, job_ids: Collection[UUID]) -> None:
    """Do these Jobs at once, and what follows from each. What is done already, not due or in other hands is left."""
    async with asyncio.timeout(_time_limit(services)), services.writing(Step.CLAIM) as session:
        claimed = await leases.claim_these(session, services.now(), await lease_term(services, session), job_ids)
    await asyncio.gather(*(execute(services, handlers, job) for job in claimed))


async def work_through(services: Services, handlers: Handlers, subject_id: UUID, until: datetime) -> None:
    """Do what is promised for *subject_id* here and now, because somebody waits for it. Stops at *until*.

    What others have in hand is waited for.
    """
    while (left := (until - services.now()).total_seconds()) > 0:
        seen = services.wakes.count
        async with services.writing(Step.CLAIM) as session:
            term = await lease_term(services, session)
            claimed = await leases.claim_of(session, services.now(), term, subject_id)
            if claimed is None and not await promised.is_promised(session, subject_id, until):
                return
        if claimed is not None:
            await execute(services, handlers, claimed)
        else:
            await services.wakes.wait(seen, min(left, 0.05))


async def dispatch(services: Services, handlers: Handlers, stop: asyncio.Event) -> None:
    """Work until *stop* is set, then finish what was begun. Survives the database being away."""
    running: set[asyncio.Task[None]] = set()
    while not stop.is_set():
        seen = services.wakes.count
        try:
            claimed, due = await _claim(services, _AT_ONCE - len(running))
        except Exception as problem:  # noqa: BLE001  whatever is wrong now, work goes on when it is right again
            log.warning(DISPATCHER_WAITS, error=type(problem).__name__)
            await _any(stop.wait(), seconds=_STEADY)
            continue
        for job in claimed:
            task = asyncio.create_task(execute(services, handlers, job), name=f"job {job.kind}")
            running.add(task)
            task.add_done_callback(running.discard)
        if len(running) > _AT_ONCE - _CLAIMED_AT_LEAST:
            await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        elif not claimed:
            await _any(stop.wait(), services.wakes.wait(seen, _LOOK_AGAIN), seconds=_wait(due, services.now()))
    if running:
        await asyncio.wait(running)


async def _claim(services: Services, free: int) -> tuple[tuple[Job, ...], datetime | None]:
    """What is due, leased to us; where that is nothing, when something will be."""
    async with asyncio.timeout(_time_limit(services)), services.writing(Step.CLAIM) as session:
        term = await lease_term(services, session)
        claimed = await leases.claim(session, services.now(), term, most=free) if free else ()
        return claimed, None if claimed else await promised.next_due(session, services.now() - term.begins)


async def lease_term(services: Services, session: AsyncSession) -> Term:
    """A lease from now on, by the clock of all: who has a wrong one takes nothing out of the hands of others."""
    begins = await services.lease_clock.now(session, services.now)
    return Term(begins=begins, ends=begins + services.settings.lease)


def _time_limit(services: Services) -> float:
    """Seconds that a Job may take, and any step around it."""
    return services.settings.lease.total_seconds() * _STOPPED_BEFORE


def back_off(attempts: int, chance: float) -> timedelta:
    """How long to wait after *attempts*: doubled each time, spread by *chance* (0..1) so that not all come at once."""
    seconds = min(_FIRST_WAIT * 2 ** (attempts - 1), _LONGEST_WAIT)
    return timedelta(seconds=seconds * (0.5 + chance))


def most_attempts(kind: JobKind) -> int:
    """How often *kind* is tried before it stands on the operator's list."""
    return _MOST_TO_DELIVER if kind is JobKind.DELIVER else _MOST_ATTEMPTS


async def _put_back(services: Services, job: Job, problem: Exception) -> None:
    name = type(problem).__name__
    final = isinstance(problem, FinalError) or job.attempts >= most_attempts(job.kind)
    # A database that is away is not the Job's fault; the lease runs out and the attempt is made again.
    away = isinstance(problem, DBAPIError) and problem.connection_invalidated
    log.warning(
        JOB_GIVEN_UP if final else JOB_FAILED, job_id=str(job.id), kind=job.kind, attempts=job.attempts, error=name
    )
    if away:
        return
    try:
        async with asyncio.timeout(_time_limit(services)), services.writing(Step.PUT_BACK) as session:
            if final:
                await leases.give_up(session, job, services.now(), name)
            else:
                # Told for the usual lease; who takes Jobs over sooner tries sooner too.
                wait = back_off(job.attempts, random.random()) * (services.settings.lease / LEASE)  # noqa: S311  no secret
                await leases.retry(session, job, services.now() + wait, name)
    except Exception as again:  # noqa: BLE001  the lease runs out, and the attempt is made again
        log.warning(LEASE_LOST, job_id=str(job.id), kind=job.kind, error=type(again).__name__)


def _wait(due: datetime | None, now: datetime) -> float:
    return _LOOK_AGAIN if due is None else min(max((due - now).total_seconds(), 0.01), _LOOK_AGAIN)


async def _any(*waits: Awaitable[object], seconds: float) -> None:
    """Wait for the first of *waits*, at most *seconds*."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    try:
        await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
