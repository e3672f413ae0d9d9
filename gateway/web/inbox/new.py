"""New contact: a call, a visit or a letter written down by an advisor goes the same way as everything else."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from channels.channel import StoreUnavailableError
from channels.codes import ChannelCode, Direction, IdentityLevel
from channels.form.definitions import ENTERED, FieldError
from channels.form.parse import Answer, Problem, Problems, Submission, check, delivery, encode
from gateway import pipeline
from gateway.faults import Moment
from gateway.i18n import HELSINKI
from gateway.store import casefile, inbox
from gateway.web.frame import RENDERER, services, typed, user
from gateway.web.inbox.index import alarm_notices, keys_on
from gateway.web.inbox.pages import AlarmNotice, NewContactPage
from gateway.web.public.county_words import main_line
from gateway.web.public.intake import alarm_in
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
        return await _respond(request, filled, alarm, _page_id(values), status=_UNPROCESSABLE)
    try:
        contact_id = await _keep(request, checked)
    except StoreUnavailableError:
        filled = Filled(answers=tuple(Answer(field=name, value=value) for name, value in values.items()))
        return await _respond(request, filled, alarm, _page_id(values), status=_UNAVAILABLE)
    await pipeline.answer_within(house, contact_id, seconds=PATIENCE)
    async with house.readers() as session:
        # Asked only now: a second contact about one matter may have joined an older Case.
        case_id = await casefile.case_of(session, contact_id)
    raise web.HTTPSeeOther(f"/inbox/case/{case_id}?done={'entered-emergency' if alarm else 'entered'}")


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


async def _keep(request: web.Request, submission: Submission) -> UUID:
    house = services(request)
    kept = await pipeline.keep(
        house,
        encode(submission),
        (delivery(submission, main_line(house)),),
        entered_by=user(request).id,
        direction=Direction(submission.value("direction")),
    )
    await house.faults.reached(Moment.BEFORE_HTTP_YES)
    return kept.receipts[0].contact_id


def _page_id(values: Mapping[str, str]) -> str:
    try:
        return str(UUID(values.get("submission_id", "")))
    except ValueError:
        return str(uuid4())


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
