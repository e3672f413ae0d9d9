"""The request to be called back."""

from uuid import uuid4

from aiohttp import web

from channels.channel import StoreUnavailableError
from channels.codes import Language
from channels.form.definitions import CALLBACK
from channels.form.parse import Answer, Problems, check
from gateway.services import Services
from gateway.web.frame import services, typed
from gateway.web.public import intake
from gateway.web.public.contact import UNAVAILABLE, UNPROCESSABLE, not_now, page_id
from gateway.web.public.county_words import advice_line, main_line, public_lines
from gateway.web.public.pages import Alarm, AnswerPage, CallbackPage, Shown
from gateway.web.public.visitor import language_of, respond


async def show(request: web.Request) -> web.Response:
    """The empty form; the main line is chosen already."""
    house = services(request)
    filled = Shown(form=CALLBACK, answers=(Answer(field="line", value=main_line(house)),))
    return respond(request, _page(house, language_of(request), filled, None, str(uuid4())))


async def send(request: web.Request) -> web.Response:
    """Keep the request and say by when we call; where something is missing, the form again as typed."""
    house, language = services(request), language_of(request)
    form = CALLBACK.with_choices("line", tuple(line.code for line in public_lines(house, language)))
    values = {**await typed(request), "language": str(language)}
    alarm = await intake.alarm_in(house, form, values, language)
    checked = check(form, values)
    if isinstance(checked, Problems):
        filled = Shown(form=CALLBACK, answers=checked.answers, problems=checked.problems)
        return respond(request, _page(house, language, filled, alarm, page_id(values)), status=UNPROCESSABLE)
    try:
        receipt = await intake.keep(house, checked, checked.value("line"))
    except StoreUnavailableError:
        filled = Shown(form=CALLBACK, answers=tuple(Answer(field=name, value=value) for name, value in values.items()))
        page = _page(house, language, filled, alarm, page_id(values), unavailable=True)
        return not_now(respond(request, page, status=UNAVAILABLE))
    asked = intake.Asked(language=language, alarm=alarm, callback=True)
    return respond(request, AnswerPage(told=await intake.first_answer(house, receipt, asked)))


def _page(
    house: Services,
    language: Language,
    filled: Shown,
    alarm: Alarm | None,
    submission_id: str,
    *,
    unavailable: bool = False,
) -> CallbackPage:
    return CallbackPage(
        filled=filled,
        submission_id=submission_id,
        alarm=alarm,
        unavailable=unavailable,
        lines=public_lines(house, language),
        phone=advice_line(house, language),
    )
