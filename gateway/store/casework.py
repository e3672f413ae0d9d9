"""Changing a Case: compare-and-set on its revision, and the promises that go with it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import Executable, Select, Update, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from channels.chat.frames import Side
from gateway.errors import CaseNotFoundError
from gateway.store import cases
from gateway.store.alarms import AlarmRow
from gateway.store.callbacks import CallbackRow
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow
from gateway.store.conversations import ConversationRow, EntryRow
from gateway.store.promises import PromiseRow
from gateway.store.schema import table_of
from gateway.store.states import PromiseState
from gateway.store.users import UserRow


async def look(session: AsyncSession, case_id: UUID) -> CaseRow:
    """The Case as it stands until this transaction ends. Raises CaseNotFoundError."""
    case = (await session.scalars(_looking(), {"case_id": case_id})).one_or_none()
    if case is None:
        raise CaseNotFoundError(case_id)
    return case


@cache
def _looking() -> Select[CaseRow]:
    # Whoever acts has the Case first and whatever belongs to it afterwards: so nobody waits for another in a circle.
    wanted = select(CaseRow).where(CaseRow.id == bindparam("case_id")).with_for_update()
    return wanted.execution_options(populate_existing=True)


async def change(session: AsyncSession, case_id: UUID, revision: int, **values: object) -> bool:
    """Set *values* if the Case is still at *revision*, which then counts on. Tells whether it was."""
    new = {f"new_{name}": value for name, value in values.items()}
    asked = {"of_case": case_id, "at_revision": revision, **new}
    return (await session.execute(_changing(frozenset(values)), asked)).scalar_one_or_none() is not None


@cache
def _changing(names: frozenset[str]) -> Executable:
    at_revision = table_of(CaseRow).c.revision == bindparam("at_revision")
    return cases.changing(names).where(at_revision).returning(table_of(CaseRow).c.id)


async def client_spoke_after(session: AsyncSession, case_id: UUID, seq: int) -> bool:
    """Whether the client has said anything in the conversation of this Case after entry *seq*."""
    return await session.scalar(_speaking_after(), {"case_id": case_id, "seq": seq}) is not None


@cache
def _speaking_after() -> Select[UUID]:
    return (
        select(EntryRow.id)
        .join(ConversationRow, ConversationRow.id == EntryRow.conversation_id)
        .join(ContactRow, ContactRow.id == ConversationRow.contact_id)
        .where(ContactRow.case_id == bindparam("case_id"))
        .where(EntryRow.side == Side.VISITOR, EntryRow.seq > bindparam("seq"))
        .limit(1)
    )


async def name_of(session: AsyncSession, user_id: UUID | None) -> str:
    """A user's name to show."""
    return await session.scalar(select(UserRow.name).where(UserRow.id == user_id)) or ""


async def names_of(session: AsyncSession, user_ids: Collection[UUID | None]) -> Mapping[UUID | None, str]:
    """The users' names to show, by id."""
    rows = await session.execute(select(UserRow.id, UserRow.name).where(UserRow.id.in_(user_ids)))
    return dict(rows.all())


async def open_promises(session: AsyncSession, case_id: UUID) -> Sequence[PromiseRow]:
    """The commitments that still stand, soonest first."""
    return (await session.scalars(_standing(), {"case_id": case_id})).all()


@cache
def _standing() -> Select[PromiseRow]:
    query = select(PromiseRow).where(PromiseRow.case_id == bindparam("case_id"), PromiseRow.state == PromiseState.OPEN)
    return query.order_by(PromiseRow.due_at)


async def end_promise(session: AsyncSession, promise_id: UUID, state: PromiseState, at: datetime) -> None:
    """The commitment was kept, moved or broken."""
    await session.execute(_ending(), {"of_promise": promise_id, "to_state": state, "at": at})


@cache
def _ending() -> Update:
    promises = table_of(PromiseRow)
    ended = update(promises).where(promises.c.id == bindparam("of_promise"))
    return ended.values(state=bindparam("to_state"), ended_at=bindparam("at"))


async def close_callbacks(session: AsyncSession, case_id: UUID) -> None:
    """Nobody is to be called back in this Case any more: the next request on that line begins a new one."""
    await session.execute(update(CallbackRow).where(CallbackRow.case_id == case_id).values(open=False))


async def see_alarms(session: AsyncSession, case_id: UUID, user_id: UUID, at: datetime) -> Sequence[UUID]:
    """Somebody has seen the Case's emergencies. The alarms that were not seen before."""
    seen = await session.execute(
        update(AlarmRow)
        .where(AlarmRow.case_id == case_id, AlarmRow.seen_at.is_(None))
        .values(seen_at=at, seen_by=user_id)
        .returning(AlarmRow.id)
    )
    return seen.scalars().all()
