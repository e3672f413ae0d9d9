"""The form by which anybody can write to us, and the page that answers it."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID, uuid4

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from channels.channel import StoreUnavailableError
from channels.form.definitions import CONTACT
from channels.form.parse import Answer, Problems, check
from gateway.services import Services
from gateway.web.frame import services, typed
from gateway.web.public import intake
from gateway.web.public.county_words import main_line
from gateway.web.public.failures import fail
from gateway.web.public.pages import Alarm, AnswerPage, AnswerPart, ContactPage, Failure, GonePage, GonePart, Shown
from gateway.web.public.visitor import language_of, respond

UNPROCESSABLE: Final = 422
UNAVAILABLE: Final = 503
RETRY_AFTER: Final = "60"  # seconds
_HOME: Final = "/contact"
_LONGEST_COUNT: Final = 4  # digits


async def show(request: web.Request) -> web.Response:
    """The empty form, with an id of its own so that sending it twice is sending it once."""
    page = _page(services(request), Shown(form=CONTACT), None, str(uuid4()))
    return respond(request, page)


async def send(request: web.Request) -> web.Response:
    """Keep what was typed and answer on the same page; where something is missing, the form again as typed."""
    house, language = services(request), language_of(request)
    values = {**await typed(request), "language": str(language)}
    alarm = await intake.alarm_in(house, CONTACT, values, language)
    checked = check(CONTACT, values)
    if isinstance(checked, Problems):
        filled = Shown(form=CONTACT, answers=checked.answers, problems=checked.problems)
        return respond(request, _page(house, filled, alarm, page_id(values)), status=UNPROCESSABLE)
    try:
        receipt = await intake.keep(house, intake.with_danger(checked, alarm), main_line(house))
    except StoreUnavailableError:
        filled = Shown(form=CONTACT, answers=tuple(Answer(field=name, value=value) for name, value in values.items()))
        page = _page(house, filled, alarm, page_id(values), unavailable=True)
        return not_now(respond(request, page, status=UNAVAILABLE))
    asked = intake.Asked(language=language, alarm=alarm, callback=False)
    return respond(request, AnswerPage(told=await intake.first_answer(house, receipt, asked)), path=_HOME)


async def answer(request: web.Request) -> web.Response:
    """Look again whether the answer is there. The page's name comes in the body, so that no log holds it."""
    values = await typed(request)
    looked = values.get("looked", "")
    again = int(looked) if looked.isdecimal() and len(looked) < _LONGEST_COUNT else 0
    try:
        told = await intake.look_again(services(request), values.get("page", ""), again, language_of(request))
    except (SQLAlchemyError, OSError):
        return fail(request, Failure.UNAVAILABLE)
    by_script = request.headers.get("HX-Request") == "true"
    if told is None:
        return respond(request, GonePart() if by_script else GonePage(), path=_HOME)
    return respond(request, AnswerPart(told=told) if by_script else AnswerPage(told=told), path=_HOME)


async def answer_without_page(request: web.Request) -> web.Response:
    """Somebody came by the address alone: there is nothing to see, and the form is near."""
    return respond(request, GonePage(), path=_HOME)


def page_id(values: Mapping[str, str]) -> str:
    """The id that the page came with, so that a corrected form is still the same; a fresh one where it is none."""
    try:
        return str(UUID(values.get("submission_id", "")))
    except ValueError:
        return str(uuid4())


def not_now(response: web.Response) -> web.Response:
    """*response* with the time after which trying again makes sense."""
    response.headers["Retry-After"] = RETRY_AFTER
    return response


def _page(
    house: Services, filled: Shown, alarm: Alarm | None, submission_id: str, *, unavailable: bool = False
) -> ContactPage:
    return ContactPage(
        filled=filled,
        submission_id=submission_id,
        alarm=alarm,
        unavailable=unavailable,
        municipalities=house.county.municipalities.names,
    )
