"""The inbox: lists of Cases in the order in which people need us, and what has changed since somebody looked."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, insert, literal, or_, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from channels.chat.frames import Side
from channels.codes import ChannelCode, Language, Reason, Urgency
from gateway.store import absences
from gateway.store.absences import Rota
from gateway.store.alarms import AlarmRow
from gateway.store.audit import AuditRow
from gateway.store.cases import CaseRow
from gateway.store.contacts import ContactRow, ContactVersionRow
from gateway.store.conversations import ConversationRow
from gateway.store.presence import PresenceRow
from gateway.store.promises import PromiseRow
from gateway.store.states import CaseState, PromiseState, View
from gateway.store.timeline import TimelineRow
from gateway.store.users import UserRow
from routing.dates import HELSINKI

LISTED = "listed"  # audit: the Case stood in a list that somebody looked at; once per person, Case and day
_LATELY = timedelta(days=30)
_JUST_NOW = timedelta(minutes=1)
# Urgency, then the sooner of law and promise, then who has waited longest.
_KEYS = (CaseRow.urgency_rank, CaseRow.order_at, CaseRow.opened_at, CaseRow.id)
_ORDER = tuple_(*_KEYS)
_RESOLVED_ORDER = tuple_(CaseRow.resolved_at, CaseRow.id)
_LATE_COMMITS = 200  # entries of the timeline that may still appear behind a later one


class Tab(StrEnum):
    """A list of the inbox."""

    WORK = "work"
    MINE = "mine"
    QUARANTINE = "quarantine"
    MACHINES = "machines"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which Cases a list shows. A filter that is None lets everything pass."""

    tab: Tab = Tab.WORK
    channel: ChannelCode | None = None
    language: Language | None = None
    municipality: str | None = None
    reason: Reason | None = None
    state: CaseState | None = None
    team: str | None = None

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, by name."""
        named = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "tab"}
        return {name: str(value) for name, value in named.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A Case as the list needs it."""

    case: CaseRow
    owner: str  # name; empty where nobody has claimed it
    away: bool  # whether the owner is
    deputy: str  # who stands in for them; empty where nobody does
    broken: bool  # the promise that is shown was broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The newest Contact of a Case: its sealed record, or why there is none yet."""

    contact_id: UUID
    case_id: UUID
    version_id: UUID | None
    sealed_record: bytes | None
    quarantined: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """What tells a live list that it is out of date."""

    seq: int
    recent: int
    alarms: tuple[UUID, ...]  # Cases with an alarm that nobody has acknowledged, newest first


async def page(
    session: AsyncSession, wanted: Wanted, user_id: UUID, now: datetime, *, after: UUID | None, most: int
) -> tuple[Listed, ...]:
    """Up to *most* Cases in the order of the list, beginning behind the Case *after*."""
    last = await session.get(CaseRow, after) if after is not None else None
    rota = await absences.rota(session, now)
    shown = [_in_tab(wanted.tab, rota.charges(user_id), now), *_filters(wanted)]
    if wanted.tab is Tab.RESOLVED:
        behind = [_end(last) > _RESOLVED_ORDER] if last else []
        return await _listed(session, rota, [*shown, *behind], (CaseRow.resolved_at.desc(), CaseRow.id.desc()), most)
    found: tuple[Listed, ...] = ()
    # Emergencies that nobody has acknowledged first, and then all others: two looks that the index answers in order,
    # where one order by "alarm, then …" would sort every open Case.
    for alarm in (True, False):
        if len(found) == most or (last is not None and alarm and not last.alarm):
            continue
        behind = [_place(last) < _ORDER] if last is not None and last.alarm == alarm else []
        part = [*shown, CaseRow.alarm == alarm, *behind]
        found += await _listed(session, rota, part, _KEYS, most - len(found))
    return found


async def newest_words(session: AsyncSession, case_ids: Sequence[UUID]) -> Mapping[UUID, Said]:
    """By Case: the newest Contact that came to us, in its newest version."""
    query = (
        select(
            ContactRow.id,
            ContactRow.case_id,
            ContactRow.quarantined,
            ContactVersionRow.id,
            ContactVersionRow.sealed_record,
        )
        .outerjoin(
            ContactVersionRow,
            and_(ContactVersionRow.contact_id == ContactRow.id, ContactVersionRow.number == ContactRow.version),
        )
        .where(ContactRow.case_id.in_(case_ids))
        .order_by(ContactRow.arrived_at, ContactRow.id)
    )
    said = (
        Said(contact_id=contact, case_id=case, quarantined=quarantined, version_id=version, sealed_record=sealed)
        for contact, case, quarantined, version, sealed in await session.execute(query)
    )
    return {one.case_id: one for one in said}


async def counts(session: AsyncSession, user_id: UUID, now: datetime) -> Mapping[Tab, int]:
    """How many Cases stand in each list."""
    mine = (await absences.rota(session, now)).charges(user_id)
    marks = [func.count().filter(_in_tab(tab, mine, now)) for tab in Tab if tab is not Tab.RESOLVED]
    open_ones = (await session.execute(select(*marks).where(CaseRow.open))).one()
    resolved = await session.scalar(select(func.count()).select_from(CaseRow).where(_in_tab(Tab.RESOLVED, mine, now)))
    return {
        **dict(zip((tab for tab in Tab if tab is not Tab.RESOLVED), open_ones, strict=True)),
        Tab.RESOLVED: resolved or 0,
    }


async def municipalities(session: AsyncSession) -> tuple[str, ...]:
    """The municipalities that open Cases come from."""
    names = select(CaseRow.municipality).where(CaseRow.open, CaseRow.municipality.is_not(None)).distinct()
    return tuple(sorted(name for name in await session.scalars(names) if name))


async def pulse(session: AsyncSession) -> Pulse:
    """Where the timeline stands now.

    The count of the last entries is part of it: two transactions may commit in another order than their numbers, and
    an entry that appears behind a later one must wake the list as well.
    """
    top = select(func.coalesce(func.max(TimelineRow.seq), 0)).scalar_subquery()
    recent = (
        select(func.count()).select_from(TimelineRow).where(TimelineRow.seq > top - _LATE_COMMITS).scalar_subquery()
    )
    seq, count = (await session.execute(select(top, recent))).one()
    alarms = select(AlarmRow.case_id).where(AlarmRow.seen_at.is_(None)).order_by(AlarmRow.raised_at.desc())
    return Pulse(seq=seq, recent=count, alarms=tuple((await session.scalars(alarms)).unique()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """An alarm that nobody has acknowledged."""

    at: datetime
    urgency: Urgency  # of its Case


async def raised(session: AsyncSession, case_ids: Sequence[UUID]) -> Mapping[UUID, Raised]:
    """By Case: when its oldest alarm that nobody has acknowledged was raised."""
    query = (
        select(AlarmRow.case_id, func.min(AlarmRow.raised_at), CaseRow.urgency)
        .join(CaseRow, CaseRow.id == AlarmRow.case_id)
        .where(AlarmRow.case_id.in_(case_ids), AlarmRow.seen_at.is_(None))
        .group_by(AlarmRow.case_id, CaseRow.urgency)
    )
    return {case: Raised(at=at, urgency=urgency) for case, at, urgency in await session.execute(query)}


async def in_chat(session: AsyncSession, case_ids: Sequence[UUID], now: datetime) -> frozenset[UUID]:
    """Those of *case_ids* whose client is on the chat line now. Who has just begun is, lease or not yet."""
    here = and_(PresenceRow.side == Side.VISITOR, PresenceRow.expires_at > now)
    query = (
        select(ContactRow.case_id)
        .join(ConversationRow, ConversationRow.contact_id == ContactRow.id)
        .outerjoin(PresenceRow, and_(PresenceRow.conversation_id == ConversationRow.id, here))
        .where(ContactRow.case_id.in_(case_ids))
        .where(or_(PresenceRow.side.is_not(None), ConversationRow.created_at > now - _JUST_NOW))
    )
    return frozenset(await session.scalars(query))


async def unlisted(session: AsyncSession, user_id: UUID, case_ids: Sequence[UUID], since: datetime) -> tuple[UUID, ...]:
    """Those of *case_ids* for which the audit does not yet say that they were shown to *user_id* after *since*."""
    known = await session.scalars(
        select(AuditRow.case_id).where(
            AuditRow.case_id.in_(case_ids), AuditRow.user_id == user_id, AuditRow.action == LISTED, AuditRow.at >= since
        )
    )
    seen = set(known)
    return tuple(case for case in case_ids if case not in seen)


async def audit_once_a_day(session: AsyncSession, user_id: UUID, case_ids: Sequence[UUID], now: datetime) -> None:
    """Write that these Cases stood in a list shown to *user_id*, where the audit does not say so of today."""
    midnight = now.astimezone(HELSINKI).replace(hour=0, minute=0, second=0, microsecond=0)
    new = await unlisted(session, user_id, list(dict.fromkeys(case_ids)), midnight) if case_ids else ()
    if new:
        await audit_listed(session, user_id, new, now)


async def audit_listed(session: AsyncSession, user_id: UUID, case_ids: Sequence[UUID], at: datetime) -> None:
    """Write that these Cases stood in a list shown to *user_id*."""
    values = [{"at": at, "action": LISTED, "user_id": user_id, "case_id": case, "data": {}} for case in case_ids]
    await session.execute(insert(AuditRow), values)


def _in_tab(tab: Tab, mine: Collection[UUID], now: datetime) -> ColumnElement[bool]:
    match tab:
        case Tab.MINE:
            return and_(CaseRow.owner_id.in_(mine), CaseRow.open)
        case Tab.RESOLVED:
            return and_(CaseRow.state == CaseState.RESOLVED, CaseRow.resolved_at >= now - _LATELY)
        case _:
            return and_(CaseRow.view == View(tab), CaseRow.open)


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    columns: dict[str, Any] = {name: getattr(CaseRow, name) for name in wanted.filters}
    return [column == getattr(wanted, name) for name, column in columns.items()] or [true()]


async def _listed(
    session: AsyncSession, rota: Rota, shown: Sequence[ColumnElement[bool]], order: Sequence[Any], most: int
) -> tuple[Listed, ...]:
    query = select(CaseRow, UserRow.name, _broken()).outerjoin(UserRow, UserRow.id == CaseRow.owner_id)
    rows = await session.execute(query.where(*shown).order_by(*order).limit(most))
    return tuple(
        Listed(
            case=case,
            owner=owner or "",
            away=case.owner_id in rota.away,
            deputy=rota.deputy_name(case.owner_id),
            broken=bool(broken),
        )
        for case, owner, broken in rows
    )


def _end(case: CaseRow) -> ColumnElement[Any]:
    """Where *case* stands among the resolved ones."""
    return tuple_(literal(case.resolved_at, CaseRow.resolved_at.type), literal(case.id, CaseRow.id.type))


def _place(case: CaseRow) -> ColumnElement[Any]:
    """Where *case* stands in the order of the list."""
    return tuple_(
        literal(case.urgency_rank, CaseRow.urgency_rank.type),
        literal(case.order_at, CaseRow.order_at.type),
        literal(case.opened_at, CaseRow.opened_at.type),
        literal(case.id, CaseRow.id.type),
    )


def _broken() -> ColumnElement[bool]:
    return exists().where(
        PromiseRow.case_id == CaseRow.id,
        PromiseRow.state == PromiseState.BROKEN,
        PromiseRow.due_at == CaseRow.promise_due_at,
    )
