"""Other sites' pages that show our chat: what their browsers are told. Never with cookies; others are told nothing."""

from typing import Final

from aiohttp import web

from gateway.web.frame import is_invited

# What the chat asks for besides its line. A WebSocket names its page's origin itself and asks nobody before.
PATHS: Final = ("/chat/words", "/chat/poll", "/chat/code", "/chat/continue", "/chat/feedback")
_ALLOWED: Final = {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Max-Age": "7200",
}


async def preflight(_request: web.Request) -> web.Response:
    """A browser asks before it sends JSON to another site. Who asks was looked at before this."""
    return web.Response(status=204, headers=_ALLOWED)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Let the pages of the sites that the county has named read the answer, also where it is a refusal."""
    if request.path not in PATHS:
        return
    response.headers.add("Vary", "Origin")
    if is_invited(request):
        response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
