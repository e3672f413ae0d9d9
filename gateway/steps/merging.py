"""One Case goes into another with everything that hangs on it: nothing becomes due later, and nothing is forgotten."""

from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import URGENCY_RANK, more_urgent
from gateway.services import Services
from gateway.steps import clocking, granting
from gateway.store import alarms, callbacks, cases, contacts, coordination, deliveries, jobs, promises, tasks
from gateway.store.cases import CaseRow
from gateway.store.states import JobKind


async def absorb(session: AsyncSession, services: Services, own: CaseRow, target: CaseRow) -> None:
    """Move what hangs on *own* into *target*, but for what was promised. Both are locked; who calls dissolves *own*.

    The clock by law has the earlier start and end of both; the target is as urgent and as guarded as either was.
    """
    await contacts.move_all(session, own.id, target.id)
    await tasks.move(session, own.id, target.id)
    await alarms.move(session, own.id, target.id)
    await granting.merge(session, services, own.id, target.id)
    clock = await clocking.merge(session, services, own, target)
    urgency = more_urgent(own.urgency, target.urgency)
    values: dict[str, object] = {
        **clock.columns,
        "order_at": min(target.order_at, clock.due_at or target.order_at),
        "opened_at": min(own.opened_at, target.opened_at),
        "urgency": urgency,
        "urgency_rank": URGENCY_RANK[urgency],
        "alarm": own.alarm or target.alarm,
        "safe_contact_only": own.safe_contact_only or target.safe_contact_only,
        "undelivered": own.undelivered or target.undelivered,
    }
    # A machine's report changes nothing: whoever has the page open goes on with it.
    new = {name: value for name, value in values.items() if value != getattr(target, name)}
    if new:
        await cases.change(session, target.id, **new)


async def absorb_with_promises(session: AsyncSession, services: Services, own: CaseRow, target: CaseRow) -> None:
    """As `absorb`, and what was promised in *own* is promised in *target*, to the same day."""
    await promises.move(session, own.id, target.id)
    await callbacks.move(session, own.id, target.id)
    await deliveries.move(session, own.id, target.id)
    await coordination.move(session, own.id, target.id)
    await absorb(session, services, own, target)
    soonest = await promises.open_until(session, target.id)
    if soonest is not None:
        now = services.now()
        await jobs.promise_by(session, JobKind.PROMISE_DUE, target.id, now, promises.first_look(now, soonest))
    shown = min((due_at for due_at in (own.promise_due_at, target.promise_due_at) if due_at is not None), default=None)
    if shown is not None and shown != target.promise_due_at:
        standing = await cases.get(session, target.id)
        await cases.change(session, target.id, promise_due_at=shown, order_at=min(shown, standing.order_at))
