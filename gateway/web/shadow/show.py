"""The page on which supervisors see how rules and people agree, before a channel goes live."""

from aiohttp import web

from gateway.comparing.figures import figures
from gateway.comparing.history import COMPARED, USUALLY, read
from gateway.comparing.since import day
from gateway.faults import Step
from gateway.store import audit
from gateway.web.frame import RENDERER, services, user
from gateway.web.shadow.pages import ComparisonPage
from gateway.web.shadow.words import Wording
from gateway.web.shell import language_for, shell_of


async def show(request: web.Request) -> web.Response:
    """The comparison since the day that was asked for, or of the last month. It opens nothing that is sealed."""
    house = services(request)
    now = house.now()
    since = day(request.query.get("since", "")) or now - USUALLY
    async with house.writing(Step.LOOK) as session:
        await audit.write(session, now, COMPARED, user_id=user(request).id, since=since.isoformat())
    async with house.readers() as session:
        compared = await read(session, house, since)
    words = Wording(house=house, language=language_for(request))
    page = ComparisonPage(comparison=words.comparison(figures(compared, since, now), compared))
    return request.app[RENDERER].respond(page, shell_of(request))
