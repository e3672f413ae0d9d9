"""Services that were granted, beside the life of their Case: looked after when it has ended, and when it is merged."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.services import Services
from gateway.store import granted, jobs
from gateway.store.states import JobKind
from routing.granting import presses_from


async def presses(session: AsyncSession, case_id: UUID) -> datetime | None:
    """From when on somebody must see to a service of the Case; None where all have begun."""
    due_on = await granted.next_due(session, case_id)
    return None if due_on is None else presses_from(due_on)


async def watch(session: AsyncSession, services: Services, case_id: UUID, due_on: date) -> None:
    """See that somebody is told when nobody has the Case in hand in the last week before *due_on*."""
    now = services.now()
    await jobs.promise_by(session, JobKind.PROMISE_DUE, case_id, now, max(presses_from(due_on), now))


async def merge(session: AsyncSession, services: Services, own: UUID, target: UUID) -> None:
    """What was granted in one Case goes into another, each service with its own clock as it is."""
    if await granted.move(session, own, target):
        due_on = await granted.next_due(session, target)
        if due_on is not None:
            await watch(session, services, target, due_on)
