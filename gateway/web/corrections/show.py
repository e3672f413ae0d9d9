"""The page on which supervisors see how often people chose otherwise than was read, and review the corrections."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from aiohttp import web

from channels.codes import Reason
from gateway.comparing import overrides
from gateway.comparing.overrides import SEEN, USUALLY, Overrides
from gateway.comparing.since import day
from gateway.faults import Step
from gateway.i18n import HELSINKI
from gateway.services import Services
from gateway.store import audit, casework, corrections, inbox, suggestions
from gateway.store import overrides as store
from gateway.store.overrides import Listed, Wanted
from gateway.web.corrections import words
from gateway.web.corrections.pages import CorrectionsPage, FiguresView
from gateway.web.frame import RENDERER, services, typed, user
from gateway.web.inbox.index import alarm_notices, keys_on
from gateway.web.inbox.pages import Filter
from gateway.web.inbox.words import Speaker
from gateway.web.public.pages import Choice
from gateway.web.shell import shell_of

REVIEWED: Final = "correction_reviewed"
PAGE: Final = 40
_MOST_CONFUSIONS: Final = 30
_AFTER: Final = re.compile(r"([01])-([0-9]{1,15})")
_SEQ: Final = re.compile(r"[0-9]{1,15}")


async def show(request: web.Request) -> web.Response:
    """Rates, confusions and a page of corrections. The Cases that it lists stand in the audit as a list's do."""
    house, reader = services(request), user(request)
    now, wanted = house.now(), _wanted(request.query, house)
    asked = _AFTER.fullmatch(request.query.get("after", ""))
    after = (asked[1] == "1", int(asked[2])) if asked else None
    async with house.readers() as session:
        found = await overrides.read(session, wanted)
        decided = await suggestions.counted(session, wanted.since)
        listed = await store.page(session, wanted, after, PAGE + 1)
        names = await casework.names_of(session, {one.row.reviewed_by for one in listed})
        pulse = await inbox.pulse(session)
        notices = await alarm_notices(session, pulse, house, request)
    # Before the answer goes out: what could not be written down is not shown.
    async with house.writing(Step.LOOK) as session:
        await audit.write(session, now, SEEN, user_id=reader.id, since=wanted.since.isoformat())
        await inbox.audit_once_a_day(session, reader.id, list({one.case_id for one in listed[:PAGE]}), now)
    speaker = Speaker(texts=house.texts, language=shell_of(request).language, now=now)
    page = CorrectionsPage(
        figures=_figures(found, speaker),
        suggested=words.suggested(decided),
        corrections=tuple(words.correction(one, names, speaker) for one in listed[:PAGE]),
        next_href=_next(wanted, listed),
        first_href=_href(wanted) if after else "",
        reviewed=request.query.get("done") == "reviewed",
        alarms=notices,
        after=pulse.seq,
        keys_on=keys_on(request),
    )
    return request.app[RENDERER].respond(page, shell_of(request))


async def review(request: web.Request) -> web.Response:
    """Somebody has looked at a correction. Marking it twice is no error: who was first stands there."""
    house, reader, form = services(request), user(request), await typed(request)
    seq = _SEQ.fullmatch(form.get("seq", ""))
    if seq is None:
        raise web.HTTPNotFound
    now = house.now()
    async with house.writing(Step.ACT) as session:
        case_id = await corrections.review(session, int(seq[0]), reader.id, now)
        if case_id is None:
            raise web.HTTPNotFound
        await audit.write(session, now, REVIEWED, user_id=reader.id, case_id=case_id, seq=int(seq[0]))
    raise web.HTTPSeeOther(_href(_wanted(form, house), done="reviewed"))


def _wanted(query: Mapping[str, str], house: Services) -> Wanted:
    """What an address or a form asks for; what is none narrows nothing."""
    reason = query.get("reason", "")
    return Wanted(
        since=day(query.get("since", "")) or house.now() - USUALLY,
        reason=Reason(reason) if reason in set(Reason) else None,
        model=query.get("model", "")[:40] or None,
    )


def _figures(found: Overrides, speaker: Speaker) -> FiguresView:
    shown, reasons = found.confusions[:_MOST_CONFUSIONS], [words.by_reason(one) for one in found.reasons]
    return FiguresView(
        since=found.wanted.since,
        since_day=_day(found.wanted),
        filters=_filters(found, speaker),
        narrowed=bool(found.wanted.reason or found.wanted.model),
        total=words.rate(found.total),
        changed=tuple(one for one in reasons if one.rate.overridden),
        unchanged=tuple(one for one in reasons if not one.rate.overridden),
        confusions=tuple(words.confusion(one, speaker) for one in shown),
        more_confusions=len(found.confusions) - len(shown),
        unreviewed=found.unreviewed,
    )


def _filters(found: Overrides, speaker: Speaker) -> tuple[Filter, ...]:
    wanted = found.wanted
    reasons = tuple(Choice(code=code, label=speaker.say(f"reason-{code}")) for code in Reason)
    models = sorted({*found.models, *([wanted.model] if wanted.model else [])})
    return (
        Filter(name="reason", value=wanted.reason or "", choices=reasons),
        Filter(name="model", value=wanted.model or "", choices=tuple(Choice(code=one, label=one) for one in models)),
    )


def _next(wanted: Wanted, listed: tuple[Listed, ...]) -> str:
    if len(listed) <= PAGE:
        return ""
    last = listed[PAGE - 1].row
    return _href(wanted, after=f"{int(last.reviewed_at is not None)}-{last.seq}")


def _href(wanted: Wanted, **more: str) -> str:
    asked = {"since": _day(wanted), "reason": wanted.reason or "", "model": wanted.model or "", **more}
    return f"/corrections?{urlencode({name: value for name, value in asked.items() if value})}#latest"


def _day(wanted: Wanted) -> str:
    return f"{wanted.since.astimezone(HELSINKI):%Y-%m-%d}"
