"""What handlers ask of the application: its services, its pages, and who is asking."""

from dataclasses import dataclass
from uuid import UUID

from aiohttp import web

from channels.codes import Language
from gateway.auth.permissions import Role
from gateway.services import Services
from gateway.web.pages import Renderer

SERVICES = web.AppKey("services", Services)
RENDERER = web.AppKey("renderer", Renderer)
DEMO = web.AppKey("demo", bool)


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
