"""The forms on the page of a Case: from what a browser sends to an act, and from what went wrong back to the page."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar
from uuid import UUID

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from channels.codes import (
    CLOSING_RESOLUTIONS,
    ContacterType,
    Direction,
    Language,
    MatterType,
    Reason,
    Resolution,
    Urgency,
)
from gateway.casework import acting as casework
from gateway.casework import correcting, handing, promising, remembering, replying, rereading, resolving
from gateway.casework.access import RestrictedError, demand_access
from gateway.casework.acting import LONGEST_NOTE, Act
from gateway.casework.remembering import UndoneError
from gateway.casework.replying import MustChangeError
from gateway.errors import CaseNotFoundError, ChangedError, RefusedError, TakenError
from gateway.faults import Step
from gateway.services import Services
from gateway.store.states import TaskOutcome
from gateway.web.case import chat_acts, client_acts, clock_acts, granted_acts, suggestion_acts
from gateway.web.case.moments import moment_of
from gateway.web.case.pages import Problem, Typed
from gateway.web.frame import services, typed, user
from gateway.web.inbox.words import Speaker
from gateway.web.shell import shell_of

DRAFTS: Final = frozenset({"reply", "note", "chat"})
LONGEST_DRAFT: Final = LONGEST_NOTE
_CONFLICT: Final = 409
_REFUSED: Final = 422

Form = Mapping[str, str]
Do = Callable[[AsyncSession, Services, Act, Form], Awaitable[None]]
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The act was not carried out."""

    status: int
    problem: Problem
    typed: Typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The act was carried out; the browser goes on from here."""

    location: str


async def carry_out(request: web.Request, name: str) -> Done | Failed:
    """Do the act *name* in one transaction, or say why not."""
    house = services(request)
    form = await typed(request)
    act = Act(
        case_id=case_id_of(request),
        revision=_number(form.get("revision", "")),
        user_id=user(request).id,
        at=house.now(),
    )
    try:
        async with house.writing(Step.ACT) as session:
            if name not in _FOR_ALL:
                await demand_access(session, house, act.case_id, act.user_id)
            await ACTS[name](session, house, act, form)
    except CaseNotFoundError:
        raise web.HTTPNotFound from None
    except RestrictedError:
        raise web.HTTPSeeOther(f"/inbox/case/{act.case_id}") from None
    except (TakenError, ChangedError, RefusedError) as problem:
        speaker = Speaker(texts=house.texts, language=shell_of(request).language, now=act.at)
        again = Typed(panel=name, fields=tuple((field, value) for field, value in form.items() if field != "csrf"))
        return Failed(status=_status(problem), problem=_said(problem, speaker), typed=again)
    await house.wakes.ring()
    if name in chat_acts.NAMES:
        await chat_acts.ring(house, act)
    return Done(location=_next(act.case_id, name, form))


def case_id_of(request: web.Request) -> UUID:
    """The Case that the address names."""
    return uuid_of(request.match_info["case"])


def uuid_of(word: str) -> UUID:
    """An id from an address or a form. Raises HTTPNotFound where it is none."""
    try:
        return UUID(word)
    except ValueError:
        raise web.HTTPNotFound from None


async def _claim(session: AsyncSession, house: Services, act: Act, _form: Form) -> None:
    await casework.claim(session, house.keys, act)


async def _release(session: AsyncSession, house: Services, act: Act, _form: Form) -> None:
    await handing.let_go(session, house, act)
    await casework.release(session, house.keys, act)


async def _note(session: AsyncSession, house: Services, act: Act, form: Form) -> None:
    await casework.note(session, house.keys, act, form.get("text", ""))


async def _safe_way(session: AsyncSession, house: Services, act: Act, form: Form) -> None:
    await casework.record_safe_way(session, house.keys, act, form.get("text", ""))


async def _alarm_seen(session: AsyncSession, house: Services, act: Act, _form: Form) -> None:
    await casework.see_alarm(session, house.keys, act)


async def _correct(session: AsyncSession, house: Services, act: Act, form: Form) -> None:
    urgency, language = _code(Urgency, form.get("urgency", "")), _code(Language, form.get("language", ""))
    contacter = _code(ContacterType, form.get("contacter", ""))
    if urgency is None or language is None or contacter is None:
        raise RefusedError("refused-codes")
    correction = correcting.Correction(
        reason=_code(Reason, form.get("reason", "")),
        urgency=urgency,
        municipality=form.get("municipality", "").strip() or None,
        language=language,
        contacter=contacter,
        destination=form.get("destination") or None,
        why=form.get("why", ""),
        matter_type=_code(MatterType, form.get("matter_type", "")),
    )
    await correcting.correct(session, house, act, correction)


async def _reply(session: AsyncSession, house: Services, act: Act, form: Form) -> None:
    await replying.reply(session, house, act, form.get("text", ""), moment_of(form.get("next_due", "")))


async def _call(session: AsyncSession, house: Services, act: Act, form: Form) -> None:
    if form.get("reached") not in {"yes", "no"}:
        raise RefusedError("refused-reached")
    reached = form["reached"] == "yes"
    call = replying.Called(
        reached=reached,
        note=form.get("note", ""),
        next_due=moment_of(form.get("next_due", "")),
        safe_way=form.get("safe_way") == "yes",
    )
    await replying.called(session, house, act, call)


async def _promise(session: AsyncSession, house: Services, act: Act, form: Form) -> None:
    due_at = moment_of(form.get("due_at", ""))
    if due_at is None:
        raise RefusedError("refused-date")
    untold = None if form.get("tell") == "yes" else form.get("why", "")
    await promising.move(session, house, act, due_at, untold)


async def _resolve(session: AsyncSession, house: Services, act: Act, form: Form) -> None:
    outcome = resolving.Outcome(
        contacter=_code(ContacterType, form.get("contacter", "")),
        direction=_code(Direction, form.get("direction", "")),
        reason=_code(Reason, form.get("reason", "")),
        resolution=_code(Resolution, form.get("resolution", "")),
        confirmed=form.get("confirmed") == "yes",
        note=form.get("note", ""),
        heard=_number(form.get("heard", "")),
        into=form.get("into_reference", "").strip() or form.get("into", ""),
    )
    await resolving.resolve(session, house, act, outcome)


async def _task(session: AsyncSession, house: Services, act: Act, form: Form) -> None:
    outcome = _code(TaskOutcome, form.get("outcome", ""))
    if outcome is None:
        raise RefusedError("refused-task")
    ticked = remembering.Ticked(task_id=uuid_of(form.get("task", "")), outcome=outcome)
    await remembering.tick(session, house, act, ticked)


async def _reopen(session: AsyncSession, house: Services, act: Act, _form: Form) -> None:
    await resolving.reopen(session, house, act)


async def _read_again(session: AsyncSession, house: Services, act: Act, form: Form) -> None:
    await rereading.read_again(session, house, act, uuid_of(form.get("contact", "")))


ACTS: Final[Mapping[str, Do]] = {
    "claim": _claim,
    "release": _release,
    "note": _note,
    "safe-way": _safe_way,
    "alarm-seen": _alarm_seen,
    "correct": _correct,
    "reply": _reply,
    "call": _call,
    "promise": _promise,
    "resolve": _resolve,
    "task": _task,
    "begun": clock_acts.begun,
    "not-begun": clock_acts.not_begun,
    "age": clock_acts.age,
    "service-granted": granted_acts.grant,
    "service-begun": granted_acts.begun,
    "service-ended": granted_acts.ended,
    "service-taken-back": granted_acts.taken_back,
    "same-client": client_acts.same_client,
    "different-client": client_acts.different_client,
    "undo-client": client_acts.undo_client,
    "coordination": client_acts.coordination,
    "take-suggestion": suggestion_acts.take,
    "drop-suggestion": suggestion_acts.drop,
    "reopen": _reopen,
    "read-again": _read_again,
    "chat-join": chat_acts.join,
    "chat-pass-on": chat_acts.pass_on,
    "chat-give-back": chat_acts.give_back,
}
_FOR_ALL: Final = frozenset({"alarm-seen"})  # an alarm is never kept from anybody
_DONE: Final = {
    "claim": "claimed",
    "note": "noted",
    "safe-way": "safe-way",
    "alarm-seen": "alarm-seen",
    "correct": "corrected",
    "reply": "replied",
    "call": "called",
    "promise": "promised",
    "resolve": "continues",
    "task": "ticked#remember",
    "begun": "begun",
    "not-begun": "not-begun",
    "age": "age",
    "service-granted": "service-granted",
    "service-begun": "service-begun",
    "service-ended": "service-ended",
    "service-taken-back": "service-taken-back",
    "same-client": "same-client",
    "different-client": "different-client",
    "undo-client": "undo-client",
    "coordination": "coordination",
    "take-suggestion": "suggestion-taken#reply-text",
    "drop-suggestion": "suggestion-dropped",
    "reopen": "reopened",
    "read-again": "read-again",
    "chat-join": "chat-join#act-chat",
    "chat-pass-on": "chat-pass-on",
    "chat-give-back": "chat-give-back",
}


def _next(case_id: UUID, name: str, form: Form) -> str:
    """Where the browser goes: back to the list when the Case is out of these hands, else the page of the Case."""
    if name == "release":
        return "/inbox?done=released"
    if name == "resolve" and _code(Resolution, form.get("resolution", "")) in CLOSING_RESOLUTIONS:
        return "/inbox?done=resolved"
    return f"/inbox/case/{case_id}?done={_DONE[name]}"


def _status(problem: TakenError | ChangedError | RefusedError) -> int:
    return _REFUSED if isinstance(problem, RefusedError) else _CONFLICT


def _said(problem: TakenError | ChangedError | RefusedError, speaker: Speaker) -> Problem:
    match problem:
        case TakenError():
            return Problem(text=speaker.say("case-taken", who=problem.by, until=speaker.clock(problem.until)))
        case ChangedError():
            return Problem(text=speaker.say("case-changed"))
        case MustChangeError():
            return Problem(text=speaker.say(problem.key), objections=problem.objections)
        case UndoneError():
            return Problem(text=speaker.say(problem.key, count=len(problem.codes)), undone=problem.codes)
        case _:
            return Problem(text=speaker.say(problem.key, **problem.values))


def _code(codes: type[E], word: str) -> E | None:
    try:
        return codes(word)
    except ValueError:
        return None


def _number(word: str) -> int:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else -1  # noqa: PLR2004  fits the column
