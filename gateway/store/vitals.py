"""How the work and the database itself stand, for whoever runs them. Nothing here is about a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, LargeBinary, and_, case, func, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.keys import key_of
from gateway.store.cases import CaseRow
from gateway.store.jobs import FIRST_THINGS_FIRST, JobRow
from gateway.store.originals import OriginalRow
from gateway.store.secrets import SecretRow
from gateway.store.states import JobKind, JobState, View

_HEADER: Final = 60  # bytes; the name of a key stands in the first 42 of what it sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the Jobs of one kind stand."""

    kind: JobKind
    ready: int = 0  # due and in nobody's hands, those included whose lease ran out
    told: int = 0  # those of them of which a worker has been told
    later: int = 0  # promised for later
    leased: int = 0  # at work
    run_out: int = 0  # whoever had it has let its lease run out
    failing: int = 0  # tried in vain, and to be tried again
    given_up: int = 0
    ready_since: datetime | None = None  # the oldest that is ready
    untold_since: datetime | None = None  # the oldest that is ready and of which no worker has been told
    failing_since: datetime | None = None  # when the oldest was promised that was tried in vain
    promised_at: datetime | None = None  # when the newest was promised, by the clock of who promised it


async def standing(session: AsyncSession, now: datetime) -> tuple[Standing, ...]:
    """How each kind stands, the pressing first; those too of which there is nothing."""
    counted = [column.label(name) for name, column in _counted(now).items()]
    wanted = select(JobRow.kind, *counted).where(JobRow.kind.in_(FIRST_THINGS_FIRST)).group_by(JobRow.kind)
    found = {row["kind"]: Standing(**row) for row in (await session.execute(wanted)).mappings()}
    return tuple(found.get(kind, Standing(kind=kind)) for kind in FIRST_THINGS_FIRST)


async def given_up(session: AsyncSession, most: int) -> Sequence[JobRow]:
    """The operator's list, newest first."""
    known = JobRow.kind.in_(FIRST_THINGS_FIRST)  # others are of a newer program
    rows = select(JobRow).where(JobRow.state == JobState.GIVEN_UP, known).order_by(JobRow.ended_at.desc()).limit(most)
    return (await session.scalars(rows)).all()


async def slow(session: AsyncSession, due_before: Mapping[JobKind, datetime], most: int) -> Sequence[JobRow]:
    """What was tried in vain and will be again, and what was due before its kind may be; the pressing first."""
    late = (and_(JobRow.kind == kind, JobRow.due_at < before) for kind, before in due_before.items())
    known = JobRow.kind.in_(FIRST_THINGS_FIRST)
    wanted = select(JobRow).where(known, or_(_failing(), and_(JobRow.state == JobState.WAITING, or_(*late))))
    return (await session.scalars(wanted.order_by(JobRow.priority, JobRow.created_at).limit(most))).all()


async def clock(session: AsyncSession) -> datetime | None:
    """The database's own time; None where it is this machine's anyway."""
    if session.get_bind().dialect.name != "postgresql":
        return None
    return await session.scalar(select(func.clock_timestamp()))


async def revision(session: AsyncSession) -> str:
    """The schema that the database is at now."""
    return await session.scalar(text("SELECT version_num FROM alembic_version")) or ""


async def keys_in_use(session: AsyncSession) -> frozenset[str]:
    """Names of the keys of our oldest and newest originals and of the keyed hashes: all of them must be there.

    Raises SealedError where one of these is no longer what we stored.
    """
    header = func.substr(OriginalRow.sealed, 1, _HEADER, type_=LargeBinary)
    ends = [
        await session.scalar(select(header).order_by(by).limit(1)) for by in (OriginalRow.id, OriginalRow.id.desc())
    ]
    secrets = (await session.scalars(select(SecretRow.sealed))).all()
    return frozenset(key_of(sealed) for sealed in (*ends, *secrets) if sealed)


async def unread(session: AsyncSession) -> int:
    """How many open Cases hold what no machine could read."""
    wanted = select(func.count()).select_from(CaseRow).where(CaseRow.open, CaseRow.view == View.QUARANTINE)
    return await session.scalar(wanted) or 0


def _failing() -> ColumnElement[bool]:
    return and_(JobRow.state.in_((JobState.WAITING, JobState.LEASED)), JobRow.problem != "")


def _counted(now: datetime) -> dict[str, ColumnElement[Any]]:
    """The columns of a Standing."""
    waits, leased = JobRow.state == JobState.WAITING, JobRow.state == JobState.LEASED
    run_out = and_(leased, JobRow.leased_until <= now)
    ready = or_(and_(waits, JobRow.due_at <= now), run_out)
    since = case((waits, JobRow.due_at), else_=JobRow.leased_until)
    return {
        "ready": _number(ready),
        "told": _number(and_(ready, JobRow.published_until.is_not(None))),
        "later": _number(and_(waits, JobRow.due_at > now)),
        "leased": _number(and_(leased, JobRow.leased_until > now)),
        "run_out": _number(run_out),
        "failing": _number(_failing()),
        "given_up": _number(JobRow.state == JobState.GIVEN_UP),
        "ready_since": func.min(case((ready, since))),
        "untold_since": func.min(case((and_(ready, JobRow.published_until.is_(None)), since))),
        "failing_since": func.min(case((_failing(), JobRow.created_at))),
        "promised_at": func.max(JobRow.created_at),
    }


def _number(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.count(case((condition, JobRow.id)))
