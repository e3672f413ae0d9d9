"""The supervisors' page of what people said of the chat afterwards: sums only, and none of a few."""

from datetime import timedelta
from typing import Final

from aiohttp import web

from gateway.i18n import HELSINKI
from gateway.store import feedback
from gateway.store.feedback import FEWEST, Month
from gateway.web.frame import RENDERER, services
from gateway.web.inbox.words import Speaker
from gateway.web.shell import shell_of
from gateway.web.team.pages import FeedbackLine, FeedbackPage

_SHOWN: Final = timedelta(days=365)


async def index(request: web.Request) -> web.Response:
    """A year by months. It tells of nobody, and so stands in no audit."""
    house = services(request)
    speaker = Speaker(texts=house.texts, language=shell_of(request).language, now=house.now())
    since = (speaker.now - _SHOWN).astimezone(HELSINKI).date().replace(day=1)
    async with house.readers() as session:
        found = await feedback.months(session, since)
    page = FeedbackPage(lines=tuple(_line(one, speaker) for one in found), fewest=FEWEST)
    return request.app[RENDERER].respond(page, shell_of(request))


def _line(month: Month, speaker: Speaker) -> FeedbackLine:
    return FeedbackLine(
        month=f"{month.first.month}/{month.first.year}",
        count=month.count,
        mean=_number(month.mean, speaker),
        helped=_percent(month.helped, speaker),
        partly=_percent(month.partly, speaker),
    )


def _number(value: float | None, speaker: Speaker) -> str:
    """With one decimal, as the language writes it; a dash of what is not known."""
    if value is None:
        return "–"
    return f"{value:.1f}" if speaker.language == "en" else f"{value:.1f}".replace(".", ",")


def _percent(value: float | None, speaker: Speaker) -> str:
    return "–" if value is None else speaker.say("feedback-percent", percent=round(100 * value))
