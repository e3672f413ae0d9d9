"""The page of the rules that decide now."""

import asyncio

from aiohttp import web

from gateway.web.frame import RENDERER, services
from gateway.web.rules.book import Reader
from gateway.web.shell import language_for, shell_of


async def show(request: web.Request) -> web.Response:
    """The rules in words, and why newer ones are not in use, if so. Nothing on it is about a client."""
    gateway = services(request)
    reader = Reader(
        book=gateway.rules,
        texts=gateway.texts,
        acknowledgements=gateway.acknowledgements,
        house=gateway.house,
        language=language_for(request),
        now=gateway.now(),
    )
    # Each rule's texts are worked out: a tenth of a second, for which nobody's chat should have to wait.
    page = await asyncio.to_thread(reader.page, gateway.running.refusal)
    return request.app[RENDERER].respond(page, shell_of(request))
