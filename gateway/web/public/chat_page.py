"""The page on which visitors write with us: the chat that other sites' pages show too, in the middle of our own."""

from aiohttp import web

from gateway.chat.turning import answers
from gateway.web.frame import services
from gateway.web.public.county_words import advice_line
from gateway.web.public.pages import ChatPage
from gateway.web.public.visitor import language_of, respond


async def show(request: web.Request) -> web.Response:
    """The page; the chat opens its line by itself. Without scripts it leads to the form and the telephone."""
    house = services(request)
    return respond(request, ChatPage(phone=advice_line(house, language_of(request)), bot=answers(house)))
