"""What handlers ask of the application: its services, its pages, and who is asking."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from aiohttp import ClientPayloadError, web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web_request import FileField

from channels.codes import Language
from gateway.auth.permissions import Role
from gateway.services import Services
from gateway.web.pages import Renderer

SERVICES = web.AppKey("services", Services)
RENDERER = web.AppKey("renderer", Renderer)


# All that aiohttp raises for bodies that no browser sends.
_UNREADABLE = (
    *(ValueError, LookupError, AssertionError, RuntimeError, zlib.error),
    *(HttpProcessingError, ClientPayloadError, web.RequestPayloadError),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """The person signed in, as handlers see them."""

    id: UUID
    username: str
    name: str
    role: Role
    language: Language
    csrf: str


USER = web.RequestKey("user", User)
OURS = frozenset({"same-origin", "none"})  # what a browser says in Sec-Fetch-Site of what people do on our pages


def services(request: web.Request) -> Services:
    """The application's services."""
    return request.app[SERVICES]


def user(request: web.Request) -> User:
    """Who is asking. Only for routes that need a session: the guard has put it there."""
    return request[USER]


async def typed(request: web.Request) -> Mapping[str, str]:
    """What was typed into a form, by field; files are nothing to us.

    Raises HTTPRequestEntityTooLarge, and HTTPBadRequest for what no browser sends.
    """
    try:
        posted = await request.post()
    except _UNREADABLE as problem:
        raise web.HTTPBadRequest from problem
    return {name: value for name, value in posted.items() if not isinstance(value, (FileField, bytes, bytearray))}


def is_invited(request: web.Request) -> bool:
    """Whether a page of a site that the county has named made the browser send this."""
    return request.headers.get("Origin", "") in services(request).county.chat.sites


def is_same_site(request: web.Request) -> bool:
    """Whether no other site made the browser send this, as far as the browser tells."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    # Our pages send no referrer, and then a browser says "null" for the origin of our own form too: its other word
    # prevails, and only a browser too old to have one is judged by the origin.
    if site is None:
        return origin is None or urlsplit(origin).netloc == request.host
    return site in OURS
