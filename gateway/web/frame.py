"""What handlers ask of the application: its services, its pages, and who is asking."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from aiohttp import web
from aiohttp.web_request import FileField

from channels.codes import Language
from gateway.auth.permissions import Role
from gateway.services import Services
from gateway.web.pages import Renderer

SERVICES = web.AppKey("services", Services)
RENDERER = web.AppKey("renderer", Renderer)


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
    except (ValueError, LookupError, AssertionError, zlib.error) as problem:
        raise web.HTTPBadRequest from problem
    return {name: value for name, value in posted.items() if not isinstance(value, (FileField, bytes, bytearray))}
