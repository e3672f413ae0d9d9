"""New contact: a call, a visit or a letter written down by an advisor goes the same way as everything else."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from channels.channel import Receipt, StoreUnavailableError
from channels.codes import ChannelCode, Direction, IdentityLevel
from channels.form.definitions import ENTERED, FieldError
from channels.form.parse import Answer, Problem, Problems, Submission, check
from gateway import pipeline
from gateway.i18n import HELSINKI
from gateway.services import Services
from gateway.store import casefile, inbox
from gateway.web.frame import RENDERER, services, typed, user
from gateway.web.inbox.index import alarm_notices, keys_on
from gateway.web.inbox.pages import AlarmNotice, NewContactPage
from gateway.web.public.contact import page_id
from gateway.web.public.county_words import main_line
from gateway.web.public.intake import alarm_in, keep, with_danger
from gateway.web.public.pages import Alarm, Filled
from gateway.web.shell import shell_of

PATIENCE: Final = 1.0  # seconds; the person is on the line
_OLDEST: Final = timedelta(days=366)
_CLOCKS_DIFFER: Final = timedelta(minutes=10)
_UNPROCESSABLE: Final = 422
_UNAVAILABLE: Final = 503


async def show(request: web.Request) -> web.Response:
    """The empty form, with an id of its own so that sending it twice is sending it once."""
    now = services(request).now()
    begun = {
        "channel": ChannelCode.PHONE,
        "direction": Direction.TO_SERVICE,
        "identity_level": IdentityLevel.STATED,
        "arrived_at": f"{now.astimezone(HELSINKI):%Y-%m-%dT%H:%M}",
    }
    filled = Filled(answers=tuple(Answer(field=name, value=str(value)) for name, value in begun.items()))
    return await _respond(request, filled, None, str(uuid4()))


async def send(request: web.Request) -> web.Response:
    """Keep what was written down, and go to its Case with the text to read aloud."""
    house = services(request)
    values = await typed(request)
    language = shell_of(request).language
    alarm = await alarm_in(house, ENTERED, values, language)
    checked = _likely(check(ENTERED, values), values, house.now())
    if isinstance(checked, Problems):
        filled = Filled(answers=checked.answers, problems=checked.problems)
        return await _respond(request, filled, alarm, page_id(values), status=_UNPROCESSABLE)
    try:
        receipt = await keep(
            house,
            with_danger(checked, alarm),
            main_line(house),
            entered_by=user(request).id,
            direction=Direction(checked.value("direction")),
        )
    except StoreUnavailableError:
        filled = Filled(answers=tuple(Answer(field=name, value=value) for name, value in values.items()))
        return await _respond(request, filled, alarm, page_id(values), status=_UNAVAILABLE)
    raise web.HTTPSeeOther(await _onward(house, receipt, "entered-emergency" if alarm else "entered"))


async def _onward(house: Services, receipt: Receipt, done: str) -> str:
    """The page of the Case; where it cannot be found just now, the list: what was entered is kept all the same."""
    await pipeline.answer_within(house, receipt.contact_id, seconds=PATIENCE)
    try:
        async with house.readers() as session:
            # Asked only now: a second contact about one matter may have joined an older Case.
            return f"/inbox/case/{await casefile.case_of(session, receipt.contact_id)}?done={done}"
    except (SQLAlchemyError, OSError):
        return "/inbox"


def _likely(checked: Submission | Problems, values: Mapping[str, str], now: datetime) -> Submission | Problems:
    """*checked*, unless it came in the future or longer ago than anybody would still write down."""
    if isinstance(checked, Problems):
        return checked
    arrived_at = datetime.fromisoformat(checked.value("arrived_at"))
    if now - _OLDEST <= arrived_at <= now + _CLOCKS_DIFFER:
        return checked
    unlikely = Problem(field="arrived_at", error=FieldError.MOMENT_UNLIKELY)
    typed = tuple(Answer(field=field.name, value=values.get(field.name, "")) for field in ENTERED.fields)
    return Problems(problems=(unlikely,), answers=typed)


async def _respond(
    request: web.Request, filled: Filled, alarm: Alarm | None, submission_id: str, *, status: int = 200
) -> web.Response:
    house = services(request)
    after, notices = await _live(request)
    page = NewContactPage(
        form=ENTERED,
        filled=filled,
        submission_id=submission_id,
        alarm=alarm,
        unavailable=status == _UNAVAILABLE,
        municipalities=house.county.municipalities.names,
        alarms=notices,
        after=after,
        keys_on=keys_on(request),
    )
    return request.app[RENDERER].respond(page, shell_of(request), status=status)


async def _live(request: web.Request) -> tuple[int, tuple[AlarmNotice, ...]]:
    """Where the timeline stands and which emergencies wait. With the database away the form is shown all the same."""
    house = services(request)
    try:
        async with house.readers() as session:
            pulse = await inbox.pulse(session)
            return pulse.seq, await alarm_notices(session, pulse, house, request)
    except (SQLAlchemyError, OSError):
        return 0, ()
