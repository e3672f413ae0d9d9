"""The page on which visitors write with an advisor."""

from collections.abc import Mapping
from typing import Final

from aiohttp import web

from channels.chat.frames import LONGEST
from channels.codes import Language
from gateway.web.frame import services
from gateway.web.public.county_words import advice_line
from gateway.web.public.pages import ChatPage
from gateway.web.public.visitor import language_of, respond

# Where somebody goes who must leave the page at once: everybody looks at the weather.
_WEATHER: Final[Mapping[Language, str]] = {
    Language.FI: "https://www.ilmatieteenlaitos.fi/",
    Language.SV: "https://sv.ilmatieteenlaitos.fi/",
    Language.EN: "https://en.ilmatieteenlaitos.fi/",
}


async def show(request: web.Request) -> web.Response:
    """The page; it opens its line by itself. Without scripts it leads to the form and the telephone."""
    language = language_of(request)
    page = ChatPage(phone=advice_line(services(request), language), longest=LONGEST, leave=_WEATHER[language])
    return respond(request, page)
