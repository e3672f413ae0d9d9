"""Every address with its permission. A route cannot be added without saying who may use it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from gateway.auth.permissions import May

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Route:
    """One address: what it does and who may."""

    method: str
    path: str
    handler: Handler
    may: May
