"""The list of Cases: which ones, in which order, and what has changed."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import ANSWER_LANGUAGES, URGENCY_RANK, ChannelCode, Language, Reason
from gateway.auth.permissions import May, may
from gateway.faults import Step
from gateway.i18n import HELSINKI
from gateway.ids import read_id
from gateway.services import Services
from gateway.steps.actions import TASKS
from gateway.store import inbox, memberships, tasks
from gateway.store.inbox import Listed, Pulse, Tab, Wanted
from gateway.store.states import CaseState
from gateway.web.frame import RENDERER, services, typed, user
from gateway.web.inbox import desk, rings
from gateway.web.inbox.pages import AlarmNotice, AlarmsPart, Filter, InboxPage, TabLink
from gateway.web.inbox.rows import Beside, rows
from gateway.web.inbox.words import Speaker
from gateway.web.public.pages import Choice
from gateway.web.shell import shell_of
from routing.rule import Action

PAGE: Final = 60
KEYS_COOKIE: Final = "luotsi-keys"
# Notices that the list can show; texts `inbox-done-…`.
SAID: Final = frozenset({"released", "resolved", "taken-over", "rings-seen"})
_FILTERS: Final = ("channel", "reason", "municipality", "language", "state", "team")
E = TypeVar("E", bound=StrEnum)


async def index(request: web.Request) -> web.Response:
    """One page of a list."""
    house, reader = services(request), user(request)
    now, wanted = house.now(), _wanted(request.query)
    after = read_id(request.query.get("after", ""))
    async with house.readers() as session:
        found = await inbox.page(session, wanted, reader.id, now, after=after, most=PAGE + 1)
        shown = [listed.case.id for listed in found[:PAGE]]
        beside = await _beside(session, shown, reader.id, now)
        counts = await inbox.counts(session, reader.id, now)
        pulse = await inbox.pulse(session)
        towns = await inbox.municipalities(session)
        notices = await alarm_notices(session, pulse, house, request)
        at_desk = await desk.view(session, request) if may(reader.role, May.WORK_CASES) else None
        unlisted = await inbox.unlisted(session, reader.id, shown, _midnight(now))
    await _audit(house, reader.id, unlisted, now)
    shell = shell_of(request)
    speaker = Speaker(texts=house.texts, language=shell.language, now=now)
    page = InboxPage(
        tab=wanted.tab,
        tabs=_tabs(wanted.tab, counts),
        filters=_filters(house, wanted, towns, speaker),
        filtered=bool(wanted.filters),
        rows=rows(house, found[:PAGE], beside, reader.id, speaker),
        next_href=_next(wanted, found),
        first_href=_href(wanted.tab, wanted.filters) if after else "",
        alarms=notices,
        after=pulse.seq,
        said=done if (done := request.query.get("done", "")) in SAID else "",
        keys_on=keys_on(request),
        desk=at_desk,
    )
    return request.app[RENDERER].respond(page, shell)


async def alarms(request: web.Request) -> web.Response:
    """The emergencies that nobody has acknowledged, for a page that is already open."""
    house = services(request)
    async with house.readers() as session:
        notices = await alarm_notices(session, await inbox.pulse(session), house, request)
    return request.app[RENDERER].respond(AlarmsPart(alarms=notices), shell_of(request))


async def set_keys(request: web.Request) -> web.Response:
    """Switch the single keys on or off, for this browser (WCAG 2.1.4)."""
    wanted = (await typed(request)).get("keys")
    response = web.Response(status=303, headers={"Location": "/inbox", "Cache-Control": "no-store"})
    value = "on" if wanted == "on" else "off"
    response.set_cookie(
        KEYS_COOKIE, value, path="/inbox", httponly=True, samesite="Strict", max_age=31_536_000, secure=request.secure
    )
    return response


def keys_on(request: web.Request) -> bool:
    """Whether single keys do something in this browser."""
    return request.cookies.get(KEYS_COOKIE) != "off"


async def alarm_notices(
    session: AsyncSession, pulse: Pulse, house: Services, request: web.Request
) -> tuple[AlarmNotice, ...]:
    """Each alarm that nobody has acknowledged, and how long it has waited; emergencies first."""
    speaker = Speaker(texts=house.texts, language=shell_of(request).language, now=house.now())
    raised = await inbox.raised(session, pulse.alarms)
    first = sorted(raised.items(), key=lambda alarm: (URGENCY_RANK[alarm[1].urgency], -alarm[1].at.timestamp()))
    ringing = (
        AlarmNotice(case_id=str(case), urgency=alarm.urgency, waiting=speaker.lasting(speaker.now - alarm.at))
        for case, alarm in first
    )
    return (*ringing, *await rings.notices(session, house, request))


def team_choices(house: Services, language: Language) -> tuple[Choice, ...]:
    """Every team that can own a Case, by name."""
    teams = dict.fromkeys(destination.team for destination in house.destinations.values())
    return tuple(Choice(code=team, label=team_name(house, team, language)) for team in teams)


def team_name(house: Services, team: str, language: Language) -> str:
    """A team's name: teams are called as the destination of the same code."""
    known = house.destinations.get(team)
    return known.labels[language] if known else house.texts.say(language, "inbox-team-intake")


async def _beside(session: AsyncSession, case_ids: list[UUID], user_id: UUID, now: datetime) -> Beside:
    # A list shows nothing of a restricted Case to others, whatever reason they gave when they opened it.
    restricted = await memberships.outside(session, case_ids, user_id, Action.RESTRICT_ACCESS)
    return Beside(
        said=await inbox.newest_words(session, [case for case in case_ids if case not in restricted]),
        in_chat=await inbox.in_chat(session, case_ids, now),
        restricted=restricted,
        to_do=await tasks.standing(session, case_ids, TASKS),
    )


async def _audit(house: Services, user_id: UUID, unlisted: tuple[UUID, ...], now: datetime) -> None:
    # Before the answer goes out: what could not be written down is not shown.
    if unlisted:
        async with house.writing(Step.LOOK) as session:
            await inbox.audit_listed(session, user_id, unlisted, now)


def _wanted(query: Mapping[str, str]) -> Wanted:
    return Wanted(
        tab=_code(Tab, query.get("tab", "")) or Tab.WORK,
        channel=_code(ChannelCode, query.get("channel", "")),
        language=_code(Language, query.get("language", "")),
        municipality=query.get("municipality", "")[:60] or None,
        reason=_code(Reason, query.get("reason", "")),
        state=_code(CaseState, query.get("state", "")),
        team=query.get("team", "")[:60] or None,
    )


def _code(codes: type[E], word: str) -> E | None:
    try:
        return codes(word)
    except ValueError:
        return None


def _tabs(current: Tab, counts: Mapping[Tab, int]) -> tuple[TabLink, ...]:
    return tuple(TabLink(tab=tab, count=counts[tab], href=_href(tab, {}), current=tab is current) for tab in Tab)


def _href(tab: Tab, values: Mapping[str, str]) -> str:
    query = ({} if tab is Tab.WORK else {"tab": str(tab)}) | dict(values)
    return f"/inbox?{urlencode(query)}" if query else "/inbox"


def _next(wanted: Wanted, found: tuple[Listed, ...]) -> str:
    if len(found) <= PAGE:
        return ""
    return _href(wanted.tab, wanted.filters | {"after": str(found[PAGE - 1].case.id)})


def _filters(house: Services, wanted: Wanted, towns: tuple[str, ...], speaker: Speaker) -> tuple[Filter, ...]:
    def labelled(kind: str, codes: type[StrEnum]) -> tuple[Choice, ...]:
        return tuple(Choice(code=code, label=speaker.say(f"{kind}-{code}")) for code in codes)

    languages = tuple(
        Choice(code=one, label=speaker.say(f"language-{one}")) for one in (*ANSWER_LANGUAGES, Language.OTHER)
    )
    choices = {
        "channel": labelled("channel", ChannelCode),
        "reason": labelled("reason", Reason),
        "municipality": tuple(Choice(code=town, label=town) for town in towns),
        "language": languages,
        "state": labelled("inbox-state", CaseState),
        "team": team_choices(house, speaker.language),
    }
    set_ones = wanted.filters
    return tuple(Filter(name=name, value=set_ones.get(name, ""), choices=choices[name]) for name in _FILTERS)


def _midnight(now: datetime) -> datetime:
    return now.astimezone(HELSINKI).replace(hour=0, minute=0, second=0, microsecond=0)
